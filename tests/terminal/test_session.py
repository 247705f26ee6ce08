"""A chat in a terminal, from the welcome to the last key."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.core.matching.knowledge_base import Knowledge
from tests.cli.program import write_config
from tests.real_content import CONTENT

if sys.platform == "win32":
    pytest.skip("there are no pseudo-terminals", allow_module_level=True)

from tests.terminal.pseudo_terminal import CTRL_C, CTRL_D, ENTER, TAB, UP, PseudoTerminal, opened


@pytest.fixture
def config(tmp_path: Path, compiled: Path, real: Knowledge) -> Path:
    return write_config(tmp_path / "c.yaml", content=str(CONTENT), cache=str(compiled))


@pytest.fixture
def terminal(config: Path) -> Iterator[PseudoTerminal]:
    """The chat, once it has said welcome and waits."""
    with opened(["--config", str(config)], config.parent) as terminal:
        terminal.shows("Welcome!")
        terminal.prompts()
        yield terminal


def test_a_question_is_answered_a_number_is_pressed_and_ctrl_d_leaves(terminal: PseudoTerminal) -> None:
    terminal.says("cat tax", "What is the cat tax?")
    terminal.says("/topics", " 2 ")
    terminal.says("2", "Why everybody came")
    terminal.types(CTRL_D)

    assert terminal.leaves() == 0


def test_ctrl_c_leaves_without_a_word(terminal: PseudoTerminal) -> None:
    terminal.types("half a quest" + CTRL_C)

    assert terminal.leaves() == 0
    assert "Traceback" not in terminal.seen


def test_an_empty_line_is_no_message(terminal: PseudoTerminal) -> None:
    terminal.types(ENTER + "  " + ENTER + "yyds" + ENTER)
    terminal.shows("yyds · ")

    assert "I don't know" not in terminal.seen


def test_a_command_is_completed(terminal: PseudoTerminal) -> None:
    terminal.types("/priv" + TAB)
    terminal.shows("/privacy")
    terminal.types(ENTER)
    terminal.shows("Your privacy")


def test_what_was_asked_last_time_comes_back(config: Path) -> None:
    for keys in ("yyds" + ENTER, UP + ENTER):
        with opened(["--config", str(config)], config.parent) as terminal:
            terminal.prompts()
            terminal.types(keys)
            terminal.shows("yyds · ")
            terminal.prompts()
            terminal.types(CTRL_D)
            assert terminal.leaves() == 0


def test_the_chat_is_in_the_language_of_the_terminal(config: Path) -> None:
    with opened(["--config", str(config)], config.parent, LANG="zh_TW.UTF-8") as terminal:
        terminal.shows("歡迎")


def test_a_card_has_colours(config: Path) -> None:
    with opened(["--config", str(config), "ask", "cat tax"], config.parent) as terminal:
        assert terminal.leaves() == 0
        assert "\x1b[31m" in terminal.sent


def test_a_card_has_no_colours_where_nobody_wants_them(config: Path) -> None:
    with opened(["--config", str(config), "ask", "cat tax"], config.parent, NO_COLOR="1") as terminal:
        assert terminal.leaves() == 0
        assert "\x1b[31m" not in terminal.sent


def test_the_chat_has_no_colours_where_nobody_wants_them(config: Path) -> None:
    with opened(["--config", str(config)], config.parent, NO_COLOR="1") as terminal:
        terminal.prompts()
        terminal.says("yyds", "yyds · ")
        terminal.types(CTRL_D)
        assert terminal.leaves() == 0
        assert "\x1b[31m" not in terminal.sent
