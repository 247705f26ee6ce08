"""`doctor`: tries all that serving needs, and says what to do about what does not work."""

from __future__ import annotations

import argparse
import asyncio
import json
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from typing import Literal

from bot.app import SystemClock, content_folder
from bot.cli import exits
from bot.config import Config, ConfigurationError
from bot.core.knowledge.check import check
from bot.core.knowledge.content import read_folder
from bot.core.ports import StoreError
from bot.running import database_of, translator_of
from bot.secrets import secret
from bot.service import CredentialRefusedError, ServiceError
from bot.storage.looking import revision_of
from bot.storage.revisions import newest

Examine = Callable[[str], AsyncIterator[str]]


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found about one part; `code` is the exit code that it is worth."""

    part: str
    verdict: Literal["ok", "off", "trouble"]
    text: str
    code: int = exits.OK


def run(config: Config, options: argparse.Namespace) -> int:
    """Prints a line for each finding; the exit code is that of the worst."""
    findings = asyncio.run(_all(config))
    for finding in findings:
        if options.json:
            print(json.dumps({"part": finding.part, "verdict": finding.verdict, "text": finding.text}))
        else:
            print(f"{finding.verdict:8} {finding.part:12} {finding.text}")
    return max(finding.code for finding in findings)


async def _all(config: Config) -> list[Finding]:
    parts = (_content(config), _storage(config), _telegram(config), _discord(config), _translation(config))
    return [finding for part in parts async for finding in part]


async def _content(config: Config) -> AsyncIterator[Finding]:
    problems = check(read_folder(content_folder(config)), SystemClock().today())
    errors = sum(problem.severity == "error" for problem in problems)
    if errors:
        yield Finding("content", "trouble", f"{errors} errors; `rednote-guide check` lists them", exits.PROBLEMS)
    else:
        yield Finding("content", "ok", f"no errors in {content_folder(config)}")


async def _storage(config: Config) -> AsyncIterator[Finding]:
    try:
        revision = await revision_of(database_of(config))
    except StoreError as error:
        yield Finding("storage", "trouble", str(error), exits.UNREACHABLE)
        return
    if revision == newest():
        yield Finding("storage", "ok", "the database opens, and is up to date")
    elif revision:
        migrated = f"would be migrated from {revision} to {newest()} at the next start"
        yield Finding("storage", "ok", f"the database opens, and {migrated}")
    else:
        yield Finding("storage", "ok", "there is no database yet; it would be made at the first start")


def _telegram(config: Config) -> AsyncIterator[Finding]:
    def examined(token: str) -> AsyncIterator[str]:
        from bot.telegram.examine import examine  # noqa: PLC0415 - only where there is a token

        return examine(config.telegram, token)

    return _platform("telegram", config.telegram.token_file, examined)


def _discord(config: Config) -> AsyncIterator[Finding]:
    def examined(token: str) -> AsyncIterator[str]:
        from bot.discord.examine import examine  # noqa: PLC0415 - only where there is a token

        return examine(config.discord, token)

    return _platform("discord", config.discord.token_file, examined)


async def _platform(name: str, token_file: str | None, examined: Examine) -> AsyncIterator[Finding]:
    """What is in order, until the first thing that keeps us from serving."""
    try:
        token = secret(f"{name.upper()}_TOKEN", token_file)
        if not token:
            yield Finding(name, "off", f"no token: set {name.upper()}_TOKEN to serve it (docs/{name}.md)")
            return
        async for line in examined(token):
            yield Finding(name, "ok", line)
    except ConfigurationError as error:
        yield Finding(name, "trouble", str(error), exits.USAGE)
    except ServiceError as error:
        code = exits.REFUSED if isinstance(error, CredentialRefusedError) else exits.UNREACHABLE
        yield Finding(name, "trouble", str(error), code)


async def _translation(config: Config) -> AsyncIterator[Finding]:
    try:
        async with translator_of(config) as translator:
            if translator is None:
                yield Finding("translation", "off", "no engine is enabled: slang, pinyin and phrases work without one")
                return
            for state in await translator.probe():
                verdict: Literal["ok", "trouble"] = "ok" if state.working else "trouble"
                yield Finding("translation", verdict, f"{state.name} {state.trouble or 'works'}")
    except ConfigurationError as error:
        for problem in error.problems:
            yield Finding("translation", "trouble", str(problem), exits.USAGE)
