"""Answer, ask back, or say that we do not know: the one place where that is decided.

How much speaks for the best entry becomes a confidence between 0 and 1 by what the index's own probes showed
(`probes.py`): how often that much was right, where what people ask is mixed with what must be refused as in real
traffic. Where it answers and where it asks back is not picked by hand either. The probes that must be refused set
both: a strictness of 0.9 means that 90 in 100 of them get no answer.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import exp
from operator import mul
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from bot.core.matching.evidence import Evidence, evidence
from bot.core.matching.function_words import nothing_else
from bot.core.matching.index import CANDIDATES, DOUBT, Index, Ranked

if TYPE_CHECKING:
    from bot.core.matching.probes import Probe

STRICTNESS = 0.9
"""Share of what must be refused that gets no answer."""

IN_SCOPE = 0.7
"""Share of questions that have an answer, in the mix that a confidence speaks of; chosen on the open half of `eval`."""

OFFERING = 2.25
"""Choices may go to this many times as many of them as answers: a wrong choice costs a glance, no trust."""

ENOUGH = 100
"""Probes of counter-entries from which on they stand for what must be refused."""

MOST_CHOICES = 3
NEAR_SHARE = 0.6
"""A choice must reach this share of the best score."""

CLOSE = 0.82
"""A second entry that reaches this share of the best score is too close to leave out."""

HARDLY = 1e-3
"""How little the offset is held back."""

Numbers = npt.NDArray[np.float64]


class Outcome(StrEnum):
    """What to do with a question."""

    ANSWER = "answer"
    CHOICES = "choices"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Calibration:
    """What the probes taught. Confidence is 1 / (1 + exp(-z)), z the weighted sum of the evidence and the offset.

    `answer`, `choices`: the confidences from which on it answers, and asks back.
    """

    weights: Evidence
    offset: float
    answer: float
    choices: float

    @property
    def public_choices(self) -> float:
        """The confidence from which on it asks back where others see it, too: half-way to an answer."""
        return (self.choices + self.answer) / 2

    def confidence(self, evidence: Evidence) -> float:
        """How likely the best entry is right on this evidence."""
        z = self.offset + sum(map(mul, self.weights, evidence))
        return 1 / (1 + exp(-max(-50.0, min(50.0, z))))


UNTAUGHT = Calibration(weights=Evidence(best=1.0, counter=-DOUBT), offset=-3.0, answer=0.5, choices=0.3)
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

    @property
    def layers(self) -> tuple[Index, ...]:
        """All indexes it looks into, the one that goes first at the front."""
        return (self.index,)

    def find(self, text: str) -> Finding:
        """Finds what a text asks for."""
        read = self.read(text)
        ranked, evidence = self.ranked(read)
        candidates = ranked[:CANDIDATES]
        if same := self.same(read):
            best = next((found for found in ranked if found.name == same), Ranked(same, 0.0))
            others = [found for found in candidates if found.name != same]
            return Finding(Outcome.ANSWER, 1.0, (best, *others), read, exact=True)
        if any(layer.refuses(read) for layer in self.layers) or not any(layer.knows(read) for layer in self.layers):
            return Finding(Outcome.UNKNOWN, 0.0, candidates, read)
        confidence = self.calibration.confidence(evidence) if candidates else 0.0
        outcome = decide(confidence, candidates, self.calibration.answer, self.calibration.choices)
        if outcome is Outcome.ANSWER and nothing_else(read):
            outcome = Outcome.CHOICES  # "why?" asks nothing by itself, however much some entry is about reasons
        return Finding(outcome, confidence, candidates, read)

    def ranked(self, read: Sequence[str]) -> tuple[tuple[Ranked, ...], Evidence]:
        """The entries that fit best, best first, and the evidence for the first."""
        scores = self.index.scores(read)
        ranked = tuple(self.index.rank_for(read, scores))
        return ranked, evidence(self.index, scores, read)._replace(best=ranked[0].score if ranked else 0.0)

    def same(self, read: Sequence[str]) -> str | None:
        """The entry that has just these words as a text."""
        return self.index.same(read)

    def index_of(self, name: str) -> Index:
        """The index that finds an entry."""
        return self.index

    def weigh(self, read: Sequence[str]) -> tuple[dict[str, float], Evidence]:
        """What speaks for each entry, and the evidence of the text."""
        scores = self.index.scores(read)
        own = dict(zip(self.index.names, scores[: self.index.answering].tolist(), strict=False))
        return own, evidence(self.index, scores, read)

    def kept(self, found: Ranked, read: Sequence[str]) -> float:
        """What an entry that was weighed keeps of its score, for the words of the text that it lacks."""
        index = self.index_of(found.name)
        covered = index.covered_by(found.name, read)
        return float(index.keeping(np.array([found.score]), np.array([covered]))[0])


def decide(confidence: float, candidates: Sequence[Ranked], answer: float, choices: float) -> Outcome:
    """What to do with candidates, of which the best one is as likely right as `confidence` says.

    `answer`, `choices`: the confidences from which on it is answered, and asked back.
    """
    if not candidates or confidence < choices:
        return Outcome.UNKNOWN
    close = len(candidates) > 1 and candidates[1].score >= CLOSE * candidates[0].score
    return Outcome.CHOICES if close or confidence < answer else Outcome.ANSWER


def calibrate(probes: Sequence[Probe], strictness: float = STRICTNESS) -> Calibration:
    """Learns from probes; `strictness` is the share of probes to refuse that must get no answer."""
    asked = [probe for probe in probes if probe.kind == "near"]
    counters = [probe.evidence for probe in probes if probe.kind == "counter"]
    away = [probe.evidence for probe in probes if probe.kind == "entry"]
    refused = away if away and len(counters) < ENOUGH else counters
    if not refused or not any(probe.right for probe in asked):
        return UNTAUGHT
    found = np.array([*(probe.evidence for probe in asked), *refused])
    right = np.array([*(probe.right for probe in asked), *(False for _ in refused)], np.float64)
    share = np.repeat([IN_SCOPE / len(asked), (1 - IN_SCOPE) / len(refused)], [len(asked), len(refused)])
    weights, offset = _logistic(found, right, share * len(found))
    if weights.best <= 0:
        return UNTAUGHT
    learnt = Calibration(weights, offset, 0.0, 0.0)
    confidences = [learnt.confidence(each) for each in refused]
    answer, choices = np.quantile(confidences, [strictness, max(0.0, 1 - OFFERING * (1 - strictness))])
    return Calibration(weights, offset, float(answer), float(choices))


def _logistic(found: Numbers, right: Numbers, share: Numbers) -> tuple[Evidence, float]:
    """Newton's method. The weights are held back as by one probe, so that a small base does not learn by heart."""
    design = np.column_stack([found, np.ones(len(found))])
    held = np.diag([1.0] * found.shape[1] + [HARDLY])
    weights = np.zeros(design.shape[1])
    for _ in range(50):
        likely = 1 / (1 + np.exp(-np.clip(design @ weights, -50, 50)))
        slope = design.T @ (share * (likely - right)) + held @ weights
        curve = (design * (share * likely * (1 - likely))[:, None]).T @ design + held
        weights -= np.linalg.solve(curve, slope)
    *own, offset = weights.tolist()
    return Evidence(*own), offset
