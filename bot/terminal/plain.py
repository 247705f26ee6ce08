"""A Reply as plain text, for pipes, files and screen readers. Needs no terminal library."""

from __future__ import annotations

from bot import markup
from bot.core.message import Reply


def to_plain(reply: Reply) -> str:
    """Title, text, footers and numbered choices, without any markup."""
    choices = "\n".join(f"[{number}] {label}" for number, label in choices_of(reply))
    parts = [reply.title, markup.plain(markup.parse(reply.body)), "\n".join(reply.footers), choices]
    return "\n\n".join(part for part in parts if part)


def choices_of(reply: Reply) -> list[tuple[int, str]]:
    """What can be pressed, numbered from 1."""
    return [(number, choice.label) for number, choice in enumerate(reply.choices, start=1)]


def token_of(reply: Reply | None, line: str) -> str:
    """The message that a line stands for: a number is the choice of that number in the last reply."""
    number = line.strip()
    if reply and number.isdecimal() and number.isascii() and 1 <= int(number[:4]) <= len(reply.choices):
        return reply.choices[int(number[:4]) - 1].token
    return line
