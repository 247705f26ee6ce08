"""The program, started as a person or another program starts it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from bot.cli import main

PATIENCE = 120
"""Seconds after which nothing will come any more. No test takes them; a hanging one ends."""

_KEPT = ("PATH", "PYTHONPATH", "SYSTEMROOT", "TEMP", "TMP")


@dataclass(frozen=True, slots=True)
class Ran:
    """What a finished program left."""

    code: int
    out: str
    err: str

    @property
    def objects(self) -> list[dict[str, object]]:
        """The JSON objects it printed, one a line."""
        return [json.loads(line) for line in self.out.split("\n") if line]


@dataclass(frozen=True, slots=True)
class Program:
    """The program in an empty folder and a home of its own, with a configuration if there is one."""

    folder: Path
    config: Path | None = None
    environment: dict[str, str] = field(default_factory=dict)

    def run(self, *arguments: str, typed: str | bytes = "", **environment: str) -> Ran:
        """Runs it to its end."""
        given = typed if isinstance(typed, bytes) else typed.encode()
        done = subprocess.run(  # noqa: S603 - our own program
            self._command(arguments),
            input=given,
            capture_output=True,
            timeout=PATIENCE,
            check=False,
            cwd=self.folder,
            env=self._environment(environment),
        )
        return Ran(done.returncode, _read(done.stdout), _read(done.stderr))

    def start(self, *arguments: str, out: int = subprocess.PIPE) -> subprocess.Popen[str]:
        """Starts it, to be written to and read from line by line."""
        return subprocess.Popen(  # noqa: S603 - our own program
            self._command(arguments),
            stdin=subprocess.PIPE,
            stdout=out,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            cwd=self.folder,
            env=self._environment({}),
        )

    def _command(self, arguments: tuple[str, ...]) -> list[str]:
        config = ["--config", str(self.config)] if self.config else []
        return [sys.executable, "-m", "bot", *config, *arguments]

    def _environment(self, more: dict[str, str]) -> dict[str, str]:
        kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
        home = str(self.folder)
        return kept | {"HOME": home, "LOCALAPPDATA": home, "NO_COLOR": "1"} | self.environment | more


@dataclass(frozen=True, slots=True)
class Here:
    """The program run inside the test: quick, for all that does not depend on its being a process."""

    folder: Path
    capsys: pytest.CaptureFixture[str]
    monkeypatch: pytest.MonkeyPatch
    config: Path | None = None

    def run(self, *arguments: str) -> Ran:
        """Runs it to its end."""
        config = ["--config", str(self.config)] if self.config else []
        self.monkeypatch.chdir(self.folder)
        for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
            self.monkeypatch.delenv(name, raising=False)
        try:
            code = main([*config, *arguments])
        except SystemExit as left:
            code = int(left.code or 0)
        told = self.capsys.readouterr()
        return Ran(code, told.out, told.err)


def write_config(path: Path, **settings: object) -> Path:
    """Writes a configuration; JSON is YAML."""
    path.write_text("".join(f"{key}: {json.dumps(value)}\n" for key, value in settings.items()), encoding="utf-8")
    return path


def say(process: subprocess.Popen[str], line: str) -> None:
    """Writes one line to a program that is running."""
    assert process.stdin is not None
    process.stdin.write(line + "\n")
    process.stdin.flush()


def hear(process: subprocess.Popen[str]) -> str:
    """The next line that a running program prints."""
    assert process.stdout is not None
    return process.stdout.readline().rstrip("\n")


def end(process: subprocess.Popen[str]) -> Ran:
    """Closes its input and waits for it to end by itself."""
    out, err = process.communicate(timeout=PATIENCE)
    return Ran(process.returncode, out or "", err)


def until(happened: Callable[[], bool]) -> None:
    """Waits for something that happens elsewhere."""
    deadline = time.monotonic() + PATIENCE
    while not happened():
        assert time.monotonic() < deadline, "it never happened"
        time.sleep(0.01)


def _read(output: bytes) -> str:
    return output.decode("utf-8").replace(os.linesep, "\n")
