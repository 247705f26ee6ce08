"""What a server decided is obeyed."""

from __future__ import annotations

import asyncio
import datetime
from collections.abc import Collection
from pathlib import Path

import pytest
from sqlalchemy import select

from bot.config import Discord
from bot.core.community.model import Act
from bot.core.guide import Guide
from bot.core.matching.knowledge_base import Knowledge
from bot.discord.service import DiscordService
from bot.storage.engine import file_url
from bot.storage.memory import MemoryStore
from bot.storage.store import SqlStore
from bot.storage.tables import Community
from tests.platforms.discord import payloads
from tests.platforms.discord.calls import pressable, until
from tests.platforms.discord.conftest import Start, Today
from tests.platforms.discord.gateway import TOKEN
from tests.platforms.discord.moderators import MEMBER, US, pressed, set_to, text
from tests.platforms.discord.server import DiscordServer, running
from tests.platforms.discord.test_chat import CAT, answers, cards, said

ME = [payloads.user(payloads.BOT, bot=True)]
QUESTION = f"<@{payloads.BOT}> what is the cat tax"
ELSEWHERE = "71000"
MOMO = "why are so many people called momo"


@pytest.fixture
async def listening(start: Start) -> DiscordService:
    """A bot that may read what people write, in a channel of another server."""
    return await start(listen_in=(payloads.OTHER_CHANNEL,))


@pytest.mark.usefixtures("bot")
class TestWhereToSpeak:
    """`speak_in` and `listen`."""

    async def test_a_mention_elsewhere_is_not_answered(self, server: DiscordServer) -> None:
        await set_to(server, "speak_in", ELSEWHERE)
        await said(server, QUESTION, mentions=ME)
        assert answers(server) == []

    async def test_a_mention_there_is_answered(self, server: DiscordServer) -> None:
        await set_to(server, "speak_in", f"<#{payloads.CHANNEL}>")
        await said(server, QUESTION, mentions=ME)
        assert answers(server) == [CAT]

    async def test_a_command_elsewhere_is_answered_to_the_asker_alone(self, server: DiscordServer) -> None:
        before = await (await server.command("ask", "what is the cat tax", **MEMBER)).answered()
        await set_to(server, "speak_in", ELSEWHERE)
        call = await (await server.command("ask", "what is the cat tax", **MEMBER)).answered()
        assert call.embed["title"] == CAT
        assert "Show everyone" not in pressable(call.shown or {})
        late = await pressed(server, before, "Show everyone", **MEMBER)
        assert late.is_hidden

    async def test_only_commands_are_answered_where_that_was_decided(self, server: DiscordServer) -> None:
        await set_to(server, "listen", "never")
        await said(server, QUESTION, mentions=ME)
        assert answers(server) == []
        assert (await (await server.command("ask", "what is the cat tax")).answered()).embed["title"] == CAT

    async def test_other_servers_are_not_meant(self, server: DiscordServer) -> None:
        await set_to(server, "listen", "never")
        there = {"place": payloads.OTHER_CHANNEL, "server": payloads.OTHER_GUILD}
        await said(server, QUESTION, mentions=ME, **there)
        assert len(server.posted) == 2


@pytest.mark.usefixtures("listening")
class TestUnasked:
    """Sure answers to what is said to nobody."""

    async def test_they_are_given_where_the_server_wants_them(self, server: DiscordServer) -> None:
        await said(server, "what is the cat tax")
        assert answers(server) == []
        await set_to(server, "listen", "sure")
        await said(server, "what is the cat tax")
        assert answers(server) == [CAT]

    async def test_they_are_not_given_where_it_does_not_even_if_the_operator_does(self, server: DiscordServer) -> None:
        there = {"server": payloads.OTHER_GUILD, "place": payloads.OTHER_CHANNEL}
        await set_to(server, "listen", "never", **US | there)
        await said(server, "what is the cat tax", **there)
        assert len(server.posted) == 1

    async def test_they_stay_in_the_channels_that_were_chosen(self, server: DiscordServer) -> None:
        await set_to(server, "listen", "sure")
        await set_to(server, "speak_in", ELSEWHERE)
        await said(server, "what is the cat tax")
        assert answers(server) == []

    async def test_after_one_there_is_silence_for_the_cooldown(self, server: DiscordServer) -> None:
        await set_to(server, "listen", "sure")
        await set_to(server, "cooldown", "3600")
        await said(server, "what is the cat tax")
        await said(server, MOMO)
        assert answers(server) == [CAT]
        await set_to(server, "cooldown", "0")
        await said(server, MOMO)
        assert len(answers(server)) == 2

    async def test_they_carry_what_can_be_said_about_them(self, server: DiscordServer) -> None:
        await set_to(server, "listen", "sure")
        await said(server, "what is the cat tax")
        last = [part["label"] for part in cards(server)[0]["components"][-1]["components"]]
        assert last == ["Helpful", "Not helpful", "Wrong or outdated", "Remove", "Leave my messages alone"]

    async def test_who_wants_to_be_left_alone_still_is_after_a_restart(
        self, server: DiscordServer, listening: DiscordService, start: Start
    ) -> None:
        await set_to(server, "listen", "sure")
        await said(server, "what is the cat tax")
        await (await server.press(cards(server)[0], "Leave my messages alone")).answered()
        await listening.stop()
        await start(listen_in=(payloads.OTHER_CHANNEL,))
        await said(server, MOMO)
        assert answers(server) == [CAT]


