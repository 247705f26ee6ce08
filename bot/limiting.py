"""Keeps one person from taking the time of all others."""

from __future__ import annotations

import time
from collections import deque
from dataclasses import dataclass, field

from cachetools import TTLCache

WINDOW = 60.0
MOST_PEOPLE = 10_000
"""How many people are counted at once. Where more write within a minute, the most silent of them starts anew."""


@dataclass(slots=True)
class _Asked:
    """When a person's questions of the last minute were answered, and how many were refused since the last one."""

    at: deque[float] = field(default_factory=deque)
    refused: int = 0


class PerMinute:
    """Lets each person ask so many questions in any minute."""

    def __init__(self, per_minute: int) -> None:
        self._per_minute = per_minute
        self._people: TTLCache[str, _Asked] = TTLCache(MOST_PEOPLE, WINDOW)

    def refusals(self, person: str) -> int:
        """Counts one more question of a person: 0 if it may be answered, else how many were refused in a row."""
        if not person:
            return 0
        now = time.monotonic()
        asked = self._people.get(person) or _Asked()
        self._people[person] = asked  # whoever writes is remembered for another minute
        while asked.at and asked.at[0] <= now - WINDOW:
            asked.at.popleft()
        if len(asked.at) < self._per_minute:
            asked.at.append(now)
            asked.refused = 0
        else:
            asked.refused += 1
        return asked.refused
