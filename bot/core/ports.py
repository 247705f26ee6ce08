"""What the core needs from outside, as protocols: it is given them and never imports who provides them."""

from __future__ import annotations

import datetime
from typing import Protocol


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


class Clock(Protocol):
    """Says what day it is, so that a test can say it too."""

    def today(self) -> datetime.date:
        """The date."""
        ...
