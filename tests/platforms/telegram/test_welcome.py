"""Newcomers of a group."""

from __future__ import annotations

import pytest

from bot.telegram.handlers import welcome
from tests.platforms.telegram.conftest import Start
from tests.platforms.telegram.people import Person, eventually
from tests.platforms.telegram.server import BotApi, Chat


@pytest.fixture
def group(api: BotApi) -> Chat:
    return api.chat(-100123, "supergroup")


@pytest.fixture(autouse=True)
def _short_pause(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(welcome, "PAUSE", 0.2)


async def test_nobody_is_welcomed_unless_it_is_switched_on(
    api: BotApi, start: Start, anna: Person, group: Chat
) -> None:
    await start()
    await anna.say(None, group, new_chat_members=[anna.user])
    await anna.settle()
    assert not [call for call in api.made("sendMessage") if call.params["chat_id"] == group.id]


async def test_newcomers_are_welcomed_together(start: Start, anna: Person, ben: Person, group: Chat, mode: str) -> None:
    await start(mode, welcome=True)
    await anna.say(None, group, new_chat_members=[anna.user])
    await ben.say(None, group, new_chat_members=[ben.user])
    text = (await anna.answer()).text
    assert "Anna, Ben" in text
    assert text.startswith("Welcome!")


async def test_a_welcome_leads_to_the_tour_in_private(api: BotApi, start: Start, anna: Person, group: Chat) -> None:
    await start(welcome=True)
    await anna.say(None, group, new_chat_members=[anna.user])
    assert (await anna.answer()).buttons == [
        {"text": "Start the tour", "url": "https://t.me/RednoteGuideBot?start=tour_1"}
    ]


async def test_the_welcome_before_is_removed(api: BotApi, start: Start, anna: Person, ben: Person, group: Chat) -> None:
    await start(welcome=True)
    await anna.say(None, group, new_chat_members=[anna.user])
    first = await anna.answer()
    await ben.say(None, group, new_chat_members=[ben.user])
    await anna.answer(1)
    assert api.made("deleteMessage")[0].params["message_id"] == first.result["message_id"]


async def test_bots_are_not_welcomed(api: BotApi, start: Start, anna: Person, ben: Person, group: Chat) -> None:
    await start(welcome=True)
    other = {"id": 31, "is_bot": True, "first_name": "Robo"}
    await anna.say(None, group, new_chat_members=[other])
    await ben.say(None, group, new_chat_members=[ben.user])
    assert "Robo" not in (await anna.answer()).text


async def test_a_name_cannot_become_markup(api: BotApi, start: Start, group: Chat) -> None:
    await start(welcome=True)
    eve = Person(api, 66, "<b>Eve & co")
    await eve.say(None, group, new_chat_members=[eve.user])
    assert "<b>Eve & co" in (await eve.answer()).text


async def test_a_welcome_that_was_removed_by_others_does_no_harm(
    api: BotApi, start: Start, anna: Person, ben: Person, group: Chat
) -> None:
    await start(welcome=True)
    await anna.say(None, group, new_chat_members=[anna.user])
    first = await anna.answer()
    del group.messages[first.result["message_id"]]
    await ben.say(None, group, new_chat_members=[ben.user])
    assert "Ben" in (await anna.answer(1)).text
    await eventually(lambda: api.attempts["deleteMessage"] == 1)
