"""A Reply as plain text, for pipes, files and screen readers. Needs no terminal library."""

from __future__ import annotations

from bot import markup
from bot.core.message import Choice, Reply


def to_plain(reply: Reply) -> str:
    """Title, text, footers and numbered choices, without any markup."""
    choices = "\n".join(f"[{number}] {choice.label}" for number, choice in choices_of(reply))
    parts = [reply.title, markup.plain(markup.parse(reply.body)), reply.picture_text, "\n".join(reply.footers), choices]
    return "\n\n".join(part for part in parts if part)


def choices_of(reply: Reply) -> list[tuple[int, Choice]]:
    """What can be pressed, numbered from 1."""
    return list(enumerate((*reply.choices, *reply.feedback), start=1))


def chosen(reply: Reply | None, line: str) -> Choice | None:
    """The choice of the last reply that a line names by its number."""
    choices = choices_of(reply) if reply else []
    return next((choice for number, choice in choices if line.strip() == str(number)), None)
