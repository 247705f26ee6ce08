"""`backup`, `restore` and `export`: what is kept, as files."""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import sys
from pathlib import Path

from bot.cli import exits
from bot.config import Config
from bot.core.commands.guide.exchange import data_of
from bot.core.community.exchange import packed
from bot.core.ports import StoreError
from bot.running import database_of, store_of
from bot.storage.backup import backup, restore
from bot.storage.engine import sqlite_file


def run(config: Config, options: argparse.Namespace) -> int:
    """Copies, puts back or writes; the exit code says whether it could be done."""
    if wrong := _wrong_path(config, options):
        print(wrong, file=sys.stderr)
        return exits.USAGE
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


def _wrong_path(config: Config, options: argparse.Namespace) -> str:
    """Which file or folder is not there, or is there and must not be; nothing if all is well."""
    path: Path = options.file
    database: Path | None = None
    with contextlib.suppress(StoreError):  # what is no address is told when it is used
        database = sqlite_file(database_of(config))
    if database is None and options.command != "export":
        return ""  # only files are copied, which is told then
    if options.command == "restore":
        return "" if path.exists() else f"{path} does not exist: name a file that `backup` made"
    if database and not database.exists():
        return f"there is no database at {database}: storage.url in the configuration says where it is"
    if not path.parent.is_dir():
        return f"{path} cannot be written: there is no folder {path.parent}"
    return f"{path} exists already: name a new file" if path.exists() else ""


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
