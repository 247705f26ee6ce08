"""Welcomes newcomers of a group: several in one message, and never two welcomes in one chat."""

from __future__ import annotations

import asyncio
import dataclasses
import logging
from typing import TYPE_CHECKING

from cachetools import LRUCache
from telegram.error import TelegramError

from bot.core.message import Message
from bot.telegram.handlers.desk import Desk
from bot.telegram.message import Place, community_of
from bot.telegram.render import to_welcome

if TYPE_CHECKING:
    import telegram

PAUSE = 3.0
"""Seconds in which others may arrive, to be welcomed together."""

NAMED = 10
"""Newcomers who are called by name; a crowd would fill the screen."""

REMEMBERED = 2_000
"""Chats whose last welcome we can still remove."""


_log = logging.getLogger(__name__)


class Welcomes:
    """Who has just come, where, and what we said last time. `everywhere`: unless the moderators decided else."""

    def __init__(self, desk: Desk, *, everywhere: bool) -> None:
        self._desk = desk
        self._everywhere = everywhere
        self._newcomers: dict[int, dict[int, str]] = {}
        self._last: LRUCache[int, int] = LRUCache(REMEMBERED)
        self._tasks: set[asyncio.Task[None]] = set()

    def arrived(self, said: telegram.Message) -> None:
        """Notes newcomers, and welcomes them soon."""
        people = {user.id: user.first_name for user in said.new_chat_members if not user.is_bot}
        if not people:
            return
        if said.chat.id in self._newcomers:
            self._newcomers[said.chat.id] |= people
            return
        self._newcomers[said.chat.id] = people
        task = asyncio.get_running_loop().create_task(self._welcome(said.chat.id))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def stop(self) -> None:
        """Lets those go whom nobody has welcomed yet."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _welcome(self, chat: int) -> None:
        await asyncio.sleep(PAUSE)
        newcomers = list(self._newcomers.pop(chat).items())[:NAMED]
        try:
            await self._greet(chat, newcomers)
        except TelegramError as trouble:
            _log.error("newcomers could not be welcomed: %s", type(trouble).__name__)

    async def _greet(self, chat: int, newcomers: list[tuple[int, str]]) -> None:
        community = community_of(chat)
        settings = await self._desk.guide.settings_of(community)
        if not (self._everywhere if settings.welcome == "default" else settings.welcome == "on"):
            return
        asked = Message("/start", conversation=community, community=community, private=False)
        reply = await self._desk.guide.reply(asked)
        own = dataclasses.replace(reply, body=settings.welcome_text or reply.body)
        page = to_welcome(own, newcomers, self._desk.username)
        if last := self._last.pop(chat, None):
            await self._desk.outbox.delete(chat, last)
        sent = await self._desk.outbox.post(Place(chat, group=True), [page])
        if sent:
            self._last[chat] = sent[0]
