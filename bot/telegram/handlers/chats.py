"""Messages in private chats and groups, and what becomes of them when they are edited."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cachetools import LRUCache

from bot.telegram.handlers.desk import Desk
from bot.telegram.handlers.welcome import Welcomes
from bot.telegram.message import asked_in_chat

if TYPE_CHECKING:
    from telegram import Update
    from telegram.ext import ContextTypes

REMEMBERED = 2_000
"""Answers that we can still change when their question is edited."""


class Chats:
    """Answers what is asked in a chat."""

    def __init__(self, desk: Desk, welcomes: Welcomes | None) -> None:
        self._desk = desk
        self._welcomes = welcomes
        self._answers: LRUCache[tuple[int, int], int] = LRUCache(REMEMBERED)

    async def on_message(self, update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        """Answers a question; welcomes whoever came."""
        said = update.message
        if said is None:
            return
        if said.new_chat_members and self._welcomes:
            self._welcomes.arrived(said)
        asked = asked_in_chat(said, self._desk.me)
        if asked is None:
            return
        answers = await self._desk.answer(asked)
        if len(answers) == 1:
            self._answers[said.chat.id, said.message_id] = answers[0]

    async def on_edited(self, update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        """Changes our answer with its question, while we know which it was."""
        said = update.edited_message
        answer = self._answers.get((said.chat.id, said.message_id)) if said else None
        asked = asked_in_chat(said, self._desk.me) if said and answer else None
        if asked is None or answer is None:
            return
        reply = await self._desk.reply_to(asked.message)
        if reply:
            first, *more = self._desk.pages(reply, asked.message)
            await self._desk.outbox.edit(asked.place, answer, first)
            await self._desk.outbox.post(asked.place, more)
