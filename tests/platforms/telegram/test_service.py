"""Starting, being refused, listening, stopping."""

from __future__ import annotations

import asyncio
import socket

import pytest

from bot.config import Telegram
from bot.core.commands.table import COMMANDS
from bot.core.guide import Guide
from bot.service import CredentialRefusedError, UnreachableError
from bot.telegram.menus import to_menu
from bot.telegram.service import TelegramService
from tests.platforms.telegram.conftest import SECRET, Start, webhook_settings
from tests.platforms.telegram.people import Person, eventually
from tests.platforms.telegram.server import TOKEN, BotApi, Fault

SCOPES = ("all_private_chats", "all_group_chats", "all_chat_administrators")


async def test_a_wrong_token_is_refused_without_telling_it(api: BotApi, guide: Guide) -> None:
    service = TelegramService(guide, Telegram(api_url=api.url), "1:wrong")
    with pytest.raises(CredentialRefusedError) as refused:
        await service.start()
    assert "TELEGRAM_TOKEN" in str(refused.value)
    assert "wrong" not in str(refused.value)


async def test_an_empty_token_is_refused(api: BotApi, guide: Guide) -> None:
    with pytest.raises(CredentialRefusedError):
        await TelegramService(guide, Telegram(api_url=api.url), "").start()


async def test_a_server_that_is_not_there_is_unreachable(guide: Guide) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{free.getsockname()[1]}"
    with pytest.raises(UnreachableError, match=url):
        await TelegramService(guide, Telegram(api_url=url), TOKEN).start()


async def test_a_server_in_trouble_at_the_start_is_unreachable(api: BotApi, guide: Guide) -> None:
    api.fail("deleteWebhook", Fault(500))
    with pytest.raises(UnreachableError):
        await TelegramService(guide, Telegram(api_url=api.url), TOKEN).start()


async def test_a_second_poller_ends_the_service_with_one_clear_line(api: BotApi, start: Start) -> None:
    service = await start()
    api.always_conflicts = True
    await api.deliver(api.update("poll", {}))
    with pytest.raises(UnreachableError, match="another program fetches"):
        await asyncio.wait_for(service.wait(), 15)


async def test_a_single_conflict_is_survived(api: BotApi, start: Start, anna: Person) -> None:
    await start()
    api.fail("getUpdates", Fault(409, "Conflict: terminated by other getUpdates request"))
    await anna.ask("what is the cat tax")
    assert (await anna.ask("what is the cat tax")).text.startswith("What is the cat tax?")


async def test_a_token_that_is_revoked_ends_the_service(api: BotApi, start: Start, anna: Person, mode: str) -> None:
    service = await start(mode)
    api.token_works = False
    await anna.say("what is the cat tax")
    with pytest.raises(CredentialRefusedError):
        await asyncio.wait_for(service.wait(), 15)


async def test_waiting_ends_when_stopped(start: Start) -> None:
    service = await start()
    waiting = asyncio.create_task(service.wait())
    await service.stop()
    await waiting


async def test_what_was_written_before_the_start_is_answered(api: BotApi, start: Start, anna: Person) -> None:
    await anna.say("what is the cat tax")
    await start()
    assert (await anna.answer()).text.startswith("What is the cat tax?")


async def test_what_was_answered_is_not_fetched_again_after_a_restart(
    api: BotApi, start: Start, guide: Guide, anna: Person
) -> None:
    first = TelegramService(guide, Telegram(api_url=api.url), TOKEN)
    await first.start()
    await anna.ask("what is the cat tax")
    await first.stop()
    await start()
    await anna.settle()
    assert len([call for call in api.made("sendMessage") if call.params["chat_id"] == anna.id]) == 1


async def test_the_webhook_is_set_with_its_secret_and_what_has_a_handler(api: BotApi, start: Start) -> None:
    await start("webhook")
    assert api.webhook is not None
    assert api.webhook["secret_token"] == SECRET
    assert "message" in api.webhook["allowed_updates"]


@pytest.mark.parametrize("headers", [{}, {"X-Telegram-Bot-Api-Secret-Token": "guessed"}])
async def test_a_call_without_the_secret_is_refused(
    api: BotApi, start: Start, anna: Person, headers: dict[str, str]
) -> None:
    await start("webhook")
    update = api.update("message", anna.message("what is the cat tax"))
    assert await api.call_webhook(update, headers) == 403
    await anna.settle()
    assert not [call for call in api.made("sendMessage") if call.params["chat_id"] == anna.id]


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # tornado leaves its socket open
async def test_a_port_that_is_taken_is_said(api: BotApi, guide: Guide) -> None:
    webhook = webhook_settings()
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", webhook.port))
        taken.listen()
        with pytest.raises(UnreachableError, match=str(webhook.port)):
            await TelegramService(guide, Telegram(api_url=api.url, webhook=webhook), TOKEN).start()


async def test_polling_removes_a_webhook_from_before(api: BotApi, start: Start, anna: Person) -> None:
    api.webhook = {"url": "http://127.0.0.1:9/old"}
    await start()
    assert (await anna.ask("what is the cat tax")).text


@pytest.mark.parametrize("scope", SCOPES)
@pytest.mark.parametrize("code", ["", "zh"])
async def test_each_scope_has_a_menu_in_each_language(api: BotApi, start: Start, scope: str, code: str) -> None:
    await start()
    menu = await eventually(lambda: api.commands.get(f"{scope}:{code}"))
    expected = "提一个" if code else "Ask a question"
    assert menu[0]["command"] == "ask"
    assert (expected in menu[0]["description"]) or code == "zh"
    assert menu[0]["description"].isascii() is (code == "")


async def test_the_private_menu_has_every_listed_command_of_everyone(guide: Guide) -> None:
    menu = to_menu(guide, "en", group=False)
    everyones = [command.name for command in COMMANDS if command.listed and command.who == "everyone"]
    assert [entry.command for entry in menu] == everyones


@pytest.mark.parametrize("scope", SCOPES)
async def test_only_group_admins_are_offered_what_moderators_do(api: BotApi, start: Start, scope: str) -> None:
    await start()
    menu = await eventually(lambda: api.commands.get(f"{scope}:"))
    assert ("guide" in [entry["command"] for entry in menu]) is (scope == "all_chat_administrators")


async def test_menus_are_set_only_when_they_changed(api: BotApi, start: Start, guide: Guide) -> None:
    first = TelegramService(guide, Telegram(api_url=api.url), TOKEN)
    await first.start()
    await eventually(lambda: len(api.commands) == 6)
    await first.stop()
    api.commands["all_private_chats:zh"] = []
    await start()
    await eventually(lambda: api.commands["all_private_chats:zh"])
    await eventually(lambda: api.attempts["getMyCommands"] == 12)
    assert api.attempts["setMyCommands"] == 7


async def test_without_its_menus_the_bot_still_serves(api: BotApi, start: Start, anna: Person) -> None:
    api.fail("getMyCommands", Fault(500, times=6))
    await start()
    assert (await anna.ask("what is the cat tax")).text
