"""The index: ranks entries by how well they fit a text. Immutable; a changed base makes a new one.

Beside the entries that answer, an index may hold counter-entries: texts that look alike and must not be answered.
They compete for the same features, so `minimum age to donate blood` finds the blood bank's texts before our age
limit, and how well the best of them fits is subtracted from how sure the index is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from bot.core.matching.features import BLOCKS, Numbers, blocks, stems
from bot.core.matching.function_words import nothing_else
from bot.core.matching.listed import Listed
from bot.core.matching.meaning import Floats, Meaning, Places, Scores, row, table
from bot.core.matching.spelling import Speller
from bot.core.matching.text import words
from bot.core.matching.weights import Common, Weights, spans

BUDGET = 30_000
"""Weights read for one question; beyond it the commonest features are left out."""

CANDIDATES = 5
"""Entries that are ranked for a question."""

DOUBT = 0.5
"""How much of the best counter-entry's score is subtracted from the best entry's."""

LIKE = "like "
"""What the name of a topic's counter-entry begins with."""

NO_MEANING: Floats = np.zeros(0, np.float32)

_NOWHERE: Places = np.zeros(0, np.int64)
_BLOCK = np.arange(len(BLOCKS))


Texts = Sequence[tuple[str, Sequence[str]]]
"""Entries as (name, texts)."""


class Ranked(NamedTuple):
    """An entry and its score; scores of one index compare with each other, whatever the question."""

    name: str
    score: float


@dataclass(frozen=True, slots=True)
class Measured:
    """A text as an index compares it: its features, the value of each, and what it means, if that counts."""

    features: Numbers
    value: npt.NDArray[np.floating]
    vector: Floats


