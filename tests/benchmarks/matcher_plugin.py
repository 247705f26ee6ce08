"""Our matcher as a plug-in of a benchmark runner: `build(entries)` gives something that ranks.

With WITHOUT_MEANING=1 in the environment it finds by words alone.
"""

from __future__ import annotations

import os
from collections.abc import Sequence

import numpy as np

from bot.core.matching.indexing import compile_index
from bot.core.matching.probes import Probe, probe

EQUALLY_GOOD = 0.015
"""How far the mean of two rates may be from the best one."""

Ranking = list[tuple[str, float]]


class Ranker:
    """An index of entries; `threshold` is the cut that its own probes find best."""

    def __init__(self, entries: Sequence[tuple[str, Sequence[str]]]) -> None:
        meaning = os.environ.get("WITHOUT_MEANING") != "1"
        self._index, corpus = compile_index(entries, meaning=meaning)
        self.threshold = _threshold(list(probe(self._index, corpus)))

    def rank(self, text: str) -> Ranking:
        """The entries that fit best, and their scores."""
        read = self._index.read(text)
        return [(found.name, found.score) for found in self._index.rank_for(read, self._index.scores(read))]


def _threshold(probes: Sequence[Probe]) -> float | None:
    """The lowest cut whose mean of what is answered and refused rightly is as good as the best; none without probes.

    Left-out entries are harder to refuse than what strangers ask, so of equally good cuts the one that answers most is
    taken.
    """
    right = np.sort([each.evidence.sureness for each in probes if each.kind == "text" and each.right])
    refused = np.sort([each.evidence.sureness for each in probes if each.kind == "entry"])
    if not len(right) or not len(refused):
        return None
    answerable = sum(each.kind == "text" for each in probes)
    cuts = np.concatenate([right, refused])
    answered = (len(right) - np.searchsorted(right, cuts, "right")) / answerable
    kept = np.searchsorted(refused, cuts, "right") / len(refused)
    good = answered + kept
    return float(cuts[good >= good.max() - 2 * EQUALLY_GOOD].min())


def build(entries: Sequence[tuple[str, Sequence[str]]]) -> Ranker:
    """Compiles entries given as (label, phrasings)."""
    return Ranker(entries)
