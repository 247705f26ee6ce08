"""What a person gets who talks to the bot alone."""

from __future__ import annotations

import base64

import pytest

from bot.telegram.service import TelegramService
from tests.platforms.telegram.people import Person, eventually
from tests.platforms.telegram.server import BotApi

pytestmark = pytest.mark.usefixtures("bot")


async def test_a_question_gets_its_answer_with_source_and_date(anna: Person) -> None:
    answer = await anna.ask("what is the cat tax")
    assert answer.text.splitlines()[0] == "What is the cat tax?"
    assert "newcomers pay with a picture" in answer.text
    assert "A newspaper" in answer.text
    assert "As of May 2026" in answer.text


async def test_an_answer_offers_its_follow_ups(anna: Person) -> None:
    answer = await anna.ask("what is the cat tax")
    assert [button["text"] for button in answer.buttons] == ["Why are so many people called momo?"]


async def test_link_previews_are_off_and_html_is_on(anna: Person) -> None:
    answer = await anna.ask("what is the cat tax")
    assert answer.params["link_preview_options"] == {"is_disabled": True}
    assert answer.params["parse_mode"] == "HTML"


async def test_what_is_not_known_is_said_and_ways_on_are_shown(anna: Person) -> None:
    answer = await anna.ask("banana politics of mars")
    assert answer.text.startswith("I don't know that one")
    assert "All topics" in [button["text"] for button in answer.buttons]


async def test_an_unsure_bot_asks_back_and_offers_none_of_these(anna: Person) -> None:
    answer = await anna.ask("/slang zc")
    assert answer.text.startswith("Which one do you mean?")
    assert answer.buttons[-1]["text"] == "None of these"


async def test_a_private_answer_does_not_quote_the_question(anna: Person) -> None:
    assert "reply_parameters" not in (await anna.ask("what is the cat tax")).params


@pytest.mark.parametrize(
    ("command", "title"),
    [
        ("/start", "Welcome!"),
        ("/ask what is the cat tax", "What is the cat tax?"),
        ("/topics", "What I know about"),
        ("/slang yyds", "yyds · yǒngyuǎn de shén"),
        ("/say thank you", "Thanking"),
        ("/tour", "Your first day, 1 of 2: Sign up"),
        ("/lang", "Language"),
        ("/sources what is the cat tax", "Where this comes from: What is the cat tax?"),
        ("/privacy", "Your privacy"),
        ("/help", "What I can do"),
        ("/ask@RednoteGuideBot what is the cat tax", "What is the cat tax?"),
        ("/ASK\nwhat is the cat tax", "What is the cat tax?"),
    ],
)
async def test_each_command_answers(anna: Person, command: str, title: str) -> None:
    assert (await anna.ask(command)).text.splitlines()[0] == title


async def test_forgetting_is_confirmed(anna: Person) -> None:
    assert "Nothing about you is kept" in (await anna.ask("/forget")).text


@pytest.mark.parametrize(
    ("payload", "title"),
    [
        ("t_cat-tax", "What is the cat tax?"),
        ("tour_2", "Your first day, 2 of 2: Say hello"),
        ("s_" + base64.urlsafe_b64encode("种草".encode()).decode().rstrip("="), "种草 · zhòng cǎo"),
        ("p_thank-you", "Thanking"),
        ("nonsense", "Welcome!"),
        ("s_%%%", "Welcome!"),
    ],
)
async def test_a_deep_link_opens_what_it_names(anna: Person, payload: str, title: str) -> None:
    assert (await anna.ask(f"/start {payload}")).text.splitlines()[0] == title


async def test_the_language_of_the_client_is_answered_in(api: BotApi) -> None:
    li = Person(api, 77, "Li", "zh-hans")
    assert (await li.ask("/topics")).buttons[0]["text"] == "新手入门"


async def test_a_chosen_language_is_remembered(anna: Person) -> None:
    await anna.ask("/lang zh-Hans")
    assert (await anna.ask("/tour")).text.splitlines()[0].endswith("注册")


async def test_a_sticker_gets_a_line_that_asks_for_words(anna: Person) -> None:
    sticker = {
        "file_id": "1", "file_unique_id": "1", "type": "regular", "width": 1, "height": 1,
        "is_animated": False, "is_video": False,
    }  # fmt: skip
    assert "question in words" in (await anna.ask(None, sticker=sticker)).text


async def test_the_caption_of_a_picture_is_its_question(anna: Person) -> None:
    photo = [{"file_id": "1", "file_unique_id": "1", "width": 1, "height": 1}]
    answer = await anna.ask(None, photo=photo, caption="what is the cat tax")
    assert answer.text.startswith("What is the cat tax?")


async def test_pictures_of_an_album_without_words_are_passed_over(anna: Person, api: BotApi) -> None:
    photo = [{"file_id": "1", "file_unique_id": "1", "width": 1, "height": 1}]
    await anna.say(None, photo=photo, media_group_id="7")
    await anna.settle()
    assert not [call for call in api.made("sendMessage") if call.params["chat_id"] == anna.id]


async def test_a_pinned_message_is_no_question(anna: Person, api: BotApi) -> None:
    await anna.say(None, pinned_message=anna.message("hello"))
    await anna.settle()
    assert not [call for call in api.made("sendMessage") if call.params["chat_id"] == anna.id]


async def test_what_was_posted_through_the_bot_is_no_question(anna: Person, api: BotApi) -> None:
    await anna.say("what is the cat tax", via_bot={"id": 1234567, "is_bot": True, "first_name": "Guide"})
    await anna.settle()
    assert not [call for call in api.made("sendMessage") if call.params["chat_id"] == anna.id]


async def test_a_phrase_can_be_copied(anna: Person) -> None:
    answer = await anna.ask("/say thank you")
    assert answer.buttons[0]["copy_text"] == {"text": "谢谢！"}


async def test_a_very_long_answer_comes_in_several_messages_with_the_buttons_under_the_last(
    anna: Person, api: BotApi
) -> None:
    await anna.say("/topic endless-story")
    await eventually(lambda: any("Chapter 13" in call.text for call in api.made("sendMessage")))
    calls = api.made("sendMessage")
    assert len(calls) > 1
    assert "".join(call.text for call in calls).count("Chapter") == 14


async def test_an_edited_question_changes_its_answer(anna: Person, api: BotApi) -> None:
    question = await anna.say("what is the cat tax")
    answer = await anna.answer()
    await anna.edit(question, "why are so many people called momo")
    edit = await eventually(lambda: api.made("editMessageText"))
    assert edit[0].params["message_id"] == answer.result["message_id"]
    assert edit[0].text.startswith("Why are so many people called momo?")


async def test_an_edited_message_that_we_do_not_know_is_passed_over(anna: Person, api: BotApi) -> None:
    await anna.edit(anna.message("hello"), "what is the cat tax")
    await anna.settle()
    assert not api.made("editMessageText")


async def test_only_updates_with_a_handler_are_asked_for(api: BotApi, bot: TelegramService) -> None:
    await eventually(lambda: api.allowed)
    wanted = {"message", "edited_message", "callback_query", "inline_query", "my_chat_member", "guest_message"}
    assert set(api.allowed or ()) == wanted
