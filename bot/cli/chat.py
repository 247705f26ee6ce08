"""`chat`: the guide in this terminal."""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import sys
from collections.abc import AsyncIterator

import platformdirs

from bot.app import NAME, build_guide, reloading_on_hangup
from bot.cli import exits
from bot.cli.locale import client_language
from bot.config import Config
from bot.core.guide import Guide
from bot.core.ports import StoreError
from bot.terminal.chat import chat


def run(config: Config, options: argparse.Namespace) -> int:
    """Talks until the person leaves."""
    try:
        asyncio.run(_chat(config, options.community))
    except StoreError as error:
        print(error, file=sys.stderr)
        return exits.UNREACHABLE
    return exits.OK


async def _chat(config: Config, community: str) -> None:
    """With a community the operator sits in it as a moderator, and what is decided there is kept."""
    async with _guide(config, lasting=bool(community)) as guide:
        with reloading_on_hangup(guide, config):
            await chat(guide, client_language(), platformdirs.user_state_path(NAME) / "history", community)


@contextlib.asynccontextmanager
async def _guide(config: Config, *, lasting: bool) -> AsyncIterator[Guide]:
    """A guide that keeps what it is told, or one that forgets it at the end."""
    if not lasting:
        yield build_guide(config)
        return
    from bot.running import serving_guide  # noqa: PLC0415 - the database, only where it is needed

    async with serving_guide(config) as guide:
        yield guide
