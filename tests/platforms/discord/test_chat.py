"""Free text: direct messages, mentions, replies, and channels we listen in."""

from __future__ import annotations

from typing import Any

import pytest

from bot.discord.service import DiscordService
from tests.platforms.discord import payloads
from tests.platforms.discord.calls import until
from tests.platforms.discord.conftest import Start
from tests.platforms.discord.server import DiscordServer

CAT = "What is the cat tax?"


def titles(server: DiscordServer) -> list[str]:
    """What was posted."""
    return [message["embeds"][0].get("title", "") for message in server.posted]


async def said(discord: DiscordServer, text: str, **more: Any) -> dict[str, Any]:
    """A message, and after it something that surely is answered, so that silence can be seen."""
    message = await discord.write(payloads.message(text, **more))
    before = len(discord.posted)
    await discord.write(payloads.message("yyds", place=payloads.DIRECT, server=None, author=payloads.MODERATOR))
    await until(lambda: any(int(each["channel_id"]) == payloads.DIRECT for each in discord.posted[before:]))
    await discord.quiet()
    return message


def cards(server: DiscordServer) -> list[dict[str, Any]]:
    """The messages that were posted into the server's channel."""
    return [each for each in server.posted if int(each["channel_id"]) == payloads.CHANNEL]


def answers(server: DiscordServer) -> list[str]:
    """Their titles."""
    return [each["embeds"][0].get("title", "") for each in cards(server)]


@pytest.fixture
async def listening(start: Start) -> DiscordService:
    """A bot that listens in a channel."""
    return await start(listen_in=(payloads.CHANNEL,))


@pytest.mark.usefixtures("bot")
class TestAddressed:
    """What is said to us needs no privileged intent."""

    async def test_a_direct_message_is_answered(self, server: DiscordServer) -> None:
        await server.write(payloads.message("what is the cat tax", place=payloads.DIRECT, server=None))
        await until(lambda: server.posted)
        assert titles(server) == [CAT]

    async def test_a_mention_is_answered_as_a_reply(self, server: DiscordServer) -> None:
        me = payloads.user(payloads.BOT, bot=True)
        question = payloads.message(f"<@{payloads.BOT}> what is the cat tax", mentions=[me])
        await server.write(question)
        await until(lambda: server.posted)
        assert titles(server) == [CAT]
        assert server.posted[0]["message_reference"]["message_id"] == int(question["id"])

    async def test_a_mention_alone_is_welcomed(self, server: DiscordServer) -> None:
        me = payloads.user(payloads.BOT, bot=True)
        await server.write(payloads.message(f"<@{payloads.BOT}>", mentions=[me]))
        await until(lambda: server.posted)
        assert titles(server) == ["Welcome!"]

    async def test_a_reply_to_us_is_answered(self, server: DiscordServer) -> None:
        me = payloads.user(payloads.BOT, bot=True)
        ours = payloads.message("earlier", author=payloads.BOT)
        reference = {"message_id": ours["id"], "channel_id": str(payloads.CHANNEL), "guild_id": str(payloads.GUILD)}
        more: dict[str, Any] = {"message_reference": reference, "referenced_message": ours, "mentions": [me]}
        await server.write(payloads.message("what is the cat tax", **more) | {"type": 19})
        await until(lambda: server.posted)
        assert titles(server) == [CAT]

    async def test_an_answer_can_be_asked_on_by_who_got_it_where_they_got_it(self, server: DiscordServer) -> None:
        me = payloads.user(payloads.BOT, bot=True)
        on = f"<@{payloads.BOT}> then what"
        await server.write(payloads.message(f"<@{payloads.BOT}> what is the cat tax", mentions=[me]))
        await until(lambda: len(server.posted) == 1)
        await server.write(payloads.message(on, mentions=[me]))
        await until(lambda: len(server.posted) == 2)
        await server.write(payloads.message(on, mentions=[me], author=payloads.MODERATOR))
        await until(lambda: len(server.posted) == 3)
        await server.write(payloads.message("then what", place=payloads.DIRECT, server=None))
        await until(lambda: len(server.posted) == 4)
        unknown = "I don't know that one"
        assert titles(server) == [CAT, "Which one do you mean?", unknown, unknown]
        assert CAT in server.posted[1]["embeds"][0]["description"]

    async def test_a_server_s_language_is_spoken_where_the_question_has_none(self, server: DiscordServer) -> None:
        me = payloads.user(payloads.BOT, bot=True)
        question = payloads.message(
            f"<@{payloads.BOT}> yyds", place=payloads.OTHER_CHANNEL, server=payloads.OTHER_GUILD, mentions=[me]
        )
        await server.write(question)
        await until(lambda: server.posted)
        assert "语气" in server.posted[0]["embeds"][0]["description"]

    async def test_bots_are_not_answered(self, server: DiscordServer) -> None:
        me = payloads.user(payloads.BOT, bot=True)
        message = payloads.message("what is the cat tax", mentions=[me]) | {"author": payloads.user(777, bot=True)}
        await server.write(message)
        await said(server, "nothing")
        assert answers(server) == []

    async def test_what_is_not_said_to_us_is_not_answered(self, server: DiscordServer) -> None:
        await said(server, "what is the cat tax")
        assert answers(server) == []

    async def test_closed_direct_messages_are_normal_life(
        self, server: DiscordServer, caplog: pytest.LogCaptureFixture
    ) -> None:
        server.forbidden[4_711] = 50007
        server.expected_refusals = ["Missing Permissions"]
        await server.write(payloads.message("what is the cat tax", place=4_711, server=None))
        await said(server, "nothing")
        await until(lambda: server.refusals)
        assert not [record for record in caplog.records if record.levelname == "ERROR"]


