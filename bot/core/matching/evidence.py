"""What speaks for and against the best entry of a question, apart from which one it is.

A score means different things for different texts: one word that fits has a high one, a long story never; English
texts are also found by what they mean, others by their words alone. So a confidence is learnt from all of this
(`decide.py`), not from the score alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import log
from typing import NamedTuple

from bot.core.matching.index import DOUBT, Index
from bot.core.matching.meaning import Scores, english

SHORT = 4
"""Words up to which all texts count as equally short: too few of ours are shorter to learn anything from."""

_CHINESE_FROM = "\u2e80"
"""The first character of the scripts whose characters are words of their own."""


class Evidence(NamedTuple):
    """Scores of the best entry and of the best counter-entry; how long the text is; its share of each kind of words.

    `length` is the logarithm of one more than the number of words, which counts as `SHORT` at least. `english` is 0
    where no meaning counts.
    """

    best: float
    counter: float = 0.0
    length: float = 0.0
    squared_length: float = 0.0
    english: float = 0.0
    chinese: float = 0.0

    @property
    def sureness(self) -> float:
        """The evidence in one number, for those who have learnt nothing of how to weigh it."""
        return self.best - DOUBT * self.counter


def evidence(index: Index, scores: Scores, read: Sequence[str]) -> Evidence:
    """The evidence of a text's scores."""
    length = log(1 + max(SHORT, len(read)))
    return Evidence(
        best=float(scores[: index.answering].max(initial=0.0)),
        counter=float(scores[index.answering :].max(initial=0.0)),
        length=length,
        squared_length=length * length,
        english=english(read) if index.meaning else 0.0,
        chinese=sum(word >= _CHINESE_FROM for word in read) / max(1, len(read)),
    )
