"""What is kept about people, and how it goes."""

from __future__ import annotations

import pytest

from bot.core.guide import Guide
from bot.core.knowledge.wording import Wording
from bot.core.matching.knowledge_base import Knowledge
from bot.core.ports import StoreError
from bot.storage.memory import MemoryStore
from tests.conversations.people import Person, tokens
from tests.real_content import Day


class ForgetfulStore(MemoryStore):
    """A store whose database cannot be reached."""

    async def remember_language(self, person: str, language: str) -> None:
        raise StoreError("the database cannot be reached")

    async def forget(self, person: str) -> None:
        raise StoreError("the database cannot be reached")


@pytest.fixture
def bea(real: Knowledge) -> Person:
    """Somebody whose guide cannot remember anything."""
    return Person(Guide(real, ForgetfulStore(), Day()), "bea")


async def test_privacy_says_what_is_kept(anna: Person, english: Wording) -> None:
    assert (await anna.says("/privacy")).body.startswith(english.privacy)


async def test_privacy_offers_to_forget(anna: Person) -> None:
    assert tokens(await anna.says("/privacy")) == ["/forget"]


async def test_forget_removes_the_language_that_was_chosen(anna: Person) -> None:
    await anna.says("/lang zh-Hant")
    await anna.says("/forget")

    assert (await anna.says("yyds")).language == "en"


async def test_forget_leaves_everybody_else_alone(guide: Guide) -> None:
    anna, bea = Person(guide, "anna"), Person(guide, "bea")
    await anna.says("/lang zh-Hant")
    await bea.says("/forget")

    assert (await anna.says("yyds")).language == "zh-Hant"


async def test_forget_says_that_it_is_done(anna: Person, english: Wording) -> None:
    assert (await anna.says("/forget")).body == english.forgotten


async def test_nobody_in_particular_is_not_remembered(guide: Guide) -> None:
    await Person(guide, "").says("/lang zh-Hant")

    assert (await Person(guide, "").says("yyds")).language == "en"


@pytest.mark.parametrize("text", ["/lang zh", "/forget"])
async def test_what_cannot_be_remembered_is_said_so(bea: Person, english: Wording, text: str) -> None:
    assert (await bea.says(text)).body == english.not_remembered


async def test_questions_are_answered_though_nothing_can_be_remembered(bea: Person) -> None:
    await bea.says("/lang zh")

    assert (await bea.says("cat tax")).title == "What is the cat tax?"
