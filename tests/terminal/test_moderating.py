"""An operator moderates a community in a terminal: the fields of a form are typed one after the other."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.storage.engine import file_url
from tests.cli.program import write_config
from tests.core.small_content import SmallContent

if sys.platform == "win32":
    pytest.skip("there are no pseudo-terminals", allow_module_level=True)

from tests.terminal.pseudo_terminal import CTRL_C, CTRL_D, ENTER, PseudoTerminal, opened

ESC_ENTER = "\x1b\r"


@pytest.fixture
def arguments(tmp_path: Path, content: SmallContent) -> list[str]:
    storage = {"url": file_url(tmp_path / "guide.db")}
    cache = str(tmp_path / "cache")
    config = write_config(tmp_path / "c.yaml", content=str(content.folder), cache=cache, storage=storage)
    return ["--config", str(config), "chat", "--community", "discord:100"]


@pytest.fixture
def terminal(arguments: list[str], tmp_path: Path) -> Iterator[PseudoTerminal]:
    """The chat in a community, once it has said welcome and waits."""
    with opened(arguments, tmp_path) as terminal:
        terminal.shows("Welcome!")
        terminal.prompts()
        yield terminal


def fill_in(terminal: PseudoTerminal, label: str, keys: str) -> None:
    """Types into a field, once it is asked for."""
    terminal.shows(label)
    terminal.prompts()
    terminal.types(keys)


def test_an_answer_is_written_published_and_found(terminal: PseudoTerminal) -> None:
    terminal.types("/guide answer new" + ENTER)
    fill_in(terminal, "Title:", "Where are the rules?" + ENTER)
    fill_in(terminal, "The answer (Esc, Enter):", "They are pinned." + ESC_ENTER)
    fill_in(terminal, "Questions, one a line (Esc, Enter):", "where can i read the rules" + ESC_ENTER)
    fill_in(terminal, "Must not get this answer (Esc, Enter):", ESC_ENTER)
    fill_in(terminal, "Check again on (2027-04-30):", ENTER)
    terminal.shows("Saved as a draft.")
    terminal.prompts()
    terminal.says("1", "Published. It is answered from now on.")
    terminal.says("where can i read the rules", "They are pinned.")
    terminal.types(CTRL_D)

    assert terminal.leaves() == 0


def test_what_stood_in_a_field_can_be_changed(terminal: PseudoTerminal) -> None:
    for typed, value in (("Hello", "Hello"), (", you", "Hello, you")):
        terminal.types("/guide set welcome_text" + ENTER)
        fill_in(terminal, "New value (Esc, Enter):", typed + ESC_ENTER)
        terminal.shows(f"is now {value}.")
        terminal.prompts()
    terminal.types(CTRL_D)

    assert terminal.leaves() == 0


@pytest.mark.parametrize("key", [CTRL_C, CTRL_D], ids=["Ctrl-C", "Ctrl-D"])
def test_a_form_is_left_without_leaving_the_chat(terminal: PseudoTerminal, key: str) -> None:
    terminal.types("/guide answer new" + ENTER)
    fill_in(terminal, "Title:", key)
    terminal.prompts()
    terminal.says("/guide answers", "There are none yet.")
    terminal.types(CTRL_D)

    assert terminal.leaves() == 0
