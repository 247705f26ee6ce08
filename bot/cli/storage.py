"""`backup`, `restore` and `export`: what is kept, as files."""

from __future__ import annotations

import argparse
import asyncio
import sys
from pathlib import Path

from bot.cli import exits
from bot.config import Config
from bot.core.commands.guide.exchange import data_of
from bot.core.community.exchange import packed
from bot.core.ports import StoreError
from bot.running import database_of, store_of
from bot.storage.backup import backup, restore


def run(config: Config, options: argparse.Namespace) -> int:
    """Copies, puts back or writes; the exit code says whether it could be done."""
    try:
        if options.command == "backup":
            backup(database_of(config), options.file)
        elif options.command == "restore":
            restore(database_of(config), options.file)
        else:
            asyncio.run(_export(config, options.community, options.file))
    except StoreError as error:
        print(error, file=sys.stderr)
        return exits.UNREACHABLE
    print(options.file)
    return exits.OK


async def _export(config: Config, community: str, target: Path) -> None:
    async with store_of(config) as store:
        data = await data_of(store, community)
    if not (data.kept.version or data.gaps or data.tallies or data.acts):
        raise StoreError(f"nothing is kept about {community}")
    try:
        with target.open("xb") as stream:
            stream.write(packed(data).data)
    except OSError as error:
        raise StoreError(f"{target} cannot be written: {error.strerror}") from None
