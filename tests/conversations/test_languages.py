"""Which language an answer is in: the steps of the ladder, one above the other."""

from __future__ import annotations

import pytest

from bot.core.guide import Guide
from bot.core.knowledge.model import Library
from bot.core.matching.knowledge_base import Knowledge
from bot.storage.memory import MemoryStore
from tests.conversations.people import Person, found
from tests.real_content import Day

ENGLISH = "do i need a chinese phone number"
SIMPLIFIED = "小红书是什么"
TRADITIONAL = "小紅書是什麼"


@pytest.mark.parametrize("chosen", ["en", "zh-Hans", "zh-Hant"])
@pytest.mark.parametrize("text", [ENGLISH, SIMPLIFIED, TRADITIONAL, "yyds", "/tour"])
async def test_what_a_person_chose_wins_over_everything(guide: Guide, chosen: str, text: str) -> None:
    anna = Person(guide, client_language="fr", community_language="zh-TW")
    await anna.says(f"/lang {chosen}")

    assert (await anna.says(text)).language == chosen


@pytest.mark.parametrize(("text", "language"), [(ENGLISH, "en"), (SIMPLIFIED, "zh-Hans"), (TRADITIONAL, "zh-Hant")])
async def test_the_language_of_a_sentence_wins_over_client_and_community(
    guide: Guide, text: str, language: str
) -> None:
    others = next(other for other in ("en", "zh-Hans", "zh-Hant") if other != language)
    anna = Person(guide, client_language=others, community_language=others)

    assert (await anna.says(text)).language == language


@pytest.mark.parametrize("text", ["种草", "momo", "yyds", "小红书", "666", "🐂🍺"])
@pytest.mark.parametrize("client", ["en", "zh-Hans", "zh-Hant"])
async def test_a_bare_term_is_no_evidence_so_the_client_decides(guide: Guide, text: str, client: str) -> None:
    assert (await Person(guide, client_language=client).says(text)).language == client


async def test_the_client_wins_over_the_community_where_nobody_else_reads(guide: Guide) -> None:
    anna = Person(guide, client_language="zh-TW", community_language="en")

    assert (await anna.says("yyds")).language == "zh-Hant"


async def test_the_client_is_not_used_where_others_read_too(guide: Guide) -> None:
    anna = Person(guide, private=False, client_language="zh-TW", community_language="en")

    assert (await anna.says("yyds")).language == "en"


async def test_what_a_person_chose_is_used_where_others_read_too(guide: Guide) -> None:
    anna = Person(guide, private=False, community_language="en")
    await anna.says("/lang zh-Hant")

    assert (await anna.says("yyds")).language == "zh-Hant"


async def test_the_community_decides_where_nothing_else_is_known(guide: Guide) -> None:
    assert (await Person(guide, community_language="zh-CN").says("yyds")).language == "zh-Hans"


async def test_a_client_that_speaks_what_we_do_not_is_passed_over(guide: Guide) -> None:
    anna = Person(guide, client_language="fr", community_language="zh-CN")

    assert (await anna.says("yyds")).language == "zh-Hans"


async def test_english_is_the_last_resort(anna: Person) -> None:
    assert (await anna.says("yyds")).language == "en"


async def test_the_operator_may_name_another_last_resort(real: Knowledge) -> None:
    guide = Guide(real, MemoryStore(), Day(), default_language="zh-Hant")

    assert (await Person(guide).says("yyds")).language == "zh-Hant"


@pytest.mark.parametrize("shelf", ["getting-started", "language-and-translation"])
async def test_the_id_of_a_shelf_is_no_english_sentence(guide: Guide, shelf: str) -> None:
    assert (await Person(guide, client_language="zh-CN").says(f"/topics {shelf}")).language == "zh-Hans"


async def test_a_button_is_answered_in_the_language_of_its_reply(guide: Guide) -> None:
    anna = Person(guide, client_language="en")
    reply = await anna.says(SIMPLIFIED)

    assert (await anna.presses(reply.choices[0].label)).language == "zh-Hans"


async def test_one_person_s_choice_is_not_another_s(guide: Guide) -> None:
    await Person(guide, "anna").says("/lang zh-Hant")

    assert (await Person(guide, "bea").says("yyds")).language == "en"


async def test_a_question_in_traditional_characters_finds_the_same_topic(anna: Person) -> None:
    assert found(await anna.says(TRADITIONAL)) == found(await anna.says(SIMPLIFIED))


async def test_a_traditional_answer_has_no_simplified_character_left(guide: Guide) -> None:
    anna = Person(guide, client_language="zh-TW")
    reply = await anna.says(TRADITIONAL)
    shown = "".join((reply.title, reply.body, *reply.footers, *(choice.label for choice in reply.choices)))

    assert set(shown) & set("这们个说国号码册发实网电话后与为没会时问应该") == set()


async def test_the_buttons_of_a_traditional_answer_work(guide: Guide) -> None:
    anna = Person(guide, client_language="zh-TW")
    reply = await anna.says(TRADITIONAL)
    label = reply.choices[0].label

    assert (await anna.presses(label)).title == label


async def test_lang_shows_each_language_by_its_own_name(anna: Person) -> None:
    labels = [choice.label for choice in (await anna.says("/lang")).choices]

    assert labels == ["English", "简体中文", "繁體中文"]


@pytest.mark.parametrize(
    ("word", "language"),
    [
        ("english", "en"),
        ("EN", "en"),
        ("chinese", "zh-Hans"),
        ("中文", "zh-Hans"),
        ("简体中文", "zh-Hans"),
        ("繁體中文", "zh-Hant"),
        ("繁体中文", "zh-Hant"),
        ("zh-TW", "zh-Hant"),
    ],
)
async def test_lang_takes_a_language_by_any_of_its_names(anna: Person, word: str, language: str) -> None:
    await anna.says(f"/lang {word}")

    assert (await anna.says("yyds")).language == language


async def test_lang_confirms_in_the_language_that_was_chosen(anna: Person, library: Library) -> None:
    reply = await anna.says("/lang zh")

    assert reply.body == library.wording["zh"].lang_set.format(language="简体中文")


async def test_lang_does_not_pretend_to_speak_every_language(anna: Person, library: Library) -> None:
    reply = await anna.says("/lang klingon")

    assert reply.body == library.wording["en"].lang_unknown
    assert len(reply.choices) == 3
