"""A store of each test's own, and other programs that use its file."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
from sqlalchemy import event
from sqlalchemy.engine import Engine

from bot.storage import backup, database, engine
from bot.storage.store import SqlStore


@pytest.fixture
async def store(url: str) -> AsyncIterator[SqlStore]:
    async with opened(url) as store:
        yield store


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """A database that is held by others is given up soon."""
    monkeypatch.setattr(engine, "BUSY_SECONDS", 0.1)
    monkeypatch.setattr(backup, "TRIES", 2)
    monkeypatch.setattr(database, "REST_SECONDS", 0.1)


@pytest.fixture
def statements() -> Iterator[list[str]]:
    """Every statement that any database is sent meanwhile."""
    sent: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        sent.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    yield sent
    event.remove(Engine, "before_cursor_execute", note)


@contextlib.asynccontextmanager
async def opened(url: str) -> AsyncIterator[SqlStore]:
    """A store that is closed at the end."""
    store = await SqlStore.open(url)
    try:
        yield store
    finally:
        await store.close()


def run(file: Path, *statements: str) -> list[tuple[object, ...]]:
    """What another program does with the file; the rows of its last statement."""
    with contextlib.closing(sqlite3.connect(file)) as connection:
        rows: list[tuple[object, ...]] = []
        for statement in statements:
            rows = connection.execute(statement).fetchall()
        connection.commit()
        return rows


@contextlib.contextmanager
def held(file: Path) -> Iterator[None]:
    """While another program is writing into the file and does not come to an end."""
    with contextlib.closing(sqlite3.connect(file, isolation_level=None)) as connection:
        connection.execute("BEGIN EXCLUSIVE")
        yield
