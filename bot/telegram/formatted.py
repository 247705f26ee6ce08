"""What somebody wrote, as Markdown: Telegram's apps turn the signs that people type into formatting as they send."""

from __future__ import annotations

from collections import defaultdict

import telegram
from telegram import MessageEntity

_SIGNS = {MessageEntity.BOLD: "**", MessageEntity.ITALIC: "*", MessageEntity.CODE: "`"}


def to_markdown(said: telegram.Message) -> str:
    """The text of a message with its bold, italic, code and links in the Markdown of answers."""
    text = said.text or said.caption or ""
    written = text.encode("utf-16-le")
    marks: dict[int, tuple[list[str], list[str]]] = defaultdict(lambda: ([], []))
    for entity in sorted(said.entities or said.caption_entities, key=lambda each: (each.offset, -each.length)):
        opening, closing = _around(entity)
        start, end = _without_space(written, entity.offset, entity.offset + entity.length)
        if opening and start < end:
            marks[start][1].append(opening)
            marks[end][0].insert(0, closing)
    parts, last = [], 0
    for place in sorted(marks):
        closings, openings = marks[place]
        parts += [_part(written, last, place), *closings, *openings]
        last = place
    return "".join([*parts, _part(written, last, len(written) // 2)])


def _around(entity: MessageEntity) -> tuple[str, str]:
    if entity.type == MessageEntity.TEXT_LINK:
        return "[", f"]({entity.url})"
    sign = _SIGNS.get(entity.type, "")
    return sign, sign


def _without_space(written: bytes, start: int, end: int) -> tuple[int, int]:
    """What is formatted, without the spaces around it, which Markdown does not allow there."""
    text = _part(written, start, end)
    return start + len(text) - len(text.lstrip()), end - len(text) + len(text.rstrip())


def _part(written: bytes, start: int, end: int) -> str:
    """A part of a text by the places that Telegram counts in, UTF-16 units."""
    return written[2 * start : 2 * end].decode("utf-16-le")
