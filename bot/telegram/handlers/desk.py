"""What every handler works with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.core.guide import Guide
from bot.core.message import Message, Reply
from bot.telegram.message import Asked
from bot.telegram.outbox import Outbox
from bot.telegram.render import Page, to_invitation, to_page, to_pages

if TYPE_CHECKING:
    from telegram import InlineKeyboardButton, User


class Desk:
    """The guide, the way out, and who we are."""

    def __init__(self, guide: Guide, outbox: Outbox, me: User) -> None:
        self.guide = guide
        self.outbox = outbox
        self.me = me

    @property
    def username(self) -> str:
        """Our name in links."""
        return self.me.username or ""

    def invitation(self, language: str, reply: Reply | None = None) -> InlineKeyboardButton:
        """The button into the private chat, to the same answer where a reply is given."""
        return to_invitation(self.guide.wording(language).ask_in_private, self.username, reply)

    def pages(self, reply: Reply, message: Message) -> list[Page]:
        """A reply as messages: one only where others read along."""
        return to_pages(reply) if message.private else [to_page(reply, self.invitation(reply.language, reply))]

    async def answer(self, asked: Asked) -> list[int]:
        """Answers a question where it belongs; returns the ids of our messages."""
        async with self.outbox.typing(asked.place):
            reply = await self.guide.reply(asked.message)
        return await self.outbox.post(asked.place, self.pages(reply, asked.message)) if _is_said(reply) else []

    async def reply_to(self, message: Message) -> Reply | None:
        """The reply to a message, if there is something to say."""
        reply = await self.guide.reply(message)
        return reply if _is_said(reply) else None

    async def apologise(self, asked: Asked) -> None:
        """Says that something went wrong on our side."""
        reply = await self.guide.failed_reply(asked.message)
        await self.outbox.post(asked.place, to_pages(reply))


def _is_said(reply: Reply) -> bool:
    return reply.audience != "nobody"
