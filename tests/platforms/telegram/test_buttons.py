"""Presses of buttons."""

from __future__ import annotations

import pytest

from tests.platforms.telegram.people import Person, eventually
from tests.platforms.telegram.server import BotApi, Call

pytestmark = pytest.mark.usefixtures("bot")

MOMO = "Why are so many people called momo?"


async def edited(api: BotApi) -> Call:
    calls: list[Call] = await eventually(lambda: api.made("editMessageText"))
    return calls[0]


async def test_a_press_changes_the_message_in_place(anna: Person, api: BotApi) -> None:
    answer = await anna.ask("what is the cat tax")
    await anna.press(answer.result, MOMO)
    edit = await edited(api)
    assert edit.params["message_id"] == answer.result["message_id"]
    assert edit.text.startswith(MOMO)
    assert len(api.made("sendMessage")) == 1


async def test_a_press_is_always_acknowledged(anna: Person, api: BotApi) -> None:
    answer = await anna.ask("what is the cat tax")
    await anna.press(answer.result, MOMO)
    await eventually(lambda: api.made("answerCallbackQuery"))
    assert not api.open_queries


async def test_somebody_else_may_press_in_a_group(anna: Person, ben: Person, api: BotApi) -> None:
    group = api.chat(-100123, "supergroup")
    answer = await anna.ask("/ask what is the cat tax", group)
    await ben.press(answer.result, MOMO)
    assert (await edited(api)).text.startswith(MOMO)


async def test_pages_and_none_of_these_are_reached_by_presses(anna: Person, api: BotApi) -> None:
    answer = await anna.ask("/slang zc")
    await anna.press(answer.result, "None of these")
    assert (await edited(api)).text.startswith("Sorry about that")


async def test_a_press_is_answered_in_the_language_of_its_message(anna: Person, api: BotApi) -> None:
    group = api.chat(-100123, "supergroup")
    answer = await anna.ask("/ask 什么是交猫税？", group)
    await anna.press(answer.result, "为什么那么多人叫 momo？")
    assert (await edited(api)).text.startswith("为什么那么多人叫 momo？")


async def test_a_message_that_is_gone_is_sent_anew(anna: Person, api: BotApi) -> None:
    answer = await anna.ask("what is the cat tax")
    del anna.private.messages[answer.result["message_id"]]
    await anna.press(answer.result, MOMO)
    assert (await anna.answer(1)).text.startswith(MOMO)


async def test_a_message_too_old_to_be_seen_is_changed_all_the_same(anna: Person, api: BotApi) -> None:
    answer = await anna.ask("what is the cat tax")
    old = {"chat": answer.result["chat"], "message_id": answer.result["message_id"], "date": 0}
    await anna.press({**old, "reply_markup": answer.result["reply_markup"]}, MOMO)
    assert (await edited(api)).text.startswith(MOMO)


async def test_a_second_press_of_the_same_button_does_no_harm(anna: Person, api: BotApi) -> None:
    answer = await anna.ask("what is the cat tax")
    await anna.press(answer.result, MOMO)
    await edited(api)
    await anna.press(answer.result, MOMO)
    await eventually(lambda: api.attempts["editMessageText"] == 2)
    await anna.settle()
    assert len([call for call in api.made("sendMessage") if call.params["chat_id"] == anna.id]) == 1


async def test_a_button_from_before_still_works_after_a_restart(anna: Person, api: BotApi) -> None:
    message = {
        **anna.message("old answer"),
        "reply_markup": {"inline_keyboard": [[{"text": "x", "callback_data": "/tour 2"}]]},
    }
    await anna.press(message, "x")
    assert (await edited(api)).text.startswith("Your first day, 2 of 2")


async def test_the_tour_is_walked_in_one_message(anna: Person, api: BotApi) -> None:
    answer = await anna.ask("/tour")
    await anna.press(answer.result, "Next ›")
    assert (await edited(api)).text.startswith("Your first day, 2 of 2")


async def test_a_press_in_a_forum_whose_message_is_gone_is_answered_in_its_topic(anna: Person, api: BotApi) -> None:
    forum = api.chat(-100456, "supergroup", forum=True, topics=(17,))
    answer = await anna.ask("/ask what is the cat tax", forum, message_thread_id=17, is_topic_message=True)
    del forum.messages[answer.result["message_id"]]
    await anna.press(answer.result, MOMO)
    assert (await anna.answer(1)).params["message_thread_id"] == 17


async def test_the_pinyin_of_a_line_is_read_off_its_card(anna: Person, api: BotApi) -> None:
    answer = await anna.ask("/translate 我觉得这只猫 yyds")
    await anna.press(answer.result, "Pinyin")
    assert "juéde" in (await edited(api)).text
