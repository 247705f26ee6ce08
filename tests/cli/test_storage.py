"""`backup`, `restore`, `export` and `stats`: what is kept, in files and figures; what goes wrong is told in a line."""

from __future__ import annotations

import contextlib
import datetime
import sqlite3
import zipfile
from pathlib import Path

import pytest

from bot.app import SystemClock
from bot.core.community.model import Act, OwnAnswer
from bot.core.knowledge.model import Topic
from bot.storage.engine import file_url
from bot.storage.store import SqlStore
from tests.cli.program import Here, Ran, write_config

SERVER, GROUP = "discord:100", "telegram:-100200"

RULES = Topic(
    id="rules",
    category="own",
    title={"en": "Where are the rules?"},
    answer={"en": "They are pinned."},
    questions={"en": ("where can i read the rules",)},
    sources=("general-knowledge",),
    as_of="2026-11-24",
    review_by="2027-11-24",
)


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return tmp_path / "guide.db"


@pytest.fixture
def kept(database: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Here:
    """The program with a database of this test's own, which does not exist yet."""
    config = write_config(database.parent / "kept.yaml", storage={"url": file_url(database)})
    return Here(database.parent, capsys, monkeypatch, config)


@pytest.fixture
async def used(kept: Here, database: Path) -> Here:
    """The same, after one server wrote an answer, and a server and a group asked."""
    store = await SqlStore.open(file_url(database))
    await store.keep_answer(SERVER, OwnAnswer("rules", live=RULES), Act("discord:7", "published", "rules"))
    await store.note_gap(SERVER, "how warm is the sea")
    for counted in ("answer", "answer", "choices", "unknown", "helpful", "unhelpful"):
        store.count(SERVER, counted, "rules" if counted == "answer" else "")
    store.count(GROUP, "unknown")
    await store.close()
    return kept


def change(file: Path, statement: str) -> None:
    with contextlib.closing(sqlite3.connect(file)) as connection, connection:
        connection.execute(statement)


def is_refused(ran: Ran, *parts: str, code: int = 69) -> bool:
    """Whether it said why in one line, and nothing else."""
    return (ran.code, ran.out, ran.err.count("\n")) == (code, "", 1) and all(part in ran.err for part in parts)


# backup and restore


def test_a_copy_is_made_and_named(used: Here) -> None:
    ran = used.run("backup", "copy.db")

    assert (ran.code, ran.out, ran.err) == (0, "copy.db\n", "")
    assert (used.folder / "copy.db").stat().st_size > 0


def test_a_copy_brings_back_what_was_lost(used: Here, database: Path) -> None:
    used.run("backup", "copy.db")
    change(database, "DELETE FROM answers")
    ran = used.run("restore", "copy.db")

    assert (ran.code, ran.out, ran.err) == (0, "copy.db\n", "")
    assert used.run("export", SERVER).code == 0
    assert "topics/own/rules.yaml" in zipfile.ZipFile(used.folder / "community.zip").namelist()


def test_a_copy_replaces_no_file(used: Here) -> None:
    (used.folder / "letters").write_text("mine", encoding="utf-8")

    assert is_refused(used.run("backup", "letters"), "letters exists already", code=2)
    assert (used.folder / "letters").read_text(encoding="utf-8") == "mine"


def test_without_a_database_there_is_nothing_to_copy(kept: Here, database: Path) -> None:
    assert is_refused(kept.run("backup", "copy.db"), f"no database at {database}", "storage.url", code=2)
    assert not (kept.folder / "copy.db").exists()


def test_without_a_database_there_is_nothing_to_export_and_none_is_made(kept: Here, database: Path) -> None:
    assert is_refused(kept.run("export", SERVER), f"no database at {database}", code=2)
    assert not database.exists()


@pytest.mark.parametrize("command", [("backup",), ("export", SERVER)], ids=" ".join)
def test_a_folder_that_is_not_there_is_refused(used: Here, command: tuple[str, ...]) -> None:
    assert is_refused(used.run(*command, "nowhere/copy"), "nowhere/copy cannot be written", "no folder", code=2)


def test_a_copy_that_is_not_there_is_not_put_back(used: Here) -> None:
    assert is_refused(used.run("restore", "nowhere.db"), "nowhere.db does not exist", code=2)


def test_what_is_no_database_is_not_put_back(used: Here, database: Path) -> None:
    (used.folder / "letters").write_text("mine\n" * 1_000, encoding="utf-8")
    before = database.read_bytes()

    assert is_refused(used.run("restore", "letters"), "letters cannot be read: file is not a database")
    assert database.read_bytes() == before


def test_a_database_of_something_else_is_not_put_back(used: Here) -> None:
    change(used.folder / "songs.db", "CREATE TABLE songs (title)")

    assert is_refused(used.run("restore", "songs.db"), "songs.db is not a whole copy of this program's database")


def test_a_copy_of_a_newer_program_is_not_put_back(used: Here) -> None:
    used.run("backup", "copy.db")
    change(used.folder / "copy.db", "UPDATE alembic_version SET version_num = '9999'")

    assert is_refused(used.run("restore", "copy.db"), "made by a newer version", "update the program")


@pytest.mark.parametrize("command", ["backup", "restore"])
def test_another_database_is_left_to_its_own_tools(kept: Here, command: str) -> None:
    config = write_config(kept.folder / "other.yaml", storage={"url": "postgresql+asyncpg://guide:secret@host/guide"})
    ran = kept.run(command, "copy.db", "--config", str(config))

    assert is_refused(ran, "only an SQLite file", "pg_dump")
    assert "secret" not in ran.err


# export


def test_an_export_holds_what_the_community_wrote(used: Here) -> None:
    ran = used.run("export", SERVER, "ours.zip")
    archive = zipfile.ZipFile(used.folder / "ours.zip")

    assert (ran.code, ran.out, ran.err) == (0, "ours.zip\n", "")
    assert {"topics/own/rules.yaml", "gaps.yaml", "counts.yaml", "log.yaml"} <= set(archive.namelist())
    assert "They are pinned." in archive.read("topics/own/rules.yaml").decode()


def test_an_export_holds_nothing_of_another_community(used: Here) -> None:
    used.run("export", GROUP)

    assert zipfile.ZipFile(used.folder / "community.zip").namelist() == ["counts.yaml"]


def test_a_community_that_is_not_known_is_not_exported(used: Here) -> None:
    assert is_refused(used.run("export", "discord:101"), "nothing is kept about discord:101")
    assert not (used.folder / "community.zip").exists()


def test_an_export_replaces_no_file(used: Here) -> None:
    (used.folder / "community.zip").write_text("mine", encoding="utf-8")

    assert is_refused(used.run("export", SERVER), "community.zip exists already", code=2)
    assert (used.folder / "community.zip").read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize("mistyped", ["discord100", "discord:", "discord:-5", "telegram:100", "Discord:100", "100", ""])
@pytest.mark.parametrize("command", [("export",), ("chat", "--community")], ids=" ".join)
def test_a_mistyped_id_is_told_in_a_line(kept: Here, command: tuple[str, ...], mistyped: str) -> None:
    ran = kept.run(*command, mistyped)

    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
    assert f"{mistyped!r} is no id of a community" in ran.err


# stats


def test_figures_are_shown_community_by_community(used: Here) -> None:
    ran = used.run("stats")
    rows = [[cell.strip() for cell in line.split("│")[1:-1]] for line in ran.out.splitlines() if "│" in line]

    assert (ran.code, ran.err) == (0, "")
    assert sorted(rows) == [[SERVER, "4", "2", "1", "1", "50%"], [GROUP, "1", "0", "0", "1", ""]]


def test_figures_for_machines_are_an_object_a_community(used: Here) -> None:
    today = SystemClock().today()
    monday = today - datetime.timedelta(today.weekday())
    found = {str(each["community"]): each for each in used.run("stats", "--json").objects}
    weeks = found[SERVER].pop("weeks")

    assert set(found) == {SERVER, GROUP}
    assert found[SERVER] == {
        "community": SERVER,
        "questions": 4,
        "answered": 2,
        "choices": 1,
        "unknown": 1,
        "helpful_rate": 0.5,
    }
    assert isinstance(weeks, dict)
    assert sum(weeks.values()) == weeks[monday.isoformat()] == 4


def test_where_nobody_asked_there_are_no_figures(kept: Here) -> None:
    ran = kept.run("stats", "--json")

    assert (ran.code, ran.out, ran.err) == (0, "", "")


# a database that cannot be used


@pytest.mark.parametrize(
    "arguments", [("export", SERVER), ("stats",), ("stats", "--json"), ("chat", "--community", SERVER)], ids=" ".join
)
def test_a_file_that_is_no_database_is_told_in_a_line(kept: Here, database: Path, arguments: tuple[str, ...]) -> None:
    database.write_text("mine\n" * 1_000, encoding="utf-8")

    assert is_refused(kept.run(*arguments), "the database cannot be used: file is not a database")


@pytest.mark.parametrize("arguments", [("export", SERVER), ("stats",), ("chat", "--community", SERVER)], ids=" ".join)
def test_a_newer_database_is_told_in_a_line(used: Here, database: Path, arguments: tuple[str, ...]) -> None:
    change(database, "UPDATE alembic_version SET version_num = '9999'")

    assert is_refused(used.run(*arguments), "made by a newer version", "update the program")


# doctor


def seen(ran: Ran) -> str:
    """What doctor says about the database."""
    return next(str(each["text"]) for each in ran.objects if each["part"] == "storage")


def test_doctor_makes_no_database(kept: Here, database: Path) -> None:
    assert "would be made at the first start" in seen(kept.run("doctor", "--json"))
    assert not database.exists()


def test_doctor_only_looks_at_an_older_database(used: Here, database: Path) -> None:
    change(database, "UPDATE alembic_version SET version_num = '0002'")
    before = database.read_bytes()
    text = seen(used.run("doctor", "--json"))

    assert "would be migrated from 0002 to 0003" in text
    assert database.read_bytes() == before
    assert {path.name for path in database.parent.iterdir() if path.name.startswith("guide.db")} == {"guide.db"}


def test_doctor_sees_that_a_database_is_up_to_date(used: Here) -> None:
    assert "is up to date" in seen(used.run("doctor", "--json"))


def test_doctor_refuses_a_newer_database(used: Here, database: Path) -> None:
    change(database, "UPDATE alembic_version SET version_num = '9999'")

    assert "made by a newer version" in seen(used.run("doctor", "--json"))
