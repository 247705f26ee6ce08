"""What is kept about people and communities, how long, and what happens when it cannot be kept."""

from __future__ import annotations

import random
import sqlite3
import subprocess
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from sqlalchemy import event
from sqlalchemy.engine import Engine

from bot.core.community import view
from bot.core.community.model import Act, OwnAnswer
from bot.core.community.view import Communities
from bot.core.guide import Guide
from bot.core.matching.knowledge_base import Knowledge
from bot.storage import engine
from bot.storage.engine import file_url
from bot.storage.memory import MemoryStore
from bot.storage.store import SqlStore
from tests.community.conftest import Days
from tests.community.editor import EDITS, topic
from tests.community.rooms import ANSWER, Member, published
from tests.storage.conftest import held, run

LATER = "Please try again in a few minutes"


async def test_forgetting_makes_an_author_a_former_moderator(moderator: Member, file: Path) -> None:
    name = await published(moderator)
    await moderator.says(f"/guide answer {name} edit")
    await moderator.fills_in(answer="Another text.")
    await moderator.says("/guide set cooldown 5")
    await moderator.says("/forget")

    assert "a former moderator" in (await moderator.says(f"/guide answer {name}")).body
    assert "discord:7" not in (await moderator.says("/guide log")).body
    assert "discord:7" not in "\n".join(sqlite3.connect(file).iterdump())


async def test_whoever_wants_to_be_left_alone_is(guide: Guide, member: Member) -> None:
    message = member._message("what is the cat tax", None, None)
    assert await guide.overheard(message)

    await guide.leave_alone(message, True)
    assert await guide.overheard(message) is None
    assert (await guide.reply(message)).title == "What is the cat tax?"

    await member.says("/forget")
    assert await guide.overheard(message)


@pytest.mark.parametrize("what", ["counts how many", "Pass it on", "a former moderator", "30 days", "90 days"])
async def test_privacy_says_what_is_kept_in_a_community(member: Member, what: str) -> None:
    body = (await member.says("/privacy")).body

    assert what in body or (what == "counts how many" and "I count how many" in body)


async def test_privacy_speaks_of_no_community_where_there_is_none(member: Member) -> None:
    member.community = ""

    assert "community" not in (await member.says("/privacy")).body


async def test_what_a_community_decided_expires_thirty_days_after_we_left(
    guide: Guide, moderator: Member, stranger: Member, store: SqlStore, file: Path, days: Days
) -> None:
    await published(moderator)
    await moderator.says("/pass_on how warm is the sea in june")
    await published(stranger)
    await guide.community_left(moderator.community)
    days.pass_by(30)
    await store.expire()
    assert (await store.kept(moderator.community)).answers

    days.pass_by(1)
    await store.expire()

    assert moderator.community not in "\n".join(sqlite3.connect(file).iterdump())
    assert (await store.kept(stranger.community)).answers


async def test_nothing_expires_where_we_came_back(guide: Guide, moderator: Member, store: SqlStore, days: Days) -> None:
    await published(moderator)
    await guide.community_left(moderator.community)
    days.pass_by(20)
    await guide.community_joined(moderator.community)
    days.pass_by(60)
    await store.expire()

    assert (await store.kept(moderator.community)).answers


async def test_communities_that_removed_us_while_we_were_away_expire_and_those_that_are_back_do_not(
    guide: Guide, moderator: Member, stranger: Member, store: SqlStore, days: Days
) -> None:
    elsewhere = Member(guide, "telegram:7", "telegram:-1", moderator=True)
    silent = Member(guide, "discord:7", "discord:300")
    for member in (moderator, stranger, elsewhere):
        await published(member)
    await silent.says("/pass_on how warm is the sea in june")
    await guide.community_left(stranger.community)

    await guide.communities_present("discord", {stranger.community, "discord:400"})
    await guide.communities_present("discord", {stranger.community, "discord:400"})
    days.pass_by(31)
    await store.expire()

    assert not (await store.kept(moderator.community)).answers
    assert not await store.gaps(silent.community)
    assert (await store.kept(stranger.community)).answers
    assert (await store.kept(elsewhere.community)).answers


async def test_the_memory_store_does_the_same(knowledge: Knowledge, days: Days) -> None:
    store = MemoryStore(days.now)
    moderator = Member(Guide(knowledge, store, days), "terminal", "terminal", moderator=True)
    name = await published(moderator)
    second = Member(moderator.guide, "other", "terminal", moderator=True)
    await moderator.says(f"/guide answer {name} edit")
    await second.says(f"/guide answer {name} edit")
    await second.fills_in(answer="The second one's.")
    assert (await moderator.fills_in(answer="The first one's.")).title == "Somebody saved before you"
    await moderator.presses("Use mine")
    await moderator.presses("Publish")
    await moderator.says("/pass_on how warm is the sea in june")
    await moderator.says("/guide set gaps_from 1")
    await moderator.says("/guide gaps")
    await moderator.presses("1 × how warm")
    await moderator.presses("Ignore")
    await moderator.says("/forget")

    assert "a former moderator" in (await moderator.says("/guide log")).body
    assert (await moderator.says("where can i read the server rules")).body == "The first one's."


