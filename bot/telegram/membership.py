"""In which groups we are. Telegram has no list of them, so that is learnt from what it tells and what it refuses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cachetools import LRUCache
from telegram import ChatMember
from telegram.constants import ChatType

from bot.core.guide import Guide
from bot.telegram.message import community_of

if TYPE_CHECKING:
    from telegram import Chat, Update
    from telegram.ext import ContextTypes

REMEMBERED = 10_000
"""Groups of which we know that the guide counts us in."""

_AWAY = {ChatMember.LEFT, ChatMember.BANNED}
_GROUPS = {ChatType.GROUP, ChatType.SUPERGROUP}


class Membership:
    """Tells the guide, which keeps what a group decided for a while after we had to go."""

    def __init__(self, guide: Guide) -> None:
        self._guide = guide
        self._present: LRUCache[int, bool] = LRUCache(REMEMBERED)

    async def on_change(self, update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        """Notes that we came or went."""
        change = update.my_chat_member
        if change is None or change.chat.type not in _GROUPS:
            return
        if change.new_chat_member.status in _AWAY:
            await self.lost(change.chat.id)
        elif change.old_chat_member.status in _AWAY:
            await self._guide.community_joined(community_of(change.chat.id))

    async def heard(self, chat: Chat) -> None:
        """Somebody wrote in a group: so we are in it, whatever was said before."""
        if chat.type in _GROUPS and chat.id not in self._present:
            self._present[chat.id] = True
            await self._guide.community_joined(community_of(chat.id))

    async def lost(self, chat: int) -> None:
        """We are not in a group any more."""
        self._present.pop(chat, None)
        await self._guide.community_left(community_of(chat))

    async def moved(self, old: int, new: int) -> None:
        """A group has become a supergroup."""
        await self._guide.community_moved(community_of(old), community_of(new))
