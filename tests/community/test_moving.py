"""A community that goes on under another id, as a Telegram group does that becomes a supergroup."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.core.guide import Guide
from bot.core.ports import Store
from bot.storage.engine import file_url
from bot.storage.memory import MemoryStore
from bot.storage.store import SqlStore
from tests.community.conftest import Days
from tests.community.rooms import Member, published
from tests.storage.conftest import held

OLD, NEW = "telegram:-42", "telegram:-100777"
RULES = "where can i read the server rules"
SEA = "how warm is the sea in june"


@pytest.fixture(params=["database", "memory"])
async def store(request: pytest.FixtureRequest, file: Path, days: Days) -> AsyncIterator[Store]:
    if request.param == "memory":
        yield MemoryStore(days.now)
        return
    store = await SqlStore.open(file_url(file), days.now)
    yield store
    await store.close()


@pytest.fixture
def old(guide: Guide) -> Member:
    return Member(guide, "telegram:7", OLD, moderator=True)


@pytest.fixture
def new(guide: Guide) -> Member:
    return Member(guide, "telegram:7", NEW, moderator=True)


async def lived_in(member: Member) -> str:
    """A community with something of everything; the id of its answer."""
    name = await published(member)
    await member.says("/guide set cooldown 5")
    await member.says(RULES)
    await member.says(f"/helpful {name}")
    await member.says(f"/pass_on {SEA}")
    return name


async def test_everything_goes_along(guide: Guide, old: Member, new: Member, store: Store) -> None:
    name = await lived_in(old)
    await old.says(f"/guide answer {name} edit")
    await old.fills_in(answer="They are on the door.")
    await old.presses("Publish")
    tallies = await store.tallies(OLD, guide._clock.today())
    acts = await store.acts(OLD, 100)

    await guide.community_moved(OLD, NEW)

    assert {(each.counted, each.topic) for each in tallies} == {("answer", name), ("helpful", name)}
    assert await store.tallies(NEW, guide._clock.today()) == tallies
    assert (await new.says(RULES)).body == "They are on the door."
    assert (await guide.settings_of(NEW)).cooldown == 5
    assert [gap.text for gap in await store.gaps(NEW)] == [SEA]
    assert await store.acts(NEW, 100) == acts
    assert "pinned" in (await new.says(f"/guide answer {name} earlier")).body


async def test_nothing_is_left_behind(guide: Guide, old: Member, store: Store) -> None:
    await lived_in(old)

    await guide.community_moved(OLD, NEW)

    kept = await store.kept(OLD)
    assert not {**kept.answers, **kept.settings}
    assert not [*await store.gaps(OLD), *await store.acts(OLD, 100), *await store.tallies(OLD, guide._clock.today())]
    assert (await old.says(RULES)).title != "Where are the rules of this server?"


async def test_saying_it_twice_changes_nothing_more(guide: Guide, old: Member, store: Store) -> None:
    await lived_in(old)
    await guide.community_moved(OLD, NEW)
    kept, gaps, acts = await store.kept(NEW), await store.gaps(NEW), await store.acts(NEW, 100)
    tallies = await store.tallies(NEW, guide._clock.today())

    await guide.community_moved(OLD, NEW)
    await guide.community_moved(NEW, NEW)

    assert (await store.kept(NEW), await store.gaps(NEW), await store.acts(NEW, 100)) == (kept, gaps, acts)
    assert await store.tallies(NEW, guide._clock.today()) == tallies


async def test_the_new_one_keeps_its_settings_and_gets_those_that_it_did_not_make(
    guide: Guide, old: Member, new: Member
) -> None:
    await old.says("/guide set cooldown 5")
    await old.says("/guide set gaps_from 3")
    await new.says("/guide set cooldown 9")

    await guide.community_moved(OLD, NEW)

    settings = await guide.settings_of(NEW)
    assert (settings.cooldown, settings.gaps_from) == (9, 3)
    assert "cooldown: 5" in (await new.says("/guide log")).body


async def test_of_two_answers_with_one_id_both_texts_are_kept(guide: Guide, old: Member, new: Member) -> None:
    name = await published(old, answer="In the **old** house.")
    assert await published(new, answer="In the **new** house.") == name

    await guide.community_moved(OLD, NEW)

    assert (await new.says(RULES)).body == "In the **new** house."
    assert "old" in (await new.says(f"/guide answer {name} earlier")).body
    await new.presses("Take")
    await new.presses("Publish")
    assert (await new.says(RULES)).body == "In the **old** house."


async def test_what_was_counted_in_both_is_added_up(guide: Guide, old: Member, new: Member, store: Store) -> None:
    for member in (old, old, new):
        await member.says("what is the cat tax")
        await member.says(f"/pass_on {SEA}")

    await guide.community_moved(OLD, NEW)

    assert [(gap.text, gap.count) for gap in await store.gaps(NEW)] == [(SEA, 3)]
    assert [each.count for each in await store.tallies(NEW, guide._clock.today()) if each.topic == "cat-tax"] == [3]


async def test_an_edit_that_was_under_way_ends_in_the_new_one(guide: Guide, old: Member, new: Member) -> None:
    name = await published(old)
    await old.says(f"/guide answer {name} edit")
    new.last = old.last
    await new.says("/guide set cooldown 5")
    new.last = old.last

    await guide.community_moved(OLD, NEW)

    await new.fills_in(answer="A later text.")
    await new.presses("Publish")
    assert (await new.says(RULES)).body == "A later text."


async def test_what_the_old_one_was_left_with_does_not_expire_in_the_new_one(
    guide: Guide, old: Member, store: Store, days: Days
) -> None:
    await lived_in(old)
    await guide.community_left(OLD)
    await guide.community_moved(OLD, NEW)
    days.pass_by(60)
    if isinstance(store, SqlStore):
        await store.expire()

    assert (await store.kept(NEW)).answers


async def test_a_database_in_trouble_keeps_everything_where_it_was(
    guide: Guide, old: Member, new: Member, store: Store, file: Path
) -> None:
    if isinstance(store, MemoryStore):
        pytest.skip("it is never in trouble")
    await lived_in(old)
    await store.gaps(OLD)
    with held(file):
        await guide.community_moved(OLD, NEW)
    assert (await store.kept(OLD)).answers

    await guide.community_moved(OLD, NEW)
    assert (await store.kept(NEW)).answers
