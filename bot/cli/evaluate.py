"""`eval`: measures the answers on independent test questions, by language and style, for both halves."""

from __future__ import annotations

import argparse
import asyncio
import sys
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from rich.progress import track

from bot.app import build_guide
from bot.cli import exits
from bot.cli.evaluate_runs import keep, last_run
from bot.cli.evaluate_tables import tables
from bot.config import Config
from bot.core.evaluation import Test, Tested, evaluate, read_tests
from bot.core.guide import Guide
from bot.core.heat_map import heat_map
from bot.core.lines import measure, read_lines
from bot.core.report import Report, changes, read_json, report, to_json

_HALVES = {"open half": False, "set-aside half": True}


def run(config: Config, options: argparse.Namespace) -> int:
    """Prints what became of the questions: the open half first, then the half that is only scored."""
    tests = read_tests(options.folder)
    lines = read_lines(options.folder)
    try:
        before = _read(options.compare) if options.compare else last_run(config, options.folder)
    except (OSError, ValueError):
        return _refuse(f"{options.compare}: no figures of a run can be read here; `eval --save` writes them")
    guide = build_guide(config)
    tested = asyncio.run(_evaluate(guide, tests, quiet=options.json))
    recogniser = guide.knowledge.recogniser
    slang = {name: measure(recogniser, lines, aside=aside) for name, aside in _HALVES.items()} if lines else {}
    found = report(tested, slang)
    changed = changes(found, before) if before else None
    if options.json:
        print(to_json(found, changed).decode())
    else:
        console = Console()
        for table in tables(found, changed):
            console.print(table)
    keep(config, options.folder, found)
    return _write(options, guide, found)


def _write(options: argparse.Namespace, guide: Guide, found: Report) -> int:
    """Writes the files that were asked for."""
    categories = {name: topic.category for name, topic in guide.knowledge.library.topics.items()}
    listed = found.open_half.confusions.listed
    try:
        if options.save:
            options.save.write_bytes(to_json(found))
        if options.heatmap:
            options.heatmap.write_bytes(heat_map(listed, categories))
    except OSError as error:
        return _refuse(f"{error.filename}: cannot be written: {error.strerror}")
    return exits.OK


def _read(path: Path) -> Report:
    return read_json(path.read_bytes())


def _refuse(why: str) -> int:
    print(why, file=sys.stderr)
    return exits.PROBLEMS


async def _evaluate(guide: Guide, tests: Sequence[Test], *, quiet: bool) -> list[Tested]:
    console = Console(stderr=True)
    hidden = quiet or not console.is_terminal
    shown = track(tests, description="asking", console=console, transient=True, disable=hidden)
    return [each for test in shown for each in await evaluate(guide, [test])]
