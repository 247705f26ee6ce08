"""How much each feature speaks for each entry: a closed form (a few steps of training follow, see `training.py`).

For a feature f and an entry e,

    weight(f, e) = mean tf-idf of f over the entry's texts ** 0.6
                   * ln((entries + 1) / (entries having f + 0.5)) / length(e) ** 0.3

and the score of an entry is the sum of weight times value over the features of a question, each block scaled to
length one. Features that no text has still count in that length: a question full of unknown words scores low.
It is exact arithmetic on sorted arrays: the same texts give the same weights on every machine.
"""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from bot.core.matching.features import BLOCKS, BUCKETS, blocks
from bot.core.matching.meaning import LeftOut

ROOT = 0.6
LENGTH = 0.3

RARE = 16
"""Entries that have a feature, up to which it is rare; most features are."""

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Corpus:
    """The texts as numbers, one after the other: `features` of all, `sizes` of each block of each, `entry` of each.

    `words`: of each text; `left_out`: what the meaning of each says where some are left out, if meaning counts.
    """

    entries: int
    features: Ints
    sizes: Ints
    entry: Ints
    words: Sequence[Sequence[str]] = ()
    left_out: LeftOut | None = None

    @classmethod
    def of(cls, texts: Sequence[tuple[int, Sequence[str]]], entries: int, window: int) -> Corpus:
        """Numbers texts given as (entry, words)."""
        found = [numbers for _, words in texts for numbers in blocks(words, window)]
        features = np.concatenate(found) if found else np.zeros(0, np.int64)
        sizes = np.array([len(numbers) for numbers in found], np.int32)
        entry = np.array([entry for entry, _ in texts], np.int32)
        return cls(entries, features.astype(np.int32), sizes, entry, [words for _, words in texts])

    @property
    def texts(self) -> int:
        """How many texts there are."""
        return len(self.entry)

    def owner(self) -> Ints:
        """The text of each feature."""
        return np.repeat(np.arange(self.texts, dtype=np.int32), self.sizes.reshape(-1, len(BLOCKS)).sum(axis=1))


@dataclass(frozen=True, slots=True, eq=False)
class Weights:
    """Sparse weights by feature: those of feature f are `weight[start[f] : start[f + 1]]`, for `entry[...]`.

    `mass` is the summed tf-idf behind each weight: with it the weight can be worked out anew as if one text had
    never been there (`probes.py`). A small base beside a shared one names its `features`, and f counts among those;
    the last of them stands for all others.
    """

    idf: Floats
    start: Ints
    entry: Ints
    weight: Floats
    mass: Floats

    features: Ints | None = None

    def held(
        self, features: npt.NDArray[np.int64], value: npt.NDArray[np.floating], entries: int
    ) -> npt.NDArray[np.float64]:
        """The summed values of those features that each entry has, of so many entries."""
        start, count = self.postings(features)
        held = np.bincount(self.entry.take(spans(start, count)), value.repeat(count), minlength=entries)
        return np.asarray(held, np.float64)

    def postings(self, features: npt.NDArray[np.int64]) -> tuple[Ints, Ints]:
        """Where the weights of each feature begin, and how many they are."""
        place = features
        if self.features is not None:
            place = np.searchsorted(self.features, features.astype(np.int32))
            place = np.where(self.features[place] == features, place, len(self.features) - 1)
        start = self.start[place]
        return start, self.start[place + 1] - start


def spans(start: Ints, count: Ints) -> npt.NDArray[np.int64]:
    """All places of spans, one span after the other."""
    return np.add(np.arange(count.sum()), (start - (count.cumsum() - count)).repeat(count))


def beside(corpus: Corpus, shared: Weights, entries: int) -> Weights:
    """The weights of a few further entries as if they stood among the `entries` of a shared base, by its formula.

    How rare a word is was learnt there: that is why one or two texts an entry are enough.
    """
    value = values(corpus, shared.idf)
    key = corpus.features.astype(np.int64) * max(1, corpus.entries) + corpus.entry[corpus.owner()]
    wanted, place = np.unique(key, return_inverse=True)
    mass = np.bincount(place, value, minlength=len(wanted))
    feature, entry = np.divmod(wanted, max(1, corpus.entries))
    known, place, own = np.unique(feature, return_inverse=True, return_counts=True)
    having = own[place] + np.diff(shared.start)[feature]
    count = np.maximum(1, np.bincount(corpus.entry, minlength=corpus.entries))
    rarity = np.log((entries + corpus.entries + 1) / (having + 0.5))
    weight = (mass / count[entry]) ** ROOT * np.maximum(0, rarity)
    length = np.sqrt(np.bincount(entry, weight * weight, minlength=corpus.entries)) + 1e-9
    scale = (length / _mean_length(shared, entries)) ** LENGTH
    known = np.append(known, BUCKETS)  # the last one stands for every feature that no entry has
    start = np.concatenate([[0], np.cumsum(own), [len(wanted)]])
    return Weights(
        shared.idf,
        start.astype(np.int32),
        entry.astype(np.int32),
        (weight / scale[entry]).astype(np.float32),
        np.zeros(0, np.float32),  # only probes need the masses
        known.astype(np.int32),
    )


