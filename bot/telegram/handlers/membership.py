"""We are put into groups and taken out of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from telegram import ChatMember
from telegram.constants import ChatType

from bot.core.guide import Guide
from bot.telegram.message import community_of

if TYPE_CHECKING:
    from telegram import Update
    from telegram.ext import ContextTypes

_AWAY = {ChatMember.LEFT, ChatMember.BANNED}


class Membership:
    """Tells the guide, which keeps what a group decided for a while after we had to go."""

    def __init__(self, guide: Guide) -> None:
        self._guide = guide

    async def on_change(self, update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        """Notes that we came or went."""
        change = update.my_chat_member
        if change is None or change.chat.type not in {ChatType.GROUP, ChatType.SUPERGROUP}:
            return
        community = community_of(change.chat.id)
        away = change.new_chat_member.status in _AWAY
        if away:
            await self._guide.community_left(community)
        elif change.old_chat_member.status in _AWAY:
            await self._guide.community_joined(community)
