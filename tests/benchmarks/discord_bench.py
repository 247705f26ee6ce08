"""What a `/ask` costs on Discord, beside a bare discord.py command that only echoes.

    python -m tests.benchmarks.discord_bench

The stand-in for Discord runs in a process of its own, so that only the bots' own time is counted. Both bots answer the
same questions in turns; the ratio of the middle rounds is what counts, since it does not depend on the machine.
"""

from __future__ import annotations

import asyncio
import multiprocessing
import statistics
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path

import discord
from discord import app_commands
from discord.http import Route

from bot.app import NAME, SystemClock
from bot.config import Discord
from bot.core.guide import Guide
from bot.core.matching.cache import knowledge_of
from bot.core.message import Message
from bot.discord.service import DiscordService
from bot.storage.memory import MemoryStore
from tests.platforms.discord.calls import Call
from tests.platforms.discord.gateway import TOKEN
from tests.platforms.discord.server import running

ROUNDS = 5
WARM_UP = 200
QUESTIONS = 1_500
AT_ONCE = 20
AIM = 2.0

Serving = Callable[[str, Guide], AbstractAsyncContextManager[None]]


@dataclass(frozen=True)
class Round:
    """What one round of a bot took."""

    cpu: float
    """Milliseconds of CPU per interaction."""
    speed: float
    """Interactions per second."""


class Echo(discord.AutoShardedClient):
    """The least a bot can be: it says what it was told."""

    def __init__(self) -> None:
        none = discord.AllowedMentions.none()
        super().__init__(intents=discord.Intents(guilds=True), guild_ready_timeout=0.0, allowed_mentions=none)
        self.tree = app_commands.CommandTree(self)
        self.tree.add_command(app_commands.Command(name="ask", description="Says it again", callback=_echo))

    async def setup_hook(self) -> None:
        """Makes the command known."""
        await self.tree.sync()


async def _echo(interaction: discord.Interaction[Echo], question: str) -> None:
    await interaction.response.send_message(question, ephemeral=True)


@asynccontextmanager
async def echo(api_url: str, guide: Guide) -> AsyncIterator[None]:
    """The bare bot, serving."""
    Route.BASE = api_url
    client = Echo()
    await client.login(TOKEN)
    serving = asyncio.create_task(client.connect())
    await client.wait_until_ready()
    yield
    await client.close()
    await serving


@asynccontextmanager
async def ours(api_url: str, guide: Guide) -> AsyncIterator[None]:
    """Our bot, serving."""
    service = DiscordService(guide, Discord(api_url=api_url), TOKEN)
    await service.start()
    yield
    await service.stop()


def main() -> None:
    """Measures and prints."""
    folder = Path(__file__).parents[2] / "content"
    knowledge = knowledge_of(folder, Path.home() / ".cache" / NAME, 0.97)
    guide = Guide(knowledge, MemoryStore(), SystemClock())
    questions = [question for topic in knowledge.library.topics.values() for question in topic.questions["en"]]
    bare, own = asyncio.run(_measure(guide, questions))
    cpu = statistics.median(mine.cpu / echoed.cpu for mine, echoed in zip(own, bare, strict=True))
    speed = statistics.median(mine.speed / echoed.speed for mine, echoed in zip(own, bare, strict=True))
    for name, rounds in (("echo", bare), ("/ask", own)):
        middle = statistics.median(each.cpu for each in rounds)
        fast = statistics.median(each.speed for each in rounds)
        print(f"{name}: {middle:.2f} ms of CPU an interaction, {fast:.0f} interactions/s")
    print(f"/ask to echo: {cpu:.2f} times the CPU (aim: {AIM}), {speed:.2f} times the speed")
    print(f"the guide alone: {asyncio.run(_guide_alone(guide, questions)):.2f} ms of CPU a reply")


async def _guide_alone(guide: Guide, questions: Sequence[str]) -> float:
    """Milliseconds of CPU that a reply costs before anything is rendered or sent."""
    asked = [Message(question, person="somebody", client_language="en-US") for question in questions[:QUESTIONS]]
    began = time.process_time()
    for message in asked:
        await guide.reply(message)
    return (time.process_time() - began) / len(asked) * 1_000


async def _measure(guide: Guide, questions: Sequence[str]) -> tuple[list[Round], list[Round]]:
    here, there = multiprocessing.Pipe()
    stand_in = multiprocessing.get_context("spawn").Process(target=_serve, args=(there, list(questions)), daemon=True)
    stand_in.start()
    bare, own = [], []
    for _ in range(ROUNDS):
        bare.append(await _round(here, echo, guide))
        own.append(await _round(here, ours, guide))
    here.send(None)
    await asyncio.to_thread(stand_in.join)
    return bare, own


async def _round(here: Connection, serving: Serving, guide: Guide) -> Round:
    here.send("new")
    api_url = await asyncio.to_thread(here.recv)
    async with serving(api_url, guide):
        here.send(WARM_UP)
        await asyncio.to_thread(here.recv)
        began = time.process_time()
        here.send(QUESTIONS)
        seconds = await asyncio.to_thread(here.recv)
        return Round((time.process_time() - began) / QUESTIONS * 1_000, QUESTIONS / seconds)


def _serve(there: Connection, questions: list[str]) -> None:
    """The other process: a new Discord for each bot, which asks as many questions as it is told."""
    asyncio.run(_ask(there, questions))


async def _ask(there: Connection, questions: list[str]) -> None:
    order = await asyncio.to_thread(there.recv)
    while order is not None:
        async with running() as server:
            there.send(server.api_url)
            while isinstance(order := await asyncio.to_thread(there.recv), int):
                there.send(await _all_answered(server.command, questions, order))


async def _all_answered(command: Callable[..., Awaitable[Call]], questions: list[str], count: int) -> float:
    """Seconds until so many questions were answered, some of them at once."""
    turns = asyncio.Semaphore(AT_ONCE)

    async def one(number: int) -> None:
        async with turns:
            call = await command("ask", questions[number % len(questions)], person=10_000 + number)
            await call.acknowledged()

    began = time.perf_counter()
    await asyncio.gather(*(one(number) for number in range(count)))
    return time.perf_counter() - began


if __name__ == "__main__":
    main()
