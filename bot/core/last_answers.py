"""What each person was answered last, for a few minutes: so that "why?" right after an answer is understood."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from cachetools import TTLCache

from bot.core.message import Message, Reply

SECONDS = 300.0
MOST = 10_000
"""People in conversations. Where more are answered within the time, the longest silent are forgotten first."""


@dataclass(frozen=True, slots=True)
class Answered:
    """The topic of an answer, and the language it was given in."""

    topic: str
    language: str


class LastAnswers:
    """The last answer of each person in each conversation. Held in memory only, and neither question nor text of it."""

    def __init__(self, timer: Callable[[], float]) -> None:
        self._kept: TTLCache[tuple[str, str, str], Answered] = TTLCache(MOST, SECONDS, timer)

    def of(self, message: Message) -> Answered | None:
        """What the person was answered last, where they write now."""
        return self._kept.get(_seat(message))

    def keep(self, message: Message, reply: Reply) -> None:
        """Remembers a topic that was shown; anything else that was answered or asked back takes its place."""
        match = reply.match
        if not message.person or not message.conversation or match is None or match.outcome == "unknown":
            return  # what we did not understand was perhaps no more than a "thanks"
        if match.outcome == "answer" and match.kind == "topic":
            self._kept[_seat(message)] = Answered(match.id, reply.language)
        elif not match.after:
            self._kept.pop(_seat(message), None)

    def forget(self, person: str) -> None:
        """Forgets what a person was answered, wherever it was."""
        for seat in [seat for seat in self._kept if seat[-1] == person]:
            self._kept.pop(seat, None)


def _seat(message: Message) -> tuple[str, str, str]:
    return message.conversation, message.thread, message.person
