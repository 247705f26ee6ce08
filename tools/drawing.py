"""Cards drawn as SVG: text that is wrapped, boxes, buttons. No font is embedded; light and dark as the reader likes.

A line of text is given in runs, each with its classes: `b` bold, `i` italic, `a` a link, `code`.
"""

from __future__ import annotations

import re
import unicodedata
from base64 import b64encode
from collections.abc import Sequence
from dataclasses import dataclass, field
from html import escape

Run = tuple[str, str]
"""A piece of a line, and its classes."""

Area = tuple[float, float, float, float]
"""Left, top, width, height."""

SIZE, LEADING, PAD, BUTTON, GAP = 14, 20, 14, 32, 6
"""Pixels: of the letters, from line to line, around what stands in a box, of a button, between two."""

_STYLE = """
text { font: 14px system-ui, "Segoe UI", Roboto, "Noto Sans", "PingFang SC", "Noto Sans CJK SC", sans-serif;
  fill: #24262b; white-space: pre }
.b { font-weight: 600 } .i { font-style: italic } .a { fill: #0b62c4 } .dim { fill: #5d636d; font-size: 12px }
.code { font-family: ui-monospace, "DejaVu Sans Mono", Consolas, monospace; font-size: 12.5px }
.title { font-weight: 600; font-size: 16px } .middle { text-anchor: middle } .on { fill: #fff }
.page { fill: #fff } .card { fill: #f2f3f5; stroke: #d5d8de } .button { fill: #e2e4e9 } .field { fill: #fff;
  stroke: #c3c7cf } .accent { fill: #ff2442 } .main { fill: #c4122d } .quote { fill: #b3b8c2 }
@media (prefers-color-scheme: dark) {
  text { fill: #e4e6ea } .a { fill: #6cb2ff } .dim { fill: #a3a9b4 } .on { fill: #fff } .page { fill: #1b1c20 }
  .card { fill: #2a2c31; stroke: #3b3e45 } .button { fill: #43464e } .field { fill: #1b1c20; stroke: #50545d }
  .quote { fill: #6a6f79 }
}
"""
_WORD = re.compile(r"\s+|[^\s\u2e80-\uffef]+|.")
_NARROW, _BROAD = set("iljtfrI.,:;'|!()[]·` -/"), set("mwMW@%&—…")


@dataclass(slots=True)
class Drawing:
    """A picture that grows downwards; `y` is where the next thing begins."""

    width: int
    y: float = PAD
    parts: list[str] = field(default_factory=list)

    def line(self, x: float, runs: Sequence[Run], classes: str = "") -> None:
        """A line of text, no wider than it is."""
        spans = "".join(
            f'<tspan class="{kind}">{escape(text)}</tspan>' if kind else escape(text) for text, kind in runs
        )
        self.parts.append(f'<text x="{x:g}" y="{self.y + SIZE:g}" class="{classes}">{spans}</text>')
        self.y += LEADING

    def text(self, x: float, room: float, runs: Sequence[Run], classes: str = "", hanging: float = 0) -> None:
        """A text as lines within the room; all but the first begin further in where it is `hanging`."""
        for number, wrapped in enumerate(_wrapped(runs, room - hanging, classes)):
            self.line(x + (hanging if number else 0), wrapped, classes)

    def box(self, area: Area, classes: str, behind: int | None = None) -> None:
        """A box; `behind` what was drawn since there were so many parts, else before all."""
        x, top, width, height = area
        shape = f'<rect x="{x:g}" y="{top:g}" width="{width:g}" height="{height:g}" rx="6" class="{classes}"/>'
        self.parts.insert(len(self.parts) if behind is None else behind, shape)

    def button(self, x: float, width: float, label: str, *, main: bool = False) -> None:
        """A button on the line where the drawing is, its label in the middle and cut where it is too long."""
        self.box((x, self.y, width, BUTTON), "main" if main else "button")
        label = fitting(label, width - PAD)
        classes = "middle on" if main else "middle"
        self.parts.append(f'<text x="{x + width / 2:g}" y="{self.y + 21:g}" class="{classes}">{escape(label)}</text>')

    def picture(self, x: float, width: float, png: bytes) -> None:
        """A PNG, as wide as wanted."""
        high = width * int.from_bytes(png[20:24]) / int.from_bytes(png[16:20])
        data = b64encode(png).decode()
        place = f'x="{x:g}" y="{self.y:g}" width="{width:g}" height="{high:g}"'
        self.parts.append(f'<image {place} href="data:image/png;base64,{data}"/>')
        self.y += high + PAD / 2

    def svg(self, said: str) -> str:
        """The whole picture; `said` is what it shows, for who cannot see it."""
        high = self.y + PAD
        size = f'width="{self.width}" height="{high:g}" viewBox="0 0 {self.width} {high:g}"'
        head = f'<svg xmlns="http://www.w3.org/2000/svg" {size} role="img"><title>{escape(said)}</title>'
        page = f'<rect width="{self.width}" height="{high:g}" rx="8" class="page"/>'
        return "\n".join([head, f"<style>{_STYLE}</style>", page, *self.parts, "</svg>\n"])


def wide(text: str, classes: str = "") -> float:
    """About how many pixels a text is wide, rather too many: every reader has other fonts."""
    if "code" in classes:
        return sum(13.5 if _is_wide(each) else 7.9 for each in text)
    scale = (1.14 if "title" in classes else 0.86 if "dim" in classes else 1) * (1.07 if "b" in classes.split() else 1)
    return scale * sum(_of(each) for each in text)


def fitting(text: str, room: float) -> str:
    """As much of a text as there is room for."""
    if wide(text) <= room:
        return text
    while text and wide(text + "…") > room:
        text = text[:-1]
    return text.rstrip() + "…"


def _of(letter: str) -> float:
    if _is_wide(letter):
        return 15 if letter < "\U0001f000" else 19
    return 5.2 if letter in _NARROW else 13 if letter in _BROAD else 10.2 if letter.isupper() else 8.2


def _is_wide(letter: str) -> bool:
    return unicodedata.east_asian_width(letter) in {"W", "F"}


def _wrapped(runs: Sequence[Run], room: float, classes: str) -> list[list[Run]]:
    lines: list[list[Run]] = [[]]
    left = room
    for text, kind in runs:
        for word in _WORD.findall(text):
            needed = wide(word, f"{classes} {kind}")
            if needed > left and lines[-1]:
                lines.append([])
                left = room
            if word.strip() or lines[-1]:
                lines[-1].append((word, kind))
                left -= needed
    return [_joined(line) for line in lines]


def _joined(line: list[Run]) -> list[Run]:
    joined: list[Run] = []
    for text, kind in line:
        if joined and joined[-1][1] == kind:
            joined[-1] = (joined[-1][0] + text, kind)
        else:
            joined.append((text, kind))
    return joined
