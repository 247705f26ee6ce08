"""The Markdown subset of answers, parsed once into a small tree that every renderer walks.

Blocks are paragraphs, lists and quotations; inside them stand text, bold, italic, code, links and line breaks.
`faults` says what a text has beyond that. `split` cuts a tree into parts that fit a platform: between blocks, then
between sentences, never inside a link.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TypeAlias

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

from bot.core.knowledge.faults import fault


@dataclass(frozen=True, slots=True)
class Text:
    """Plain characters, line breaks among them."""

    text: str


@dataclass(frozen=True, slots=True)
class Bold:
    """Strong emphasis."""

    inside: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Italic:
    """Emphasis."""

    inside: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Code:
    """Something to type, as it is."""

    text: str


@dataclass(frozen=True, slots=True)
class Link:
    """Text that leads somewhere."""

    inside: tuple[Inline, ...]
    address: str


Inline: TypeAlias = Text | Bold | Italic | Code | Link


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text."""

    inside: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Items:
    """A list. `start` is the number of the first item of a numbered list, None for bullets."""

    items: tuple[tuple[Block, ...], ...]
    start: int | None = None


@dataclass(frozen=True, slots=True)
class Quote:
    """Somebody else's words."""

    inside: tuple[Block, ...]


Block: TypeAlias = Paragraph | Items | Quote
Tree: TypeAlias = tuple[Block, ...]

_FAULTS = {
    "heading": "headings",
    "fence": "code_blocks",
    "code_block": "code_blocks",
    "hr": "rules",
    "image": "pictures",
    "html_block": "html",
    "html_inline": "html",
}
_HTTPS = re.compile(r"https://\S+\.\S")
_SENTENCE_END = re.compile(r"(?<=[。！？])|(?<=[.!?])\s+|\n+")


def parse(markdown: str) -> Tree:
    """The tree of a text. What is not in the subset is kept as plain text."""
    return tuple(_blocks(SyntaxTreeNode(_parser().parse(markdown))))


def faults(markdown: str) -> Iterator[str]:
    """What a text has that is not in the subset."""
    nodes = list(SyntaxTreeNode(_parser().parse(markdown)).walk())
    seen = {node.type for node in nodes}
    yield from sorted(fault(kind) for kind in {_FAULTS[kind] for kind in seen & _FAULTS.keys()})
    addresses = [str(node.attrs["href"]) for node in nodes if node.type == "link"]
    yield from (fault("link", address=each) for each in addresses if not _HTTPS.match(each))


def plain(tree: Tree) -> str:
    """The tree as plain text: nothing is lost but looks; a link's address follows its text."""
    return "\n\n".join(_plain_block(block) for block in tree)


def split(tree: Tree, fits: Callable[[Tree], bool]) -> list[Tree]:
    """Cuts a tree into parts of which each `fits`; a part that cannot be cut further is left as it is."""
    parts: list[Tree] = []
    for block in tree:
        if parts and fits((*parts[-1], block)):
            parts[-1] = (*parts[-1], block)
        elif fits((block,)):
            parts.append((block,))
        else:
            parts += split(pieces, fits) if len(pieces := _pieces(block)) > 1 else [(block,)]
    return parts


def _pieces(block: Block) -> Tree:
    """A block as several smaller ones: a list by items, a paragraph by sentences."""
    if isinstance(block, Items):
        numbers = [None if block.start is None else block.start + place for place in range(len(block.items))]
        if len(block.items) > 1:
            return tuple(Items((item,), number) for item, number in zip(block.items, numbers, strict=True))
        return block.items[0] if len(block.items[0]) > 1 else tuple(_pieces(block.items[0][0]))
    if isinstance(block, Quote):
        inside = block.inside if len(block.inside) > 1 else _pieces(block.inside[0])
        return tuple(Quote((piece,)) for piece in inside)
    return tuple(Paragraph(sentence) for sentence in _sentences(block.inside))


def _sentences(inside: Sequence[Inline]) -> Iterator[tuple[Inline, ...]]:
    """Cuts running text after sentences, at the top level only: what is bold or a link stays in one piece."""
    sentence: list[Inline] = []
    for part in inside:
        if not isinstance(part, Text):
            sentence.append(part)
            continue
        *ended, rest = _SENTENCE_END.split(part.text)
        for text in ended:
            yield (*sentence, Text(text))
            sentence = []
        if rest:
            sentence.append(Text(rest))
    if sentence:
        yield tuple(sentence)


def _plain_block(block: Block) -> str:
    match block:
        case Paragraph(inside):
            return "".join(_plain_inline(part) for part in inside)
        case Quote(inside):
            return "\n".join(f"> {line}" for line in plain(inside).splitlines())
        case Items(items, start):
            marks = ["-" if start is None else f"{start + place}." for place in range(len(items))]
            return "\n".join(
                f"{mark} " + plain(item).replace("\n", "\n  ") for mark, item in zip(marks, items, strict=True)
            )


def _plain_inline(part: Inline) -> str:
    match part:
        case Text(text) | Code(text):
            return text
        case Bold(inside) | Italic(inside):
            return "".join(_plain_inline(each) for each in inside)
        case Link(inside, address):
            return "".join(_plain_inline(each) for each in inside) + f" ({address})"


@cache
def _parser() -> MarkdownIt:
    return MarkdownIt("commonmark")


def _blocks(parent: SyntaxTreeNode) -> Iterator[Block]:
    for node in parent.children:
        match node.type:
            case "bullet_list":
                yield Items(tuple(_inside(item) for item in node.children))
            case "ordered_list":
                start = int(node.attrs.get("start", 1))
                yield Items(tuple(_inside(item) for item in node.children), start)
            case "blockquote":
                yield Quote(_inside(node))
            case "paragraph" | "heading":
                yield Paragraph(tuple(_inlines(node.children[0])))
            case _ if node.content:
                yield Paragraph((Text(node.content.rstrip("\n")),))


def _inside(node: SyntaxTreeNode) -> Tree:
    """What stands in an item or a quotation: at least one block, be it an empty one."""
    return tuple(_blocks(node)) or (Paragraph(()),)


def _inlines(parent: SyntaxTreeNode) -> Iterator[Inline]:
    for node in parent.children:
        match node.type:
            case "strong":
                yield Bold(tuple(_inlines(node)))
            case "em":
                yield Italic(tuple(_inlines(node)))
            case "code_inline":
                yield Code(node.content)
            case "link":
                yield Link(tuple(_inlines(node)), str(node.attrs["href"]))
            case "softbreak" | "hardbreak":
                yield Text("\n")
            case _ if node.content:
                yield Text(node.content)
