"""The chat: a line in, a card out. With a history, completion, numbered choices, and clean ways out."""

from __future__ import annotations

import dataclasses
import os
import sys
from collections.abc import AsyncGenerator, AsyncIterator, Iterator, Mapping
from pathlib import Path

from prompt_toolkit import PromptSession
from prompt_toolkit.auto_suggest import AutoSuggestFromHistory
from prompt_toolkit.completion import CompleteEvent, Completer, Completion
from prompt_toolkit.document import Document
from prompt_toolkit.history import FileHistory, History, InMemoryHistory
from rich.console import Console

from bot.core.guide import Guide
from bot.core.message import File, Form, Message, Reply
from bot.terminal.forms import Filling, asked
from bot.terminal.lines import every_line
from bot.terminal.plain import chosen, to_plain
from bot.terminal.render import to_rich

PERSON = "terminal"
"""Whoever sits at the terminal."""


async def chat(guide: Guide, client_language: str, history: Path | None, community: str = "") -> None:
    """Talks until the person leaves with Ctrl-D, Ctrl-C or an empty terminal. In a community they are a moderator."""
    seat = Seat(client_language, community)
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        await converse(guide, seat)
        return
    console = Console(no_color=bool(os.environ.get("NO_COLOR")) or None)
    session: PromptSession[str] = PromptSession(
        history=_history(history),
        completer=GuideCompleter(guide, seat),
        auto_suggest=AutoSuggestFromHistory(),
        complete_while_typing=False,
    )
    reply = await guide.reply(seat.message("/start"))
    console.print(to_rich(reply))
    async for line in _lines(session):
        if not line.strip():
            continue
        reply = await guide.reply(seat.message(line, reply))
        console.print(to_rich(reply))
        while reply.form and (filled := await asked(reply.form)) is not None:
            reply = await guide.reply(seat.filled_in(reply.form, filled, reply.language))
            console.print(to_rich(reply))
        if reply.file:
            console.print(_saved(reply.file))


async def converse(guide: Guide, seat: Seat) -> None:
    """Answers standard input line by line in plain text; a line that begins with `/` leaves a form."""
    reply: Reply | None = None
    filling: Filling | None = None
    async for line in every_line():
        if filling and reply and not line.startswith("/"):
            filling.take(line)
            if filling.prompt:
                print(filling.prompt, flush=True)
                continue
            reply = await guide.reply(seat.filled_in(filling.form, filling.values, reply.language))
        elif line:
            reply = await guide.reply(seat.message(line, reply))
        else:
            continue
        print(to_plain(reply), end="\n\n", flush=True)
        if reply.file:
            print(_saved(reply.file), flush=True)
        filling = Filling(reply.form) if reply.form else None
        if filling:
            print(filling.prompt, flush=True)


@dataclasses.dataclass(frozen=True, slots=True)
class Seat:
    """Where the person sits: their language, and the community that they moderate, if any."""

    client_language: str
    community: str = ""

    def message(self, line: str, reply: Reply | None = None) -> Message:
        """What a line says: a number presses that choice of the last reply."""
        message = Message(
            line,
            person=PERSON,
            conversation=PERSON,
            community=self.community,
            client_language=self.client_language,
            moderator=bool(self.community),
        )
        choice = chosen(reply, line)
        if reply is None or choice is None:
            return message
        return dataclasses.replace(message, text=choice.token, reply_language=reply.language, quoted=to_plain(reply))

    def filled_in(self, form: Form, fields: Mapping[str, str], language: str) -> Message:
        """What a filled form says, in the language that it was shown in."""
        return dataclasses.replace(self.message(form.token), fields=fields, reply_language=language)


class GuideCompleter(Completer):
    """Completes commands, and what a command asks for."""

    def __init__(self, guide: Guide, seat: Seat) -> None:
        self._guide = guide
        self._seat = seat

    def get_completions(self, document: Document, complete_event: CompleteEvent) -> Iterator[Completion]:
        """Nothing: the guide is asked only the asynchronous way."""
        return iter(())

    async def get_completions_async(
        self, document: Document, complete_event: CompleteEvent
    ) -> AsyncGenerator[Completion, None]:
        """What the line so far may become."""
        typed = document.text_before_cursor
        for suggestion in await self._guide.complete(self._seat.message(typed)):
            yield Completion(suggestion.token, -len(typed), display=suggestion.title, display_meta=suggestion.summary)


async def _lines(session: PromptSession[str]) -> AsyncIterator[str]:
    while True:
        try:
            yield await session.prompt_async("› ")
        except (EOFError, KeyboardInterrupt):
            return


def _saved(file: File) -> str:
    """Writes a file into the folder where the person stands; says where it is, or why it is not."""
    path = Path(file.name)
    try:
        with path.open("xb") as stream:
            stream.write(file.data)
    except OSError as error:
        return f"{path}: {error.strerror}"
    return str(path.absolute())


def _history(path: Path | None) -> History:
    if path is None:
        return InMemoryHistory()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    except OSError:
        return InMemoryHistory()
    return FileHistory(str(path))
