"""Telegram, served: connects, listens by polling or webhook, and ends without losing what can still be sent."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from typing import Any, TypeAlias
from urllib.parse import urlsplit

from telegram import LinkPreviewOptions, Update
from telegram.constants import ParseMode, UpdateType
from telegram.error import InvalidToken, TelegramError
from telegram.ext import (
    Application,
    BaseRateLimiter,
    CallbackQueryHandler,
    ChatMemberHandler,
    Defaults,
    InlineQueryHandler,
    MessageHandler,
    filters,
)

from bot.config import Telegram
from bot.core.guide import Guide
from bot.service import CredentialRefusedError, ServiceError, UnreachableError
from bot.telegram import menus
from bot.telegram.handlers.buttons import Buttons
from bot.telegram.handlers.chats import Chats
from bot.telegram.handlers.desk import Desk
from bot.telegram.handlers.failures import Failures
from bot.telegram.handlers.forms import Forms
from bot.telegram.handlers.inline import Elsewhere
from bot.telegram.handlers.welcome import Welcomes
from bot.telegram.membership import Membership
from bot.telegram.moderators import Moderators
from bot.telegram.outbox import Outbox
from bot.telegram.pace import Pace
from bot.telegram.polling import REFUSED, PollingRequest
from bot.telegram.turns import Turns

ALLOWED_UPDATES = (
    UpdateType.MESSAGE,
    UpdateType.EDITED_MESSAGE,
    UpdateType.CALLBACK_QUERY,
    UpdateType.INLINE_QUERY,
    UpdateType.MY_CHAT_MEMBER,
    UpdateType.GUEST_MESSAGE,
)
"""What has a handler; Telegram sends nothing else."""

GRACE = 3.5
"""Seconds that replies under way get when we stop."""

RETRIES = 5
"""How often what Telegram found too fast is sent again, each time after the pause that it asked for."""

AnyApplication: TypeAlias = Application[Any, Any, Any, Any, Any, Any]


class TelegramService:
    """One bot on Telegram."""

    name = "telegram"

    def __init__(
        self, guide: Guide, settings: Telegram, token: str, rate_limiter: BaseRateLimiter[int] | None = None
    ) -> None:
        self._guide = guide
        self._settings = settings
        self._token = token
        self._rate_limiter = rate_limiter or Pace(max_retries=RETRIES)
        self._turns = Turns()
        self._over = asyncio.Event()
        self._trouble: ServiceError | None = None
        self._application: AnyApplication | None = None
        self._welcomes: Welcomes | None = None
        self._menus: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Connects and begins to answer.

        Raises:
            CredentialRefusedError: if Telegram refuses the token.
            UnreachableError: if its server cannot be reached, or ours cannot listen for it.
        """
        _keep_to_itself()
        try:
            application = self._application = self._build()
            await self._connect(application)
        except InvalidToken:
            raise CredentialRefusedError(REFUSED) from None
        except TelegramError as trouble:
            kind = type(trouble).__name__
            raise UnreachableError(f"Telegram cannot be reached at {self._settings.api_url} ({kind})") from None
        self._menus = asyncio.get_running_loop().create_task(menus.publish(application.bot, self._guide))

    async def wait(self) -> None:
        """Returns when stopped.

        Raises:
            ServiceError: when Telegram does not serve us any more.
        """
        await self._over.wait()
        if self._trouble:
            raise self._trouble

    async def stop(self) -> int:
        """Fetches no more, lets replies under way finish for a few seconds; returns how many did not."""
        application, self._application = self._application, None
        if application is None:
            return 0
        loop = asyncio.get_running_loop()
        deadline = loop.time() + GRACE
        if self._menus:
            self._menus.cancel()
        if self._welcomes:
            await self._welcomes.stop()
        await _stop_listening(application)
        ending = loop.create_task(application.stop())
        await asyncio.wait([ending], timeout=max(0.0, deadline - loop.time()))
        self._turns.abandon()
        await ending
        await application.shutdown()
        self._over.set()
        return self._turns.unfinished

    async def _connect(self, application: AnyApplication) -> None:
        """Begins to serve, or leaves nothing open."""
        try:
            await application.initialize()
            self._add_handlers(application)
            await application.start()
            await self._listen(application)
        except BaseException:
            self._application = None
            await _close(application)
            raise

    def _build(self) -> AnyApplication:
        return (
            Application.builder()
            .token(self._token)
            .base_url(f"{self._settings.api_url}/bot")
            .base_file_url(f"{self._settings.api_url}/file/bot")
            .defaults(Defaults(parse_mode=ParseMode.HTML, link_preview_options=LinkPreviewOptions(is_disabled=True)))
            .rate_limiter(self._rate_limiter)
            .concurrent_updates(self._turns)
            .get_updates_request(PollingRequest(self._end))
            .job_queue(None)
            .build()
        )

    def _add_handlers(self, application: AnyApplication) -> None:
        bot = application.bot
        membership = Membership(self._guide)
        desk = Desk(self._guide, Outbox(bot, membership), bot.bot, Moderators(bot, self._guide))
        self._welcomes = Welcomes(desk, everywhere=self._settings.welcome)
        forms = Forms(desk)
        chats, elsewhere = Chats(desk, forms, self._welcomes, membership), Elsewhere(desk)
        application.add_handlers(
            [
                MessageHandler(filters.UpdateType.MESSAGE, chats.on_message),
                CallbackQueryHandler(Buttons(desk, forms).on_press),
                MessageHandler(filters.UpdateType.EDITED_MESSAGE, chats.on_edited),
                ChatMemberHandler(membership.on_change, ChatMemberHandler.MY_CHAT_MEMBER),
                InlineQueryHandler(elsewhere.on_inline),
                MessageHandler(_GuestMessages(), elsewhere.on_guest),
            ]
        )
        application.add_error_handler(Failures(desk, self._end).on_error)

    async def _listen(self, application: AnyApplication) -> None:
        updater, webhook = application.updater, self._settings.webhook
        if updater is None:
            return
        if webhook is None:
            await updater.start_polling(allowed_updates=ALLOWED_UPDATES, error_callback=_already_noted)
            return
        try:
            await updater.start_webhook(
                listen=webhook.listen,
                port=webhook.port,
                url_path=urlsplit(webhook.url).path,
                webhook_url=webhook.url,
                secret_token=webhook.secret,
                allowed_updates=ALLOWED_UPDATES,
            )
        except OSError as trouble:
            where = f"{webhook.listen}:{webhook.port}"
            raise UnreachableError(f"Telegram's webhook cannot listen on {where} ({trouble.strerror})") from None

    def _end(self, trouble: ServiceError) -> None:
        self._trouble = trouble
        self._over.set()


class _GuestMessages(filters.UpdateFilter):
    """Messages of chats into which somebody called us."""

    def filter(self, update: Update) -> bool:
        return update.guest_message is not None


async def _stop_listening(application: AnyApplication) -> None:
    updater = application.updater
    if updater and updater.running:
        with contextlib.suppress(TimeoutError, TelegramError):  # it waits out a pause, and repeats what went wrong
            await asyncio.wait_for(updater.stop(), 1)


async def _close(application: AnyApplication) -> None:
    """Closes what a failed start has opened."""
    await _stop_listening(application)
    if application.running:
        await application.stop()
    await application.shutdown()
    await application.bot.shutdown()


def _already_noted(_: TelegramError) -> None:
    """Trouble with polling: PollingRequest has seen it and told the log."""


def _keep_to_itself() -> None:
    """Silences the libraries: they log whole updates, with what people write, and addresses, with our token."""
    for name in ("telegram", "httpx", "httpcore"):
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)
