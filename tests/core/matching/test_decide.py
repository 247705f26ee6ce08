from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.matching.decide import ENOUGH, IN_SCOPE, UNTAUGHT, Calibration, Finding, Matcher, Outcome, calibrate
from bot.core.matching.evidence import Evidence
from bot.core.matching.index import Index, Ranked
from bot.core.matching.probes import Probe
from tests.core.matching.indexes import index_of

ALWAYS = Calibration(Evidence(1.0), 0.0, answer=0.0, choices=0.0)
NEVER = Calibration(Evidence(1.0), 0.0, answer=1.1, choices=1.1)
HALFWAY = Calibration(Evidence(1.0), 0.0, answer=1.1, choices=0.0)


@pytest.fixture(scope="module")
def index() -> Index:
    return index_of(
        [
            ("number", ["do i need a chinese phone number", "a foreign number"]),
            ("cat", ["what is the cat tax", "a picture of my cat"]),
            ("dog", ["what is the dog tax", "a picture of my dog"]),
            ("fish", ["what is the fish tax", "a picture of my fish"]),
            ("bird", ["what is the bird tax", "a picture of my bird"]),
        ]
    )


def finding(*scores: float) -> Finding:
    return Finding(Outcome.CHOICES, 0.5, tuple(Ranked(str(score), score) for score in scores), ())


def probes(own: list[float], away: list[float], counters: list[float] | None = None) -> list[Probe]:
    """Probes that were found rightly, and those that had to be refused, by how sure the index looked."""
    numbers = itertools.count()
    return [
        *(Probe(next(numbers), 0, 0, Evidence(sureness), "near") for sureness in own),
        *(Probe(next(numbers), 0, 1, Evidence(sureness), "entry") for sureness in away),
        *(Probe(next(numbers), 2, 1, Evidence(sureness), "counter") for sureness in counters or []),
    ]


@pytest.mark.parametrize(
    ("calibration", "text", "outcome"),
    [
        pytest.param(ALWAYS, "a phone number of china", Outcome.ANSWER, id="sure enough to answer"),
        pytest.param(HALFWAY, "a phone number of china", Outcome.CHOICES, id="sure enough to ask back"),
        pytest.param(NEVER, "a phone number of china", Outcome.UNKNOWN, id="not sure enough"),
        pytest.param(ALWAYS, "a picture and a tax", Outcome.CHOICES, id="two that are close"),
        pytest.param(ALWAYS, "zzzz qqqq", Outcome.UNKNOWN, id="nothing alike"),
        pytest.param(ALWAYS, "", Outcome.UNKNOWN, id="nothing"),
        pytest.param(ALWAYS, "what is a", Outcome.CHOICES, id="nothing but function words"),
        pytest.param(NEVER, "What is the cat tax?", Outcome.ANSWER, id="the very words, however unsure"),
        pytest.param(NEVER, "what is the cat tax?!", Outcome.ANSWER, id="the very words with other marks"),
    ],
)
def test_there_are_three_outcomes(index: Index, calibration: Calibration, text: str, outcome: Outcome) -> None:
    assert Matcher(index, calibration).find(text).outcome is outcome


def test_the_very_words_are_certain(index: Index) -> None:
    assert Matcher(index, NEVER).find("what is the cat tax").confidence == 1.0


def test_the_very_words_are_marked_as_such(index: Index) -> None:
    assert Matcher(index, NEVER).find("what is the cat tax").exact


def test_the_entry_of_the_very_words_comes_first(index: Index) -> None:
    assert Matcher(index, NEVER).find("what is the fish tax").candidates[0].name == "fish"


def test_other_words_are_not_exact(index: Index) -> None:
    assert not Matcher(index, ALWAYS).find("the cat tax").exact


def test_the_runners_up_are_told(index: Index) -> None:
    names = {found.name for found in Matcher(index, ALWAYS).find("a cat or dog tax").candidates}
    assert {"cat", "dog"} <= names


