"""What the bot does, and does not, where many people talk."""

from __future__ import annotations

from typing import Any

import pytest

from tests.platforms.telegram.people import Person, eventually
from tests.platforms.telegram.server import BOT_ID, BotApi, Call, Chat, Json

pytestmark = pytest.mark.usefixtures("bot")

ANONYMOUS = {"id": 1087968824, "is_bot": True, "first_name": "Group", "username": "GroupAnonymousBot"}
TELEGRAM = {"id": 777000, "is_bot": False, "first_name": "Telegram"}
CHANNEL_BOT = {"id": 136817688, "is_bot": True, "first_name": "Channel", "username": "Channel_Bot"}
CHANNEL = {"id": -100777, "type": "channel", "title": "News"}


@pytest.fixture
def group(api: BotApi) -> Chat:
    return api.chat(-100123, "supergroup")


@pytest.fixture
def forum(api: BotApi) -> Chat:
    return api.chat(-100456, "supergroup", forum=True, topics=(17,))


async def answers_in(api: BotApi, chat: Chat, person: Person) -> list[Call]:
    """What the bot said in a chat, once it has dealt with everything."""
    await person.settle()
    return [call for call in api.made("sendMessage") if call.params["chat_id"] == chat.id]


def reply_to(message: Json) -> Json:
    return {"reply_to_message": {name: value for name, value in message.items() if name != "reply_to_message"}}


@pytest.mark.parametrize("kind", ["group", "supergroup"])
async def test_a_command_is_answered_as_a_reply(anna: Person, api: BotApi, kind: str) -> None:
    group = api.chat(-55 if kind == "group" else -10055, kind)
    question = anna.message("/ask what is the cat tax", group)
    await api.deliver(api.update("message", question))
    answer = await anna.answer()
    assert answer.params["chat_id"] == group.id
    assert answer.params["reply_parameters"]["message_id"] == question["message_id"]
    assert answer.text.startswith("What is the cat tax?")


@pytest.mark.parametrize("text", ["@RednoteGuideBot what is the cat tax", "what is the cat tax, @rednoteguidebot?"])
async def test_a_mention_is_answered(anna: Person, group: Chat, text: str) -> None:
    assert (await anna.ask(text, group)).text.startswith("What is the cat tax?")


async def test_a_reply_to_the_bot_is_answered(anna: Person, group: Chat) -> None:
    first = await anna.ask("/ask what is the cat tax", group)
    second = await anna.ask("why are so many people called momo", group, **reply_to(first.result))
    assert second.text.startswith("Why are so many people called momo?")


@pytest.mark.parametrize(
    "text",
    [
        "what is the cat tax",
        "/ask@SomeOtherBot what is the cat tax",
        "/ban anna",
        "mail me: anna@RednoteGuideBot",
        "@RednoteGuideBotFan what is the cat tax",
    ],
)
async def test_what_is_not_for_the_bot_stays_unanswered(anna: Person, api: BotApi, group: Chat, text: str) -> None:
    await anna.say(text, group)
    assert not await answers_in(api, group, anna)


async def test_a_command_that_names_the_bot_but_does_not_exist_is_explained(anna: Person, group: Chat) -> None:
    assert "do not know that command" in (await anna.ask("/dance@RednoteGuideBot", group)).text


@pytest.mark.parametrize(
    "words", ["/ask", "@RednoteGuideBot", "/ask@RednoteGuideBot"], ids=["command", "mention", "command to us"]
)
async def test_a_helper_has_a_newcomers_message_answered(anna: Person, ben: Person, group: Chat, words: str) -> None:
    question = anna.message("why does everybody want cat photos from me", group)
    answer = await ben.ask(words, group, **reply_to(question))
    assert answer.params["reply_parameters"]["message_id"] == question["message_id"]
    assert answer.text.startswith("What is the cat tax?")


async def test_a_helper_has_the_quoted_part_answered(anna: Person, ben: Person, group: Chat) -> None:
    question = anna.message("hi all! what is the cat tax and who won the match last night", group)
    quote = {"text": "what is the cat tax", "position": 8, "is_manual": True}
    answer = await ben.ask("/ask", group, quote=quote, **reply_to(question))
    assert answer.text.startswith("What is the cat tax?")


