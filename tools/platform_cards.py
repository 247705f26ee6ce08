"""Draws what the adapters send: a Discord embed with its buttons and selects, a modal, a Telegram message."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from html.parser import HTMLParser
from typing import Any

from drawing import BUTTON, GAP, LEADING, PAD, Drawing, Run, fitting, wide

from bot.discord.render import Card
from bot.telegram.render import Page

DISCORD, TELEGRAM = 560, 440
"""Pixels across."""

_MARKED = re.compile(
    r"\\(?P<plain>.)|`` (?P<ticks>.+?) ``|`(?P<code>[^`]+)`|\*\*(?P<b>.+?)\*\*(?!\*)|\*(?P<i>[^*]+)\*"
    r"|\[(?P<a>(?:\\.|[^\]\\])*)\]\([^)\s]+\)|(?P<person><@\d+>)"
)
_LIST = re.compile(r"(?P<mark>- |\d+\. )")
_PRIMARY, _BUTTON_KIND, _PARAGRAPH = 1, 2, 2


def discord_card(card: Card) -> str:
    """The message: a card with a bar, and below it what can be pressed."""
    drawing, embed = Drawing(DISCORD), card.embed.to_dict()
    top, x, room = drawing.y, 2.0 * PAD, DISCORD - 4.0 * PAD
    drawing.y += PAD / 2
    drawing.text(x, room, [*_of_markdown(embed.get("title", ""))], "title")
    drawing.y += GAP
    _markdown(drawing, x, room, embed.get("description", ""))
    for name, data in ((each.name, each.data) for each in card.attached):
        if embed.get("image", {}).get("url") == f"attachment://{name}":
            drawing.y += GAP
            drawing.picture(x, room, data)
    for line in embed.get("footer", {}).get("text", "").splitlines():
        drawing.y += GAP
        drawing.text(x, room, [(line, "")], "dim")
    drawing.y += PAD / 2
    height = drawing.y - top
    drawing.box((PAD, top, 5, height), "accent", 0)
    drawing.box((PAD, top, DISCORD - 2 * PAD, height), "card", 0)
    for row in card.view.to_components():
        _row(drawing, row["components"])
    return drawing.svg(embed.get("title", ""))


def discord_modal(modal: Mapping[str, Any], written: Mapping[str, str]) -> str:
    """The form, with what a person wrote into it."""
    drawing, x, room = Drawing(DISCORD), 2.0 * PAD, DISCORD - 4.0 * PAD
    top = drawing.y
    drawing.y += PAD / 2
    drawing.text(x, room, [(modal["title"], "")], "title")
    for label in modal["components"]:
        field = label["component"]
        text = written.get(field["custom_id"], field.get("value") or "")
        drawing.y += PAD / 2
        drawing.line(x, [(label["label"], "b"), (" *" if field["required"] else "", "a")])
        start, mark = drawing.y, len(drawing.parts)
        drawing.y += GAP
        for line in text.split("\n"):
            drawing.text(x + 10, room - 20, [(line, "")])
        drawing.y = max(drawing.y, start + LEADING * (3 if field["style"] == _PARAGRAPH else 1) + GAP) + GAP
        drawing.box((x, start, room, drawing.y - start), "field", mark)
    drawing.y += PAD / 2
    drawing.box((PAD, top, DISCORD - 2 * PAD, drawing.y - top), "card", 0)
    return drawing.svg(modal["title"])


def telegram_message(page: Page) -> str:
    """The message, with its picture, and its keyboard; of a question, the box in which it is replied to."""
    drawing, x, room = Drawing(TELEGRAM), 2.0 * PAD, TELEGRAM - 4.0 * PAD
    top = drawing.y
    drawing.y += PAD / 2
    if page.picture:
        drawing.picture(x, room, page.picture)
    for line, quoted in _Lines.of(page.html):
        if not line:
            drawing.y += LEADING / 2
            continue
        start = drawing.y
        drawing.text(
            x + (PAD if quoted else 0), room - (PAD if quoted else 0), line, hanging=PAD if _is_item(line) else 0
        )
        if quoted:
            drawing.box((x, start, 3, drawing.y - start), "quote")
    drawing.y += PAD / 2
    drawing.box((PAD, top, TELEGRAM - 2 * PAD, drawing.y - top), "card", 0)
    rows = page.keyboard.inline_keyboard if page.keyboard else ()
    for row in rows:
        drawing.y += GAP
        width = (TELEGRAM - 2 * PAD - GAP * (len(row) - 1)) / len(row)
        for place, button in enumerate(row):
            drawing.button(PAD + place * (width + GAP), width, button.text)
        drawing.y += BUTTON
    if page.box:
        drawing.y += GAP
        drawing.box((PAD, drawing.y, TELEGRAM - 2 * PAD, BUTTON), "field")
        drawing.y += GAP
        drawing.line(x, [(f"{page.box.input_field_placeholder}…", "dim")])
        drawing.y += GAP
    return drawing.svg(re.sub(r"<[^>]+>", "", page.html).partition("\n")[0])


def _row(drawing: Drawing, components: Sequence[Mapping[str, Any]]) -> None:
    drawing.y += GAP
    x = float(PAD)
    for each in components:
        if each["type"] != _BUTTON_KIND:
            drawing.box((x, drawing.y, DISCORD - 2 * PAD, BUTTON), "field")
            drawing.y += GAP
            drawing.line(x + 10, [(fitting(each["placeholder"], DISCORD - 6 * PAD) + "  ▾", "dim")])
            drawing.y -= LEADING + GAP
            continue
        width = min(DISCORD - 2.0 * PAD, wide(each["label"]) + 2 * PAD)
        if x > PAD and x + width > DISCORD - PAD:
            x, drawing.y = float(PAD), drawing.y + BUTTON + GAP
        drawing.button(x, width, each["label"], main=each["style"] == _PRIMARY)
        x += width + GAP
    drawing.y += BUTTON


def _markdown(drawing: Drawing, x: float, room: float, text: str) -> None:
    in_code = False
    for line in text.split("\n"):
        if line.startswith("```"):
            in_code = not in_code
        elif not line.strip():
            drawing.y += LEADING / 2
        elif in_code:
            drawing.text(x, room, [(line, "code")])
        else:
            _markdown_line(drawing, x, room, line)


def _markdown_line(drawing: Drawing, x: float, room: float, line: str) -> None:
    start, quoted, line = drawing.y, line.startswith("> "), line.removeprefix("> ")
    inside = float(PAD if quoted else 0) + 8 * (len(line) - len(line.lstrip()))
    line = line.lstrip()
    found = _LIST.match(line)
    mark = found["mark"].replace("-", "•") if found else ""
    runs = [(mark, ""), *_of_markdown(line.removeprefix(found["mark"]) if found else line)]
    drawing.text(x + inside, room - inside, runs, hanging=wide(mark))
    if quoted:
        drawing.box((x, start, 3, drawing.y - start), "quote")


def _of_markdown(text: str, around: str = "") -> Iterator[Run]:
    """The runs of a line in Discord's Markdown."""
    last = 0
    for found in _MARKED.finditer(text):
        yield text[last : found.start()], around
        last = found.end()
        kind, inside = next((kind, inside) for kind, inside in found.groupdict().items() if inside is not None)
        if kind in {"b", "i", "a"}:
            yield from _of_markdown(inside, f"{around} {kind}".strip())
        else:
            classes = {"plain": "", "person": "a"}.get(kind, "code")
            yield ("@somebody" if kind == "person" else inside), f"{around} {classes}".strip()
    yield text[last:], around


def _is_item(line: Sequence[Run]) -> bool:
    return line[0][0].startswith("• ")


class _Lines(HTMLParser):
    """Telegram's HTML as lines of runs, and whether each is in a quotation."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[tuple[list[Run], bool]] = [([], False)]
        self._open: list[str] = []

    @classmethod
    def of(cls, html: str) -> list[tuple[list[Run], bool]]:
        """The lines of a message."""
        parser = cls()
        parser.feed(html)
        parser.close()
        return parser.lines

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Something begins to look different."""
        self._open.append("code" if tag == "pre" else tag)

    def handle_endtag(self, tag: str) -> None:
        """It ends."""
        self._open.pop()

    def handle_data(self, data: str) -> None:
        """A text, perhaps of several lines."""
        kind = " ".join(each for each in self._open if each != "blockquote")
        for number, line in enumerate(data.split("\n")):
            if number:
                self.lines.append(([], "blockquote" in self._open))
            if line:
                self.lines[-1] = ([*self.lines[-1][0], (line, kind)], "blockquote" in self._open)
