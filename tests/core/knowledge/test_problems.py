from __future__ import annotations

import pytest

from bot.core.knowledge.problems import Problem, ProblemsFound, did_you_mean


def test_an_error_is_said_with_path_and_line() -> None:
    assert str(Problem("a.yaml", 3, "is wrong")) == "a.yaml:3: is wrong"


def test_a_warning_and_a_hint_say_what_they_are() -> None:
    said = [str(Problem("a.yaml", 3, "is odd", severity)) for severity in ("warning", "hint")]
    assert said == ["a.yaml:3: warning: is odd", "a.yaml:3: hint: is odd"]


def test_problems_are_raised_by_file_and_line() -> None:
    problems = [Problem("b.yaml", 1, "x"), Problem("a.yaml", 10, "x"), Problem("a.yaml", 9, "x")]
    assert str(ProblemsFound(problems)) == "a.yaml:9: x\na.yaml:10: x\nb.yaml:1: x"


@pytest.mark.parametrize(
    ("name", "guess"),
    [
        pytest.param("titel", "; did you mean 'title'?", id="near"),
        pytest.param("title", "; did you mean 'title'?", id="the same"),
        pytest.param("xyz", "", id="far"),
        pytest.param("", "", id="nothing"),
    ],
)
def test_the_nearest_known_name_is_guessed(name: str, guess: str) -> None:
    assert did_you_mean(name, {"title", "text", "topics"}) == guess


def test_where_nothing_is_known_nothing_is_guessed() -> None:
    assert did_you_mean("title", []) == ""
