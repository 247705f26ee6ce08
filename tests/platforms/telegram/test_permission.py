"""Who may moderate a group on Telegram, asked anew whenever somebody tries, and nobody for another group."""

from __future__ import annotations

import pytest

from bot.core.commands.guide.ways import WORDS
from bot.storage.memory import MemoryStore
from bot.telegram import moderators
from bot.telegram.service import TelegramService
from tests.platforms.telegram.moderating import Member
from tests.platforms.telegram.people import Person
from tests.platforms.telegram.server import BotApi, Chat, Fault

HERE, ELSEWHERE = "telegram:-100123", "telegram:-100999"

EVERYTHING = [
    "/guide",
    *(f"/guide {word}" for word in WORDS),
    "/guide set listen never",
    "/guide hide cat-tax",
    "/guide answer new",
    "/guide answer rules remove 1",
    "/guide gap 1 ignore",
    "/guide test what is the cat tax",
]


@pytest.fixture
def mode() -> str:
    return "polling"


@pytest.fixture(autouse=True)
def _asked_each_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(moderators, "CHECKED_FOR", 0.0)


@pytest.fixture(autouse=True)
def _served(_asked_each_time: None, patient: TelegramService) -> None:
    """A bot that looks anew each time."""


async def test_nobody_without_permission_gets_in_by_a_command(
    member: Member, api: BotApi, store: MemoryStore, group: Chat
) -> None:
    for text in EVERYTHING:
        assert (await member.says(text)).text.endswith("Only moderators can do this."), text
    assert not api.made("sendDocument")
    assert not member.questions()
    assert not (await store.kept(HERE)).settings


async def test_nobody_without_permission_gets_in_by_a_button(admin: Member, member: Member, store: MemoryStore) -> None:
    card = await admin.says("/guide")
    shown = len(admin.cards())
    for text in EVERYTHING:
        assert await member.tries(card, f"e{text}") == "Only moderators can do this."
    await member.person.settle()
    assert len(admin.cards()) == shown, "the moderators' card stays as it is"
    assert not (await store.kept(HERE)).settings
    assert not await store.acts(HERE, 9)


async def test_a_form_is_for_the_moderator_who_opened_it(admin: Member, member: Member, store: MemoryStore) -> None:
    await admin.says("/guide set cooldown")
    question = await admin.question()
    shown = len(admin.cards())
    await member.replies(question, "99")
    await member.person.settle()
    assert len(admin.cards()) == shown
    assert "Only moderators" in await member.presses_in_vain("Cancel")
    assert "60" in (await admin.answers_last("60")).text
    assert (await store.kept(HERE)).settings == {"cooldown": "60"}


async def test_who_is_a_moderator_elsewhere_only_gets_in_by_no_button(
    admin: Member, ben: Person, api: BotApi, store: MemoryStore, group: Chat
) -> None:
    Member(ben, api.chat(-100999, "supergroup"))
    card = await admin.says("/guide set listen")
    stranger = Member(ben, group, "member")
    assert "Only moderators" in await stranger.presses_in_vain("never", card)
    assert not (await store.kept(HERE)).settings


async def test_a_button_of_another_group_is_about_the_group_where_it_is_pressed(
    admin: Member, ben: Person, api: BotApi, store: MemoryStore
) -> None:
    await admin.publishes()
    stranger = Member(ben, api.chat(-100999, "supergroup"))
    own = await stranger.says("/guide")
    before = await store.kept(HERE)
    (name,) = before.answers
    version = before.answers[name].version
    for text in (
        "/guide set listen never",
        "/guide hide cat-tax",
        f"/guide answer {name} remove {version}",
        f"/guide answer {name} offline {version}",
        f"/guide answer {name}",
        f"/guide answer {name} earlier",
    ):
        await stranger.tries(own, f"e{text}")
    await stranger.person.settle()
    assert await store.kept(HERE) == before
    assert not any("pinned" in card.text for card in stranger.cards())


