"""What the core needs from outside, as protocols: it is given them and never imports who provides them."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Literal, Protocol


class StoreError(Exception):
    """The store cannot remember now; the message is one line that says why, without any secret."""


class Store(Protocol):
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

    async def forget(self, person: str) -> None:
        """Removes everything that is kept about a person.

        Raises:
            StoreError: if it cannot be removed now.
        """
        ...


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
