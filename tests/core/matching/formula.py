"""The arithmetic of `weights.py` and `training.py` written out plainly: what the fast one must equal."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log, sqrt

import numpy as np
import numpy.typing as npt

from bot.core.matching.features import BUCKETS, blocks
from bot.core.matching.index import Texts
from bot.core.matching.indexing import FAR
from bot.core.matching.text import words
from bot.core.matching.training import DECAY, RATE, STEPS, TEMPERATURE
from bot.core.matching.weights import Corpus, Weights
from bot.core.matching.weights import values as values_of

Table = Mapping[tuple[int, int], float]
"""By (feature, entry)."""


@dataclass(frozen=True, slots=True)
class Text:
    """A text: the entry it belongs to, and its features block by block."""

    entry: int
    blocks: tuple[tuple[int, ...], ...]

    @property
    def features(self) -> set[int]:
        return {feature for block in self.blocks for feature in block}


def texts_of(entries: Texts) -> list[Text]:
    return [text_of(text, place) for place, (_, own) in enumerate(entries) for text in own]


def text_of(text: str, entry: int = -1) -> Text:
    return Text(entry, tuple(tuple(numbers.tolist()) for numbers in blocks(words(text), FAR)))


def idf_of(texts: Sequence[Text]) -> defaultdict[int, float]:
    """How rare each feature is among all texts; one that no text has is the rarest."""
    having = Counter(feature for text in texts for feature in text.features)
    rarest = log(1 + len(texts)) + 1
    return defaultdict(lambda: rarest, {f: log((1 + len(texts)) / (1 + n)) + 1 for f, n in having.items()})


def values(text: Text, idf: Mapping[int, float]) -> dict[int, float]:
    """The idf of each feature, each block scaled to length one."""
    found: dict[int, float] = {}
    for block in text.blocks:
        length = sqrt(sum(idf[feature] ** 2 for feature in block))
        found |= {feature: idf[feature] / length for feature in block}
    return found


def unscaled(texts: Sequence[Text], entries: int, idf: Mapping[int, float]) -> dict[tuple[int, int], float]:
    """The weights before entries of different lengths are made equal."""
    mass: Counter[tuple[int, int]] = Counter()
    for text in texts:
        mass.update({(feature, text.entry): value for feature, value in values(text, idf).items()})
    count = Counter(text.entry for text in texts)
    having = Counter(feature for feature, _ in mass)
    return {
        (feature, entry): (total / count[entry]) ** 0.6 * log((entries + 1) / (having[feature] + 0.5))
        for (feature, entry), total in mass.items()
    }


def scale_of(weights: Table, entries: int) -> list[float]:
    """What the weights of each entry are divided by, so that long entries do not win by their length."""
    length = [sqrt(sum(weight**2 for (_, own), weight in weights.items() if own == entry)) for entry in range(entries)]
    return [(own / (sum(length) / entries)) ** 0.3 for own in length]


def scores(text: Text, weights: Table, scale: Sequence[float], idf: Mapping[int, float]) -> list[float]:
    """The score of each entry."""
    value = values(text, idf)
    found = [0.0] * len(scale)
    for (feature, entry), weight in weights.items():
        found[entry] += value.get(feature, 0.0) * weight / scale[entry]
    return found


def trained(corpus: Corpus, weights: Weights) -> npt.NDArray[np.float64]:
    """The weights after training, in one table of all features and entries."""
    row = np.repeat(np.arange(BUCKETS), np.diff(weights.start))
    valued = np.zeros((corpus.texts, BUCKETS))
    np.add.at(valued, (corpus.owner(), corpus.features), values_of(corpus, weights.idf))
    start, squares = np.zeros((BUCKETS, corpus.entries)), np.zeros((BUCKETS, corpus.entries))
    start[row, weights.entry] = weights.weight
    table, own, level = start.copy(), np.eye(corpus.entries)[corpus.entry], 0.0
    for _ in range(STEPS):
        scores = valued @ table
        level = level or scores[own > 0].mean()
        likely = np.exp(scores * TEMPERATURE / level)
        likely /= likely.sum(axis=1, keepdims=True)
        gradient = np.where(start != 0, valued.T @ (likely - own) + DECAY * (table - start) / level, 0)
        squares += gradient**2
        table -= RATE * np.abs(weights.weight).mean() * gradient / np.sqrt(squares + 1e-10)
    found: npt.NDArray[np.float64] = table[row, weights.entry]
    return found
