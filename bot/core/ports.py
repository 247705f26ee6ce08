"""What the core needs from outside, as protocols: it is given them and never imports who provides them."""

from __future__ import annotations

import datetime
from typing import Protocol


class Store(Protocol):
    """What is remembered about people. An empty person is nobody and never stored."""

    async def language_of(self, person: str) -> str:
        """The language a person chose, or nothing."""
        ...

    async def remember_language(self, person: str, language: str) -> None:
        """Keeps the language a person chose."""
        ...


class Clock(Protocol):
    """Says what day it is, so that a test can say it too."""

    def today(self) -> datetime.date:
        """The date."""
        ...
