"""Discord's events become messages."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import discord

from bot.core.message import File, Message

MAX_TEXT = 1_000
"""Characters that are read of somebody else's message."""

_ESCAPE = re.compile(r"\\([^\w\s])")


def to_message(  # noqa: PLR0913 - a message has so many sides
    interaction: discord.Interaction[Any],
    text: str,
    *,
    private: bool = True,
    reply_language: str = "",
    fields: Mapping[str, str] | None = None,
    file: File | None = None,
) -> Message:
    """What a person asked by a command, a button or a form; with a button, what stands on its card is quoted."""
    return Message(
        text=text,
        person=f"discord:{interaction.user.id}",
        conversation=f"discord:{interaction.channel_id}",
        community=f"discord:{interaction.guild_id}" if interaction.guild_id else "",
        private=private,
        client_language=interaction.locale.value,
        community_language=interaction.guild_locale.value if interaction.guild_locale else "",
        reply_language=reply_language,
        quoted=_written_on(interaction.message) if interaction.message else "",
        fields=fields or {},
        file=file,
    )


def from_chat(message: discord.Message, text: str) -> Message:
    """What a person wrote into a channel; only there everybody sees the reply."""
    return Message(
        text=text,
        person=f"discord:{message.author.id}",
        conversation=f"discord:{message.channel.id}",
        community=community_of(message.guild),
        private=message.guild is None,
        community_language=language_of(message.guild),
        quoted=_answered(message),
    )


def from_community(guild: discord.Guild, text: str) -> Message:
    """What nobody in particular asked: for a welcome."""
    return Message(text, community=community_of(guild), private=False, community_language=language_of(guild))


def from_author(interaction: discord.Interaction[Any], author: int, text: str) -> Message:
    """What the author of a message asked, which somebody else points at: everybody will see the answer."""
    return Message(
        text=text,
        person=f"discord:{author}",
        conversation=f"discord:{interaction.channel_id}",
        community=f"discord:{interaction.guild_id}" if interaction.guild_id else "",
        private=False,
        community_language=interaction.guild_locale.value if interaction.guild_locale else "",
    )


def community_of(guild: discord.Guild | None) -> str:
    """The id of a server, or nothing."""
    return f"discord:{guild.id}" if guild else ""


def language_of(guild: discord.Guild | None) -> str:
    """The language of a server, where it is known."""
    return guild.preferred_locale.value if guild and not guild.unavailable else ""


def without_mention(text: str, user: int) -> str:
    """The text without our own name in it."""
    return re.sub(rf"<@!?{user}>", " ", text).strip()


def text_of(message: discord.Message) -> str:
    """All that can be read in a message: what was written, what was forwarded, what stands in its cards."""
    parts = [message.content]
    embeds = [*message.embeds]
    for forwarded in message.message_snapshots:
        parts.append(forwarded.content)
        embeds += forwarded.embeds
    for embed in embeds:
        parts += [embed.title or "", embed.description or ""]
    return "\n".join(part for part in parts if part)[:MAX_TEXT].strip()


def _answered(message: discord.Message) -> str:
    """The text of the message that this one is a reply to, as far as Discord lets us read it."""
    answered = message.reference.resolved if message.reference else None
    return text_of(answered) if answered and not isinstance(answered, discord.DeletedReferencedMessage) else ""


def _written_on(card: discord.Message) -> str:
    """What stands on a card of ours, without the backslashes that keep Discord from reading it as markup."""
    texts = [f"{embed.title or ''}\n{embed.description or ''}" for embed in card.embeds]
    return _ESCAPE.sub(r"\1", "\n".join(texts))
