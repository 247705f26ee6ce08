"""`chat`: the guide in this terminal."""

from __future__ import annotations

import argparse
import asyncio

import platformdirs

from bot.app import NAME, build_guide, reloading_on_hangup
from bot.cli import exits
from bot.cli.locale import client_language
from bot.config import Config
from bot.terminal.chat import chat


def run(config: Config, options: argparse.Namespace) -> int:
    """Talks until the person leaves."""
    asyncio.run(_chat(config))
    return exits.OK


async def _chat(config: Config) -> None:
    guide = build_guide(config)
    with reloading_on_hangup(guide, config):
        await chat(guide, client_language(), platformdirs.user_state_path(NAME) / "history")
