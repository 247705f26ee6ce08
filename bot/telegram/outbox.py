"""Sends what was rendered, and does not let go before Telegram took it or said that there is nobody to take it."""

from __future__ import annotations

import asyncio
import contextlib
import functools
import itertools
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Iterator
from typing import TypeVar

from telegram import (
    Bot,
    Document,
    InlineQueryResultArticle,
    InlineQueryResultsButton,
    ReplyParameters,
)
from telegram.constants import ChatAction
from telegram.error import BadRequest, ChatMigrated, Forbidden, NetworkError, TelegramError

from bot.core.message import File
from bot.telegram.membership import Membership
from bot.telegram.message import Place
from bot.telegram.render import Page

PATIENCE = 600.0
"""Seconds for which a message is tried again."""

SLOW = 1.0
"""Seconds after which a person is shown that we are at work; the sign fades after five."""

INLINE_CACHE = 300
"""Seconds for which Telegram may keep the results of an inline query for the same person."""

MAX_FILE = 2_000_000
"""Bytes of a file that we fetch."""

_Result = TypeVar("_Result")
_log = logging.getLogger(__name__)

# What Telegram says when a chat, a topic or a message is gone or closed to us. Nobody waits for the answer there.
_GONE = (
    "not found",
    "can't be edited",
    "no text in the message to edit",
    "not enough rights",
    "have no rights",
    "chat_write_forbidden",
    "topic_closed",
    "topic_deleted",
    "message_id_invalid",
    "query is too old",
    "query id is invalid",
    "query_id_invalid",
    "chat is deactivated",
    "group is deactivated",
    "peer_id_invalid",
    "upgraded to a supergroup",
)
_LOST = ("chat not found", "chat is deactivated", "group is deactivated")
_SILENCED = ("rights", "write")
_NOTHING_NEW = "is not modified"


