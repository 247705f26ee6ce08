"""The menus of a message."""

from __future__ import annotations

import pytest

from tests.platforms.discord import payloads
from tests.platforms.discord.calls import DEFERRED_UPDATE, MESSAGE, pressable, until
from tests.platforms.discord.gateway import CONTENT
from tests.platforms.discord.server import DiscordServer

pytestmark = pytest.mark.usefixtures("bot")

EXPLAIN, ANSWER = "Translate + explain", "Answer this"
CAT = "What is the cat tax?"


async def test_slang_in_a_message_is_explained_to_whoever_asks(server: DiscordServer) -> None:
    call = await (await server.use_menu(EXPLAIN, payloads.message("yyds"))).answered()
    assert "**yyds**" in call.embed["description"]
    assert call.is_hidden


async def test_a_forwarded_message_is_read(server: DiscordServer) -> None:
    inside = {"content": "种草", "embeds": [], "attachments": [], "timestamp": "2026-11-24T12:00:00+00:00", "type": 0}
    forwarded = payloads.message("", message_snapshots=[{"message": inside | {"edited_timestamp": None, "flags": 0}}])
    call = await (await server.use_menu(EXPLAIN, forwarded)).answered()
    assert "**种草**" in call.embed["description"]


async def test_a_card_is_read(server: DiscordServer) -> None:
    card = payloads.message("", embeds=[{"type": "rich", "description": "绿茶"}])
    call = await (await server.use_menu(EXPLAIN, card)).answered()
    assert "**绿茶**" in call.embed["description"]


async def test_a_message_without_words_is_answered_too(server: DiscordServer) -> None:
    call = await (await server.use_menu(EXPLAIN, payloads.message(""))).answered()
    assert call.embed["title"]


async def test_the_topics_that_may_answer_are_offered_best_first(server: DiscordServer) -> None:
    call = await (await server.use_menu(ANSWER, payloads.message("what is the cat tax"))).answered()
    assert next(iter(pressable(call.shown or {}))) == CAT
    assert call.is_hidden


async def test_the_chosen_answer_is_a_reply_to_the_newcomer(server: DiscordServer) -> None:
    question = await server.write(payloads.message("what is the cat tax", author=payloads.BO))
    menu = await (await server.use_menu(ANSWER, question)).answered()
    call = await (await server.press(menu.shown or {}, CAT)).answered()
    assert call.acks[0]["type"] == DEFERRED_UPDATE
    assert server.posted[-1]["message_reference"]["message_id"] == int(question["id"])
    assert server.posted[-1]["embeds"][0]["title"] == CAT
    assert call.embed["description"].startswith("Posted")


async def test_the_answer_speaks_the_language_of_the_question(server: DiscordServer) -> None:
    question = await server.write(payloads.message("为什么要我发猫的照片"))
    menu = await (await server.use_menu(ANSWER, question)).answered()
    await (await server.press(menu.shown or {}, CAT)).answered()
    assert server.posted[-1]["embeds"][0]["title"] == "什么是交猫税？"


async def test_where_we_are_not_in_the_server_the_answer_links_to_the_message(server: DiscordServer) -> None:
    question = payloads.message("what is the cat tax", author=payloads.BO)
    menu = await (await server.use_menu(ANSWER, question, installed=False)).answered()
    call = await (await server.press(menu.shown or {}, CAT, installed=False)).answered()
    assert call.acks[0]["type"] == MESSAGE
    assert not call.is_hidden
    assert (call.shown or {})["content"].endswith(f"/{payloads.GUILD}/{payloads.CHANNEL}/{question['id']}")
    assert server.posted == []


async def test_a_channel_where_we_may_not_write_is_said(server: DiscordServer) -> None:
    server.forbidden[payloads.CHANNEL] = 50013
    server.expected_refusals = ["Missing Permissions"]
    menu = await (await server.use_menu(ANSWER, payloads.message("what is the cat tax"))).answered()
    call = await (await server.press(menu.shown or {}, CAT)).answered()
    assert "not allowed to write" in call.embed["description"]


async def test_a_question_that_is_gone_is_answered_all_the_same(server: DiscordServer) -> None:
    menu = await (await server.use_menu(ANSWER, payloads.message("what is the cat tax"))).answered()
    await (await server.press(menu.shown or {}, CAT)).answered()
    assert len(server.posted) == 1


async def test_whoever_posted_an_answer_removes_it(server: DiscordServer) -> None:
    menu = await (await server.use_menu(ANSWER, payloads.message("what is the cat tax"))).answered()
    await (await server.press(menu.shown or {}, CAT)).answered()
    call = await (await server.press(server.posted[-1], "Remove")).answered()
    assert call.deleted


async def test_the_menus_need_no_privileged_intent(server: DiscordServer) -> None:
    await until(lambda: server.gateway.identified)
    assert not server.gateway.identified[0]["intents"] & CONTENT