async def test_a_helpers_own_words_are_answered_to_the_newcomer(anna: Person, ben: Person, group: Chat) -> None:
    question = anna.message("what do they want from me?!", group)
    answer = await ben.ask("/ask what is the cat tax", group, **reply_to(question))
    assert answer.params["reply_parameters"]["message_id"] == question["message_id"]


async def test_a_helper_has_a_newcomers_line_translated(anna: Person, ben: Person, group: Chat) -> None:
    line = anna.message("我觉得这只猫 yyds", group)
    answer = await ben.ask("/translate", group, **reply_to(line))
    assert answer.params["reply_parameters"]["message_id"] == line["message_id"]
    assert "The greatest of all time" in answer.text


async def test_a_newcomers_line_is_translated_into_the_language_that_was_asked_for(
    anna: Person, ben: Person, group: Chat
) -> None:
    line = anna.message("我觉得这只猫 yyds", group)
    answer = await ben.ask("/translate to:es", group, **reply_to(line))
    assert answer.text.startswith("Chinese → Spanish")


async def test_a_comment_on_a_channels_post_is_answered_itself(anna: Person, group: Chat) -> None:
    post = anna.message("Our news", group, sender_chat=CHANNEL, is_automatic_forward=True)
    answer = await anna.ask("/ask what is the cat tax", group, **reply_to(post))
    assert answer.params["reply_parameters"]["message_id"] != post["message_id"]


async def test_an_answer_stays_in_its_forum_topic(anna: Person, forum: Chat) -> None:
    answer = await anna.ask("/ask what is the cat tax", forum, message_thread_id=17, is_topic_message=True)
    assert answer.params["message_thread_id"] == 17


async def test_the_general_topic_of_a_forum_is_never_named(anna: Person, forum: Chat) -> None:
    answer = await anna.ask("/ask what is the cat tax", forum)
    assert "message_thread_id" not in answer.params


async def test_a_reply_thread_outside_forums_is_no_topic(anna: Person, group: Chat) -> None:
    answer = await anna.ask("/ask what is the cat tax", group, message_thread_id=99)
    assert "message_thread_id" not in answer.params


async def test_an_answer_can_be_asked_on_where_it_stands(anna: Person, ben: Person, forum: Chat) -> None:
    thread = {"message_thread_id": 17, "is_topic_message": True}
    await anna.ask("/ask what is the cat tax", forum, **thread)

    assert "You asked about “What is the cat tax?”" in (await anna.ask("/ask then what", forum, **thread)).text
    assert (await anna.ask("/ask then what", forum)).text.startswith("I don't know that one")
    assert (await ben.ask("/ask then what", forum, **thread)).text.startswith("I don't know that one")


async def test_a_topic_that_a_button_opened_can_be_asked_on(anna: Person, api: BotApi, forum: Chat) -> None:
    thread = {"message_thread_id": 17, "is_topic_message": True}
    answer = await anna.ask("/ask why are so many people called momo", forum, **thread)
    await anna.press_data(answer.result, "/topic cat-tax")
    await anna.settle()

    assert "You asked about “What is the cat tax?”" in (await anna.ask("/ask then what", forum, **thread)).text


async def test_the_message_that_opened_a_topic_is_nobodys_question(anna: Person, ben: Person, forum: Chat) -> None:
    opening = ben.message(None, forum, forum_topic_created={"name": "Help", "icon_color": 1})
    thread = {"message_thread_id": 17, "is_topic_message": True}
    answer = await anna.ask("/ask what is the cat tax", forum, **thread, **reply_to(opening))
    assert answer.params["reply_parameters"]["message_id"] != opening["message_id"]


async def test_an_anonymous_admin_is_answered(anna: Person, api: BotApi, group: Chat) -> None:
    anna.user = ANONYMOUS
    answer = await anna.ask("/ask what is the cat tax", group, sender_chat=group.json())
    assert answer.text.startswith("What is the cat tax?")


