"""Copies of the database, and putting one back."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.core.ports import StoreError
from bot.storage.backup import backup, restore
from bot.storage.engine import file_url
from bot.storage.store import SqlStore
from tests.storage.conftest import held, opened, run

pytestmark = pytest.mark.usefixtures("file")  # only files are copied


async def test_a_copy_of_a_database_in_use_is_whole(store: SqlStore, url: str, tmp_path: Path) -> None:
    await store.remember_language("telegram:1", "en")

    backup(url, tmp_path / "copy.db")

    assert run(tmp_path / "copy.db", "SELECT person, language FROM people") == [("telegram:1", "en")]


async def test_a_copy_leaves_nothing_else_behind(store: SqlStore, url: str, tmp_path: Path) -> None:
    folder = tmp_path / "copies"
    folder.mkdir()

    backup(url, folder / "copy.db")

    assert list(folder.iterdir()) == [folder / "copy.db"]


async def test_what_was_changed_since_is_gone_after_putting_back(url: str, tmp_path: Path) -> None:
    async with opened(url) as store:
        await store.remember_language("telegram:1", "en")
    backup(url, tmp_path / "copy.db")
    async with opened(url) as store:
        await store.remember_language("telegram:1", "zh-Hans")
        await store.remember_language("telegram:2", "zh-Hans")

    restore(url, tmp_path / "copy.db")

    async with opened(url) as store:
        assert await store.language_of("telegram:1") == "en"
        assert await store.language_of("telegram:2") == ""


async def test_a_copy_can_be_put_where_there_is_no_database_yet(store: SqlStore, url: str, tmp_path: Path) -> None:
    await store.remember_language("telegram:1", "en")
    backup(url, tmp_path / "copy.db")
    elsewhere = file_url(tmp_path / "new" / "guide.db")

    restore(elsewhere, tmp_path / "copy.db")

    async with opened(elsewhere) as other:
        assert await other.language_of("telegram:1") == "en"


async def test_a_copy_can_be_put_back_while_the_bot_runs(store: SqlStore, url: str, tmp_path: Path) -> None:
    await store.remember_language("telegram:1", "en")
    backup(url, tmp_path / "copy.db")
    await store.forget("telegram:1")

    restore(url, tmp_path / "copy.db")

    await store.remember_language("telegram:2", "zh-Hans")
    async with opened(url) as other:
        assert await other.language_of("telegram:1") == "en"
        assert await other.language_of("telegram:2") == "zh-Hans"


async def test_a_copy_does_not_replace_a_file(store: SqlStore, url: str, tmp_path: Path) -> None:
    (tmp_path / "letters").write_text("mine")

    with pytest.raises(StoreError, match="exists already"):
        backup(url, tmp_path / "letters")

    assert (tmp_path / "letters").read_text() == "mine"


def test_where_there_is_no_database_there_is_nothing_to_copy(url: str, file: Path, tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="cannot be copied"):
        backup(url, tmp_path / "copy.db")

    assert not file.exists()


async def test_a_file_that_is_no_database_is_not_put_back(store: SqlStore, url: str, tmp_path: Path) -> None:
    await store.remember_language("telegram:1", "en")
    (tmp_path / "letters").write_text("mine\n" * 1_000)

    with pytest.raises(StoreError, match="file is not a database"):
        restore(url, tmp_path / "letters")

    async with opened(url) as other:
        assert await other.language_of("telegram:1") == "en"


async def test_a_database_of_another_program_is_not_put_back(store: SqlStore, url: str, tmp_path: Path) -> None:
    run(tmp_path / "other.db", "CREATE TABLE songs (title)")

    with pytest.raises(StoreError, match="not a whole copy"):
        restore(url, tmp_path / "other.db")


async def test_a_copy_of_a_newer_program_is_not_put_back(store: SqlStore, url: str, tmp_path: Path) -> None:
    backup(url, tmp_path / "copy.db")
    run(tmp_path / "copy.db", "UPDATE alembic_version SET version_num = '9999'")

    with pytest.raises(StoreError, match="newer version"):
        restore(url, tmp_path / "copy.db")


async def test_a_damaged_copy_is_not_put_back(store: SqlStore, url: str, tmp_path: Path) -> None:
    for number in range(300):
        await store.remember_language(f"telegram:{number}", "en")
    copy = tmp_path / "copy.db"
    backup(url, copy)
    whole = copy.read_bytes()
    copy.write_bytes(whole[: len(whole) // 2])

    with pytest.raises(StoreError):
        restore(url, copy)

    assert run(tmp_path / "guide.db", "SELECT count(*) FROM people") == [(300,)]


async def test_a_copy_that_is_not_there_cannot_be_put_back(url: str, tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="cannot be read"):
        restore(url, tmp_path / "nowhere.db")


@pytest.mark.usefixtures("impatient")
async def test_a_database_that_another_program_holds_is_not_replaced(
    store: SqlStore, url: str, file: Path, tmp_path: Path
) -> None:
    backup(url, tmp_path / "copy.db")

    with held(file), pytest.raises(StoreError, match="cannot be put back"):
        restore(url, tmp_path / "copy.db")


@pytest.mark.parametrize("address", ["postgresql+asyncpg://guide:secret@host/guide", "sqlite://"])
def test_other_databases_have_tools_of_their_own(tmp_path: Path, address: str) -> None:
    with pytest.raises(StoreError, match="only an SQLite file"):
        backup(address, tmp_path / "copy.db")
    with pytest.raises(StoreError, match="only an SQLite file"):
        restore(address, tmp_path / "copy.db")
