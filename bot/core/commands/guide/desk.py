"""The way into `/guide`: who may, and what there is."""

from __future__ import annotations

from bot.core.commands.guide.acting import Desk, back
from bot.core.message import Choice, Reply
from bot.core.ports import StoreError
from bot.core.turn import Turn


async def guide(turn: Turn) -> Reply:
    """Does what a moderator asks for; shows what there is where nothing was asked."""
    if not turn.message.community:
        return Reply(turn.language, turn.wording.guide.title, turn.wording.guide.only_in_community)
    if not turn.message.moderator:  # the door has refused this already; nothing below may rest on that alone
        return Reply(turn.language, turn.wording.guide.title, turn.wording.moderators_only)
    from bot.core.commands.guide.ways import WAYS  # noqa: PLC0415 - loaded for the few who may, not for all who ask

    word, _, rest = turn.argument.partition(" ")
    way = WAYS.get(word.casefold())
    if way is None:
        return _overview(turn)
    desk = Desk(turn)
    try:
        return await way(desk, rest.strip())
    except StoreError:
        return Reply(turn.language, desk.wording.title, turn.wording.not_remembered, back(desk))


def _overview(turn: Turn) -> Reply:
    wording = turn.wording.guide
    choices = (
        Choice(wording.label_settings, "/guide settings"),
        Choice(wording.label_answers, "/guide answers"),
        Choice(wording.label_new, "/guide answer new"),
        Choice(wording.label_gaps, "/guide gaps"),
        Choice(wording.label_stats, "/guide stats"),
        Choice(wording.label_stale, "/guide stale"),
        Choice(wording.label_log, "/guide log"),
        Choice(wording.label_export, "/guide export"),
    )
    return Reply(turn.language, wording.title, wording.overview, choices)
