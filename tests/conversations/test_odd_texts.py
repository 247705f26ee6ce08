"""Whatever a person can send, they get a reply."""

from __future__ import annotations

import asyncio

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.core.commands.table import COMMANDS
from bot.core.guide import Guide
from bot.core.knowledge.wording import Wording
from bot.core.message import Message
from bot.markup import faults, parse, plain
from tests.conversations.people import Person, found

any_text = st.text(st.characters(), max_size=200)
"""Lone surrogates, control characters and all."""

commands = st.sampled_from([f"/{command.name}" for command in COMMANDS])
scraps = st.sampled_from(
    ["what does ", "how do i say ", "什么意思", "怎么说", " mean", "**", "](", "`", "> ", "# ", "\n- "]
)
languages = st.sampled_from(["", "en", "zh-CN", "zh-TW", "fr", "\ud800", "zh-\x00"])


@pytest.mark.parametrize(
    "text", ["", " ", "\n\n", "!!!", "...", "😀", "👨‍👩‍👧‍👦", "\u200b\u200b", "\x00\x07", "\ud800", "\u200b"]
)
async def test_what_says_nothing_is_asked_for_words(anna: Person, english: Wording, text: str) -> None:
    assert (await anna.says(text)).body == english.empty


async def test_a_wall_of_text_is_asked_for_a_sentence(anna: Person, english: Wording) -> None:
    assert (await anna.says("how do i sign up " * 6_000)).body == english.too_long


@pytest.mark.parametrize("name", [command.name for command in COMMANDS])
async def test_every_command_survives_a_wall_of_text(anna: Person, name: str) -> None:
    assert (await anna.says(f"/{name} " + "种草 how " * 16_000)).title


@pytest.mark.parametrize(
    "text",
    [
        "do i need\x00 a chinese\x07 phone number",
        "do i n\u200beed a chi\u200dnese phone number\ufeff",
        "do i need a chinese \ud800phone number\udfff",
        "\u202edo i need a chinese phone number\u202c",
        "ＤＯ Ｉ ＮＥＥＤ Ａ ＣＨＩＮＥＳＥ ＰＨＯＮＥ ＮＵＭＢＥＲ",
        "  do i need a\tchinese\nphone number ?!?",
    ],
    ids=["control", "zero-width", "lone surrogates", "right-to-left", "full-width", "white space"],
)
async def test_what_cannot_be_seen_does_not_change_the_answer(anna: Person, text: str) -> None:
    assert found(await anna.says(text)) == ("topic", "foreign-phone-number")


async def test_a_command_behind_an_invisible_character_is_a_command(anna: Person) -> None:
    assert await anna.says("\u200b/tour") == await anna.says("/tour")


@settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=any_text, client=languages, private=st.booleans())
def test_any_text_gets_a_reply(guide: Guide, text: str, client: str, private: bool) -> None:
    reply = asyncio.run(guide.reply(Message(text, person="anna", private=private, client_language=client)))

    assert reply.title


@settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(command=commands, argument=any_text, client=languages)
def test_any_command_with_any_argument_gets_a_reply(guide: Guide, command: str, argument: str, client: str) -> None:
    reply = asyncio.run(guide.reply(Message(f"{command} {argument}", client_language=client)))

    assert reply.title


@settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(parts=st.lists(st.one_of(scraps, any_text, commands), max_size=6))
def test_every_reply_is_in_the_markdown_subset(guide: Guide, parts: list[str]) -> None:
    reply = asyncio.run(guide.reply(Message("".join(parts), person="anna")))

    assert list(faults(reply.body)) == []


@settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=any_text)
def test_every_reply_can_be_sent_as_text(guide: Guide, text: str) -> None:
    reply = asyncio.run(guide.reply(Message(text, quoted=text)))
    shown = (reply.title, plain(parse(reply.body)), reply.copyable, *(choice.label for choice in reply.choices))

    assert "".join(shown).encode().decode() == "".join(shown)


@settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=any_text)
def test_any_text_can_be_completed_searched_and_overheard(guide: Guide, text: str) -> None:
    async def everything() -> None:
        await guide.complete(Message(text))
        await guide.search(Message(text))
        await guide.overheard(Message(text, private=False))

    asyncio.run(everything())
    guide.explain(text)
