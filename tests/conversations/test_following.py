"""Asking on: "and on android?", "why?", "那要多久" right after an answer."""

from __future__ import annotations

import dataclasses

import pytest

from bot.core.guide import Guide
from bot.core.language import of_sentence
from bot.core.last_answers import SECONDS
from bot.core.matching.compiling import compile_knowledge
from bot.core.matching.following import follow_up
from bot.core.matching.knowledge_base import Knowledge
from bot.core.message import Reply
from bot.storage.memory import MemoryStore
from tests.conversations.people import Person, found, guide_of, tokens
from tests.core.small_content import SmallContent
from tests.real_content import Day


class Timer:
    """Seconds that pass when a test says so."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def after(reply: Reply) -> str:
    """The topic that a question was understood as a follow-up to."""
    assert reply.match is not None
    return reply.match.after


async def shown(person: Person, topic: str, language: str = "en") -> Reply:
    """Shows somebody a topic, as a button does."""
    pressed = dataclasses.replace(person.about, text=f"/topic {topic}", reply_language=language)
    return await person.guide.reply(pressed)


class TestThatTheLastAnswerSays:
    """What stands in the answer already is quoted from it; the card is not sent again."""

    @pytest.mark.parametrize(
        ("topic", "text", "said"),
        [
            ("get-the-app", "how much?", "free download"),
            ("sign-up-steps", "how long does that take", "a few minutes"),
            ("delete-account", "and my notes?", "Notes and followers will be lost"),
            ("delete-account", "how long?", "7-day cooling-off"),
            ("cat-tax", "what about dogs", "Dogs, other pets"),
            ("founders", "when?", "2013"),
        ],
    )
    async def test_is_quoted(self, anna: Person, topic: str, text: str, said: str) -> None:
        await shown(anna, topic)
        reply = await anna.says(text)

        assert (found(reply), after(reply)) == (("topic", topic), topic)
        assert said in reply.body

    @pytest.mark.parametrize(
        ("topic", "text", "said"),
        [
            ("get-the-app", "多少钱", "可以免费下载"),
            ("sign-up-steps", "那要多久", "几分钟"),
            ("delete-account", "那笔记呢", "笔记和粉丝都没了"),
            ("cat-tax", "那狗呢", "发狗"),
        ],
    )
    async def test_is_quoted_in_chinese(self, anna: Person, topic: str, text: str, said: str) -> None:
        await shown(anna, topic, "zh-Hans")

        assert said in (await anna.says(text)).body

    @pytest.mark.parametrize(
        ("question", "text"),
        [
            ("how do i get the app", "and on android?"),
            ("how do i get the app", "what about iphone"),
            ("怎么下载小红书", "那安卓呢"),
            ("why does my profile show my country", "why?"),
            ("为什么主页会显示我的IP属地", "为什么"),
        ],
    )
    async def test_or_at_least_named_as_all_that_is_known(self, anna: Person, question: str, text: str) -> None:
        first = await anna.says(question)
        second = await anna.says(text)

        assert second.body == anna.guide.wording(first.language).follow_up_same
        assert (second.title, second.sources, second.choices) == (first.title, first.sources, first.choices)


async def test_what_goes_on_from_the_last_answer_is_asked_about_it_though_another_topic_would_answer(
    anna: Person,
) -> None:
    alone = await Person(anna.guide, "ben").says("那数据呢")
    await shown(anna, "delete-account", "zh-Hans")

    assert after(await anna.says("那数据呢")) == "delete-account"
    assert found(alone) == ("topic", "contested-numbers")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [("and what does yyds mean?", ("term", "yyds")), ("and how do i say thank you?", ("phrase", "thank-you-so-much"))],
)
async def test_a_question_for_a_word_is_none_about_the_last_answer(
    anna: Person, text: str, wanted: tuple[str, str]
) -> None:
    await shown(anna, "cat-tax", of_sentence(text) or "en")

    assert found(await anna.says(text)) == wanted


@pytest.mark.parametrize("text", ["why?", "and then?", "为什么", "然后呢"])
async def test_a_follow_up_to_nothing_is_never_answered(anna: Person, text: str) -> None:
    assert found(await anna.says(text))[0] in {"choices", "unknown"}


@pytest.mark.parametrize(
    ("question", "text", "topic"),
    [
        ("can i watch live streams", "how much can i earn", "earn-money"),
        ("how many people came", "why?", "why-they-came"),
    ],
)
async def test_a_neighbour_that_is_surely_meant_is_answered(anna: Person, question: str, text: str, topic: str) -> None:
    first = await anna.says(question)
    second = await anna.says(text)

    assert found(second) == ("topic", topic)
    assert second.footers[-1] == anna.guide.wording(first.language).follow_up.format(title=first.title)


@pytest.mark.parametrize(
    ("last", "text", "topic"),
    [
        ("built-in-translate", "and videos?", "translate-pictures-and-video"),
        ("built-in-translate", "what about pictures", "translate-pictures-and-video"),
        ("appeal-a-penalty", "那要多久", "penalties"),
        ("age-limit", "and for kids?", "children-and-parents"),
        ("is-it-safe", "and for children", "children-and-parents"),
        ("get-the-app", "then what", "sign-up-steps"),
        ("founders", "多少钱", "value-and-profit"),
        ("built-in-translate", "那视频呢", "translate-pictures-and-video"),
        ("how-many-came", "为什么", "why-they-came"),
        ("get-the-app", "然后呢", "first-day-checklist"),
        ("delete-account", "那数据呢", "data-location"),
    ],
)
async def test_neighbours_that_may_be_meant_are_offered_best_first(
    anna: Person, last: str, text: str, topic: str
) -> None:
    first = await shown(anna, last, of_sentence(text) or "en")
    second = await anna.says(text)

    assert found(second)[0] == "choices"
    assert tokens(second)[0] == f"/topic {topic}"
    assert first.title in second.body


@pytest.mark.parametrize(
    ("topic", "text", "language"),
    [("tiktok-law", "and then?", "en"), ("cat-tax", "那要多久", "zh-Hans")],
)
async def test_where_nothing_fits_better_the_ways_on_are_offered(
    anna: Person, real: Knowledge, topic: str, text: str, language: str
) -> None:
    await shown(anna, topic, language)

    offered = {token.removeprefix("/topic ") for token in tokens(await anna.says(text))[:-1]}
    assert offered == set(real.library.topics[topic].next)


@pytest.mark.parametrize(
    "text", ["yyds", "what is the cat tax", "do i need a chinese phone number", "and did they stay?"]
)
async def test_a_sure_question_of_its_own_wins(anna: Person, text: str) -> None:
    alone = await Person(anna.guide, "bea").says(text)
    await shown(anna, "get-the-app")

    assert await anna.says(text) == alone


@pytest.mark.parametrize(
    "text", ["thanks!", "lol ok", "nice", "then ok", "really?", "how are you", "谢谢", "好的呢", "你呢"]
)
async def test_chatter_is_no_follow_up(anna: Person, text: str) -> None:
    await shown(anna, "get-the-app")

    assert after(await anna.says(text)) == ""


async def test_chatter_does_not_end_the_talk(anna: Person) -> None:
    await shown(anna, "get-the-app")
    await anna.says("thanks!")

    assert after(await anna.says("how much?")) == "get-the-app"


async def test_an_answer_about_something_else_does(anna: Person) -> None:
    await shown(anna, "get-the-app")
    await anna.says("yyds")

    assert after(await anna.says("how much?")) == ""


async def test_a_follow_up_can_be_followed_up(anna: Person) -> None:
    await anna.says("can i watch live streams")
    await anna.says("how much can i earn")

    assert after(await anna.says("then what")) == "earn-money"


async def test_a_chosen_topic_can_be_asked_on(anna: Person, real: Knowledge) -> None:
    await shown(anna, "built-in-translate")
    await anna.says("and videos?")
    await anna.presses(real.library.topics["translate-pictures-and-video"].title["en"])

    assert after(await anna.says("then what")) == "translate-pictures-and-video"


async def test_a_follow_up_without_a_language_of_its_own_is_answered_in_that_of_the_answer(real: Knowledge) -> None:
    li = Person(guide_of(real), "li", client_language="en")
    await li.says("怎么下载小红书")

    assert (await li.says("多少钱")).language == "zh-Hans"


async def test_for_five_minutes(real: Knowledge) -> None:
    timer = Timer()
    anna = Person(Guide(real, MemoryStore(), Day(), timer=timer))
    await shown(anna, "get-the-app")
    timer.now += SECONDS - 1
    assert after(await anna.says("how much?")) == "get-the-app"
    timer.now += SECONDS

    assert after(await anna.says("how much?")) == ""


async def test_never_what_somebody_else_was_answered(guide: Guide) -> None:
    anna, bea = (Person(guide, name, conversation="channel", private=False) for name in ("anna", "bea"))
    await shown(anna, "get-the-app")

    assert after(await bea.says("how much?")) == ""


@pytest.mark.parametrize("place", [{"conversation": "another"}, {"thread": "17"}])
async def test_never_what_was_answered_elsewhere(guide: Guide, place: dict[str, str]) -> None:
    here, there = Person(guide), Person(guide, "anna", **place)
    await shown(here, "get-the-app")

    assert after(await there.says("how much?")) == ""


@pytest.mark.parametrize("unknown", ["person", "conversation"])
async def test_nobody_in_particular_is_not_remembered(guide: Guide, unknown: str) -> None:
    somebody = Person(guide, "anna", **{unknown: ""})
    await shown(somebody, "get-the-app")

    assert after(await somebody.says("how much?")) == ""


async def test_what_was_not_said_to_us_is_no_follow_up(anna: Person) -> None:
    await shown(anna, "get-the-app")

    assert await anna.guide.overheard(dataclasses.replace(anna.about, text="how much?")) is None


async def test_an_answer_that_nobody_asked_for_can_be_asked_on(anna: Person) -> None:
    await anna.guide.overheard(dataclasses.replace(anna.about, text="how do i get the app"))

    assert after(await anna.says("how much?")) == "get-the-app"


async def test_forget_ends_it_everywhere(guide: Guide) -> None:
    here, there = Person(guide), Person(guide, "anna", conversation="another")
    await shown(there, "get-the-app")
    await here.says("/forget")

    assert after(await there.says("how much?")) == ""


async def test_a_topic_that_is_gone_after_a_reload_is_not_followed_up(anna: Person, content: SmallContent) -> None:
    await shown(anna, "delete-account")
    anna.guide.learn(compile_knowledge(content.library()))

    assert after(await anna.says("how much?")) == ""


async def test_what_is_said_elsewhere_gets_no_answer_for_following_one(real: Knowledge) -> None:
    said = [line for group in real.library.elsewhere.values() for own in group.values() for line in own]
    lines = [line for line in said if follow_up(line)]  # anything else is understood as it always is
    guide = guide_of(real)
    answered = set()
    for topic in real.library.topics:
        anna = Person(guide, topic)
        for line in lines:
            await shown(anna, topic)
            match = (await anna.says(line)).match
            if match and match.after and match.outcome == "answer" and match.id != match.after:
                answered.add(line)

    assert answered == set()


async def test_privacy_says_what_is_kept_for_minutes(anna: Person) -> None:
    assert "in memory for five minutes" in (await anna.says("/privacy")).body
