"""What an English text means beyond its words: `nothing came to my phone` is near `the code does not arrive`.

A table gives each of twenty-eight thousand English words a vector (`docs/model-card.md` says how it was made). A text
is the sum of its words' vectors, scaled to length one, and two texts are near when their vectors point the same way:

    near(a, b) = max(0, cosine of a and b) ** 2

Each entry has a few prototypes: its texts in `PROTOTYPES` heaps of near ones, the mean of each heap. How much a
question speaks for an entry is its nearness to every prototype times a weight, and the weights are those of ridge
regression on the base's own texts: closed form, no training, nothing left to chance.

Other languages must lose nothing: of a text with few words of the table, or none, no meaning is known.
"""

from __future__ import annotations

import bisect
import functools
from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt
from pathlib import Path

import numpy as np
import numpy.typing as npt

PROTOTYPES = 6
"""Prototypes an entry; more of them cost time and find no more."""

RIDGE = 0.2
"""How strongly the weights are held back."""

FAINT = 0.02
"""Nearness to a prototype that changes nothing: three quarters of the weights need not be read for a question."""

SHARE = 0.8
"""How much the meaning of an English text weighs beside its words, which weigh 1."""

NO_ENGLISH, ENGLISH = 0.5, 0.9
"""Share of a text's words that are in the table, from which on its meaning counts, and counts in full."""

LEVEL = SHARE / 2
"""By how much English texts would score higher than others for having a meaning; it is taken back again."""

AT_ONCE = 1_000
"""Vectors compared at once. For many more, BLAS starts threads, and where the processor is busy with other programs, a
thread waits for another one for as long as these may keep it: for milliseconds instead of microseconds."""

_DATA = Path(__file__).parent / "data"

Floats = npt.NDArray[np.float32]
Scores = npt.NDArray[np.float64]
Places = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Table:
    """English words as vectors of one byte a number. `words`: sorted, a line each; `scale`: what a row's 1 is."""

    words: bytes
    ends: npt.NDArray[np.int64]
    rows: npt.NDArray[np.int8]
    scale: Floats

    def vector(self, words: Sequence[str]) -> Floats:
        """The meaning of a text: of length one if it is English, shorter if it is partly so, else of length zero."""
        known = [place for word in words if (place := row(word)) is not None]
        trust = _trust(len(known), len(words))
        if trust == 0:
            return np.zeros(self.rows.shape[1], np.float32)
        places = np.array(known, np.int64)
        summed: Floats = self.scale.take(places) @ self.rows.take(places, axis=0).astype(np.float32)
        return summed * np.float32(trust / (_length(summed) + 1e-6))

    def row(self, word: str) -> int | None:
        """The row of a word, if it has one."""
        wanted = word.encode()
        place = bisect.bisect_left(range(len(self.ends)), wanted, key=self._word)
        return place if place < len(self.ends) and self._word(place) == wanted else None

    def _word(self, place: int) -> bytes:
        return self.words[self.ends[place - 1] + 1 if place else 0 : self.ends[place]]


@functools.cache
def table() -> Table:
    """The table that comes with the program; read when the first text is."""
    words = (_DATA / "words.txt").read_bytes()
    ends = np.append(np.flatnonzero(np.frombuffer(words, np.uint8) == ord("\n")), len(words))
    rows, scale = (np.asarray(np.load(_DATA / name, mmap_mode="r")) for name in ("rows.npy", "scale.npy"))
    return Table(words, ends, rows, scale)


@functools.lru_cache(30_000)
def row(word: str) -> int | None:
    """The row of a word in the table, if it has one; remembered, for most words come again."""
    return table().row(word)


def english(words: Sequence[str]) -> float:
    """How far a text is English, by the share of its words that are in the table: 0 to 1."""
    return _trust(sum(row(word) is not None for word in words), len(words))


def _trust(known: int, count: int) -> float:
    return min(1.0, max(0.0, (known / max(1, count) - NO_ENGLISH) / (ENGLISH - NO_ENGLISH)))


