"""What one person gets: commands, suggestions, buttons, selects and forms."""

from __future__ import annotations

import pytest

from bot.core.commands.table import COMMANDS
from bot.discord.service import DiscordService
from tests.platforms.discord import payloads
from tests.platforms.discord.calls import DEFERRED_UPDATE, FORM, MESSAGE, SUBMIT, UPDATE, pressable
from tests.platforms.discord.conftest import Start
from tests.platforms.discord.server import DiscordServer

pytestmark = pytest.mark.usefixtures("bot")

CAT = "What is the cat tax?"
MOMO = "Why are so many people called momo?"


async def test_a_question_is_answered_by_a_card_with_source_and_date(server: DiscordServer) -> None:
    call = await (await server.command("ask", "what is the cat tax")).answered()
    assert call.embed["title"] == CAT
    assert call.embed["description"] == "A joke; newcomers pay with a picture of their cat."
    assert "A newspaper" in call.embed["footer"]["text"]
    assert call.embed["footer"]["text"].endswith("As of May 2026")


async def test_only_the_asker_sees_the_answer(server: DiscordServer) -> None:
    call = await (await server.command("ask", "what is the cat tax")).answered()
    assert call.is_hidden


async def test_a_direct_message_needs_nothing_hidden(server: DiscordServer) -> None:
    call = await (await server.command("ask", "what is the cat tax", server=None)).answered()
    assert not call.is_hidden
    assert list(pressable(call.shown or {})) == [MOMO]


@pytest.mark.parametrize("command", [each.name for each in COMMANDS if each.listed and each.who == "everyone"])
async def test_every_listed_command_is_answered_once(server: DiscordServer, command: str) -> None:
    words = {"ask": "what is the cat tax", "slang": "yyds"}
    call = await (await server.command(command, words.get(command))).answered()
    assert [ack["type"] for ack in call.acks] == [MESSAGE]
    assert call.embed["title"]


async def test_the_client_s_language_is_spoken_where_only_the_asker_sees_it(server: DiscordServer) -> None:
    call = await (await server.command("slang", "yyds", locale="zh-TW")).answered()
    assert "語氣" in call.embed["description"]


async def test_suggestions_come_while_typing_best_first(server: DiscordServer) -> None:
    call = await (await server.type_in("ask", "cat tax")).acknowledged()
    assert call.data["choices"][0] == {"name": CAT, "value": "/topic cat-tax"}


async def test_slang_is_suggested_by_hanzi_pinyin_and_letters(server: DiscordServer) -> None:
    for typed, term in {"种": "种草", "lvcha": "绿茶", "lüchá": "绿茶", "yy": "yyds"}.items():
        call = await (await server.type_in("slang", typed)).acknowledged()
        assert term in call.data["choices"][0]["name"], typed


async def test_a_suggestion_that_was_chosen_is_answered(server: DiscordServer) -> None:
    call = await (await server.command("ask", "/topic cat-tax")).answered()
    assert call.embed["title"] == CAT


async def test_sources_of_a_suggested_topic_are_listed(server: DiscordServer) -> None:
    typing = await (await server.type_in("sources", "cat tax")).acknowledged()
    call = await (await server.command("sources", typing.data["choices"][0]["value"])).answered()
    assert call.embed["title"] == f"Where this comes from: {CAT}"


async def test_no_suggestion_is_an_answer_too(server: DiscordServer) -> None:
    call = await (await server.type_in("slang", "qqqqqqqqqq")).acknowledged()
    assert call.data["choices"] == []


async def test_a_follow_up_is_answered_below(server: DiscordServer) -> None:
    first = await (await server.command("ask", "what is the cat tax")).answered()
    call = await (await server.press(first.shown or {}, MOMO)).answered()
    assert call.acks[0]["type"] == MESSAGE
    assert call.embed["title"] == MOMO


async def test_a_follow_up_speaks_the_language_of_the_card(server: DiscordServer) -> None:
    first = await (await server.command("ask", "为什么要我发猫的照片")).answered()
    call = await (await server.press(first.shown or {}, "为什么那么多人叫 momo？")).answered()
    assert call.embed["title"] == "为什么那么多人叫 momo？"


async def test_an_unsure_bot_asks_back_with_none_of_these(server: DiscordServer) -> None:
    first = await (await server.command("slang", "zc")).answered()
    call = await (await server.press(first.shown or {}, "None of these")).answered()
    assert call.embed["title"] == "Sorry about that"


async def test_a_long_shelf_is_a_select_with_pages_as_buttons(server: DiscordServer) -> None:
    shelves = await (await server.command("topics")).answered()
    shelf = await (await server.press(shelves.shown or {}, "Culture")).answered()
    kinds = [[part["type"] for part in row["components"]] for row in (shelf.shown or {})["components"]]
    assert kinds == [[3], [2, 2]]
    assert shelf.embed["description"] == "Page 1 of 2"


async def test_pages_are_turned_in_place(server: DiscordServer) -> None:
    shelves = await (await server.command("topics")).answered()
    shelf = await (await server.press(shelves.shown or {}, "Culture")).answered()
    page = await (await server.press(shelf.shown or {}, "More ›")).answered()
    assert [shelf.acks[0]["type"], page.acks[0]["type"]] == [UPDATE, UPDATE]
    assert page.embed["description"] == "Page 2 of 2"


async def test_a_topic_chosen_from_a_shelf_is_answered(server: DiscordServer) -> None:
    shelves = await (await server.command("topics")).answered()
    shelf = await (await server.press(shelves.shown or {}, "Culture")).answered()
    call = await (await server.press(shelf.shown or {}, CAT)).answered()
    assert call.embed["title"] == CAT


