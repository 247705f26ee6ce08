"""`ask` and `slang`, for people and for machines."""

from __future__ import annotations

import pytest

from bot.core.matching.knowledge_base import Knowledge
from tests.cli.program import Program, end, hear, say

KEYS = [
    "question",
    "outcome",
    "kind",
    "id",
    "confidence",
    "choices",
    "candidates",
    "language",
    "title",
    "text",
    "sources",
]
ANSWERED, UNKNOWN = "do i need a chinese phone number", "qwertyuiop"


def test_questions_on_standard_input_are_answered_one_object_a_line(program: Program) -> None:
    ran = program.run("ask", "--json", typed="do i need a chinese phone number\n小红书是什么\n")

    assert [each["id"] for each in ran.objects] == ["foreign-phone-number", "what-is-xiaohongshu"]
    assert (ran.code, ran.err) == (0, "")


def test_each_question_is_answered_before_the_next_is_read(program: Program) -> None:
    process = program.start("ask", "--json")
    for question in (ANSWERED, UNKNOWN):
        say(process, question)
        assert f'"question": "{question}"' in hear(process)

    assert end(process).code == 0


def test_each_question_on_the_command_line_is_answered(program: Program) -> None:
    ran = program.run("ask", "--json", ANSWERED, "小红书是什么")

    assert [each["id"] for each in ran.objects] == ["foreign-phone-number", "what-is-xiaohongshu"]


@pytest.fixture(scope="module")
def objects(program: Program, vague: str) -> dict[object, dict[str, object]]:
    """What is printed for an answer, for choices and for what is unknown."""
    return {each["outcome"]: each for each in program.run("ask", "--json", ANSWERED, vague, UNKNOWN).objects}


def test_each_of_the_three_outcomes_is_called_by_its_name(objects: dict[object, dict[str, object]]) -> None:
    assert list(objects) == ["answer", "choices", "unknown"]


@pytest.mark.parametrize("outcome", ["answer", "choices", "unknown"])
def test_an_object_has_the_same_keys_whatever_the_outcome(
    objects: dict[object, dict[str, object]], outcome: str
) -> None:
    assert list(objects[outcome]) == KEYS


def test_an_answer_is_told_in_plain_text(objects: dict[object, dict[str, object]]) -> None:
    answer = objects["answer"]

    assert (answer["question"], answer["kind"], answer["language"]) == (ANSWERED, "topic", "en")
    assert answer["title"] == "Do I need a Chinese phone number?"
    assert str(answer["text"]).startswith("No.")


def test_every_source_of_an_answer_is_told(objects: dict[object, dict[str, object]], real: Knowledge) -> None:
    sources = objects["answer"]["sources"]

    assert isinstance(sources, list)
    assert len(sources) == len(real.library.topics["foreign-phone-number"].sources)
    assert all(list(source) == ["text", "link"] for source in sources)


def test_choices_are_told_by_kind_id_and_title(objects: dict[object, dict[str, object]], real: Knowledge) -> None:
    choices = objects["choices"]["choices"]

    assert isinstance(choices, list)
    assert len(choices) > 1
    assert all(
        each == {"kind": "topic", "id": each["id"], "title": real.library.topics[each["id"]].title["en"]}
        for each in choices
    )


@pytest.mark.parametrize("outcome", ["choices", "unknown"])
def test_what_is_no_answer_has_no_id(objects: dict[object, dict[str, object]], outcome: str) -> None:
    assert objects[outcome]["id"] is None


@pytest.mark.parametrize("outcome", ["answer", "unknown"])
def test_only_choices_have_choices(objects: dict[object, dict[str, object]], outcome: str) -> None:
    assert objects[outcome]["choices"] == []


@pytest.mark.parametrize("outcome", ["answer", "choices"])
def test_candidates_are_told_with_their_scores_best_first(
    objects: dict[object, dict[str, object]], outcome: str
) -> None:
    candidates = objects[outcome]["candidates"]

    assert isinstance(candidates, list)
    assert all(list(each) == ["kind", "id", "score"] for each in candidates)
    assert [each["score"] for each in candidates] == sorted((each["score"] for each in candidates), reverse=True)


@pytest.mark.parametrize("outcome", ["answer", "choices", "unknown"])
def test_the_confidence_is_a_share_of_one(objects: dict[object, dict[str, object]], outcome: str) -> None:
    confidence = objects[outcome]["confidence"]

    assert isinstance(confidence, float)
    assert 0 <= confidence <= 1


def test_a_term_is_told_by_its_headword(program: Program) -> None:
    (told,) = program.run("slang", "--json", "zhongcao").objects

    assert (told["outcome"], told["kind"], told["id"]) == ("answer", "term", "种草")


def test_terms_on_standard_input_are_explained_one_object_a_line(program: Program) -> None:
    ran = program.run("slang", "--json", typed="yyds\nqwertyuiop\n")

    assert [each["id"] for each in ran.objects] == ["yyds", None]


def test_empty_lines_are_no_questions(program: Program) -> None:
    assert len(program.run("ask", "--json", typed="\n  \nyyds\n\n").objects) == 1


def test_a_last_line_without_an_end_is_a_question(program: Program) -> None:
    assert [each["id"] for each in program.run("ask", "--json", typed="yyds").objects] == ["yyds"]


def test_no_question_at_all_is_fine(program: Program) -> None:
    ran = program.run("ask", "--json")

    assert (ran.code, ran.out, ran.err) == (0, "", "")


def test_people_are_answered_in_plain_text_where_nobody_looks_at_a_screen(program: Program) -> None:
    ran = program.run("ask", ANSWERED)

    assert ran.out.startswith("Do I need a Chinese phone number?\n\nNo. ")
    assert "As of August 2026\n\n[1] " in ran.out
    assert "\x1b" not in ran.out


ODD = {
    "100 kB": b"a" * 100_000,
    "300 kB of Chinese": "种草".encode() * 50_000,
    "no UTF-8": b"\xff\xfe\x80",
    "surrogate": b"\xed\xa0\x80 lone surrogate",
    "control": b"\x00\x01\x1b[31m\x7f",
    "zero-width": "\u200b\u202e\ufeff".encode(),
    "line ends": "a\r\x0c\x85\u2028b".encode(),
}


@pytest.fixture(scope="module")
def after_odd(program: Program) -> dict[str, object]:
    """What is answered to a sane question after each odd line."""
    ran = program.run("ask", "--json", typed=b"".join(odd + b"\nyyds\n" for odd in ODD.values()))
    return dict(zip(ODD, (each["id"] for each in ran.objects[1::2]), strict=True))


@pytest.mark.parametrize("odd", ODD)
def test_odd_lines_do_not_keep_the_next_from_being_answered(after_odd: dict[str, object], odd: str) -> None:
    assert after_odd[odd] == "yyds"


def test_odd_arguments_are_answered(program: Program) -> None:
    ran = program.run("ask", "--json", "\udcff\u200b", "", "a" * 100_000)

    assert (ran.code, ran.err, len(ran.objects)) == (0, "", 3)


def test_the_language_of_the_terminal_is_the_client_s(program: Program) -> None:
    (told,) = program.run("ask", "--json", "yyds", LANG="zh_TW.UTF-8").objects

    assert told["language"] == "zh-Hant"


def test_chinese_is_printed_whatever_the_locale(program: Program) -> None:
    ran = program.run("ask", "小红书是什么", LC_ALL="C", PYTHONIOENCODING="ascii")

    assert ran.out.startswith("小红书是什么？")
