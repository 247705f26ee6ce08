"""A cold start reads only what asking needs."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.cli.program import Program

SLOW = (
    "discord",
    "telegram",
    "deep_translator",
    "requests",
    "sqlalchemy",
    "jieba",
    "pypinyin",
    "rich",
    "prompt_toolkit",
)
"""Libraries that asking does not need."""

SCRIPT = "import sys; from bot.cli import main; main({arguments!r}); print(*sys.modules, sep='\\n')"


@pytest.fixture(scope="module")
def imported(program: Program) -> set[str]:
    """Everything that is imported after a question has been answered from the cache."""
    arguments = ["--config", str(program.config), "ask", "--json", "momo"]
    done = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-c", SCRIPT.format(arguments=arguments)],
        capture_output=True,
        check=True,
        encoding="utf-8",
        cwd=program.folder,
    )
    return set(done.stdout.splitlines())


@pytest.mark.parametrize("library", SLOW)
def test_asking_does_not_import(imported: set[str], library: str) -> None:
    assert library not in imported


@pytest.mark.parametrize("own", ["bot.terminal.chat", "bot.storage.store", "bot.running", "bot.core.commands.follow"])
def test_asking_does_not_import_our_own(imported: set[str], own: str) -> None:
    assert own not in imported
