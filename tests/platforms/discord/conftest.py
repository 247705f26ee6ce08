"""A guide that knows little, a Discord, and the bot between them."""

from __future__ import annotations

import datetime
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import pytest

from bot.config import Discord
from bot.core.guide import Guide
from bot.core.matching.cache import knowledge_of
from bot.core.matching.knowledge_base import Knowledge
from bot.core.message import Message, Reply
from bot.discord.service import DiscordService
from bot.storage.memory import MemoryStore
from tests.core.small_content import TODAY, SmallContent
from tests.platforms.discord.gateway import TOKEN
from tests.platforms.discord.server import DiscordServer, running

Start = Callable[..., Awaitable[DiscordService]]

_SHELVED = """\
title:
  en: What does rule {number} of the {word} club say?
  zh: {word}俱乐部第{number}条是什么？
answer:
  en: Nobody talks about it.
  zh: 不能说。
questions:
  en:
    - what does rule {number} of the {word} club say
    - tell me about {word} club rule {number}
    - is {word} allowed by the club
    - the club of {word} and its rule
  zh: [{word}俱乐部第{number}条是什么, {word}俱乐部有什么规定]
near_misses: [how much is a golf club, who rules the world]
sources: [general-knowledge]
as_of: 2026-05
review_by: 2027-05-20
"""
_WORDS = ["apple", "brick", "candle", "dragon", "engine", "forest", "guitar", "hammer", "island", "jungle"]


class Today:
    """A day on which no content is stale."""

    def today(self) -> datetime.date:
        """That day."""
        return TODAY


class SlowGuide(Guide):
    """A guide that first does whatever it is told to."""

    def __init__(self, knowledge: Knowledge) -> None:
        super().__init__(knowledge, MemoryStore(), Today())
        self.gate: Callable[[], Awaitable[Any]] | None = None

    async def reply(self, message: Message) -> Reply:
        """The reply, after whatever stands in the way."""
        if self.gate is not None:
            await self.gate()
        return await super().reply(message)


@pytest.fixture(scope="session")
def knowledge(tmp_path_factory: pytest.TempPathFactory) -> Knowledge:
    """A small sound content with one shelf that fills two pages."""
    content = SmallContent.sound(tmp_path_factory.mktemp("discord") / "content")
    for number, word in enumerate(_WORDS, start=1):
        content.write(f"topics/culture/rule-{number}.yaml", _SHELVED.format(number=number, word=word))
    return knowledge_of(content.folder, None, 0.97)


@pytest.fixture
def guide(knowledge: Knowledge) -> Guide:
    """A guide with a memory of its own."""
    return Guide(knowledge, MemoryStore(), Today())


@pytest.fixture
def slow_guide(knowledge: Knowledge) -> SlowGuide:
    """A guide that can be held up."""
    return SlowGuide(knowledge)


@pytest.fixture
async def server() -> AsyncIterator[DiscordServer]:
    """A Discord."""
    async with running() as discord:
        yield discord
        assert discord.refusals == discord.expected_refusals


@pytest.fixture
async def start(server: DiscordServer, guide: Guide) -> AsyncIterator[Start]:
    """Starts a bot; stops it after the test."""
    services = server.bots

    async def started(use: Guide | None = None, token: str = TOKEN, **settings: Any) -> DiscordService:
        service = DiscordService(use or guide, Discord(**({"api_url": server.api_url} | settings)), token)
        services.append(service)
        await service.start()
        return service

    yield started
    for service in services:
        await service.stop()


@pytest.fixture
async def bot(start: Start) -> DiscordService:
    """A running bot with the configuration that everybody begins with."""
    return await start()
