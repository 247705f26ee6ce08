"""Discord, served: connects, stays connected, and ends cleanly."""

from __future__ import annotations

import asyncio
import contextlib
import logging

import aiohttp
import discord
from discord.http import Route

from bot.config import Discord
from bot.core.guide import Guide
from bot.discord.client import GuideClient
from bot.discord.examine import REFUSED, needing_intents, refused_intents
from bot.discord.sending import again
from bot.service import CredentialRefusedError, ServiceError, UnreachableError

READY_WITHIN = 60.0
"""Seconds for the first connection, and more for every further shard."""

ANSWERS_END_WITHIN = 2.5
CLOSED_WITHIN = 1.2

_log = logging.getLogger(__name__)


class DiscordService:
    """Serves the Discord bot that a token stands for."""

    name = "discord"

    def __init__(self, guide: Guide, settings: Discord, token: str) -> None:
        self._guide = guide
        self._settings = settings
        self._token = token
        self._client: GuideClient | None = None
        self._serving: asyncio.Task[None] | None = None

    @property
    def under_way(self) -> int:
        """How many events are being answered."""
        return self._client.desk.under_way if self._client else 0

    async def start(self) -> None:
        """Connects; returns when people are being answered.

        Raises:
            CredentialRefusedError: if Discord refuses the token or an intent.
            UnreachableError: if Discord cannot be reached.
        """
        discord.VoiceClient.warn_nacl = discord.VoiceClient.warn_dave = False  # we do not speak
        if self._settings.api_url:
            Route.BASE = self._settings.api_url
        try:
            client = await again(self._logged_in)
            self._serving = asyncio.create_task(client.connect())
            await self._until_ready(client, self._serving)
        except BaseException as error:
            await self.stop()
            if isinstance(error, Exception) and (told := self._explained(error)):
                raise told from None
            raise
        _log.info("Discord is served as %s, with %s shard(s)", client.user, client.shard_count)

    async def wait(self) -> None:
        """Returns, or raises a ServiceError, when Discord is no longer served although nobody stopped it."""
        if self._serving is None:
            return
        try:
            await asyncio.shield(self._serving)
        except Exception as error:
            if told := self._explained(error):
                raise told from None
            raise

    async def stop(self) -> int:
        """Ends within a few seconds; returns how many answers could not be given any more."""
        if self._client is None:
            return 0
        lost = await self._client.desk.close(ANSWERS_END_WITHIN)
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._client.close(), CLOSED_WITHIN)
        if self._serving:
            self._serving.cancel()
            await asyncio.wait({self._serving}, timeout=CLOSED_WITHIN)
        return lost

    async def _logged_in(self) -> GuideClient:
        """A client that Discord knows; a client that failed is of no further use to the library."""
        self._client = client = GuideClient(self._guide, self._settings)
        try:
            await client.login(self._token)
        except BaseException:
            await client.close()
            raise
        return client

    async def _until_ready(self, client: GuideClient, serving: asyncio.Task[None]) -> None:
        ready = asyncio.create_task(client.wait_until_ready())
        try:
            patience = READY_WITHIN * (1 + (client.shard_count or 1) / 10)
            await asyncio.wait({ready, serving}, timeout=patience, return_when=asyncio.FIRST_COMPLETED)
            if serving.done():
                await serving
            if not ready.done():
                raise TimeoutError
        finally:
            ready.cancel()

    def _explained(self, error: Exception) -> ServiceError | None:
        """What an error of the library means to an operator; nothing if it is our own mistake."""
        match error:
            case ServiceError():
                return error
            case discord.PrivilegedIntentsRequired():
                return CredentialRefusedError(refused_intents(needing_intents(self._settings)))
            case discord.LoginFailure() | discord.ConnectionClosed(code=4004):
                return CredentialRefusedError(REFUSED)
            case discord.HTTPException():
                reason = f"it answers with status {error.status}"
            case discord.ConnectionClosed():
                reason = f"it closes the connection with code {error.code}"
            case OSError() | TimeoutError() | aiohttp.ClientError() | discord.GatewayNotFound():
                reason = type(error).__name__
            case _:
                return None
        return UnreachableError(f"Discord cannot be reached: {reason}")
