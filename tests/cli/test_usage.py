"""What is typed wrongly, and what is asked for."""

from __future__ import annotations

import re

import pytest

from bot import __version__
from tests.cli.program import Here

COMMANDS = (
    *("chat", "ask", "slang", "translate", "explain", "check", "eval", "schema"),
    *("backup", "restore", "export", "stats"),
)


def test_the_version_is_that_of_the_package(bare: Here) -> None:
    assert bare.run("--version").out == f"rednote-guide {__version__}\n"


def test_help_names_every_command(bare: Here) -> None:
    listed = re.findall("^    ([a-z]+)", bare.run("--help").out, re.MULTILINE)

    assert set(COMMANDS) <= set(listed)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_takes_a_configuration(bare: Here, command: str) -> None:
    assert "--config PATH" in bare.run(command, "--help").out


@pytest.mark.parametrize(
    "arguments",
    [
        ("aks",),
        ("ask", "--jsno"),
        ("explain",),
        ("explain", "one", "two"),
        ("--config",),
        ("check", "--today"),
        ("check", "--today", "tomorrow"),
        ("check", "--today", "2026-02-30"),
        ("backup",),
        ("restore",),
        ("restore", "one", "two"),
        ("export",),
        ("stats", "everything"),
        ("chat", "--community"),
    ],
    ids=" ".join,
)
def test_what_cannot_be_understood_gets_one_line_and_exit_code_2(bare: Here, arguments: tuple[str, ...]) -> None:
    ran = bare.run(*arguments)

    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)


def test_a_configuration_after_the_command_is_understood_as_before_it(small: Here, bare: Here) -> None:
    assert small.run("ask", "yyds") == bare.run("ask", "yyds", "--config", str(small.config))
