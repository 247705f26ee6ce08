from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.matching.evidence import evidence
from bot.core.matching.index import BUDGET, Index, Texts
from bot.core.matching.indexing import LACKING
from bot.core.matching.weights import RARE
from tests.core.matching.indexes import index_of

ENTRIES: Texts = [
    ("number", ["Do I need a Chinese phone number?", "需要中国手机号吗", "shared words"]),
    ("cat", ["What's the cat tax?", "why do they want my cat", "shared words"]),
]
AGAINST: Texts = [("police", ["what is the phone number of the police", "a taxing day"])]

PRINT_WEIGHTS = """
import hashlib
from tests.core.matching.test_index import AGAINST, ENTRIES
from tests.core.matching.indexes import index_of
index = index_of(ENTRIES, AGAINST)
print(hashlib.sha256(b"".join(part.tobytes() for part in (
    index.weights.start, index.weights.entry, index.weights.weight, index.speller.keys, index.speller.places
))).hexdigest(), index.listed.numbers.tolist(), index.rank(index.scores(index.read("cat number tax"))))
"""


@pytest.fixture(scope="module")
def index() -> Index:
    return index_of(ENTRIES, AGAINST)


def ranked(index: Index, text: str) -> list[str]:
    return [found.name for found in index.rank(index.scores(index.read(text)))]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        pytest.param("do i need a chinese phone number", "number", id="its very words"),
        pytest.param("number from china for my phone", "number", id="other words"),
        pytest.param("國內手機號", "number", id="Traditional Chinese"),
        pytest.param("cats and taxes", "cat", id="other endings"),
        pytest.param("ＴＨＥ　ＣＡＴ　ＴＡＸ", "cat", id="full-width capitals"),
        pytest.param("chinees phone numbre", "number", id="two misspelt words"),
    ],
)
def test_the_entry_that_fits_best_comes_first(index: Index, text: str, name: str) -> None:
    assert ranked(index, text)[0] == name


@pytest.mark.parametrize("text", ["", "?!", "zzzz qqqq", "🐱"])
def test_what_shares_nothing_with_any_text_finds_nothing(index: Index, text: str) -> None:
    assert ranked(index, text) == []


def test_a_score_is_the_sum_of_weights_times_values_however_many_entries_have_a_feature() -> None:
    wide = index_of([(str(n), [f"what is number {n}", f"number {n} or {n + 1}"]) for n in range(2 * RARE)])
    read = wide.read("what number is 3")
    valued = wide.values(read).items()
    assert max(np.diff(wide.weights.start)) > RARE
    assert wide.scores(read) == pytest.approx(
        [sum(value * wide.weight(feature, entry) for feature, value in valued) for entry in range(2 * RARE)], rel=1e-5
    )


def test_counter_entries_are_not_ranked(index: Index) -> None:
    assert "police" not in ranked(index, "what is the phone number of the police")


@pytest.mark.parametrize(
    ("scores", "names"),
    [
        pytest.param([0.5, 1.0, 0.7], ["b", "c", "a"], id="the best first"),
        pytest.param([1.0, 0.31, 0.29], ["a", "b"], id="without those far behind"),
        pytest.param([1.0, 1.0, 1.0], ["a", "b", "c"], id="equal ones in their order"),
        pytest.param([0.02, 0.01, 0.0], ["a", "b"], id="small scores like large ones"),
        pytest.param([0.0, -0.5, 0.0], [], id="none without a score"),
    ],
)
def test_entries_are_ranked(scores: list[float], names: list[str]) -> None:
    index = index_of([("a", []), ("b", []), ("c", [])])
    assert [found.name for found in index.rank(np.array(scores))] == names


@pytest.mark.parametrize(
    ("read", "share"),
    [
        pytest.param(["phone", "number"], 1.0, id="all"),
        pytest.param(["phones", "numbers"], 1.0, id="in another form"),
        pytest.param(["zebra", "number"], pytest.approx(0.40, abs=0.01), id="an unknown word counts for more"),
        pytest.param(["cat", "tax"], 0.0, id="those of another entry"),
        pytest.param([], 0.0, id="none"),
        pytest.param(["is", "it", "this"], 0.0, id="nothing but function words"),
    ],
)
def test_the_share_of_words_that_an_entry_has(read: list[str], share: float) -> None:
    index = index_of([("number", ["my phone number is it"]), ("cat", ["the cat tax"])])
    assert index.covered(read, np.array([0])).tolist() == [share]


def test_of_entries_that_score_alike_the_one_that_has_the_words_is_ranked_first() -> None:
    index = replace(index_of([("number", ["my phone number"]), ("cat", ["the cat tax"])]), lacking=0.5)
    assert [found.name for found in index.rank_for(["cat"], np.array([1.0, 0.9]))] == ["cat", "number"]


