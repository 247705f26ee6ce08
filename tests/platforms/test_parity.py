"""The same question gets the same reply wherever it is asked: on Telegram, on Discord, in the terminal."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import AsyncIterator, Iterable
from dataclasses import dataclass, field, replace
from itertools import count
from typing import Any

import pytest
import pytest_asyncio

from bot.config import Discord, Telegram
from bot.core.commands.table import BY_NAME, COMMANDS
from bot.core.guide import Guide
from bot.core.matching.cache import knowledge_of
from bot.core.matching.knowledge_base import Knowledge
from bot.core.message import Message, Reply
from bot.discord.service import DiscordService
from bot.storage.memory import MemoryStore
from bot.telegram.service import TelegramService
from bot.telegram.tokens import of_data
from bot.terminal.plain import to_plain
from tests.core.small_content import SmallContent
from tests.platforms.discord import payloads
from tests.platforms.discord.calls import Call, pressable
from tests.platforms.discord.gateway import TOKEN as DISCORD_TOKEN
from tests.platforms.discord.server import DiscordServer, running
from tests.platforms.telegram.people import Person, eventually
from tests.platforms.telegram.server import TOKEN as TELEGRAM_TOKEN
from tests.platforms.telegram.server import BotApi
from tests.real_content import Day

pytestmark = pytest.mark.asyncio(loop_scope="module")

CLIENTS = {"en": "en-US", "zh-hans": "zh-CN", "zh-hant": "zh-TW"}
"""What Telegram and Discord call the language of the same person's client."""

LINE = "今天又被你种草了"
VAGUE, VAGUE_TERM = "tell me about the rule of the club", "zc"
TWIN = """\
title:
  en: The {name} rule
  zh: 规定 {name}
answer:
  en: Nobody talks about it.
  zh: 不能说。
questions:
  en:
    - what is the {name} rule of the club
    - tell me about the {name} rule of the club
    - does the club have a {name} rule
    - why is there a {name} rule in the club
  zh: [俱乐部的 {name} 规定是什么, 俱乐部有 {name} 规定吗]
near_misses: [how much is a golf club, who rules the world]
sources: [general-knowledge]
as_of: 2026-05
review_by: 2027-05-20
"""
"""One of two topics that only a name tells apart, so that whoever leaves it out is asked back."""
SAMPLES = {
    "ask": "what is the cat tax",
    "slang": "种草",
    "translate": f"to:en {LINE}",
    "say": "thank you",
    "sources": "what is the cat tax",
    "lang": "zh-Hant",
}
"""What each listed command is asked that takes an argument."""

TEXTS = {
    "a question": "can i sign up with a foreign number",
    "a question in Chinese": "为什么要我发猫的照片",
    "a question that is unknown": "who won the world cup in nineteen fifty",
    "no question at all": "?!",
    "a term": "yyds",
    "a question for a term": "what does yyds mean",
    "a phrase": "how do i say thank you",
    "a Chinese line": LINE,
    "a link of the app": "http://xhslink.com/a/abc123 look at this",
    "a command that does not exist": "/nonsense now",
    "a moderator's command of somebody who is none": "/guide settings",
}
"""What people just write."""

WALKS = {
    "topics": ("/help", "topics"),
    "tour": ("/help", "tour"),
    "topic": ("/tour", "topic"),
    "term": (f"/translate to:en {LINE}", "term"),
    "pinyin": (f"/translate to:en {LINE}", "pinyin"),
    "situation": ("/say", "situation"),
    "phrase": ("/say", "situation", "phrase"),
    "none": (f"/ask {VAGUE}", "none"),
    "lang": ("/lang", "lang", "help"),
    "forget": ("/privacy", "forget"),
}
"""A command, and those of the buttons that are pressed after it."""

TYPED = [command.name for command in COMMANDS if not command.listed and command.name not in WALKS]
"""Hidden commands that no button in a private chat says; people may type them all the same."""

