"""Puts the parts together from a Config."""

from __future__ import annotations

import asyncio
import contextlib
import datetime
import logging
import signal
from collections.abc import Iterator
from pathlib import Path

import platformdirs

from bot.config import Config
from bot.core.guide import Guide
from bot.core.knowledge.problems import ProblemsFound
from bot.core.matching.cache import knowledge_of
from bot.core.matching.knowledge_base import Knowledge
from bot.markup import faults
from bot.storage.memory import MemoryStore

NAME = "rednote-guide"

_log = logging.getLogger(__name__)


class SystemClock:
    """The date of this machine."""

    def today(self) -> datetime.date:
        """Today, where the machine stands."""
        return datetime.datetime.now().astimezone().date()


def content_folder(config: Config) -> Path:
    """The operator's content, else the one that came with the program."""
    if config.content:
        return Path(config.content)
    here = Path(__file__).parent
    shipped = here / "content" if (here / "content").is_dir() else here.parent / "content"
    return shipped.relative_to(Path.cwd()) if shipped.is_relative_to(Path.cwd()) else shipped


def cache_folder(config: Config) -> Path | None:
    """Where compiled knowledge is kept, or nothing if it is not."""
    if config.cache == "off":
        return None
    return Path(config.cache) if config.cache else platformdirs.user_cache_path(NAME)


def load_knowledge(config: Config) -> Knowledge:
    """What is known, compiled.

    Raises:
        ProblemsFound: with every error of the content.
    """
    return knowledge_of(content_folder(config), cache_folder(config), config.matching.strictness)


def build_guide(config: Config) -> Guide:
    """A guide that remembers until the program ends.

    Raises:
        ProblemsFound: with every error of the content.
    """
    return Guide(
        load_knowledge(config), MemoryStore(), SystemClock(), default_language=config.language, measures=[faults]
    )


async def reload(guide: Guide, config: Config) -> None:
    """Reads the content again, whole or not at all: with an error in it, the old knowledge goes on serving."""
    try:
        guide.learn(await asyncio.to_thread(load_knowledge, config))
    except ProblemsFound as found:
        _log.error("the content has errors, so the old one stays in use:\n%s", found)
    else:
        _log.info("the content was read again")


@contextlib.contextmanager
def reloading_on_hangup(guide: Guide, config: Config) -> Iterator[None]:
    """Inside, SIGHUP reads the content again (where the system has such a signal), one reading after the other."""
    hangup = getattr(signal, "SIGHUP", None)
    if hangup is None:
        yield
        return
    loop = asyncio.get_running_loop()
    wanted = asyncio.Event()

    async def reload_when_wanted() -> None:
        while True:
            await wanted.wait()
            wanted.clear()  # a signal that comes from now on may be about what this reading does not see any more
            try:
                await reload(guide, config)
            except Exception as error:  # noqa: BLE001 - whatever fails, the next signal counts
                _log.error("the content could not be read again (%s)", type(error).__name__)

    loop.add_signal_handler(hangup, wanted.set)
    reloading = loop.create_task(reload_when_wanted())
    try:
        yield
    finally:
        loop.remove_signal_handler(hangup)
        reloading.cancel()