class Outbox:
    """The way out. What Telegram says about a group in place of taking a message is noted."""

    def __init__(self, bot: Bot, membership: Membership) -> None:
        self._bot = bot
        self._membership = membership

    async def post(self, place: Place, pages: Iterable[Page]) -> list[int]:
        """Sends an answer; returns the ids of its messages, fewer than pages if nobody takes them."""
        sent: list[int] = []
        for page in pages:
            try:
                message = await self._reach(place, functools.partial(self._send, place, page))
            except ChatMigrated as moved:  # of which its own message may not have told us yet
                await self._membership.moved(place.chat, moved.new_chat_id)
                place = Place(moved.new_chat_id, group=place.group)
                message = await self._reach(place, functools.partial(self._send, place, page))
            if message is None:
                break
            sent.append(message)
        return sent

    async def edit(self, place: Place, message: int, page: Page) -> bool:
        """Changes one of our messages; says whether it is still there."""
        edit = functools.partial(self._edit, page, chat_id=place.chat, message_id=message)
        try:
            return await self._reach(place, edit) is not None
        except ChatMigrated as moved:  # what was said in the old group stays there
            await self._membership.moved(place.chat, moved.new_chat_id)
            return False

    async def edit_inline(self, message: str, page: Page) -> None:
        """Changes a message that somebody posted through us."""
        await _insist(functools.partial(self._edit, page, inline_message_id=message))

    async def answer_press(self, query: str, note: str = "", *, alert: bool = False) -> None:
        """Ends the waiting sign on a button, with a note for the person who pressed it."""
        with contextlib.suppress(TelegramError):
            await self._bot.answer_callback_query(query, note or None, show_alert=alert or None)

    async def hand_over(self, person: int, file: File) -> bool:
        """Sends a file to a person in private; says whether they let us."""
        send = functools.partial(self._bot.send_document, person, file.data, filename=file.name)
        return await _insist(send) is not None

    async def fetch(self, document: Document) -> File | None:
        """A file that somebody sent, if it is not too large."""
        if (document.file_size or 0) > MAX_FILE:
            return None
        data = await (await document.get_file()).download_as_bytearray()
        return File(document.file_name or "file", bytes(data))

    async def answer_inline(self, query: str, results: list[InlineQueryResultArticle], more: str) -> None:
        """Shows results, and a button into the private chat above them. Late results would help nobody: one try."""
        button = InlineQueryResultsButton(more, start_parameter="inline")
        try:
            await self._bot.answer_inline_query(
                query, results, cache_time=INLINE_CACHE, is_personal=True, button=button
            )
        except BadRequest as refused:
            if not _is_gone(refused):
                raise
        except NetworkError as trouble:
            _log.info("the results of an inline query were lost (%s)", type(trouble).__name__)

    async def answer_guest(self, query: str, result: InlineQueryResultArticle) -> None:
        """Answers in a chat where we are a guest."""
        await _insist(functools.partial(self._bot.answer_guest_query, query, result))

    async def delete(self, chat: int, message: int) -> None:
        """Removes one of our messages, if it is still there and young enough."""
        with contextlib.suppress(TelegramError):
            await self._bot.delete_message(chat, message)

    @contextlib.asynccontextmanager
    async def typing(self, place: Place) -> AsyncIterator[None]:
        """Shows that we are at work while what is inside takes long."""
        sign = asyncio.get_running_loop().create_task(self._show_typing(place))
        try:
            yield
        finally:
            sign.cancel()

    async def _reach(self, place: Place, call: Callable[[], Awaitable[_Result]]) -> _Result | None:
        """Insists on a call, unless Telegram says that nobody is there; a group that is lost to us is noted."""
        lost = functools.partial(self._membership.lost, place.chat)
        return await _insist(call, lost if place.group else None)

    async def _show_typing(self, place: Place) -> None:
        while True:
            await asyncio.sleep(SLOW)
            with contextlib.suppress(TelegramError):
                await self._bot.send_chat_action(place.chat, ChatAction.TYPING, message_thread_id=place.topic)
            await asyncio.sleep(4 - SLOW)

    async def _send(self, place: Place, page: Page) -> int:
        asked = ReplyParameters(place.reply_to, allow_sending_without_reply=True) if place.reply_to else None
        if page.picture:
            photo = await self._bot.send_photo(
                place.chat,
                page.picture,
                caption=page.html,
                reply_markup=page.keyboard,
                message_thread_id=place.topic,
                reply_parameters=asked,
            )
            return photo.message_id
        message = await self._bot.send_message(
            place.chat,
            page.html,
            reply_markup=page.keyboard or page.box,
            message_thread_id=place.topic,
            reply_parameters=asked,
        )
        return message.message_id

    async def _edit(
        self,
        page: Page,
        chat_id: int | None = None,
        message_id: int | None = None,
        inline_message_id: str | None = None,
    ) -> bool:
        try:
            await self._bot.edit_message_text(
                page.html,
                chat_id=chat_id,
                message_id=message_id,
                inline_message_id=inline_message_id,
                reply_markup=page.keyboard,
            )
        except BadRequest as refused:
            if _NOTHING_NEW not in refused.message.casefold():
                raise
        return True


async def _insist(
    call: Callable[[], Awaitable[_Result]], lost: Callable[[], Awaitable[None]] | None = None
) -> _Result | None:
    """Calls until Telegram took it, or said that nobody is there: then nothing is returned.

    `lost` is called if it said that we are not there, or that there is no such chat any more.

    Where an answer was lost on the way we send again: rather twice than never.
    """
    for pause in _pauses():
        try:
            return await call()
        except (Forbidden, BadRequest) as refused:
            if not _is_gone(refused):
                raise  # our own mistake
            if lost and _is_lost(refused):
                await lost()
            return None
        except NetworkError as trouble:
            if pause is None:
                raise
            _log.warning("Telegram did not take a message (%s); trying again", type(trouble).__name__)
            await asyncio.sleep(pause)
    return None


def _is_gone(refused: Forbidden | BadRequest) -> bool:
    return isinstance(refused, Forbidden) or _says(refused, _GONE)


def _is_lost(refused: Forbidden | BadRequest) -> bool:
    """Whether we are not there; where we may only not write, we are."""
    return _says(refused, _LOST) or (isinstance(refused, Forbidden) and not _says(refused, _SILENCED))


def _says(refused: TelegramError, phrases: Iterable[str]) -> bool:
    return any(phrase in refused.message.casefold() for phrase in phrases)


def _pauses() -> Iterator[float | None]:
    """Seconds between tries: longer and longer, up to half a minute; at last nothing."""
    waited = 0.0
    for turn in itertools.count():
        pause = min(0.5 * 2**turn, 30)
        waited += pause
        if waited > PATIENCE:
            yield None
            return
        yield pause
