from __future__ import annotations

import numpy as np
import pytest

from bot.core.matching.evidence import Evidence, evidence
from bot.core.matching.index import DOUBT, Index, Texts
from bot.core.matching.indexing import compile_index
from tests.core.matching.indexes import index_of

ENTRIES: Texts = [("number", ["my phone number"]), ("cat", ["the cat tax"])]
AGAINST: Texts = [("police", ["call the police"])]


@pytest.fixture(scope="module")
def index() -> Index:
    return index_of(ENTRIES, AGAINST)


def test_the_best_entry_speaks_for_an_answer_and_the_best_counter_entry_against(index: Index) -> None:
    found = evidence(index, np.array([0.5, 3.0, 2.0]), ["cat"])
    assert (found.best, found.counter) == (3.0, 2.0)


def test_a_counter_entry_makes_less_sure() -> None:
    assert Evidence(best=3.0, counter=2.0).sureness == 3.0 - DOUBT * 2.0


def test_where_nothing_fits_nothing_speaks_for_an_answer(index: Index) -> None:
    assert evidence(index, np.zeros(3), []).sureness == 0.0


def test_more_words_are_a_greater_length(index: Index) -> None:
    short, long = (evidence(index, np.zeros(3), ["cat"] * count).length for count in (1, 9))
    assert short < long


@pytest.mark.parametrize(("read", "share"), [(["猫", "税"], 1.0), (["cat", "税"], 0.5), (["cat"], 0.0), ([], 0.0)])
def test_the_share_of_chinese_words(index: Index, read: list[str], share: float) -> None:
    assert evidence(index, np.zeros(3), read).chinese == share


@pytest.mark.parametrize(("read", "share"), [(["my", "phone"], 1.0), (["mi", "teléfono"], 0.0), ([], 0.0)])
def test_how_english_a_text_is_counts_where_meaning_does(read: list[str], share: float) -> None:
    meant, _ = compile_index(ENTRIES, AGAINST, meaning=True)
    assert evidence(meant, np.zeros(3), read).english == share


def test_how_english_a_text_is_does_not_count_where_no_meaning_does(index: Index) -> None:
    assert evidence(index, np.zeros(3), ["my", "phone"]).english == 0.0