async def test_somebody_who_writes_as_a_channel_is_answered(anna: Person, group: Chat) -> None:
    anna.user = CHANNEL_BOT
    answer = await anna.ask("/ask what is the cat tax", group, sender_chat=CHANNEL)
    assert answer.text.startswith("What is the cat tax?")


@pytest.mark.parametrize(
    "more",
    [
        {"from": TELEGRAM, "sender_chat": CHANNEL, "is_automatic_forward": True},
        {"from": {"id": 31, "is_bot": True, "first_name": "Other", "username": "OtherBot"}},
        {"via_bot": {"id": BOT_ID, "is_bot": True, "first_name": "Guide"}},
    ],
    ids=["linked channel", "other bot", "inline answer"],
)  # fmt: skip
async def test_what_no_person_wrote_here_stays_unanswered(
    anna: Person, api: BotApi, group: Chat, more: dict[str, Any]
) -> None:
    await anna.say("/ask what is the cat tax", group, **more)
    assert not await answers_in(api, group, anna)


async def test_a_sticker_is_passed_over_even_as_a_reply_to_the_bot(anna: Person, api: BotApi, group: Chat) -> None:
    answer = await anna.ask("/ask what is the cat tax", group)
    dice = {"emoji": "🎲", "value": 3}
    await anna.say(None, group, dice=dice, **reply_to(answer.result))
    assert len(await answers_in(api, group, anna)) == 1


async def test_a_command_in_the_caption_of_a_picture_is_answered(anna: Person, group: Chat) -> None:
    photo = [{"file_id": "1", "file_unique_id": "1", "width": 1, "height": 1}]
    answer = await anna.ask(None, group, photo=photo, caption="/ask what is the cat tax")
    assert answer.text.startswith("What is the cat tax?")


async def test_an_edited_question_changes_its_answer(anna: Person, api: BotApi, group: Chat) -> None:
    question = await anna.say("/ask what is the cat tax", group)
    await anna.answer()
    await anna.edit(question, "/ask why are so many people called momo")
    edit = await eventually(lambda: api.made("editMessageText"))
    assert edit[0].text.startswith("Why are so many people called momo?")


async def test_the_answer_to_a_deleted_question_is_still_given(anna: Person, api: BotApi, group: Chat) -> None:
    question = anna.message("/ask what is the cat tax", group)
    del group.messages[question["message_id"]]
    await api.deliver(api.update("message", question))
    assert "reply_to_message" not in (await anna.answer()).result


async def test_the_answer_follows_a_group_that_moved(anna: Person, api: BotApi) -> None:
    old, new = api.chat(-77, "group"), api.chat(-10077, "supergroup")
    old.moved_to = new.id
    answer = await anna.ask("/ask what is the cat tax", old)
    assert answer.params["chat_id"] == new.id


async def test_a_short_answer_is_not_folded(anna: Person, group: Chat) -> None:
    assert "<blockquote" not in (await anna.ask("/ask what is the cat tax", group)).params["text"]


async def test_a_long_answer_is_folded(anna: Person, group: Chat) -> None:
    assert "<blockquote expandable>" in (await anna.ask("/topic long-story", group)).params["text"]


async def test_an_answer_too_long_for_one_message_is_cut_and_goes_on_in_private(
    anna: Person, api: BotApi, group: Chat
) -> None:
    answer = await anna.ask("/topic endless-story", group)
    assert answer.text.count("Chapter") < 14
    assert answer.buttons[-1]["url"] == "https://t.me/RednoteGuideBot?start=t_endless-story"
    assert len(await answers_in(api, group, anna)) == 1


async def test_an_answer_leads_to_itself_in_private(anna: Person, group: Chat) -> None:
    answer = await anna.ask("/ask what is the cat tax", group)
    assert answer.buttons[-1] == {
        "text": "Ask me in private",
        "url": "https://t.me/RednoteGuideBot?start=t_cat-tax",
    }


async def test_the_client_language_is_not_told_to_a_group(api: BotApi, group: Chat) -> None:
    li = Person(api, 77, "Li", "zh-hans")
    assert (await li.ask("/topics", group)).text.startswith("What I know about")
