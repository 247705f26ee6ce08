"""A Reply becomes a card: an embed, and buttons and selects below it. Pure: nothing is sent from here.

An embed and not components V2: its title, text and footer have places of their own, it holds 6,000 characters instead
of 4,000, and a message that has it can still be edited into anything else.
"""

from __future__ import annotations

import functools
import io
import itertools
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

import discord

from bot import markup
from bot.core.message import Choice, Reply
from bot.discord.buttons import Pick, Press

MAX_TITLE = 256
MAX_TEXT = 4_096
MAX_FOOTER = 1_024
MAX_LABEL = 80
MAX_OPTION = 100
MAX_PLACEHOLDER = 150
MAX_OPTIONS = 25
MAX_ROWS = 5
MAX_ALT = 1_024
PICTURE = "figures.png"
ROW = 5
"""Buttons in a row; as many choices of one kind are shown as buttons, more as a select."""

Item = TypeVar("Item")

_COLOUR = discord.Colour(0xFF2442)
_ADDRESS = re.compile(r"https?://[^\s<>]+")
_SPECIAL = re.compile(r"([\\`*_~|<\[\]])")
_PERSON = re.compile(r"(?<![\w/:.])discord:(\d{1,20})\b")
_LINE_START = re.compile(r"(?m)^(\s*)(#{1,3}|-#|>{1,3}|[-+]|\d+(?=\.))(?=[\s.]|$)")


@dataclass(frozen=True, slots=True)
class Attached:
    """A file below a card; of a picture, `said` is what it shows in words."""

    name: str
    data: bytes
    said: str = ""


@dataclass(frozen=True, slots=True)
class Card:
    """What is sent: an embed, what can be pressed, and files."""

    embed: discord.Embed
    view: discord.ui.View
    attached: tuple[Attached, ...] = ()

    def files(self) -> list[discord.File]:
        """The files to send; new ones each time, for the library reads them up."""
        return [discord.File(io.BytesIO(each.data), each.name, description=each.said or None) for each in self.attached]


def to_card(reply: Reply, extras: Sequence[Press] = (), ahead: Sequence[Press] = ()) -> Card:
    """The card of a reply. `ahead` are buttons that stand before where to go next, `extras` such that stand last."""
    return Card(to_embed(reply), to_view(reply, extras, ahead), _attached(reply))


def to_embed(reply: Reply) -> discord.Embed:
    """Title, text and footer within Discord's limits, which together stay below 6,000 characters."""
    embed = discord.Embed(
        title=clipped(escaped(reply.title), MAX_TITLE),
        description=(_kept_description if _is_known(reply) else _description)(reply.body, reply.copyable),
        colour=_COLOUR,
    )
    if reply.footers:
        embed.set_footer(text=clipped("\n".join(reply.footers), MAX_FOOTER))
    if reply.picture:
        embed.set_image(url=f"attachment://{PICTURE}")
    return embed


def to_view(reply: Reply, extras: Sequence[Press] = (), ahead: Sequence[Press] = ()) -> discord.ui.View:
    """Buttons, and selects for what would be too many of them; what can be said about the answer stands last.

    The view is finished: its ids say everything.
    """
    choices = list({choice.token: choice for choice in reply.choices if choice.label.strip()}.values())
    verbs = Counter(_verb(choice) for choice in choices)
    listed = [choice for choice in choices if verbs[_verb(choice)] > ROW]
    single = [*ahead, *(_button(reply, choice) for choice in choices if verbs[_verb(choice)] <= ROW)]
    last = _parts([*(_button(reply, choice) for choice in reply.feedback), *extras], ROW)
    lists = [*_parts(listed, MAX_OPTIONS), *_parts(reply.jumps, MAX_OPTIONS)]
    rows: list[Sequence[Press | Pick]] = [[_select(reply, part, number)] for number, part in enumerate(lists)]
    rows += _parts(single, ROW)
    return view_of([*rows[: MAX_ROWS - len(last)], *last])


def view_of(rows: Sequence[Sequence[Press | Pick]]) -> discord.ui.View:
    """Rows of buttons and selects, which the library need not remember."""
    view = discord.ui.View(timeout=None)
    for number, row in enumerate(rows):
        for item in row:
            item.row = number
            view.add_item(item)
    view.stop()
    return view


