"""Pinyin of a line, and its words with what they mean: help that needs no engine and no network."""

from __future__ import annotations

import functools
import logging
import re
from collections.abc import Iterable
from types import ModuleType

from bot.core.matching.text import has_han

_BEFORE_SIGN = re.compile(r" +(?=[，。！？、；：…,.!?;:])")
_HAN_RUN = re.compile("([\u3400-\u4dbf\u4e00-\u9fff]+)")


def pinyin(text: str, kept: Iterable[str] = ()) -> str:
    """The line with its Chinese words as pinyin; what is not Chinese stays. `kept`: terms that are never cut."""
    from pypinyin import Style, lazy_pinyin  # noqa: PLC0415 - its tables are large, and few lines need them

    words = ("".join(lazy_pinyin(word, style=Style.TONE)) if has_han(word) else word for word in segmented(text, kept))
    return _BEFORE_SIGN.sub("", " ".join(" ".join(words).split()))


def segmented(text: str, kept: Iterable[str] = ()) -> list[str]:
    """The line cut into Chinese words and what stands between them; terms that are `kept` are never cut."""
    terms = sorted(map(re.escape, kept), key=len, reverse=True)
    pieces = re.split(f"({'|'.join(terms)})", text) if terms else [text]
    words: list[str] = []
    for number, piece in enumerate(pieces):
        if number % 2:
            words.append(piece)
            continue
        for part in _HAN_RUN.split(piece):
            words += [str(word) for word in _segmenter().cut(part)] if has_han(part) else [part]
    return [word for word in words if word]


@functools.cache
def _segmenter() -> ModuleType:
    import jieba  # noqa: PLC0415 - its dictionary takes half a second to read

    jieba.setLogLevel(logging.WARNING)
    segmenter: ModuleType = jieba
    return segmenter
