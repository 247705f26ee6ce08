"""Looks at a database without changing anything in it or about it."""

from __future__ import annotations

import asyncio
import contextlib
import os
import sqlite3
from pathlib import Path

from alembic.migration import MigrationContext
from sqlalchemy.exc import SQLAlchemyError

from bot.core.ports import StoreError
from bot.storage.engine import READING, make_engine, sqlite_file, why
from bot.storage.revisions import require_known

WITHIN_SECONDS = 20.0


async def revision_of(url: str) -> str | None:
    """The revision of a database; nothing where it has no table of ours, None where there is no file yet.

    Raises:
        StoreError: if the bot could not use it, or a newer program made it.
    """
    file = sqlite_file(url)
    try:
        revision = await (_of_server(url) if file is None else asyncio.to_thread(_of_file, file))
    except (SQLAlchemyError, sqlite3.Error, OSError) as error:
        raise StoreError(f"the database cannot be used: {why(error)}{f' ({file})' if file else ''}") from None
    require_known(revision or "")
    return revision


def _of_file(file: Path) -> str | None:
    if not file.exists():
        folder = next(each for each in file.absolute().parents if each.exists())
        if not folder.is_dir() or not os.access(folder, os.W_OK):
            raise StoreError(f"the database cannot be used: nothing can be written into {folder} ({file})")
        return None
    if not os.access(file, os.W_OK):
        raise StoreError(f"the database cannot be used: it cannot be written ({file})")
    in_use = file.with_name(f"{file.name}-wal").exists()  # else even reading would leave working files behind
    address = f"{file.absolute().as_uri()}?{'mode=ro' if in_use else 'immutable=1'}"
    with contextlib.closing(sqlite3.connect(address, timeout=1, uri=True)) as connection:
        if not connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'alembic_version'").fetchone():
            return ""
        row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    return str(row[0]) if row else ""


async def _of_server(url: str) -> str:
    engine = make_engine(url)
    try:
        async with asyncio.timeout(WITHIN_SECONDS), engine.connect() as connection:
            await connection.execution_options(**READING)
            return await connection.run_sync(
                lambda given: MigrationContext.configure(given).get_current_revision() or ""
            )
    finally:
        await engine.dispose()
