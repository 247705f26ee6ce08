"""What every command that answers texts does alike: where the texts come from, and how a reply is shown."""

from __future__ import annotations

import sys
from collections.abc import AsyncIterator, Sequence

from bot.core.message import Reply
from bot.terminal.lines import typed_lines
from bot.terminal.plain import to_plain


async def texts_of(given: Sequence[str]) -> AsyncIterator[str]:
    """The texts on the command line; without one, the lines of standard input as they come."""
    for text in given:
        yield text
    if not given:
        async for line in typed_lines():
            yield line


def show(reply: Reply) -> None:
    """A card for people, plain text for pipes and files."""
    if not sys.stdout.isatty():
        print(to_plain(reply), end="\n\n", flush=True)
        return
    from rich.console import Console  # noqa: PLC0415 - only for people

    from bot.terminal.render import to_rich  # noqa: PLC0415 - the same

    Console().print(to_rich(reply))
