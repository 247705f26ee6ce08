"""How questions of other people are read, asked and counted."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.core import evaluation
from bot.core.evaluation import counts, evaluate, read_tests
from bot.core.guide import Guide
from bot.core.knowledge.problems import ProblemsFound
from bot.core.matching.compiling import compile_knowledge
from bot.storage.memory import MemoryStore
from tests.core.small_content import SmallContent
from tests.real_content import Day

ENGLISH = "cat-tax:\n  plain: [one, two]\n  messy: [three]\nmomo-identity:\n  plain: [four]\n"
OUT_OF_SCOPE = "kitchen:\n  en: [five]\n  zh: [六]\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path


def write(folder: Path, name: str, text: str) -> None:
    (folder / name).write_text(text, encoding="utf-8")


def problems(folder: Path) -> list[str]:
    with pytest.raises(ProblemsFound) as found:
        read_tests(folder)
    return str(found.value).replace(f"{folder}/", "").splitlines()


def test_a_question_knows_its_topic_its_style_and_its_language(folder: Path) -> None:
    write(folder, "en.yaml", ENGLISH)

    assert [(test.text, test.topic, test.style, test.language) for test in read_tests(folder)] == [
        ("one", "cat-tax", "plain", "en"),
        ("two", "cat-tax", "plain", "en"),
        ("three", "cat-tax", "messy", "en"),
        ("four", "momo-identity", "plain", "en"),
    ]


def test_a_language_may_have_several_files(folder: Path) -> None:
    write(folder, "zh-1.yaml", ENGLISH)
    write(folder, "zh-2.yaml", "phone-number:\n  plain: [seven]\n")

    assert {test.language for test in read_tests(folder)} == {"zh"}


@pytest.mark.parametrize(
    ("name", "language"),
    [
        ("en", "en"),
        ("zh-2", "zh"),
        ("es-1", "es"),
        ("zh-hant", "zh-hant"),
        ("zh-hant-10", "zh-hant"),
        ("broken", "broken"),
        ("broken-1", "broken"),
    ],
)
def test_a_file_is_of_the_language_of_its_name_without_a_number(folder: Path, name: str, language: str) -> None:
    write(folder, f"{name}.yaml", "cat-tax:\n  plain: [one]\n")

    assert [test.language for test in read_tests(folder)] == [language]


def test_what_is_out_of_scope_has_no_topic_and_its_group_as_style(folder: Path) -> None:
    write(folder, "out-of-scope.yaml", OUT_OF_SCOPE)

    assert [(test.text, test.topic, test.style, test.language) for test in read_tests(folder)] == [
        ("five", "", "kitchen", "en"),
        ("六", "", "kitchen", "zh"),
    ]


def test_a_folder_without_questions_is_a_problem(folder: Path) -> None:
    assert problems(folder) == [f"{folder}:0: there are no test questions (*.yaml) here"]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("cat-tax: [one]\n", "1: must be a mapping of lists of questions"),
        ("cat-tax:\n  plain: one\n", "2: must be a list of questions"),
        ("cat-tax:\n  plain: [[one]]\n", "2: must be a list of questions"),
        ("- one\n", "1: must be a mapping of mappings of lists of questions"),
        ("", "1: the file is empty"),
        ("cat-tax:\n\tplain: [one]\n", "2: a tab stands here; YAML wants spaces"),
    ],
)
def test_a_file_of_a_wrong_shape_is_a_problem(folder: Path, text: str, problem: str) -> None:
    write(folder, "en.yaml", text)

    assert problems(folder) == [f"en.yaml:{problem}"]


def test_the_problems_of_all_files_are_told_at_once(folder: Path) -> None:
    write(folder, "en.yaml", "a: [b]\n")
    write(folder, "zh.yaml", "a: [b]\n")

    assert len(problems(folder)) == 2


def test_about_half_of_the_questions_is_set_aside() -> None:
    aside = [evaluation.is_aside(f"question {number}") for number in range(1_000)]

    assert 400 < sum(aside) < 600


def test_a_question_stays_in_its_half_whatever_stands_beside_it(folder: Path) -> None:
    write(folder, "en.yaml", ENGLISH)
    first = {test.text: test.aside for test in read_tests(folder)}
    write(folder, "en.yaml", "momo-identity:\n  terse: [four, three, eight]\n")

    assert {test.text: test.aside for test in read_tests(folder) if test.text in first} == {
        "four": first["four"],
        "three": first["three"],
    }


@pytest.fixture(scope="module")
def guide(tmp_path_factory: pytest.TempPathFactory) -> Guide:
    content = SmallContent.sound(tmp_path_factory.mktemp("evaluation") / "content")
    return Guide(compile_knowledge(content.library()), MemoryStore(), Day())


@pytest.mark.parametrize(
    ("text", "topic", "verdict"),
    [
        ("what is the cat tax", "cat-tax", "right"),
        ("what is the cat tax", "momo-identity", "wrong"),
        ("what is the cat tax", "", "wrong"),
        ("yyds", "cat-tax", "wrong"),
        ("ξψω", "cat-tax", "silent"),
        ("ξψω", "", "silent"),
        ("zc", "cat-tax", "wrong choices"),
        ("zc", "", "wrong choices"),
        ("zc", "种草", "among choices"),
        ("", "cat-tax", "silent"),
        ("/tour", "cat-tax", "silent"),
    ],
)
async def test_what_became_of_a_question_has_a_name(guide: Guide, text: str, topic: str, verdict: str) -> None:
    (tested,) = await evaluate(guide, [evaluation.Test(text, "en", "plain", topic)])

    assert tested.verdict == verdict


async def test_it_is_told_what_was_answered_instead(guide: Guide) -> None:
    (tested,) = await evaluate(guide, [evaluation.Test("what is the cat tax", "en", "plain", "momo-identity")])

    assert (tested.got, tested.confidence) == ("cat-tax", 1.0)


@pytest.mark.parametrize(
    ("text", "best"), [("what is the cat tax", "cat-tax"), ("zc", "种草"), ("ξψω", ""), ("yyds", "yyds")]
)
async def test_the_best_candidate_is_told(guide: Guide, text: str, best: str) -> None:
    (tested,) = await evaluate(guide, [evaluation.Test(text, "en", "plain", "momo-identity")])

    assert tested.best == best


async def test_it_is_told_what_was_offered_instead(guide: Guide) -> None:
    (tested,) = await evaluate(guide, [evaluation.Test("zc", "en", "plain", "cat-tax")])

    assert tested.got == "种草 | 666"


async def test_verdicts_are_counted(guide: Guide) -> None:
    questions = ("what is the cat tax", "cat tax", "ξψω")
    tested = await evaluate(guide, [evaluation.Test(text, "en", "plain", "cat-tax") for text in questions])

    assert counts(tested)["silent"] == 1
    assert sum(counts(tested).values()) == 3
