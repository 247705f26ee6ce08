"""The way into `/guide`: who may, and which word leads where."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from bot.core.commands.guide import answers, exchange, gaps, insight, settings, testing
from bot.core.commands.guide.acting import Desk, back
from bot.core.message import Choice, Reply
from bot.core.ports import StoreError
from bot.core.turn import Turn

Do = Callable[[Desk, str], Awaitable[Reply]]

_WAYS: dict[str, Do] = {
    "settings": settings.overview,
    "set": settings.change,
    "answers": answers.overview,
    "answer": answers.answer,
    "save": answers.save,
    "hide": answers.hide,
    "show": answers.show_again,
    "test": testing.test,
    "gaps": gaps.overview,
    "gap": gaps.gap,
    "stats": insight.stats,
    "stale": insight.stale,
    "log": insight.log,
    "export": exchange.export,
    "import": exchange.import_,
}

WORDS = tuple(_WAYS)
"""What may follow `/guide`."""


async def guide(turn: Turn) -> Reply:
    """Does what a moderator asks for; shows what there is where nothing was asked."""
    if not turn.message.community:
        return Reply(turn.language, turn.wording.guide.title, turn.wording.guide.only_in_community)
    if not turn.message.moderator:  # the door has refused this already; nothing below may rest on that alone
        return Reply(turn.language, turn.wording.guide.title, turn.wording.moderators_only)
    word, _, rest = turn.argument.partition(" ")
    way = _WAYS.get(word.casefold())
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
