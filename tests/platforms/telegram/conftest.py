"""A guide that knows little, a Bot API server, and the bot between them: by polling and by webhook."""

from __future__ import annotations

import datetime
import socket
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import pytest

from bot.config import Telegram, Webhook
from bot.core.guide import Guide
from bot.core.matching.cache import knowledge_of
from bot.core.matching.knowledge_base import Knowledge
from bot.markup import faults
from bot.storage.memory import MemoryStore
from bot.telegram.pace import Pace
from bot.telegram.service import TelegramService
from tests.core.small_content import TODAY, SmallContent
from tests.platforms.telegram.moderating import Member
from tests.platforms.telegram.people import Person
from tests.platforms.telegram.server import TOKEN, BotApi, Chat

SECRET = "a-secret-of-the-webhook"  # noqa: S105 - nobody's

Start = Callable[..., Awaitable[TelegramService]]

_LONG = """\
title:
  en: The <long> story & its rules
  zh: 很长的故事
answer:
  en: |-
    {en}
  zh: |-
    {zh}
questions:
  en:
    - tell me the {name} story of the rules
    - what are all the {name} rules of conduct
    - {name} list of everything forbidden here
    - explain the {name} community agreement
  zh: [给我讲{zh_name}故事, 全部{zh_name}规则有哪些]
near_misses: [what is the length of a river, who ruled the roman empire]
sources: [general-knowledge]
as_of: 2026-05
review_by: 2027-05-20
"""


class Today:
    """A day on which no content is stale."""

    def today(self) -> datetime.date:
        """That day."""
        return TODAY


@pytest.fixture(scope="session")
def knowledge(tmp_path_factory: pytest.TempPathFactory) -> Knowledge:
    """A small sound content, with a long answer and one that no single message can hold."""
    content = SmallContent.sound(tmp_path_factory.mktemp("telegram") / "content")
    paragraphs = [
        f"**Rule {number}:** be kind & honest, say <please>. Use `a < b` when you compare." for number in range(9)
    ]
    endless = [f"Chapter {number}. " + "The story goes on for a while. " * 12 for number in range(14)]
    for name, zh_name, parts in (("long", "很长的", paragraphs), ("endless", "无尽的", endless)):
        text = _LONG.format(name=name, zh_name=zh_name, en="\n\n    ".join(parts), zh="很长。")
        content.write(f"topics/culture/{name}-story.yaml", text)
    return knowledge_of(content.folder, None, 0.97)


@pytest.fixture
def store() -> MemoryStore:
    """A memory."""
    return MemoryStore()


@pytest.fixture
def guide(knowledge: Knowledge, store: MemoryStore) -> Guide:
    """A guide with a memory of its own."""
    return Guide(knowledge, store, Today(), measures=[faults])


@pytest.fixture
async def api() -> AsyncIterator[BotApi]:
    """A Bot API server."""
    server = BotApi()
    await server.start()
    yield server
    await server.stop()


@pytest.fixture(params=["polling", "webhook"])
def mode(request: pytest.FixtureRequest) -> str:
    """How updates come."""
    return str(request.param)


@pytest.fixture
async def start(api: BotApi, guide: Guide) -> AsyncIterator[Start]:
    """Starts a bot; stops it after the test."""
    services: list[TelegramService] = []

    async def started(
        mode: str = "polling", use: Guide | None = None, pace: Pace | None = None, **settings: Any
    ) -> TelegramService:
        webhook = webhook_settings() if mode == "webhook" else None
        config = Telegram(api_url=api.url, webhook=webhook, **settings)
        service = TelegramService(use or guide, config, TOKEN, pace)
        await service.start()
        services.append(service)
        return service

    yield started
    for service in services:
        await service.stop()


@pytest.fixture
async def bot(start: Start, mode: str) -> TelegramService:
    """A running bot, once by polling and once by webhook."""
    return await start(mode)


@pytest.fixture
def group(api: BotApi) -> Chat:
    """A group."""
    return api.chat(-100123, "supergroup")


@pytest.fixture
async def patient(start: Start, mode: str) -> TelegramService:
    """A running bot that may send as much as it wants to."""
    return await start(mode, pace=Pace(overall_max_rate=0, group_max_rate=0))


@pytest.fixture
def anna(api: BotApi) -> Person:
    """Somebody."""
    return Person(api)


@pytest.fixture
def ben(api: BotApi) -> Person:
    """Somebody else."""
    return Person(api, 5151, "Ben")


def webhook_settings() -> Webhook:
    """A webhook on a port that is free."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    return Webhook(url=f"http://127.0.0.1:{port}/hook", listen="127.0.0.1", port=port, secret=SECRET)


@pytest.fixture
def admin(anna: Person, group: Chat) -> Member:
    """Somebody who may moderate the group."""
    return Member(anna, group)


@pytest.fixture
def member(ben: Person, group: Chat) -> Member:
    """Somebody who may not."""
    return Member(ben, group, "member")
