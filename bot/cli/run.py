"""`run`: serves every platform that has a token."""

from __future__ import annotations

import argparse
import asyncio
import logging
import sys

from bot.cli import exits
from bot.config import Config
from bot.core.ports import StoreError
from bot.running import run as serve
from bot.service import CredentialRefusedError, ServiceError


def run(config: Config, options: argparse.Namespace) -> int:
    """Serves until a signal; the exit code says what kept it from serving."""
    _write_log()
    try:
        asyncio.run(serve(config))
    except CredentialRefusedError as error:
        return _said(error, exits.REFUSED)
    except (ServiceError, StoreError) as error:
        return _said(error, exits.UNREACHABLE)
    return exits.OK


def _write_log() -> None:
    lines = logging.StreamHandler(sys.stderr)
    lines.addFilter(_in_one_line)
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)-7s %(message)s", handlers=[lines])
    for talkative in ("httpx", "httpcore", "apscheduler", "alembic", "discord", "telegram"):
        logging.getLogger(talkative).setLevel(logging.WARNING)  # they name addresses that hold the token


def _in_one_line(record: logging.LogRecord) -> bool:
    """Names only the kind of an error: what it says itself may hold an address, a token or what a person wrote."""
    if record.exc_info and record.exc_info[0]:
        record.msg, record.args = f"{record.getMessage()} ({record.exc_info[0].__name__})", ()
        record.exc_info = None
    return True


def _said(error: Exception, code: int) -> int:
    print(error, file=sys.stderr)
    return code
