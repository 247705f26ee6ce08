"""Which word after `/guide` leads where."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from bot.core.commands.guide import answers, exchange, gaps, insight, settings, testing
from bot.core.commands.guide.acting import Desk
from bot.core.message import Reply

Do = Callable[[Desk, str], Awaitable[Reply]]

WAYS: dict[str, Do] = {
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

WORDS = tuple(WAYS)
"""What may follow `/guide`."""
