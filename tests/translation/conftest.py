"""Engines that talk to a stand-in on loopback."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable

import pytest

from bot.config import EngineName
from bot.translation.cache import MemoryCache, TranslationCache
from bot.translation.chain import Chain
from bot.translation.engine import Engine
from bot.translation.guarded import GuardedEngine
from bot.translation.quota import Quota
from tests.translation.stand_in import StandIn

PATIENCE = 30.0
"""Seconds after which something that should happen has not happened."""


@pytest.fixture(autouse=True)
def _no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")


@pytest.fixture
async def stand_in() -> AsyncIterator[StandIn]:
    async with StandIn().serving() as stand_in:
        yield stand_in


class Engines:
    """Makes engines and chains that talk to the stand-in, and lets go of them in the end."""

    def __init__(self, stand_in: StandIn) -> None:
        self._stand_in = stand_in
        self._made: list[Engine] = []

    def one(self, name: EngineName) -> Engine:
        engine = self._stand_in.engine(name)
        self._made.append(engine)
        return engine

    def chain(
        self,
        *names: EngineName,
        deadline: float = PATIENCE,
        rest_seconds: float = 3_600.0,
        quota: Quota | None = None,
        cache: TranslationCache | None = None,
    ) -> Chain:
        guarded = [GuardedEngine(self.one(name), deadline, rest_seconds) for name in names]
        return Chain(guarded, quota or Quota(1_000, 1_000), cache or MemoryCache(3_600.0))

    async def close(self) -> None:
        for engine in self._made:
            await engine.close()


@pytest.fixture
async def engines(stand_in: StandIn) -> AsyncIterator[Engines]:
    engines = Engines(stand_in)
    yield engines
    await engines.close()


async def until(condition: Callable[[], bool]) -> None:
    """Waits for something that should happen."""
    async with asyncio.timeout(PATIENCE):
        while not condition():  # noqa: ASYNC110 - it is another program's thread that makes it true
            await asyncio.sleep(0.01)