@pytest.mark.usefixtures("listening")
class TestListening:
    """A channel where plain questions are answered."""

    async def test_a_sure_answer_is_given_unasked(self, server: DiscordServer) -> None:
        await said(server, "what is the cat tax")
        assert answers(server) == [CAT]

    @pytest.mark.parametrize("chatter", ["good morning everyone", "yyds", "lol same", "zc"])
    async def test_chatter_is_left_alone(self, server: DiscordServer, chatter: str) -> None:
        await said(server, chatter)
        assert answers(server) == []

    async def test_the_same_answer_rests_for_a_while(self, server: DiscordServer) -> None:
        await said(server, "what is the cat tax")
        await said(server, "why must i pay with a picture of my cat", author=payloads.BO)
        assert answers(server) == [CAT]

    async def test_another_answer_need_not_wait(self, server: DiscordServer) -> None:
        await said(server, "what is the cat tax")
        await said(server, "why are so many people called momo")
        assert len(answers(server)) == 2

    async def test_whoever_wants_is_left_alone_until_they_change_their_mind(self, server: DiscordServer) -> None:
        await said(server, "what is the cat tax")
        leave = await (await server.press(cards(server)[0], "Leave my messages alone")).answered()
        await said(server, "why are so many people called momo")
        assert leave.is_hidden
        assert answers(server) == [CAT]
        await (await server.press(cards(server)[0], "Leave my messages alone")).answered()
        await said(server, "why are so many people called momo")
        assert len(answers(server)) == 2

    async def test_others_are_still_answered_when_one_is_left_alone(self, server: DiscordServer) -> None:
        await said(server, "what is the cat tax")
        await (await server.press(cards(server)[0], "Leave my messages alone", person=payloads.BO)).answered()
        await said(server, "why are so many people called momo")
        assert len(answers(server)) == 2

    async def test_other_channels_are_not_listened_to(self, server: DiscordServer) -> None:
        await said(server, "what is the cat tax", place=payloads.OTHER_CHANNEL, server=payloads.OTHER_GUILD)
        assert len(server.posted) == 1
