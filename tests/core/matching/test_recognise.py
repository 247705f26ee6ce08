"""Slang in lines, with the real glossary."""

from __future__ import annotations

import pytest

from bot.core.matching.knowledge_base import Knowledge


def found(real: Knowledge, line: str) -> list[str]:
    return [each.term for each in real.recogniser.recognise(line)]


@pytest.mark.parametrize(
    ("line", "terms"),
    [
        ("这家店yyds！", ["yyds"]),
        ("ＹＹＤＳ", ["yyds"]),
        ("種草了這個平替", ["种草", "平替"]),
        ("太6了", ["666"]),
        ("520快乐", ["520"]),
        ("蹲一个链接", ["蹲"]),
        ("city不city啊", ["city不city"]),
    ],
)
def test_slang_is_found(real: Knowledge, line: str, terms: list[str]) -> None:
    assert found(real, line) == terms


@pytest.mark.parametrize(
    "line", ["他蹲在地上", "demo", "6660", "6个苹果", "iPhone 6", "这件衣服520元", "#种草#", "@momo", "[笑哭R]"]
)
def test_what_is_no_slang_is_not(real: Knowledge, line: str) -> None:
    assert found(real, line) == []


def test_the_place_is_that_in_the_line_as_it_was_written(real: Knowledge) -> None:
    line = "真的ＹＹＤＳ啊"
    (term,) = real.recogniser.recognise(line)
    assert line[term.start : term.end] == "ＹＹＤＳ"
