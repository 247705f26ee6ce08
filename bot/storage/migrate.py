"""Brings a database to the form that the program knows, after a copy of it has been put aside."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.util import CommandError
from sqlalchemy import Connection, func, inspect, select
from sqlalchemy.exc import OperationalError, SQLAlchemyError
from tenacity import retry, retry_if_exception, stop_after_delay, wait_random

from bot.core.ports import StoreError
from bot.storage.backup import copy, make_place
from bot.storage.engine import READING, why
from bot.storage.revisions import SCRIPTS, newest, require_known

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncEngine

_REACHED_WITHIN = 20.0
"""How many seconds a database has to say what it is."""

_TURN = 20_260_101
"""The lock of ours that PostgreSQL gives to one program after the other; each finds done what another did."""

_BUSY = 6.0
"""For how many seconds it is tried again while another program works on it."""


async def migrate(engine: AsyncEngine, file: Path | None) -> None:
    """Carries out the steps that are missing, all or none; copies `file` before, if there is something in it.

    Raises:
        StoreError: if a newer program made the database, or it cannot be read, copied or changed.
    """
    try:
        await _migrate(engine, file)
    except (SQLAlchemyError, CommandError, OSError) as error:
        raise StoreError(f"the database cannot be used: {why(error)}{f' ({file})' if file else ''}") from None


def _is_busy(error: BaseException) -> bool:
    """Another program is just making the same database: SQLite does not always wait for that by itself."""
    return isinstance(error, OperationalError) and "locked" in str(error.orig)


@retry(retry=retry_if_exception(_is_busy), stop=stop_after_delay(_BUSY), wait=wait_random(0.05, 0.3), reraise=True)
async def _migrate(engine: AsyncEngine, file: Path | None) -> None:
    if file:
        make_place(file)
    async with asyncio.timeout(_REACHED_WITHIN), engine.connect() as connection:
        await connection.execution_options(**READING)
        revision, filled = await connection.run_sync(_state)
    if revision == newest():
        return
    require_known(revision)
    if file and filled:
        await asyncio.to_thread(copy, file, file.with_name(f"{file.name}.before-{newest()}"))
    async with engine.begin() as connection:
        if engine.dialect.name == "postgresql":  # SQLite lets only one write anyway
            await connection.execute(select(func.pg_advisory_xact_lock(_TURN)))
        await connection.run_sync(_upgrade)


def _state(connection: Connection) -> tuple[str, bool]:
    """The revision of a database, or nothing; and whether it has any table."""
    revision = MigrationContext.configure(connection).get_current_revision() or ""
    return revision, bool(inspect(connection).get_table_names())


def _upgrade(connection: Connection) -> None:
    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(SCRIPTS).replace("%", "%%"))
    command.upgrade(config, "head")
