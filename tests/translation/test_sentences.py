"""Cutting long texts and putting them together."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.translation.sentences import join, split

TEXTS = st.text(alphabet=st.sampled_from("猫狗。！，ab .!?\n…”)"), max_size=400)


def fits(text: str) -> bool:
    return len(text.encode()) <= 60


@given(TEXTS)
def test_the_pieces_are_the_text(text: str) -> None:
    assert "".join(split(text, fits)) == text


@given(TEXTS)
def test_every_piece_fits(text: str) -> None:
    assert all(fits(piece) for piece in split(text, fits))


@given(TEXTS)
def test_no_two_neighbours_would_have_fitted_together_within_a_sentence(text: str) -> None:
    pieces = split(text.replace("\n", ""), fits)

    assert len(pieces) <= 2 + len(text.encode()) // 10


def test_a_text_is_cut_after_sentences() -> None:
    assert split("我有一只猫。它很可爱！你呢？我也有一只狗。", lambda text: len(text) <= 12) == [
        "我有一只猫。它很可爱！",
        "你呢？我也有一只狗。",
    ]


def test_a_point_inside_a_number_or_an_address_ends_no_sentence() -> None:
    text = "It is 3.14 at www.example.org now. And then?"

    assert split(text, lambda part: len(part) <= 36) == ["It is 3.14 at www.example.org now. ", "And then?"]


def test_a_long_sentence_is_cut_after_clauses() -> None:
    assert split("如果你想来，就来吧，我们等你", lambda text: len(text) <= 8) == ["如果你想来，", "就来吧，我们等你"]


def test_english_sentences_get_a_space_that_chinese_ones_do_not_need() -> None:
    assert join(["你好。", "再见。"], ["Hello.", "Bye."], spaces=True) == "Hello. Bye."


def test_chinese_sentences_get_none() -> None:
    assert join(["Hello.", "Bye."], ["你好。", "再见。"], spaces=False) == "你好。再见。"


def test_line_breaks_stay() -> None:
    assert join(["你好\n\n", "再见"], ["Hello", "Bye"], spaces=True) == "Hello\n\nBye"
