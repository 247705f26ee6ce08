"""What moderators do: their commands, and their forms. Who may is asked for every single one of them."""

from __future__ import annotations

import discord

from bot.core.message import File
from bot.discord import rules
from bot.discord.desk import Desk, Interaction, Place, defer, show_form
from bot.discord.message import to_message
from bot.discord.sending import again

MOST_BYTES = 20_000_000
"""Of a file that somebody sends; more is not read."""


async def fill_in(desk: Desk, interaction: Interaction, rest: str) -> None:
    """Opens the form that a card asks for, with what stood in it."""
    language, _, text = rest.partition(":")
    if text.startswith("#"):
        await _reopen(desk, interaction, language, text[1:])
        return
    message = to_message(interaction, text, reply_language=language)
    reply = await desk.reply_in_time(interaction, message, Place.OWN)
    if reply.form and not interaction.response.is_done():
        await show_form(interaction, reply.form, reply.language)
    else:
        await desk.present(interaction, message, reply, Place.OWN)


async def sent_file(desk: Desk, interaction: Interaction, text: str, attachment: discord.Attachment) -> None:
    """Answers a command with a file."""
    await again(lambda: defer(interaction, Place.OWN))
    data = await again(attachment.read) if attachment.size <= MOST_BYTES else b""
    await desk.answer(interaction, to_message(interaction, text, file=File(attachment.filename, data)))


async def _reopen(desk: Desk, interaction: Interaction, language: str, key: str) -> None:
    form = desk.kept_forms.get(f"{to_message(interaction, '').community} {key}")
    if not rules.moderates(interaction, await desk.settings_for(interaction)):
        await desk.tell(interaction, "moderators_only")
    elif form is None:
        await desk.tell(interaction, "gone")
    else:
        await show_form(interaction, form, language)
