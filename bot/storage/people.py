"""What people decided about themselves, kept in the database."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from cachetools import TTLCache
from sqlalchemy import delete, select, update

from bot.core.ports import StoreError
from bot.storage.database import Database
from bot.storage.tables import Answer, Community, EarlierText, Person, Record

MOST_CACHED = 50_000
CACHED_SECONDS = 600.0
"""How long an answer of the database is used again; another process may have changed it meanwhile."""


@dataclass(frozen=True, slots=True)
class _Chosen:
    language: str = ""
    left_alone: bool = False


class SqlPeople:
    """Keeps what people chose, and what was read about them for some minutes in memory."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._people: TTLCache[str, _Chosen] = TTLCache(MOST_CACHED, CACHED_SECONDS)

    async def language_of(self, person: str) -> str:
        """The language a person chose, or nothing; nothing too while the database cannot be read."""
        return (await self._chosen(person)).language

    async def left_alone(self, person: str) -> bool:
        """Whether a person wants to be spoken to only when they speak to us."""
        return (await self._chosen(person)).left_alone

    async def remember_language(self, person: str, language: str) -> None:
        """Keeps the language a person chose.

        Raises:
            StoreError: if it cannot be kept now.
        """
        await self._choose(person, language=language)

    async def leave_alone(self, person: str, wanted: bool) -> None:
        """Keeps whether a person wants to be left alone.

        Raises:
            StoreError: if it cannot be kept now.
        """
        await self._choose(person, left_alone=wanted)

    async def forget(self, person: str) -> None:
        """Removes everything that is kept about a person; what they did for communities stays, without them.

        Raises:
            StoreError: if it cannot be removed now.
        """
        if not person:
            return
        self._people.pop(person, None)
        async with self._database.changing() as session:
            await session.execute(delete(Person).where(Person.person == person))
            wrote_for = select(Answer.community).where(Answer.author == person)
            newer = update(Community).where(Community.community.in_(wrote_for)).values(version=Community.version + 1)
            await session.execute(newer)
            await session.execute(update(Answer).where(Answer.author == person).values(author=""))
            await session.execute(update(EarlierText).where(EarlierText.author == person).values(author=""))
            await session.execute(update(Record).where(Record.person == person).values(person=""))
        self._people[person] = _Chosen()

    async def _chosen(self, person: str) -> _Chosen:
        known = _Chosen() if not person else self._people.get(person)
        if known is not None:
            return known
        if self._database.resting:
            return _Chosen()
        try:
            async with self._database.reading() as session:
                row = await session.get(Person, person)
        except StoreError:
            return _Chosen()
        # Whatever was decided while we read is newer than what we read.
        return self._people.setdefault(person, _Chosen(row.language, row.left_alone) if row else _Chosen())

    async def _choose(self, person: str, *, language: str | None = None, left_alone: bool | None = None) -> None:
        if not person:
            return
        self._people.pop(person, None)
        async with self._database.changing() as session:
            row = await session.get(Person, person)
            if row is None:
                row = Person(person=person, language="", left_alone=False)
                session.add(row)
            row.language = row.language if language is None else language
            row.left_alone = row.left_alone if left_alone is None else left_alone
            row.updated = datetime.datetime.now(datetime.UTC).date()
            chosen = _Chosen(row.language, row.left_alone)
        self._people[person] = chosen
