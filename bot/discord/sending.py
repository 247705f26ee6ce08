"""What may go wrong between us and Discord: what is normal life, and what is worth another try."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import TypeVar

import aiohttp
import discord

ORDINARY = {
    10_003: "the channel is gone",
    10_008: "the message is gone",
    10_015: "the time to answer is over",
    10_062: "the time to answer is over",
    40_060: "it was answered already",
    50_001: "we may not see the channel",
    50_007: "the person takes no direct messages",
    50_013: "we may not write there",
    50_027: "the time to answer is over",
}
"""Discord's error codes that happen every day, with what they mean."""

_PAUSES = (0.25, 1.0)
"""Seconds before each further try."""

Result = TypeVar("Result")


def is_ordinary(error: BaseException) -> bool:
    """Whether an error is no fault of anybody."""
    return isinstance(error, discord.HTTPException) and error.code in ORDINARY


async def again(call: Callable[[], Awaitable[Result]]) -> Result:
    """Makes a call, again where the connection broke. Only for calls that do no harm when they are made twice."""
    for pause in _PAUSES:
        try:
            return await call()
        except (aiohttp.ClientConnectionError, ConnectionError):
            await asyncio.sleep(pause)
    return await call()
