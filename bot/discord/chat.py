"""Free text: direct messages, mentions and replies to us are answered; in some channels, plain questions too."""

from __future__ import annotations

import time
from collections.abc import Sequence

import discord
from cachetools import TTLCache

from bot.core.commands.table import BY_NAME
from bot.core.community.settings import Settings
from bot.core.message import Reply
from bot.discord import rules
from bot.discord.buttons import Press
from bot.discord.desk import Desk, Interaction, Place, deliver, first
from bot.discord.message import community_of, from_chat, to_message, without_mention
from bot.discord.render import Card, to_card
from bot.discord.sending import again

REST = 600
"""Seconds in which the same answer is not given unasked again in the same channel."""

MAX_COOLDOWN = 3_600

_SPOKEN = {discord.MessageType.default, discord.MessageType.reply}


class Chat:
    """Answers what people write. `listen_in`: channels where they need not address us."""

    def __init__(self, desk: Desk, listen_in: Sequence[int]) -> None:
        self._desk = desk
        self._listen_in = frozenset(map(str, listen_in))
        self._resting: TTLCache[tuple[int, str, str], bool] = TTLCache(10_000, ttl=REST)
        self._spoke: TTLCache[int, float] = TTLCache(10_000, ttl=MAX_COOLDOWN)

    async def heard(self, client: discord.Client, message: discord.Message) -> None:
        """Answers a message where it is for us."""
        if message.author.bot or message.webhook_id or message.type not in _SPOKEN or client.user is None:
            return
        text = without_mention(message.content, client.user.id)
        if _is_for(client.user, message):
            if text or client.user in message.mentions:
                await self._desk.serve(message.id, self._answer(message, text), lambda: self._apologise(message))
        elif text:
            await self._desk.serve(message.id, self._answer_if_sure(message, text))

    async def leave_or_return(self, desk: Desk, interaction: Interaction, _rest: str) -> None:
        """Answers a person no longer unasked, or does so again."""
        message = to_message(interaction, "")
        reply = await desk.guide.leave_alone(message, not await desk.guide.left_alone(message.person))
        await deliver(interaction, to_card(reply), Place.OWN)

    async def _answer(self, message: discord.Message, text: str) -> None:
        if message.guild:
            settings = await self._desk.guide.settings_of(community_of(message.guild))
            if settings.listen == "never" or not rules.speaks_in(settings, message.channel):
                return
            if settings.private_answers == "private" or _is_for_moderators(text):
                await self._ask_in_private(message, text or "/start")
                return
        reply = await self._desk.guide.reply(from_chat(message, text or "/start"))
        if reply.audience != "nobody":
            extras = (self._desk.removable(message.author.id, reply.language),) if message.guild else ()
            await _reply_to(message, to_card(reply, extras))

    async def _ask_in_private(self, message: discord.Message, text: str) -> None:
        """A button that answers, to whoever presses it, what nobody else shall read."""
        language = await self._desk.guide.language_for(from_chat(message, ""), text)
        wording = self._desk.guide.wording(language)
        label = wording.guide.title if _is_for_moderators(text) else wording.ask_in_private
        button = Press(self._desk.id_with(f"go:{language}:", text), label, discord.ButtonStyle.primary)
        await _reply_to(message, to_card(Reply(language, label), (button,)))

    async def _answer_if_sure(self, message: discord.Message, text: str) -> None:
        settings = await self._desk.guide.settings_of(community_of(message.guild))
        if not self._listens(settings, message):
            return
        reply = await self._desk.guide.overheard(from_chat(message, text))
        if reply and reply.match and first(self._resting, (message.channel.id, reply.match.kind, reply.match.id)):
            self._spoke[message.channel.id] = time.monotonic()
            await _reply_to(message, to_card(reply, self._unasked(message, reply)))

    async def _apologise(self, message: discord.Message) -> None:
        reply = await self._desk.guide.failed_reply(from_chat(message, ""))
        await _reply_to(message, to_card(reply))

    def _listens(self, settings: Settings, message: discord.Message) -> bool:
        """Whether we may answer here what is said to nobody, and did not do so just now."""
        wanted = settings.listen == "sure" or not rules.places_of(message.channel).isdisjoint(self._listen_in)
        if settings.listen == "never" or not wanted or not rules.shows(settings, message.channel):
            return False
        return time.monotonic() - self._spoke.get(message.channel.id, -MAX_COOLDOWN) >= settings.cooldown

    def _unasked(self, message: discord.Message, reply: Reply) -> tuple[Press, ...]:
        leave = Press("leave:", self._desk.guide.wording(reply.language).leave_me)
        return (self._desk.removable(message.author.id, reply.language), leave)


def _is_for(us: discord.ClientUser, message: discord.Message) -> bool:
    """Whether a message is said to us: directly, by mention, or as a reply."""
    answered = message.reference.resolved if message.reference else None
    to_us = isinstance(answered, discord.Message) and answered.author.id == us.id
    return message.guild is None or us in message.mentions or to_us


def _is_for_moderators(text: str) -> bool:
    """Whether a text is a command that only moderators have."""
    command = BY_NAME.get(text.partition(" ")[0].removeprefix("/")) if text.startswith("/") else None
    return command is not None and command.who == "moderator"


async def _reply_to(message: discord.Message, card: Card) -> None:
    """Replies to a message, without a ping; the message's id keeps a second try from being a second reply."""
    reference = message.to_reference(fail_if_not_exists=False)
    await again(
        lambda: message.channel.send(
            embed=card.embed, view=card.view, reference=reference, mention_author=False, nonce=message.id
        )
    )
