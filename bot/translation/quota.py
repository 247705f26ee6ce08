"""How much may be sent to engines for one person, and for one conversation."""

from __future__ import annotations

from limits import RateLimitItemPerHour
from limits.storage import MemoryStorage
from limits.strategies import FixedWindowRateLimiter


class Quota:
    """So many translations in an hour. Nobody, and no conversation, are not counted."""

    def __init__(self, per_person: int, per_conversation: int) -> None:
        self._per_person = RateLimitItemPerHour(per_person, namespace="person")
        self._per_conversation = RateLimitItemPerHour(per_conversation, namespace="conversation")
        self._windows = FixedWindowRateLimiter(MemoryStorage())

    def take(self, person: str, conversation: str) -> bool:
        """Takes one translation, if both have one left."""
        both = ((self._per_person, person), (self._per_conversation, conversation))
        counted = [(limit, who) for limit, who in both if who]
        if not all(self._windows.test(limit, who) for limit, who in counted):
            return False
        for limit, who in counted:
            self._windows.hit(limit, who)
        return True
