"""Answer, ask back, or say that we do not know: the one place where that is decided.

How sure an index is becomes a confidence between 0 and 1 by what its own probes showed (`probes.py`): the share of
probes of that sureness which were answered rightly. Where it answers and where it asks back is not picked by hand
either. The probes that must be refused set both: a strictness of 0.96 means that 96 in 100 of them get no answer.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import numpy.typing as npt

from bot.core.matching.index import DOUBT, Index, Ranked
from bot.core.matching.probes import Probe

STRICTNESS = 0.96
"""Share of what must be refused that gets no answer."""

OFFERING = 4.0
"""Choices may go to this many times as many of them as answers: a wrong choice costs a glance, no trust."""

MOST_CHOICES = 3
NEAR_SHARE = 0.6
"""A choice must reach this share of the best score."""

CLOSE = 0.93
"""A second entry that reaches this share of the best score is too close to leave out."""

ENOUGH = 100
"""Probes of counter-entries from which on they stand for what must be refused."""


class Outcome(StrEnum):
    """What to do with a question."""

    ANSWER = "answer"
    CHOICES = "choices"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Calibration:
    """What the probes taught: confidence is 1 / (1 + exp(-(slope * sureness + offset))); the rest are confidences."""

    slope: float
    offset: float
    answer: float
    choices: float

    def confidence(self, sureness: float) -> float:
        """How likely an answer of this sureness is right, in the base's own hard probes."""
        return float(1 / (1 + np.exp(-np.clip(self.slope * sureness + self.offset, -50, 50))))


UNTAUGHT = Calibration(slope=1.0, offset=-3.0, answer=0.5, choices=0.3)
"""For a base so small that its probes teach nothing."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found, and why. `read`: the words as they were understood; `exact`: asked in an entry's very words."""

    outcome: Outcome
    confidence: float
    candidates: tuple[Ranked, ...]
    read: tuple[str, ...]
    exact: bool = False

    @property
    def choices(self) -> tuple[Ranked, ...]:
        """The candidates worth offering."""
        best = self.candidates[0].score if self.candidates else 0.0
        return tuple(found for found in self.candidates[:MOST_CHOICES] if found.score >= NEAR_SHARE * best)


@dataclass(frozen=True, slots=True)
class Matcher:
    """An index that knows how far to trust itself."""

    index: Index
    calibration: Calibration

    def read(self, text: str) -> tuple[str, ...]:
        """The words of a text, misspelt ones repaired."""
        return tuple(self.index.read(text))

    def find(self, text: str) -> Finding:
        """Finds what a text asks for."""
        read = self.read(text)
        scores = self.index.scores(read)
        candidates = self.index.rank(scores)
        if same := self.index.same(read):
            best = next((found for found in candidates if found.name == same), Ranked(same, 0.0))
            others = [found for found in candidates if found.name != same]
            return Finding(Outcome.ANSWER, 1.0, (best, *others), read, exact=True)
        confidence = self.calibration.confidence(self.index.sureness(scores)) if candidates else 0.0
        return Finding(self.decide(confidence, candidates), confidence, tuple(candidates), read)

    def index_of(self, name: str) -> Index:
        """The index that finds an entry."""
        return self.index

    def weigh(self, read: Sequence[str]) -> tuple[dict[str, float], float]:
        """What speaks for each entry, and how much must be subtracted for what speaks for a counter-entry."""
        scores = self.index.scores(read)
        own = dict(zip(self.index.names, scores[: self.index.answering].tolist(), strict=False))
        return own, DOUBT * float(scores[self.index.answering :].max(initial=0.0))

    def decide(self, confidence: float, candidates: Sequence[Ranked]) -> Outcome:
        """What to do with candidates, of which the best one is as likely right as `confidence` says."""
        if not candidates or confidence < self.calibration.choices:
            return Outcome.UNKNOWN
        close = len(candidates) > 1 and candidates[1].score >= CLOSE * candidates[0].score
        return Outcome.CHOICES if close or confidence < self.calibration.answer else Outcome.ANSWER


def calibrate(probes: Sequence[Probe], strictness: float = STRICTNESS) -> Calibration:
    """Learns from probes; `strictness` is the share of probes to refuse that must get no answer."""
    sureness = np.array([probe.sureness for probe in probes])
    right = np.array([probe.right for probe in probes], np.float64)
    if not right.any() or right.all():
        return UNTAUGHT
    slope, offset = _logistic(sureness, right)
    if slope <= 0:
        return UNTAUGHT
    learnt = Calibration(slope, offset, 0.0, 0.0)
    counters = [probe.sureness for probe in probes if probe.kind == "counter"]
    away = [probe.sureness for probe in probes if probe.kind == "entry"]
    refused = counters if len(counters) >= ENOUGH else away
    answer = learnt.confidence(float(np.quantile(refused, strictness)))
    choices = learnt.confidence(float(np.quantile(refused, max(0.0, 1 - OFFERING * (1 - strictness)))))
    return Calibration(slope, offset, answer, choices)


def _logistic(sureness: npt.NDArray[np.float64], right: npt.NDArray[np.float64]) -> tuple[float, float]:
    """Newton's method for one slope and one offset; a little damping keeps it from running away."""
    design = np.stack([sureness, np.ones_like(sureness)], axis=1)
    found = np.zeros(2)
    for _ in range(50):
        likely = 1 / (1 + np.exp(-np.clip(design @ found, -50, 50)))
        slope = design.T @ (likely - right) + 1e-3 * found
        curve = (design * (likely * (1 - likely))[:, None]).T @ design + 1e-3 * np.eye(2)
        found -= np.linalg.solve(curve, slope)
    return float(found[0]), float(found[1])
