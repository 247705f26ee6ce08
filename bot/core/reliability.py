"""How far a confidence can be trusted: does it tell what is known from what is not, and does 0.9 mean nine in ten?"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from msgspec import Struct, field

BINS = 10
"""Of equal width, from 0 to 1."""

Numbers = npt.NDArray[np.float64]


class Bin(Struct, frozen=True):
    """The questions whose confidence lies from `low` up to `high`: their share of right ones, their mean confidence."""

    low: float = field(name="from")
    high: float = field(name="to")
    questions: int
    right: float
    confidence: float


def auroc(inside: Sequence[float], outside: Sequence[float]) -> float | None:
    """How often one of `inside` is above one of `outside`, a tie counting half; None where there is nothing to compare.

    That is the area under the receiver operating characteristic: 1 tells them apart, 0.5 is a coin.
    """
    if not inside or not outside:
        return None
    _, place, many = np.unique(np.array([*inside, *outside]), return_inverse=True, return_counts=True)
    rank = many.cumsum() - (many - 1) / 2  # those that tie share the mean of their ranks
    above = rank[place[: len(inside)]].sum() - len(inside) * (len(inside) + 1) / 2
    return round(float(above / (len(inside) * len(outside))), 4)


def reliability(confidence: Sequence[float], right: Sequence[bool]) -> tuple[Bin, ...]:
    """The bins that have questions, lowest first; the highest one includes 1."""
    confident, was_right = np.array(confidence, np.float64), np.array(right, np.float64)
    number = np.minimum((confident * BINS).astype(np.int64), BINS - 1)
    return tuple(
        _bin(each, confident[number == each], was_right[number == each]) for each in np.unique(number).tolist()
    )


def calibration_error(bins: Sequence[Bin]) -> float | None:
    """The expected calibration error: how far confidence and share of right ones lie apart, in the mean of all."""
    questions = sum(each.questions for each in bins)
    apart = sum(each.questions * abs(each.right - each.confidence) for each in bins)
    return round(apart / questions, 4) if questions else None


def _bin(number: int, confidence: Numbers, right: Numbers) -> Bin:
    means = [round(float(values.mean()), 4) for values in (right, confidence)]
    return Bin(number / BINS, (number + 1) / BINS, len(confidence), *means)
