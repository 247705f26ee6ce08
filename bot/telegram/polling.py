"""Asks Telegram for updates, and notices when it will not give us any more."""

from __future__ import annotations

import logging
from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from telegram.error import NetworkError
from telegram.request import HTTPXRequest

from bot.service import CredentialRefusedError, ServiceError, UnreachableError

CONFLICTS = 3
"""Refusals in a row that show a second poller; a single one may be our own poll from before a lost connection."""

REFUSED = "Telegram refused the token: set TELEGRAM_TOKEN to the one that @BotFather shows for this bot"
SECOND_POLLER = (
    "Telegram: another program fetches this bot's messages with the same token; stop it, or use another bot for one"
)

_log = logging.getLogger(__name__)


class PollingRequest(HTTPXRequest):
    """The connection that fetches updates. `ended` is called when there is no use in going on."""

    def __init__(self, ended: Callable[[ServiceError], None]) -> None:
        super().__init__(connection_pool_size=1)
        self._ended = ended
        self._conflicts = 0
        self._away = False

    async def do_request(self, *args: Any, **kwargs: Any) -> tuple[int, bytes]:
        """Sends a request and looks at how it went."""
        try:
            code, payload = await super().do_request(*args, **kwargs)
        except NetworkError as trouble:
            self._note(type(trouble).__name__)
            raise
        self._look_at(code)
        return code, payload

    def _look_at(self, code: int) -> None:
        self._conflicts = self._conflicts + 1 if code == HTTPStatus.CONFLICT else 0
        if code in (HTTPStatus.UNAUTHORIZED, HTTPStatus.NOT_FOUND):
            self._ended(CredentialRefusedError(REFUSED))
        elif self._conflicts >= CONFLICTS:
            self._ended(UnreachableError(SECOND_POLLER))
        elif code >= HTTPStatus.INTERNAL_SERVER_ERROR:
            self._note(str(code))
        elif code == HTTPStatus.OK and self._away:
            self._away = False
            _log.info("Telegram can be reached again")

    def _note(self, trouble: str) -> None:
        """Writes the first of several troubles to the log."""
        if not self._away:
            self._away = True
            _log.warning("Telegram cannot be reached (%s); trying on", trouble)
