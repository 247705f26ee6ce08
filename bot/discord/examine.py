"""Looks at the Discord application without serving it: for `rednote-guide doctor` and `rednote-guide invite`."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence

import aiohttp
import discord
from discord.http import Route

from bot.config import Discord
from bot.discord.invite import invite_url
from bot.service import CredentialRefusedError, UnreachableError

REFUSED = "Discord refuses the token: copy it again from the developer portal, page Bot, into DISCORD_TOKEN"

_INTENTS = {"listen_in": "Message Content Intent", "welcome_in": "Server Members Intent"}


async def application_of(settings: Discord, token: str) -> discord.AppInfo:
    """The application that a token belongs to.

    Raises:
        CredentialRefusedError: if Discord refuses the token.
        UnreachableError: if its server cannot be reached.
    """
    if settings.api_url:
        Route.BASE = settings.api_url
    client = discord.Client(intents=discord.Intents.none())
    try:
        async with client:
            await client.login(token)
            return await client.application_info()
    except discord.LoginFailure:
        raise CredentialRefusedError(REFUSED) from None
    except (discord.HTTPException, aiohttp.ClientError, OSError, TimeoutError) as trouble:
        raise UnreachableError(f"Discord cannot be reached ({type(trouble).__name__})") from None


async def examine(settings: Discord, token: str) -> AsyncIterator[str]:
    """Who we are on Discord, and how to be invited; a line each.

    Raises:
        CredentialRefusedError: if Discord refuses the token, or would refuse an intent.
        UnreachableError: if its server cannot be reached.
    """
    application = await application_of(settings, token)
    yield f"the token is that of the application {application.name}"
    yield f"invite it: {invite_url(application.id)}"
    flags = application.flags
    granted = {
        "listen_in": flags.gateway_message_content or flags.gateway_message_content_limited,
        "welcome_in": flags.gateway_guild_members or flags.gateway_guild_members_limited,
    }
    if refused := [key for key in needing_intents(settings) if not granted[key]]:
        raise CredentialRefusedError(refused_intents(refused))


def needing_intents(settings: Discord) -> list[str]:
    """The keys of the configuration that are set and need a privileged intent."""
    return [key for key in _INTENTS if getattr(settings, key)]


def refused_intents(keys: Sequence[str]) -> str:
    """What to do where Discord does not grant the intents that keys of the configuration need."""
    intents = " and ".join(_INTENTS[key] for key in keys)
    names = " and ".join(f"discord.{key}" for key in keys)
    return (
        f"Discord refuses an intent: switch on {intents} in the developer portal, page Bot, or take {names} out of the"
        " configuration"
    )
