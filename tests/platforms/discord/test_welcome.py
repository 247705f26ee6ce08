"""Newcomers."""

from __future__ import annotations

from typing import Any

import pytest

from bot.discord.service import DiscordService
from tests.platforms.discord import payloads
from tests.platforms.discord.calls import until
from tests.platforms.discord.conftest import Start
from tests.platforms.discord.gateway import MEMBERS
from tests.platforms.discord.moderators import set_to
from tests.platforms.discord.server import DiscordServer

MODERATOR: dict[str, Any] = {"person": payloads.MODERATOR, "permissions": payloads.WRITE | payloads.MANAGE_MESSAGES}


def join(person: int, server: int = payloads.GUILD, *, bot: bool = False) -> dict[str, object]:
    """Somebody joins."""
    return payloads.member(person) | {"guild_id": str(server), "user": payloads.user(person, bot=bot)}


@pytest.fixture
async def welcoming(start: Start) -> DiscordService:
    """A bot that welcomes newcomers."""
    return await start(welcome_in=payloads.CHANNEL)


@pytest.mark.usefixtures("welcoming")
async def test_a_newcomer_is_welcomed_by_name_and_without_a_ping(server: DiscordServer) -> None:
    await server.dispatch("GUILD_MEMBER_ADD", join(payloads.BO))
    await until(lambda: server.posted)
    assert server.posted[0]["content"] == f"Welcome, <@{payloads.BO}>!"
    assert server.posted[0]["embeds"][0]["title"] == "Welcome!"


@pytest.mark.usefixtures("welcoming")
async def test_in_a_rush_one_welcome_greets_all_and_bots_get_none(server: DiscordServer) -> None:
    await server.dispatch("GUILD_MEMBER_ADD", join(777, bot=True))
    await server.dispatch("GUILD_MEMBER_ADD", join(payloads.ADA))
    await server.dispatch("GUILD_MEMBER_ADD", join(payloads.BO))
    await server.dispatch("GUILD_MEMBER_ADD", join(payloads.BO, payloads.OTHER_GUILD))
    call = await (await server.command("tour")).answered()
    await until(lambda: server.posted)
    assert call.acks
    assert [each["content"] for each in server.posted] == [f"Welcome, <@{payloads.ADA}>!"]


@pytest.mark.usefixtures("welcoming")
async def test_a_server_may_switch_off_what_the_operator_switched_on(server: DiscordServer) -> None:
    await set_to(server, "welcome", "off")
    await server.dispatch("GUILD_MEMBER_ADD", join(payloads.ADA))
    await (await server.command("tour")).answered()
    assert server.posted == []

    await set_to(server, "welcome", "default")
    await server.dispatch("GUILD_MEMBER_ADD", join(payloads.BO))
    await until(lambda: server.posted)
    assert server.posted[0]["content"] == f"Welcome, <@{payloads.BO}>!"


@pytest.mark.usefixtures("bot")
async def test_without_a_channel_nobody_is_welcomed_and_no_intent_asked_for(server: DiscordServer) -> None:
    await server.dispatch("GUILD_MEMBER_ADD", join(payloads.BO))
    await (await server.command("tour")).answered()
    assert server.posted == []
    assert not server.gateway.identified[0]["intents"] & MEMBERS


@pytest.mark.usefixtures("bot")
async def test_a_moderator_posts_a_message_that_starts_the_tour(server: DiscordServer) -> None:
    call = await (await server.command("post_tour", **MODERATOR)).answered()
    tour = await (await server.press(server.posted[0], "Start the tour", person=payloads.BO)).answered()
    assert call.is_hidden
    assert tour.is_hidden
    assert "1 of 2" in tour.embed["title"]


@pytest.mark.usefixtures("bot")
async def test_the_posted_message_speaks_the_language_of_the_server(server: DiscordServer) -> None:
    await (
        await server.command("post_tour", server=payloads.OTHER_GUILD, place=payloads.OTHER_CHANNEL, **MODERATOR)
    ).answered()
    assert server.posted[0]["embeds"][0]["title"] == "欢迎！"


@pytest.mark.usefixtures("bot")
async def test_the_posted_message_works_after_a_restart(
    server: DiscordServer, bot: DiscordService, start: Start
) -> None:
    await (await server.command("post_tour", **MODERATOR)).answered()
    await bot.stop()
    await start()
    tour = await (await server.press(server.posted[0], "Start the tour", person=payloads.BO)).answered()
    assert "1 of 2" in tour.embed["title"]


@pytest.mark.usefixtures("bot")
async def test_nobody_else_posts_it_even_where_the_command_is_open_to_all(server: DiscordServer) -> None:
    call = await (await server.command("post_tour")).answered()
    assert "Only moderators" in call.embed["description"]
    assert server.posted == []


@pytest.mark.usefixtures("bot")
async def test_a_channel_where_we_may_not_write_is_said(server: DiscordServer) -> None:
    server.forbidden[payloads.CHANNEL] = 50013
    server.expected_refusals = ["Missing Permissions"]
    call = await (await server.command("post_tour", **MODERATOR)).answered()
    assert "not allowed to write" in call.embed["description"]
