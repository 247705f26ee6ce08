"""What is counted while questions are answered: gathered in memory, kept a few seconds later, so that nobody waits."""

from __future__ import annotations

import asyncio
import datetime
from collections import Counter
from collections.abc import Callable
from typing import TypeVar

from sqlalchemy import delete, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.core.community.model import Counted
from bot.core.ports import StoreError
from bot.storage.database import Database
from bot.storage.days import monday
from bot.storage.tables import Count, GapText

Key = TypeVar("Key", tuple[str, str], tuple[str, datetime.date, str, str])

LATER_SECONDS = 5.0
"""How long what is counted waits in memory: what a sudden end of the program may lose."""

AGAIN_SECONDS = 60.0
"""How long to wait with what could not be kept."""

MOST_WAITING = 10_000
"""Counts that may wait; while the database cannot be written, further ones are lost."""

MOST_GAPS = 2_000
"""Questions that are kept for a community; the least asked one makes room."""


async def add_gap(session: AsyncSession, community: str, text: str, count: int, today: datetime.date) -> None:
    """Counts a question in a transaction."""
    row = await session.scalar(select(GapText).where(GapText.community == community, GapText.text == text))
    if row:
        row.count += count
        row.last = max(row.last, today)
        return
    own = GapText.community == community
    if (await session.scalar(select(func.count()).where(own)) or 0) >= MOST_GAPS:
        least = select(GapText.number).where(own).order_by(GapText.count, GapText.last, GapText.number).limit(1)
        await session.execute(delete(GapText).where(GapText.number == await session.scalar(least)))
    session.add(GapText(community=community, text=text, count=count, last=today, ignored=False))


class Counting:
    """Adds up, and writes down from time to time. Nothing here ever fails or keeps anybody waiting."""

    def __init__(self, database: Database, now: Callable[[], datetime.datetime]) -> None:
        self._database = database
        self._now = now
        self._counts: Counter[tuple[str, datetime.date, str, str]] = Counter()
        self._gaps: Counter[tuple[str, str]] = Counter()
        self._task: asyncio.Task[None] | None = None

    def count(self, community: str, counted: Counted, topic: str = "") -> None:
        """Counts something in this week."""
        self._add(self._counts, (community, monday(self._now().date()), counted, topic))

    def collect_gap(self, community: str, text: str) -> None:
        """Counts a question that found no answer."""
        self._add(self._gaps, (community, text))

    async def write_down(self) -> None:
        """Keeps what was counted so far.

        Raises:
            StoreError: if it cannot be kept now; it is tried again later.
        """
        if not self._counts and not self._gaps:
            return
        async with self._database.changing() as session:
            counts, gaps = self._counts.copy(), self._gaps.copy()  # whoever wrote down before us has taken theirs off
            for (community, week, counted, topic), count in counts.items():
                row = await session.get(Count, (community, week, counted, topic))
                if row is None:
                    row = Count(community=community, week=week, counted=counted, topic=topic, count=0)
                    session.add(row)
                row.count += count
            for (community, text), count in gaps.items():
                await add_gap(session, community, text, count, self._now().date())
        self._counts -= counts
        self._gaps -= gaps

    async def end(self) -> None:
        """Keeps what can still be kept, and stops."""
        if self._task:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)
        try:
            await self.write_down()
        except StoreError:
            self._counts.clear()

    def _add(self, waiting: Counter[Key], key: Key) -> None:
        if len(waiting) < MOST_WAITING or key in waiting:
            waiting[key] += 1
        if self._task is None or self._task.done():
            self._task = asyncio.get_running_loop().create_task(self._later())

    async def _later(self) -> None:
        pause = LATER_SECONDS
        while self._counts or self._gaps:
            await asyncio.sleep(pause)
            try:
                await self.write_down()
                pause = LATER_SECONDS
            except StoreError:
                pause = AGAIN_SECONDS
