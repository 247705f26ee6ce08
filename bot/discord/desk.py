"""The desk: every event is answered once, in time, and with something kind where we fail."""

from __future__ import annotations

import asyncio
import dataclasses
import enum
import logging
import secrets
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from typing import Any, TypeVar

import discord
from cachetools import TTLCache

from bot.core.community.settings import Settings
from bot.core.guide import Guide
from bot.core.message import Form, Message, Reply
from bot.discord import rules
from bot.discord.buttons import MAX_ID, Press
from bot.discord.forms import to_modal
from bot.discord.message import to_message
from bot.discord.render import MAX_LABEL, Card, clipped, to_card
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
    """Answers interactions with replies of the guide. `hears`: whether we receive what is said to nobody."""

    def __init__(self, guide: Guide, *, hears: bool = True) -> None:
        self.guide = guide
        self._hears = hears
        self.kept_forms: TTLCache[str, Form] = TTLCache(1_000, ttl=3_600)
        self._kept_texts: TTLCache[str, str] = TTLCache(5_000, ttl=3_600)
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
        """Answers an interaction with the guide's reply; a form that needs no words before it is shown at once."""
        reply = await self.reply_in_time(interaction, message, place)
        if reply.form and not reply.body and takes_form(interaction):
            await show_form(interaction, reply.form, reply.language)
        else:
            await self.present(interaction, message, reply, place)

    async def present(self, interaction: Interaction, message: Message, reply: Reply, place: Place) -> None:
        """Shows a reply as a card; one to nobody is not shown."""
        if reply.audience == "nobody":
            await hush(interaction)
            return
        extras = await self._extras(interaction, message, reply, place)
        await deliver(interaction, to_card(reply, extras, self._form_button(message, reply)), place)

    async def reply_in_time(self, interaction: Interaction, message: Message, place: Place) -> Reply:
        """The guide's reply to somebody who may do what they may now; Discord is told in time that we are at it."""
        deferring: list[asyncio.Task[None]] = []
        loop = asyncio.get_running_loop()
        timer = loop.call_later(PATIENCE, lambda: deferring.append(loop.create_task(_defer(interaction, place))))
        try:
            moderator = rules.moderates(interaction, await self.guide.settings_of(message.community))
            return await self.guide.reply(dataclasses.replace(message, moderator=moderator, hears=self._hears))
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

    async def settings_for(self, interaction: Interaction) -> Settings:
        """What was decided where an interaction happens."""
        return await self.guide.settings_of(to_message(interaction, "").community)

    def id_with(self, start: str, text: str) -> str:
        """An id that holds a text, or the key under which it is kept for a while."""
        if len(whole := start + text) <= MAX_ID and not text.startswith("#"):
            return whole
        key = secrets.token_hex(8)
        self._kept_texts[key] = text
        return f"{start}#{key}"

    def text_in(self, rest: str) -> str | None:
        """The text that an id holds, if it was not forgotten."""
        return self._kept_texts.get(rest[1:]) if rest.startswith("#") else rest

    async def _extras(self, interaction: Interaction, message: Message, reply: Reply, place: Place) -> Sequence[Press]:
        if place is Place.EVERYONE:
            return (self.removable(interaction.user.id, reply.language),)
        hidden = place is Place.OWN and not is_direct(interaction)
        if hidden and reply.match and reply.match.outcome == "answer":
            settings = await self.guide.settings_of(message.community)
            if rules.shows(settings, interaction.channel):
                return (Press(self.id_with("show:", message.text), self.guide.wording(reply.language).show_everyone),)
        return ()

    def _form_button(self, message: Message, reply: Reply) -> tuple[Press, ...]:
        """The button that opens a form; a form that holds what somebody wrote is kept for a while."""
        if reply.form is None:
            return ()
        start = f"fill:{reply.language}:"
        custom_id = start + message.text
        if message.fields or len(custom_id) > MAX_ID:
            key = secrets.token_hex(8)
            self.kept_forms[f"{message.community} {key}"] = reply.form
            custom_id = f"{start}#{key}"
        return (Press(custom_id, clipped(reply.form.title, MAX_LABEL), discord.ButtonStyle.primary),)

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
    embed, view = card.embed, card.view
    if interaction.response.is_done():
        await again(lambda: interaction.edit_original_response(embed=embed, view=view, attachments=card.files()))
    elif place is Place.SAME:
        await again(lambda: interaction.response.edit_message(embed=embed, view=view, attachments=card.files()))
    else:
        hidden = place is Place.OWN and not is_direct(interaction)
        send = interaction.response.send_message
        await again(lambda: send(embed=embed, view=view, files=card.files(), ephemeral=hidden))


async def show_form(interaction: Interaction, form: Form, language: str) -> None:
    """Opens a form."""
    await again(lambda: interaction.response.send_modal(to_modal(form, language)))


def takes_form(interaction: Interaction) -> bool:
    """Whether a form can be opened now: as the first answer, and not to another form."""
    return not interaction.response.is_done() and interaction.type is not discord.InteractionType.modal_submit


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
