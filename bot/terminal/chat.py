"""The chat: a line in, a card out. With a history, completion, numbered choices, and clean ways out."""

from __future__ import annotations

import dataclasses
import os
import sys
from collections.abc import AsyncGenerator, AsyncIterator, Iterator
from pathlib import Path

from prompt_toolkit import PromptSession
from prompt_toolkit.auto_suggest import AutoSuggestFromHistory
from prompt_toolkit.completion import CompleteEvent, Completer, Completion
from prompt_toolkit.document import Document
from prompt_toolkit.history import FileHistory, History, InMemoryHistory
from rich.console import Console

from bot.core.guide import Guide
from bot.core.message import Message, Reply
from bot.terminal.lines import typed_lines
from bot.terminal.plain import chosen, to_plain
from bot.terminal.render import to_rich

PERSON = "terminal"
"""Whoever sits at the terminal."""


async def chat(guide: Guide, client_language: str, history: Path | None) -> None:
    """Talks until the person leaves with Ctrl-D, Ctrl-C or an empty terminal."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        await converse(guide, client_language)
        return
    console = Console(no_color=bool(os.environ.get("NO_COLOR")) or None)
    session: PromptSession[str] = PromptSession(
        history=_history(history),
        completer=GuideCompleter(guide, client_language),
        auto_suggest=AutoSuggestFromHistory(),
        complete_while_typing=False,
    )
    reply = await guide.reply(_message("/start", client_language))
    console.print(to_rich(reply))
    async for line in _lines(session):
        if not line.strip():
            continue
        reply = await guide.reply(_message(line, client_language, reply))
        console.print(to_rich(reply))


async def converse(guide: Guide, client_language: str) -> None:
    """Answers standard input line by line in plain text."""
    reply: Reply | None = None
    async for line in typed_lines():
        reply = await guide.reply(_message(line, client_language, reply))
        print(to_plain(reply), end="\n\n", flush=True)


class GuideCompleter(Completer):
    """Completes commands, and what a command asks for."""

    def __init__(self, guide: Guide, client_language: str) -> None:
        self._guide = guide
        self._client_language = client_language

    def get_completions(self, document: Document, complete_event: CompleteEvent) -> Iterator[Completion]:
        """Nothing: the guide is asked only the asynchronous way."""
        return iter(())

    async def get_completions_async(
        self, document: Document, complete_event: CompleteEvent
    ) -> AsyncGenerator[Completion, None]:
        """What the line so far may become."""
        typed = document.text_before_cursor
        for suggestion in await self._guide.complete(_message(typed, self._client_language)):
            yield Completion(suggestion.token, -len(typed), display=suggestion.title, display_meta=suggestion.summary)


async def _lines(session: PromptSession[str]) -> AsyncIterator[str]:
    while True:
        try:
            yield await session.prompt_async("› ")
        except (EOFError, KeyboardInterrupt):
            return


def _message(line: str, client_language: str, reply: Reply | None = None) -> Message:
    """What a line says: a number presses that choice of the last reply."""
    message = Message(line, person=PERSON, conversation=PERSON, client_language=client_language)
    choice = chosen(reply, line)
    if reply is None or choice is None:
        return message
    return dataclasses.replace(message, text=choice.token, reply_language=reply.language, quoted=to_plain(reply))


def _history(path: Path | None) -> History:
    if path is None:
        return InMemoryHistory()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    except OSError:
        return InMemoryHistory()
    return FileHistory(str(path))
