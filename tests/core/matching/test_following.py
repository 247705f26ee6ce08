"""What a follow-up looks like, and which sentences answer it."""

from __future__ import annotations

import pytest

from bot.core.matching.beside import LayeredMatcher
from bot.core.matching.following import among, follow_up
from bot.core.matching.knowledge_base import Knowledge
from bot.core.matching.passages import kind_of, passages

ANSWER = (
    "**Wait two days.** It is free. In 2024 it cost $3.\n\n- Cats are welcome.\n- Dogs stay out, because they bark."
)


@pytest.mark.parametrize(
    "text",
    [
        "why", "How much?", "and then", "so?", "what about tablets", "but with an old phone", "is it slow", "平板呢",
        "然后", "那不行怎么办", "為什麼", "要排队吗", "那iphone呢",
    ],
)  # fmt: skip
def test_what_leans_on_an_answer(text: str) -> None:
    assert follow_up(text) is not None


@pytest.mark.parametrize(
    "text",
    [
        "", "?", "那", "and", "cool", "tablets", "i bought a tablet", "and i bought a tablet", "what do you think",
        "and you?", "why did everybody suddenly leave the room", "那我先走了", "你呢", "平板电脑和手机有什么不同",
        "why " * 200,
    ],
)  # fmt: skip
def test_what_does_not(text: str) -> None:
    assert follow_up(text) is None


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("how long?", ["Wait two days."]),
        ("多少钱", ["It is free.", "In 2024 it cost $3."]),
        ("when?", ["In 2024 it cost $3."]),
        ("what about dogs", ["Dogs stay out, because they bark."]),
        ("why", []),  # the reason stands where it is that of something else
        ("how long for cats", []),
        ("and then", []),
    ],
)
def test_the_sentences_that_answer(text: str, said: list[str]) -> None:
    asked = follow_up(text)

    assert asked is not None
    assert passages(ANSWER, asked.kind, asked.content) == said


def test_a_question_of_no_known_kind_has_none() -> None:
    assert kind_of("where") is None


def test_hidden_entries_are_not_found(real: Knowledge) -> None:
    hiding = LayeredMatcher.over(real.topics, [], frozenset({"children-and-parents"}))
    near = ["age-limit", "children-and-parents", "sign-up-steps"]

    assert among(real.topics, "and for kids?", "How old?", near).candidates[0].name == "children-and-parents"
    assert among(hiding, "and for kids?", "How old?", near).candidates[0].name != "children-and-parents"


def test_own_entries_are_found_among_the_others(real: Knowledge) -> None:
    layered = LayeredMatcher.over(real.topics, [("our-picnic", ["when is our picnic"])], frozenset())

    assert among(layered, "and the picnic?", "Where?", ["our-picnic", "cat-tax"]).candidates[0].name == "our-picnic"
