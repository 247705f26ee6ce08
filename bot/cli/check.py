"""`check`: proves the content, and says everything that is wrong with it."""

from __future__ import annotations

import argparse
import datetime
import json
import sys
from collections import Counter

from bot.app import SystemClock, content_folder
from bot.cli import exits
from bot.config import Config
from bot.core.knowledge.check import check
from bot.core.knowledge.content import read_folder
from bot.core.knowledge.problems import Problem
from bot.core.matching.confusable import probe_problems
from bot.markup import faults


def run(config: Config, options: argparse.Namespace) -> int:
    """Prints every problem; the exit code says whether one of them is an error."""
    try:
        today = datetime.date.fromisoformat(options.today) if options.today else SystemClock().today()
    except ValueError:
        print("--today: write a date such as 2026-11-24", file=sys.stderr)
        return exits.USAGE
    reading = read_folder(content_folder(config))
    problems = check(reading, today, measures=[faults])
    if not _errors(problems):
        problems = sorted([*problems, *probe_problems(reading, config.matching.strictness)])
    shown = [problem for problem in problems if options.hints or problem.severity != "hint"]
    for problem in shown:
        print(json.dumps(_object(problem), ensure_ascii=False) if options.json else problem)
    if not options.json:
        print(_summary(problems, hidden=len(problems) - len(shown)))
    return exits.PROBLEMS if _errors(problems) else exits.OK


def _errors(problems: list[Problem]) -> int:
    return sum(problem.severity == "error" for problem in problems)


def _object(problem: Problem) -> dict[str, object]:
    return {
        "file": problem.file,
        "line": problem.line,
        "severity": problem.severity,
        "message": problem.message,
    }


def _summary(problems: list[Problem], hidden: int) -> str:
    counts = Counter(problem.severity for problem in problems)
    seen = " (--hints shows them)" if hidden else ""
    return f"{counts['error']} errors, {counts['warning']} warnings, {counts['hint']} hints{seen}"
