"""Shows a Reply in a terminal: in colour with rich, or as plain text where nobody looks at a screen."""

from __future__ import annotations

from collections.abc import Iterable

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.panel import Panel
from rich.text import Text

from bot import markup
from bot.core.message import Reply
from bot.terminal.plain import choices_of


def to_rich(reply: Reply) -> RenderableType:
    """A card with title, text and footers, and what can be pressed below it."""
    parts: list[RenderableType] = [*_blocks(markup.parse(reply.body))]
    if reply.picture_text:
        parts.append(Text(reply.picture_text))
    if reply.footers:
        parts.append(Text("\n".join(reply.footers), style="dim"))
    card = Panel(Group(*_spaced(parts)), title=Text(reply.title, style="bold"), title_align="left", border_style="red")
    choices = [Text.assemble((f" {number} ", "bold red"), choice.label) for number, choice in choices_of(reply)]
    return Group(card, *choices)


def _spaced(parts: Iterable[RenderableType]) -> Iterable[RenderableType]:
    for place, part in enumerate(parts):
        if place:
            yield Text()
        yield part


def _blocks(tree: markup.Tree) -> Iterable[RenderableType]:
    for block in tree:
        match block:
            case markup.Paragraph(inside):
                yield _line(inside)
            case markup.Quote(inside):
                yield Padding(Group(*_blocks(inside)), (0, 0, 0, 2), style="dim")
            case markup.Items(items, start):
                yield Group(*(_item(item, start, place) for place, item in enumerate(items)))


def _item(item: tuple[markup.Block, ...], start: int | None, place: int) -> RenderableType:
    line = Text("• " if start is None else f"{start + place}. ")
    first, *rest = item
    if isinstance(first, markup.Paragraph):
        line.append_text(_line(first.inside))
    else:
        rest = [first, *rest]
    return Group(line, Padding(Group(*_blocks(tuple(rest))), (0, 0, 0, 2))) if rest else line


def _line(inside: Iterable[markup.Inline]) -> Text:
    line = Text()
    for part in inside:
        match part:
            case markup.Text(text):
                line.append(text)
            case markup.Code(text):
                line.append(text, style="bold cyan")
            case markup.Bold(within):
                line.append_text(_styled(within, "bold"))
            case markup.Italic(within):
                line.append_text(_styled(within, "italic"))
            case markup.Link(within, address):
                line.append_text(_styled(within, f"underline link {address}"))
    return line


def _styled(inside: Iterable[markup.Inline], style: str) -> Text:
    line = _line(inside)
    line.stylize(style)
    return line
