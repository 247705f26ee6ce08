"""Pinyin of a line, and its words with what they mean: help that needs no engine and no network."""

from __future__ import annotations

import functools
import logging
import re
from types import ModuleType

from bot.core.matching.text import has_han

_BEFORE_SIGN = re.compile(r" +(?=[，。！？、；：…,.!?;:])")
_HAN_RUN = re.compile("([\u3400-\u4dbf\u4e00-\u9fff]+)")


def pinyin(text: str) -> str:
    """The line with each run of Chinese characters as pinyin, word by word; what is not Chinese stays."""
    from pypinyin import Style, lazy_pinyin  # noqa: PLC0415 - its tables are large, and few lines need them

    parts = [
        " ".join("".join(lazy_pinyin(word, style=Style.TONE)) for word in segmented(part)) if has_han(part) else part
        for part in _HAN_RUN.split(text)
    ]
    return _BEFORE_SIGN.sub("", " ".join(" ".join(parts).split()))


def segmented(text: str) -> list[str]:
    """The words of a run of Chinese characters."""
    return [str(word) for word in _segmenter().cut(text)]


@functools.cache
def _segmenter() -> ModuleType:
    import jieba  # noqa: PLC0415 - its dictionary takes half a second to read

    jieba.setLogLevel(logging.WARNING)
    segmenter: ModuleType = jieba
    return segmenter
