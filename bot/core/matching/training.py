"""A few steps of softmax regression on the weights, so that the base answers its own texts.

A step scores every text for every entry, and moves the weights towards those that would have put the text's own
entry first. No weight is added, so the arrays stay as sparse as they were. They are worked through in two parts,
because features are of two kinds: very many that few entries have, one weight after the other; and some thousands
that many entries have, a row of all entries for each.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from bot.core.matching.weights import RARE, Corpus, Floats, Weights, values

STEPS, RATE, TEMPERATURE, DECAY = 10, 0.3, 10.0, 0.01
MIN_TEXTS_TO_TRAIN = 4
"""Texts an entry, on average; below that training only learns the texts by heart."""

MAX_CELLS_TO_TRAIN = 80_000_000
"""Features times entries: in a larger base the steps would take too long."""

Places = npt.NDArray[np.int64]


def trained(corpus: Corpus, weights: Weights) -> Weights:
    """The weights after a few steps towards answering the corpus itself; unchanged where that would not pay."""
    cells = int(np.count_nonzero(np.diff(weights.start))) * corpus.entries
    if corpus.texts < MIN_TEXTS_TO_TRAIN * corpus.entries or not 0 < cells <= MAX_CELLS_TO_TRAIN:
        return weights
    sparse, dense = _Sparse.of(corpus, weights), _Dense.of(corpus, weights)
    own = np.arange(corpus.texts), corpus.entry
    weight, squares = weights.weight.copy(), np.zeros_like(weights.weight)
    step = RATE * float(np.abs(weight).mean())
    level = 0.0
    for _ in range(STEPS):
        scores = sparse.scores(weight) + dense.scores(weight)
        level = level or float(scores[own].mean())
        error = _softmax(scores * np.float32(TEMPERATURE / level))
        error[own] -= 1
        gradient = DECAY * (weight - weights.weight) / level
        sparse.add_slope(gradient, error)
        dense.add_slope(gradient, error)
        squares += gradient * gradient
        weight -= step * gradient / np.sqrt(squares + 1e-10)
    return replace(weights, weight=weight)


def _softmax(scores: Floats) -> Floats:
    scores -= scores.max(axis=1, keepdims=True)
    likely: Floats = np.exp(scores)
    likely /= likely.sum(axis=1, keepdims=True)
    return likely


@dataclass(frozen=True, slots=True)
class _Sparse:
    """Each meeting of a text's feature with a weight of it: where the weight is, the text's cell, the value."""

    weight: Places
    cell: Places
    value: Floats
    shape: tuple[int, int]

    @classmethod
    def of(cls, corpus: Corpus, weights: Weights) -> _Sparse:
        having = np.diff(weights.start)[corpus.features]
        few = having <= RARE
        count = having[few]
        start = weights.start[corpus.features[few]]
        weight = np.arange(count.sum()) + np.repeat(start - (np.cumsum(count) - count), count)
        cell = np.repeat(corpus.owner()[few].astype(np.int64), count) * corpus.entries + weights.entry[weight]
        value = np.repeat(values(corpus, weights.idf)[few], count)
        return cls(weight, cell, value, (corpus.texts, corpus.entries))

    def scores(self, weight: Floats) -> Floats:
        found = np.bincount(self.cell, weight[self.weight] * self.value, minlength=self.shape[0] * self.shape[1])
        return found.reshape(self.shape).astype(np.float32)

    def add_slope(self, gradient: Floats, error: Floats) -> None:
        gradient += np.bincount(self.weight, error.ravel()[self.cell] * self.value, minlength=len(gradient))


@dataclass(frozen=True, slots=True)
class _Dense:
    """The features that many entries have: the rows of each text, and the texts of each row.

    `weight`: which of the weights stand in the rows; `cell`: where each stands there.
    """

    of_texts: _Sums
    of_rows: _Sums
    weight: Places
    cell: Places
    shape: tuple[int, int]

    @classmethod
    def of(cls, corpus: Corpus, weights: Weights) -> _Dense:
        having = np.diff(weights.start)
        many = having > RARE
        row = np.cumsum(many) - 1
        shape = int(many.sum()), corpus.entries
        weight = np.flatnonzero(np.repeat(many, having))
        cell = np.repeat(row[many], having[many]) * corpus.entries + weights.entry[weight].astype(np.int64)
        theirs = many[corpus.features]
        rows, texts = row[corpus.features[theirs]], corpus.owner()[theirs].astype(np.int64)
        value = values(corpus, weights.idf)[theirs]
        return cls(
            _Sums.of(texts, rows, value, corpus.texts), _Sums.of(rows, texts, value, shape[0]), weight, cell, shape
        )

    def scores(self, weight: Floats) -> Floats:
        table = np.zeros(self.shape, np.float32)
        table.ravel()[self.cell] = weight[self.weight]
        return self.of_texts.times(table)

    def add_slope(self, gradient: Floats, error: Floats) -> None:
        gradient[self.weight] += self.of_rows.times(error).ravel()[self.cell]


@dataclass(frozen=True, slots=True)
class _Sums:
    """Weighted sums of rows of a table: for each sum, which rows and how much of each."""

    parts: Sequence[tuple[Places, Floats]]

    @classmethod
    def of(cls, of: Places, rows: Places, value: Floats, count: int) -> _Sums:
        order = np.argsort(of, kind="stable")
        ends = np.cumsum(np.bincount(of, minlength=count))[:-1]
        return cls(list(zip(np.split(rows[order], ends), np.split(value[order], ends), strict=True)))

    def times(self, table: Floats) -> Floats:
        found = np.empty((len(self.parts), table.shape[1]), np.float32)
        for place, (rows, value) in enumerate(self.parts):
            np.matmul(value, table.take(rows, axis=0), out=found[place])
        return found