@dataclass(frozen=True, slots=True)
class Index:
    """`names` of all entries, the `answering` ones first; their weights, the common ones; their words; the texts.

    `meaning`: what the texts mean beyond their words, if that counts. `lacking`: the share of its score that an entry
    loses if it has none of a question's words.
    """

    names: tuple[str, ...]
    answering: int
    window: int
    weights: Weights
    common: Common
    speller: Speller
    listed: Listed
    meaning: Meaning | None = None
    lacking: float = 0.0
    budget: int = BUDGET

    def read(self, text: str) -> list[str]:
        """The words of a text, misspelt ones repaired; an English word that is new to the index is not misspelt."""
        known = self.speller.counts
        return [word if word in known or self.is_english(word) else self.speller.repair(word) for word in words(text)]

    def same(self, read: Sequence[str]) -> str | None:
        """The answering entry that has just these words as a text, if no other entry has them."""
        entry = self.listed.entry(read)
        return self.names[entry] if entry is not None and entry < self.answering else None

    def refuses(self, read: Sequence[str]) -> bool:
        """Whether a counter-entry has just these words as a text."""
        entry = self.listed.entry(read)
        return entry is not None and entry >= self.answering

    def knows(self, read: Sequence[str]) -> bool:
        """Whether it has any of these words."""
        return any(word in self.speller.counts for word in read)

    def rank(self, scores: Scores, most: int = CANDIDATES) -> list[Ranked]:
        """The best answering entries, best first; equal scores in the order of the entries."""
        best = self._best(scores, most)
        return self._named(best, scores[best])

    def rank_for(self, read: Sequence[str], scores: Scores, most: int = CANDIDATES) -> list[Ranked]:
        """The same, where each of them loses some of its score for the words of the text that it lacks."""
        best = self._best(scores, most)
        if not self.lacking or not len(best):
            return self._named(best, scores[best])
        kept = self.keeping(scores[best], self.covered(read, best))
        order = (-kept).argsort(kind="stable")
        return self._named(best[order], kept[order])

    def keeping(self, scores: Scores, covered: Scores) -> Scores:
        """What entries keep of their scores that have these shares of the words."""
        return scores * (1 - self.lacking + self.lacking * covered)

    def covered(self, read: Sequence[str], entries: Places) -> Scores:
        """The share of a text's words that each entry has in some form; the rarer a word, the more it counts.

        Of a text that says nothing by itself ("and then?") nothing is covered.
        """
        if nothing_else(read):
            return np.zeros(len(entries))
        asked = stems(read)
        rarity = self.weights.idf.take(asked)
        return np.asarray(self.weights.held(asked, rarity, len(self.names))[entries] / rarity.sum(), np.float64)

    def covered_by(self, name: str, read: Sequence[str]) -> float:
        """The same for one entry by its name."""
        return float(self.covered(read, np.array([self.names.index(name)]))[0])

    def _named(self, places: Places, scores: Scores) -> list[Ranked]:
        return [Ranked(self.names[place], score) for place, score in zip(places, scores.tolist(), strict=True)]

    def _best(self, scores: Scores, most: int) -> Places:
        own = scores[: self.answering]
        least = 0.3 * float(own.max(initial=0.0))
        near = (own >= least).nonzero()[0] if least > 0 else _NOWHERE
        return near[(-own[near]).argsort(kind="stable")[:most]]

    def scores(self, read: Sequence[str]) -> Scores:
        """The score of every entry, in their order."""
        return self.scores_of(self.measured(read))

    def measured(self, read: Sequence[str]) -> Measured:
        """A text made ready to be compared, here and with an index that was compiled beside this one."""
        features, value = self._valued(read)
        return Measured(features, value, table().vector(read) if self.meaning else NO_MEANING)

    def scores_of(self, text: Measured) -> Scores:
        """The score of every entry for a text that was made ready."""
        scores = self.gather(text.features, text.value) if len(text.features) else np.zeros(len(self.names))
        return self.meaning.join(scores, text.vector) if self.meaning else scores

    def values(self, read: Sequence[str]) -> dict[int, float]:
        """The value of each feature of a text, for explanations."""
        features, value = self._valued(read)
        return dict(zip(features.tolist(), value.tolist(), strict=True))

    def weight(self, feature: int, entry: int) -> float:
        """What a feature of value 1 gives to the score of an entry, for explanations."""
        (start,), (count,) = self.weights.postings(np.array([feature], np.int64))
        postings = slice(int(start), int(start + count))
        return float(self.weights.weight[postings][self.weights.entry[postings] == entry].sum())

    def is_english(self, word: str) -> bool:
        """Whether a word is one of the English ones whose meaning is known."""
        return self.meaning is not None and row(word) is not None

    def _valued(self, read: Sequence[str]) -> tuple[Numbers, npt.NDArray[np.floating]]:
        """The features of a text, and their idf with each block scaled to length one."""
        found = blocks(read, self.window)
        features = np.concatenate(found)
        value = self.weights.idf.take(features)
        block = _BLOCK.repeat([len(numbers) for numbers in found])
        length = np.sqrt(np.bincount(block, value * value, minlength=len(BLOCKS))) + 1e-12
        return features, value / length[block]

    def gather(self, features: Numbers, value: npt.NDArray[np.floating]) -> Scores:
        """Sums the weights of features times their values, by entry."""
        start, count = self.weights.postings(features)
        total = int(count.sum())
        if total > self.budget:
            order = np.argsort(count, kind="stable")
            order = order[: max(1, int(np.searchsorted(np.cumsum(count[order]), self.budget)))]
            start, count, value = start[order], count[order], value[order]
            features = features[order]
        is_common = count > self.common.above
        common, rare = is_common.nonzero()[0], (~is_common).nonzero()[0]
        start, count = start.take(rare), count.take(rare)
        place = spans(start, count)
        parts = self.weights.weight.take(place) * value.take(rare).repeat(count)
        scores = np.bincount(self.weights.entry.take(place), parts, minlength=len(self.names))
        return np.asarray(scores + self.common.gather(features[common], value[common]), np.float64)
