from __future__ import annotations

import numpy as np
import pytest

from bot.core.matching.index import Texts
from bot.core.matching.indexing import FAR
from bot.core.matching.text import words
from bot.core.matching.training import RATE, STEPS, trained
from bot.core.matching.weights import RARE, Corpus, Weights, closed_form, values
from tests.core.matching import formula

FEW: Texts = [
    ("number", ["do i need a chinese phone number", "which number works"]),
    ("cat", ["what is the cat tax", "why do they want my cat", "cat cat cats"]),
    ("小猫", ["什么是交猫税"]),
]
MANY: Texts = [
    ("number", ["a phone number", "my number", "which number works", "number please", "numbers"]),
    ("cat", ["the cat tax", "why my cat", "a picture of a cat", "cat please", "cats"]),
]
WIDE: Texts = [
    (str(n), [f"what is number {n}", f"number {n} please", f"is there a number {n}", f"i want {n}"])
    for n in range(2 * RARE)
]


def corpus_of(entries: Texts) -> Corpus:
    texts = [(place, words(text)) for place, (_, own) in enumerate(entries) for text in own]
    return Corpus.of(texts, len(entries), FAR)


def mean_lead(corpus: Corpus, weights: Weights) -> float:
    """By how much the own entry of a text leads, on average; of two entries."""
    value, owner = values(corpus, weights.idf), corpus.owner()
    leads = np.zeros(corpus.texts)
    for place, feature in enumerate(corpus.features):
        own = corpus.entry[owner[place]]
        for posting in range(weights.start[feature], weights.start[feature + 1]):
            sign = 1 if weights.entry[posting] == own else -1
            leads[owner[place]] += sign * value[place] * weights.weight[posting]
    return float(leads.mean())


def test_the_weights_are_those_of_the_formula() -> None:
    texts = formula.texts_of(FEW)
    unscaled = formula.unscaled(texts, len(FEW), formula.idf_of(texts))
    scale = formula.scale_of(unscaled, len(FEW))
    weights = closed_form(corpus_of(FEW))
    found = {
        (feature, int(weights.entry[place])): float(weights.weight[place])
        for feature in {feature for feature, _ in unscaled}
        for place in range(weights.start[feature], weights.start[feature + 1])
    }
    assert found == pytest.approx({key: weight / scale[key[1]] for key, weight in unscaled.items()}, rel=1e-5)


def test_an_entry_holds_the_values_of_the_features_of_its_texts() -> None:
    corpus = corpus_of(FEW)
    weights = closed_form(corpus)
    features = np.unique(corpus.features).astype(np.int64)
    value = np.arange(len(features), dtype=np.float64)
    own = [np.isin(features, corpus.features[corpus.entry[corpus.owner()] == entry]) for entry in range(len(FEW))]
    assert weights.held(features, value, len(FEW)).tolist() == [value[has].sum() for has in own]


def test_the_entries_of_a_feature_come_in_order() -> None:
    weights = closed_form(corpus_of(FEW))
    rising = np.diff(weights.entry) > 0
    between = np.isin(np.arange(1, len(weights.entry)), weights.start)
    assert (rising | between).all()


def test_a_base_without_texts_has_no_weights() -> None:
    assert len(closed_form(corpus_of([])).weight) == 0


def test_an_entry_without_texts_has_no_weights() -> None:
    assert set(closed_form(corpus_of([*FEW, ("empty", [])])).entry.tolist()) == {0, 1, 2}


def test_a_base_of_less_than_four_texts_an_entry_is_not_trained() -> None:
    corpus = corpus_of([("number", MANY[0][1][:4]), ("cat", MANY[1][1][:3])])
    weights = closed_form(corpus)
    assert trained(corpus, weights) is weights


def test_a_base_of_four_texts_an_entry_is_trained() -> None:
    corpus = corpus_of([("number", MANY[0][1][:4]), ("cat", MANY[1][1][:4])])
    weights = closed_form(corpus)
    assert not np.array_equal(trained(corpus, weights).weight, weights.weight)


def test_training_moves_each_text_away_from_the_other_entry() -> None:
    corpus = corpus_of(MANY)
    before = closed_form(corpus)
    assert mean_lead(corpus, trained(corpus, before)) > mean_lead(corpus, before)


@pytest.mark.parametrize("base", [MANY, WIDE], ids=["few entries", "features that many entries have"])
def test_training_is_that_of_the_formula(base: Texts) -> None:
    corpus = corpus_of(base)
    weights = closed_form(corpus)
    assert trained(corpus, weights).weight == pytest.approx(formula.trained(corpus, weights), abs=2e-3)


def test_training_moves_no_weight_far() -> None:
    corpus = corpus_of(MANY)
    before = closed_form(corpus).weight
    moved = np.abs(trained(corpus, closed_form(corpus)).weight - before)
    assert moved.max() < STEPS * RATE * np.abs(before).mean()


def test_training_changes_no_place_of_a_weight() -> None:
    corpus = corpus_of(MANY)
    weights = closed_form(corpus)
    assert np.array_equal(trained(corpus, weights).start, weights.start)


def test_training_is_the_same_every_time() -> None:
    corpus = corpus_of(MANY)
    assert np.array_equal(trained(corpus, closed_form(corpus)).weight, trained(corpus, closed_form(corpus)).weight)
