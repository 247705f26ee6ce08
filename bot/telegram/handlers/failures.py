"""A handler failed: the log learns what kind of error it was, the person that it was not their fault."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import TYPE_CHECKING

from telegram import Update
from telegram.error import InvalidToken, TelegramError

from bot.service import CredentialRefusedError, ServiceError
from bot.telegram.handlers.desk import Desk
from bot.telegram.message import Asked, asked_by_press, asked_in_chat, place_of_press
from bot.telegram.polling import REFUSED

if TYPE_CHECKING:
    from telegram.ext import ContextTypes

_log = logging.getLogger(__name__)


class Failures:
    """What becomes of errors. `ended` is called with one after which we cannot go on."""

    def __init__(self, desk: Desk, ended: Callable[[ServiceError], None]) -> None:
        self._desk = desk
        self._ended = ended

    async def on_error(self, update: object, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Logs the kind of error only: its text may hold what a person wrote, or our token."""
        error = context.error
        if isinstance(error, InvalidToken):
            self._ended(CredentialRefusedError(REFUSED))
            return
        _log.error("an update could not be answered: %s", type(error).__name__)
        asked = self._asked(update) if isinstance(update, Update) else None
        if asked is None or asked.how == "unasked":
            return
        if isinstance(update, Update) and update.callback_query:
            await self._desk.outbox.answer_press(update.callback_query.id)
        try:
            await self._desk.apologise(asked)
        except TelegramError as again:
            _log.error("nor could that be said: %s", type(again).__name__)

    def _asked(self, update: Update) -> Asked | None:
        """Who waits for an answer, and where."""
        said = update.message or update.edited_message
        if said:
            return asked_in_chat(said, self._desk.me)
        query = update.callback_query
        if query and query.message:
            return Asked(asked_by_press(query), place_of_press(query.message))
        return None
