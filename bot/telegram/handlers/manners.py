"""Where and when we speak in a group, as its moderators decided."""

from __future__ import annotations

import asyncio

from cachetools import LRUCache

from bot.core.community.settings import Settings
from bot.core.guide import Guide
from bot.telegram.message import GENERAL, Asked, Place
from bot.telegram.moderators import is_moderation

REMEMBERED = 10_000
"""Places where we know when we last spoke unasked."""


class Manners:
    """Knows when to be silent. What a moderator says to us is heard everywhere, else nobody could end the silence."""

    def __init__(self, guide: Guide) -> None:
        self._guide = guide
        self._spoke: LRUCache[tuple[int, int], float] = LRUCache(REMEMBERED)

    async def allow(self, asked: Asked) -> bool:
        """Whether a message may be answered."""
        if not asked.place.group or is_moderation(asked.message.text):
            return True
        settings = await self._guide.settings_of(asked.message.community)
        if settings.speak_in and str(_spot(asked.place)[1]) not in settings.speak_in:
            return False
        if asked.how == "unasked":
            return settings.listen == "sure" and not self._rests(asked.place, settings)
        return asked.how == "command" or settings.listen != "never"

    def spoke_unasked(self, place: Place) -> None:
        """Notes that we spoke."""
        self._spoke[_spot(place)] = asyncio.get_running_loop().time()

    def _rests(self, place: Place, settings: Settings) -> bool:
        last = self._spoke.get(_spot(place))
        return last is not None and asyncio.get_running_loop().time() < last + settings.cooldown


def _spot(place: Place) -> tuple[int, int]:
    return (place.chat, place.topic or GENERAL)
