"""What an answer costs: our bot against a bare echo bot of the same library, on the same stand-in server.

    python -m tests.benchmarks.telegram_bench

Both bots poll, both send without a limit, each update is a question of one of 200 people, and
16 are always open. The server runs in a process
of its own, so that processor time is that of the bot alone.
"""

from __future__ import annotations

import asyncio
import cProfile
import datetime
import itertools
import multiprocessing
import pstats
import statistics
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from aiohttp import ClientSession, ClientTimeout, web
from telegram import Update
from telegram.ext import AIORateLimiter, Application, ContextTypes, MessageHandler, filters

from bot.config import Telegram
from bot.core.guide import Guide
from bot.core.matching.cache import knowledge_of
from bot.limiting import PerMinute
from bot.storage.memory import MemoryStore
from bot.telegram.service import TelegramService
from tests.platforms.telegram.server import TOKEN, BotApi

UPDATES = 1_500
WARM_UP = 200
ROUNDS = 5
PEOPLE = 200
IN_FLIGHT = 16
AIM = 1.6
QUESTIONS = (
    "/ask what is the cat tax",
    "/ask do i need a chinese phone number",
    "/ask how do i change the app to english",
    "/ask is it safe to use",
    "/ask what does yyds mean",
    "/ask 什么是交猫税",
    "/ask can i get banned for talking about politics",
    "/ask best pizza in naples",
)


@dataclass(frozen=True)
class Cost:
    """Of one update, in seconds."""

    cpu: float
    wall: float


class LoadServer(BotApi):
    """The stand-in, which asks so many questions that some always wait, and says when all are answered."""

    def __init__(self) -> None:
        super().__init__()
        self._questions: Iterator[tuple[int, str]] = iter(())
        self._open = 0
        self._done = asyncio.Event()

    async def load(self, request: web.Request) -> web.Response:
        """Asks so many questions; returns when each has its answer."""
        count = int(request.match_info["count"])
        self.calls.clear()
        self._done.clear()
        self._questions = zip(range(count), itertools.cycle(QUESTIONS), strict=False)
        await self._ask(IN_FLIGHT)
        await self._done.wait()
        return web.Response()

    async def _ask(self, count: int) -> None:
        asked = [self._question(*question) for question in itertools.islice(self._questions, count)]
        self._open += len(asked)
        await self.deliver(*asked)

    def _question(self, number: int, text: str) -> dict[str, Any]:
        person = 10_000 + number % PEOPLE
        chat = self.chat(person, "private")
        user = {"id": person, "is_bot": False, "first_name": "Anna", "language_code": "en"}
        command = {"type": "bot_command", "offset": 0, "length": 4}
        message = {"message_id": self.new_message_id(), "date": 1_700_000_000, "text": text, "entities": [command]}
        return self.update("message", {**message, "from": user, "chat": chat.json()})

    async def _send_message(self, params: dict[str, Any]) -> dict[str, Any]:
        sent = await super()._send_message(params)
        self._open -= 1
        await self._ask(1)
        if self._open == 0:
            self._done.set()
        return sent


class SystemClock:
    """Today."""

    def today(self) -> datetime.date:
        """The date."""
        return datetime.datetime.now().astimezone().date()


def serve(pipe: Connection) -> None:
    """Runs the server until the pipe closes."""
    asyncio.run(_serve(pipe))


async def _serve(pipe: Connection) -> None:
    server = LoadServer()
    await server.start(extra=[web.post("/load/{count}", server.load)])
    pipe.send(server.url)
    await asyncio.to_thread(pipe.recv)
    await server.stop()


async def echo(url: str, updates: int) -> Cost:
    """The bare bot: says back what it hears."""

    async def say_back(update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        if update.message:
            await update.message.reply_text(update.message.text or "")

    application = Application.builder().token(TOKEN).base_url(f"{url}/bot").concurrent_updates(True).build()
    application.add_handler(MessageHandler(filters.TEXT, say_back))
    async with application:
        await application.start()
        assert application.updater is not None
        await application.updater.start_polling()
        cost = await measured(url, updates)
        await application.updater.stop()
        await application.stop()
    return cost


async def ours(url: str, updates: int) -> Cost:
    """The guide, as it is run."""
    knowledge = knowledge_of(Path("content"), Path(".pytest_cache") / "knowledge", 0.97)
    guide = Guide(knowledge, MemoryStore(), SystemClock(), limiter=PerMinute(1_000_000))
    unlimited = AIORateLimiter(overall_max_rate=0, group_max_rate=0)
    service = TelegramService(guide, Telegram(api_url=url), TOKEN, unlimited)
    await service.start()
    cost = await measured(url, updates)
    await service.stop()
    return cost


async def measured(url: str, updates: int) -> Cost:
    """What an update costs a bot that is warm."""
    async with ClientSession(timeout=ClientTimeout(600)) as session:
        async with session.post(f"{url}/load/{WARM_UP}"):
            pass
        cpu, wall = time.process_time(), time.perf_counter()
        async with session.post(f"{url}/load/{updates}"):
            pass
        return Cost((time.process_time() - cpu) / updates, (time.perf_counter() - wall) / updates)


def say(line: str) -> None:
    """Prints a line."""
    sys.stdout.write(f"{line}\n")


def report(name: str, costs: list[Cost]) -> Cost:
    """Prints the medians of a bot."""
    middle = Cost(statistics.median(cost.cpu for cost in costs), statistics.median(cost.wall for cost in costs))
    say(f"{name}: {middle.cpu * 1e6:7.0f} µs CPU per update, {1 / middle.wall:6.0f} updates per second")
    return middle


def main() -> None:
    """Runs both bots in turn and compares them; with `--profile`, shows where our time goes."""
    context = multiprocessing.get_context("spawn")
    here, there = context.Pipe()
    server = context.Process(target=serve, args=(there,), daemon=True)
    server.start()
    url = here.recv()
    if "--profile" in sys.argv:
        profile = cProfile.Profile()
        profile.runcall(asyncio.run, ours(url, UPDATES))
        pstats.Stats(profile).sort_stats("cumulative").print_stats(70)
    else:
        rounds = [(asyncio.run(echo(url, UPDATES)), asyncio.run(ours(url, UPDATES))) for _ in range(ROUNDS)]
        bare, guide = report("echo", [pair[0] for pair in rounds]), report("guide", [pair[1] for pair in rounds])
        say(f"ratio: {guide.cpu / bare.cpu:.2f} of the CPU (aim: at most {AIM})")
        say(f"       {bare.wall / guide.wall:.2f} of the speed")
    here.send("stop")
    server.join()


if __name__ == "__main__":
    main()
