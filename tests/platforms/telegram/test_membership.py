"""Groups that become supergroups, and groups that put us out while we did not listen."""

from __future__ import annotations

import pytest

from bot.core.community.model import Act
from bot.core.guide import Guide
from bot.storage.memory import MemoryStore
from tests.platforms.telegram.conftest import Start, Today
from tests.platforms.telegram.moderating import Member
from tests.platforms.telegram.people import Person, eventually
from tests.platforms.telegram.server import BotApi, Chat, Fault, Json

OLD, NEW = "telegram:-42", "telegram:-100777"
QUESTION = "what is the cat tax"


@pytest.fixture
def mode() -> str:
    return "polling"


@pytest.fixture
def old(api: BotApi) -> Chat:
    return api.chat(-42, "group")


@pytest.fixture
def new(api: BotApi) -> Chat:
    return api.chat(-100777, "supergroup")


@pytest.fixture
async def decided(store: MemoryStore) -> None:
    await store.keep_setting(OLD, "cooldown", "5", Act("telegram:1", "set", "cooldown: 5"))


@pytest.mark.usefixtures("patient")
@pytest.mark.parametrize("order", ["to", "from", "to from", "from to", "to from to from"])
async def test_a_supergroup_goes_on_with_what_the_group_decided(
    anna: Person, old: Chat, new: Chat, store: MemoryStore, decided: None, order: str
) -> None:
    said: dict[str, tuple[Chat, Json]] = {
        "to": (old, {"migrate_to_chat_id": new.id}),
        "from": (new, {"migrate_from_chat_id": old.id}),
    }
    for direction in order.split():
        chat, more = said[direction]
        await anna.say(None, chat, **more)
    await anna.settle()
    assert (await store.kept(NEW)).settings == {"cooldown": "5"}
    assert not (await store.kept(OLD)).settings
    assert [act.about for act in await store.acts(NEW, 10)] == ["cooldown: 5"]


@pytest.mark.usefixtures("patient")
async def test_a_message_that_no_longer_reaches_the_group_moves_it(
    ben: Person, api: BotApi, old: Chat, new: Chat, store: MemoryStore, decided: None
) -> None:
    old.moved_to = new.id
    await ben.say(f"/ask {QUESTION}", old)
    await eventually(lambda: [call for call in api.made("sendMessage") if call.params["chat_id"] == new.id])
    assert (await store.kept(NEW)).settings == {"cooldown": "5"}


@pytest.mark.usefixtures("patient")
async def test_a_press_under_a_card_of_the_old_group_is_answered_in_the_new_one(
    anna: Person, api: BotApi, old: Chat, new: Chat, store: MemoryStore, decided: None
) -> None:
    card = await Member(anna, old).says("/guide")
    old.moved_to = new.id
    await anna.press_data(card.result, "/topic momo")
    answers = await eventually(lambda: [call for call in api.made("sendMessage") if call.params["chat_id"] == new.id])
    assert "momo" in answers[0].text
    assert (await store.kept(NEW)).settings == {"cooldown": "5"}


@pytest.mark.usefixtures("patient")
async def test_an_own_answer_is_given_in_the_supergroup(anna: Person, old: Chat, new: Chat) -> None:
    await Member(anna, old).publishes()
    await anna.say(None, old, migrate_to_chat_id=new.id)
    await anna.settle()
    answer = await Member(anna, new).says("/ask where can i read the group rules")
    assert "pinned at the top" in answer.text


class Gates(MemoryStore):
    """A store that notes who comes and goes."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []

    async def community_left(self, community: str) -> None:
        self.seen.append(f"left {community}")

    async def community_joined(self, community: str) -> None:
        self.seen.append(f"joined {community}")


@pytest.fixture
async def gates(start: Start, guide: Guide) -> Gates:
    """What is noted by a running bot."""
    store = Gates()
    await start(use=Guide(guide.knowledge, store, Today()))
    return store


@pytest.mark.parametrize(
    "fault",
    [
        Fault(403, "Forbidden: bot was kicked from the supergroup chat"),
        Fault(403, "Forbidden: bot is not a member of the supergroup chat"),
        Fault(403, "Forbidden: the group chat was deleted"),
        Fault(400, "Bad Request: chat not found"),
    ],
    ids=["kicked", "not a member", "deleted", "not found"],
)
async def test_a_group_that_does_not_take_an_answer_because_we_are_out_is_left(
    gates: Gates, anna: Person, api: BotApi, group: Chat, fault: Fault
) -> None:
    api.fail("sendMessage", fault)
    await anna.say(f"/ask {QUESTION}", group)
    await eventually(lambda: gates.seen == ["joined telegram:-100123", "left telegram:-100123"])


@pytest.mark.parametrize(
    "fault",
    [
        Fault(400, "Bad Request: not enough rights to send text messages to the chat"),
        Fault(403, "Forbidden: CHAT_WRITE_FORBIDDEN"),
        Fault(400, "Bad Request: TOPIC_CLOSED"),
        Fault(400, "Bad Request: message thread not found"),
    ],
    ids=["rights", "write", "topic", "thread"],
)
async def test_a_group_where_we_may_only_not_write_is_not(
    gates: Gates, anna: Person, api: BotApi, group: Chat, fault: Fault
) -> None:
    api.fail("sendMessage", fault)
    await anna.say(f"/ask {QUESTION}", group)
    await eventually(lambda: api.attempts["sendMessage"])
    await anna.settle()
    assert gates.seen == ["joined telegram:-100123"]


async def test_a_person_who_blocked_us_is_no_group(gates: Gates, anna: Person, api: BotApi) -> None:
    anna.private.blocked = True
    await anna.say(QUESTION)
    await eventually(lambda: api.attempts["sendMessage"])
    await anna.settle()
    assert gates.seen == []


async def test_whoever_writes_in_a_group_that_was_left_shows_that_we_are_there(
    gates: Gates, anna: Person, api: BotApi, group: Chat
) -> None:
    api.fail("sendMessage", Fault(403, "Forbidden: bot was kicked from the supergroup chat"))
    for text in (f"/ask {QUESTION}", "good morning", "good evening"):
        await anna.say(text, group)
    here = "telegram:-100123"
    await eventually(lambda: gates.seen == [f"joined {here}", f"left {here}", f"joined {here}"])


async def test_a_card_that_cannot_be_changed_because_we_are_out_tells_it_too(
    gates: Gates, anna: Person, api: BotApi, group: Chat
) -> None:
    card = await anna.ask(f"/ask {QUESTION}", group)
    api.fail("editMessageText", Fault(403, "Forbidden: bot was kicked from the supergroup chat"))
    await anna.press_data(card.result, "/topic momo")
    await eventually(lambda: gates.seen == ["joined telegram:-100123", "left telegram:-100123"])
