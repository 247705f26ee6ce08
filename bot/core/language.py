"""Which language to answer in, and writing Simplified Chinese in Traditional characters.

A person reads one of `en`, `zh-Hans`, `zh-Hant`. Content and wording are written in `en` and `zh`; Traditional is
made from Simplified by OpenCC as the last step before a reply goes out.
"""

from __future__ import annotations

import dataclasses
import functools
import re
from typing import TYPE_CHECKING

import msgspec

from bot.core.knowledge.wording import Wording
from bot.core.matching.text import fold, has_han, words
from bot.core.message import Form, Reply

if TYPE_CHECKING:
    from opencc import OpenCC

NAMES = {"en": "English", "zh-Hans": "简体中文", "zh-Hant": "繁體中文"}
"""The languages a person can choose, each by its own name."""

DEFAULT = "en"

_ENGLISH = {"en", "english", "英文", "英语"}
_CHINESE = {"zh", "chinese", "中文", "简体中文", "yue", "cmn"}
_TRADITIONAL_REGIONS = {"hant", "tw", "hk", "mo"}
_SENTENCE_MARKS = set("吗呢么怎如何是我你您他她能可会要在有不没谁哪几为什啥把被请想让给和跟")
_CODE_SWITCH = re.compile(r"^[^\w]*[a-z]")


def understood(tag: str) -> str:
    """The language we speak that a platform's tag or a person's word means, or nothing: `zh-TW` is `zh-Hant`."""
    first, *regions = fold(tag.strip()).replace("_", "-").split("-")
    if first in _CHINESE:
        return "zh-Hant" if _TRADITIONAL_REGIONS & {*regions} else "zh-Hans"
    if first == "繁体中文":
        return "zh-Hant"
    return "en" if first in _ENGLISH else ""


def of_sentence(text: str) -> str:
    """The language a sentence is in, or nothing: a bare term such as 种草 or momo is no evidence."""
    latin = [word for word in words(text) if word.isascii() and word.isalpha()]
    han = [character for character in text if has_han(character)]
    if len(latin) >= 3 and (len(han) < 2 * len(latin) or _CODE_SWITCH.match(fold(text))):
        return "en"
    if len(latin) == 2 and not han:
        return "en"
    if len(han) >= 5 or (len(han) >= 3 and _SENTENCE_MARKS & set(fold(text))):
        simplified = fold("".join(han))
        return "zh-Hans" if simplified == "".join(han) else "zh-Hant"
    return ""


def content_language(language: str) -> str:
    """The language of content and wording that is shown to a reader of `language`."""
    return language.partition("-")[0]


def in_script_of(language: str, reply: Reply) -> Reply:
    """The reply in Traditional characters where that is what the reader reads."""
    if language != "zh-Hant":
        return reply
    write = _to_traditional().convert
    return dataclasses.replace(
        reply,
        title=write(reply.title),
        body=write(reply.body),
        choices=tuple(dataclasses.replace(choice, label=write(choice.label)) for choice in reply.choices),
        jumps=tuple(dataclasses.replace(jump, label=write(jump.label)) for jump in reply.jumps),
        footers=tuple(write(footer) for footer in reply.footers),
        sources=tuple(dataclasses.replace(source, text=write(source.text)) for source in reply.sources),
        copyable=write(reply.copyable),
        feedback=tuple(dataclasses.replace(choice, label=write(choice.label)) for choice in reply.feedback),
        form=_form_in_traditional(reply.form) if reply.form else None,
        picture_text=write(reply.picture_text),
    )


def _form_in_traditional(form: Form) -> Form:
    """Its labels; what stands in the fields is somebody's text, and stays as they wrote it."""
    write = _to_traditional().convert
    fields = tuple(dataclasses.replace(field, label=write(field.label)) for field in form.fields)
    return dataclasses.replace(form, title=write(form.title), fields=fields)


def text_in_script_of(language: str, text: str) -> str:
    """A text in Traditional characters where that is what the reader reads."""
    return _to_traditional().convert(text) if language == "zh-Hant" else text


@functools.lru_cache(4)
def wording_in_script_of(language: str, wording: Wording) -> Wording:
    """Our own sentences in Traditional characters where that is what the reader reads."""
    if language != "zh-Hant":
        return wording
    return msgspec.json.decode(_to_traditional().convert(msgspec.json.encode(wording).decode()), type=Wording)


@functools.cache
def _to_traditional() -> OpenCC:
    from opencc import OpenCC  # noqa: PLC0415 - its tables cost 100 ms, and only some readers need them

    return OpenCC("s2tw")
