"""Messages in private chats and groups, and what becomes of them when they are edited."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from cachetools import LRUCache

from bot.telegram.handlers.desk import Desk
from bot.telegram.handlers.forms import Forms
from bot.telegram.handlers.manners import Manners
from bot.telegram.handlers.welcome import Welcomes
from bot.telegram.membership import Membership
from bot.telegram.message import Asked, asked_in_chat
from bot.telegram.moderators import is_moderation
from bot.telegram.render import to_aside, to_unasked

if TYPE_CHECKING:
    import telegram
    from telegram import Update
    from telegram.ext import ContextTypes

REMEMBERED = 2_000
"""Answers that we can still change when their question is edited."""


class Chats:
    """Answers what is asked in a chat."""

    def __init__(self, desk: Desk, forms: Forms, welcomes: Welcomes, membership: Membership) -> None:
        self._desk = desk
        self._forms = forms
        self._welcomes = welcomes
        self._membership = membership
        self._manners = Manners(desk.guide)
        self._answers: LRUCache[tuple[int, int], int] = LRUCache(REMEMBERED)

    async def on_message(self, update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        """Answers a question; welcomes whoever came."""
        said = update.message
        if said is None:
            return
        if said.migrate_to_chat_id or said.migrate_from_chat_id:
            old, new = said.migrate_from_chat_id or said.chat.id, said.migrate_to_chat_id or said.chat.id
            await self._membership.moved(old, new)
            return
        await self._membership.heard(said.chat)
        if said.new_chat_members:
            self._welcomes.arrived(said)
        if await self._forms.answered(said):
            return
        asked = await self._asked(said)
        if asked is None:
            return
        answers = await (self._overheard(asked) if asked.how == "unasked" else self._desk.answer(asked))
        if len(answers) == 1:
            self._answers[said.chat.id, said.message_id] = answers[0]

    async def on_edited(self, update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        """Changes our answer with its question, while we know which it was."""
        said = update.edited_message
        answer = self._answers.get((said.chat.id, said.message_id)) if said else None
        asked = await self._asked(said) if said and answer else None
        if asked is None or asked.how == "unasked":
            return
        reply = await self._desk.reply_to(asked.message)
        if reply:
            await self._desk.show(reply, asked.message, asked.place, answer)

    async def _asked(self, said: telegram.Message) -> Asked | None:
        """The question in a message, if we may answer it, with the file that a moderator sent along."""
        asked = asked_in_chat(said, self._desk.me)
        if asked is None or not await self._manners.allow(asked):
            return None
        message = await self._desk.moderators.vouched(asked.message)
        if said.document and message.moderator and is_moderation(message.text):
            message = dataclasses.replace(message, file=await self._desk.outbox.fetch(said.document))
        return dataclasses.replace(asked, message=message)

    async def _overheard(self, asked: Asked) -> list[int]:
        """Answers what nobody asked us, if we are sure."""
        reply = await self._desk.guide.overheard(asked.message)
        if reply is None:
            return []
        self._manners.spoke_unasked(asked.place)
        settings = await self._desk.guide.settings_of(asked.message.community)
        invitation = self._desk.invitation(reply.language, reply)
        leave = self._desk.guide.wording(reply.language).leave_me
        private = settings.private_answers == "private"
        page = to_aside(reply, invitation) if private else to_unasked(reply, invitation, leave)
        return await self._desk.outbox.post(asked.place, [page])
