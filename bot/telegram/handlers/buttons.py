"""Presses of buttons. The message under which they stand becomes the new answer: one message for one question."""

from __future__ import annotations

from typing import TYPE_CHECKING

import telegram

from bot.core.message import Message, Reply
from bot.telegram.handlers.desk import Desk
from bot.telegram.handlers.forms import Forms
from bot.telegram.message import asked_by_press, place_of_press
from bot.telegram.moderators import is_moderation
from bot.telegram.render import LEAVE, as_note, in_passing, to_page
from bot.telegram.render_form import OURS

if TYPE_CHECKING:
    from telegram import CallbackQuery, Update
    from telegram.ext import ContextTypes


class Buttons:
    """Answers presses, whoever asked the question: in a group a button is there for everyone."""

    def __init__(self, desk: Desk, forms: Forms) -> None:
        self._desk = desk
        self._forms = forms

    async def on_press(self, update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        """Ends the waiting sign, then changes the message where there is more to say than a line."""
        query = update.callback_query
        if query is None:
            return
        if (query.data or "").startswith(OURS):
            await self._forms.pressed(query)
            return
        message = await self._desk.moderators.vouched(asked_by_press(query))
        reply = await self._reply_to(message)
        refused = is_moderation(message.text) and bool(message.community) and not message.moderator
        note = as_note(reply) if reply and refused else in_passing(reply) if reply else ""
        await self._desk.outbox.answer_press(query.id, note, alert=refused)
        if reply and not note:
            await self._show(query, reply, message)

    async def _reply_to(self, message: Message) -> Reply | None:
        if message.text == LEAVE:
            wanted = not await self._desk.guide.left_alone(message.person)
            return await self._desk.guide.leave_alone(message, wanted)
        return await self._desk.reply_to(message) if message.text else None

    async def _show(self, query: CallbackQuery, reply: Reply, message: Message) -> None:
        if query.inline_message_id:
            page = to_page(reply, self._desk.invitation(reply.language, reply))
            await self._desk.outbox.edit_inline(query.inline_message_id, page)
            return
        if query.message is None:
            return
        old = query.message
        picture = isinstance(old, telegram.Message) and bool(old.photo)  # a picture cannot become a text
        await self._desk.show(reply, message, place_of_press(old), None if picture else old.message_id)
