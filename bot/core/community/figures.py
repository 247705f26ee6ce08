"""What was counted in a community, week by week, and a picture of it."""

from __future__ import annotations

import datetime
import io
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from bot.core.community.model import Counted, Tally

WEEKS = 8
OUTCOMES: tuple[Counted, ...] = ("answer", "choices", "unknown")
_COLOURS = ("#2a9d8f", "#e9c46a", "#e76f51")


@dataclass(frozen=True, slots=True)
class Figures:
    """The last weeks, oldest first: how questions ended in each; what people thought; which topics were asked for."""

    weeks: tuple[datetime.date, ...]
    ended: tuple[tuple[int, int, int], ...]
    opinions: Counter[Counted]
    topics: tuple[tuple[str, int], ...]
    doubted: tuple[tuple[str, int], ...]

    @property
    def questions(self) -> int:
        """How many were asked."""
        return sum(sum(week) for week in self.ended)

    @property
    def helpful_rate(self) -> float | None:
        """Share of the opinions that were good, if there were any."""
        told = sum(self.opinions.values())
        return self.opinions["helpful"] / told if told else None

    def total(self, outcome: Counted) -> int:
        """How many questions ended so."""
        return sum(week[OUTCOMES.index(outcome)] for week in self.ended)


def first_week(today: datetime.date) -> datetime.date:
    """The Monday of the first week that is shown."""
    return today - datetime.timedelta(days=today.weekday(), weeks=WEEKS - 1)


def figures(tallies: Sequence[Tally], today: datetime.date) -> Figures:
    """Adds up what was counted."""
    weeks = tuple(first_week(today) + datetime.timedelta(weeks=number) for number in range(WEEKS))
    ended = Counter[tuple[datetime.date, Counted]]()
    opinions, topics, doubted = Counter[Counted](), Counter[str](), Counter[str]()
    for tally in tallies:
        if tally.counted in OUTCOMES:
            ended[tally.week, tally.counted] += tally.count
        else:
            opinions[tally.counted] += tally.count
        if tally.counted == "answer":
            topics[tally.topic] += tally.count
        if tally.counted in {"wrong", "unhelpful"}:
            doubted[tally.topic] += tally.count
    return Figures(
        weeks,
        tuple((ended[week, "answer"], ended[week, "choices"], ended[week, "unknown"]) for week in weeks),
        opinions,
        tuple(topics.most_common(5)),
        tuple(doubted.most_common(3)),
    )


def chart(found: Figures, labels: tuple[str, str, str], title: str) -> bytes:
    """The weeks as bars, as a PNG; drawn apart from any screen."""
    from matplotlib.figure import Figure  # noqa: PLC0415 - half a second that only a chart needs
    from matplotlib.ticker import MaxNLocator  # noqa: PLC0415 - the same

    figure = Figure(figsize=(8, 4), dpi=100, layout="constrained")
    axes = figure.add_subplot()
    below = [0] * len(found.weeks)
    names = [f"{week.day}.{week.month}." for week in found.weeks]
    font = _font_for(title + "".join(labels))
    for number, (label, colour) in enumerate(zip(labels, _COLOURS, strict=True)):
        heights = [week[number] for week in found.ended]
        axes.bar(names, heights, bottom=below, color=colour, label=label)
        below = [low + height for low, height in zip(below, heights, strict=True)]
    axes.set_title(title, fontfamily=font)
    axes.set_ylim(0, max(4, *below) * 1.2)  # the legend stands above the highest
    axes.yaxis.set_major_locator(MaxNLocator(integer=True))
    axes.spines[["top", "right"]].set_visible(False)
    axes.legend(prop={"family": font}, frameon=False, ncols=3, loc="upper left")
    stream = io.BytesIO()
    figure.savefig(stream, format="png")
    return stream.getvalue()


def can_draw(text: str) -> bool:
    """Whether this machine has a font for a text."""
    return text.isascii() or _font_for(text) != _PLAIN


_PLAIN = "DejaVu Sans"
_CHINESE = (
    "Noto Sans CJK SC",
    "Noto Sans CJK JP",
    "Noto Sans SC",
    "Source Han Sans SC",
    "WenQuanYi Zen Hei",
    "Noto Serif CJK SC",
    "Noto Serif CJK JP",
    "PingFang SC",
    "Microsoft YaHei",
    "SimHei",
)


def _font_for(text: str) -> str:
    """A font that has the signs of a text, if there is one."""
    if text.isascii():
        return _PLAIN
    from matplotlib import font_manager  # noqa: PLC0415 - as above

    known = {font.name for font in font_manager.fontManager.ttflist}
    return next((name for name in _CHINESE if name in known), _PLAIN)
