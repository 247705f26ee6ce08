"""The engines that deep-translator can still reach."""

from __future__ import annotations

import functools
from abc import ABC, abstractmethod
from typing import ClassVar

from bot.config import EngineName
from bot.translation.engine import Answer
from bot.translation.engines.daemons import DaemonThreads
from bot.translation.languages import codes_of

THREADS = 8
"""Calls of one engine at a time."""


class _DeepEngine(ABC):
    """Runs each call in a thread of this engine's own few: the package knows only calls that block."""

    key: ClassVar[EngineName]
    name: ClassVar[str]
    most_bytes: ClassVar[int]

    def __init__(self) -> None:
        self.codes = codes_of(self.key)
        self._threads: DaemonThreads[str] = DaemonThreads(f"translation-{self.key}", THREADS)

    def fits(self, text: str) -> bool:
        """Whether it takes a text of this length at once."""
        return len(text.encode()) <= self.most_bytes

    async def translate(self, text: str, source: str, target: str) -> Answer:
        """Translates a text that fits. These engines do not say which language they found."""
        pair = self.codes.sources.get(source, "auto"), self.codes.targets[target]
        return Answer(await self._threads.run(functools.partial(self._call, text, pair)), source)

    async def close(self) -> None:
        """Lets its threads end."""
        self._threads.close()

    @abstractmethod
    def _call(self, text: str, pair: tuple[str, str]) -> str:
        """Translates, in a thread."""


class Google(_DeepEngine):
    """Google's page for simple browsers."""

    key = "google"
    name = "Google"
    most_bytes = 2_000  # a letter of two or more bytes takes three times as much room in the address

    def __init__(self, address: str = "https://translate.google.com/m") -> None:
        super().__init__()
        self._address = address

    def _call(self, text: str, pair: tuple[str, str]) -> str:
        from bot.translation.engines import foreign  # noqa: PLC0415 - takes half a second, so in this thread

        return foreign.google(self._address, text, pair)


class MyMemory(_DeepEngine):
    """MyMemory, a memory of what people translated, with a machine behind it."""

    key = "mymemory"
    name = "MyMemory"
    most_bytes = 480  # the service takes 500, the package less than 500 characters

    def __init__(self, email: str = "", address: str = "https://api.mymemory.translated.net/get") -> None:
        super().__init__()
        self._email = email
        self._address = address

    def _call(self, text: str, pair: tuple[str, str]) -> str:
        from bot.translation.engines import foreign  # noqa: PLC0415 - takes half a second, so in this thread

        return foreign.mymemory(self._address, self._email, text, pair)


class Microsoft(_DeepEngine):
    """Microsoft's translator, with a key."""

    key = "microsoft"
    name = "Microsoft"
    most_bytes = 50_000

    def __init__(
        self,
        secret: str,
        region: str = "",
        address: str = "https://api.cognitive.microsofttranslator.com/translate?api-version=3.0",
    ) -> None:
        super().__init__()
        self._secret = secret
        self._region = region
        self._address = address

    def _call(self, text: str, pair: tuple[str, str]) -> str:
        from bot.translation.engines import foreign  # noqa: PLC0415 - takes half a second, so in this thread

        return foreign.microsoft(self._address, self._secret, self._region, text, pair)
