"""What every command that answers texts does alike: where the texts come from, and how a reply is shown."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator

from bot.core.message import Reply
from bot.terminal.plain import to_plain


def texts_of(given: list[str]) -> Iterable[str]:
    """The texts on the command line; without one, the lines of standard input as they come."""
    return given or _lines()


def show(reply: Reply) -> None:
    """A card for people, plain text for pipes and files."""
    if not sys.stdout.isatty():
        print(to_plain(reply), end="\n\n", flush=True)
        return
    from rich.console import Console  # noqa: PLC0415 - only for people

    from bot.terminal.render import to_rich  # noqa: PLC0415 - the same

    Console().print(to_rich(reply))


def _lines() -> Iterator[str]:
    while line := sys.stdin.readline():
        if line.strip():
            yield line.strip()
