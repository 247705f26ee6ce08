"""What goes wrong between us and Discord: every interaction that reached us is answered once, none left thinking."""

from __future__ import annotations

import asyncio
import logging

import pytest

from bot.core.guide import Guide
from bot.core.matching.knowledge_base import Knowledge
from bot.discord import desk
from bot.discord.service import DiscordService
from bot.storage.memory import MemoryStore
from tests.platforms.discord import payloads
from tests.platforms.discord.calls import DEFERRED, DEFERRED_UPDATE, MESSAGE, Fault, until
from tests.platforms.discord.conftest import SlowGuide, Start, Today
from tests.platforms.discord.server import DiscordServer

CAT = "What is the cat tax?"
QUESTION = "what is the cat tax"
LIMITED = {"Via": "1.1 discord", "X-RateLimit-Remaining": "0", "X-RateLimit-Reset-After": "0.05"}


def errors(caplog: pytest.LogCaptureFixture) -> list[str]:
    """What was logged as an error."""
    return [record.getMessage() for record in caplog.records if record.levelno >= logging.ERROR]


def too_many(method: str, path: str, *, everywhere: bool = False) -> Fault:
    """A rate limit of one route, or of all."""
    body = {"message": "You are being rate limited.", "retry_after": 0.05, "global": everywhere}
    return Fault(method, path, status=429, body=body, headers=LIMITED)


@pytest.mark.usefixtures("bot")
@pytest.mark.parametrize(
    "fault",
    [
        too_many("POST", "/callback"),
        too_many("POST", "/callback", everywhere=True),
        Fault("POST", "/callback", status=502),
        Fault("POST", "/callback", reset=True),
    ],
    ids=["limit", "global limit", "server error", "reset"],
)
async def test_an_answer_is_sent_again(server: DiscordServer, fault: Fault) -> None:
    server.faults = [fault]
    call = await (await server.command("ask", QUESTION)).answered()
    assert call.embed["title"] == CAT
    assert len(call.acks) == 1


@pytest.mark.usefixtures("bot")
@pytest.mark.parametrize(
    "fault",
    [
        too_many("POST", "/messages"),
        too_many("POST", "/messages", everywhere=True),
        Fault("POST", "/messages", status=500),
        Fault("POST", "/messages", reset=True),
    ],
    ids=["limit", "global limit", "server error", "reset"],
)
async def test_a_message_is_sent_again(server: DiscordServer, fault: Fault) -> None:
    server.faults = [fault]
    await server.write(payloads.message(QUESTION, place=payloads.DIRECT, server=None))
    await until(lambda: server.posted)
    assert len(server.posted) == 1


@pytest.mark.usefixtures("bot")
async def test_a_message_whose_receipt_was_lost_is_not_sent_twice(server: DiscordServer) -> None:
    server.faults = [Fault("POST", "/messages", reset=True, after=True)]
    await server.write(payloads.message(QUESTION, place=payloads.DIRECT, server=None))
    await until(lambda: server.requests.count(f"POST /api/v10/channels/{payloads.DIRECT}/messages") == 2)
    assert len(server.posted) == 1


@pytest.mark.usefixtures("bot")
async def test_an_answer_whose_receipt_was_lost_is_normal_life(
    server: DiscordServer, caplog: pytest.LogCaptureFixture
) -> None:
    server.faults = [Fault("POST", "/callback", reset=True, after=True)]
    server.expected_refusals = ["Interaction has already been acknowledged."]
    call = await (await server.command("ask", QUESTION)).answered()
    await until(lambda: server.refusals)
    assert call.embed["title"] == CAT
    assert errors(caplog) == []


@pytest.mark.usefixtures("bot")
async def test_an_interaction_that_is_over_is_normal_life(
    server: DiscordServer, caplog: pytest.LogCaptureFixture
) -> None:
    server.expected_refusals = ["Unknown interaction"]
    call, payload = server.interaction(2, {"id": "1", "name": "tour", "type": 1})
    call.expired = True
    await server.dispatch("INTERACTION_CREATE", payload)
    await until(lambda: server.refusals)
    await (await server.command("tour")).answered()
    assert errors(caplog) == []


