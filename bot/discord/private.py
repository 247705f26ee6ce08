"""What one person asks for: commands, buttons and forms, answered to them alone unless they want otherwise."""

from __future__ import annotations

import asyncio
import logging
from typing import Any

import discord
from discord import app_commands

from bot.discord import rules
from bot.discord.desk import Desk, Interaction, Place, defer, is_direct
from bot.discord.forms import MAX_HEADING, filled_in
from bot.discord.message import to_message
from bot.discord.render import clipped
from bot.discord.sending import again

_log = logging.getLogger(__name__)

ASK = "ask"
MAX_CHOICE = 100

_TURNED_IN_PLACE = ("/topics", "/tour", "/situation", "/guide")
"""Pages: the next one takes the place of the one that was looked at. Everything else is said below."""

_PERSONAL = {"lang", "privacy", "forget", "help", "guide"}
"""Commands whose answer concerns nobody but the person, whatever the community shows."""

DECIDED_WITHIN = 1.0
"""Seconds in which we find out what a community decided, before we begin to answer."""

_BY_ID = {"sources", "guide"}
"""Commands whose option is the id of a topic; for all others, a suggestion is a message of its own."""


async def asked(desk: Desk, interaction: Interaction, name: str, argument: str) -> None:
    """Answers a slash command; a suggestion that was chosen is a token, which is a message of its own."""
    text = argument if argument.startswith("/") else f"/{name} {argument}".rstrip()
    if name not in _PERSONAL and await _is_public(desk, interaction):
        await desk.answer(interaction, to_message(interaction, text, private=False), Place.EVERYONE)
    else:
        await desk.answer(interaction, to_message(interaction, text))


async def _is_public(desk: Desk, interaction: Interaction) -> bool:
    """Whether the community shows answers to everybody; no while nobody can say, for Discord waits no longer."""
    try:
        async with asyncio.timeout(DECIDED_WITHIN):
            return rules.shows_at_once(await desk.settings_for(interaction), interaction.channel)
    except TimeoutError:
        return False


async def suggest(desk: Desk, interaction: Interaction) -> None:
    """Shows what the text typed so far may become; nothing where that fails, and the person types on."""
    name, typed = _typed(interaction.data)
    try:
        found = await desk.guide.suggest(to_message(interaction, typed), "ask" if name == "guide" else name)
    except Exception as error:  # noqa: BLE001 - whatever fails, an answer is due
        _log.error("nothing could be suggested: %s", type(error).__name__)
        found = []
    choices = [
        app_commands.Choice(name=clipped(each.title, MAX_CHOICE), value=each.id if name in _BY_ID else each.token)
        for each in found
    ]
    await again(lambda: interaction.response.autocomplete(choices))


async def go(desk: Desk, interaction: Interaction, rest: str) -> None:
    """Answers what a button or a select asks for."""
    language, _, held = rest.partition(":")
    token = desk.text_in(held)
    if token is None:
        await desk.tell(interaction, "gone")
        return
    message = to_message(interaction, token, reply_language=language)
    is_page = token.partition(" ")[0] in _TURNED_IN_PLACE
    await desk.answer(interaction, message, Place.SAME if is_page and _is_own(interaction) else Place.OWN)


async def show_everyone(desk: Desk, interaction: Interaction, rest: str) -> None:
    """Answers again, so that everyone sees it: in the language of the place, not in that of the person's client."""
    text = desk.text_in(rest)
    if text is None:
        await desk.tell(interaction, "gone")
    elif rules.shows(await desk.settings_for(interaction), interaction.channel):
        await desk.answer(interaction, to_message(interaction, text, private=False), Place.EVERYONE)
    else:
        await desk.answer(interaction, to_message(interaction, text))


async def remove(desk: Desk, interaction: Interaction, rest: str) -> None:
    """Removes a public answer, for whoever asked for it and for moderators."""
    may = str(interaction.user.id) == rest or interaction.permissions.manage_messages
    if not may and not rules.moderates(interaction, await desk.settings_for(interaction)):
        await desk.tell(interaction, "not_yours")
        return
    await again(lambda: defer(interaction, Place.SAME))
    await again(interaction.delete_original_response)


async def open_form(desk: Desk, interaction: Interaction, rest: str) -> None:
    """Opens the form for a question."""
    wording = desk.guide.wording(await desk.guide.language_for(to_message(interaction, "")))
    form = discord.ui.Modal(title=clipped(wording.ask_label, MAX_HEADING), custom_id=ASK)
    question = discord.ui.TextInput[Any](custom_id="question", style=discord.TextStyle.paragraph, max_length=1_000)
    form.add_item(discord.ui.Label(text=clipped(wording.options.question, MAX_HEADING), component=question))
    form.stop()
    await again(lambda: interaction.response.send_modal(form))


async def submitted(desk: Desk, interaction: Interaction) -> None:
    """Answers a form: with the question in it, or with the token that its id holds and all that was filled in."""
    data: Any = interaction.data
    fields = filled_in(data)
    _, language, token = [*str(data["custom_id"]).split(":", 2), "", ""][:3]
    if not token:
        await desk.answer(interaction, to_message(interaction, f"/ask {''.join(fields.values())}"))
        return
    message = to_message(interaction, token, reply_language=language, fields=fields)
    await desk.answer(interaction, message, Place.SAME if _is_own(interaction) else Place.OWN)


def _typed(data: Any) -> tuple[str, str]:
    """A command, and what was typed so far into the option that has the focus, however deep that lies."""
    parts = [*data.get("options", ())]
    for part in parts:
        parts += part.get("options", ())
    return str(data["name"]), "".join(str(part["value"]) for part in parts if part.get("focused"))


def _is_own(interaction: Interaction) -> bool:
    """Whether nobody else looks at the message that was pressed."""
    pressed = interaction.message
    return pressed is not None and (is_direct(interaction) or pressed.flags.ephemeral)
