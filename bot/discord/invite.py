"""The link that adds the bot to a server, with the permissions it needs and no others."""

from __future__ import annotations

import discord

PERMISSIONS = discord.Permissions(
    view_channel=True, send_messages=True, send_messages_in_threads=True, embed_links=True, read_message_history=True
)
"""To read a channel, to answer there with a card, and to reply to a message."""


def invite_url(application_id: int) -> str:
    """The link for the bot with this application id."""
    return discord.utils.oauth_url(application_id, permissions=PERMISSIONS, scopes=("bot", "applications.commands"))