@pytest.mark.usefixtures("bot")
async def test_without_the_intent_whoever_wants_them_is_told_what_to_ask_for(server: DiscordServer) -> None:
    assert "Message Content Intent" in text(await set_to(server, "listen", "sure"))
    card = await (await server.guide("set", name="listen", where=US)).answered()
    assert "Message Content Intent" in text(await pressed(server, card, "sure"))


@pytest.mark.usefixtures("listening")
async def test_with_the_intent_nobody_is_told(server: DiscordServer) -> None:
    assert "Intent" not in text(await set_to(server, "listen", "sure"))


@pytest.mark.usefixtures("bot")
class TestPrivate:
    """`private_answers`, `commands_off`."""

    async def test_a_mention_is_answered_by_a_button_that_answers_in_private(self, server: DiscordServer) -> None:
        await set_to(server, "private_answers", "on")
        await said(server, QUESTION, mentions=ME)
        call = await (await server.press(cards(server)[0], "Ask me in private", **MEMBER)).answered()
        assert answers(server) == ["Ask me in private"]
        assert call.embed["title"] == CAT
        assert call.is_hidden
        assert "Show everyone" not in pressable(call.shown or {})

    async def test_a_long_question_or_one_that_looks_like_a_key_is_answered_too(self, server: DiscordServer) -> None:
        await set_to(server, "private_answers", "on")
        for question in ("what is the cat tax" + "?" * 120, "#what is the cat tax"):
            await said(server, f"<@{payloads.BOT}> {question}", mentions=ME)
            call = await (await server.press(cards(server)[-1], "Ask me in private", **MEMBER)).answered()
            assert call.embed["title"] == CAT

    async def test_where_answers_are_public_a_command_is_answered_for_everybody(self, server: DiscordServer) -> None:
        await set_to(server, "private_answers", "public")
        call = await (await server.command("ask", "what is the cat tax", **MEMBER)).answered()
        assert call.embed["title"] == CAT
        assert not call.is_hidden
        assert "Remove" in pressable(call.shown or {})

    async def test_a_public_answer_does_not_tell_on_the_person_s_own_language(self, server: DiscordServer) -> None:
        await set_to(server, "private_answers", "public")
        call = await (await server.command("tour", **MEMBER | {"locale": "zh-CN"})).answered()
        assert call.embed["title"].startswith("Your first day")

    @pytest.mark.parametrize("command", ["privacy", "help"])
    async def test_what_is_about_the_person_alone_stays_hidden(self, server: DiscordServer, command: str) -> None:
        await set_to(server, "private_answers", "public")
        assert (await (await server.command(command, **MEMBER)).answered()).is_hidden

    async def test_what_moderators_do_stays_hidden(self, server: DiscordServer) -> None:
        await set_to(server, "private_answers", "public")
        assert (await (await server.guide("settings", where=US)).answered()).is_hidden

    async def test_public_answers_keep_to_the_channels_that_were_chosen(self, server: DiscordServer) -> None:
        await set_to(server, "private_answers", "public")
        await set_to(server, "speak_in", ELSEWHERE)
        assert (await (await server.command("ask", "what is the cat tax", **MEMBER)).answered()).is_hidden

    async def test_a_moderator_chooses_by_buttons_and_goes_back_to_the_default(self, server: DiscordServer) -> None:
        await set_to(server, "private_answers", "public")
        card = await (await server.guide("set", name="private_answers", where=US)).answered()
        assert {"default", "private", "public"} <= set(pressable(card.shown or {}))
        await pressed(server, card, "default")
        call = await (await server.command("ask", "what is the cat tax", **MEMBER)).answered()
        assert call.is_hidden
        assert "Show everyone" in pressable(call.shown or {})

    async def test_a_command_that_is_off_says_so_kindly(self, server: DiscordServer) -> None:
        await set_to(server, "commands_off", "slang")
        call = await (await server.command("slang", "yyds", **MEMBER)).answered()
        assert "switched this off" in text(call)


