"""Payloads as Discord sends them, as small as the library takes them."""

from __future__ import annotations

import itertools
from typing import Any

APPLICATION = 1_001
BOT = 1_002
GUILD = 5_000 << 22
OTHER_GUILD = 5_001 << 22
CHANNEL = 7_001
OTHER_CHANNEL = 7_002
DIRECT = 7_900
ADA, BO, MODERATOR = 9_001, 9_002, 9_003

EVERYTHING = (1 << 53) - 1
MANAGE_MESSAGES = 1 << 13
MANAGE_SERVER = 1 << 5
HELPERS = 8_001
"""A role."""
WRITE = (1 << 10) | (1 << 11) | (1 << 14) | (1 << 16)

_ids = itertools.count(1_300_000_000_000_000_000)


def snowflake() -> str:
    """A new id."""
    return str(next(_ids))


def user(number: int, *, bot: bool = False) -> dict[str, Any]:
    """A person, or a bot."""
    return {
        "id": str(number),
        "username": f"user{number}",
        "discriminator": "0",
        "global_name": None,
        "avatar": None,
        "bot": bot,
    }


def member(number: int, permissions: int = WRITE, roles: tuple[int, ...] = ()) -> dict[str, Any]:
    """A person in a server."""
    return {
        "user": user(number),
        "roles": [str(role) for role in roles],
        "joined_at": "2026-01-01T00:00:00+00:00",
        "deaf": False,
        "mute": False,
        "flags": 0,
        "permissions": str(permissions),
    }


def channel(number: int, guild: int) -> dict[str, Any]:
    """A text channel of a server."""
    return {
        "id": str(number),
        "type": 0,
        "name": f"channel-{number}",
        "position": 0,
        "permission_overwrites": [],
        "guild_id": str(guild),
    }


def direct_channel(number: int = DIRECT, person: int = ADA) -> dict[str, Any]:
    """The channel of a person and the bot."""
    return {"id": str(number), "type": 1, "last_message_id": None, "recipients": [user(person)]}


def guild(number: int, channels: tuple[int, ...], locale: str = "en-US") -> dict[str, Any]:
    """A server."""
    everyone = {
        "id": str(number),
        "name": "@everyone",
        "permissions": str(WRITE),
        "position": 0,
        "color": 0,
        "colors": {"primary_color": 0, "secondary_color": None, "tertiary_color": None},
        "hoist": False,
        "managed": False,
        "mentionable": False,
        "flags": 0,
    }
    return {
        "id": str(number),
        "name": f"server {number}",
        "icon": None,
        "owner_id": str(MODERATOR),
        "roles": [everyone, everyone | {"id": str(HELPERS), "name": "helpers", "position": 1}],
        "emojis": [],
        "stickers": [],
        "features": [],
        "preferred_locale": locale,
        "channels": [channel(each, number) for each in channels],
        "threads": [],
        "members": [],
        "presences": [],
        "voice_states": [],
        "stage_instances": [],
        "guild_scheduled_events": [],
        "soundboard_sounds": [],
        "member_count": 3,
        "large": False,
        "unavailable": False,
        "afk_timeout": 300,
        "verification_level": 0,
        "default_message_notifications": 0,
        "explicit_content_filter": 0,
        "mfa_level": 0,
        "nsfw_level": 0,
        "premium_tier": 0,
        "premium_progress_bar_enabled": False,
        "system_channel_flags": 0,
    }


def message(
    text: str, *, author: int = ADA, place: int = CHANNEL, server: int | None = GUILD, **more: Any
) -> dict[str, Any]:
    """A message somebody wrote."""
    whole: dict[str, Any] = {
        "id": snowflake(),
        "type": 0,
        "channel_id": str(place),
        "author": user(author, bot=author == BOT),
        "content": text,
        "timestamp": "2026-11-24T12:00:00+00:00",
        "edited_timestamp": None,
        "tts": False,
        "mention_everyone": False,
        "mentions": [],
        "mention_roles": [],
        "attachments": [],
        "embeds": [],
        "pinned": False,
        "components": [],
        "flags": 0,
    }
    if server:
        named = member(author)
        del named["user"]
        whole |= {"guild_id": str(server), "member": named}
    return whole | more
