"""`engines`: shows each enabled translation engine, and tries it."""

from __future__ import annotations

import argparse
import asyncio

from bot.cli import exits
from bot.config import Config
from bot.running import translator_of


def run(config: Config, options: argparse.Namespace) -> int:
    """Tries every enabled engine; the exit code says whether one of them works."""
    return asyncio.run(_engines(config))


async def _engines(config: Config) -> int:
    async with translator_of(config) as translator:
        if translator is None:
            print("no translation engine is enabled: name some under `translation: engines:` in the configuration")
            return exits.OK
        states = await translator.probe()
    for state in states:
        print(f"{state.name:16} {'works' if state.working else state.trouble}")
    return exits.OK if any(state.working for state in states) else exits.UNREACHABLE
