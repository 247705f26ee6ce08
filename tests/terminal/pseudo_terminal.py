"""A terminal that a program cannot tell from a real one."""

from __future__ import annotations

import contextlib
import fcntl
import os
import pty
import re
import select
import struct
import subprocess
import sys
import termios
from collections.abc import Iterator
from pathlib import Path

PATIENCE = 120
"""Seconds after which nothing will come any more."""

CTRL_C, CTRL_D, ENTER, TAB, UP = "\x03", "\x04", "\r", "\t", "\x1b[A"

_WHERE = b"\x1b[6n"
"""The program asks where the cursor is, and waits for it."""

_SEQUENCE = re.compile(r"\x1b(?:\[[0-9;?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[=>()][AB0]?)")


class PseudoTerminal:
    """A window of 100 by 60 in which the chat runs; `seen` is all that it has shown, without looks."""

    def __init__(self, process: subprocess.Popen[bytes], handle: int) -> None:
        self._process = process
        self._handle = handle
        self.sent = ""
        self._prompts = 0

    @property
    def seen(self) -> str:
        """All that was shown, as text."""
        return _SEQUENCE.sub("", self.sent)

    def types(self, keys: str) -> None:
        """Presses keys."""
        os.write(self._handle, keys.encode())

    def shows(self, text: str) -> None:
        """Waits until a text is shown that was not shown before, and forgets what came before it."""
        while text not in self.seen:
            assert self._read(), self.seen
        self.sent = self.seen.partition(text)[2]

    def prompts(self) -> None:
        """Waits until the program waits for a line: keys that are pressed earlier are the system's, not its own."""
        while not self._prompts:
            assert self._read(), self.seen
        self._prompts -= 1

    def says(self, line: str, shown: str) -> None:
        """Sends a line, waits until a text is shown, and until the program waits for the next line."""
        self.types(line + ENTER)
        self.shows(shown)
        self.prompts()

    def leaves(self) -> int:
        """Waits until the program ends; its exit code."""
        while self._read():
            pass
        return self._process.wait(PATIENCE)

    def _read(self) -> bool:
        """Takes what the program shows next; false when it has ended."""
        ready, _, _ = select.select([self._handle], [], [], PATIENCE)
        assert ready, self.seen
        try:
            data = os.read(self._handle, 65_536)
        except OSError:  # how Linux says that the other side is closed
            return False
        for _ in range(data.count(_WHERE)):
            os.write(self._handle, b"\x1b[1;1R")
            self._prompts += 1
        self.sent += data.decode(errors="replace")
        return bool(data)


@contextlib.contextmanager
def opened(arguments: list[str], folder: Path, **environment: str) -> Iterator[PseudoTerminal]:
    """Runs the program in a terminal of its own."""
    handle, inside = pty.openpty()
    fcntl.ioctl(inside, termios.TIOCSWINSZ, struct.pack("HHHH", 60, 100, 0, 0))
    kept = {name: os.environ[name] for name in ("PATH", "PYTHONPATH") if name in os.environ}
    process = subprocess.Popen(  # noqa: S603 - our own program
        [sys.executable, "-m", "bot", *arguments],
        stdin=inside,
        stdout=inside,
        stderr=inside,
        cwd=folder,
        env=kept | {"HOME": str(folder), "TERM": "xterm-256color"} | environment,
        start_new_session=True,
    )
    os.close(inside)
    try:
        yield PseudoTerminal(process, handle)
    finally:
        process.kill()
        process.wait()
        os.close(handle)
