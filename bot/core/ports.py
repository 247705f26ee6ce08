"""What the core needs from outside, as protocols: it is given them and never imports who provides them."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

from bot.core.community.model import Act, Counted, Earlier, Gap, Kept, OwnAnswer, Recorded, Tally


class StoreError(Exception):
    """The store cannot remember now; the message is one line that says why, without any secret."""


class StaleError(Exception):
    """Somebody else changed an answer after this edit of it began. Both texts are kept."""

    def __init__(self, current: OwnAnswer) -> None:
        super().__init__(f"version {current.version} is newer")
        self.current = current


class PeopleStore(Protocol):
    """What is remembered about people. An empty person is nobody and never stored."""

    async def language_of(self, person: str) -> str:
        """The language a person chose, or nothing; nothing too when the store cannot say."""
        ...

    async def remember_language(self, person: str, language: str) -> None:
        """Keeps the language a person chose.

        Raises:
            StoreError: if it cannot be kept now.
        """
        ...

    async def left_alone(self, person: str) -> bool:
        """Whether a person wants to be spoken to only when they speak to us; no when the store cannot say."""
        ...

    async def leave_alone(self, person: str, wanted: bool) -> None:
        """Keeps whether a person wants to be left alone.

        Raises:
            StoreError: if it cannot be kept now.
        """
        ...

    async def forget(self, person: str) -> None:
        """Removes everything that is kept about a person; what they did for a community stays, without them.

        Raises:
            StoreError: if it cannot be removed now.
        """
        ...


class CommunityStore(Protocol):
    """What is kept for communities. Each call names the community it is about and touches no other.

    What a method keeps is kept when it returns; it raises a StoreError if that cannot be done now. Methods that
    count never wait and never fail: what they are told is kept some seconds later.
    """

    async def version_of(self, community: str) -> int | None:
        """Grows with every change of settings or answers, by any process; seconds old at most. None: nobody knows."""
        ...

    async def kept(self, community: str) -> Kept:
        """Settings and own answers."""
        ...

    async def keep_setting(self, community: str, key: str, value: str | None, act: Act) -> None:
        """Keeps a setting; none goes back to what it was from the beginning."""
        ...

    async def keep_answer(self, community: str, answer: OwnAnswer, act: Act) -> OwnAnswer:
        """Keeps an answer that was edited from `answer.version`, and its text before; returns it as it is kept.

        An answer with neither text nor wordings is removed; its texts before stay for a while.

        Raises:
            StaleError: if the version kept is another one; the refused text is put among the earlier ones.
        """
        ...

    async def keep_imported(self, community: str, answers: Sequence[OwnAnswer], person: str) -> None:
        """Keeps all of these answers or none: their live texts, and their wordings beside those there are.

        What stands there is replaced, and becomes an earlier text; a draft stays.
        """
        ...

    async def earlier(self, community: str, answer: str) -> list[Earlier]:
        """The texts that an answer had, and those that were refused, the newest first."""
        ...

    async def note_gap(self, community: str, text: str) -> None:
        """Counts a question that somebody passed on."""
        ...

    async def gaps(self, community: str) -> list[Gap]:
        """The questions that wait for a moderator, most asked first."""
        ...

    async def settle_gaps(self, community: str, numbers: Sequence[int], *, ignored: bool, act: Act) -> None:
        """Takes questions off the list: ignored for good, or answered and therefore removed."""
        ...

    async def tallies(self, community: str, since: datetime.date) -> list[Tally]:
        """What was counted since a week."""
        ...

    async def acts(self, community: str, most: int) -> list[Recorded]:
        """The audit trail, the newest first."""
        ...

    async def record(self, community: str, act: Act) -> None:
        """Puts an act into the audit trail."""
        ...

    async def community_left(self, community: str) -> None:
        """The bot was removed: what is kept expires in 30 days."""
        ...

    async def community_joined(self, community: str) -> None:
        """The bot came, or came back: nothing expires."""
        ...

    async def communities_present(self, platform: str, present: Collection[str]) -> None:
        """The bot is in these communities of a platform and in no other one, whatever happened while it was away."""
        ...

    async def community_moved(self, old: str, new: str) -> None:
        """A community goes on under another id: all that is kept for it goes along, and nothing is overwritten."""
        ...

    def count(self, community: str, counted: Counted, topic: str = "") -> None:
        """Counts something in this week."""
        ...

    def collect_gap(self, community: str, text: str) -> None:
        """Counts a question that found no answer."""
        ...


class Store(PeopleStore, CommunityStore, Protocol):
    """All that is remembered."""


class Limiter(Protocol):
    """Keeps one person from taking the time of all others."""

    def refusals(self, person: str) -> int:
        """Counts one more question of a person: 0 if it may be answered, else how many were refused in a row."""
        ...


@dataclass(frozen=True, slots=True)
class Translated:
    """A translation. `source`: our tag of the language it was made from, or nothing where nobody knows it.

    `engine`: its name as people read it; nothing where there was nothing to translate.
    """

    text: str
    source: str
    engine: str


NoTranslation = Literal["unavailable", "quota", "unsupported", "too long"]


class TranslationError(Exception):
    """No engine could translate now. Says why in one word, and holds neither text nor key."""

    def __init__(self, reason: NoTranslation) -> None:
        super().__init__(reason)
        self.reason = reason


class Translator(Protocol):
    """Machine translation. `engines`: the names of those that the operator enabled, in the order they are asked."""

    @property
    def engines(self) -> tuple[str, ...]:
        """Nothing is ever sent to any other engine."""
        ...

    async def translate(
        self, text: str, source: str, target: str, person: str = "", conversation: str = ""
    ) -> Translated:
        """The text in `target`. An empty `source` lets the engine find out; a person and a conversation have a quota.

        Raises:
            TranslationError: if no engine could.
        """
        ...


class Clock(Protocol):
    """Says what day it is, so that a test can say it too."""

    def today(self) -> datetime.date:
        """The date."""
        ...
