"""A store that forgets when the program ends: enough for the terminal."""

from __future__ import annotations


class MemoryStore:
    """Keeps what people chose in memory."""

    def __init__(self) -> None:
        self._languages: dict[str, str] = {}

    async def language_of(self, person: str) -> str:
        """The language a person chose, or nothing."""
        return self._languages.get(person, "")

    async def remember_language(self, person: str, language: str) -> None:
        """Keeps the language a person chose."""
        if person:
            self._languages[person] = language

    async def forget(self, person: str) -> None:
        """Removes everything that is kept about a person."""
        self._languages.pop(person, None)
