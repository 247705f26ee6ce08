"""The program while it serves: started by its command line, watched from outside, ended by a signal."""

from __future__ import annotations

import asyncio
import signal
import subprocess
import threading
from collections.abc import Callable
from typing import Any

from tests.cli.program import PATIENCE, Program, Ran


async def until(happened: Callable[[], Any]) -> None:
    """Waits for something that happens elsewhere; a program takes its time to start."""
    async with asyncio.timeout(PATIENCE):
        while not happened():  # noqa: ASYNC110 - nobody tells us when
            await asyncio.sleep(0.01)


class Serving:
    """`rednote-guide run` as a process of its own. `log` is what it has written so far."""

    def __init__(self, program: Program) -> None:
        self._process = program.start("run", out=subprocess.DEVNULL)
        self._lines: list[str] = []
        self._reader = threading.Thread(target=self._read)
        self._reader.start()

    @property
    def log(self) -> str:
        """What it has written to standard error so far."""
        return "".join(self._lines)

    async def says(self, words: str) -> None:
        """Waits until it has said something; that it ended without a word is no reason to wait on."""
        await until(lambda: words in self.log or not self._reader.is_alive())
        assert words in self.log, self.log

    def signal(self, which: signal.Signals) -> None:
        """Sends it a signal."""
        self._process.send_signal(which)

    async def ended(self) -> Ran:
        """Waits for it to end by itself."""
        code = await asyncio.to_thread(self._process.wait, PATIENCE)
        await asyncio.to_thread(self._reader.join, PATIENCE)
        return Ran(code, "", self.log)

    async def stop(self) -> Ran:
        """Ends it as a service manager does."""
        self.signal(signal.SIGTERM)
        return await self.ended()

    def kill(self) -> None:
        """Leaves nothing behind."""
        self._process.kill()
        self._process.wait()
        self._reader.join()
        for pipe in (self._process.stdin, self._process.stderr):
            assert pipe is not None
            pipe.close()

    def _read(self) -> None:
        assert self._process.stderr is not None
        for line in self._process.stderr:
            self._lines.append(line)
