"""What the documents say is so."""

from __future__ import annotations

import asyncio
import re
import runpy
import shutil
import sys
from pathlib import Path

import pytest

from bot import __version__
from bot.core.knowledge.check import check
from bot.core.knowledge.content import read_folder
from bot.core.matching.knowledge_base import Knowledge
from bot.markup import faults
from tests.core.small_content import TODAY, SmallContent
from tests.real_content import CONTENT, ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")
DOCUMENTS = sorted(
    path for path in (*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob(".github/**/*.md")) if path.is_file()
)
_LINK = re.compile(r"\[[^\]]*\]\((?!https?://)([^)#\s]+)")
_HEADING_LINK = re.compile(r"\[[^\]]*\]\(([^)#\s:]*)#([^)\s]+)\)")


def named(path: Path) -> str:
    return str(path.relative_to(ROOT))


# the README


def blocks_of_quick_start() -> list[tuple[str, str, str]]:
    """The mark before each block of code of the quick start, its language, and what stands in it."""
    section = README.partition("\n## Quick start\n")[2].partition("\n## ")[0]
    return re.findall(r"(?:<!-- (\w+) -->\n)?```(\w*)\n(.*?)```", section, re.DOTALL)


def test_the_quick_start_has_one_command_that_runs_and_one_that_tests() -> None:
    assert [(mark, language) for mark, language, _ in blocks_of_quick_start()] == [("run", "sh"), ("test", "sh")]


@pytest.mark.parametrize("place", [0, 1], ids=["run", "test"])
def test_each_command_of_the_quick_start_is_one_line(place: int) -> None:
    assert blocks_of_quick_start()[place][2].count("\n") == 1


@pytest.mark.parametrize("place", [0, 1], ids=["run", "test"])
def test_each_command_of_the_quick_start_does_its_whole_set_up_in_an_environment_of_its_own(place: int) -> None:
    steps = blocks_of_quick_start()[place][2].strip().split(" && ")

    assert steps[0] == "python3 -m venv .venv"
    assert all(step.startswith(".venv/bin/") for step in steps[1:])


def test_the_list_of_commands_is_that_of_the_command_table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    copy = tmp_path / "README.md"
    copy.write_text(README, encoding="utf-8")
    tool = str(ROOT / "tools" / "readme_commands.py")
    monkeypatch.setattr(sys, "argv", [tool, str(copy)])
    runpy.run_path(tool, run_name="__main__")

    assert "\n| `/ask question` | " in copy.read_text(encoding="utf-8")
    assert copy.read_text(encoding="utf-8") == README


def test_the_readme_counts_the_topics_rightly(real: Knowledge) -> None:
    assert re.findall(r"(\d+) topics", README) == [str(len(real.library.topics))]


@pytest.mark.parametrize("picture", sorted((ROOT / "docs").glob("*.svg")), ids=named)
def test_no_picture_fetches_anything_from_elsewhere(picture: Path) -> None:
    drawn = picture.read_text(encoding="utf-8")

    assert re.findall(r"(?:href|src|url)[=(]\W*https?://[^\s\"')]+", drawn) == []


# the other documents


def test_the_pictures_for_moderators_show_what_they_see(
    tmp_path: Path, real: Knowledge, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(ROOT / "tools")
    tool = runpy.run_path(str(ROOT / "tools" / "moderator_pictures.py"))
    asyncio.run(tool["draw"](tmp_path, real))
    drawn = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    whatever_the_content = ("overview", "settings", "form", "preview", "telegram-form", "telegram-preview")
    steady = [f"moderators-{name}.svg" for name in whatever_the_content]

    assert set(drawn) == {path.name for path in (ROOT / "docs").glob("moderators-*")}
    assert [name for name in steady if drawn[name] != (ROOT / "docs" / name).read_bytes()] == []


def test_the_changelog_tells_of_this_version() -> None:
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")

    assert re.search(rf"^## \[?{re.escape(__version__)}\b", changelog, re.MULTILINE)


@pytest.mark.parametrize("document", DOCUMENTS, ids=named)
def test_every_link_into_the_repository_leads_somewhere(document: Path) -> None:
    links = _LINK.findall(document.read_text(encoding="utf-8"))

    assert [link for link in links if not (document.parent / link).exists()] == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=named)
def test_every_link_to_a_heading_finds_it(document: Path) -> None:
    for path, anchor in _HEADING_LINK.findall(document.read_text(encoding="utf-8")):
        target = document.parent / path if path else document
        headings = re.findall("^#+ (.+)$", target.read_text(encoding="utf-8"), re.MULTILINE)

        assert anchor in {re.sub(r"[^\w -]", "", heading).lower().replace(" ", "-") for heading in headings}


def test_the_template_of_a_topic_is_sound_as_it_is(content: SmallContent) -> None:
    template = (ROOT / "docs" / "topic-template.yaml").read_text(encoding="utf-8")
    content.write("topics/start/bigger-text.yaml", template.replace("navigation-tour", "momo-identity"))

    assert content.problems() == []


def test_the_template_of_a_topic_is_sound_among_the_real_ones(tmp_path: Path) -> None:
    shutil.copytree(CONTENT, tmp_path / "content")
    copy = tmp_path / "content/topics/getting-started/change-my-nickname.yaml"
    shutil.copy(ROOT / "docs" / "topic-template.yaml", copy)
    problems = check(read_folder(tmp_path / "content"), TODAY, [faults])

    assert [problem for problem in problems if problem.file == str(copy)] == []
