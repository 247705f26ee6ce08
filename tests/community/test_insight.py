"""What is counted, and what moderators see of it."""

from __future__ import annotations

import pytest

from bot.core.guide import Guide
from bot.core.message import Message
from bot.storage.store import SqlStore
from tests.community.conftest import Days
from tests.community.rooms import Member, published


async def test_figures_say_how_questions_ended(moderator: Member, member: Member) -> None:
    for text in ("what is the cat tax", "what is the cat tax", "momo", "how warm is the sea in june"):
        await member.says(text)

    reply = await moderator.says("/guide stats")

    assert "**4** questions" in reply.body
    assert "1 without an answer" in reply.body
    assert "What is the cat tax? (2)" in reply.body


async def test_figures_come_with_a_picture_and_its_words(moderator: Member, member: Member) -> None:
    await member.says("what is the cat tax")

    reply = await moderator.says("/guide stats")

    assert reply.picture
    assert reply.picture.startswith(b"\x89PNG")
    assert reply.picture_text.endswith("0, 0, 0, 0, 0, 0, 0, 1")


@pytest.mark.parametrize("language", ["zh-CN", "zh-TW"])
async def test_the_picture_is_drawn_in_chinese_too(moderator: Member, member: Member, language: str) -> None:
    moderator.language = language
    await member.says("what is the cat tax")

    assert (await moderator.says("/guide stats")).picture


async def test_weeks_are_apart(moderator: Member, member: Member, days: Days) -> None:
    await member.says("what is the cat tax")
    days.pass_by(7)
    await member.says("what is the cat tax")
    await member.says("what is the cat tax")

    assert (await moderator.says("/guide stats")).picture_text.endswith("0, 1, 2")


async def test_nobody_asked_anything(moderator: Member) -> None:
    reply = await moderator.says("/guide stats")

    assert "Nobody has asked" in reply.body
    assert reply.picture is None


@pytest.mark.parametrize(
    ("label", "said"),
    [("Helpful", "**100 %** found"), ("Not helpful", "**0 %** found"), ("Wrong", "“wrong or outdated”: 1")],
)
async def test_an_opinion_is_counted(moderator: Member, member: Member, label: str, said: str) -> None:
    await member.says("what is the cat tax")
    assert "counted" in (await member.presses(label)).title

    assert said in (await moderator.says("/guide stats")).body


async def test_one_person_has_one_opinion_of_an_answer_a_day(moderator: Member, member: Member) -> None:
    for token in ("/helpful cat-tax", "/helpful cat-tax", "/wrong cat-tax"):
        await member.says(token)

    assert "(1 of 1)" in (await moderator.says("/guide stats")).body


async def test_no_opinion_is_asked_for_outside_of_communities(guide: Guide) -> None:
    assert (await guide.reply(Message("what is the cat tax"))).feedback == ()


async def test_an_opinion_of_nothing_is_not_counted(moderator: Member, member: Member) -> None:
    await member.says("/wrong no-such-topic")

    assert "Nobody has asked" in (await moderator.says("/guide stats")).body


async def test_chatter_that_is_overheard_is_not_counted(guide: Guide, moderator: Member, store: SqlStore) -> None:
    await moderator.says("/guide set collect_gaps on")
    message = Message("lovely evening everybody", person="discord:8", community=moderator.community, private=False)
    assert await guide.overheard(message) is None

    assert await store.gaps(moderator.community) == []
    assert "Nobody has asked" in (await moderator.says("/guide stats")).body


async def test_answers_past_their_date_are_listed_and_marked(moderator: Member, member: Member, days: Days) -> None:
    name = await published(moderator, review_by="2026-12-01")
    assert "within its date" in (await moderator.says("/guide stale")).body
    days.pass_by(10)

    reply = await moderator.says("/guide stale")

    assert "Where are the rules of this server?: since 1 December 2026, own" in reply.body
    assert "due for a new check" in str((await member.says(f"/topic {name}")).footers)


async def test_everything_that_a_moderator_does_is_recorded(moderator: Member) -> None:
    name = await published(moderator)
    await moderator.says("/guide set cooldown 5")
    await moderator.says("/guide export")

    body = (await moderator.says("/guide log")).body

    for what in ("saved a draft " + name, "published " + name, "changed a setting cooldown: 5", "exported everything"):
        assert what in body.replace("\\", "")
    assert body.count("discord:7") == 4