@pytest.mark.usefixtures("bot")
class TestWelcome:
    """`welcome` and `welcome_text`."""

    async def joined(self, server: DiscordServer, person: int) -> None:
        """Discord announces that somebody joined; then something is answered for sure."""
        await server.write(payloads.message("", author=person) | {"type": 7})
        await said(server, "nothing")

    async def test_nobody_is_welcomed_unless_the_server_wants_it(self, server: DiscordServer) -> None:
        await self.joined(server, payloads.BO)
        assert answers(server) == []

    async def test_a_newcomer_is_welcomed_in_the_server_s_words_without_any_intent(self, server: DiscordServer) -> None:
        await set_to(server, "welcome", "on")
        await set_to(server, "welcome_text", "Read the **rules**, please. @everyone")
        await self.joined(server, payloads.BO)
        (card,) = cards(server)
        assert card["content"] == f"Welcome, <@{payloads.BO}>!"
        assert card["embeds"][0]["description"] == "Read the **rules**, please. @everyone"
        assert "Start the tour" in pressable(card)

    async def test_the_message_to_pin_has_the_server_s_words_too(self, server: DiscordServer) -> None:
        await set_to(server, "welcome_text", "Read the rules.")
        await (await server.command("post_tour", **US)).answered()
        assert cards(server)[0]["embeds"][0]["description"] == "Read the rules."


class Gates(MemoryStore):
    """A store that notes who comes and goes."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[tuple[str, str]] = []

    async def community_left(self, community: str) -> None:
        self.seen.append(("left", community))

    async def community_joined(self, community: str) -> None:
        self.seen.append(("joined", community))

    async def communities_present(self, platform: str, present: Collection[str]) -> None:
        self.seen.append((platform, " ".join(sorted(present))))


OURS, OTHER = f"discord:{payloads.GUILD}", f"discord:{payloads.OTHER_GUILD}"
BOTH = ("discord", " ".join(sorted([OURS, OTHER])))


async def test_coming_and_going_is_told_to_the_store(server: DiscordServer, start: Start, knowledge: Knowledge) -> None:
    store = Gates()
    await start(Guide(knowledge, store, Today()))
    new = 5_002 << 22
    await until(lambda: store.seen == [BOTH])
    await server.dispatch("GUILD_DELETE", {"id": str(payloads.GUILD)})
    joined = payloads.guild(new, (7_009,))
    del joined["unavailable"]  # it is there only where Discord had told us of the server before
    await server.dispatch("GUILD_CREATE", joined)
    await until(lambda: {("left", OURS), ("joined", f"discord:{new}")} <= set(store.seen))


async def test_an_outage_of_discord_s_is_no_going(server: DiscordServer, start: Start, knowledge: Knowledge) -> None:
    store = Gates()
    await start(Guide(knowledge, store, Today()))
    await server.dispatch("GUILD_DELETE", {"id": str(payloads.GUILD), "unavailable": True})
    await server.dispatch("GUILD_DELETE", {"id": str(payloads.OTHER_GUILD)})
    await until(lambda: ("left", f"discord:{payloads.OTHER_GUILD}") in store.seen)
    assert ("left", f"discord:{payloads.GUILD}") not in store.seen


async def test_servers_are_compared_only_when_those_of_all_shards_are_known(knowledge: Knowledge) -> None:
    store = Gates()
    async with running(shards=2) as server:
        server.gateway.held[1] = asyncio.Event()
        bot = DiscordService(Guide(knowledge, store, Today()), Discord(api_url=server.api_url), TOKEN)
        starting = asyncio.create_task(bot.start())
        await until(lambda: len(server.gateway.identified) == 2)
        assert store.seen == []
        server.gateway.held[1].set()
        await starting
        await until(lambda: store.seen == [BOTH])
        await bot.stop()


async def test_a_server_that_removed_us_while_we_were_away_is_left_and_one_that_is_back_is_not(
    start: Start, server: DiscordServer, knowledge: Knowledge, tmp_path: Path
) -> None:
    day = datetime.datetime(2026, 11, 24)  # noqa: DTZ001 - the store keeps times without a zone
    store = await SqlStore.open(file_url(tmp_path / "guide.db"), lambda: day)
    gone = "discord:77"
    for community in (gone, OURS, "telegram:-1"):
        await store.keep_setting(community, "cooldown", "5", Act("discord:7", "set"))
    await store.community_left(OURS)

    await start(Guide(knowledge, store, Today()))
    await until_left(store, {gone})
    day += datetime.timedelta(31)
    await store.expire()

    kept = [bool((await store.kept(community)).settings) for community in (gone, OURS, "telegram:-1")]
    assert kept == [False, True, True]
    await store.close()


async def until_left(store: SqlStore, names: set[str]) -> None:
    """Waits until the bot counts as removed from these communities and no others."""
    async with asyncio.timeout(10):
        while await left(store) != names:  # noqa: ASYNC110 - nobody tells when a database has changed
            await asyncio.sleep(0.01)


async def left(store: SqlStore) -> set[str]:
    """The communities that the bot counts as removed from."""
    async with store._database.reading() as session:
        return set(await session.scalars(select(Community.community).where(Community.left.is_not(None))))
