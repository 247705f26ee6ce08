"""Standard input line by line."""

from __future__ import annotations

import asyncio
import contextlib
import sys
import threading
from collections.abc import AsyncIterator


async def typed_lines() -> AsyncIterator[str]:
    """The lines of standard input as they come, those that say nothing left out."""
    async for line in every_line():
        if line:
            yield line


async def every_line() -> AsyncIterator[str]:
    """The lines of standard input as they come."""
    while line := await _next():
        yield line.strip()


async def _next() -> str:
    """The next line; nothing at the end.

    The thread that waits for it is left behind if need be, and holds no lock: Ctrl-C ends us while nobody writes.
    """
    loop = asyncio.get_running_loop()
    line: asyncio.Future[str] = loop.create_future()

    def read() -> None:
        with open(sys.stdin.fileno(), "rb", buffering=0, closefd=False) as stream:
            text = stream.readline().decode(errors="replace")
        with contextlib.suppress(RuntimeError):  # everybody has left
            loop.call_soon_threadsafe(line.set_result, text)

    threading.Thread(target=read, daemon=True).start()
    return await line
