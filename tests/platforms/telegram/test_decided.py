"""What the moderators of a group decided takes effect there, and nowhere else."""

from __future__ import annotations

import asyncio

import pytest

from bot.core.community.model import Act
from bot.core.guide import Guide
from bot.storage.memory import MemoryStore
from bot.telegram.handlers import welcome
from bot.telegram.service import TelegramService
from tests.platforms.telegram.conftest import Start, Today
from tests.platforms.telegram.moderating import Member
from tests.platforms.telegram.people import Person, eventually
from tests.platforms.telegram.server import BOT_ID, BotApi, Call, Chat, Json, as_member

HERE = "telegram:-100123"
QUESTION = "what is the cat tax"


@pytest.fixture
def mode() -> str:
    return "polling"


@pytest.fixture
def member(patient: TelegramService, ben: Person, group: Chat) -> Member:
    return Member(ben, group, "member")


async def decide(store: MemoryStore, community: str = HERE, **settings: str) -> None:
    for key, value in settings.items():
        await store.keep_setting(community, key, value, Act("telegram:1", "set", key))


async def seen(member: Member) -> list[Call]:
    """What the bot said in the group, once it has dealt with everything."""
    await member.person.settle()
    return member.cards()


def in_topic(number: int) -> Json:
    return {"message_thread_id": number, "is_topic_message": True}


@pytest.fixture
def forum(api: BotApi) -> Chat:
    return api.chat(-100456, "supergroup", forum=True, topics=(17, 18))


async def test_it_speaks_only_in_the_topics_that_were_named(
    member: Member, forum: Chat, ben: Person, store: MemoryStore
) -> None:
    await decide(store, "telegram:-100456", speak_in="17")
    there = Member(ben, forum, "member")
    await ben.say(f"/ask {QUESTION}", forum, **in_topic(18))
    await ben.say(f"/ask {QUESTION}", forum)
    assert not await seen(there)
    assert (await there.says(f"/ask {QUESTION}", **in_topic(17))).text.startswith("What is the cat tax?")


@pytest.mark.parametrize(
    ("place", "kept"),
    [
        ("here", "17"),
        ("https://t.me/c/456/18", "18"),
        ("17, https://t.me/newcomers/18/99", "17, 18"),
    ],
)
async def test_topics_are_named_by_where_one_is_and_by_links(
    member: Member, forum: Chat, anna: Person, store: MemoryStore, place: str, kept: str
) -> None:
    admin = Member(anna, forum)
    await admin.says(f"/guide set speak_in {place}", **in_topic(17))
    assert (await store.kept("telegram:-100456")).settings["speak_in"] == kept


async def test_a_form_knows_here_as_well(member: Member, forum: Chat, anna: Person, store: MemoryStore) -> None:
    admin = Member(anna, forum)
    await admin.says("/guide set speak_in")
    await admin.answers_last("here")
    assert (await store.kept("telegram:-100456")).settings["speak_in"] == "1"


async def test_moderators_are_heard_where_nobody_else_is(
    member: Member, forum: Chat, anna: Person, store: MemoryStore
) -> None:
    await decide(store, "telegram:-100456", speak_in="17")
    admin = Member(anna, forum)
    await admin.says("/guide set speak_in everywhere", **in_topic(18))
    assert (await admin.says(f"/ask {QUESTION}", **in_topic(18))).text.startswith("What is the cat tax?")


async def test_never_leaves_commands_alone(member: Member, store: MemoryStore) -> None:
    await decide(store, listen="never")
    await member.person.say(f"@RednoteGuideBot {QUESTION}", member.chat)
    assert not await seen(member)
    assert (await member.says(f"/ask {QUESTION}")).text.startswith("What is the cat tax?")


async def test_what_is_said_to_nobody_is_answered_only_where_that_was_decided(
    member: Member, store: MemoryStore
) -> None:
    await member.person.say(QUESTION, member.chat)
    assert not await seen(member)
    await decide(store, listen="sure")
    assert (await member.says(QUESTION)).text.startswith("What is the cat tax?")


async def test_chatter_gets_no_answer(member: Member, store: MemoryStore) -> None:
    await decide(store, listen="sure")
    await member.person.say("see you all tomorrow at the station", member.chat)
    assert not await seen(member)


async def test_after_an_answer_that_nobody_asked_for_it_rests(member: Member, store: MemoryStore) -> None:
    await decide(store, listen="sure", cooldown="600")
    await member.says(QUESTION)
    await member.person.say(QUESTION, member.chat)
    assert len(await seen(member)) == 1
    assert await member.says(f"/ask {QUESTION}")


