"""The figures of `eval` as tables that fit into 80 columns."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from rich import box
from rich.table import Table
from rich.text import Text

from bot.core.report import ALL, Change, Half, Report, Row, Slang

MOST_CONFUSIONS = 20
"""Pairs that are shown; `--json` has them all."""

_CHANGE = "±"

Changed = dict[tuple[str, ...], float]


def tables(report: Report, changes: Sequence[Change] | None) -> Iterator[Table]:
    """All tables. Without `changes` there is no earlier run, and no column for it."""
    changed: Changed | None = (
        None if changes is None else {(e.half, e.figure, e.language, e.style): e.change for e in changes}
    )
    for name, half in report.halves.items():
        yield _scope_table(name, "in scope", half.in_scope, changed)
        yield _scope_table(name, "out of scope", half.out_of_scope, changed)
        yield _auroc_table(name, half, changed)
        yield _calibration_table(name, half, changed)
    yield _confusion_table(report)
    if any(each.lines for each in report.slang_in_lines):
        yield _slang_table(report.slang_in_lines)


_ENDS: dict[str, dict[str, Callable[[Row], int]]] = {
    "in scope": {
        "right": lambda row: row.right,
        "among choices": lambda row: row.among_choices,
        "wrong": lambda row: row.wrong,
        "wrong choices": lambda row: row.wrong_choices,
        "silent": lambda row: row.silent,
    },
    "out of scope": {
        "silent": lambda row: row.silent,
        "choices": lambda row: row.wrong_choices,
        "answered": lambda row: row.wrong,
    },
}
"""How questions end, the best first: what of it changed is told."""


def _scope_table(half: str, scope: str, rows: Sequence[Row], changed: Changed | None) -> Table:
    first, *others = _ENDS[scope].items()
    change = [] if changed is None else [_CHANGE]
    table = _table(
        f"{scope}, {half}, in %", ["", "style", "asked", first[0], *change, *(name for name, _ in others)], 2
    )
    table.columns[0].no_wrap = table.columns[1].no_wrap = True
    for row in rows:
        cells = [f"{100 * row.share(end(row)):.1f}" for _, end in (first, *others)]
        cells[1:1] = _change(changed, half, scope, row.language, row.style)
        style = "bold" if row.style == ALL else ""
        table.add_row(row.language, row.style, str(row.questions), *cells, style=style)
    return table


def _auroc_table(half: str, own: Half, changed: Changed | None) -> Table:
    change = [] if changed is None else [_CHANGE]
    table = _table(f"AUROC of confidence, {half}", ["", "in scope", "out of scope", "AUROC", *change], 1)
    for each in own.auroc:
        value = "" if each.auroc is None else f"{each.auroc:.3f}"
        told = _change(changed, half, "auroc", each.language, ALL, scale=1, digits=3)
        cells = [str(each.in_scope), str(each.out_of_scope), value, *told]
        table.add_row(each.language, *cells, style="bold" if each.language == ALL else "")
    return table


def _calibration_table(half: str, own: Half, changed: Changed | None) -> Table:
    table = _table(f"calibration, {half}, in %", ["confidence", "asked", "mean", "right"], 1)
    for each in own.calibration.bins:
        cells = [str(each.questions), f"{100 * each.confidence:.1f}", f"{100 * each.right:.1f}"]
        table.add_row(f"{each.low:.1f} to {each.high:.1f}", *cells)
    if own.calibration.expected_error is not None:
        change = "".join(_change(changed, half, "calibration error", ALL, ALL))
        error = f"expected calibration error {100 * own.calibration.expected_error:.1f}"
        table.caption = f"{error} ({change})" if change else error
    return table


def _confusion_table(report: Report) -> Table:
    """Pairs with an example each, and how many there are in either half."""
    table = _table("confused, open half", ["asked", "got", "times", "such as"], 4)
    table.columns[0].overflow = table.columns[1].overflow = "fold"
    table.columns[2].justify = "right"
    listed = report.open_half.confusions.listed
    for each in listed[:MOST_CONFUSIONS]:
        table.add_row(*(Text(part) for part in (each.asked, each.got, str(each.times), each.examples[0])))
    table.caption = "; ".join(
        f"{name}: {half.confusions.questions} questions, {half.confusions.pairs} pairs"
        for name, half in report.halves.items()
    )
    return table


def _slang_table(recognised: Sequence[Slang]) -> Table:
    table = _table("slang in lines, in %", ["", "lines", "precision", "recall"], 1)
    for each in recognised:
        table.add_row(each.half, str(each.lines), f"{100 * each.precision:.1f}", f"{100 * each.recall:.1f}")
    return table


def _table(title: str, columns: Sequence[str], words: int) -> Table:
    """A table whose first columns are words, and the others numbers."""
    table = Table(*columns, title=title, title_justify="left", caption_justify="left", box=box.SIMPLE_HEAD)
    table.padding = (0, 1, 0, 0)
    for column in table.columns[words:]:
        column.justify = "right"
    return table


def _change(changed: Changed | None, *figure: str, scale: int = 100, digits: int = 1) -> list[str]:
    """The cell that tells by how much a figure changed, where there is a column for it; empty if it did not."""
    if changed is None:
        return []
    told = f"{scale * changed.get(figure, 0.0):+.{digits}f}"
    return [told if float(told) else ""]
