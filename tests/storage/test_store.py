"""What the store remembers, and what it costs."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator
from pathlib import Path

from sqlalchemy import event
from sqlalchemy.engine import Engine
from sqlalchemy.util import await_only

from bot.storage.store import SqlStore
from tests.storage.conftest import opened, run


async def test_nothing_is_known_about_a_stranger(store: SqlStore) -> None:
    assert await store.language_of("telegram:1") == ""


async def test_a_choice_is_remembered(store: SqlStore) -> None:
    await store.remember_language("telegram:1", "zh-Hant")

    assert await store.language_of("telegram:1") == "zh-Hant"


async def test_a_choice_outlives_the_program(url: str) -> None:
    async with opened(url) as store:
        await store.remember_language("telegram:1", "zh-Hant")

    async with opened(url) as store:
        assert await store.language_of("telegram:1") == "zh-Hant"


async def test_the_last_choice_counts(url: str) -> None:
    async with opened(url) as store:
        await store.remember_language("telegram:1", "zh-Hant")
        await store.remember_language("telegram:1", "en")
        assert await store.language_of("telegram:1") == "en"

    async with opened(url) as store:
        assert await store.language_of("telegram:1") == "en"


async def test_forgetting_removes_the_row(store: SqlStore, file: Path) -> None:
    await store.remember_language("telegram:1", "en")
    await store.remember_language("telegram:2", "en")

    await store.forget("telegram:1")

    assert run(file, "SELECT person FROM people") == [("telegram:2",)]


async def test_forgetting_removes_what_is_in_memory(store: SqlStore) -> None:
    await store.remember_language("telegram:1", "en")

    await store.forget("telegram:1")

    assert await store.language_of("telegram:1") == ""


async def test_whoever_is_not_known_can_be_forgotten(store: SqlStore) -> None:
    await store.forget("telegram:1")


async def test_nobody_is_never_stored(store: SqlStore, file: Path) -> None:
    await store.remember_language("", "en")
    await store.forget("")

    assert await store.language_of("") == ""
    assert run(file, "SELECT count(*) FROM people") == [(0,)]


async def test_a_known_person_costs_no_query(url: str, statements: list[str]) -> None:
    async with opened(url) as store:
        await store.remember_language("telegram:1", "en")
    async with opened(url) as store:
        await store.language_of("telegram:1")
        statements.clear()

        assert [await store.language_of("telegram:1") for _ in range(3)] == ["en"] * 3

        assert statements == []


async def test_whoever_chose_nothing_costs_one_query_once(store: SqlStore, statements: list[str]) -> None:
    statements.clear()

    for _ in range(3):
        await store.language_of("telegram:1")

    assert len(statements) == 1


async def test_whoever_just_chose_costs_no_query(store: SqlStore, statements: list[str]) -> None:
    await store.remember_language("telegram:1", "en")
    statements.clear()

    await store.language_of("telegram:1")

    assert statements == []


async def test_whoever_was_just_forgotten_costs_no_query(store: SqlStore, statements: list[str]) -> None:
    await store.forget("telegram:1")
    statements.clear()

    await store.language_of("telegram:1")

    assert statements == []


async def test_two_programs_share_one_database(url: str) -> None:
    async with opened(url) as one, opened(url) as other:
        await asyncio.gather(
            *(one.remember_language(f"telegram:{number}", "en") for number in range(40)),
            *(other.remember_language(f"discord:{number}", "zh-Hans") for number in range(40)),
        )

        assert {await one.language_of(f"discord:{number}") for number in range(40)} == {"zh-Hans"}
        assert {await other.language_of(f"telegram:{number}") for number in range(40)} == {"en"}


async def test_several_programs_may_start_on_a_new_database_at_once(url: str) -> None:
    stores = await asyncio.gather(*(SqlStore.open(url) for _ in range(4)))

    await stores[0].remember_language("telegram:1", "en")

    assert [await store.language_of("telegram:1") for store in stores] == ["en"] * 4
    for store in stores:
        await store.close()


async def test_what_was_read_before_a_decision_does_not_undo_it(url: str) -> None:
    async with opened(url) as store:
        await store.remember_language("telegram:1", "en")

    async with opened(url) as store, slow_reading() as (has_read, go_on):
        reading = asyncio.create_task(store.language_of("telegram:1"))
        await has_read.wait()
        await store.forget("telegram:1")
        go_on.set()

        assert await reading == ""
        assert await store.language_of("telegram:1") == ""


@contextlib.asynccontextmanager
async def slow_reading() -> AsyncIterator[tuple[asyncio.Event, asyncio.Event]]:
    """While what was read from people arrives only when it is told to."""
    has_read, go_on = asyncio.Event(), asyncio.Event()

    def hold(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        if statement.startswith("SELECT people"):
            has_read.set()
            await_only(go_on.wait())

    event.listen(Engine, "after_cursor_execute", hold)
    try:
        yield has_read, go_on
    finally:
        event.remove(Engine, "after_cursor_execute", hold)
