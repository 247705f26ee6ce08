"""`invite`: prints the link that adds the Discord bot to a server."""

from __future__ import annotations

import argparse
import asyncio
import re
import sys

from bot.cli import exits
from bot.config import Config
from bot.discord.examine import application_of
from bot.discord.invite import invite_url
from bot.secrets import secret
from bot.service import CredentialRefusedError, ServiceError

_ID = re.compile(r"[1-9][0-9]{0,19}")


def run(config: Config, options: argparse.Namespace) -> int:
    """Makes the link from the application's id, which the portal shows or Discord says."""
    if options.application:
        if not _ID.fullmatch(options.application):
            print("the application id is a number; the developer portal shows it", file=sys.stderr)
            return exits.USAGE
        print(invite_url(int(options.application)))
        return exits.OK
    token = secret("DISCORD_TOKEN", config.discord.token_file)
    if not token:
        print("name the application's id, or set DISCORD_TOKEN (docs/discord.md)", file=sys.stderr)
        return exits.USAGE
    try:
        print(invite_url(asyncio.run(application_of(config.discord, token)).id))
    except ServiceError as error:
        print(error, file=sys.stderr)
        return exits.REFUSED if isinstance(error, CredentialRefusedError) else exits.UNREACHABLE
    return exits.OK