def test_what_an_entry_loses_is_for_the_words_that_it_lacks() -> None:
    index = replace(index_of([("number", ["my phone number"]), ("cat", ["the cat tax"])]), lacking=0.5)
    asked = (["cat", "tax"], ["zebra", "quagga"])
    assert [index.rank_for(read, np.array([0.0, 1.0]))[0].score for read in asked] == [1.0, 0.5]


def test_the_more_texts_entries_have_the_more_they_lose_for_words_they_lack() -> None:
    lacking = [index_of([("a", [f"word {n}" for n in range(count)])]).lacking for count in (2, 60, 600)]
    assert lacking == pytest.approx([0.0, 0.5 * LACKING, 0.95 * LACKING])


def test_no_more_entries_are_ranked_than_asked_for() -> None:
    index = index_of([("a", []), ("b", []), ("c", [])])
    assert len(index.rank(np.array([1.0, 1.0, 1.0]), most=2)) == 2


@pytest.mark.parametrize(
    ("text", "name"),
    [
        pytest.param("Do I need a Chinese phone number?", "number", id="as it is written"),
        pytest.param("do i need a chinese phone number", "number", id="without capitals and marks"),
        pytest.param("do i need a chinese phone numbr", "number", id="with a slip"),
        pytest.param("what is the cat tax", "cat", id="short form spelled out"),
        pytest.param("需要中國手機號嗎？", "number", id="in Traditional characters"),
        pytest.param("a chinese phone number", None, id="not all of it"),
        pytest.param("shared words", None, id="a text of two entries"),
        pytest.param("what is the phone number of the police", None, id="a text of a counter-entry"),
        pytest.param("", None, id="nothing"),
    ],
)
def test_the_very_words_of_one_entry_are_recognised(index: Index, text: str, name: str | None) -> None:
    assert index.same(index.read(text)) == name


def test_the_very_words_of_an_entry_and_of_a_counter_entry_are_nobodys() -> None:
    index = index_of([("number", ["my number"])], [("police", ["my number"])])
    assert index.same(index.read("my number")) is None


def test_a_misspelt_word_is_read_as_the_word_that_was_meant(index: Index) -> None:
    assert index.read("chinees numbre") == ["chinese", "number"]


def test_words_of_counter_entries_are_known_too(index: Index) -> None:
    assert index.read("polise") == ["police"]


def test_the_parts_of_a_score_add_up_to_it(index: Index) -> None:
    read = index.read("which phone number for a cat")
    parts = [value * index.weight(feature, 0) for feature, value in index.values(read).items()]
    assert sum(parts) == pytest.approx(index.scores(read)[0], rel=1e-6)


def test_a_text_of_unknown_words_scores_lower(index: Index) -> None:
    assert index.scores(["cat", "xyzzy"])[1] < index.scores(["cat"])[1]


def test_an_index_without_entries_finds_nothing() -> None:
    assert ranked(index_of([]), "cat tax") == []


def test_an_index_of_counter_entries_only_is_never_sure() -> None:
    index = index_of([], AGAINST)
    read = index.read("police")
    assert evidence(index, index.scores(read), read).sureness < 0


def test_the_same_texts_make_the_same_index(index: Index) -> None:
    assert np.array_equal(index_of(ENTRIES, AGAINST).weights.weight, index.weights.weight)


def test_every_process_makes_the_same_index() -> None:
    printed = {
        subprocess.run(  # noqa: S603 - our own program
            [sys.executable, "-c", PRINT_WEIGHTS],
            capture_output=True,
            check=True,
            cwd=Path(__file__).parents[3],
            env={"PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("1", "2")
    }
    assert len(printed) == 1


@pytest.fixture(scope="module")
def crowded() -> Index:
    """An index whose texts share all words but one, so many that not all weights of a question are read."""
    index = index_of([(f"e{number}", [f"how do i use the word w{number}x"]) for number in range(1_500)])
    features = list(index.values(index.read("how do i use the word w77x")))
    assert np.diff(index.weights.start)[features].sum() > BUDGET
    return index


def test_a_rare_word_is_found_among_a_flood_of_common_ones(crowded: Index) -> None:
    assert ranked(crowded, "how do i use the word w77x")[0] == "e77"


def test_the_commonest_words_of_a_flood_do_not_count(crowded: Index) -> None:
    read = crowded.read("how do i use the word w77x")
    parts = [value * crowded.weight(feature, 0) for feature, value in crowded.values(read).items()]
    assert crowded.scores(read)[0] < sum(parts)


@given(st.text(st.characters(), max_size=80))
def test_no_text_breaks_the_index(index: Index, text: str) -> None:
    assert np.isfinite(index.scores(index.read(text))).all()