def clipped(text: str, most: int) -> str:
    """At most so many characters of a text."""
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def escaped(text: str) -> str:
    """The text, so that Discord shows it as it is; addresses stay, or they would lead elsewhere."""
    plain, addresses = _ADDRESS.split(text), _ADDRESS.findall(text)
    shown = [_LINE_START.sub(r"\1\\\2", _SPECIAL.sub(r"\\\1", part)) for part in plain]
    return "".join(itertools.chain.from_iterable(itertools.zip_longest(shown, addresses, fillvalue="")))


def to_markdown(tree: Iterable[markup.Block]) -> str:
    """The tree in Discord's Markdown."""
    return "\n\n".join(_block(block) for block in tree)


def _is_known(reply: Reply) -> bool:
    """Whether a reply is of the content, and comes again and again. What has a person's words in it is not kept."""
    return reply.match is not None and bool(reply.match.id)


@functools.lru_cache(2_000)
def _kept_description(body: str, copyable: str) -> str:
    return _description(body, copyable)


def _description(body: str, copyable: str) -> str:
    """As much of a text as an embed holds, cut between sentences."""
    tree, end = markup.parse(body), _to_copy(copyable)
    room = MAX_TEXT - len(end) - 2
    text = to_markdown(tree)
    if len(text) > room:
        parts = markup.split(tree, lambda part: len(to_markdown(part)) < room - 2)
        text = clipped(to_markdown(parts[0]), room - 2) + "\n…"
    text = _PERSON.sub(r"<@\1>", text)  # in an embed nobody is told that they are named
    return f"{text}\n{end}" if end else text


def _attached(reply: Reply) -> tuple[Attached, ...]:
    picture = (Attached(PICTURE, reply.picture, clipped(reply.picture_text, MAX_ALT)),) if reply.picture else ()
    file = (Attached(reply.file.name, reply.file.data),) if reply.file else ()
    return picture + file


def _to_copy(text: str) -> str:
    """A code block, which has a button to copy it."""
    return f"```\n{text.replace('```', '')[:MAX_TITLE]}\n```" if text else ""


def _block(block: markup.Block) -> str:
    match block:
        case markup.Paragraph(inside):
            return _line(inside)
        case markup.Quote(inside):
            return "\n".join(f"> {line}" for line in to_markdown(inside).splitlines())
        case markup.Items(items, start):
            marks = ["-" if start is None else f"{start + place}." for place in range(len(items))]
            return "\n".join(_item(mark, item) for mark, item in zip(marks, items, strict=True))


def _item(mark: str, item: tuple[markup.Block, ...]) -> str:
    inside = "\n".join(_block(block) for block in item)
    return f"{mark} " + inside.replace("\n", "\n" + " " * (len(mark) + 1))


def _line(inside: Iterable[markup.Inline]) -> str:
    return "".join(_inline(part) for part in inside)


def _inline(part: markup.Inline) -> str:
    match part:
        case markup.Text(text):
            return escaped(text)
        case markup.Code(text):
            return f"`` {text} ``" if "`" in text else f"`{text}`"
        case markup.Bold(inside):
            return f"**{_line(inside)}**"
        case markup.Italic(inside):
            return f"*{_line(inside)}*"
        case markup.Link(inside, address):
            return _link(inside, address)


def _link(inside: Iterable[markup.Inline], address: str) -> str:
    """A link; Discord does not hide an address behind a text that looks like one."""
    text = _line(inside)
    safe = address.replace(" ", "%20").replace("(", "%28").replace(")", "%29")
    return safe if "://" in text else f"[{text}]({safe})"


def _verb(choice: Choice) -> str:
    """What a choice does: of `/guide`, which does many things, the second word says it."""
    words = choice.token.split(" ")
    return " ".join(words[:2]) if words[0] == "/guide" else words[0]


def _button(reply: Reply, choice: Choice) -> Press:
    return Press(f"go:{reply.language}:{choice.token}", clipped(choice.label, MAX_LABEL))


def _select(reply: Reply, choices: Sequence[Choice], number: int) -> Pick:
    options = [discord.SelectOption(label=clipped(choice.label, MAX_OPTION), value=choice.token) for choice in choices]
    return Pick(f"pick:{reply.language}:{number}", options, clipped(reply.title, MAX_PLACEHOLDER))


def _parts(items: Sequence[Item], size: int) -> list[Sequence[Item]]:
    return [items[start : start + size] for start in range(0, len(items), size)]
