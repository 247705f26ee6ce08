"""Looks at the Discord application without serving it: for `rednote-guide doctor` and `rednote-guide invite`."""

from __future__ import annotations

import aiohttp
import discord
from discord.http import Route

from bot.config import Discord
from bot.discord.invite import invite_url
from bot.service import CredentialRefusedError, UnreachableError

REFUSED = "Discord refuses the token: copy it again from the developer portal, page Bot, into DISCORD_TOKEN"


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


async def examine(settings: Discord, token: str) -> list[str]:
    """Who we are on Discord, and what is switched on there; a line each.

    Raises:
        CredentialRefusedError: if Discord refuses the token.
        UnreachableError: if its server cannot be reached.
    """
    application = await application_of(settings, token)
    flags = application.flags
    findings = [f"the token is that of the application {application.name}", f"invite it: {invite_url(application.id)}"]
    if settings.listen_in and not (flags.gateway_message_content or flags.gateway_message_content_limited):
        findings.append("discord.listen_in needs the message content intent: switch it on in the portal, page Bot")
    if settings.welcome_in and not (flags.gateway_guild_members or flags.gateway_guild_members_limited):
        findings.append("discord.welcome_in needs the server members intent: switch it on in the portal, page Bot")
    return findings