# trouble


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "BUSY_SECONDS", 0.1)


@pytest.fixture
async def hindered(impatient: None, file: Path, knowledge: Knowledge, days: Days) -> AsyncIterator[Member]:
    """A moderator whose guide does not wait long for a locked database."""
    store = await SqlStore.open(file_url(file), days.now)
    yield Member(Guide(knowledge, store, days), "discord:7", moderator=True)
    await store.close()


async def test_a_locked_database_is_said_and_answering_goes_on(hindered: Member, file: Path) -> None:
    name = await published(hindered)
    await hindered.says(f"/guide answer {name} edit")
    with held(file):
        assert LATER in (await hindered.fills_in(answer="A new text.")).body
        assert LATER in (await hindered.says("/guide set cooldown 5")).body
        assert LATER in (await hindered.says("/pass_on how warm is the sea")).body
        assert "pinned" in (await hindered.says("where can i read the server rules")).body
        assert (await hindered.says("what is the cat tax")).title == "What is the cat tax?"
        assert "counted" in (await hindered.says("/helpful cat-tax")).title

    assert (await hindered.says("/guide set cooldown 5")).body == "`cooldown` is now **5**."


async def test_a_full_disk_is_said_and_answering_goes_on(
    impatient: None, file: Path, knowledge: Knowledge, days: Days
) -> None:
    def fill(connection: sqlite3.Connection, _record: object) -> None:
        cursor = connection.cursor()
        cursor.execute("PRAGMA max_page_count = 60")
        cursor.close()

    event.listen(Engine, "connect", fill)
    try:
        store = await SqlStore.open(file_url(file), days.now)
        moderator = Member(Guide(knowledge, store, days), "discord:7", moderator=True)
        said = ""
        for number in range(200):
            await moderator.says("/guide answer new")
            questions = f"wordings number {number} of many"
            said = (await moderator.fills_in(**{**ANSWER, "answer": "long " * 250, "questions": questions})).body
            if LATER in said:
                break
        assert LATER in said
        assert (await moderator.says("what is the cat tax")).title == "What is the cat tax?"
        await store.close()
    finally:
        event.remove(Engine, "connect", fill)


@pytest.mark.parametrize("seed", range(4))
def test_killing_the_program_loses_no_acknowledged_edit(file: Path, seed: int) -> None:
    command = [sys.executable, "-m", "tests.community.editor", str(file)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)  # noqa: S603 - ourselves
    assert process.stdout
    until = random.Random(seed).randrange(1, EDITS)  # noqa: S311 - any place will do
    acknowledged: list[str] = []
    for line in process.stdout:
        acknowledged.append(line.strip())
        if len(acknowledged) >= until:
            process.kill()
            break
    acknowledged += [line.strip() for line in process.stdout if line.endswith("\n")]
    process.wait()
    process.stdout.close()

    assert len(acknowledged) >= until
    kept = {str(name): str(live) for name, live in run(file, "SELECT answer, live FROM answers")}
    last = dict(line.split(" ", 1) for line in acknowledged)
    for name, text in last.items():
        number = int(kept[name].partition("text number ")[2].split(".")[0])
        assert number >= int(text)
    assert run(file, "PRAGMA integrity_check") == [("ok",)]


# memory


async def test_only_communities_that_are_active_are_held_in_memory(
    knowledge: Knowledge, monkeypatch: pytest.MonkeyPatch
) -> None:
    each = view.EACH + 5 * WORDINGS
    monkeypatch.setattr(view, "MOST_HELD", 8 * each)
    communities = Communities(await communities_of([5] * 20))

    held = []
    for place in range(20):
        seen = await communities.of(f"c:{place}", knowledge)
        assert "answer-1" in seen.knowledge.library.topics
        held.append((communities.active, communities.held))

    assert held == [(number, number * each) for number in (*range(1, 9), *[8] * 12)]


async def test_a_large_community_takes_the_room_of_many_small_ones(
    knowledge: Knowledge, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(view, "MOST_HELD", 10 * (view.EACH + WORDINGS))
    communities = Communities(await communities_of([*[1] * 10, 100]))

    for place in range(10):
        await communities.of(f"c:{place}", knowledge)
    assert communities.active == 10
    seen = await communities.of("c:10", knowledge)

    assert "answer-99" in seen.knowledge.library.topics
    assert communities.active == 1


WORDINGS = 3
"""What an answer of the editor costs: itself, its question, its title."""


async def communities_of(sizes: list[int]) -> MemoryStore:
    """A store of communities with so many own answers each."""
    store = MemoryStore()
    for place, size in enumerate(sizes):
        for number in range(size):
            answer = OwnAnswer(f"answer-{number}", live=topic(f"answer-{number}", number))
            await store.keep_answer(f"c:{place}", answer, Act("m", "saved"))
    return store
