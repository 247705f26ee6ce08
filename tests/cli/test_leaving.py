"""Ctrl-C, a reader that leaves, and a signal to read the content again: no traceback, ever."""

from __future__ import annotations

import os
import signal
import subprocess
import sys

import pytest

from tests.cli.program import Program, end, hear, say, until
from tests.core.small_content import SmallContent

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals and pipes are others there")

TERMS = "slang/letters.yaml"
OLD, NEW = "The greatest of all time.", "The very best."


@pytest.mark.parametrize("arguments", [("ask", "--json"), ("slang", "--json"), ("translate", "--json"), ("chat",)])
def test_ctrl_c_ends_what_waits_for_a_line(program: Program, arguments: tuple[str, ...]) -> None:
    process = program.start(*arguments)
    say(process, "yyds")
    assert hear(process)
    process.send_signal(signal.SIGINT)
    assert process.wait(60) == 130

    assert end(process).err == ""


@pytest.mark.parametrize(
    "arguments",
    [("ask", "--json", "yyds"), ("ask", "yyds"), ("slang", "yyds"), ("explain", "yyds"), ("--version",), ("schema",)],
    ids=" ".join,
)
def test_a_reader_that_left_gets_no_traceback(program: Program, arguments: tuple[str, ...]) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    process = program.start(*arguments, out=writer)
    os.close(writer)

    assert end(process).err == ""


def test_a_reader_that_leaves_after_a_line_ends_the_answers(program: Program) -> None:
    process = program.start("ask", "--json")
    say(process, "yyds")
    assert hear(process)
    assert process.stdout is not None
    process.stdout.close()
    say(process, "yyds\nyyds")
    assert process.stdin is not None
    process.stdin.close()
    assert process.stderr is not None

    assert process.stderr.read() == ""
    process.stderr.close()
    assert process.wait(60) == 0


@pytest.fixture
def chat(small_program: Program) -> subprocess.Popen[str]:
    return small_program.start("chat")


def explained(chat: subprocess.Popen[str]) -> str:
    """What the running chat says of yyds."""
    say(chat, "/slang yyds")
    until(lambda: hear(chat).startswith("yyds · "))
    hear(chat)
    return hear(chat)


def test_a_hangup_makes_a_running_chat_use_changed_content(chat: subprocess.Popen[str], content: SmallContent) -> None:
    assert explained(chat) == OLD
    content.change(TERMS, OLD, NEW)
    chat.send_signal(signal.SIGHUP)
    until(lambda: explained(chat) == NEW)

    assert end(chat).code == 0


def test_after_a_hangup_broken_content_leaves_the_old_in_use(
    chat: subprocess.Popen[str], content: SmallContent
) -> None:
    assert explained(chat) == OLD
    content.change(TERMS, OLD, NEW)
    content.change("tour.yaml", "cards:", "crads:")
    chat.send_signal(signal.SIGHUP)
    assert chat.stderr is not None
    told, *problems = [chat.stderr.readline() for _ in range(3)]

    assert told == "the content has errors, so the old one stays in use:\n"
    assert all(problem.startswith(f"{content.folder / 'tour.yaml'}:1: ") for problem in problems)
    assert explained(chat) == OLD
    assert end(chat).code == 0