async def test_whoever_wants_no_such_answers_gets_none(member: Member, store: MemoryStore) -> None:
    await decide(store, listen="sure")
    await member.says(QUESTION)
    assert await member.presses_in_vain("Leave my messages alone")
    await member.person.say(QUESTION, member.chat)
    assert len(await seen(member)) == 1


async def test_a_private_answer_is_given_in_private(member: Member, store: MemoryStore) -> None:
    await decide(store, private_answers="on")
    answer = await member.says(f"/ask {QUESTION}")
    assert answer.text == "What is the cat tax?"
    assert answer.buttons == [{"text": "Ask me in private", "url": "https://t.me/RednoteGuideBot?start=t_cat-tax"}]


async def test_moderators_see_their_cards_even_where_answers_are_private(
    member: Member, anna: Person, group: Chat, store: MemoryStore
) -> None:
    await decide(store, private_answers="on")
    assert "Settings" in (await Member(anna, group).says("/guide")).labels


async def test_a_command_that_is_off_gets_a_kind_line(member: Member, store: MemoryStore) -> None:
    await decide(store, commands_off="slang")
    assert "switched this off here" in (await member.says("/slang yyds")).text


async def test_another_group_is_not_concerned(member: Member, api: BotApi, ben: Person, store: MemoryStore) -> None:
    await decide(store, listen="never", commands_off="slang", private_answers="on")
    other = Member(ben, api.chat(-100999, "supergroup"), "member")
    assert "Helpful" in (await other.says(f"@RednoteGuideBot {QUESTION}")).labels
    assert "switched this off" not in (await other.says("/slang yyds")).text


async def test_in_private_nothing_of_it_counts(member: Member, store: MemoryStore, ben: Person) -> None:
    await decide(store, private_answers="on", listen="never")
    assert "picture of their cat" in (await ben.ask(QUESTION)).text


@pytest.fixture
def _short_pause(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(welcome, "PAUSE", 0.2)


@pytest.mark.usefixtures("_short_pause")
async def test_newcomers_are_welcomed_where_the_moderators_want_it(member: Member, store: MemoryStore) -> None:
    await decide(store, welcome="on")
    assert (await member.says(None, new_chat_members=[member.person.user])).text.startswith("Welcome!")


@pytest.mark.usefixtures("_short_pause")
async def test_a_group_may_switch_off_what_the_operator_switched_on(
    start: Start, anna: Person, group: Chat, store: MemoryStore
) -> None:
    await start(welcome=True)
    await decide(store, welcome="off")
    admin = Member(anna, group)
    await anna.say(None, group, new_chat_members=[anna.user])
    await asyncio.sleep(0.4)
    assert not await seen(admin)

    await admin.says("/guide set welcome")
    assert admin.cards()[-1].labels[:3] == ["default", "on", "off"]
    await admin.presses("default")
    assert (await admin.says(None, new_chat_members=[anna.user])).text.startswith("Welcome!")


async def test_public_is_what_a_group_sees_by_default_too(member: Member, store: MemoryStore) -> None:
    await decide(store, private_answers="public")
    assert "picture of their cat" in (await member.says(f"/ask {QUESTION}")).text


@pytest.mark.usefixtures("_short_pause")
async def test_newcomers_are_told_what_the_moderators_wrote(member: Member, store: MemoryStore) -> None:
    await decide(store, welcome="on", welcome_text="Read **the rules** <first>.")
    card = await member.says(None, new_chat_members=[member.person.user])
    assert "Read the rules <first>." in card.text
    assert card.buttons[0]["url"].endswith("?start=tour_1")


async def test_what_was_decided_is_kept_for_a_while_after_the_bot_had_to_go(
    start: Start, guide: Guide, api: BotApi, anna: Person, group: Chat
) -> None:
    noted: list[str] = []

    class Noting(MemoryStore):
        async def community_left(self, community: str) -> None:
            noted.append(f"left {community}")

        async def community_joined(self, community: str) -> None:
            noted.append(f"joined {community}")

    await start(use=Guide(guide.knowledge, Noting(), Today()))
    await membership(api, anna, group.json(), "member", "kicked")
    await membership(api, anna, group.json(), "kicked", "member")
    await membership(api, anna, group.json(), "member", "administrator")
    await membership(api, anna, anna.private.json(), "member", "kicked")
    await anna.settle()
    await eventually(lambda: noted == [f"left {HERE}", f"joined {HERE}"])


async def membership(api: BotApi, person: Person, chat: Json, before: str, after: str) -> None:
    """Somebody changes what the bot is in a chat."""
    change = {
        "chat": chat,
        "from": person.user,
        "date": 1_700_000_000,
        "old_chat_member": as_member(BOT_ID, before),
        "new_chat_member": as_member(BOT_ID, after),
    }
    await api.deliver(api.update("my_chat_member", change))
