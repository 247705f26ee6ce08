"""Trouble between us and Telegram."""

from __future__ import annotations

import asyncio
import logging

import pytest

from bot.core.guide import Guide
from bot.core.message import Message, Reply
from bot.telegram import outbox
from bot.telegram.service import TelegramService
from tests.platforms.telegram.conftest import Start, Today
from tests.platforms.telegram.people import Person, eventually
from tests.platforms.telegram.server import BotApi, Fault

TITLE = "What is the cat tax?"


@pytest.mark.usefixtures("bot")
@pytest.mark.filterwarnings("ignore::telegram.warnings.PTBDeprecationWarning")  # the library warns itself
@pytest.mark.parametrize(
    "fault",
    [
        Fault(429, "Too Many Requests: retry after 1", {"retry_after": 1}),
        Fault(500, "Internal Server Error", times=2),
        Fault(502, "Bad Gateway"),
        Fault(lost="before"),
    ],
    ids=["429", "500", "502", "connection lost before"],
)
async def test_an_error_before_telegram_took_the_answer_leads_to_exactly_one(
    anna: Person, api: BotApi, fault: Fault
) -> None:
    api.fail("sendMessage", Fault(fault.status, fault.description, fault.parameters, fault.lost, fault.times))
    await anna.say("what is the cat tax")
    await anna.answer()
    await anna.settle()
    sent = [call for call in api.made("sendMessage") if call.params["chat_id"] == anna.id]
    assert [call.text.splitlines()[0] for call in sent] == [TITLE]


@pytest.mark.usefixtures("bot")
async def test_an_answer_whose_fate_is_unknown_is_sent_again(anna: Person, api: BotApi) -> None:
    api.fail("sendMessage", Fault(lost="after"))
    await anna.say("what is the cat tax")
    await eventually(lambda: len(api.made("sendMessage")) == 2)


@pytest.mark.usefixtures("bot")
async def test_a_change_whose_connection_is_lost_is_made_again(anna: Person, api: BotApi) -> None:
    answer = await anna.ask("what is the cat tax")
    api.fail("editMessageText", Fault(lost="after"))
    await anna.press(answer.result, "Why are so many people called momo?")
    await eventually(lambda: api.attempts["editMessageText"] == 2)
    await anna.settle()
    assert len([call for call in api.made("sendMessage") if call.params["chat_id"] == anna.id]) == 1


@pytest.mark.usefixtures("bot")
async def test_an_update_that_comes_twice_is_answered_once(anna: Person, api: BotApi) -> None:
    update = api.update("message", anna.message("what is the cat tax"))
    await api.deliver(update, update)
    await anna.answer()
    await api.deliver(update)
    await anna.settle()
    assert len([call for call in api.made("sendMessage") if call.params["chat_id"] == anna.id]) == 1


@pytest.mark.usefixtures("bot")
async def test_updates_out_of_order_are_all_answered(anna: Person, ben: Person, api: BotApi) -> None:
    later = api.update("message", anna.message("what is the cat tax"), 9_002)
    earlier = api.update("message", ben.message("what is the cat tax"), 9_001)
    await api.deliver(later, earlier)
    await eventually(lambda: {call.params["chat_id"] for call in api.made("sendMessage")} == {anna.id, ben.id})


@pytest.mark.usefixtures("bot")
async def test_who_has_blocked_us_is_left_in_peace(
    anna: Person, ben: Person, api: BotApi, caplog: pytest.LogCaptureFixture
) -> None:
    anna.private.blocked = True
    await anna.say("what is the cat tax")
    assert (await ben.ask("what is the cat tax")).params["chat_id"] == ben.id
    await eventually(lambda: api.attempts["sendMessage"] == 2)
    assert not [record for record in caplog.records if record.levelno >= logging.WARNING]


@pytest.mark.usefixtures("bot")
async def test_a_deleted_chat_is_dropped_quietly(
    anna: Person, ben: Person, api: BotApi, caplog: pytest.LogCaptureFixture
) -> None:
    message = anna.message("what is the cat tax")
    del api.chats[anna.id]
    await api.deliver(api.update("message", message))
    await ben.ask("what is the cat tax")
    await eventually(lambda: api.attempts["sendMessage"] == 2)
    assert not [record for record in caplog.records if record.levelno >= logging.WARNING]


@pytest.mark.usefixtures("bot")
async def test_a_closed_topic_is_dropped_quietly(anna: Person, api: BotApi, caplog: pytest.LogCaptureFixture) -> None:
    group = api.chat(-100123, "supergroup")
    api.fail("sendMessage", Fault(400, "Bad Request: TOPIC_CLOSED"))
    await anna.say("/ask what is the cat tax", group)
    await eventually(lambda: api.attempts["sendMessage"])
    await anna.settle()
    assert not [record for record in caplog.records if record.levelno >= logging.WARNING]


class BrokenGuide(Guide):
    """Fails on one word."""

    async def reply(self, message: Message) -> Reply:
        """Fails."""
        if "explode" in message.text:
            raise RuntimeError(message.text)
        return await super().reply(message)


class SlowGuide(Guide):
    """Answers when it is told to."""

    let_go: asyncio.Event

    async def reply(self, message: Message) -> Reply:
        """Waits."""
        if "slow" in message.text:
            await self.let_go.wait()
        return await super().reply(message)


