"""What was asked in vain: passed on or collected, clustered, and made into something."""

from __future__ import annotations

import pytest

from bot.core.community.gaps import normalised
from bot.core.guide import Guide
from bot.core.matching.knowledge_base import Knowledge
from bot.storage.store import SqlStore
from tests.community.conftest import Days
from tests.community.rooms import Member
from tests.real_content import vague_text

UNKNOWN = "how warm is the sea at qingdao in june"


@pytest.mark.parametrize(
    ("question", "kept"),
    [
        ("How do I get A VISA?", "how do i get a visa?"),
        ("@anna can <@123456> help me", "can help me"),
        ("my number is +1 (555) 123-4567 ok", "my number is ok"),
        ("mail me at someone@example.com please", "mail me at please"),
        ("see https://example.com/a?b=c or t.me/somebody", "see or"),
        ("call 13812345678", "call"),
        ("#tag 种草", "种草"),
        ("12345", ""),
        ("@anna", ""),
        ("", ""),
    ],
)
def test_nothing_personal_is_kept_of_a_question(question: str, kept: str) -> None:
    assert normalised(question) == kept


def test_a_long_question_is_cut() -> None:
    assert len(normalised("why " * 200)) <= 200


async def test_a_question_without_an_answer_is_passed_on_with_one_tap(member: Member, store: SqlStore) -> None:
    await member.says(UNKNOWN)

    reply = await member.presses("Pass it on")

    assert "not who asked" in reply.body
    (gap,) = await store.gaps(member.community)
    assert (gap.text, gap.count) == (UNKNOWN, 1)


async def test_none_of_these_is_passed_on_too(real: Knowledge, store: SqlStore, days: Days) -> None:
    member = Member(Guide(real, store, days), "discord:8")
    text = vague_text(real)
    await member.says(f"/ask {text}")
    await member.presses("None of these")
    await member.presses("Pass it on")

    assert [gap.text for gap in await store.gaps(member.community)] == [text]


async def test_nothing_is_kept_of_a_question_that_nobody_passed_on(member: Member, store: SqlStore) -> None:
    await member.says(UNKNOWN)

    assert await store.gaps(member.community) == []


async def test_a_community_may_collect(moderator: Member, member: Member, store: SqlStore) -> None:
    await moderator.says("/guide set collect_gaps on")
    await member.says(UNKNOWN)
    assert "Pass it on" not in member.labels()

    assert [gap.text for gap in await store.gaps(member.community)] == [UNKNOWN]
    assert "switched on" in (await member.says("/privacy")).body


async def test_whoever_wants_to_be_left_alone_is_not_collected(
    moderator: Member, member: Member, store: SqlStore
) -> None:
    await moderator.says("/guide set collect_gaps on")
    await store.leave_alone(member.person, True)
    await member.says(UNKNOWN)

    assert await store.gaps(member.community) == []


async def test_nothing_is_passed_on_where_there_is_no_community(member: Member) -> None:
    member.community = ""
    await member.says(UNKNOWN)

    assert "Pass it on" not in member.labels()
    assert "Pass it on" not in (await member.says(f"/pass_on {UNKNOWN}")).body


async def test_questions_that_ask_the_same_are_one(moderator: Member, member: Member) -> None:
    for question in (
        "how warm is the sea in june",
        "how warm is the sea in june",
        "how warm is the sea there in june",
        "which tram goes to the harbour",
    ):
        await member.says(f"/pass_on {question}")

    await moderator.says("/guide gaps")

    assert "3 × how warm is the sea in june" in moderator.labels()
    assert not [label for label in moderator.labels() if "tram" in label]  # asked once; shown from two on


async def test_what_is_asked_most_comes_first(moderator: Member, member: Member) -> None:
    await moderator.says("/guide set gaps_from 1")
    for question in ("which tram goes to the harbour", UNKNOWN, UNKNOWN):
        await member.says(f"/pass_on {question}")
    await moderator.says("/guide gaps")

    assert [label[0] for label in moderator.labels()[:2]] == ["2", "1"]


async def listed(moderator: Member, question: str) -> None:
    await moderator.says("/guide set gaps_from 1")
    await moderator.says(f"/pass_on {question}")
    await moderator.says("/guide gaps")
    await moderator.presses("1 × ")


async def test_a_question_becomes_a_wording_of_the_nearest_topic(moderator: Member, member: Member) -> None:
    await listed(moderator, "must newcomers give pictures of kittens")
    await moderator.says(moderator.button("Ignore").token.replace("ignore", "to cat-tax"))

    assert (await member.says("must newcomers give pictures of kittens")).title == "What is the cat tax?"
    assert "Nothing that was asked" in (await moderator.says("/guide gaps")).body


async def test_the_nearest_topics_are_offered(moderator: Member) -> None:
    await listed(moderator, "pictures of cats, must i")

    assert "Belongs to: What is the cat tax?" in moderator.labels()


async def test_a_question_becomes_an_answer(moderator: Member, member: Member) -> None:
    await listed(moderator, UNKNOWN)
    form = (await moderator.presses("Write an answer")).form
    assert form
    assert {each.name: each.value for each in form.fields}["questions"] == UNKNOWN
    await moderator.fills_in(answer="About 18 degrees.")
    await moderator.presses("Publish")

    assert (await member.says(UNKNOWN)).body == "About 18 degrees."
    assert "Nothing that was asked" in (await moderator.says("/guide gaps")).body


async def test_an_ignored_question_does_not_come_back(moderator: Member, member: Member, store: SqlStore) -> None:
    await listed(moderator, UNKNOWN)
    await moderator.presses("Ignore")
    await member.says(f"/pass_on {UNKNOWN}")

    assert await store.gaps(moderator.community) == []


async def test_a_question_is_kept_ninety_days(member: Member, store: SqlStore, days: Days) -> None:
    await member.says(f"/pass_on {UNKNOWN}")
    days.pass_by(90)
    assert len(await store.gaps(member.community)) == 1

    days.pass_by(1)
    assert await store.gaps(member.community) == []
