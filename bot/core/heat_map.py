"""A picture of what is confused with what."""

from __future__ import annotations

import io
import itertools
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from bot.core.evaluation import OUT_OF_SCOPE
from bot.core.report import Confusion

OTHER = "a word or phrase"
"""The column of what is no topic."""

_INCH, _LEAST, _MARGIN = 0.27, 8, 4.0
"""Height and width of a field in inches, how many there is room for at least, and what stands around them."""

_SMALL = 8


def heat_map(confusions: Iterable[Confusion], categories: Mapping[str, str]) -> bytes:
    """What was asked for (rows) and what came instead (columns), as a PNG; drawn apart from any screen.

    `categories`: the category of each topic, in the order in which both are drawn.
    """
    from matplotlib.figure import Figure  # noqa: PLC0415 - half a second that only a picture needs

    times = Counter[tuple[str, str]]()
    for each in confusions:
        times[each.asked, each.got if each.got in categories else OTHER] += each.times
    order = [*categories, OUT_OF_SCOPE, OTHER]
    rows, columns = (sorted({pair[side] for pair in times}, key=order.index) for side in (0, 1))
    size = _MARGIN + _INCH * max(len(columns), _LEAST), _MARGIN + _INCH * max(len(rows), _LEAST)
    figure = Figure(figsize=size, dpi=100, layout="constrained")
    axes = figure.add_subplot()
    most = max(times.values(), default=1)
    axes.imshow(
        [[times[row, column] for column in columns] or [0] for row in rows] or [[0]], cmap="Reds", vmax=2 * most
    )
    for (asked, got), count in times.items():
        axes.text(columns.index(got), rows.index(asked), str(count), ha="center", va="center", fontsize=_SMALL)
    axes.set_xticks(range(len(columns)), columns, rotation=90, fontsize=_SMALL)
    axes.set_yticks(range(len(rows)), rows, fontsize=_SMALL)
    axes.set_xlabel("what came instead")
    axes.set_ylabel("what was asked for")
    for side, names in ((axes.secondary_yaxis("right"), rows), (axes.secondary_xaxis("top"), columns)):
        shelves = _shelves(names, categories)
        side.set_ticks([first + (many - 1) / 2 for _, first, many in shelves], [name for name, _, _ in shelves])
        side.tick_params(length=0, labelsize=_SMALL, labelcolor="#666666", labelrotation=90 if names is columns else 0)
    for line, names in ((axes.axhline, rows), (axes.axvline, columns)):
        for _, first, _ in _shelves(names, categories)[1:]:
            line(first - 0.5, color="#bbbbbb", linewidth=0.8)
    figure.suptitle("Confused in the open half")
    stream = io.BytesIO()
    figure.savefig(stream, format="png")
    return stream.getvalue()


def _shelves(names: Sequence[str], categories: Mapping[str, str]) -> list[tuple[str, int, int]]:
    """The categories that follow one another: name, place of the first of its names, how many there are."""
    grouped = itertools.groupby(range(len(names)), lambda place: categories.get(names[place], ""))
    return [(category, places[0], len(places)) for category, own in grouped for places in [list(own)]]
