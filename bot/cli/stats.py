"""`stats`: how the guide is used, community by community."""

from __future__ import annotations

import argparse
import asyncio
import json
import sys

from rich.console import Console
from rich.table import Table

from bot.app import SystemClock
from bot.cli import exits
from bot.config import Config
from bot.core.community.figures import WEEKS, Figures, figures, first_week
from bot.core.community.model import Tally
from bot.core.ports import StoreError
from bot.running import store_of


def run(config: Config, options: argparse.Namespace) -> int:
    """Prints a line for each community that was asked anything in the last weeks."""
    try:
        found = asyncio.run(_read(config))
    except StoreError as error:
        print(error, file=sys.stderr)
        return exits.UNREACHABLE
    if options.json:
        for name, own in found.items():
            print(json.dumps(_object(name, own)))
        return exits.OK
    table = Table("community", "questions", "answered", "asked back", "no answer", "helpful", title=f"{WEEKS} weeks")
    for name, own in found.items():
        rate = "" if own.helpful_rate is None else f"{own.helpful_rate:.0%}"
        ended = [str(own.total(outcome)) for outcome in ("answer", "choices", "unknown")]
        table.add_row(name, str(own.questions), *ended, rate)
    Console().print(table)
    return exits.OK


async def _read(config: Config) -> dict[str, Figures]:
    today = SystemClock().today()
    tallies: dict[str, list[Tally]] = {}
    async with store_of(config) as store:
        for community, tally in await store.all_tallies(first_week(today)):
            tallies.setdefault(community, []).append(tally)
    return {name: figures(own, today) for name, own in tallies.items()}


def _object(name: str, own: Figures) -> dict[str, object]:
    return {
        "community": name,
        "questions": own.questions,
        "answered": own.total("answer"),
        "choices": own.total("choices"),
        "unknown": own.total("unknown"),
        "helpful_rate": own.helpful_rate,
        "weeks": {week.isoformat(): sum(ended) for week, ended in zip(own.weeks, own.ended, strict=True)},
    }
