"""The commands that Discord is told."""

from __future__ import annotations

from typing import Any

import pytest

from bot.core.commands.guide.ways import WORDS
from bot.core.commands.table import COMMANDS
from bot.discord.guide_menu import SUBS
from bot.discord.menus import fingerprint
from bot.discord.service import DiscordService
from tests.platforms.discord.conftest import Start
from tests.platforms.discord.server import DiscordServer


def known(server: DiscordServer, name: str) -> dict[str, Any]:
    """A registered command."""
    return next(each for each in server.commands if each["name"] == name)


@pytest.mark.usefixtures("bot")
async def test_every_listed_command_is_registered_with_its_option(server: DiscordServer) -> None:
    slash = {
        each["name"]: [option["name"] for option in each["options"]] for each in server.commands if each["type"] == 1
    }
    for_all = [each for each in COMMANDS if each.listed and each.who == "everyone"]
    listed = {each.name: [own for own in (each.argument, each.also) if own] for each in for_all}
    assert slash == listed | {"post_tour": [], "guide": [sub.name for sub in SUBS]}


def test_whatever_moderators_do_has_a_subcommand() -> None:
    said_by_buttons = {"save", "gap"}
    assert {sub.text.partition(" ")[0] for sub in SUBS} == {"", *WORDS} - said_by_buttons


@pytest.mark.usefixtures("bot")
async def test_descriptions_are_told_in_every_language(server: DiscordServer) -> None:
    told = known(server, "ask")["description_localizations"]
    assert known(server, "ask")["description"] == told["en-US"] == "Ask a question about Xiaohongshu"
    assert told["zh-CN"] == "问一个关于小红书的问题"
    assert told["zh-TW"] == "問一個關於小紅書的問題"


@pytest.mark.usefixtures("bot")
async def test_commands_work_in_servers_for_single_people_and_in_direct_messages(server: DiscordServer) -> None:
    for name in ("ask", "Translate + explain", "Answer this"):
        assert known(server, name)["integration_types"] == [0, 1]
        assert known(server, name)["contexts"] == [0, 1, 2]


@pytest.mark.usefixtures("bot")
async def test_what_is_for_moderators_is_shown_to_moderators_only(server: DiscordServer) -> None:
    shown_to = {each["name"]: each["default_member_permissions"] for each in server.commands}
    restricted = {name for name, permissions in shown_to.items() if permissions}
    assert restricted == {"Answer this", "post_tour", "guide"}


@pytest.mark.usefixtures("bot")
async def test_what_is_for_moderators_is_for_servers_only(server: DiscordServer) -> None:
    assert known(server, "guide")["contexts"] == [0]
    assert known(server, "guide")["integration_types"] == [0]


async def test_the_same_commands_are_registered_once(server: DiscordServer, bot: DiscordService, start: Start) -> None:
    await bot.stop()
    await start()
    assert server.registrations == 1


async def test_a_change_is_registered(server: DiscordServer, bot: DiscordService, start: Start) -> None:
    await bot.stop()
    server.commands[0]["description_localizations"]["zh-CN"] = "旧"
    await start()
    assert server.registrations == 2


def test_the_order_of_commands_does_not_count() -> None:
    one, two = {"name": "a", "contexts": [0, 1]}, {"name": "b"}
    assert fingerprint([one, two]) == fingerprint([two, one | {"contexts": [1, 0], "nsfw": False}])
