"""What tests of several rooms need."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import settings
from sqlalchemy import Connection, MetaData

from bot.core.matching.knowledge_base import Knowledge
from bot.storage.engine import file_url, make_engine
from tests.core.small_content import SmallContent
from tests.real_content import real_knowledge, vague_text

settings.register_profile("the same every time", deadline=None, derandomize=True)
settings.load_profile("the same every time")


ELSEWHERE = os.environ.get("GUIDE_TEST_DATABASE", "")
"""The address of a database that the tests may empty, for those of the store and of communities; else SQLite files."""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """The SQLite file of a test's own; what only such a file has or can is not asked of another database."""
    if ELSEWHERE:
        pytest.skip("this is about the SQLite file")
    return tmp_path / "guide.db"


@pytest.fixture
async def url(tmp_path: Path) -> str:
    """The address of a database with nothing in it."""
    if not ELSEWHERE:
        return file_url(tmp_path / "guide.db")
    engine = make_engine(ELSEWHERE)
    async with engine.begin() as connection:
        await connection.run_sync(_empty)
    await engine.dispose()
    return ELSEWHERE


def _empty(connection: Connection) -> None:
    tables = MetaData()
    tables.reflect(connection)
    tables.drop_all(connection)


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
