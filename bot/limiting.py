"""Keeps one person from taking the time of all others."""

from __future__ import annotations

from collections.abc import Callable

from cachetools import TTLCache
from limits import RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter

WINDOW = 60.0
MOST_PEOPLE = 10_000
"""How many people are counted at once. Where more write within a minute, the most silent of them starts anew."""


class PerMinute:
    """Lets each person ask so many questions in any minute."""

    def __init__(self, per_minute: int) -> None:
        self._limit = RateLimitItemPerMinute(per_minute)
        self._storage = MemoryStorage()
        self._windows = MovingWindowRateLimiter(self._storage)
        self._refused = _Recent(self._forget)

    def refusals(self, person: str) -> int:
        """Counts one more question of a person: 0 if it may be answered, else how many were refused in a row."""
        if not person:
            return 0
        self._refused.expire()
        allowed = self._windows.hit(self._limit, person)
        refused = 0 if allowed else self._refused.get(person, 0) + 1
        self._refused[person] = refused
        return refused

    def _forget(self, person: str) -> None:
        """The library would keep an empty window for ever. Its lock, because it tidies up in a thread of its own."""
        with self._storage.locks[self._limit.key_for(person)]:
            self._windows.clear(self._limit, person)


class _Recent(TTLCache[str, int]):
    """Refusals in a row of whoever wrote within the window; `leave` is told who does not any more."""

    def __init__(self, leave: Callable[[str], None]) -> None:
        super().__init__(MOST_PEOPLE, WINDOW)
        self._leave = leave

    def expire(self, time: float | None = None) -> list[tuple[str, int]]:
        gone = super().expire(time)
        for person, _ in gone:
            self._leave(person)
        return gone

    def popitem(self) -> tuple[str, int]:
        person, refused = super().popitem()
        self._leave(person)
        return person, refused
