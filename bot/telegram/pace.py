"""How fast we call Telegram: as the library knows its limits, but what only asks does not count as a message."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import Any

from telegram.ext import AIORateLimiter

_ASKING = {"getChatMember", "getChatAdministrators"}


class Pace(AIORateLimiter):
    """Twenty messages a minute for a group; whether somebody may moderate it is asked beside that."""

    async def process_request(  # noqa: PLR0913, PLR0917 - the library's
        self,
        callback: Callable[..., Coroutine[Any, Any, Any]],
        args: Any,
        kwargs: dict[str, Any],
        endpoint: str,
        data: dict[str, Any],
        rate_limit_args: int | None,
    ) -> Any:
        """Waits for the turn of a request, and makes it."""
        counted = {} if endpoint in _ASKING else data
        return await super().process_request(callback, args, kwargs, endpoint, counted, rate_limit_args)
