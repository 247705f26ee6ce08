"""What in a line is not language."""

from __future__ import annotations

import pytest

from bot.core.matching.protect import masked, only_protected, pieces, protected


@pytest.mark.parametrize(
    "part",
    [
        "http://xhslink.com/a/b",
        "@小明",
        "@momo_1",
        "<@123456>",
        "<#123456>",
        "<:cat:123456>",
        "#种草#",
        "#种草[话题]#",
        "[笑哭R]",
        ":smile:",
        "somebody@example.org",
    ],
)
def test_it_is_protected(part: str) -> None:
    text = f"你好 {part} 再见"
    assert [text[start:end] for start, end in protected(text)] == [part]


def test_a_link_ends_before_a_full_width_comma() -> None:
    text = "http://xhslink.com/a/b，复制本条信息"
    assert [text[start:end] for start, end in protected(text)] == ["http://xhslink.com/a/b"]


def test_masked_parts_come_back_in_their_places() -> None:
    mask = masked("看 @小明 的 http://a.example/b")
    assert mask.restored("See [[0]]'s [[1]]") == "See @小明's http://a.example/b"


def test_marks_that_an_engine_spaced_out_are_known() -> None:
    assert masked("看 @小明").restored("See [ [ 0 ] ]") == "See @小明"


@pytest.mark.parametrize("translated", ["See him", "See [[0]] [[0]]"])
def test_a_lost_or_doubled_mark_is_noticed(translated: str) -> None:
    assert masked("看 @小明").restored(translated) is None


def test_pieces_joined_are_the_text() -> None:
    text = "看 @小明 的 http://a.example/b ，好"
    assert "".join(piece for piece, _ in pieces(text)) == text


@pytest.mark.parametrize(("text", "only"), [("@小明 http://a.example 🙂!", True), ("@小明 好", False)])
def test_whether_there_is_anything_to_translate(text: str, only: bool) -> None:
    assert only_protected(text) is only
