"""Everything that answers need: a library, and what finds things in it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from bot.core.knowledge.model import Library
from bot.core.matching.decide import Matcher
from bot.core.matching.recognise import Recogniser
from bot.core.matching.slang import Glossary


@dataclass(frozen=True, slots=True)
class Knowledge:
    """A library with what finds things in it. Immutable: a reload makes a new one and swaps it whole.

    `phrase_book` gives the matcher of the phrases: most questions need none, so it is unpacked with the first one.
    """

    library: Library
    topics: Matcher
    phrase_book: Callable[[], Matcher]
    glossary: Glossary
    recogniser: Recogniser

    @property
    def phrases(self) -> Matcher:
        """The matcher of the phrase book."""
        return self.phrase_book()