FOR_EVERYBODY = [command for command in COMMANDS if command.listed and command.who == "everyone"]
"""Moderators' commands are a group of their own on Discord, for servers only; `TEXTS` has one as it is written."""

_people = count(20_000)


class RecordingGuide(Guide):
    """A guide that keeps what it was asked and what it replied, for each person."""

    def __init__(self, knowledge: Knowledge) -> None:
        super().__init__(knowledge, MemoryStore(), Day())
        self.replies: dict[str, list[tuple[str, Reply]]] = defaultdict(list)

    async def reply(self, message: Message) -> Reply:
        """The reply, kept."""
        reply = await super().reply(message)
        self.replies[message.person].append((message.text, reply))
        return reply


@dataclass(slots=True)
class Somebody:
    """One person at all three places. Each method returns the replies of Telegram, of Discord, and of the terminal."""

    guide: RecordingGuide
    api: BotApi
    server: DiscordServer
    language: str = ""
    number: int = field(default_factory=lambda: next(_people))
    on_discord: Call | None = None

    @property
    def _in_private(self) -> dict[str, Any]:
        return {"person": self.number, "server": None, "locale": CLIENTS[self.language]}

    async def command(self, name: str, argument: str = "") -> tuple[Reply, Reply, Reply]:
        """Uses a command: written on Telegram, chosen from the menu on Discord."""
        return await self._asked(f"/{name} {argument}".strip(), in_menu=True)

    async def write(self, text: str) -> tuple[Reply, Reply, Reply]:
        """Writes into the private chat and the direct messages."""
        return await self._asked(text, in_menu=False)

    async def press(self, before: Reply, command: str) -> tuple[Reply, Reply, Reply]:
        """Presses the first button under the last reply that stands for a command."""
        token = _first(each.token for each in before.choices if each.token.split()[0] == f"/{command}")
        await self._press_on_telegram(token)
        await self._press_on_discord(token)
        return await self._replies(token, before)

    async def _asked(self, text: str, *, in_menu: bool) -> tuple[Reply, Reply, Reply]:
        await Person(self.api, self.number, language=self.language).ask(text)
        if in_menu:
            await self._choose(*text[1:].split(maxsplit=1))
        else:
            await self._write_on_discord(text)
        return await self._replies(text)

    async def _choose(self, name: str, argument: str | None = None) -> None:
        also = None
        if name == "translate" and argument and argument.startswith("to:"):
            also, _, argument = argument.removeprefix("to:").partition(" ")
        call = await self.server.command(name, argument, also, **self._in_private)
        self.on_discord = await call.answered()

    async def _write_on_discord(self, text: str) -> None:
        known = len(self.server.posted)
        message = payloads.message(text, author=self.number, place=payloads.DIRECT, server=None)
        await self.server.write(message)
        await eventually(lambda: self.server.posted[known:])

    async def _press_on_telegram(self, token: str) -> None:
        person = Person(self.api, self.number, language=self.language)
        answer = list(person.private.messages.values())[-1]
        buttons = [button for row in answer["reply_markup"]["inline_keyboard"] for button in row]
        label = _first(each["text"] for each in buttons if of_data(each.get("callback_data", ""))[0] == token)
        known = len(self.api.made("editMessageText"))
        await person.press(answer, label)
        await eventually(lambda: self.api.made("editMessageText")[known:])

    async def _press_on_discord(self, token: str) -> None:
        assert self.on_discord is not None
        shown = self.on_discord.shown
        assert shown is not None
        ends = (f":{token}", f"\n{token}")
        label = _first(each for each, carried in pressable(shown).items() if carried.endswith(ends))
        call = await self.server.press(shown, label, **self._in_private)
        self.on_discord = await call.answered()

    async def _replies(self, text: str, before: Reply | None = None) -> tuple[Reply, Reply, Reply]:
        typed = Message(text, person=f"terminal:{self.number}", client_language=self.language)
        if before:
            typed = replace(typed, reply_language=before.language, quoted=to_plain(before))
        there = [self.guide.replies[f"{place}:{self.number}"][-1] for place in ("telegram", "discord")]
        assert [asked for asked, _ in there] == [text, text]
        (_, on_telegram), (_, on_discord) = there
        return on_telegram, on_discord, await self.guide.reply(typed)


