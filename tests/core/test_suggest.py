"""What a text typed so far may become."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from bot.core.guide import Guide
from bot.core.matching.compiling import compile_knowledge
from bot.core.matching.knowledge_base import Knowledge
from bot.core.message import Message, Suggestion
from bot.core.suggest import MAX_SUMMARY, search, suggestions
from bot.storage.memory import MemoryStore
from tests.core.small_content import SmallContent
from tests.real_content import Day


@pytest.fixture(scope="module")
def knowledge(tmp_path_factory: pytest.TempPathFactory) -> Knowledge:
    return compile_knowledge(SmallContent.sound(tmp_path_factory.mktemp("suggest") / "content").library())


@pytest.fixture
def guide(knowledge: Knowledge) -> Guide:
    return Guide(knowledge, MemoryStore(), Day())


def ids(found: list[Suggestion]) -> list[str]:
    return [each.id for each in found]


# for one kind


@pytest.mark.parametrize("typed", ["", " "])
def test_before_anything_is_typed_topics_stand_in_their_order(knowledge: Knowledge, typed: str) -> None:
    assert ids(suggestions(knowledge, "topic", typed, "en", 25)) == [
        "phone-number",
        "get-the-app",
        "cat-tax",
        "momo-identity",
    ]


def test_before_anything_is_typed_every_term_is_suggested(knowledge: Knowledge) -> None:
    assert ids(suggestions(knowledge, "term", "", "en", 25)) == list(knowledge.library.terms)


def test_before_anything_is_typed_every_phrase_is_suggested(knowledge: Knowledge) -> None:
    assert ids(suggestions(knowledge, "phrase", "", "en", 25)) == list(knowledge.library.phrases)


@pytest.mark.parametrize(
    ("typed", "topic"),
    [
        ("What is the c", "cat-tax"),
        ("WHERE DO", "get-the-app"),
        ("什么是", "cat-tax"),
        ("什麼是", "cat-tax"),
        ("pink dinosaur", "momo-identity"),
        ("phone numbr", "phone-number"),
        ("momo", "momo-identity"),
    ],
    ids=["beginning", "capitals", "Chinese", "Traditional", "question", "slip", "inside"],
)
def test_the_topic_that_is_typed_comes_first(knowledge: Knowledge, typed: str, topic: str) -> None:
    assert ids(suggestions(knowledge, "topic", typed, "en", 25))[0] == topic


@pytest.mark.parametrize(
    ("typed", "term"),
    [
        ("种草", "种草"),
        ("種", "种草"),
        ("zhongc", "种草"),
        ("zhòng", "种草"),
        ("长", "种草"),
        ("yy", "yyds"),
        ("6", "666"),
        ("plays innocent", "绿茶"),
    ],
    ids=["whole", "Traditional", "pinyin", "tones", "variant", "letters", "digits", "meaning"],
)
def test_the_term_that_is_typed_comes_first(knowledge: Knowledge, typed: str, term: str) -> None:
    assert ids(suggestions(knowledge, "term", typed, "en", 25))[0] == term


@pytest.mark.parametrize(
    ("typed", "phrase"),
    [("Thank you f", "thanks-for-help"), ("谢谢大家", "thanks-for-welcome"), ("thanks", "thank-you")],
)
def test_the_phrase_that_is_typed_is_suggested(knowledge: Knowledge, typed: str, phrase: str) -> None:
    assert phrase in ids(suggestions(knowledge, "phrase", typed, "en", 25))


def test_nothing_is_suggested_where_nothing_is_like_it(knowledge: Knowledge) -> None:
    assert suggestions(knowledge, "topic", "ξψω", "en", 25) == []


def test_what_takes_anything_gets_no_suggestions(knowledge: Knowledge) -> None:
    assert suggestions(knowledge, "", "cat", "en", 25) == []


def test_no_more_is_suggested_than_there_is_room_for(knowledge: Knowledge) -> None:
    assert len(suggestions(knowledge, "topic", "", "en", 2)) == 2


@pytest.mark.parametrize("typed", ["t", "the", "momo", "谢"])
def test_nothing_is_suggested_twice(knowledge: Knowledge, typed: str) -> None:
    found = ids(suggestions(knowledge, "topic", typed, "en", 25))

    assert len(set(found)) == len(found)


@pytest.mark.parametrize(
    ("language", "title", "summary"),
    [
        ("en", "What is the cat tax?", "A joke; newcomers pay with a picture of their cat."),
        ("zh-Hans", "什么是交猫税？", "一个玩笑，新来的发一张猫的照片。"),
        ("zh-Hant", "什麼是交貓稅？", "一個玩笑，新來的發一張貓的照片。"),
    ],
)
def test_a_suggestion_is_in_the_reader_s_language(
    knowledge: Knowledge, language: str, title: str, summary: str
) -> None:
    (found,) = [each for each in suggestions(knowledge, "topic", "", language, 25) if each.id == "cat-tax"]

    assert (found.title, found.summary) == (title, summary)


def test_a_reader_whose_language_is_not_written_gets_the_first_one(content: SmallContent) -> None:
    whole = content.library()
    topics = {
        name: replace(topic, title={"en": topic.title["en"]}, answer={"en": topic.answer["en"]})
        for name, topic in whole.topics.items()
    }
    knowledge = compile_knowledge(replace(whole, languages=("en",), topics=topics))

    assert suggestions(knowledge, "topic", "cat", "zh-Hans", 25)[0].title == "What is the cat tax?"


def test_the_token_of_a_suggestion_asks_for_it(knowledge: Knowledge) -> None:
    tokens = [suggestions(knowledge, kind, "", "en", 1)[0].token for kind in ("topic", "term", "phrase")]

    assert tokens == ["/topic phone-number", "/term 种草", "/phrase thank-you"]


def test_a_long_summary_is_cut(content: SmallContent) -> None:
    content.change("topics/culture/cat-tax.yaml", "A joke; newcomers", "A very " + "long " * 50 + "joke; newcomers")
    knowledge = compile_knowledge(content.library())
    (found,) = [each for each in suggestions(knowledge, "topic", "", "en", 25) if each.id == "cat-tax"]

    assert len(found.summary) <= MAX_SUMMARY
    assert found.summary.endswith("…")


# of all kinds


def test_a_term_that_is_typed_whole_comes_before_topics(knowledge: Knowledge) -> None:
    assert search(knowledge, "种草", "en", 25)[0].id == "种草"


def test_all_kinds_take_turns(knowledge: Knowledge) -> None:
    assert [each.kind for each in search(knowledge, "", "en", 6)] == ["topic", "term", "phrase"] * 2


def test_no_more_is_found_than_there_is_room_for(knowledge: Knowledge) -> None:
    assert len(search(knowledge, "", "en", 5)) == 5


# for a line in the terminal


async def completed(guide: Guide, typed: str, **about: str) -> list[str]:
    return [each.token for each in await guide.complete(Message(typed, **about))]  # type: ignore[arg-type]


async def test_a_slash_is_completed_to_every_listed_command(guide: Guide) -> None:
    tokens = await completed(guide, "/")

    assert "/ask " in tokens
    assert "/none " not in tokens


async def test_the_beginning_of_a_command_is_completed(guide: Guide) -> None:
    assert await completed(guide, "/T") == [token for token in await completed(guide, "/") if token.startswith("/t")]


async def test_what_a_command_asks_for_is_completed(guide: Guide) -> None:
    assert (await completed(guide, "/slang yy"))[0] == "/term yyds"


async def test_a_question_is_completed_to_a_topic(guide: Guide) -> None:
    assert (await completed(guide, "what is the cat"))[0] == "/topic cat-tax"


@pytest.mark.parametrize("typed", ["/weather ber", "/tour 2", "/privacy "])
async def test_what_nothing_can_be_suggested_for_is_left_alone(guide: Guide, typed: str) -> None:
    assert await completed(guide, typed) == []


async def test_a_completion_is_in_the_reader_s_language(guide: Guide) -> None:
    (found, *_) = await guide.complete(Message("/slang yy", client_language="zh-TW"))

    assert found.summary == "永遠的神。"
