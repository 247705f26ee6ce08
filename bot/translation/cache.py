"""What was translated before need not be sent anywhere again."""

from __future__ import annotations

import hashlib
import time
import unicodedata
from collections.abc import Callable
from typing import Protocol

from cachetools import TTLCache

from bot.core.ports import Translated

MOST_KEPT = 5_000


class TranslationCache(Protocol):
    """Keeps translations until they expire. It never fails: what it cannot keep is translated again."""

    async def get(self, key: str) -> Translated | None:
        """What was kept under a key."""
        ...

    async def put(self, key: str, translated: Translated) -> None:
        """Keeps a translation."""
        ...


class MemoryCache:
    """Keeps the newest translations until the program ends, or for `seconds`."""

    def __init__(self, seconds: float, timer: Callable[[], float] = time.monotonic) -> None:
        self._kept: TTLCache[str, Translated] = TTLCache(MOST_KEPT, seconds, timer)

    async def get(self, key: str) -> Translated | None:
        """What was kept under a key."""
        return self._kept.get(key)

    async def put(self, key: str, translated: Translated) -> None:
        """Keeps a translation."""
        self._kept[key] = translated


class NoCache:
    """Keeps nothing."""

    async def get(self, key: str) -> Translated | None:
        """Nothing."""
        return None

    async def put(self, key: str, translated: Translated) -> None:
        """Forgets it."""


def key_of(engine: str, source: str, target: str, text: str) -> str:
    """A key that does not tell the text. Case is kept: `US` and `us` are translated differently."""
    folded = " ".join(unicodedata.normalize("NFC", text).split())
    return hashlib.sha256("\0".join((engine, source, target, folded)).encode()).hexdigest()
