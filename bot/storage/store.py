"""The store that outlives the program."""

from __future__ import annotations

import asyncio
import datetime
import logging
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Self

from cachetools import TTLCache
from sqlalchemy import delete
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, async_sessionmaker

from bot.core.ports import StoreError
from bot.storage.engine import READING, make_engine, sqlite_file
from bot.storage.migrate import migrate
from bot.storage.tables import Person
from bot.storage.translations import SqlTranslations

MOST_CACHED = 50_000
CACHED_SECONDS = 600.0
"""How long an answer of the database is used again; another process may have changed it meanwhile."""

WITHIN_SECONDS = 5.0
"""How long one message waits for the database at most."""

REST_SECONDS = 2.0
"""How long a database that could not be read is left alone: answering must not wait for it again and again."""

_log = logging.getLogger(__name__)


class SqlStore:
    """Keeps what people chose in a database, and what it read from there for some minutes in memory."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine
        self._to_read = async_sessionmaker(engine.execution_options(**READING))
        self._to_write = async_sessionmaker(engine)
        self._languages: TTLCache[str, str] = TTLCache(MOST_CACHED, CACHED_SECONDS)
        self._reading = _Trouble("cannot be read; people who chose a language are answered in that of their question")
        self._writing = _Trouble("cannot be written; people are told that nothing was changed")
        self._turn = asyncio.Lock()

    @classmethod
    async def open(cls, url: str) -> Self:
        """Opens the database at `url`; makes it, or brings it up to date, where that is needed.

        Raises:
            StoreError: if it cannot be used; the message is one line that says why, without any secret.
        """
        engine = make_engine(url)
        try:
            await migrate(engine, sqlite_file(url))
        except BaseException:
            await engine.dispose()
            raise
        return cls(engine)

    async def close(self) -> None:
        """Lets go of the database."""
        await self._engine.dispose()

    def translations(self, seconds: float) -> SqlTranslations:
        """A cache of translations in the same database."""
        return SqlTranslations(self._engine, seconds)

    async def language_of(self, person: str) -> str:
        """The language a person chose, or nothing; nothing too while the database cannot be read."""
        known = "" if not person else self._languages.get(person)
        if known is not None:
            return known
        if self._reading.resting:
            return ""
        try:
            async with asyncio.timeout(WITHIN_SECONDS), self._to_read() as session:
                row = await session.get(Person, person)
        except (SQLAlchemyError, OSError) as error:
            self._reading.begins(error)
            return ""
        self._reading.ends()
        # Whatever was decided while we read is newer than what we read.
        return self._languages.setdefault(person, row.language if row else "")

    async def remember_language(self, person: str, language: str) -> None:
        """Keeps the language a person chose.

        Raises:
            StoreError: if it cannot be kept now.
        """
        if not person:
            return
        today = datetime.datetime.now(datetime.UTC).date()
        async with self._changing(person) as session:
            await session.merge(Person(person=person, language=language, updated=today))
        self._languages[person] = language

    async def forget(self, person: str) -> None:
        """Removes everything that is kept about a person.

        Raises:
            StoreError: if it cannot be removed now.
        """
        if not person:
            return
        async with self._changing(person) as session:
            await session.execute(delete(Person).where(Person.person == person))
        self._languages[person] = ""

    @asynccontextmanager
    async def _changing(self, person: str) -> AsyncIterator[AsyncSession]:
        """One change after the other, each in a transaction of its own that is on the disk when this ends."""
        try:
            async with asyncio.timeout(WITHIN_SECONDS), self._turn, self._to_write.begin() as session:
                yield session
        except (SQLAlchemyError, OSError) as error:
            self._languages.pop(person, None)
            self._writing.begins(error)
            raise StoreError("the database cannot be written now") from None
        self._writing.ends()


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
