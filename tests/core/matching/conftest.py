"""Knowledge compiled once: it is frozen, so that tests can share it."""

from __future__ import annotations

import pytest

from bot.core.knowledge.model import Library
from bot.core.matching.compiling import compile_knowledge
from bot.core.matching.knowledge_base import Knowledge
from tests.core.small_content import SmallContent


@pytest.fixture(scope="session")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    """The library of the small content."""
    return SmallContent.sound(tmp_path_factory.mktemp("shared") / "content").library()


@pytest.fixture(scope="session")
def knowledge(library: Library) -> Knowledge:
    """The knowledge compiled from the small content."""
    return compile_knowledge(library)
