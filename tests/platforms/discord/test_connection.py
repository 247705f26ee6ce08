"""Starting, staying and ending: tokens, intents, shards, a gateway that comes and goes."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from discord.gateway import DiscordWebSocket

from bot.config import Discord
from bot.core.guide import Guide
from bot.discord import client, service
from bot.discord.service import DiscordService
from bot.service import CredentialRefusedError, UnreachableError
from tests.platforms.discord import payloads
from tests.platforms.discord.calls import Fault, until
from tests.platforms.discord.conftest import SlowGuide, Start
from tests.platforms.discord.gateway import TOKEN
from tests.platforms.discord.server import DiscordServer, running

CAT = "What is the cat tax?"


@pytest.fixture(autouse=True)
def soon(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody waits long for the next session."""
    monkeypatch.setattr(client, "IDENTIFY_EVERY", 0.01)


async def answers(server: DiscordServer) -> bool:
    """Whether a question is answered, and once."""
    call = await (await server.command("ask", "what is the cat tax")).answered()
    return len(call.acks) == 1 and call.embed["title"] == CAT


async def test_a_refused_token_is_one_clear_line(start: Start, server: DiscordServer) -> None:
    server.expected_refusals = ["401: Unauthorized"]
    with pytest.raises(CredentialRefusedError, match="DISCORD_TOKEN") as refused:
        await start(token="wrong-token")  # noqa: S106 - nobody's
    assert "\n" not in str(refused.value)
    assert "wrong-token" not in str(refused.value)


async def test_a_refused_intent_is_one_clear_line(start: Start, server: DiscordServer) -> None:
    server.gateway.granted = 0
    with pytest.raises(CredentialRefusedError, match=r"Message Content Intent.*discord\.listen_in"):
        await start(listen_in=(payloads.CHANNEL,))


async def test_a_server_that_is_not_there_is_one_clear_line(guide: Guide) -> None:
    nowhere = DiscordService(guide, Discord(api_url="http://127.0.0.1:9/api"), TOKEN)
    with pytest.raises(UnreachableError, match="cannot be reached"):
        await nowhere.start()


async def test_a_gateway_that_is_not_there_is_one_clear_line(
    start: Start, monkeypatch: pytest.MonkeyPatch, server: DiscordServer
) -> None:
    monkeypatch.setattr(service, "READY_WITHIN", 0.5)
    with pytest.raises(UnreachableError, match="cannot be reached"):
        await start(gateway_url="ws://127.0.0.1:9/")


async def test_a_reset_while_logging_in_is_tried_again(start: Start, server: DiscordServer) -> None:
    server.faults = [Fault("GET", "/users/@me", reset=True), Fault("GET", "/gateway/bot", reset=True)]
    await start()
    assert await answers(server)


async def test_the_configured_gateway_is_used(start: Start, server: DiscordServer) -> None:
    await start(gateway_url=server.gateway.url, shards=1)
    assert "GET /api/v10/gateway/bot" not in server.requests
    assert await answers(server)


async def test_two_shards_serve_their_servers(guide: Guide) -> None:
    async with running(shards=2) as server:
        bot = DiscordService(guide, Discord(api_url=server.api_url), TOKEN)
        await bot.start()
        assert sorted(each["shard"] for each in server.gateway.identified) == [[0, 2], [1, 2]]
        for guild, place in ((payloads.GUILD, payloads.CHANNEL), (payloads.OTHER_GUILD, payloads.OTHER_CHANNEL)):
            call = await (await server.command("ask", "what is the cat tax", server=guild, place=place)).answered()
            assert call.embed["title"] == CAT
        await bot.stop()


@pytest.mark.parametrize("how", [{"code": 4000}, {"op": 7}, {"op": 9}])
async def test_a_dropped_session_is_resumed_and_nothing_is_lost(
    bot: DiscordService, server: DiscordServer, how: dict[str, Any]
) -> None:
    await server.gateway.drop(**how)
    call = await server.command("ask", "what is the cat tax")
    await call.answered()
    assert server.gateway.resumed
    assert len(server.gateway.identified) == 1
    assert await answers(server)


@pytest.mark.parametrize("how", [{"op": 9}, {"code": 4000}, {"code": 4009}])
async def test_a_session_that_is_over_begins_anew(
    bot: DiscordService, server: DiscordServer, how: dict[str, Any]
) -> None:
    await server.gateway.drop(resumable=False, **how)
    await until(lambda: len(server.gateway.identified) == 2 and len(server.gateway.sessions) == 1)
    assert await answers(server)


async def test_a_new_session_goes_where_the_first_one_went(bot: DiscordService, server: DiscordServer) -> None:
    assert str(DiscordWebSocket.DEFAULT_GATEWAY) == server.gateway.url


async def test_a_token_that_is_taken_back_is_told_while_serving(bot: DiscordService, server: DiscordServer) -> None:
    waiting = asyncio.create_task(bot.wait())
    await server.gateway.drop(code=4004)
    with pytest.raises(CredentialRefusedError):
        await waiting


async def test_an_event_that_comes_twice_is_answered_once(bot: DiscordService, server: DiscordServer) -> None:
    call, payload = server.interaction(2, {**server.commands[0], "options": []})
    known = next(each for each in server.commands if each["name"] == "tour")
    payload["data"] = {"id": known["id"], "name": "tour", "type": 1}
    await server.dispatch("INTERACTION_CREATE", payload)
    await server.dispatch("INTERACTION_CREATE", payload)
    message = payloads.message("what is the cat tax", place=payloads.DIRECT, server=None)
    await server.write(message)
    await server.write(message)
    await server.write(payloads.message("yyds", place=payloads.DIRECT, server=None))
    await until(lambda: len(server.posted) == 2)
    assert len((await call.answered()).acks) == 1


async def test_stopping_lets_answers_under_way_end(start: Start, server: DiscordServer, slow_guide: SlowGuide) -> None:
    bot = await start(slow_guide)
    gate = asyncio.Event()
    slow_guide.gate = gate.wait
    call = await server.command("tour")
    await until(lambda: bot.under_way)
    stopping = asyncio.create_task(bot.stop())
    gate.set()
    assert await stopping == 0
    assert len(call.acks) == 1


async def test_stopping_counts_what_could_not_be_answered(
    start: Start, server: DiscordServer, slow_guide: SlowGuide, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(service, "ANSWERS_END_WITHIN", 0.05)
    bot = await start(slow_guide)
    slow_guide.gate = asyncio.Event().wait
    await server.command("tour")
    await until(lambda: bot.under_way)
    assert await bot.stop() == 1
