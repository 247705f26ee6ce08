"""Every topic of the content answers its own questions, and none of its near misses."""

from __future__ import annotations

import pytest

from bot.core.matching.knowledge_base import Knowledge
from tests.conversations.people import Person, found
from tests.real_content import CONTENT

TOPICS = sorted(path.stem for path in CONTENT.glob("topics/*/*.yaml"))


@pytest.mark.parametrize("name", TOPICS)
async def test_a_topic_answers_each_of_its_questions(anna: Person, real: Knowledge, name: str) -> None:
    questions = [question for own in real.library.topics[name].questions.values() for question in own]
    missed = [question for question in questions if found(await anna.says(question)) != ("topic", name)]

    assert missed == []


@pytest.mark.parametrize("name", TOPICS)
async def test_a_topic_answers_none_of_its_near_misses(anna: Person, real: Knowledge, name: str) -> None:
    near_misses = real.library.topics[name].near_misses
    hit = [text for text in near_misses if found(await anna.says(text)) == ("topic", name)]

    assert hit == []
