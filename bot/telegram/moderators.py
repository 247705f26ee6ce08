"""Who may moderate a group: Telegram is asked, whenever somebody wants to do what only moderators may."""

from __future__ import annotations

import dataclasses

from cachetools import TTLCache
from telegram import Bot, ChatMember
from telegram.error import BadRequest, Forbidden

from bot.core.commands.table import BY_NAME
from bot.core.guide import Guide
from bot.core.message import Message

CHECKED_FOR = 10.0
"""Seconds for which what Telegram said is believed: a moderator presses several buttons in a row."""

MOST = 10_000

_ADMINS = {ChatMember.OWNER, ChatMember.ADMINISTRATOR}
_PRESENT = {*_ADMINS, ChatMember.MEMBER, ChatMember.RESTRICTED}


class Moderators:
    """Asks Telegram about people in groups."""

    def __init__(self, bot: Bot, guide: Guide) -> None:
        self._bot = bot
        self._guide = guide
        self._status: TTLCache[tuple[int, int], str] = TTLCache(MOST, CHECKED_FOR)

    async def vouched(self, message: Message) -> Message:
        """The message, saying whether its author may moderate, where that matters."""
        if not message.community or not _matters(message.text):
            return message
        return dataclasses.replace(message, moderator=await self._may(message))

    async def _may(self, message: Message) -> bool:
        """Admins may, and whom the group itself named, as long as they are in it.

        Who writes in the name of the group itself is an anonymous admin; no channel is.
        """
        chat, person = number_of(message.community), number_of(message.person)
        if person == chat:
            return True
        if person <= 0:
            return False
        status = await self._status_of(chat, person)
        named = (await self._guide.settings_of(message.community)).moderator_roles
        return status in _ADMINS or (status in _PRESENT and str(person) in named)

    async def _status_of(self, chat: int, person: int) -> str:
        if known := self._status.get((chat, person)):
            return known
        try:
            status = (await self._bot.get_chat_member(chat, person)).status
        except (BadRequest, Forbidden):  # some groups hide their members from bots, but none its admins
            status = await self._status_of_admin(chat, person)
        self._status[chat, person] = status
        return status

    async def _status_of_admin(self, chat: int, person: int) -> str:
        try:
            admins = await self._bot.get_chat_administrators(chat)
        except (BadRequest, Forbidden):
            return ChatMember.LEFT
        return next((admin.status for admin in admins if admin.user.id == person), ChatMember.LEFT)


def is_moderation(text: str) -> bool:
    """Whether a text is a command of moderators."""
    command = BY_NAME.get(_command(text))
    return command is not None and command.who == "moderator"


def _matters(text: str) -> bool:
    """Help names to moderators what they may do."""
    return is_moderation(text) or _command(text) == "help"


def _command(text: str) -> str:
    return text[1:].split(maxsplit=1)[0].casefold() if text.startswith("/") and text[1:].strip() else ""


def number_of(name: str) -> int:
    """The id that Telegram gave to a person or a chat."""
    number = name.removeprefix("telegram:")
    return int(number) if number.removeprefix("-").isdecimal() else 0
