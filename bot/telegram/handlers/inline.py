"""In any chat: results while somebody types after our name, and answers where we are called in as a guest."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from bot.core.message import Message
from bot.telegram.handlers.desk import Desk
from bot.telegram.message import asked_as_guest, asked_inline
from bot.telegram.render import to_article, to_guest_answer

if TYPE_CHECKING:
    from telegram import Update
    from telegram.ext import ContextTypes

MOST = 20
"""Results of an inline query."""


class Elsewhere:
    """Answers in chats that we are not in."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    async def on_inline(self, update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        """Offers what fits, each with its whole answer to post."""
        query = update.inline_query
        if query is None:
            return
        message, guide = asked_inline(query), self._desk.guide
        language = await guide.language_for(message, message.text)
        results = []
        for suggestion in await guide.search(dataclasses.replace(message, reply_language=language), MOST):
            # What is only offered does not count as a question of this person.
            reply = await guide.reply(Message(suggestion.token, private=False, reply_language=language))
            results.append(to_article(suggestion, reply, self._desk.invitation(language, reply)))
        more = self._desk.invitation(language).text
        await self._desk.outbox.answer_inline(query.id, results, more)

    async def on_guest(self, update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        """Answers whoever called us into their chat."""
        said = update.guest_message
        message = asked_as_guest(said, self._desk.me) if said else None
        reply = await self._desk.reply_to(message) if message else None
        if reply and said and said.guest_query_id:
            answer = to_guest_answer(reply, self._desk.invitation(reply.language, reply))
            await self._desk.outbox.answer_guest(said.guest_query_id, answer)
