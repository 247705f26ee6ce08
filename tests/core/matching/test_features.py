from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.matching.features import BLOCKS, BUCKETS, blocks, named

WORD, STEM, NEIGHBOURS, PAIR, PIECE = range(len(BLOCKS))
TEXTS = st.lists(st.sampled_from([*"ab小红书", "cat", "cats", "translate", "translated"]), max_size=12)


def test_a_text_without_words_has_no_features() -> None:
    assert [len(numbers) for numbers in blocks([], 8)] == [0] * len(BLOCKS)


@pytest.mark.parametrize(
    ("block", "count"),
    [
        pytest.param(WORD, 3, id="words"),
        pytest.param(STEM, 3, id="stems"),
        pytest.param(NEIGHBOURS, 4, id="neighbours, the edges among them"),
        pytest.param(PAIR, 3, id="pairs"),
        pytest.param(PIECE, 0, id="no pieces of Chinese characters"),
    ],
)
def test_three_characters_have_features(block: int, count: int) -> None:
    assert len(blocks(["小", "红", "书"], 8)[block]) == count


def test_a_word_has_pieces_of_three_characters() -> None:
    assert [text for block, text, _ in named(["cats"], 8) if block == "piece"] == ["_ca", "cat", "ats", "ts_"]


def test_a_letter_has_a_piece_too() -> None:
    assert [text for block, text, _ in named(["a"], 8) if block == "piece"] == ["_a_"]


def test_neighbours_have_an_order() -> None:
    assert set(blocks(["cat", "tax"], 8)[NEIGHBOURS]) != set(blocks(["tax", "cat"], 8)[NEIGHBOURS])


def test_pairs_have_no_order() -> None:
    assert set(blocks(["cat", "tax"], 8)[PAIR]) == set(blocks(["tax", "cat"], 8)[PAIR])


def test_a_pair_reaches_as_far_as_the_window() -> None:
    pairs = [text for block, text, _ in named(["a", "b", "c", "d"], 2) if block == "pair"]
    assert pairs == ["a … b", "a … c", "b … c", "b … d", "c … d"]


def test_words_of_one_stem_have_that_stem_once() -> None:
    assert len(blocks(["translate", "translated"], 8)[STEM]) == 1


def test_words_of_one_stem_are_no_pair() -> None:
    assert len(blocks(["translate", "translated"], 8)[PAIR]) == 0


@given(TEXTS)
def test_no_feature_stands_twice_in_a_block(text: list[str]) -> None:
    assert all(len(np.unique(numbers)) == len(numbers) for numbers in blocks(text, 8))


@given(TEXTS)
def test_every_feature_is_a_bucket(text: list[str]) -> None:
    assert all(0 <= number < BUCKETS for numbers in blocks(text, 8) for number in numbers)


@given(TEXTS)
def test_every_feature_has_its_name(text: list[str]) -> None:
    found = {(block, number) for block, _, number in named(text, 8)}
    assert found == {(name, int(n)) for name, numbers in zip(BLOCKS, blocks(text, 8), strict=True) for n in numbers}
