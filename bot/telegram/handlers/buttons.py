"""Presses of buttons. The message under which they stand becomes the new answer: one message for one question."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.telegram.handlers.desk import Desk
from bot.telegram.message import asked_by_press, place_of_press
from bot.telegram.render import Page

if TYPE_CHECKING:
    from telegram import CallbackQuery, Update
    from telegram.ext import ContextTypes


class Buttons:
    """Answers presses, whoever asked the question: in a group a button is there for everyone."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    async def on_press(self, update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        """Ends the waiting sign, then changes the message."""
        query = update.callback_query
        if query is None:
            return
        await self._desk.outbox.answer_press(query.id)
        message = asked_by_press(query)
        reply = await self._desk.reply_to(message) if message.text else None
        if reply:
            await self._show(query, self._desk.pages(reply, message))

    async def _show(self, query: CallbackQuery, pages: list[Page]) -> None:
        first, *more = pages
        if query.inline_message_id:
            await self._desk.outbox.edit_inline(query.inline_message_id, first)
            return
        if query.message is None:
            return
        place = place_of_press(query.message)
        if not await self._desk.outbox.edit(place, query.message.message_id, first):
            more = pages  # it is too old, or somebody removed it
        await self._desk.outbox.post(place, more)
