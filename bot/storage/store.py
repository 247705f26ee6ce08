"""The store that outlives the program."""

from __future__ import annotations

import contextlib
import datetime
from typing import Self

from sqlalchemy.ext.asyncio import AsyncEngine

from bot.core.community.model import Counted, Gap, Tally
from bot.core.ports import StoreError
from bot.storage.communities import Now, SqlCommunities
from bot.storage.counting import Counting
from bot.storage.database import Database
from bot.storage.days import utc_now
from bot.storage.engine import make_engine, sqlite_file
from bot.storage.migrate import migrate
from bot.storage.people import SqlPeople
from bot.storage.translations import SqlTranslations


class SqlStore(SqlPeople, SqlCommunities):
    """Keeps what people and communities decided in a database."""

    def __init__(self, engine: AsyncEngine, now: Now = utc_now) -> None:
        database = Database(engine)
        SqlPeople.__init__(self, database)
        SqlCommunities.__init__(self, database, now)
        self._counting = Counting(database, now)

    @classmethod
    async def open(cls, url: str, now: Now = utc_now) -> Self:
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
        return cls(engine, now)

    async def close(self) -> None:
        """Keeps what was counted, and lets go of the database."""
        await self._counting.end()
        await self._database.engine.dispose()

    def translations(self, seconds: float) -> SqlTranslations:
        """A cache of translations in the same database."""
        return SqlTranslations(self._database.engine, seconds)

    async def forget(self, person: str) -> None:
        """Removes everything that is kept about a person; what they did for communities stays, without them.

        Raises:
            StoreError: if it cannot be removed now.
        """
        await super().forget(person)
        self._versions.clear()

    def count(self, community: str, counted: Counted, topic: str = "") -> None:
        """Counts something in this week; kept some seconds later."""
        self._counting.count(community, counted, topic)

    def collect_gap(self, community: str, text: str) -> None:
        """Counts a question that found no answer; kept some seconds later."""
        self._counting.collect_gap(community, text)

    async def community_moved(self, old: str, new: str) -> None:
        """A community goes on under another id: all that is kept for it goes along.

        Raises:
            StoreError: if it cannot be kept now.
        """
        with contextlib.suppress(StoreError):
            await self._counting.write_down()
        await super().community_moved(old, new)

    async def gaps(self, community: str) -> list[Gap]:
        """The questions that wait for a moderator, most asked first.

        Raises:
            StoreError: if they cannot be read now.
        """
        with contextlib.suppress(StoreError):
            await self._counting.write_down()
        return await super().gaps(community)

    async def tallies(self, community: str, since: datetime.date) -> list[Tally]:
        """What was counted since a week.

        Raises:
            StoreError: if it cannot be read now.
        """
        with contextlib.suppress(StoreError):
            await self._counting.write_down()
        return await super().tallies(community, since)
