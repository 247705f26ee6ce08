"""Reads an unknown word as the known word that is one edit away, if there is one.

A deletion index (Garbe's symmetric delete): two words are one edit apart only if they meet after at most one
character was left out of each. Hashes in two sorted arrays, so that it loads at once and needs little memory.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from zlib import crc32

import numpy as np
import numpy.typing as npt

MIN_KNOWN = 4
MIN_UNKNOWN = 5
"""Letters; in shorter words one edit too often makes another real word (mom, momo)."""


@dataclass(frozen=True, slots=True)
class Speller:
    """`counts`: how many texts have each known word. `keys` (sorted) and `places`: shortened forms and whose."""

    counts: Mapping[str, int]
    known: tuple[str, ...]
    keys: npt.NDArray[np.uint32]
    places: npt.NDArray[np.int32]
    shortest: int = MIN_UNKNOWN

    @classmethod
    def of(cls, counts: Mapping[str, int], shortest: int = MIN_UNKNOWN) -> Speller:
        """Makes the index of all known words; unknown ones are repaired from `shortest` letters on."""
        known = _long(counts)
        pairs = [(_key(form), place) for place, word in enumerate(known) for form in _shortened(word)]
        keys = np.array([key for key, _ in pairs], np.uint32)
        order = np.argsort(keys, kind="stable")
        return cls(counts, known, keys[order], np.array([place for _, place in pairs], np.int32)[order], shortest)

    @classmethod
    def packed(
        cls, counts: Mapping[str, int], known: int, keys: npt.NDArray[np.uint32], places: npt.NDArray[np.int32]
    ) -> Speller:
        """The index whose arrays were worked out earlier; the first `known` words are those that it repairs to."""
        return cls(counts, tuple(itertools.islice(counts, known)), keys, places)

    def ordered(self) -> dict[str, int]:
        """How many texts have each word, those that it repairs to first."""
        return {word: self.counts[word] for word in (*self.known, *self.counts)}

    def repair(self, word: str) -> str:
        """The known word that was meant, or the word as it is. Same first letter first, then the commonest."""
        if word in self.counts or len(word) < self.shortest or not word.isalpha():
            return word
        near = {known for known in self._candidates(word) if _one_edit(word, known)}
        return max(near, key=lambda known: (known[0] == word[0], self.counts[known], known), default=word)

    def _candidates(self, word: str) -> Iterator[str]:
        wanted = np.array([_key(form) for form in _shortened(word)], np.uint32)
        starts, ends = self.keys.searchsorted(wanted, "left"), self.keys.searchsorted(wanted, "right")
        for hit in (starts < ends).nonzero()[0]:
            for place in self.places[starts[hit] : ends[hit]]:
                yield self.known[place]


def _long(counts: Mapping[str, int]) -> tuple[str, ...]:
    return tuple(sorted(word for word in counts if len(word) >= MIN_KNOWN and word.isalpha()))


def _key(form: str) -> int:
    return crc32(form.encode())


def _shortened(word: str) -> set[str]:
    return {word, *(word[:at] + word[at + 1 :] for at in range(len(word)))}


def _one_edit(one: str, other: str) -> bool:
    """Whether a letter too many, too few, other, or two swapped neighbours are all the difference."""
    shorter = min(len(one), len(other))
    start = next((at for at in range(shorter) if one[at] != other[at]), shorter)
    rest = shorter - start
    end = next((at for at in range(rest) if one[-1 - at] != other[-1 - at]), rest)
    left, right = one[start : len(one) - end], other[start : len(other) - end]
    return (len(left) <= 1 and len(right) <= 1) or (len(left) == 2 and left == right[::-1])