async def test_a_slow_answer_is_deferred_for_the_asker_alone_then_given(
    start: Start, server: DiscordServer, slow_guide: SlowGuide, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(desk, "PATIENCE", 0.01)
    await start(slow_guide)
    gate = asyncio.Event()
    slow_guide.gate = gate.wait
    call = await (await server.command("ask", QUESTION)).acknowledged()
    assert call.acks[0]["type"] == DEFERRED
    assert call.is_thinking
    gate.set()
    assert (await call.answered()).embed["title"] == CAT
    assert call.is_hidden


async def test_a_slow_page_is_turned_in_place(
    start: Start, server: DiscordServer, slow_guide: SlowGuide, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(desk, "PATIENCE", 0.01)
    await start(slow_guide)
    tour = await (await server.command("tour")).answered()
    gate = asyncio.Event()
    slow_guide.gate = gate.wait
    call = await (await server.press(tour.shown or {}, "Next ›")).acknowledged()
    assert call.acks[0]["type"] == DEFERRED_UPDATE
    gate.set()
    assert "2 of 2" in (await call.answered()).embed["title"]


async def _broken() -> None:
    raise ValueError(f"{QUESTION} broke it")


async def test_a_failure_is_told_kindly_and_logged_without_the_question(
    start: Start, server: DiscordServer, slow_guide: SlowGuide, caplog: pytest.LogCaptureFixture
) -> None:
    await start(slow_guide)
    slow_guide.gate = _broken
    call = await (await server.command("ask", QUESTION)).answered()
    assert call.embed["title"] == "Something went wrong on my side. Please try again in a moment."
    assert call.is_hidden
    assert errors(caplog) == ["an event could not be answered: ValueError"]
    assert QUESTION not in caplog.text


async def test_a_failure_after_thinking_ends_the_thinking(
    start: Start, server: DiscordServer, slow_guide: SlowGuide, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(desk, "PATIENCE", 0.01)
    await start(slow_guide)
    gate = asyncio.Event()

    async def late() -> None:
        await gate.wait()
        await _broken()

    slow_guide.gate = late
    call = await (await server.command("ask", QUESTION)).acknowledged()
    gate.set()
    assert (await call.answered()).embed["title"].startswith("Something went wrong")


async def test_a_failure_in_a_direct_message_is_told_kindly(
    start: Start, server: DiscordServer, slow_guide: SlowGuide
) -> None:
    await start(slow_guide)
    slow_guide.gate = _broken
    await server.write(payloads.message(QUESTION, place=payloads.DIRECT, server=None))
    await until(lambda: server.posted)
    assert server.posted[0]["embeds"][0]["title"].startswith("Something went wrong")


@pytest.mark.usefixtures("bot")
async def test_a_command_that_is_no_longer_known_is_answered(server: DiscordServer) -> None:
    call = await (await server.interact(2, {"id": "1", "name": "retired", "type": 1})).answered()
    assert call.acks[0]["type"] == MESSAGE
    assert call.embed["description"].startswith("I no longer remember")


@pytest.mark.usefixtures("bot")
async def test_a_button_of_another_age_is_answered(server: DiscordServer) -> None:
    button = {"type": 2, "style": 2, "label": "Old", "custom_id": "retired:1"}
    message = payloads.message("", author=payloads.BOT, components=[{"type": 1, "components": [button]}])
    call = await (await server.press(message, "Old")).answered()
    assert call.embed["description"].startswith("I no longer remember")


@pytest.mark.usefixtures("bot")
async def test_suggestions_that_come_too_late_are_normal_life(
    server: DiscordServer, caplog: pytest.LogCaptureFixture
) -> None:
    server.faults = [Fault("POST", "/callback", status=404, body={"code": 10062, "message": "Unknown interaction"})]
    await server.type_in("ask", "cat")
    await until(lambda: not server.faults[0].times)
    await (await server.command("tour")).answered()
    assert errors(caplog) == []


async def test_suggestions_that_fail_are_none(
    start: Start, server: DiscordServer, slow_guide: SlowGuide, monkeypatch: pytest.MonkeyPatch
) -> None:
    await start(slow_guide)

    async def broken(*_: object) -> list[object]:
        raise ValueError(QUESTION)

    monkeypatch.setattr(slow_guide, "suggest", broken)
    call = await (await server.type_in("ask", "cat")).acknowledged()
    assert call.data["choices"] == []


class _Strict:
    """A limiter that lets one question of a person pass."""

    def __init__(self) -> None:
        self._asked: dict[str, int] = {}

    def refusals(self, person: str) -> int:
        """How many were refused in a row."""
        self._asked[person] = self._asked.get(person, -1) + 1
        return self._asked[person]


async def test_who_asks_too_fast_is_told_once_and_then_acknowledged_in_silence(
    start: Start, server: DiscordServer, knowledge: Knowledge
) -> None:
    await start(Guide(knowledge, MemoryStore(), Today(), limiter=_Strict()))
    first = await (await server.command("ask", QUESTION)).answered()
    told = await (await server.command("ask", QUESTION)).answered()
    silent = await (await server.command("ask", QUESTION)).answered()
    pressed = await (await server.press(first.shown or {}, "Why are so many people called momo?")).acknowledged()
    assert "faster" in told.embed["title"]
    assert silent.shown is None
    assert silent.deleted
    assert [pressed.acks[0]["type"], pressed.shown] == [DEFERRED_UPDATE, None]


async def test_many_at_once_are_each_answered_once(bot: DiscordService, server: DiscordServer) -> None:
    calls = [await server.command("ask", QUESTION, person=10_000 + number) for number in range(100)]
    answered = [await call.answered() for call in calls]
    assert {len(call.acks) for call in answered} == {1}
    assert {call.embed["title"] for call in answered} == {CAT}
