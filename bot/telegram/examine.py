"""Looks at the Telegram account without serving it: for `rednote-guide doctor`."""

from __future__ import annotations

from collections.abc import AsyncIterator

from telegram import Bot
from telegram.error import InvalidToken, TelegramError

from bot.config import Telegram
from bot.service import CredentialRefusedError, UnreachableError
from bot.telegram.polling import REFUSED


async def examine(settings: Telegram, token: str) -> AsyncIterator[str]:
    """Who we are on Telegram, and what is switched on there; a line each.

    Raises:
        CredentialRefusedError: if Telegram refuses the token.
        UnreachableError: if its server cannot be reached.
    """
    try:
        async with Bot(token, base_url=f"{settings.api_url}/bot") as bot:
            me = await bot.get_me()
            hook = await bot.get_webhook_info()
    except InvalidToken:
        raise CredentialRefusedError(REFUSED) from None
    except TelegramError as trouble:
        kind = type(trouble).__name__
        raise UnreachableError(f"Telegram cannot be reached at {settings.api_url} ({kind})") from None
    yield f"the token is that of @{me.username}"
    yield _switched(
        me.can_join_groups, "it may be added to groups", "it cannot join groups; @BotFather, /setjoingroups"
    )
    yield _switched(
        not me.can_read_all_group_messages,
        "privacy mode is on: in groups it sees only what is meant for it",
        "privacy mode is off: it is sent every message of its groups, and ignores most of them",
    )
    yield _switched(me.supports_inline_queries, "inline mode is on", "inline mode is off; @BotFather, /setinline")
    yield _listening(settings, hook.url)


def _switched(on: bool | None, yes: str, no: str) -> str:
    return yes if on else no


def _listening(settings: Telegram, registered: str) -> str:
    if settings.webhook:
        return f"it will be called at {settings.webhook.url}"
    if registered:
        return "a webhook is registered; polling will take its place"
    return "it will ask for news (polling)"
