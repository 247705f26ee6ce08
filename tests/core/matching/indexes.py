"""Small indexes for tests."""

from __future__ import annotations

from bot.core.matching.index import Index, Texts
from bot.core.matching.indexing import compile_index


def index_of(entries: Texts, against: Texts = ()) -> Index:
    """The index of entries, and of counter-entries if there are any."""
    return compile_index(entries, against)[0]
