"""Folds text so that the same words look the same, and cuts it into words.

Any script is welcome. A Chinese, Japanese or Korean character counts as a word of its own, so Chinese needs no
spaces and no segmentation; two neighbouring characters are found again as a pair (see `features.py`).
"""

from __future__ import annotations

import functools
import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from opencc import OpenCC

MAX_WORDS = 48
"""Words of a text that are looked at; a question that needs more was not one question."""

MAX_CHARACTERS = 2_000
"""Characters of a text that are looked at."""

_CJK = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af"
_WORD = re.compile("[a-z0-9]+(?:'[a-z0-9]+)?")
_ANY_WORD = rf"[{_CJK}]|[^\W_{_CJK}]+(?:'[^\W_{_CJK}]+)?"
_HAN = "[\u3400-\u4dbf\u4e00-\u9fff]"
_ACCENTS = "[\u0300-\u036f]"
_INVISIBLE = (
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\ud800-\udfff]"
)

_SPELLED_OUT = {
    "what's": "what is", "whats": "what is", "that's": "that is", "thats": "that is", "it's": "it is",
    "where's": "where is", "wheres": "where is", "who's": "who is", "whos": "who is", "how's": "how is",
    "hows": "how is", "there's": "there is", "let's": "let us", "i'm": "i am", "im": "i am", "i've": "i have",
    "ive": "i have", "i'd": "i would", "i'll": "i will", "you're": "you are", "can't": "can not",
    "cant": "can not", "cannot": "can not", "don't": "do not", "dont": "do not", "doesn't": "does not",
    "doesnt": "does not", "didn't": "did not", "didnt": "did not", "isn't": "is not", "isnt": "is not",
    "won't": "will not", "wont": "will not", "couldn't": "could not", "haven't": "have not",
    "havent": "have not", "hasn't": "has not", "wasn't": "was not",
}  # fmt: skip

_ENDINGS = (("ies", "y"), ("sses", "ss"), ("ing", ""), ("edly", ""), ("ed", ""), ("ly", ""), ("es", ""), ("s", ""))


def visible(text: str) -> str:
    """The text without control characters, zero-width characters and lone surrogates."""
    return text if _is_plain(text) else _compiled(_INVISIBLE).sub("", text)


def fold(text: str) -> str:
    """Full-width, upper-case and Traditional writing become one: `ＭＯＭＯ` is `momo`, `種草` is `种草`."""
    if _is_plain(text):
        return text[:MAX_CHARACTERS].casefold()
    folded = unicodedata.normalize("NFKC", visible(text[:MAX_CHARACTERS])).casefold().replace("’", "'")
    return _to_simplified().convert(folded) if has_han(folded) else folded


def has_han(text: str) -> bool:
    """Whether a Chinese character stands in the text."""
    return not text.isascii() and _compiled(_HAN).search(text) is not None


def words(text: str) -> list[str]:
    """The words of a text, folded, short forms spelled out: `What's 小红书?` is what, is, 小, 红, 书."""
    found: list[str] = []
    folded = _without_accents(fold(text))
    for word in (_WORD if folded.isascii() else _compiled(_ANY_WORD)).findall(folded):
        if word in _SPELLED_OUT:
            found += _SPELLED_OUT[word].split()
        elif "'" in word:
            found += [part for part in word.split("'") if len(part) > 1]
        else:
            found.append(word)
    return found[:MAX_WORDS]


def _without_accents(text: str) -> str:
    """`teléfono` is `telefono`, as many type it; marks of other scripts than Latin, Greek and Cyrillic stay."""
    if text.isascii():
        return text
    apart = unicodedata.normalize("NFD", text)
    return unicodedata.normalize("NFC", _compiled(_ACCENTS).sub("", apart))


def _is_plain(text: str) -> bool:
    return text.isascii() and text.isprintable()


@functools.cache
def _compiled(pattern: str) -> re.Pattern[str]:
    """Patterns of thousands of characters take milliseconds to compile, and English needs none of them."""
    return re.compile(pattern)


@functools.lru_cache(50_000)
def stem(word: str) -> str:
    """A word without its commonest English endings; other languages pass through."""
    if len(word) <= 3 or not word.isascii():
        return word
    for ending, instead in _ENDINGS:
        left = len(word) - len(ending) + len(instead)
        if word.endswith(ending) and left >= 3 and not (ending == "s" and word.endswith("ss")):
            word = word[: -len(ending)] + instead
            break
    if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "lsz":
        word = word[:-1]
    return word[:-1] if len(word) > 3 and word[-1] == "e" else word


@functools.cache
def _to_simplified() -> OpenCC:
    from opencc import OpenCC  # noqa: PLC0415 - its tables cost 25 ms, and only Chinese needs them

    return OpenCC("t2s")
