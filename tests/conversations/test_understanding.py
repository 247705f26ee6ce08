"""The order in which a text without a command is understood."""

from __future__ import annotations

import pytest

from bot.core.knowledge.wording import Wording
from bot.core.matching.compiling import compile_knowledge
from bot.core.matching.decide import Outcome
from bot.core.matching.knowledge_base import Knowledge
from tests.conversations.people import Person, found, guide_of, tokens
from tests.core.small_content import SmallContent


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("what does momo mean", "momo-identity"),
        ("someone commented 猫税 under my hello", "cat-tax"),
        ("洋抖啥意思", "tiktok-refugee-meaning"),
    ],
)
async def test_a_question_of_a_topic_is_answered_by_it_though_it_asks_for_a_term(
    anna: Person, text: str, topic: str
) -> None:
    assert found(await anna.says(text)) == ("topic", topic)


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("how do i say hello to everyone in chinese", "first-post-and-greetings"),
        ("what do i write back to lihua", "li-hua"),
        ("双语文案怎么写", "write-for-translation"),
    ],
)
async def test_a_question_of_a_topic_is_answered_by_it_though_it_asks_how_to_say_something(
    anna: Person, text: str, topic: str
) -> None:
    assert found(await anna.says(text)) == ("topic", topic)


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("what does cat tax mean", "交猫税"),
        ("what does yyds mean", "yyds"),
        ("yyds meaning", "yyds"),
        ("种草什么意思", "种草"),
        ("種草是什麼意思", "种草"),
    ],
)
async def test_a_question_for_a_term_is_answered_by_it_though_a_topic_is_near(
    anna: Person, text: str, term: str
) -> None:
    assert found(await anna.says(text)) == ("term", term)


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("how do i say thank you so much", "thank-you-so-much"),
        ("谢谢怎么说", "thank-you-so-much"),
        ("how do i ask an author to let me repost", "may-i-repost"),
        ("跟大家打招呼怎么说", "hello-everyone"),
    ],
)
async def test_a_wish_to_say_something_finds_a_phrase_though_a_topic_is_near(
    anna: Person, text: str, phrase: str
) -> None:
    assert found(await anna.says(text)) == ("phrase", phrase)


@pytest.mark.parametrize(("text", "topic"), [("cat tax", "cat-tax"), ("momo", "momo-identity"), ("李华", "li-hua")])
async def test_a_bare_term_of_which_a_topic_tells_is_answered_by_the_topic(anna: Person, text: str, topic: str) -> None:
    assert found(await anna.says(text)) == ("topic", topic)


@pytest.mark.parametrize(
    ("text", "term"),
    [("yyds", "yyds"), ("zhong cao", "种草"), ("666", "666"), ("nobody cares", "nbcs"), ("🐂🍺", "牛逼")],
)
async def test_a_bare_term_is_explained_though_it_resembles_a_topic(anna: Person, text: str, term: str) -> None:
    assert found(await anna.says(text)) == ("term", term)


async def test_a_bare_term_is_explained_though_there_are_choices(anna: Person, real: Knowledge) -> None:
    term = next(name for name in real.library.terms if real.topics.find(name).outcome is Outcome.CHOICES)

    assert found(await anna.says(term)) == ("term", term)


@pytest.mark.parametrize("text", ["she", "man", "hen", "ta"])
async def test_a_word_that_is_pinyin_of_one_syllable_is_no_bare_term(anna: Person, text: str) -> None:
    assert found(await anna.says(text))[0] != "term"


async def test_topics_that_may_be_meant_are_offered(anna: Person, vague: str) -> None:
    reply = await anna.says(vague)

    assert reply.match is not None
    assert reply.match.outcome == "choices"
    assert [f"/topic {each.id}" for each in reply.match.offered] == tokens(reply)[:-1]


async def test_none_of_these_stands_below_the_choices(anna: Person, english: Wording, vague: str) -> None:
    last = (await anna.says(vague)).choices[-1]

    assert (last.label, last.token) == (english.none_of_these, "/none")


async def test_at_most_three_topics_are_offered(anna: Person, vague: str) -> None:
    reply = await anna.says(vague)

    assert reply.match is not None
    assert 2 <= len(reply.match.offered) <= 3


async def test_what_nobody_knows_is_unknown_and_shows_ways_on(anna: Person, english: Wording) -> None:
    reply = await anna.says("qwertyuiop")

    assert (found(reply), reply.body) == (("unknown", ""), english.unknown)
    assert tokens(reply) == ["/topics", "/tour", "/say"]


async def test_a_term_that_two_headwords_share_is_asked_back(content: SmallContent) -> None:
    bea = Person(guide_of(compile_knowledge(content.library())))
    reply = await bea.says("zc")

    assert tokens(reply) == ["/term 种草", "/term 666", "/none"]


@pytest.mark.parametrize(
    "text",
    [
        "mom",
        "what is a moment",
        "lol same",
        "is it safe to eat raw chicken",
        "good morning everyone",
        "what's the weather like",
        "今天天气怎么样",
        "asdf",
    ],
)
async def test_chatter_gets_no_answer(anna: Person, text: str) -> None:
    assert found(await anna.says(text)) == ("unknown", "")


async def test_a_pasted_chinese_line_is_explained_to_somebody_who_reads_english(real: Knowledge) -> None:
    bea = Person(guide_of(real), client_language="en-GB")
    reply = await bea.says("姐妹们这个口红我真的被种草了，太好看了吧")

    assert reply.translation is not None


async def test_the_same_line_is_a_question_from_somebody_who_reads_chinese(real: Knowledge) -> None:
    bea = Person(guide_of(real), client_language="zh-CN")
    reply = await bea.says("姐妹们这个口红我真的被种草了，太好看了吧")

    assert reply.translation is None


@pytest.mark.parametrize("text", ["do i need a chinese phone numbr", "account", "yyds", "qwertyuiop", "/tour"])
async def test_the_same_question_twice_gets_the_same_reply(anna: Person, text: str) -> None:
    assert await anna.says(text) == await anna.says(text)


async def test_the_confidence_is_a_share_of_one(anna: Person) -> None:
    reply = await anna.says("cat tax")

    assert reply.match is not None
    assert 0 < reply.match.confidence <= 1


async def test_the_candidates_are_named_even_where_nothing_is_answered(anna: Person) -> None:
    reply = await anna.says("is it safe to eat raw chicken")

    assert reply.match is not None
    assert "is-it-safe" in [candidate.id for candidate in reply.match.candidates]
