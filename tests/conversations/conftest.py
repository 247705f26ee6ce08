"""Everybody here talks about the real content."""

from __future__ import annotations

import pytest

from bot.core.guide import Guide
from bot.core.knowledge.model import Library
from bot.core.knowledge.wording import Wording
from bot.core.matching.knowledge_base import Knowledge
from tests.conversations.people import Person, guide_of


@pytest.fixture
def guide(real: Knowledge) -> Guide:
    return guide_of(real)


@pytest.fixture
def anna(guide: Guide) -> Person:
    """Somebody of whom nothing is known."""
    return Person(guide)


@pytest.fixture
def library(real: Knowledge) -> Library:
    return real.library


@pytest.fixture
def english(library: Library) -> Wording:
    return library.wording["en"]
