from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.knowledge.content import load
from bot.core.knowledge.model import Library
from bot.core.matching.compiling import against, topic_texts
from bot.core.matching.decide import Outcome
from bot.core.matching.knowledge_base import Knowledge
from tests.core.small_content import SmallContent


def test_every_question_of_every_topic_finds_its_topic(library: Library, knowledge: Knowledge) -> None:
    asked = [(name, text) for name, texts in topic_texts(library) for text in texts]
    assert [knowledge.topics.find(text).candidates[0].name for _, text in asked] == [name for name, _ in asked]


def test_every_title_of_a_topic_finds_it(library: Library, knowledge: Knowledge) -> None:
    titled = [(name, title) for name, topic in library.topics.items() for title in topic.title.values()]
    found = [knowledge.topics.find(title) for _, title in titled]
    assert [(each.candidates[0].name, each.exact) for each in found] == [(name, True) for name, _ in titled]


def test_no_near_miss_is_answered(library: Library, knowledge: Knowledge) -> None:
    near_misses = [text for topic in library.topics.values() for text in topic.near_misses]
    assert not [text for text in near_misses if knowledge.topics.find(text).outcome is Outcome.ANSWER]


def test_nothing_said_elsewhere_is_answered(library: Library, knowledge: Knowledge) -> None:
    elsewhere = [text for group in library.elsewhere.values() for texts in group.values() for text in texts]
    assert not [text for text in elsewhere if knowledge.topics.find(text).outcome is Outcome.ANSWER]


def test_near_misses_of_a_topic_are_a_counter_entry(library: Library) -> None:
    assert dict(against(library))["like momo-identity"][:2] == [
        "momo challenge on youtube",
        "where can i eat nepalese momo",
    ]


def test_what_is_said_elsewhere_stands_against_the_topic_that_is_nearest(content: SmallContent) -> None:
    content.write("elsewhere.yaml", "groups: {home: {en: [what does my cat eat], zh: [猫吃什么]}}\n")
    like = dict(against(load(content.folder)))
    assert {"what does my cat eat", "猫吃什么"} <= set(like["like cat-tax"])


def test_what_is_like_no_topic_at_all_stands_by_itself(content: SmallContent) -> None:
    content.write("elsewhere.yaml", "groups: {odd: {en: [zzzz qqqq], zh: [龘龘]}}\n")
    assert dict(against(load(content.folder)))["like nothing"] == ["zzzz qqqq", "龘龘"]


@pytest.mark.parametrize("text", ["Thank you!", "谢谢", "謝謝！", "how do i say thank you", "谢谢怎么说"])
def test_a_phrase_is_found_by_its_text_and_by_its_questions(knowledge: Knowledge, text: str) -> None:
    assert knowledge.phrases.find(text).candidates[0].name == "thank-you"


def test_a_term_is_found_by_its_pinyin(knowledge: Knowledge) -> None:
    assert knowledge.glossary.find("zhong cao") == ("种草",)


@given(st.text(st.characters(), max_size=120))
def test_any_text_has_an_outcome(knowledge: Knowledge, text: str) -> None:
    assert knowledge.topics.find(text).outcome in Outcome


@given(st.text(st.sampled_from("cat tax momo number 猫税手机号 ?"), max_size=60))
def test_the_confidence_is_between_nothing_and_certain(knowledge: Knowledge, text: str) -> None:
    assert 0.0 <= knowledge.topics.find(text).confidence <= 1.0
