"""`explain`: why a question finds what it finds."""

from __future__ import annotations

import pytest

from tests.cli.program import Here


@pytest.mark.parametrize(
    ("question", "decision"),
    [
        ("do i need a chinese phone number", "answered: these are the very words of one of its questions"),
        ("chinese phone number needed?", "answered: sure enough"),
        ("is it safe to eat raw chicken", "silent: not sure enough to ask back"),
        ("", "silent: no topic has anything of this"),
    ],
)
def test_the_decision_is_told_in_words(here: Here, question: str, decision: str) -> None:
    ran = here.run("explain", question)

    assert (ran.code, ran.err) == (0, "")
    assert ran.out.splitlines()[0] == f"decision    {decision}"


def test_a_question_that_is_asked_back_is_told_so(here: Here, vague: str) -> None:
    assert here.run("explain", vague).out.startswith("decision    asked back: ")


def test_the_decision_is_the_one_that_ask_makes(here: Here) -> None:
    (told,) = here.run("ask", "--json", "chinese phone number needed?").objects

    assert f"confidence  {told['confidence']:.2f} " in here.run("explain", "chinese phone number needed?").out


def test_a_repaired_word_is_told(here: Here) -> None:
    assert "repaired    numbr → number" in here.run("explain", "do i need a chinese phone numbr").out


def test_candidates_are_told_with_what_spoke_for_them(here: Here, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    out = here.run("explain", "do i need a chinese phone number").out

    assert "foreign-phone-number" in out
    assert "number (word, " in out


def test_the_share_of_words_that_a_candidate_has_is_told(here: Here, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    out = here.run("explain", "do i need a chinese phone number").out

    assert "100%" in next(line for line in out.splitlines() if "│ foreign-phone-number" in line)


def test_what_speaks_against_an_answer_is_told(here: Here) -> None:
    told = here.run("explain", "is it safe to eat raw chicken").out
    assert "against it  what is only like is-it-safe (" in told


def test_a_question_is_never_taken_for_markup(here: Here) -> None:
    ran = here.run("explain", "[bold]what[/bold] is [link=x]momo[/] :smile:")

    assert ran.code == 0
    assert "momo" in ran.out


@pytest.mark.parametrize(("text", "leans"), [("how much?", True), ("cat tax", False)])
def test_a_follow_up_is_said_to_be_one(here: Here, text: str, leans: bool) -> None:
    assert ("a follow-up to that answer" in here.run("explain", text).out) is leans