async def test_the_tour_goes_on_back_and_anywhere(server: DiscordServer) -> None:
    card = await (await server.command("tour")).answered()
    for label, title in {"Next ›": "2 of 2", "‹ Back": "1 of 2", "2. Say hello": "2 of 2"}.items():
        card = await (await server.press(card.shown or {}, label)).answered()
        assert title in card.embed["title"], label
        assert card.acks[0]["type"] == UPDATE


async def test_show_everyone_answers_in_public(server: DiscordServer) -> None:
    first = await (await server.command("ask", "what is the cat tax")).answered()
    call = await (await server.press(first.shown or {}, "Show everyone")).answered()
    assert call.embed["title"] == CAT
    assert not call.is_hidden


async def test_what_everyone_sees_does_not_tell_the_language_of_the_client(server: DiscordServer) -> None:
    first = await (await server.command("slang", "yyds", locale="zh-CN")).answered()
    call = await (await server.press(first.shown or {}, "给大家看", locale="zh-CN")).answered()
    assert "Sounds:" in call.embed["description"]


async def test_a_long_question_is_remembered_for_a_while(server: DiscordServer) -> None:
    question = "what is the cat tax" + "?" * 120
    first = await (await server.command("ask", question)).answered()
    call = await (await server.press(first.shown or {}, "Show everyone")).answered()
    assert call.embed["title"] == CAT


async def test_a_question_that_was_forgotten_is_said_kindly(
    server: DiscordServer, bot: DiscordService, start: Start
) -> None:
    first = await (await server.command("ask", "what is the cat tax" + "?" * 120)).answered()
    await bot.stop()
    await start()
    call = await (await server.press(first.shown or {}, "Show everyone")).answered()
    assert call.embed["description"].startswith("I no longer remember")
    assert call.is_hidden


async def test_buttons_go_on_working_after_a_restart(server: DiscordServer, bot: DiscordService, start: Start) -> None:
    first = await (await server.command("ask", "what is the cat tax")).answered()
    tour = await (await server.command("tour")).answered()
    await bot.stop()
    await start()
    follow_up = await (await server.press(first.shown or {}, MOMO)).answered()
    jump = await (await server.press(tour.shown or {}, "2. Say hello")).answered()
    assert follow_up.embed["title"] == MOMO
    assert "2 of 2" in jump.embed["title"]


async def test_whoever_asked_removes_a_public_answer(server: DiscordServer) -> None:
    first = await (await server.command("ask", "what is the cat tax")).answered()
    public = await (await server.press(first.shown or {}, "Show everyone")).answered()
    call = await (await server.press(public.shown or {}, "Remove")).answered()
    assert call.acks[0]["type"] == DEFERRED_UPDATE
    assert call.deleted


async def test_a_moderator_removes_a_public_answer(server: DiscordServer) -> None:
    first = await (await server.command("ask", "what is the cat tax")).answered()
    public = await (await server.press(first.shown or {}, "Show everyone")).answered()
    rights = payloads.WRITE | payloads.MANAGE_MESSAGES
    call = await (
        await server.press(public.shown or {}, "Remove", person=payloads.MODERATOR, permissions=rights)
    ).answered()
    assert call.deleted


async def test_nobody_else_removes_a_public_answer(server: DiscordServer) -> None:
    first = await (await server.command("ask", "what is the cat tax")).answered()
    public = await (await server.press(first.shown or {}, "Show everyone")).answered()
    call = await (await server.press(public.shown or {}, "Remove", person=payloads.BO)).answered()
    assert not call.deleted
    assert call.is_hidden
    assert "moderator" in call.embed["description"]


async def test_what_others_press_below_a_public_answer_only_they_see(server: DiscordServer) -> None:
    first = await (await server.command("ask", "what is the cat tax")).answered()
    public = await (await server.press(first.shown or {}, "Show everyone")).answered()
    call = await (await server.press(public.shown or {}, MOMO, person=payloads.BO)).answered()
    assert call.is_hidden


async def test_a_form_takes_a_question(server: DiscordServer) -> None:
    rights = payloads.WRITE | payloads.MANAGE_MESSAGES
    await (await server.command("post_tour", permissions=rights)).answered()
    form = await (await server.press(server.posted[-1], "Ask a question")).acknowledged()
    assert form.acks[0]["type"] == FORM
    written = {"type": 4, "custom_id": "question", "value": "what is the cat tax"}
    data = {"custom_id": form.data["custom_id"], "components": [{"type": 18, "component": written}]}
    call = await (await server.interact(SUBMIT, data)).answered()
    assert call.embed["title"] == CAT
    assert call.is_hidden


async def test_a_line_is_explained_and_its_pinyin_read_off_the_card(server: DiscordServer) -> None:
    first = await (await server.command("translate", "被你种草了，真的yyds！")).answered()
    pinyin = await (await server.press(first.shown or {}, "Pinyin")).answered()
    assert "**种草**" in first.embed["description"]
    assert "bèi nǐ zhòngcǎo" in pinyin.embed["description"]
    assert "被你种草了" in pinyin.embed["description"]


async def test_a_line_is_translated_into_the_language_that_was_asked_for(server: DiscordServer) -> None:
    call = await (await server.command("translate", "被你种草了", also="es")).answered()
    assert "Spanish" in call.embed["title"]


async def test_a_chosen_language_stays(server: DiscordServer) -> None:
    first = await (await server.command("lang")).answered()
    await (await server.press(first.shown or {}, "繁體中文")).answered()
    call = await (await server.command("ask", "what is the cat tax")).answered()
    assert call.embed["title"] == "什麼是交貓稅？"
