"""Whose turn it is: different people are served at once, the updates of one person in one chat in order."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Coroutine
from typing import Any, cast
from weakref import WeakValueDictionary

from cachetools import LRUCache
from telegram import Update
from telegram.ext import BaseUpdateProcessor

AT_ONCE = 1_024
"""Updates that are worked on at the same time; more wait."""

REMEMBERED = 10_000
"""Ids of updates by which one that comes twice is known."""

_log = logging.getLogger(__name__)


class Turns(BaseUpdateProcessor):
    """Lets updates through, each once."""

    def __init__(self) -> None:
        super().__init__(AT_ONCE)
        self._queues: WeakValueDictionary[tuple[int, int], asyncio.Lock] = WeakValueDictionary()
        self._seen: LRUCache[int, bool] = LRUCache(REMEMBERED)
        self._running: set[asyncio.Task[None]] = set()
        self._abandoned = asyncio.Event()
        self.unfinished = 0

    async def initialize(self) -> None:
        """Nothing to prepare."""

    async def shutdown(self) -> None:
        """Nothing to release."""

    def abandon(self) -> None:
        """Gives up what is under way and what still waits; `unfinished` counts it."""
        self._abandoned.set()
        for task in self._running:
            task.cancel()

    async def do_process_update(self, update: object, coroutine: Awaitable[None]) -> None:
        """Works on an update when its turn has come."""
        try:
            if isinstance(update, Update) and self._is_new(update):
                await self._in_turn(update, coroutine)
        finally:
            cast("Coroutine[Any, Any, None]", coroutine).close()  # of what was never begun

    def _is_new(self, update: Update) -> bool:
        """Whether an update comes for the first time; a server that lost our thanks sends it again."""
        new = update.update_id not in self._seen
        self._seen[update.update_id] = True
        return new

    async def _in_turn(self, update: Update, coroutine: Awaitable[None]) -> None:
        task = asyncio.current_task()
        if self._abandoned.is_set() or task is None:
            self.unfinished += 1
            return
        self._running.add(task)
        try:
            async with self._queues.setdefault(_owner(update), asyncio.Lock()):
                await coroutine
        except asyncio.CancelledError:
            if not self._abandoned.is_set():
                raise
            self.unfinished += 1
        finally:
            self._running.discard(task)


def _owner(update: Update) -> tuple[int, int]:
    """Who wrote where. What came from nobody or nowhere stands in one queue of its own kind."""
    chat, user = update.effective_chat, update.effective_user
    return (chat.id if chat else 0, user.id if user else 0)