@pytest.fixture
def broken(guide: Guide) -> BrokenGuide:
    return BrokenGuide(guide.knowledge, guide._store, Today())


@pytest.fixture
def slow(guide: Guide) -> SlowGuide:
    slow = SlowGuide(guide.knowledge, guide._store, Today())
    slow.let_go = asyncio.Event()
    return slow


async def test_where_we_fail_the_person_gets_one_friendly_line(
    start: Start, broken: BrokenGuide, mode: str, anna: Person
) -> None:
    await start(mode, use=broken)
    assert "Something went wrong on my side" in (await anna.ask("explode secretly")).text


async def test_a_failure_is_logged_without_what_the_person_wrote(
    start: Start, broken: BrokenGuide, anna: Person, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    await start(use=broken)
    await anna.ask("explode secretly")
    assert "RuntimeError" in caplog.text
    assert "explode secretly" not in caplog.text


async def test_the_token_is_never_logged(
    start: Start, anna: Person, api: BotApi, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    api.fail("sendMessage", Fault(lost="before"))
    await start()
    await anna.ask("what is the cat tax")
    assert "AAbbCC" not in caplog.text


async def test_after_a_failure_the_bot_goes_on(start: Start, broken: BrokenGuide, anna: Person) -> None:
    await start(use=broken)
    await anna.ask("explode")
    assert (await anna.ask("what is the cat tax")).text.startswith(TITLE)


async def test_a_press_that_fails_is_answered_with_the_friendly_line(
    start: Start, broken: BrokenGuide, anna: Person, api: BotApi
) -> None:
    await start(use=broken)
    button = [[{"text": "x", "callback_data": "/ask explode"}]]
    await anna.press({**anna.message("old"), "reply_markup": {"inline_keyboard": button}}, "x")
    assert "Something went wrong" in (await anna.answer()).text


async def test_what_is_slow_shows_that_we_are_typing(
    start: Start, slow: SlowGuide, anna: Person, api: BotApi, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(outbox, "SLOW", 0.05)
    await start(use=slow)
    await anna.say("slow")
    action = (await eventually(lambda: api.made("sendChatAction")))[0]
    assert (action.params["action"], action.params["chat_id"]) == ("typing", anna.id)
    slow.let_go.set()
    await anna.answer()


async def test_what_is_quick_does_not(start: Start, anna: Person, api: BotApi) -> None:
    await start()
    await anna.ask("what is the cat tax")
    assert not api.attempts["sendChatAction"]


async def test_one_person_does_not_wait_for_another(
    start: Start, slow: SlowGuide, mode: str, anna: Person, ben: Person
) -> None:
    await start(mode, use=slow)
    await anna.say("slow")
    assert (await ben.ask("what is the cat tax")).params["chat_id"] == ben.id
    slow.let_go.set()


async def test_the_questions_of_one_person_are_answered_in_order(
    start: Start, slow: SlowGuide, mode: str, anna: Person, api: BotApi
) -> None:
    await start(mode, use=slow)
    await anna.say("slow banana")
    await anna.say("what is the cat tax")
    await anna.settle()
    assert not [call for call in api.made("sendMessage") if call.params["chat_id"] == anna.id]
    slow.let_go.set()
    await eventually(lambda: len([c for c in api.made("sendMessage") if c.params["chat_id"] == anna.id]) == 2)
    mine = [call.text for call in api.made("sendMessage") if call.params["chat_id"] == anna.id]
    assert mine[1].startswith(TITLE)


async def test_an_outage_while_polling_is_survived(
    start: Start, anna: Person, api: BotApi, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    await start()
    await eventually(lambda: api.attempts["getUpdates"])
    api.fail("getUpdates", Fault(502, "Bad Gateway"))
    await anna.ask("what is the cat tax")
    await anna.ask("what is the cat tax")
    assert caplog.text.count("Telegram cannot be reached") == 1
    assert "Telegram can be reached again" in caplog.text


async def test_a_stop_lets_a_running_reply_finish(
    start: Start, slow: SlowGuide, anna: Person, api: BotApi, mode: str
) -> None:
    service = await start(mode, use=slow)
    await anna.say("slow banana")
    await anna.settle()
    stopping = asyncio.create_task(service.stop())
    await asyncio.sleep(0)
    slow.let_go.set()
    assert await stopping == 0
    assert [call for call in api.made("sendMessage") if call.params["chat_id"] == anna.id]


async def test_a_stop_counts_what_could_not_be_sent(
    start: Start, slow: SlowGuide, anna: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.telegram.service.GRACE", 0.1)
    service = await start(use=slow)
    await anna.say("slow banana")
    await anna.say("slow apple")
    await anna.settle()
    assert await service.stop() == 2


async def test_a_stop_during_an_outage_counts_the_answers_it_could_not_send(
    start: Start, anna: Person, api: BotApi, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.telegram.service.GRACE", 0.1)
    service = await start()
    api.fail("sendMessage", Fault(500, times=1_000))
    await anna.say("what is the cat tax")
    await eventually(lambda: api.attempts["sendMessage"])
    assert await service.stop() == 1


def test_a_service_is_what_the_program_expects(guide: Guide) -> None:
    assert TelegramService.name == "telegram"
