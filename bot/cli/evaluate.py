"""`eval`: measures the answers on independent test questions, by language and style, for both halves."""

from __future__ import annotations

import argparse
import asyncio
import json
from collections.abc import Sequence

from rich.console import Console
from rich.progress import track
from rich.table import Table

from bot.app import build_guide
from bot.cli import exits
from bot.config import Config
from bot.core.evaluation import VERDICTS, Test, Tested, Verdict, counts, evaluate, read_tests
from bot.core.guide import Guide
from bot.core.lines import AnnotatedLine, measure, read_lines

_HALVES = {"open half": False, "set-aside half": True}

Rows = dict[tuple[str, str], list[Tested]]


def run(config: Config, options: argparse.Namespace) -> int:
    """Prints what became of the questions: the open half first, then the half that is only scored."""
    tests = read_tests(options.folder)
    lines = read_lines(options.folder)
    guide = build_guide(config)
    tested = asyncio.run(_evaluate(guide, tests, quiet=options.json))
    halves = {name: [each for each in tested if each.test.aside == aside] for name, aside in _HALVES.items()}
    if options.json:
        figures = {name: _figures(half) for name, half in halves.items()}
        print(json.dumps(figures | {"slang in lines": _line_figures(guide, lines)}, ensure_ascii=False))
        return exits.OK
    console = Console()
    for name, half in halves.items():
        console.print(_table(f"in scope, {name}", _in_scope(half), VERDICTS))
        console.print(_table(f"out of scope, {name}", _out_of_scope(half), ("wrong", "wrong choices", "silent")))
    if lines:
        console.print(_line_table(guide, lines))
    return exits.OK


async def _evaluate(guide: Guide, tests: Sequence[Test], *, quiet: bool) -> list[Tested]:
    console = Console(stderr=True)
    hidden = quiet or not console.is_terminal
    shown = track(tests, description="asking", console=console, transient=True, disable=hidden)
    return [each for test in shown for each in await evaluate(guide, [test])]


def _line_figures(guide: Guide, lines: Sequence[AnnotatedLine]) -> list[dict[str, object]]:
    recognised = {name: measure(guide.knowledge.recogniser, lines, aside=aside) for name, aside in _HALVES.items()}
    return [
        {"half": name, "lines": own.lines, "precision": round(own.precision, 4), "recall": round(own.recall, 4)}
        for name, own in recognised.items()
    ]


def _line_table(guide: Guide, lines: Sequence[AnnotatedLine]) -> Table:
    table = Table("", "lines", "precision", "recall", title="slang in lines")
    for each in _line_figures(guide, lines):
        table.add_row(str(each["half"]), str(each["lines"]), f"{each['precision']:.1%}", f"{each['recall']:.1%}")
    return table


def _in_scope(tested: Sequence[Tested]) -> Rows:
    rows: Rows = {}
    for each in tested:
        if each.test.topic:
            rows.setdefault((each.test.language, each.test.style), []).append(each)
            rows.setdefault((each.test.language, "all"), []).append(each)
    return dict(sorted(rows.items(), key=lambda row: (row[0][0], row[0][1] == "all", row[0][1])))


def _out_of_scope(tested: Sequence[Tested]) -> Rows:
    rows: Rows = {}
    for each in tested:
        if not each.test.topic:
            rows.setdefault((each.test.language, each.test.style), []).append(each)
            rows.setdefault(("all", "all"), []).append(each)
    return dict(sorted(rows.items(), key=lambda row: (row[0][0] == "all", row[0])))


def _figures(tested: Sequence[Tested]) -> dict[str, object]:
    rows = {"in scope": _in_scope(tested), "out of scope": _out_of_scope(tested)}
    return {
        name: [
            {"language": language, "style": style, "questions": len(own), **counts(own)}
            for (language, style), own in scope.items()
        ]
        for name, scope in rows.items()
    }


def _table(title: str, rows: Rows, verdicts: Sequence[Verdict]) -> Table:
    """Percentages of each row."""
    renamed = {"wrong": "answered", "wrong choices": "choices"} if "right" not in verdicts else {}
    table = Table("", "style", "questions", *(renamed.get(verdict, verdict) for verdict in verdicts), title=title)
    for column in table.columns[2:]:
        column.justify = "right"
    for (language, style), own in rows.items():
        found = counts(own)
        shares = [f"{100 * found[verdict] / len(own):.1f} %" for verdict in verdicts]
        table.add_row(language, style, str(len(own)), *shares, style="bold" if style == "all" else "")
    return table
