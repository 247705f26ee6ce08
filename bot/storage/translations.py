"""Translations that were made before, so that no text is sent out twice."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable

from sqlalchemy import delete
from sqlalchemy.exc import IntegrityError, SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncEngine, async_sessionmaker

from bot.core.ports import Translated
from bot.storage.engine import READING
from bot.storage.tables import Translation

WITHIN_SECONDS = 1.0
"""How long a translation waits for the database at most; asking an engine takes about as long."""

REST_SECONDS = 60.0
"""How long a database that failed is not asked: translating goes on without it."""

_log = logging.getLogger(__name__)


class SqlTranslations:
    """Keeps translations in the database for `seconds`, under keys that do not tell the text. It never fails."""

    def __init__(self, engine: AsyncEngine, seconds: float, now: Callable[[], float] = time.time) -> None:
        self._to_read = async_sessionmaker(engine.execution_options(**READING))
        self._to_write = async_sessionmaker(engine)
        self._seconds = seconds
        self._now = now
        self._rests_until = 0.0

    async def get(self, key: str) -> Translated | None:
        """What was kept under a key, unless it expired or the database cannot say."""
        if time.monotonic() < self._rests_until:
            return None
        try:
            async with asyncio.timeout(WITHIN_SECONDS), self._to_read() as session:
                row = await session.get(Translation, key)
        except (SQLAlchemyError, OSError) as error:
            self._rest("read", error)
            return None
        return Translated(row.text, row.source, row.engine) if row and row.expires > self._now() else None

    async def put(self, key: str, translated: Translated) -> None:
        """Keeps a translation, and removes those that expired."""
        if time.monotonic() < self._rests_until:
            return
        now = int(self._now())
        row = Translation(
            key=key,
            text=translated.text,
            source=translated.source,
            engine=translated.engine,
            expires=now + int(self._seconds),
        )
        try:
            async with asyncio.timeout(WITHIN_SECONDS), self._to_write.begin() as session:
                await session.execute(delete(Translation).where(Translation.expires <= now))
                await session.merge(row)
        except IntegrityError:
            return  # somebody else kept the same one at the same time
        except (SQLAlchemyError, OSError) as error:
            self._rest("kept", error)

    def _rest(self, what: str, error: Exception) -> None:
        _log.warning("translations cannot be %s (%s); they are made anew for a while", what, type(error).__name__)
        self._rests_until = time.monotonic() + REST_SECONDS
