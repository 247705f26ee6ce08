"""An operator moderates a community in a pipe: a form takes a line a field."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.storage.engine import file_url
from tests.cli.program import Program, Ran, write_config
from tests.core.small_content import SmallContent

SERVER = "discord:100"

RULES = """\
/guide answer new
Where are the rules of this server?
They are pinned.\\nIn **#rules**.
where can i read the server rules\\nwhat is forbidden here


"""


@pytest.fixture
def config(tmp_path: Path, content: SmallContent) -> Path:
    storage = {"url": file_url(tmp_path / "guide.db")}
    cache = str(tmp_path / "cache")
    return write_config(tmp_path / "c.yaml", content=str(content.folder), cache=cache, storage=storage)


@pytest.fixture
def program(config: Path) -> Program:
    return Program(config.parent, config)


def moderate(program: Program, typed: str, community: str = SERVER) -> Ran:
    ran = program.run("chat", "--community", community, typed=typed)
    assert (ran.code, ran.err) == (0, "")
    return ran


def test_an_answer_is_written_published_and_found(program: Program) -> None:
    ran = moderate(program, RULES + "1\nwhat is forbidden here\n")

    assert "Saved as a draft." in ran.out
    assert "Published. It is answered from now on." in ran.out
    assert "\n\nThey are pinned.\nIn #rules.\n\nSource: " in ran.out.rpartition("Own answers")[2]


def test_what_was_written_is_there_the_next_time(program: Program) -> None:
    moderate(program, RULES + "1\n")

    assert "They are pinned." in moderate(program, "what is forbidden here\n").out


def test_what_was_written_is_not_there_in_another_community(program: Program) -> None:
    moderate(program, RULES + "1\n")

    assert "They are pinned." not in moderate(program, "what is forbidden here\n", "telegram:-100").out


def test_each_field_is_asked_for(program: Program) -> None:
    asked = [line for line in moderate(program, RULES).out.splitlines() if line.endswith(":")]

    assert asked == [
        "Title:",
        "The answer:",
        "Questions, one a line:",
        "Must not get this answer:",
        "Check again on (2027-04-30):",
    ]


def test_an_empty_line_keeps_what_stood_in_a_field(program: Program) -> None:
    ran = moderate(program, "/guide set welcome_text\nHello!\n/guide set welcome_text\n\n")

    assert "\nNew value [Hello!]:\n" in ran.out
    assert ran.out.count("welcome_text is now Hello!.") == 2


def test_a_dash_empties_a_field(program: Program) -> None:
    ran = moderate(program, "/guide set welcome_text\nHello!\n/guide set welcome_text\n-\n")

    assert "welcome_text is now not set." in ran.out


def test_a_command_leaves_a_form(program: Program) -> None:
    ran = moderate(program, "/guide answer new\nWhere are the rules?\n/guide answers\n")

    assert "There are none yet." in ran.out


def test_a_number_is_what_stands_in_a_field_and_no_choice(program: Program) -> None:
    ran = moderate(program, "/guide set welcome_text\n1\n")

    assert "welcome_text is now 1." in ran.out


def test_the_end_in_the_middle_of_a_form_keeps_nothing(program: Program) -> None:
    moderate(program, "/guide answer new\nWhere are the rules?\n")

    assert "There are none yet." in moderate(program, "/guide answers\n").out


def test_what_is_not_sound_is_asked_for_again_with_what_was_written(program: Program) -> None:
    ran = moderate(program, "/guide answer new\nRules\nPinned.\nwhere are the rules\n\nsoon\n\n\n\n\n2027-04-30\n")

    assert "This is not saved yet." in ran.out
    assert "\nTitle [Rules]:\n" in ran.out
    assert "\nCheck again on (2027-04-30) [soon]:\n" in ran.out
    assert "Saved as a draft." in ran.out


def test_an_export_is_written_where_the_operator_stands(program: Program) -> None:
    ran = moderate(program, RULES + "/guide export\n")

    assert (program.folder / "community.zip").read_bytes().startswith(b"PK")
    assert f"{program.folder / 'community.zip'}" in ran.out


def test_a_file_in_the_way_of_an_export_is_told_in_a_line(program: Program) -> None:
    (program.folder / "community.zip").write_text("mine", encoding="utf-8")
    ran = moderate(program, RULES + "/guide export\n")

    assert "community.zip: File exists" in ran.out
    assert (program.folder / "community.zip").read_text(encoding="utf-8") == "mine"


def test_without_a_community_nobody_moderates(program: Program) -> None:
    ran = program.run("chat", typed="/guide answers\n")

    assert (ran.code, ran.err) == (0, "")
    assert "There are none yet." not in ran.out
