from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.matching.listed import Listed

TEXTS = [(0, ["cat", "tax"]), (1, ["my", "cat"]), (1, ["猫", "税"]), (2, ["my", "cat"]), (2, []), (3, ["a"])]
LISTED = Listed.of(TEXTS)


@pytest.mark.parametrize(
    ("read", "entry"),
    [
        pytest.param(["cat", "tax"], 0, id="the very words"),
        pytest.param(["猫", "税"], 1, id="in Chinese"),
        pytest.param(["tax", "cat"], None, id="in another order"),
        pytest.param(["cat"], None, id="not all of them"),
        pytest.param(["my", "cat"], None, id="a text of two entries"),
        pytest.param([], None, id="nothing"),
        pytest.param(["\ud800"], None, id="half a character"),
    ],
)
def test_a_text_belongs_to_the_entry_that_has_its_very_words(read: list[str], entry: int | None) -> None:
    assert LISTED.entry(read) == entry


def test_without_texts_nothing_is_listed() -> None:
    assert Listed.of([]).entry(["cat"]) is None


@given(st.lists(st.lists(st.sampled_from("abcdef"), min_size=1).map(tuple), unique=True))
def test_every_text_is_found(texts: list[tuple[str, ...]]) -> None:
    listed = Listed.of(list(enumerate(texts)))
    assert [listed.entry(text) for text in texts] == list(range(len(texts)))
