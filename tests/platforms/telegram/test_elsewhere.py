"""Inline mode and guest mode: chats that the bot is not in."""

from __future__ import annotations

from typing import Any

import pytest

from tests.platforms.telegram.entities import visible
from tests.platforms.telegram.people import Person, eventually
from tests.platforms.telegram.server import BotApi, Chat, Params

pytestmark = pytest.mark.usefixtures("bot")


async def results(api: BotApi) -> Params:
    calls = await eventually(lambda: api.made("answerInlineQuery"))
    params: Params = calls[-1].params
    return params


async def guest_answer(api: BotApi) -> dict[str, Any]:
    calls = await eventually(lambda: api.made("answerGuestQuery"))
    result: dict[str, Any] = calls[-1].params["result"]
    return result


@pytest.fixture
def elsewhere(api: BotApi) -> Chat:
    return api.chat(-100999, "supergroup")


async def test_the_best_result_comes_first(anna: Person, api: BotApi) -> None:
    await anna.type_inline("cat tax")
    assert (await results(api))["results"][0]["title"] == "What is the cat tax?"


async def test_results_are_of_all_kinds(anna: Person, api: BotApi) -> None:
    await anna.type_inline("")
    kinds = {result["id"].split()[0] for result in (await results(api))["results"]}
    assert kinds == {"/topic", "/term", "/phrase"}


async def test_a_result_carries_the_whole_answer(anna: Person, api: BotApi) -> None:
    await anna.type_inline("cat tax")
    first = (await results(api))["results"][0]
    posted = visible(first["input_message_content"]["message_text"])
    assert "newcomers pay with a picture" in posted
    assert "A newspaper" in posted
    assert first["description"].startswith("A joke")


async def test_a_result_is_posted_as_html_without_a_link_preview(anna: Person, api: BotApi) -> None:
    await anna.type_inline("cat tax")
    content = (await results(api))["results"][0]["input_message_content"]
    assert content["parse_mode"] == "HTML"
    assert content["link_preview_options"] == {"is_disabled": True}


async def test_results_are_personal_and_may_be_kept_for_a_while(anna: Person, api: BotApi) -> None:
    await anna.type_inline("cat tax")
    params = await results(api)
    assert params["is_personal"] is True
    assert params["cache_time"] > 0


async def test_results_lead_into_the_private_chat(anna: Person, api: BotApi) -> None:
    await anna.type_inline("zzzz qqqq")
    assert (await results(api))["button"]["text"] == "Ask me in private"


async def test_results_are_in_the_language_of_whoever_types(api: BotApi) -> None:
    li = Person(api, 77, "Li", "zh-hans")
    await li.type_inline("momo")
    assert (await results(api))["results"][0]["title"].startswith("为什么")


async def test_typing_on_does_not_use_up_what_a_person_may_ask(anna: Person, api: BotApi) -> None:
    await anna.type_inline("cat")
    await results(api)
    assert (await anna.ask("what is the cat tax")).text.startswith("What is the cat tax?")


async def test_a_late_inline_answer_is_dropped(anna: Person, api: BotApi) -> None:
    await anna.type_inline("cat")
    await results(api)
    api.open_queries.clear()
    await api.deliver(api.update("inline_query", {"id": "gone", "from": anna.user, "query": "cat", "offset": ""}))
    await eventually(lambda: api.attempts["answerInlineQuery"] == 2)
    assert (await anna.ask("what is the cat tax")).text


async def test_a_button_under_a_posted_answer_changes_it(anna: Person, ben: Person, api: BotApi) -> None:
    await anna.type_inline("cat tax")
    first = (await results(api))["results"][0]
    api.inline_messages["posted"] = first
    data = first["reply_markup"]["inline_keyboard"][0][0]["callback_data"]
    await ben.press_inline("posted", data)
    edit = (await eventually(lambda: api.made("editMessageText")))[0]
    assert edit.params["inline_message_id"] == "posted"
    assert edit.text.startswith("Why are so many people called momo?")


async def test_a_guest_answers_the_question(anna: Person, api: BotApi, elsewhere: Chat) -> None:
    await anna.call_guest("@RednoteGuideBot what is the cat tax", elsewhere)
    text = (await guest_answer(api))["input_message_content"]["message_text"]
    assert visible(text).startswith("What is the cat tax?")


async def test_a_guest_answers_the_message_that_is_replied_to(
    anna: Person, ben: Person, api: BotApi, elsewhere: Chat
) -> None:
    question = ben.message("what is the cat tax", elsewhere)
    await anna.call_guest("@RednoteGuideBot", elsewhere, reply_to_message=question)
    text = (await guest_answer(api))["input_message_content"]["message_text"]
    assert visible(text).startswith("What is the cat tax?")


async def test_a_guest_writes_nothing_else_into_the_chat(anna: Person, api: BotApi, elsewhere: Chat) -> None:
    await anna.call_guest("@RednoteGuideBot what is the cat tax", elsewhere)
    await guest_answer(api)
    assert not api.made("sendMessage")


async def test_a_guests_buttons_work(anna: Person, api: BotApi, elsewhere: Chat) -> None:
    await anna.call_guest("@RednoteGuideBot what is the cat tax", elsewhere)
    answer = await guest_answer(api)
    name = api.made("answerGuestQuery")[0].result["inline_message_id"]
    await anna.press_inline(name, answer["reply_markup"]["inline_keyboard"][0][0]["callback_data"])
    edit = (await eventually(lambda: api.made("editMessageText")))[0]
    assert edit.text.startswith("Why are so many people called momo?")
