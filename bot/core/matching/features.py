"""The features by which two texts are compared, as numbers.

Five blocks, each of which counts as much as the others however many features it has:

    words        momo
    stems        translat (of translating, translated)
    neighbours   phone number        the edges of the text are neighbours too
    pairs        number … need       any two stems that are not far apart, in either order
    pieces       _tr, ran, nsl       three characters of a word; not of Chinese characters

A feature is a number below 2**18: the hash of its text. Two features that share a number do no harm worth
measuring, and no strings need to be kept. `named` gives the texts back for explanations.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator, Sequence
from itertools import pairwise
from zlib import crc32

import numpy as np
import numpy.typing as npt

from bot.core.matching.text import MAX_WORDS, stem

BITS = 18
BUCKETS = 1 << BITS
BLOCKS = ("word", "stem", "neighbours", "pair", "piece")

PIECE = 3
"""Letters of a piece; pieces of two and of four letters as well found no more, and cost a third of the index."""

Numbers = npt.NDArray[np.int64]

_PAIR, _PIECE = BLOCKS.index("pair"), BLOCKS.index("piece")
_EDGES = (0x51ED27, 0x51ED28)
_MASK = BUCKETS - 1
_NOTHING: Numbers = np.zeros(0, np.int64)


def blocks(words: Sequence[str], window: int) -> list[Numbers]:
    """The numbers of a text's features, block by block, none twice. `window`: how far a pair may reach."""
    if not words:
        return [_NOTHING] * len(BLOCKS)
    own, stems, pieces = zip(*[_numbers(word) for word in words], strict=True)
    edged = np.array((_EDGES[0], *stems, _EDGES[1]), np.int64)
    first, second = _pair_places(len(words), window)
    one, other = edged[first], edged[second]
    found = [
        np.array(own, np.int64),
        edged[1:-1],
        _ordered(edged[:-1], edged[1:]),
        _unordered(one, other),
        _once(np.frombuffer(b"".join(pieces), np.int32)),
    ]
    if len(set(stems)) < len(stems):
        found[_PAIR] = found[_PAIR][one != other]
        found[:_PIECE] = [_once(numbers) for numbers in found[:_PIECE]]
    return found


def stems(words: Sequence[str]) -> Numbers:
    """The numbers of a text's stems, none twice."""
    return _once(np.array([_numbers(word)[1] for word in words], np.int64))


def named(words: Sequence[str], window: int) -> Iterator[tuple[str, str, int]]:
    """Each feature of a text as (block, text, number), for explanations."""
    if not words:
        return
    for word in words:
        yield "word", word, _numbers(word)[0]
    stems = ["^", *(stem(word) for word in words), "$"]
    numbers = np.array([_EDGES[0], *(_numbers(word)[1] for word in words), _EDGES[1]], np.int64)
    for text, number in zip(stems[1:-1], numbers[1:-1].tolist(), strict=True):
        yield "stem", text, number
    neighbours = _ordered(numbers[:-1], numbers[1:]).tolist()
    for (left, right), number in zip(pairwise(stems), neighbours, strict=True):
        yield "neighbours", f"{left} {right}", number
    first, second = _pair_places(len(words), window)
    pairs = _unordered(numbers[first], numbers[second]).tolist()
    for one, other, number in zip(first, second, pairs, strict=True):
        if numbers[one] != numbers[other]:
            yield "pair", f"{stems[one]} … {stems[other]}", number
    for word in words:
        for piece in _pieces(word):
            yield "piece", piece, _hash("c" + piece)


def _once(numbers: npt.NDArray[np.integer]) -> Numbers:
    """The numbers without repetitions; for so few faster than `np.unique`."""
    rising = numbers.astype(np.int64)
    rising.sort()
    first = np.ones(len(rising), np.bool_)
    np.not_equal(rising[1:], rising[:-1], out=first[1:])
    return rising[first]


def _hash(text: str) -> int:
    return crc32(text.encode()) & _MASK


@functools.lru_cache(50_000)
def _numbers(word: str) -> tuple[int, int, bytes]:
    """The numbers of a word, of its stem and of its pieces; those of the pieces packed, as there are many."""
    pieces = np.array([_hash("c" + piece) for piece in _pieces(word)], np.int32)
    return _hash("w" + word), _hash("s" + stem(word)), pieces.tobytes()


def _pieces(word: str) -> list[str]:
    if len(word) == 1 and word >= "\u3040":
        return []
    edged = f"_{word}_"
    return [edged[at : at + PIECE] for at in range(len(edged) - PIECE + 1)]


@functools.lru_cache(2 * MAX_WORDS)
def _pair_places(count: int, window: int) -> tuple[Numbers, Numbers]:
    """The places of so many words, from 1 on, that make pairs."""
    places = [(one, other) for one in range(1, count + 1) for other in range(one + 1, min(count, one + window) + 1)]
    return np.array([one for one, _ in places], np.int64), np.array([other for _, other in places], np.int64)


def _ordered(one: Numbers, other: Numbers) -> Numbers:
    mixed: Numbers = (one * 0x9E3779B1 + other * 0x85EBCA77 >> 7) & _MASK
    return mixed


def _unordered(one: Numbers, other: Numbers) -> Numbers:
    mixed: Numbers = (one * other * 0x27D4EB2F + (one ^ other) * 0x165667B1 >> 9) & _MASK
    return mixed
