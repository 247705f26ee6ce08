"""The desk: every event is answered once, in time, and with something kind where we fail."""

from __future__ import annotations

import asyncio
import enum
import logging
import secrets
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from typing import Any, TypeVar

import discord
from cachetools import TTLCache

from bot.core.guide import Guide
from bot.core.message import Message, Reply
from bot.discord.buttons import MAX_ID, Press
from bot.discord.message import to_message
from bot.discord.render import Card, to_card
from bot.discord.sending import again, is_ordinary

PATIENCE = 1.5
"""Seconds after which we say that we are thinking; Discord gives up after three."""

Interaction = discord.Interaction[Any]
Key = TypeVar("Key")

_ANSWERED = {
    discord.InteractionResponseType.channel_message,
    discord.InteractionResponseType.message_update,
    discord.InteractionResponseType.modal,
}

_log = logging.getLogger(__name__)


class Place(enum.Enum):
    """Where an answer goes: to the asker only, to everyone, or into the message that was pressed."""

    OWN = enum.auto()
    EVERYONE = enum.auto()
    SAME = enum.auto()


class Desk:
    """Answers interactions with replies of the guide."""

    def __init__(self, guide: Guide) -> None:
        self.guide = guide
        self.kept_texts: TTLCache[str, str] = TTLCache(5_000, ttl=3_600)
        self._seen: TTLCache[int, bool] = TTLCache(20_000, ttl=900)
        self._under_way: set[asyncio.Task[Any]] = set()
        self._closing = False

    @property
    def under_way(self) -> int:
        """How many events are being answered."""
        return len(self._under_way)

    async def serve(
        self, event: int, work: Coroutine[Any, Any, None], apologise: Callable[[], Awaitable[None]] | None = None
    ) -> None:
        """Does the work for an event, once however often it arrives; says sorry where that fails."""
        if self._closing or not first(self._seen, event):
            work.close()
            return
        task = asyncio.current_task()
        assert task is not None  # noqa: S101 - we are a coroutine
        self._under_way.add(task)
        try:
            await self._survive(work, apologise)
        finally:
            self._under_way.discard(task)

    async def close(self, seconds: float) -> int:
        """Takes no more events, lets those under way end; returns how many could not in that time."""
        self._closing = True
        if not self._under_way:
            return 0
        _, late = await asyncio.wait(self._under_way, timeout=seconds)
        for task in late:
            task.cancel()
        return len(late)

    async def answer(self, interaction: Interaction, message: Message, place: Place = Place.OWN) -> None:
        """Answers an interaction with the guide's reply."""
        reply = await self.reply_in_time(interaction, message, place)
        if reply.audience == "nobody":
            await hush(interaction)
            return
        card = to_card(reply, self._extras(interaction, message, reply, place))
        await deliver(interaction, card, place)

    async def reply_in_time(self, interaction: Interaction, message: Message, place: Place) -> Reply:
        """The guide's reply; when it takes long, Discord is told before that we are at it."""
        deferring: list[asyncio.Task[None]] = []
        loop = asyncio.get_running_loop()
        timer = loop.call_later(PATIENCE, lambda: deferring.append(loop.create_task(_defer(interaction, place))))
        try:
            return await self.guide.reply(message)
        finally:
            timer.cancel()
            if deferring:
                await deferring[0]

    async def tell(self, interaction: Interaction, sentence: str, place: Place = Place.OWN) -> None:
        """Says one of our own sentences, by its name in the wording."""
        language = await self.guide.language_for(to_message(interaction, ""))
        text = str(getattr(self.guide.wording(language), sentence))
        await deliver(interaction, to_card(Reply(language, "", text)), place)

    async def apologise(self, interaction: Interaction) -> None:
        """Says that something went wrong on our side, unless an answer was given."""
        if interaction.response.type in _ANSWERED:
            return
        reply = await self.guide.failed_reply(to_message(interaction, ""))
        if interaction.response.type is discord.InteractionResponseType.deferred_message_update:
            await interaction.followup.send(embed=to_card(reply).embed, ephemeral=True)
        else:
            await deliver(interaction, to_card(reply), Place.OWN)

    def removable(self, person: int, language: str) -> Press:
        """The button that removes a public answer."""
        return Press(f"remove:{person}", self.guide.wording(language).remove)

    def _extras(self, interaction: Interaction, message: Message, reply: Reply, place: Place) -> Sequence[Press]:
        if place is Place.EVERYONE:
            return (self.removable(interaction.user.id, reply.language),)
        if place is Place.OWN and not is_direct(interaction) and reply.match and reply.match.outcome == "answer":
            return (Press(self._show_id(message.text), self.guide.wording(reply.language).show_everyone),)
        return ()

    def _show_id(self, text: str) -> str:
        """An id that holds the text, or the key under which it is kept for a while."""
        if len(whole := f"show:{text}") <= MAX_ID:
            return whole
        key = secrets.token_hex(8)
        self.kept_texts[key] = text
        return f"show:#{key}"

    async def _survive(self, work: Coroutine[Any, Any, None], apologise: Callable[[], Awaitable[None]] | None) -> None:
        try:
            await work
        except Exception as error:  # noqa: BLE001 - whatever fails, the bot goes on
            if is_ordinary(error):
                _log.debug("not answered: %s", type(error).__name__)
                return
            # only the type: the text of an error may quote what a person wrote, or a token
            _log.error("an event could not be answered: %s", type(error).__name__)
            if apologise:
                await self._survive(_of(apologise), None)


def first(seen: TTLCache[Key, bool], key: Key) -> bool:
    """Whether something comes for the first time in as long as it is remembered."""
    if key in seen:
        return False
    seen[key] = True
    return True


async def deliver(interaction: Interaction, card: Card, place: Place) -> None:
    """Sends a card as the answer to an interaction, or as the rest of a deferred one."""
    if interaction.response.is_done():
        await again(lambda: interaction.edit_original_response(embed=card.embed, view=card.view))
    elif place is Place.SAME:
        await again(lambda: interaction.response.edit_message(embed=card.embed, view=card.view))
    else:
        hidden = place is Place.OWN and not is_direct(interaction)
        await again(lambda: interaction.response.send_message(embed=card.embed, view=card.view, ephemeral=hidden))


async def defer(interaction: Interaction, place: Place) -> None:
    """Tells Discord that the answer takes a moment."""
    hidden = place is Place.OWN and not is_direct(interaction)
    await interaction.response.defer(ephemeral=hidden, thinking=place is not Place.SAME)


async def hush(interaction: Interaction) -> None:
    """Acknowledges an interaction without saying anything."""
    pressed = interaction.type is discord.InteractionType.component
    if not interaction.response.is_done():
        await again(lambda: defer(interaction, Place.SAME if pressed else Place.OWN))
    if interaction.response.type is discord.InteractionResponseType.deferred_channel_message:
        await again(interaction.delete_original_response)


def is_direct(interaction: Interaction) -> bool:
    """Whether it happens between the person and us alone, where nothing needs to be hidden."""
    return interaction.guild_id is None and not interaction.context.private_channel


async def _defer(interaction: Interaction, place: Place) -> None:
    await again(lambda: defer(interaction, place))


async def _of(call: Callable[[], Awaitable[None]]) -> None:
    await call()
