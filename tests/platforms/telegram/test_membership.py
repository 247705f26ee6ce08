"""Groups that become supergroups: what the moderators decided goes along."""

from __future__ import annotations

import pytest

from bot.core.community.model import Act
from bot.storage.memory import MemoryStore
from tests.platforms.telegram.moderating import Member
from tests.platforms.telegram.people import Person, eventually
from tests.platforms.telegram.server import BotApi, Chat, Json

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