@functools.lru_cache(1)  # of the one base that communities share
def _mean_length(weights: Weights, entries: int) -> float:
    """How long the entries of a base are, on average; their scaling has hardly changed it."""
    squares = np.bincount(weights.entry, weights.weight * weights.weight, minlength=entries)
    return float(np.sqrt(squares).mean()) if len(squares) else 1.0


@dataclass(frozen=True, slots=True)
class Common:
    """The weights of those features that more than `above` entries have, once more: a row of all entries for each.

    Most weights that a question needs are those of common words, and whole rows are summed much faster.
    """

    above: int
    features: npt.NDArray[np.int64]
    rows: Floats

    @classmethod
    def of(cls, weights: Weights, entries: int) -> Common:
        """Takes them out of the weights for so many entries."""
        above = max(RARE, entries // 4)  # so that the rows need at most four times the memory of the weights
        having = np.diff(weights.start)
        many = having > above
        place = np.flatnonzero(np.repeat(many, having))
        rows = np.zeros((int(many.sum()), entries), np.float32)
        rows[np.repeat(np.arange(len(rows)), having[many]), weights.entry[place]] = weights.weight[place]
        return cls(above, np.flatnonzero(many), rows)

    @classmethod
    def none(cls, entries: int) -> Common:
        """None of the weights: for so few entries that it would not pay."""
        return cls(np.iinfo(np.int32).max, np.zeros(0, np.int64), np.zeros((0, entries), np.float32))

    def gather(self, features: npt.NDArray[np.int64], value: npt.NDArray[np.floating]) -> Floats:
        """Sums the weights of such features times their values, by entry."""
        rows = self.rows.take(self.features.searchsorted(features), axis=0)
        found: Floats = value.astype(np.float32) @ rows
        return found


def values(corpus: Corpus, idf: Floats) -> Floats:
    """The value of each feature of each text: its idf, each block scaled to length one."""
    value = idf[corpus.features]
    block = np.repeat(np.arange(len(corpus.sizes)), corpus.sizes)
    length = np.sqrt(np.bincount(block, value * value, minlength=len(corpus.sizes))) + 1e-12
    scaled: Floats = (value / length[block]).astype(np.float32)
    return scaled


def closed_form(corpus: Corpus) -> Weights:
    """The weights by formula."""
    texts_with = np.bincount(corpus.features, minlength=BUCKETS)
    idf = (np.log((1 + corpus.texts) / (1 + texts_with)) + 1).astype(np.float32)
    value = values(corpus, idf)
    key = corpus.features.astype(np.int64) * max(1, corpus.entries) + corpus.entry[corpus.owner()]
    order = np.argsort(key, kind="stable")
    ordered = key[order]
    first = np.flatnonzero(np.concatenate([[True], ordered[1:] != ordered[:-1]])) if len(key) else order
    mass = np.add.reduceat(value[order], first) if len(key) else value
    feature, entry = np.divmod(ordered[first], max(1, corpus.entries))
    having = np.bincount(feature, minlength=BUCKETS)
    count = np.maximum(1, np.bincount(corpus.entry, minlength=corpus.entries))
    rarity = np.log((corpus.entries + 1) / (having[feature] + 0.5))
    weight = (mass / count[entry]) ** ROOT * rarity
    length = np.sqrt(np.bincount(entry, weight * weight, minlength=corpus.entries)) + 1e-9
    scale = (length / (length.mean() if len(length) else 1)) ** LENGTH
    start = np.zeros(BUCKETS + 1, np.int32)
    np.cumsum(having, out=start[1:])
    return Weights(
        idf,
        start,
        entry.astype(np.int32),
        (weight / scale[entry]).astype(np.float32),
        mass.astype(np.float32),
    )


def fit(corpus: Corpus, weights: Weights) -> Floats:
    """The score of each text for its own entry if the text were not there; nearly (`probes.py` does it in full)."""
    each = np.repeat(np.arange(BUCKETS), np.diff(weights.start))
    key = each * max(1, corpus.entries) + weights.entry
    owner = corpus.owner()
    wanted = corpus.features.astype(np.int64) * max(1, corpus.entries) + corpus.entry[owner]
    place, value = np.searchsorted(key, wanted), values(corpus, weights.idf)
    left = np.maximum(0, 1 - value / weights.mass[place]) ** ROOT
    return np.bincount(owner, weights.weight[place] * left * value, minlength=corpus.texts).astype(np.float32)
