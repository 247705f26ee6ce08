"""The chat in a pipe: a line in, plain text out."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.program import Program


@pytest.mark.parametrize("arguments", [(), ("chat",)], ids=["without a command", "with its name"])
def test_the_chat_answers_piped_input_line_by_line(program: Program, arguments: tuple[str, ...]) -> None:
    ran = program.run(*arguments, typed="cat tax\nyyds\n")

    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("What is the cat tax?\n\n")
    assert "\n\nyyds · yǒngyuǎn de shén\n\n" in ran.out


def test_piped_input_is_not_welcomed(program: Program) -> None:
    assert "Welcome" not in program.run(typed="yyds\n").out


def test_a_number_presses_the_choice_of_the_reply_before(program: Program) -> None:
    ran = program.run(typed="/tour\n[2]\n/start\n1\n")

    assert ran.out.count("Your first day, 1 of 8") == 2


def test_a_number_that_is_no_choice_is_a_message(program: Program) -> None:
    assert "666 · liù liù liù" in program.run(typed="/start\n666\n").out


def test_a_number_before_any_reply_is_a_message(program: Program) -> None:
    assert program.run(typed="1\n").code == 0


def test_a_pressed_choice_is_answered_in_the_language_of_its_reply(program: Program) -> None:
    ran = program.run(typed="小红书是什么\n1\n", LANG="en_GB.UTF-8")

    assert (ran.out.count("\n来源："), ran.out.count("\nSource")) == (2, 0)


def test_pinyin_is_made_of_the_line_on_the_card(program: Program) -> None:
    ran = program.run(typed="/translate 谢谢你\n1\n", LANG="en_GB.UTF-8")

    assert "xiè" in ran.out.rpartition("Pinyin")[2]


def test_a_chosen_language_is_kept_for_the_chat(program: Program) -> None:
    ran = program.run(typed="/lang zh-Hant\nyyds\n")

    assert "永遠的神" in ran.out


def test_the_operator_s_language_is_spoken_where_nothing_better_is_known(
    small_program: Program, small_config: Path
) -> None:
    small_config.write_text(small_config.read_text(encoding="utf-8") + "language: zh-Hant\n", encoding="utf-8")

    assert small_program.run(typed="/start\n").out.startswith("歡迎")
