"""`eval`: how well questions of other people are answered."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from tests.cli.program import Here

ENGLISH = """\
momo-identity:
  plain: [who is momo with the pink dinosaur, qwertyuiop]
phone-number:
  plain: [do i need a chinese phone number]
"""
OUT_OF_SCOPE = """\
kitchen:
  en: [is it safe to eat raw chicken]
"""
HALVES = ("open half", "set-aside half")


@pytest.fixture
def questions(small: Here) -> Path:
    folder = small.folder / "questions"
    folder.mkdir()
    (folder / "en-1.yaml").write_text(ENGLISH, encoding="utf-8")
    (folder / "out-of-scope.yaml").write_text(OUT_OF_SCOPE, encoding="utf-8")
    return folder


def totals(told: dict[str, Any], scope: str) -> Counter[str]:
    """The rows for all styles of both halves, added up."""
    rows = [row for half in HALVES for row in told[half][scope] if row["style"] == "all"]
    return sum((Counter({key: row[key] for key in row.keys() - {"language", "style"}}) for row in rows), Counter())


def test_a_machine_is_told_how_often_each_verdict_was_reached(small: Here, questions: Path) -> None:
    told = json.loads(small.run("eval", "--json", str(questions)).out)

    assert totals(told, "in scope") == {"questions": 3, "right": 2, "silent": 1}


def test_what_must_not_be_answered_is_counted_apart(small: Here, questions: Path) -> None:
    told = json.loads(small.run("eval", "--json", str(questions)).out)

    assert totals(told, "out of scope")["questions"] == 1


def test_people_are_told_in_a_table_for_each_half(small: Here, questions: Path) -> None:
    ran = small.run("eval", str(questions))

    assert (ran.code, ran.err) == (0, "")
    assert "in scope, open half" in ran.out
    assert "out of scope, set-aside half" in ran.out


def test_a_folder_without_questions_is_told_in_a_line(small: Here) -> None:
    ran = small.run("eval", "nowhere")

    assert (ran.code, ran.err) == (1, "nowhere:0: there are no test questions (*.yaml) here\n")


def test_files_of_a_wrong_shape_are_told_with_their_lines(small: Here, questions: Path) -> None:
    (questions / "zh.yaml").write_text("momo-identity: [什么是momo]\n", encoding="utf-8")
    (questions / "en-2.yaml").write_text("momo-identity:\n  plain: {a: b}\n", encoding="utf-8")
    ran = small.run("eval", str(questions))

    assert (ran.code, ran.err.splitlines()) == (
        1,
        [
            f"{questions / 'en-2.yaml'}:2: must be a list of questions",
            f"{questions / 'zh.yaml'}:1: must be a mapping of lists of questions",
        ],
    )
