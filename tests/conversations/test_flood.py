"""Who writes faster than anybody reads."""

from __future__ import annotations

import pytest

from bot.core.knowledge.wording import Wording
from bot.core.matching.knowledge_base import Knowledge
from bot.limiting import PerMinute
from tests.conversations.people import Person, guide_of


@pytest.fixture
def anna(real: Knowledge) -> Person:
    """Somebody who may ask three times a minute."""
    return Person(guide_of(real, limiter=PerMinute(3)))


async def wear_out(person: Person) -> None:
    for _ in range(3):
        await person.says("yyds")


async def test_who_asks_as_often_as_allowed_is_answered(anna: Person) -> None:
    await anna.says("yyds")
    await anna.says("yyds")

    assert (await anna.says("cat tax")).title == "What is the cat tax?"


async def test_the_first_message_too_many_gets_one_polite_line(anna: Person, english: Wording) -> None:
    await wear_out(anna)
    reply = await anna.says("yyds")

    assert (reply.title, reply.audience) == (english.slow_down, "asker")


async def test_who_goes_on_gets_silence(anna: Person) -> None:
    await wear_out(anna)
    await anna.says("yyds")

    assert [(await anna.says("yyds")).audience for _ in range(3)] == ["nobody"] * 3


async def test_buttons_count_too(anna: Person, english: Wording) -> None:
    for token in ("/start", "/tour", "/tour 2"):
        await anna.says(token)

    assert (await anna.says("/tour 3")).title == english.slow_down


async def test_others_are_answered_meanwhile(anna: Person) -> None:
    await wear_out(anna)
    await anna.says("yyds")

    assert (await Person(anna.guide, "bea").says("cat tax")).title == "What is the cat tax?"


async def test_the_polite_line_is_in_the_person_s_language(real: Knowledge) -> None:
    bea = Person(guide_of(real, limiter=PerMinute(3)), client_language="zh-TW")
    await wear_out(bea)
    reply = await bea.says("yyds")

    assert (reply.title, reply.language) == (bea.guide.wording("zh-Hant").slow_down, "zh-Hant")
