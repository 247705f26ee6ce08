"""What a community decided, for people and channels of Discord."""

from __future__ import annotations

from typing import Any

import discord

from bot.core.community.settings import Settings


def moderates(interaction: discord.Interaction[Any], settings: Settings) -> bool:
    """Whether a person may moderate the server now.

    Who may manage messages in one channel only, for instance in a thread of their own, may not decide for all.
    """
    member = interaction.user
    if interaction.guild_id is None or not isinstance(member, discord.Member):
        return False
    if interaction.permissions.manage_guild or member.guild_permissions.manage_messages:
        return True
    return any(str(role.id) in settings.moderator_roles for role in member.roles if not role.is_default())


def speaks_in(settings: Settings, channel: Any) -> bool:
    """Whether we say something that everybody sees in a channel; what holds for a channel holds for its threads."""
    return not settings.speak_in or not places_of(channel).isdisjoint(settings.speak_in)


def shows(settings: Settings, channel: Any) -> bool:
    """Whether an answer may be shown to everybody in a channel."""
    return speaks_in(settings, channel) and settings.private_answers != "private"


def shows_at_once(settings: Settings, channel: Any) -> bool:
    """Whether the answer to a command is for everybody without further ado."""
    return speaks_in(settings, channel) and settings.private_answers == "public"


def places_of(channel: Any) -> set[str]:
    """The ids of a channel, and of the one that it is a thread of."""
    ids = (getattr(channel, name, None) for name in ("id", "parent_id"))
    return {str(number) for number in ids if number}
