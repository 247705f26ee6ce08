"""A guide with a database of its own, a moderator, a member, and a moderator of another community."""

from __future__ import annotations

import datetime
from collections.abc import AsyncIterator
from dataclasses import dataclass

import pytest

from bot.core.guide import Guide
from bot.core.matching.compiling import compile_knowledge
from bot.core.matching.knowledge_base import Knowledge
from bot.markup import faults
from bot.storage.store import SqlStore
from tests.community.rooms import Member
from tests.core.small_content import TODAY, SmallContent


@dataclass(slots=True)
class Days:
    """A clock that a test may turn on; the store and the guide look at the same one."""

    day: datetime.date = TODAY

    def today(self) -> datetime.date:
        return self.day

    def now(self) -> datetime.datetime:
        return datetime.datetime.combine(self.day, datetime.time(12))

    def pass_by(self, days: int) -> None:
        self.day += datetime.timedelta(days)


@pytest.fixture(scope="session")
def knowledge(tmp_path_factory: pytest.TempPathFactory) -> Knowledge:
    content = SmallContent.sound(tmp_path_factory.mktemp("small") / "content")
    return compile_knowledge(content.library(), 0.97)


@pytest.fixture
def days() -> Days:
    return Days()


@pytest.fixture
async def store(url: str, days: Days) -> AsyncIterator[SqlStore]:
    store = await SqlStore.open(url, days.now)
    yield store
    await store.close()


@pytest.fixture
def guide(knowledge: Knowledge, store: SqlStore, days: Days) -> Guide:
    return Guide(knowledge, store, days, measures=[faults])


@pytest.fixture
def moderator(guide: Guide) -> Member:
    return Member(guide, "discord:7", moderator=True)


@pytest.fixture
def member(guide: Guide) -> Member:
    return Member(guide, "discord:8")


@pytest.fixture
def stranger(guide: Guide) -> Member:
    """A moderator of another community."""
    return Member(guide, "discord:9", "discord:200", moderator=True)
