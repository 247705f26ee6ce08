"""How a database is read and changed: within a bounded time, one change after the other, trouble logged once."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, async_sessionmaker

from bot.core.ports import StoreError
from bot.storage.engine import READING

WITHIN_SECONDS = 5.0
"""How long one message waits for the database at most."""

REST_SECONDS = 2.0
"""How long a database that could not be read is left alone: answering must not wait for it again and again."""

_log = logging.getLogger(__name__)


class Database:
    """Sessions to read and to write with; what goes wrong in them becomes a StoreError."""

    def __init__(self, engine: AsyncEngine) -> None:
        self.engine = engine
        self._to_read = async_sessionmaker(engine.execution_options(**READING))
        self._to_write = async_sessionmaker(engine)
        self._reading_trouble = _Trouble("cannot be read; answers are given without what people and communities chose")
        self._writing_trouble = _Trouble("cannot be written; people are told that nothing was changed")
        self._turn = asyncio.Lock()

    @property
    def resting(self) -> bool:
        """Whether it could not be read a moment ago."""
        return self._reading_trouble.resting

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[AsyncSession]:
        """A session that reads, without waiting for those that write."""
        try:
            async with asyncio.timeout(WITHIN_SECONDS), self._to_read() as session:
                yield session
        except (SQLAlchemyError, OSError) as error:
            self._reading_trouble.begins(error)
            raise StoreError("the database cannot be read now") from None
        self._reading_trouble.ends()

    @asynccontextmanager
    async def changing(self) -> AsyncIterator[AsyncSession]:
        """One change after the other, each in a transaction of its own that is on the disk when this ends."""
        try:
            async with asyncio.timeout(WITHIN_SECONDS), self._turn, self._to_write.begin() as session:
                yield session
        except (SQLAlchemyError, OSError) as error:
            self._writing_trouble.begins(error)
            raise StoreError("the database cannot be written now") from None
        self._writing_trouble.ends()


class _Trouble:
    """Something that does not work for a while: logged when it begins and when it ends, and not in between."""

    def __init__(self, what: str) -> None:
        self._what = what
        self._lasting = False
        self._last = 0.0

    @property
    def resting(self) -> bool:
        """Whether it failed a moment ago."""
        return self._lasting and time.monotonic() - self._last < REST_SECONDS

    def begins(self, error: Exception) -> None:
        if not self._lasting:
            _log.warning("the database %s (%s)", self._what, type(error).__name__)
        self._lasting = True
        self._last = time.monotonic()

    def ends(self) -> None:
        if self._lasting:
            _log.info("the database works again")
        self._lasting = False
