"""Free text: direct messages, mentions and replies to us are answered; in some channels, plain questions too."""

from __future__ import annotations

from collections.abc import Sequence

import discord
from cachetools import TTLCache

from bot.core.message import Reply
from bot.discord.buttons import Press
from bot.discord.desk import Desk, Interaction, first
from bot.discord.message import from_chat, without_mention
from bot.discord.render import Card, to_card
from bot.discord.sending import again

REST = 600
"""Seconds in which the same answer is not given unasked again in the same channel."""

_SPOKEN = {discord.MessageType.default, discord.MessageType.reply}


class Chat:
    """Answers what people write. `listen_in`: channels where they need not address us."""

    def __init__(self, desk: Desk, listen_in: Sequence[int]) -> None:
        self._desk = desk
        self._listen_in = frozenset(listen_in)
        self._resting: TTLCache[tuple[int, str, str], bool] = TTLCache(10_000, ttl=REST)
        self._left_alone: set[int] = set()

    async def heard(self, client: discord.Client, message: discord.Message) -> None:
        """Answers a message where it is for us."""
        if message.author.bot or message.webhook_id or message.type not in _SPOKEN or client.user is None:
            return
        text = without_mention(message.content, client.user.id)
        if _is_for(client.user, message):
            if text or client.user in message.mentions:
                await self._desk.serve(message.id, self._answer(message, text), lambda: self._apologise(message))
        elif text and self._listens_to(message):
            await self._desk.serve(message.id, self._answer_if_sure(message, text))

    async def leave_or_return(self, desk: Desk, interaction: Interaction, rest: str) -> None:
        """Answers a person no longer unasked, or does so again."""
        person = interaction.user.id
        self._left_alone ^= {person}
        await desk.tell(interaction, "left_alone" if person in self._left_alone else "not_left_alone")

    async def _answer(self, message: discord.Message, text: str) -> None:
        reply = await self._desk.guide.reply(from_chat(message, text or "/start"))
        if reply.audience != "nobody":
            extras = (self._desk.removable(message.author.id, reply.language),) if message.guild else ()
            await _reply_to(message, to_card(reply, extras))

    async def _answer_if_sure(self, message: discord.Message, text: str) -> None:
        reply = await self._desk.guide.overheard(from_chat(message, text))
        if reply and reply.match and first(self._resting, (message.channel.id, reply.match.kind, reply.match.id)):
            await _reply_to(message, to_card(reply, self._unasked(message, reply)))

    async def _apologise(self, message: discord.Message) -> None:
        reply = await self._desk.guide.failed_reply(from_chat(message, ""))
        await _reply_to(message, to_card(reply))

    def _listens_to(self, message: discord.Message) -> bool:
        places = {message.channel.id, getattr(message.channel, "parent_id", None)}
        return bool(places & self._listen_in) and message.author.id not in self._left_alone

    def _unasked(self, message: discord.Message, reply: Reply) -> tuple[Press, ...]:
        leave = Press("leave:", self._desk.guide.wording(reply.language).leave_me)
        return (self._desk.removable(message.author.id, reply.language), leave)


def _is_for(us: discord.ClientUser, message: discord.Message) -> bool:
    """Whether a message is said to us: directly, by mention, or as a reply."""
    answered = message.reference.resolved if message.reference else None
    to_us = isinstance(answered, discord.Message) and answered.author.id == us.id
    return message.guild is None or us in message.mentions or to_us


async def _reply_to(message: discord.Message, card: Card) -> None:
    """Replies to a message, without a ping; the message's id keeps a second try from being a second reply."""
    reference = message.to_reference(fail_if_not_exists=False)
    await again(
        lambda: message.channel.send(
            embed=card.embed, view=card.view, reference=reference, mention_author=False, nonce=message.id
        )
    )
