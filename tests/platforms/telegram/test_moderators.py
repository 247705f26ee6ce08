"""A moderator of a group walks through all that can be decided, over polling and webhook."""

from __future__ import annotations

import pytest

from bot.storage.memory import MemoryStore
from tests.platforms.telegram.moderating import Member
from tests.platforms.telegram.people import Person, eventually
from tests.platforms.telegram.server import BotApi

pytestmark = pytest.mark.usefixtures("patient")


async def test_the_overview_leads_everywhere(admin: Member) -> None:
    card = await admin.says("/guide")
    assert card.text.startswith("For moderators")
    assert card.labels == [
        "Settings",
        "Own answers",
        "New answer",
        "Asked in vain",
        "Figures",
        "Due for a check",
        "Who did what",
        "Export",
    ]


async def test_a_setting_is_changed_by_buttons(admin: Member, member: Member) -> None:
    await admin.says("/guide")
    await admin.presses("Settings")
    await admin.presses("listen")
    assert "never" in (await admin.presses("never")).text
    await member.person.say("@RednoteGuideBot what is the cat tax", member.chat)
    await member.person.settle()
    assert admin.cards()[-1].text.startswith("Settings")


async def test_a_setting_is_written_as_a_reply(admin: Member) -> None:
    await admin.says("/guide set cooldown")
    card = await admin.answers_last("60")
    assert "60" in card.text
    assert admin.questions()[0].result["message_id"] not in admin.chat.messages


async def test_a_wrong_value_is_explained(admin: Member) -> None:
    await admin.says("/guide set cooldown")
    assert "does not fit" in (await admin.answers_last("soon")).text


async def test_an_answer_is_written_saved_and_published(admin: Member, member: Member) -> None:
    form = await admin.writes()
    assert "Where are the rules of this group?" in form.text
    draft = await admin.presses("Save")
    assert draft.text.startswith("Where are the rules of this group?")
    assert "<b>pinned</b>" in draft.params["text"]
    await admin.presses("Publish")
    answer = await member.says("/ask where can i read the group rules")
    assert "pinned at the top" in answer.text


async def test_a_draft_is_for_nobody_but_moderators(admin: Member, member: Member) -> None:
    await admin.writes()
    await admin.presses("Save")
    assert "pinned" not in (await member.says("/ask where can i read the group rules")).text


async def test_a_form_asks_for_one_field_after_the_other(admin: Member) -> None:
    await admin.writes()
    asked = [call.text.splitlines()[0] for call in admin.questions()]
    assert asked == ["✎ Title", "✎ The answer", "✎ Questions, one a line"]


async def test_formatting_of_an_answer_is_kept(admin: Member) -> None:
    form = await admin.writes()
    await admin.person.press(form.result, "The answer")
    question, known = await admin.question(), len(admin.cards())
    await admin.replies(question, "Look at the pins.", entities=[{"type": "bold", "offset": 12, "length": 4}])
    await admin.card_after(known)
    assert "<b>pins</b>" in (await admin.presses("Save")).params["text"]


async def test_a_field_of_a_form_is_changed_before_it_is_saved(admin: Member) -> None:
    await admin.writes()
    await admin.person.press(admin.cards()[-1].result, "Title")
    form = await admin.answers_last("House rules")
    assert "House rules" in form.text
    assert (await admin.presses("Save")).text.startswith("House rules")


async def test_a_field_that_may_be_empty_is_emptied(admin: Member, store: MemoryStore) -> None:
    await admin.says("/guide set welcome_text Hello all")
    await admin.says("/guide set welcome_text")
    question = await admin.question()
    assert "Hello all" in question.text
    await admin.answers_last("-")
    assert "welcome_text" not in (await store.kept("telegram:-100123")).settings


async def test_what_is_not_sound_is_mended_in_the_form(admin: Member) -> None:
    await admin.writes(answer="Read <b>this</b> [here](javascript:alert)")
    form = await admin.presses("Save")
    assert "not saved yet" in form.text
    await admin.person.press(form.result, "The answer")
    await admin.answers_last("Read what is pinned.")
    assert "Saved as a draft" in (await admin.presses("Save")).text


async def test_a_published_answer_is_tested_with_scores(admin: Member) -> None:
    await admin.publishes()
    card = await admin.says("/guide test where can i read the group rules")
    assert "these are the very words" in card.text


async def test_a_question_to_test_is_asked_for(admin: Member) -> None:
    await admin.says("/guide test")
    assert "Test: what is the cat tax" in (await admin.answers_last("what is the cat tax")).text


async def test_a_published_answer_is_edited_from_its_text(admin: Member, member: Member) -> None:
    await admin.publishes()
    await admin.presses("Edit")
    await admin.person.press(admin.cards()[-1].result, "The answer")
    assert "They are **pinned** at the top." in (await admin.question()).text
    await admin.answers_last("They are on the wall.")
    await admin.presses("Save")
    await admin.presses("Publish")
    assert "on the wall" in (await member.says("/ask where can i read the group rules")).text


async def test_a_shipped_topic_is_hidden_and_shown_again(admin: Member, member: Member) -> None:
    await admin.says("/guide answer cat-tax")
    await admin.presses("Hide here")
    assert not (await member.says("/topic cat-tax")).text.startswith("What is the cat tax?")
    await admin.says("/guide answer cat-tax")
    await admin.presses("Show again")
    assert (await member.says("/topic cat-tax")).text.startswith("What is the cat tax?")


