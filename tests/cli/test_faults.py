"""Broken configuration, broken content, a cache that cannot be: clear words, never a traceback."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from tests.cli.program import Here, Program, write_config
from tests.core.small_content import SmallContent

CAT_TAX = "topics/culture/cat-tax.yaml"

BROKEN_CONFIG = """\
langauge: fr
matching:
  strictness: very
limits:
  per_minute: 0
telegram: yes
"""


def test_every_problem_of_the_configuration_is_told_at_once(bare_program: Program) -> None:
    (bare_program.folder / "config.yaml").write_text(BROKEN_CONFIG, encoding="utf-8")
    ran = bare_program.run("ask", "yyds")

    assert (ran.code, ran.out) == (2, "")
    assert ran.err.splitlines() == [
        "config.yaml:1: langauge: unknown key 'langauge'; did you mean 'language'?",
        "config.yaml:3: matching.strictness: must be a number",
        "config.yaml:5: limits.per_minute: must be from 1 to 1000",
        "config.yaml:6: telegram: must be a mapping: 'key: value' lines",
    ]


@pytest.mark.parametrize(
    "content",
    [b"\tlanguage: en\n", b"language: [en\n", b"\xff\xfe", b"language: en\nlanguage: en\n", b"- en\n", b"a: &a [*a]\n"],
    ids=["tab", "open bracket", "no UTF-8", "key twice", "list", "anchor"],
)
def test_a_configuration_that_cannot_be_read_is_told_in_a_line(bare: Here, content: bytes) -> None:
    (bare.folder / "config.yaml").write_bytes(content)
    ran = bare.run("ask", "yyds")

    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("config.yaml:")


def test_a_configuration_that_is_not_there_is_told_in_a_line(bare: Here) -> None:
    ran = bare.run("ask", "yyds", "--config", "nowhere.yaml")

    assert (ran.code, ran.err) == (2, "nowhere.yaml:0: the file cannot be read (No such file or directory)\n")


def break_two_files(content: SmallContent) -> None:
    content.write(CAT_TAX, "title: [\n")
    content.change("tour.yaml", "cards:", "crads:")


def test_every_problem_of_the_content_is_told_at_once(small_program: Program, content: SmallContent) -> None:
    break_two_files(content)
    ran = small_program.run("ask", "momo")

    assert (ran.code, ran.out) == (1, "")
    assert f"{content.folder / CAT_TAX}:2: " in ran.err
    assert f"{content.folder / 'tour.yaml'}:1: " in ran.err
    assert "Traceback" not in ran.err


@pytest.mark.parametrize("arguments", [("chat",), ("slang", "yyds"), ("explain", "momo")], ids=" ".join)
def test_no_command_answers_from_broken_content(small: Here, content: SmallContent, arguments: tuple[str, ...]) -> None:
    break_two_files(content)
    ran = small.run(*arguments)

    assert (ran.code, ran.out) == (1, "")
    assert f"{content.folder / 'tour.yaml'}:1: " in ran.err


@pytest.mark.parametrize(
    "broken",
    [
        b"title:\n\ten: x\n",
        b"title: {en: x\n",
        b"x" * 10_000_000,
        b"a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n",
        b"\xff\xfe\x00",
        b"",
        b"[" * 100_000,
        b"title: \x00\n",
    ],
    ids=["tab", "open brace", "10 MB", "billion laughs", "no UTF-8", "empty", "deep", "control character"],
)
def test_a_file_that_cannot_be_read_is_told_in_a_line(small: Here, content: SmallContent, broken: bytes) -> None:
    path = content.folder / CAT_TAX
    path.write_bytes(broken)
    ran = small.run("ask", "momo")

    assert (ran.code, ran.out) == (1, "")
    assert ran.err.startswith(f"{path}:")


@pytest.mark.skipif(sys.platform == "win32", reason="links need a privilege there")
def test_a_folder_that_leads_back_to_itself_is_told_in_a_line(small: Here, content: SmallContent) -> None:
    (content.folder / "topics/loop").symlink_to(content.folder / "topics/loop")
    ran = small.run("ask", "momo")

    assert ran.code == 1
    assert ran.err.startswith(f"{content.folder / 'topics/loop'}:0: ")


def test_a_content_folder_that_is_not_there_is_told_in_a_line(bare: Here) -> None:
    config = write_config(bare.folder / "c.yaml", content="nowhere", cache="off")
    ran = bare.run("ask", "momo", "--config", str(config))

    assert (ran.code, ran.err) == (1, "nowhere:0: there is no such folder\n")


def cached_in(small: Here, content: SmallContent, cache: Path | str) -> Path:
    return write_config(small.folder / "cached.yaml", content=str(content.folder), cache=str(cache))


def test_a_cache_folder_that_cannot_be_made_does_not_keep_from_answering(small: Here, content: SmallContent) -> None:
    (small.folder / "a-file").write_text("in the way", encoding="utf-8")
    config = cached_in(small, content, small.folder / "a-file" / "cache")
    ran = small.run("ask", "--json", "momo", "--config", str(config))

    assert (ran.code, ran.err, ran.objects[0]["id"]) == (0, "", "momo-identity")


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write everywhere")
def test_a_read_only_cache_folder_does_not_keep_from_answering(small: Here, content: SmallContent) -> None:
    cache = small.folder / "read-only"
    cache.mkdir(mode=0o500)
    ran = small.run("ask", "--json", "momo", "--config", str(cached_in(small, content, cache)))

    assert (ran.code, ran.err, ran.objects[0]["id"]) == (0, "", "momo-identity")


def test_a_damaged_cache_does_not_keep_from_answering(small: Here) -> None:
    first = small.run("ask", "--json", "momo")
    compiled = [path for path in (small.folder / "cache").rglob("*") if path.is_file()]
    for path in compiled:
        path.write_bytes(path.read_bytes()[:-100])

    assert compiled
    assert small.run("ask", "--json", "momo") == first


def test_nothing_is_kept_where_the_cache_is_off(small: Here, content: SmallContent) -> None:
    config = cached_in(small, content, "off")
    before = set(small.folder.iterdir())
    ran = small.run("ask", "--json", "momo", "--config", str(config))

    assert ran.objects[0]["id"] == "momo-identity"
    assert set(small.folder.iterdir()) == before
