"""Makes the engine that talks to a database, and says in one line why it cannot."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, event, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, InvalidRequestError, NoSuchModuleError
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from bot.core.ports import StoreError

READING = {"reading": True}
"""Execution options of a connection that only reads, so that it need not wait for those that write."""

_EXAMPLE = "for example sqlite:///path/to/guide.db"
BUSY_SECONDS = 2.0
"""How long SQLite waits for another program that writes."""


def file_url(path: Path) -> str:
    """The address of an SQLite file."""
    return URL.create("sqlite+aiosqlite", database=str(path)).render_as_string()


def sqlite_file(url: str) -> Path | None:
    """The file behind an address, or nothing where the database is not an SQLite file.

    Raises:
        StoreError: if it is no address.
    """
    parsed = _parse(url)
    named = parsed.database and parsed.database != ":memory:" and not parsed.database.startswith("file:")
    return Path(parsed.database) if parsed.get_backend_name() == "sqlite" and named and parsed.database else None


def make_engine(url: str) -> AsyncEngine:
    """An engine for an address; it connects when it is used.

    Raises:
        StoreError: if there is no such kind of database, or its driver is not installed or not asynchronous.
    """
    parsed = _parse(url)
    scheme = parsed.drivername
    try:
        engine = create_async_engine(parsed, pool_pre_ping=parsed.get_backend_name() != "sqlite")
    except NoSuchModuleError:
        raise StoreError(f"storage.url: {scheme}:// is not a kind of database that is known here; {_EXAMPLE}") from None
    except ImportError as error:
        raise StoreError(f"storage.url: {scheme}:// needs the Python package {error.name!r}; install it") from None
    except InvalidRequestError:
        message = f"storage.url: {scheme}:// is no asynchronous driver; name one, such as postgresql+asyncpg://"
        raise StoreError(message) from None
    except (ArgumentError, TypeError, ValueError):
        raise StoreError(f"storage.url: {scheme}:// does not know an option in this address") from None
    if engine.dialect.name == "sqlite":
        event.listen(engine.sync_engine, "connect", _prepare)
        event.listen(engine.sync_engine, "begin", _take_turn)
    return engine


def why(error: Exception) -> str:
    """The reason in a few words. Only SQLite's are repeated: other databases may name accounts or addresses."""
    if isinstance(error, TimeoutError):
        return "it did not answer in time"
    original = (isinstance(error, DBAPIError) and error.orig) or error
    if isinstance(original, sqlite3.Error):
        return str(original)
    if isinstance(original, OSError) and original.strerror:
        return original.strerror
    return type(original.__cause__ or original).__name__


def _parse(url: str) -> URL:
    try:
        parsed = make_url(url)
    except (ArgumentError, ValueError):  # the address is not repeated: it may hold a password
        raise StoreError(f"storage.url is not the address of a database; {_EXAMPLE}") from None
    return parsed.set(drivername="sqlite+aiosqlite") if parsed.drivername == "sqlite" else parsed


def _prepare(connection: Any, _record: object) -> None:
    """FULL: what was acknowledged is on the disk. WAL: who reads need not wait for who writes."""
    try:
        cursor = connection.cursor()
        cursor.execute(f"PRAGMA busy_timeout = {BUSY_SECONDS * 1_000:.0f}")
        cursor.execute("PRAGMA journal_mode = WAL")
        cursor.execute("PRAGMA synchronous = FULL")
        cursor.execute("PRAGMA foreign_keys = ON")
        cursor.close()
    except BaseException:
        connection.close()  # nobody else would
        raise


def _take_turn(connection: Connection) -> None:
    """A transaction that is going to write says so at once: halfway through, SQLite could not let it wait."""
    if not connection.get_execution_options().get("reading"):
        connection.exec_driver_sql("BEGIN IMMEDIATE")
