"""The figures of an evaluation."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

import pytest

from bot.core import evaluation
from bot.core.evaluation import Verdict, is_aside
from bot.core.report import Half, Report, changes, read_json, report, to_json


def outcome(
    topic: str, verdict: Verdict, best: str = "", *, language: str = "en", confidence: float = 0.9, aside: bool = False
) -> evaluation.Tested:
    """A question of a half; its text says which one it is."""
    text = next(text for text in (f"{topic} {number}" for number in range(99)) if is_aside(text) == aside)
    return evaluation.Tested(evaluation.Test(text, language, "plain", topic), verdict, confidence, best, best or topic)


RIGHT = outcome("cat-tax", "right")
WRONG = outcome("cat-tax", "wrong", "momo")
REFUSED = outcome("", "silent", "momo", confidence=0.2)


def open_half(*every: evaluation.Tested) -> Half:
    return report(every, {}).open_half


def pairs(half: Half) -> list[tuple[str, str, int]]:
    return [(each.asked, each.got, each.times) for each in half.confusions.listed]


def test_rows_end_with_one_for_the_language_and_one_for_the_whole() -> None:
    half = open_half(RIGHT, outcome("cat-tax", "silent", language="zh-hant"))
    assert [(row.language, row.style, row.questions) for row in half.in_scope] == [
        ("en", "plain", 1),
        ("en", "all", 1),
        ("zh-hant", "plain", 1),
        ("zh-hant", "all", 1),
        ("all", "all", 2),
    ]


def test_a_row_counts_each_verdict() -> None:
    verdicts: Sequence[Verdict] = ("right", "right", "among choices", "wrong", "wrong choices", "silent")
    row = open_half(*(outcome("cat-tax", verdict) for verdict in verdicts)).in_scope[-1]
    assert (row.right, row.among_choices, row.wrong, row.wrong_choices, row.silent) == (2, 1, 1, 1, 1)


def test_confidence_in_scope_is_compared_with_that_out_of_scope() -> None:
    assert [each.auroc for each in open_half(RIGHT, REFUSED).auroc] == [1.0, 1.0]


def test_a_language_with_nothing_out_of_scope_has_nothing_to_compare() -> None:
    found = open_half(RIGHT, REFUSED, outcome("cat-tax", "right", language="broken")).auroc
    assert [(each.language, each.auroc) for each in found] == [("broken", None), ("en", 1.0), ("all", 1.0)]


def test_calibration_counts_the_best_candidate_whether_it_was_shown_or_not() -> None:
    silent = outcome("cat-tax", "silent", confidence=0.95)
    assert [(each.questions, each.right) for each in open_half(silent).calibration.bins] == [(1, 1.0)]


def test_out_of_scope_no_candidate_is_right() -> None:
    assert [each.right for each in open_half(REFUSED).calibration.bins] == [0.0]


@pytest.mark.parametrize(
    ("one", "listed"),
    [
        pytest.param(WRONG, [("cat-tax", "momo", 1)], id="answered wrongly"),
        pytest.param(outcome("cat-tax", "wrong choices", "momo"), [("cat-tax", "momo", 1)], id="offered wrongly"),
        pytest.param(outcome("cat-tax", "among choices", "momo"), [("cat-tax", "momo", 1)], id="offered first"),
        pytest.param(outcome("", "wrong", "momo"), [("out-of-scope", "momo", 1)], id="answered out of scope"),
        pytest.param(outcome("cat-tax", "silent", "momo"), [], id="not answered"),
        pytest.param(outcome("cat-tax", "among choices"), [], id="offered second"),
        pytest.param(RIGHT, [], id="answered rightly"),
    ],
)
def test_what_was_shown_in_place_of_what_was_asked_is_a_confusion(
    one: evaluation.Tested, listed: list[tuple[str, str, int]]
) -> None:
    assert pairs(open_half(one)) == listed


def test_the_most_frequent_confusion_comes_first() -> None:
    half = open_half(outcome("number", "wrong", "momo"), WRONG, WRONG)
    assert pairs(half) == [("cat-tax", "momo", 2), ("number", "momo", 1)]


def test_a_confusion_has_examples() -> None:
    assert open_half(WRONG).confusions.listed[0].examples == (WRONG.test.text,)


def test_of_the_half_that_is_set_aside_confusions_are_only_counted() -> None:
    aside = outcome("cat-tax", "wrong", "momo", aside=True)
    found = report([aside, aside, RIGHT], {})
    assert (found.set_aside_half.confusions.questions, found.set_aside_half.confusions.pairs) == (2, 1)
    assert not found.set_aside_half.confusions.listed
    assert aside.test.text not in to_json(found).decode()


def test_a_report_is_read_as_it_was_written() -> None:
    found = report([RIGHT, WRONG, REFUSED], {})
    assert read_json(to_json(found, changes(found, found))) == found


@pytest.mark.parametrize("data", [b"", b"{}", b"[1]", b'{"open half": 1}', b"\xff\x00"])
def test_what_is_no_report_is_not_read(data: bytes) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - msgspec says it in its own words
        read_json(data)


def changed(now: Sequence[evaluation.Tested], before: Sequence[evaluation.Tested]) -> dict[tuple[str, str, str], float]:
    """What changed in the open half."""
    found: tuple[Report, Report] = (report(now, {}), report(before, {}))
    return {(each.figure, each.language, each.style): each.change for each in changes(*found)}


def test_it_is_told_by_how_much_the_share_of_right_answers_grew() -> None:
    told = changed([RIGHT, RIGHT], [RIGHT, WRONG])
    assert told["in scope", "en", "plain"] == told["in scope", "all", "all"] == 0.5


def test_it_is_told_by_how_much_the_share_refused_shrank() -> None:
    answered = outcome("", "wrong", "momo", confidence=0.2)
    assert changed([answered], [REFUSED])["out of scope", "en", "plain"] == -1.0


def test_it_is_told_how_confidence_changed() -> None:
    surer = dataclasses.replace(REFUSED, confidence=0.9)
    told = changed([RIGHT, REFUSED], [RIGHT, surer])
    assert (told["auroc", "all", "all"], told["calibration error", "all", "all"]) == (0.5, -0.25)


def test_what_did_not_change_is_not_told() -> None:
    assert changed([RIGHT, WRONG], [RIGHT, WRONG]) == {}


def test_figures_of_other_questions_do_not_compare() -> None:
    assert changed([RIGHT], [RIGHT, WRONG]) == {}
