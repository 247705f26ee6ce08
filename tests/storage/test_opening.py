"""Addresses, migrations, and what is refused."""

from __future__ import annotations

import asyncio
import stat
import sys
from pathlib import Path

import pytest
from sqlalchemy import text

from bot.core.ports import StoreError
from bot.storage.engine import file_url, make_engine, sqlite_file
from bot.storage.revisions import newest
from bot.storage.store import SqlStore
from bot.storage.tables import Base
from tests.storage.conftest import held, opened, run

LETTERS = "not a database, but somebody's letters\n" * 100


@pytest.fixture
def letters(file: Path) -> Path:
    file.write_text(LETTERS)
    return file


async def refusal(url: str) -> str:
    with pytest.raises(StoreError) as refused:
        await SqlStore.open(url)
    message = str(refused.value)
    assert "\n" not in message
    return message


@pytest.mark.parametrize("name", ["guide.db", "my guide.db", "小红书.db", "100%.db", "a?b#c.db"])
async def test_a_file_may_have_any_name(tmp_path: Path, name: str) -> None:
    path = tmp_path / "new" / "folder" / name
    assert sqlite_file(file_url(path)) == path

    async with opened(file_url(path)) as store:
        await store.remember_language("telegram:1", "en")

    assert path.is_file()


async def test_the_short_form_of_an_address_is_understood(file: Path) -> None:
    async with opened(f"sqlite:///{file}") as store:
        await store.remember_language("telegram:1", "en")

    assert run(file, "SELECT language FROM people") == [("en",)]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has other permissions")
async def test_nobody_else_can_read_the_file(url: str, file: Path) -> None:
    async with opened(url):
        assert {stat.S_IMODE(made.stat().st_mode) for made in file.parent.iterdir()} == {0o600}


async def test_what_is_acknowledged_is_on_the_disk(file: Path) -> None:
    engine = make_engine(file_url(file))
    async with engine.connect() as connection:
        settings = [
            (await connection.execute(text(f"PRAGMA {name}"))).scalar_one()
            for name in ("journal_mode", "synchronous", "foreign_keys")
        ]
    await engine.dispose()

    assert settings == ["wal", 2, 1]


async def test_the_migrations_make_the_tables_that_the_program_uses(url: str, file: Path) -> None:
    async with opened(url):
        pass

    for table in Base.metadata.sorted_tables:
        columns = [
            (name, not nullable, bool(key)) for _, name, _, nullable, _, key in run(file, f"PRAGMA table_info({table})")
        ]
        assert columns == [(column.name, bool(column.nullable), bool(column.primary_key)) for column in table.columns]


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("", "is not the address of a database"),
        ("guide.db", "is not the address of a database"),
        ("postgresql://guide:secret@host:port/guide", "is not the address of a database"),
        ("nosuch://guide:secret@host/guide", "nosuch:// is not a kind of database"),
        ("mysql+aiomysql://guide:secret@host/guide", "needs the Python package 'aiomysql'"),
        ("sqlite+pysqlite:///guide.db", "sqlite+pysqlite:// is no asynchronous driver"),
    ],
)
async def test_an_address_that_cannot_be_used_is_refused_without_its_password(address: str, said: str) -> None:
    message = await refusal(address)

    assert said in message
    assert "secret" not in message


async def test_a_folder_that_cannot_be_made_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").touch()

    assert str(tmp_path / "file") in await refusal(file_url(tmp_path / "file" / "guide.db"))


async def test_a_folder_is_no_database(tmp_path: Path) -> None:
    assert str(tmp_path) in await refusal(file_url(tmp_path))


async def test_another_file_is_refused_and_left_alone(letters: Path) -> None:
    assert "file is not a database" in await refusal(file_url(letters))
    assert await asyncio.to_thread(letters.read_text) == LETTERS


@pytest.mark.usefixtures("impatient")
async def test_a_file_that_another_program_holds_is_refused(url: str, file: Path) -> None:
    run(file, "CREATE TABLE other (number)")

    with held(file):
        assert "locked" in await refusal(url)


async def test_a_database_of_a_newer_program_is_refused_and_left_alone(url: str, file: Path) -> None:
    async with opened(url) as store:
        await store.remember_language("telegram:1", "en")
    run(file, "UPDATE alembic_version SET version_num = '9999'")

    message = await refusal(url)

    assert "newer version" in message
    assert "'9999'" in message
    assert run(file, "SELECT language FROM people") == [("en",)]
    assert list(file.parent.iterdir()) == [file]


async def test_a_copy_is_put_aside_before_a_migration(url: str, file: Path) -> None:
    run(file, "CREATE TABLE older (number)", "INSERT INTO older VALUES (7)")

    async with opened(url):
        pass

    copy = file.with_name(f"guide.db.before-{newest()}")
    assert run(copy, "SELECT name FROM sqlite_master") == [("older",)]
    assert run(copy, "SELECT number FROM older") == [(7,)]


async def test_no_copy_is_made_of_a_new_file_or_of_one_that_is_up_to_date(url: str, file: Path) -> None:
    for _ in range(2):
        async with opened(url):
            pass

    assert list(file.parent.iterdir()) == [file]


async def test_where_no_copy_can_be_made_nothing_is_changed(url: str, file: Path) -> None:
    run(file, "CREATE TABLE older (number)")
    file.with_name(f"guide.db.before-{newest()}").mkdir()

    assert "cannot be copied" in await refusal(url)
    assert run(file, "SELECT name FROM sqlite_master") == [("older",)]


async def test_a_migration_that_fails_changes_nothing(url: str, file: Path) -> None:
    run(file, "CREATE TABLE people (somebody_elses)")

    assert "already exists" in await refusal(url)
    assert run(file, "SELECT name FROM sqlite_master") == [("people",)]
