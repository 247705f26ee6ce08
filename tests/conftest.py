"""What tests of several rooms need."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import settings

from bot.core.matching.knowledge_base import Knowledge
from tests.core.small_content import SmallContent
from tests.real_content import real_knowledge, vague_text

settings.register_profile("the same every time", deadline=None, derandomize=True)
settings.load_profile("the same every time")


@pytest.fixture
def content(tmp_path: Path) -> SmallContent:
    """A content folder of this test's own, small and sound."""
    return SmallContent.sound(tmp_path / "content")


@pytest.fixture(scope="session")
def compiled(pytestconfig: pytest.Config) -> Path:
    """Where the real content is kept compiled, so that it is compiled only when it or the code has changed."""
    return pytestconfig.cache.mkdir("rednote-guide")


@pytest.fixture(scope="session")
def real(compiled: Path) -> Knowledge:
    """The knowledge of the real content."""
    return real_knowledge(compiled)


@pytest.fixture(scope="session")
def vague(real: Knowledge) -> str:
    """A question to the real content that is asked back."""
    return vague_text(real)