async def test_a_question_asked_in_vain_is_passed_on_and_answered(admin: Member, member: Member) -> None:
    await admin.says("/guide set gaps_from 1")
    unknown = await member.says("/ask how warm is the sea in june")
    assert "how warm is the sea in june" in unknown.text
    assert "Thank you" in (await member.presses("Pass it on")).text
    await admin.says("/guide gaps")
    await admin.presses("1 × how warm is the sea in june")
    await admin.presses("Write an answer")
    await admin.answers("Twenty degrees, most years.")
    form = admin.cards()[-1]
    form = await admin.card_after(admin.cards().index(form) + 1)
    assert "how warm is the sea in june" in form.text
    await admin.presses("Save")
    await admin.presses("Publish")
    assert "Twenty degrees" in (await member.says("/ask how warm is the sea in june")).text


async def test_a_question_asked_in_vain_becomes_a_wording_with_one_tap(admin: Member, member: Member) -> None:
    await admin.says("/guide set gaps_from 1")
    await member.says("/ask why do they demand felines from foreigners")
    await member.presses("Pass it on")
    await admin.says("/guide gaps")
    card = await admin.presses("1 × why do they demand felines from foreigners")
    await admin.presses(next(label for label in card.labels if label.startswith("Belongs to")))
    answer = await member.says("/ask why do they demand felines from foreigners")
    assert "Helpful" in answer.labels


async def test_a_question_asked_in_vain_is_ignored_with_one_tap(admin: Member, member: Member) -> None:
    await admin.says("/guide set gaps_from 1")
    await member.says("/ask how warm is the sea in june")
    await member.presses("Pass it on")
    await admin.says("/guide gap 1 ignore")
    assert "how warm" not in " ".join((await admin.says("/guide gaps")).labels)


async def test_opinions_stand_in_one_row_and_are_counted_without_changing_the_answer(
    admin: Member, member: Member
) -> None:
    answer = await member.says("/ask what is the cat tax")
    rows = answer.params["reply_markup"]["inline_keyboard"]
    assert ["Helpful", "Not helpful", "Wrong or outdated"] in [[button["text"] for button in row] for row in rows]
    assert "that is counted" in await member.presses_in_vain("Helpful", answer)
    card = await admin.says("/guide stats")
    assert "100 %" in card.text


async def test_figures_are_a_picture_with_the_text_as_its_caption(admin: Member, member: Member) -> None:
    await member.says("/ask what is the cat tax")
    await admin.says("/guide")
    card = await admin.presses("Figures")
    assert card.method == "sendPhoto"
    assert "1 questions" in card.text
    assert (await admin.presses("Overview", card)).method == "sendMessage"


async def test_the_trail_says_who_did_what(admin: Member) -> None:
    await admin.says("/guide set listen never")
    assert "listen: never" in (await admin.says("/guide log")).text


async def test_what_grows_old_is_listed(admin: Member) -> None:
    assert "Due for a new check" in (await admin.says("/guide stale")).text


async def test_an_export_goes_to_the_moderator_alone(admin: Member, api: BotApi) -> None:
    await admin.says("/guide")
    await admin.presses("Export")
    (sent,) = api.made("sendDocument")
    assert sent.params["chat_id"] == admin.person.id


async def test_an_export_waits_until_the_moderator_opened_the_private_chat(admin: Member, api: BotApi) -> None:
    admin.person.private.blocked = True
    card = await admin.says("/guide export")
    assert "private chat first" in card.text
    assert card.labels == ["Ask me in private"]
    assert not api.made("sendDocument")


async def test_an_export_of_one_group_is_imported_in_another(
    admin: Member, api: BotApi, anna: Person, ben: Person
) -> None:
    await admin.publishes()
    await admin.says("/guide export")
    (sent,) = await eventually(lambda: api.made("sendDocument"))
    api.files["f1"] = sent.params["document"]
    other = Member(anna, api.chat(-100999, "supergroup"))
    file = {"file_id": "f1", "file_unique_id": "f1", "file_name": "export.zip", "file_size": len(api.files["f1"])}
    assert "Imported" in (await other.says(None, document=file, caption="/guide import")).text
    newcomer = Member(ben, other.chat, "member")
    assert "pinned at the top" in (await newcomer.says("/ask where can i read the group rules")).text


async def test_a_file_is_imported_as_a_reply_to_the_question_for_it(admin: Member, api: BotApi) -> None:
    api.files["f1"] = b"- not an answer"
    file = {"file_id": "f1", "file_unique_id": "f1", "file_name": "rules.yaml", "file_size": 15}
    await admin.says("/guide import")
    question, known = await admin.question(), len(admin.cards())
    await admin.replies(question, None, document=file)
    assert "Nothing was imported" in (await admin.card_after(known)).text


async def test_moderation_has_no_way_into_a_private_chat(admin: Member) -> None:
    assert "Ask me in private" not in (await admin.says("/guide settings")).labels


async def test_moderators_find_the_command_in_help(admin: Member, member: Member) -> None:
    assert "/guide" in (await admin.says("/help")).text
    assert "/guide" not in (await member.says("/help")).text


async def test_telegram_is_asked_once_who_may_while_a_moderator_presses_on(admin: Member, api: BotApi) -> None:
    await admin.says("/guide")
    await admin.presses("Settings")
    await admin.presses("listen")
    assert api.attempts["getChatMember"] == 1


async def test_what_is_wrong_with_a_form_is_said_in_the_group_s_language(admin: Member) -> None:
    await admin.says("/guide set language zh-Hans")
    await admin.writes(questions="what is the cat tax")
    assert "已经是话题“cat-tax”的问法" in (await admin.presses("保存")).text