async def test_the_form_of_another_group_takes_no_lines_from_here(
    admin: Member, ben: Person, api: BotApi, store: MemoryStore
) -> None:
    await admin.says("/guide set cooldown")
    question = await admin.question()
    stranger = Member(ben, api.chat(-100999, "supergroup"))
    await stranger.replies(question, "99")
    await stranger.person.settle()
    assert not (await store.kept(HERE)).settings
    assert not (await store.kept(ELSEWHERE)).settings


async def test_a_moderator_in_a_private_chat_is_sent_to_their_group(admin: Member, anna: Person) -> None:
    assert "the group that you moderate" in (await anna.ask("/guide settings")).text


async def test_the_owner_of_a_group_may(anna: Person, group: Chat) -> None:
    owner = Member(anna, group, "creator")
    assert (await owner.says("/guide")).text.startswith("For moderators")


@pytest.mark.parametrize("status", ["member", "restricted", "left", "kicked"])
async def test_a_moderator_who_is_none_any_more_may_not(admin: Member, status: str) -> None:
    await admin.says("/guide")
    admin.is_now("member" if status == "restricted" else status)
    assert "Only moderators" in await admin.presses_in_vain("Settings")


async def test_whoever_the_group_named_may_as_long_as_they_are_there(
    admin: Member, member: Member, store: MemoryStore
) -> None:
    await admin.says(f"/guide set moderator_roles {member.person.id}")
    assert (await member.says("/guide settings")).text.startswith("Settings")
    member.is_now("left")
    assert "Only moderators" in (await member.says("/guide settings")).text


async def test_where_members_are_hidden_the_list_of_admins_decides(admin: Member, member: Member, group: Chat) -> None:
    group.hides_members = True
    assert (await admin.says("/guide")).text.startswith("For moderators")
    assert "Only moderators" in (await member.says("/guide")).text


async def test_while_telegram_cannot_say_who_may_nobody_may(admin: Member, api: BotApi, store: MemoryStore) -> None:
    api.fail("getChatMember", Fault(500))
    card = await admin.says("/guide set listen never")
    assert "went wrong" in card.text
    assert not (await store.kept(HERE)).settings


async def test_an_anonymous_admin_may(admin: Member, store: MemoryStore) -> None:
    admin.hides()
    await admin.says("/guide")
    await admin.presses("Settings")
    await admin.presses("cooldown")
    await admin.answers_last("60")
    assert (await store.kept(HERE)).settings == {"cooldown": "60"}


async def test_an_anonymous_admin_fills_in_a_form_that_they_opened_by_a_command(
    admin: Member, store: MemoryStore
) -> None:
    admin.hides()
    await admin.writes()
    await admin.presses("Save")
    assert (await store.kept(HERE)).answers


async def test_who_writes_as_a_channel_may_not(member: Member) -> None:
    channel = {"id": -100777, "type": "channel", "title": "News"}
    assert "Only moderators" in (await member.says("/guide", sender_chat=channel)).text


async def test_the_anonymous_admin_of_another_group_may_not(member: Member) -> None:
    other = {"id": -100999, "type": "supergroup", "title": "Others"}
    assert "Only moderators" in (await member.says("/guide", sender_chat=other)).text


async def test_two_moderators_edit_the_same_answer_and_nobodys_work_is_lost(
    admin: Member, ben: Person, group: Chat, store: MemoryStore
) -> None:
    other = Member(ben, group)
    await admin.publishes()
    (name,) = (await store.kept(HERE)).answers
    mine = await admin.says(f"/guide answer {name} edit")
    theirs = await other.says(f"/guide answer {name} edit")
    await other.person.press(theirs.result, "The answer")
    await other.answers_last("Theirs.")
    await other.presses("Save")
    await admin.person.press(mine.result, "The answer")
    await admin.answers_last("Mine.")
    card = await admin.presses("Save")
    assert card.text.startswith("Somebody saved before you")
    assert "Theirs." in card.text
    assert "Mine." in (await admin.presses("Use mine instead")).text
    texts = [each.topic.answer["en"] for each in await store.earlier(HERE, name)]
    assert "Theirs." in texts
