"""Engines that speak JSON over HTTP."""

from __future__ import annotations

from typing import Any, TypeVar

import httpx
import msgspec

from bot.translation.engine import no_answer_in_time, no_translation, not_reached, require_success

TIMEOUT = httpx.Timeout(10.0, connect=4.0)

T = TypeVar("T")


async def post_json(
    client: httpx.AsyncClient, address: str, body: dict[str, Any], headers: dict[str, str], expected: type[T]
) -> T:
    """Posts JSON and reads the answer.

    Raises:
        EngineError: if there is none, or not of the expected shape.
    """
    try:
        response = await client.post(address, content=msgspec.json.encode(body), headers=headers)
    except httpx.TimeoutException:
        raise no_answer_in_time() from None
    except (httpx.HTTPError, httpx.InvalidURL):
        raise not_reached() from None
    require_success(response.status_code)
    try:
        return msgspec.json.decode(response.content, type=expected)
    except (msgspec.MsgspecError, UnicodeError):
        raise no_translation() from None