def _first(found: Iterable[str]) -> str:
    """The first button that was looked for."""
    wanted = next(iter(found), None)
    assert wanted is not None, "there is no such button"
    return wanted


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def places(
    tmp_path_factory: pytest.TempPathFactory,
) -> AsyncIterator[tuple[RecordingGuide, BotApi, DiscordServer]]:
    """One guide, and both platforms on which it is served."""
    content = SmallContent.sound(tmp_path_factory.mktemp("parity") / "content")
    for name in ("apple", "brick"):
        content.write(f"topics/culture/{name}-rule.yaml", TWIN.format(name=name))
    guide, api = RecordingGuide(knowledge_of(content.folder, None, 0.9)), BotApi()
    await api.start()
    async with running() as server:
        services = (
            TelegramService(guide, Telegram(api_url=api.url), TELEGRAM_TOKEN),
            DiscordService(guide, Discord(api_url=server.api_url), DISCORD_TOKEN),
        )
        for service in services:
            await service.start()
        yield guide, api, server
        for service in services:
            await service.stop()
        assert not server.refusals
    assert not api.refusals
    await api.stop()


@pytest.fixture(params=CLIENTS)
def somebody(places: tuple[RecordingGuide, BotApi, DiscordServer], request: pytest.FixtureRequest) -> Somebody:
    """Somebody of whose client's language both platforms tell."""
    return Somebody(*places, language=request.param)


@pytest.fixture
def stranger(places: tuple[RecordingGuide, BotApi, DiscordServer]) -> Somebody:
    """Somebody of whom nothing is known: Discord does not say what language a writer's client speaks."""
    return Somebody(*places)


@pytest.mark.parametrize("name", [command.name for command in FOR_EVERYBODY])
async def test_a_command_is_answered_alike(somebody: Somebody, name: str) -> None:
    argument = SAMPLES[name] if BY_NAME[name].argument else ""
    on_telegram, on_discord, typed = await somebody.command(name, argument)
    assert on_telegram == on_discord == typed


@pytest.mark.parametrize(
    "name", [command.name for command in FOR_EVERYBODY if command.argument and not command.required]
)
async def test_a_command_without_its_argument_is_answered_alike(somebody: Somebody, name: str) -> None:
    on_telegram, on_discord, typed = await somebody.command(name)
    assert on_telegram == on_discord == typed


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
async def test_what_people_just_write_is_answered_alike(stranger: Somebody, text: str) -> None:
    on_telegram, on_discord, typed = await stranger.write(text)
    assert on_telegram == on_discord == typed


@pytest.mark.parametrize("text", [VAGUE, VAGUE_TERM])
async def test_a_question_is_asked_back_alike(stranger: Somebody, text: str) -> None:
    on_telegram, on_discord, typed = await stranger.write(text)
    assert on_telegram == on_discord == typed
    assert typed.match is not None
    assert typed.match.outcome == "choices"


@pytest.mark.parametrize("name", WALKS)
async def test_a_button_is_answered_alike(somebody: Somebody, name: str) -> None:
    first, *presses = WALKS[name]
    on_telegram, on_discord, typed = await somebody.command(*first[1:].split(maxsplit=1))
    for command in presses:
        on_telegram, on_discord, typed = await somebody.press(typed, command)
        assert on_telegram == on_discord == typed


@pytest.mark.parametrize("name", TYPED)
async def test_a_hidden_command_that_is_typed_is_answered_alike(stranger: Somebody, name: str) -> None:
    argument = "cat-tax" if BY_NAME[name].argument else ""
    on_telegram, on_discord, typed = await stranger.write(f"/{name} {argument}".strip())
    assert on_telegram == on_discord == typed
