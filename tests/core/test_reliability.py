"""How far a confidence can be trusted."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.reliability import Bin, auroc, calibration_error, reliability

CONFIDENCES = st.lists(st.sampled_from([0.0, 0.1, 0.25, 0.5, 0.9, 1.0]), min_size=1, max_size=12)


@pytest.mark.parametrize(
    ("inside", "outside", "expected"),
    [
        pytest.param([0.8, 0.9], [0.1, 0.2], 1.0, id="told apart"),
        pytest.param([0.1, 0.2], [0.8, 0.9], 0.0, id="the wrong way round"),
        pytest.param([0.5, 0.5], [0.5], 0.5, id="all tied"),
        pytest.param([0.5, 0.9], [0.5, 0.1], 0.875, id="one tie"),
        pytest.param([0.3, 0.6, 0.9], [0.5], 0.6667, id="unlike many"),
        pytest.param([], [0.5], None, id="nothing inside"),
        pytest.param([0.5], [], None, id="nothing outside"),
    ],
)
def test_auroc_is_how_often_one_inside_is_above_one_outside(
    inside: list[float], outside: list[float], expected: float | None
) -> None:
    assert auroc(inside, outside) == expected


@given(CONFIDENCES, CONFIDENCES)
def test_auroc_is_what_comparing_every_pair_gives(inside: list[float], outside: list[float]) -> None:
    above = [(one > other) + (one == other) / 2 for one in inside for other in outside]
    assert auroc(inside, outside) == pytest.approx(sum(above) / len(above), abs=1e-4)


def test_a_bin_tells_the_share_that_is_right_and_the_mean_confidence() -> None:
    assert reliability([0.62, 0.66, 0.68, 0.64], [True, True, False, True]) == (Bin(0.6, 0.7, 4, 0.75, 0.65),)


def test_bins_without_questions_are_left_out() -> None:
    assert [each.low for each in reliability([0.05, 0.95], [False, True])] == [0.0, 0.9]


def test_the_highest_bin_includes_certainty() -> None:
    assert [each.questions for each in reliability([0.95, 1.0], [True, True])] == [2]


def test_the_error_is_the_mean_distance_of_confidence_and_share() -> None:
    bins = reliability([0.85] * 10 + [0.15] * 30, [True] * 10 + [False] * 30)
    assert calibration_error(bins) == 0.15


def test_no_questions_have_no_error() -> None:
    assert calibration_error(reliability([], [])) is None