def test_it_is_told_how_the_words_were_read(index: Index) -> None:
    assert Matcher(index, ALWAYS).find("A Chinees  PHONE!").read == ("a", "chinese", "phone")


def test_nothing_alike_has_no_confidence(index: Index) -> None:
    assert Matcher(index, ALWAYS).find("zzzz qqqq").confidence == 0.0


@pytest.mark.parametrize(
    ("scores", "offered"),
    [
        pytest.param([], [], id="none"),
        pytest.param([1.0], [1.0], id="one"),
        pytest.param([1.0, 0.9, 0.8, 0.7], [1.0, 0.9, 0.8], id="three at most"),
        pytest.param([1.0, 0.6, 0.59], [1.0, 0.6], id="none far behind"),
    ],
)
def test_choices_are_few_and_near(scores: list[float], offered: list[float]) -> None:
    assert [found.score for found in finding(*scores).choices] == offered


@given(st.floats(-1e9, 1e9), st.floats(-1e9, 1e9))
def test_who_is_surer_is_never_less_confident(one: float, other: float) -> None:
    less, more = sorted([one, other])
    assert 0.0 <= UNTAUGHT.confidence(Evidence(less)) <= UNTAUGHT.confidence(Evidence(more)) <= 1.0


@pytest.mark.parametrize("counters", [0, 5 * ENOUGH], ids=["missing entries", "counter-entries"])
def test_the_confidence_is_the_share_of_right_answers_in_a_mix_like_that_of_real_questions(counters: int) -> None:
    def at(sureness: float, right: int, refused: int) -> list[Probe]:
        many = [sureness] * refused
        return probes([sureness] * right, many, many * 20) if counters else probes([sureness] * right, many)

    taught = calibrate(at(1.0, 40, 30) + at(3.0, 60, 10))
    right, wrong = 0.4 * IN_SCOPE, 0.75 * (1 - IN_SCOPE)
    assert taught.confidence(Evidence(1.0)) == pytest.approx(right / (right + wrong), abs=0.01)


@pytest.mark.parametrize(
    "taught_by",
    [
        pytest.param([], id="no probes"),
        pytest.param(probes([1.0, 2.0], []), id="only right ones"),
        pytest.param(probes([], [1.0, 2.0]), id="only wrong ones"),
        pytest.param(probes([1.0, 2.0], [3.0, 4.0]), id="the wrong ones surer"),
    ],
)
def test_probes_that_teach_nothing_leave_the_matcher_untaught(taught_by: list[Probe]) -> None:
    assert calibrate(taught_by) == UNTAUGHT


def share_refused(calibration: Calibration, sureness: list[float]) -> float:
    return sum(calibration.confidence(Evidence(each)) < calibration.answer for each in sureness) / len(sureness)


@pytest.mark.parametrize("strictness", [0.5, 0.8, 0.9, 0.97])
def test_strictness_is_the_share_of_counter_probes_without_an_answer(strictness: float) -> None:
    counters = [number / 100 for number in range(200)]
    taught = calibrate(probes([3.0] * 50, [9.0], counters), strictness)
    assert share_refused(taught, counters) == pytest.approx(strictness, abs=0.01)


def test_where_counter_probes_are_few_questions_of_missing_entries_stand_for_them() -> None:
    away = [number / 100 for number in range(200)]
    taught = calibrate(probes([3.0] * 50, away, [0.0] * (ENOUGH - 1)), 0.9)
    assert share_refused(taught, away) == pytest.approx(0.9, abs=0.01)


def test_choices_go_to_two_and_a_quarter_times_as_many() -> None:
    counters = [number / 100 for number in range(200)]
    taught = calibrate(probes([3.0] * 50, [], counters), 0.9)
    offered = [each for each in counters if taught.confidence(Evidence(each)) >= taught.choices]
    assert len(offered) == pytest.approx(0.225 * len(counters), abs=1)


def test_whoever_may_answer_may_ask_back() -> None:
    taught = calibrate(probes([2.0, 3.0, 4.0], [1.0, 2.5, 0.5]))
    assert taught.choices <= taught.answer
