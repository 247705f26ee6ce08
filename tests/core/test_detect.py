"""Which language a line is in."""

from __future__ import annotations

import pytest

from bot.core.detect import detected


@pytest.mark.parametrize(
    ("line", "language"),
    [
        ("今天天气好", "zh-Hans"),
        ("種草了這個平替", "zh-Hant"),
        ("hello how are you today", "en"),
        ("necesito ayuda por favor", "es"),
        ("こんにちは", "ja"),
        ("안녕하세요", "ko"),
        ("привет", "ru"),
        ("yyds", ""),
        ("666 🙂", ""),
        ("@小明 http://a.example", ""),
    ],
)
def test_a_line_is_in_its_language_or_in_none_for_certain(line: str, language: str) -> None:
    assert detected(line) == language
