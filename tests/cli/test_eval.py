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
    """The rows for the whole of both halves, added up."""
    rows = [row for half in HALVES for row in told[half][scope] if row["language"] == "all"]
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


def test_a_machine_is_told_how_far_confidence_can_be_trusted(small: Here, questions: Path) -> None:
    told = json.loads(small.run("eval", "--json", str(questions)).out)

    bins = [each for half in HALVES for each in told[half]["calibration"]["bins"]]
    assert sum(each["questions"] for each in bins) == 4
    assert {row["language"] for half in HALVES for row in told[half]["auroc"]} == {"en", "all"}


def test_people_are_told_how_far_confidence_can_be_trusted(small: Here, questions: Path) -> None:
    out = small.run("eval", str(questions)).out

    assert "AUROC of confidence, open half" in out
    assert out.count("expected calibration error") == 2


def test_a_language_is_what_its_file_is_called(small: Here, questions: Path) -> None:
    for name in ("es", "zh-hant", "broken-1"):
        (questions / f"{name}.yaml").write_text("momo-identity:\n  plain: [who is momo]\n", encoding="utf-8")
    told = json.loads(small.run("eval", "--json", str(questions)).out)

    rows = [row for half in HALVES for row in told[half]["in scope"]]
    assert {row["language"] for row in rows} == {"en", "es", "zh-hant", "broken", "all"}


def test_tables_fit_into_a_terminal(small: Here, questions: Path) -> None:
    (questions / "zh-hant.yaml").write_text("momo-identity:\n  conversational: [什麼是momo]\n", encoding="utf-8")
    small.run("eval", str(questions))
    out = small.run("eval", str(questions)).out

    assert max(len(line) for line in out.splitlines()) <= 80
    assert "conversational" in out


def test_what_was_confused_is_told_with_an_example(small: Here, questions: Path) -> None:
    texts = ["who is momo", "what is a momo", "momo who"]
    (questions / "en-2.yaml").write_text(f"phone-number:\n  plain: {json.dumps(texts)}\n", encoding="utf-8")
    ran = small.run("eval", str(questions))

    (line,) = [line.split() for line in ran.out.splitlines() if line.startswith(" phone-number")]
    assert line[1] == "momo-identity"
    assert " ".join(line[3:]) in texts


def test_the_first_run_has_nothing_to_compare_with(small: Here, questions: Path) -> None:
    assert json.loads(small.run("eval", "--json", str(questions)).out)["changes"] is None


def test_the_same_again_changes_nothing(small: Here, questions: Path) -> None:
    small.run("eval", str(questions))

    assert json.loads(small.run("eval", "--json", str(questions)).out)["changes"] == []


def worse(questions: Path) -> None:
    """The same number of questions, all of which ask for something else."""
    english = (questions / "en-1.yaml").read_text(encoding="utf-8")
    (questions / "en-1.yaml").write_text(english.replace("momo-identity", "cat-tax"), encoding="utf-8")


def shares(out: str) -> list[str]:
    """What is told of changes in the rows for the whole."""
    return [line.split()[4] for line in out.splitlines() if line.startswith(" all  all ")]


def test_people_are_told_what_changed_since_the_last_run(small: Here, questions: Path) -> None:
    small.run("eval", str(questions))
    worse(questions)

    assert [share for share in shares(small.run("eval", str(questions)).out) if share.startswith("-")]


def test_a_run_is_compared_with_the_one_that_is_named(small: Here, questions: Path) -> None:
    saved = small.folder / "before.json"
    small.run("eval", "--save", str(saved), str(questions))
    worse(questions)
    small.run("eval", str(questions))

    assert json.loads(small.run("eval", "--json", str(questions)).out)["changes"] == []
    assert json.loads(small.run("eval", "--json", "--compare", str(saved), str(questions)).out)["changes"]


def test_what_eval_prints_for_machines_can_be_compared_with(small: Here, questions: Path) -> None:
    saved = small.folder / "before.json"
    saved.write_text(small.run("eval", "--json", str(questions)).out, encoding="utf-8")

    assert json.loads(small.run("eval", "--json", "--compare", str(saved), str(questions)).out)["changes"] == []


@pytest.mark.parametrize("damage", [b"", b"{}", b"\xff", b'{"open half": []}'])
def test_a_damaged_last_run_is_as_good_as_none(small: Here, questions: Path, damage: bytes) -> None:
    small.run("eval", str(questions))
    (kept,) = (small.folder / "cache").glob("eval-*.json")
    kept.write_bytes(damage)
    ran = small.run("eval", "--json", str(questions))

    assert (ran.code, ran.err, json.loads(ran.out)["changes"]) == (0, "", None)


def test_a_last_run_that_cannot_be_kept_costs_nothing(small: Here, questions: Path) -> None:
    small.run("eval", str(questions))
    (kept,) = (small.folder / "cache").glob("eval-*.json")
    kept.unlink()
    kept.mkdir()
    ran = small.run("eval", "--json", str(questions))

    assert (ran.code, ran.err) == (0, "")


def test_a_named_run_that_cannot_be_read_is_told_in_a_line(small: Here, questions: Path) -> None:
    ran = small.run("eval", "--compare", "nowhere.json", str(questions))

    assert (ran.code, ran.out) == (1, "")
    assert ran.err == "nowhere.json: no figures of a run can be read here; `eval --save` writes them\n"


@pytest.mark.parametrize("option", ["--save", "--heatmap"])
def test_a_file_that_cannot_be_written_is_told_in_a_line(small: Here, questions: Path, option: str) -> None:
    (small.folder / "taken").mkdir()
    ran = small.run("eval", option, "taken", str(questions))

    assert ran.code == 1
    assert ran.err.startswith("taken: cannot be written: ")
    assert ran.err.count("\n") == 1


def test_what_was_confused_is_drawn(small: Here, questions: Path) -> None:
    ran = small.run("eval", "--heatmap", "map.png", str(questions))

    assert (ran.code, ran.err) == (0, "")
    assert (small.folder / "map.png").read_bytes().startswith(b"\x89PNG")
