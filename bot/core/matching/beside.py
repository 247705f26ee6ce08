"""A small index beside a shared one: a community's own answers, found with what the shared base knows about words.

Its entries are weighed as if they stood in the shared base, so that scores compare, and the same thresholds decide.
One or two texts an entry are enough, for how rare a word is and where to be careful was learnt from the base.
"""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from bot.core.matching.decide import Matcher
from bot.core.matching.evidence import Evidence, evidence
from bot.core.matching.index import CANDIDATES, Index, Ranked, Texts
from bot.core.matching.listed import Listed
from bot.core.matching.meaning import Floats, Meaning, Places, Scores, level, near, table
from bot.core.matching.spelling import Speller
from bot.core.matching.text import words
from bot.core.matching.weights import Common, Corpus, beside

BUDGET_BESIDE = 5_000
"""Weights read of the own entries for one question: thousands of them must not take as long as all others."""

LIKELY = 0.2
"""Share of the best score by words that an own entry must reach for its meaning to be compared too. Those with less
could hardly become the best, and for thousands of entries that comparison would take longest of all."""


@dataclass(frozen=True, slots=True)
class MeaningBeside(Meaning):
    """One prototype an entry. `weights` is what the nearness to it counts, beyond what is `common` to most texts."""

    common: Floats

    def join(self, scores: Scores, vector: Floats) -> Scores:
        """The scores of a text by words and meaning, from those by words; they stay comparable between texts."""
        likely = (scores >= LIKELY * scores.max(initial=0.0)).nonzero()[0]
        joined = scores.copy()
        joined[likely] += self.scores(vector, likely)
        joined /= level(vector)
        return joined

    def scores(self, vector: Floats, entries: Places | None = None) -> Floats:
        """How much a meaning speaks for each of these entries, or for each of all."""
        if entries is None:
            entries = np.arange(len(self.prototypes))
        nearness = near(vector, self.prototypes.take(entries, axis=0))
        scores: Floats = np.maximum(0, nearness - self.common.take(entries)) * self.weights.take(entries)
        return scores


@dataclass(frozen=True, slots=True)
class LayeredMatcher(Matcher):
    """A matcher with further entries; those that are `hidden` are never found."""

    own: Index
    hidden: frozenset[str] = frozenset()

    @classmethod
    def over(cls, shared: Matcher, entries: Texts, hidden: frozenset[str], against: Texts = ()) -> LayeredMatcher:
        """Puts entries over a shared matcher, and counter-entries, whose texts must not find them."""
        return cls(shared.index, shared.calibration, index_beside(shared.index, entries, against), hidden)

    def index_of(self, name: str) -> Index:
        """The index that finds an entry: the own one, where both do."""
        return self.own if name in self.own.names else self.index

    @property
    def layers(self) -> tuple[Index, ...]:
        """The own index goes first: where two entries fit as well, the own one is found."""
        return self.own, self.index

    def ranked(self, read: Sequence[str]) -> tuple[tuple[Ranked, ...], Evidence]:
        """The entries of both that fit best, best first, and the evidence for the first."""
        scores, own_scores = self._scores(read)
        shared = self.index.rank_for(read, scores, CANDIDATES + len(self.hidden))
        found = [*self.own.rank_for(read, own_scores), *shared]
        by_name: dict[str, Ranked] = {}
        for each in sorted(found, key=lambda each: -each.score):
            if each.name not in self.hidden:
                by_name.setdefault(each.name, each)
        ranked = tuple(by_name.values())
        return ranked, self._evidence(scores, own_scores, read)._replace(best=ranked[0].score if ranked else 0.0)

    def same(self, read: Sequence[str]) -> str | None:
        """The entry that has just these words as a text, of both and not hidden."""
        found = (layer.same(read) for layer in self.layers)
        return next((name for name in found if name and name not in self.hidden), None)

    def weigh(self, read: Sequence[str]) -> tuple[dict[str, float], Evidence]:
        """What speaks for each entry that is not hidden, and the evidence of the text."""
        scores, own_scores = self._scores(read)
        both = dict(zip(self.index.names, scores[: self.index.answering].tolist(), strict=False))
        for name, score in zip(self.own.names, own_scores[: self.own.answering].tolist(), strict=False):
            both[name] = max(score, both.get(name, 0.0))
        visible = {name: score for name, score in both.items() if name not in self.hidden}
        return visible, self._evidence(scores, own_scores, read)

    def _scores(self, read: Sequence[str]) -> tuple[Scores, Scores]:
        """The scores of the shared entries and of the own ones; the text is measured once for both."""
        measured = self.index.measured(read)
        return self.index.scores_of(measured), self.own.scores_of(measured)

    def _evidence(self, scores: Scores, own_scores: Scores, read: Sequence[str]) -> Evidence:
        """The evidence of the shared index, and of the own counter-entries; the best entry is still a shared one."""
        found = evidence(self.index, scores, read)
        own_counter = float(own_scores[self.own.answering :].max(initial=0.0))
        return found._replace(counter=max(found.counter, own_counter))

    def read(self, text: str) -> tuple[str, ...]:
        """The words of a text, misspelt ones repaired by what either index knows."""
        return tuple(self._repaired(word) for word in words(text))

    def _repaired(self, word: str) -> str:
        if word in self.own.speller.counts or word in self.index.speller.counts or self.index.is_english(word):
            return word
        repaired = self.index.speller.repair(word)
        return repaired if repaired != word else self.own.speller.repair(word)


def index_beside(shared: Index, entries: Texts, against: Texts = ()) -> Index:
    """Compiles a few entries and counter-entries with the word weights of a shared index."""
    every = [*entries, *against]
    texts = [(place, words(text)) for place, (_, own) in enumerate(every) for text in own]
    corpus = Corpus.of(texts, len(every), shared.window)
    return Index(
        names=tuple(name for name, _ in every),
        answering=len(entries),
        window=shared.window,
        weights=beside(corpus, shared.weights, len(shared.names)),
        common=Common.none(len(every)),
        speller=Speller.of(Counter(word for _, text in texts for word in text)),
        listed=Listed.of(texts),
        meaning=_meaning(shared.meaning, texts, len(every)) if shared.meaning else None,
        budget=BUDGET_BESIDE,
    )


def _meaning(shared: Meaning, texts: Sequence[tuple[int, Sequence[str]]], entries: int) -> Meaning:
    summed = np.zeros((entries, table().rows.shape[1]), np.float32)
    for place, text in texts:
        summed[place] += table().vector(text)
    prototypes = summed / (np.linalg.norm(summed, axis=1, keepdims=True) + np.float32(1e-9))
    common = near(prototypes, shared.prototypes)
    weights = np.full(entries, _typical(shared), np.float32)
    return MeaningBeside(prototypes, weights, common.mean(axis=1) + 2 * common.std(axis=1))


@functools.lru_cache(1)  # of the one base that communities share
def _typical(shared: Meaning) -> float:
    """How much the meaning of a text speaks for its own entry in the shared base, on average."""
    return float((near(shared.prototypes, shared.prototypes) @ shared.weights).max(axis=1).mean())