@dataclass(frozen=True, slots=True, eq=False)
class Meaning:
    """What the texts of an index mean: prototypes, and the weight of each for every entry."""

    prototypes: Floats
    weights: Floats

    def join(self, scores: Scores, vector: Floats) -> Scores:
        """The scores of a text by words and meaning, from those by words; they stay comparable between texts."""
        return (scores + self.scores(vector)) / level(vector)

    def scores(self, vector: Floats) -> Floats:
        """How much a meaning speaks for each entry, in their order."""
        nearness = near(vector, self.prototypes)
        places = (nearness > FAINT).nonzero()[0]
        scores: Floats = nearness.take(places) @ self.weights.take(places, axis=0)
        return scores


@dataclass(frozen=True, slots=True)
class LeftOut:
    """What the scores of a base's texts would be if some of them were not in it, for the probes.

    `vectors` of the texts; `nearness`: of each to each prototype; `spread`: the same after the ridge; `scores` of each
    for each entry; `missed`: what they lack to their aim. The prototypes stay as they are.
    """

    vectors: Floats
    nearness: Floats
    spread: Floats
    scores: Floats
    missed: Floats

    def join(self, scores: Scores, text: int, without: Places) -> Scores:
        """The scores of a text by words and meaning, from those by words; the meaning is that without these texts."""
        leverage = np.eye(len(without), dtype=np.float32) - self.spread[without] @ self.nearness[without].T
        change = self.spread[text] @ self.nearness[without].T @ np.linalg.solve(leverage, self.missed[without])
        joined: Scores = (scores + self.scores[text] - change) / level(self.vectors[text])
        return joined


def level(vector: Floats) -> float:
    """What the scores of a text are divided by."""
    return 1 + LEVEL * _length(vector)


def _length(vector: Floats) -> float:
    return sqrt(float(vector @ vector))


def near(one: Floats, others: Floats) -> Floats:
    """How near one vector, or each of many, is to each of the others."""
    parts = [others[start : start + AT_ONCE] for start in range(0, max(1, len(others)), AT_ONCE)]
    found: Floats = np.maximum(np.concatenate([one @ part.T for part in parts], axis=-1), 0) ** 2
    return found


def learn(
    texts: Sequence[Sequence[str]], entry: npt.NDArray[np.int32], entries: int, fit: Floats
) -> tuple[Meaning, LeftOut] | None:
    """Learns the meaning of texts given as words; None if no text is English.

    `entry`: whose each text is, of so many `entries`; `fit`: how well its words alone score for it when it is left out.
    """
    vectors = np.array([table().vector(words) for words in texts])
    english = vectors.any(axis=1) if len(vectors) else np.zeros(0, np.bool_)
    if not english.any():
        return None
    prototypes = np.concatenate([_heaps(vectors[english & (entry == place)]) for place in range(entries)])
    nearness = near(vectors, prototypes)
    aim = np.full((len(vectors), entries), -1 / entries, np.float32)
    aim[np.arange(len(vectors)), entry] += 1
    aim[~english] = 0
    held = near(prototypes, prototypes) + 0.01 * np.eye(len(prototypes), dtype=np.float32)
    spread: Floats = np.linalg.solve(nearness.T @ nearness + RIDGE * held, nearness.T).T
    weights = spread.T @ aim
    scores = nearness @ weights
    missed = aim - scores
    own = (np.arange(len(vectors)), entry)
    alone = aim[own] - missed[own] / (1 - np.einsum("ij,ij->i", nearness, spread))
    scale = np.float32(SHARE * fit[english].mean() / max(0.05, float(alone[english].mean())))
    weights *= scale
    return Meaning(prototypes, weights), LeftOut(vectors, nearness, spread, scores * scale, missed * scale)


def _heaps(vectors: Floats) -> Floats:
    """The means of a few heaps of near vectors: first the most central vector, then ever the farthest from those."""
    if len(vectors) <= PROTOTYPES:
        return vectors
    chosen = [int(np.argmax(vectors @ vectors.sum(axis=0)))]
    nearest = vectors @ vectors[chosen[0]]
    while len(chosen) < PROTOTYPES:
        chosen.append(int(np.argmin(nearest)))
        nearest = np.maximum(nearest, vectors @ vectors[chosen[-1]])
    heap = np.argmax(vectors @ vectors[chosen].T, axis=1)
    means = np.array([vectors[heap == number].sum(axis=0) for number in range(PROTOTYPES)], np.float32)
    scaled: Floats = means / (np.linalg.norm(means, axis=1, keepdims=True) + np.float32(1e-9))
    return scaled
