"""Forms that are cancelled, that nobody finishes, that are opened twice."""

from __future__ import annotations

import pytest

from bot.storage.memory import MemoryStore
from bot.telegram import dialogues
from bot.telegram.pace import Pace
from bot.telegram.service import TelegramService
from tests.platforms.telegram.conftest import Start
from tests.platforms.telegram.moderating import ANSWER, Member
from tests.platforms.telegram.people import Person, eventually
from tests.platforms.telegram.server import BotApi, Chat

HERE = "telegram:-100123"


@pytest.fixture
def mode() -> str:
    return "polling"


@pytest.fixture
def admin(patient: TelegramService, anna: Person, group: Chat) -> Member:
    return Member(anna, group)


async def test_a_form_is_cancelled_by_its_button(admin: Member, store: MemoryStore) -> None:
    await admin.says("/guide answer new")
    await admin.answers(ANSWER["title"])
    second = await admin.question()
    assert "Nothing was changed" in (await admin.presses("Cancel")).text
    assert second.result["message_id"] not in admin.chat.messages
    assert not (await store.kept(HERE)).answers


async def test_a_form_is_cancelled_by_a_word(admin: Member) -> None:
    await admin.says("/guide set cooldown")
    assert "Nothing was changed" in (await admin.answers_last("/cancel")).text


async def test_a_line_for_a_form_that_was_cancelled_changes_nothing(admin: Member, store: MemoryStore) -> None:
    await admin.says("/guide set cooldown")
    question = await admin.question()
    await admin.presses("Cancel")
    known = len(admin.cards())
    await admin.replies(question, "60")
    assert "not open any more" in (await admin.card_after(known)).text
    assert not (await store.kept(HERE)).settings


async def test_a_form_that_nobody_goes_on_with_expires(
    monkeypatch: pytest.MonkeyPatch, start: Start, anna: Person, group: Chat, store: MemoryStore
) -> None:
    monkeypatch.setattr(dialogues, "OPEN_FOR", 0.0)
    await start(pace=Pace(overall_max_rate=0, group_max_rate=0))
    admin = Member(anna, group)
    card = await admin.says("/guide set cooldown")
    assert "not open any more" in (await admin.answers_last("60")).text
    assert "not open any more" in await admin.presses_in_vain("Cancel", card)
    assert not (await store.kept(HERE)).settings


async def test_after_a_restart_a_form_says_that_it_is_over(start: Start, anna: Person, group: Chat) -> None:
    service = await start()
    admin = Member(anna, group)
    await admin.says("/guide set cooldown")
    await admin.question()
    await service.stop()
    await start()
    assert "not open any more" in (await admin.answers_last("60")).text


async def test_a_second_form_closes_the_first(admin: Member) -> None:
    first = await admin.says("/guide set cooldown")
    question = await admin.question()
    await admin.says("/guide set gaps_from")
    await eventually(lambda: question.result["message_id"] not in admin.chat.messages)
    assert "not open any more" in await admin.presses_in_vain("Cancel", first)


async def test_the_form_of_another_moderator_is_theirs(admin: Member, ben: Person) -> None:
    card = await admin.says("/guide set cooldown")
    other = Member(ben, admin.chat)
    assert "not yours" in await other.presses_in_vain("Cancel", card)


async def test_what_is_written_beside_a_form_is_no_part_of_it(admin: Member, store: MemoryStore) -> None:
    await admin.says("/guide set cooldown")
    await admin.question()
    answer = await admin.says("/ask what is the cat tax")
    assert answer.text.startswith("What is the cat tax?")
    await admin.answers_last("60")
    assert (await store.kept(HERE)).settings == {"cooldown": "60"}


async def test_a_command_as_a_reply_to_a_question_is_a_command(admin: Member, store: MemoryStore) -> None:
    await admin.says("/guide set welcome_text")
    question = await admin.question()
    answer = await admin.says("/ask what is the cat tax", reply_to_message=question.result)
    assert answer.text.startswith("What is the cat tax?")
    assert not (await store.kept(HERE)).settings


async def test_a_line_that_is_too_long_is_asked_for_again(admin: Member) -> None:
    await admin.says("/guide answer new")
    await admin.answers("x" * 81)
    assert "at most 80 characters" in (await admin.question()).text
    await admin.answers(ANSWER["title"])
    assert (await admin.question()).text.startswith("✎ The answer")


async def test_a_form_is_not_saved_before_all_that_is_needed_is_there(admin: Member, store: MemoryStore) -> None:
    card = await admin.says("/guide answer new")
    await admin.question()
    asked = len(admin.questions())
    await admin.person.press(card.result, "Save")
    await eventually(lambda: len(admin.questions()) > asked)
    assert not (await store.kept(HERE)).answers


async def test_a_question_is_a_reply_box_for_the_moderator_alone(admin: Member) -> None:
    await admin.says("/guide set cooldown")
    box = (await admin.question()).params["reply_markup"]
    assert box["force_reply"]
    assert box["selective"]


async def test_a_form_stays_in_its_forum_topic(patient: TelegramService, anna: Person, api: BotApi) -> None:
    forum = api.chat(-100456, "supergroup", forum=True, topics=(17,))
    admin = Member(anna, forum)
    admin.more = {"message_thread_id": 17, "is_topic_message": True}
    await admin.says("/guide set cooldown")
    assert (await admin.question()).params["message_thread_id"] == 17
    assert (await admin.answers_last("60")).params["message_thread_id"] == 17
