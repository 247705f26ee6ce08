"""A database that cannot be used for a while: answering goes on, and nothing is promised that is not kept."""

from __future__ import annotations

import asyncio
import contextlib
import datetime
import logging
import random
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.core.guide import Guide
from bot.core.matching.compiling import compile_knowledge
from bot.core.message import Message
from bot.core.ports import StoreError
from bot.storage import database as storage
from bot.storage.engine import file_url
from bot.storage.store import SqlStore
from tests.core.small_content import TODAY, SmallContent
from tests.storage.conftest import held, opened, run

pytestmark = pytest.mark.usefixtures("impatient")

MAKE_PEOPLE = (
    "CREATE TABLE people (person VARCHAR(100) PRIMARY KEY, language VARCHAR(20), updated DATE, left_alone BOOLEAN)"
)


class Today:
    """The day on which the small content is sound."""

    def today(self) -> datetime.date:
        return TODAY


@pytest.fixture
def guide(store: SqlStore, content: SmallContent) -> Guide:
    return Guide(compile_knowledge(content.library(), 0.97), store, Today())


async def test_what_cannot_be_written_is_refused(store: SqlStore, file: Path) -> None:
    with held(file):
        with pytest.raises(StoreError):
            await store.remember_language("telegram:1", "en")
        with pytest.raises(StoreError):
            await store.forget("telegram:1")


async def test_what_was_refused_is_not_remembered(store: SqlStore, file: Path) -> None:
    await store.remember_language("telegram:1", "en")

    with held(file), pytest.raises(StoreError):
        await store.remember_language("telegram:1", "zh-Hans")

    assert await store.language_of("telegram:1") == "en"


async def test_reading_goes_on_while_another_program_writes(url: str, file: Path) -> None:
    async with opened(url) as store:
        await store.remember_language("telegram:1", "en")

    async with opened(url) as store:
        with held(file):
            assert await store.language_of("telegram:1") == "en"


async def test_everybody_who_waits_is_told_and_writing_works_again_afterwards(
    store: SqlStore, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(storage, "WITHIN_SECONDS", 0.25)  # in the midst of somebody's turn
    with held(file):
        waiting = [store.remember_language(f"telegram:{number}", "en") for number in range(8)]
        outcomes = await asyncio.gather(*waiting, return_exceptions=True)
    assert {type(outcome) for outcome in outcomes} == {StoreError}

    await store.remember_language("telegram:1", "en")

    assert run(file, "SELECT person FROM people") == [("telegram:1",)]


async def test_a_database_that_cannot_be_read_says_nothing_about_anybody(store: SqlStore, file: Path) -> None:
    run(file, "DROP TABLE people")

    assert await store.language_of("telegram:1") == ""


async def test_a_database_that_cannot_be_read_is_asked_again_later(store: SqlStore, file: Path) -> None:
    run(file, "DROP TABLE people")
    assert await store.language_of("telegram:1") == ""
    run(file, MAKE_PEOPLE, "INSERT INTO people VALUES ('telegram:1', 'zh-Hans', '2026-11-24', 0)")

    async with asyncio.timeout(60):
        while await store.language_of("telegram:1") != "zh-Hans":  # noqa: ASYNC110 - nothing else tells
            await asyncio.sleep(0.05)


async def test_a_database_that_cannot_be_read_is_left_alone_for_a_while(
    store: SqlStore, file: Path, statements: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(storage, "REST_SECONDS", 3_600.0)
    run(file, "DROP TABLE people")
    await store.language_of("telegram:1")
    statements.clear()

    await store.language_of("telegram:2")

    assert statements == []


async def test_trouble_is_logged_once_and_without_details(
    store: SqlStore, file: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    run(file, "DROP TABLE people")

    for number in range(3):
        await store.language_of(f"telegram:{number}")
        with pytest.raises(StoreError):
            await store.remember_language(f"telegram:{number}", "en")

    said = [record.getMessage() for record in caplog.records]
    assert len(said) == 2
    assert "cannot be read" in said[0]
    assert "cannot be written" in said[1]
    assert not any("telegram" in line or "people (" in line or "SELECT" in line for line in said)


async def test_the_end_of_trouble_is_logged(store: SqlStore, file: Path, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    run(file, "DROP TABLE people")
    with pytest.raises(StoreError):
        await store.remember_language("telegram:1", "en")
    run(file, MAKE_PEOPLE)

    await store.remember_language("telegram:1", "en")

    assert caplog.records[-1].getMessage() == "the database works again"


async def test_a_person_whose_choice_cannot_be_kept_is_told(guide: Guide, file: Path) -> None:
    with held(file):
        chosen = await guide.reply(Message("/lang zh-Hans", person="telegram:1"))
        forgotten = await guide.reply(Message("/forget", person="telegram:1"))

    wording = guide.knowledge.library.wording["en"]
    assert chosen.body == wording.not_remembered
    assert forgotten.body == wording.not_remembered


async def test_questions_are_answered_without_a_database(guide: Guide, file: Path) -> None:
    topic = next(iter(guide.knowledge.library.topics.values()))
    run(file, "DROP TABLE people")

    reply = await guide.reply(Message(topic.questions["en"][0], person="telegram:1"))

    assert reply.title == topic.title["en"]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no limit on the size of files")
async def test_a_full_disk_is_said_and_nothing_is_damaged(store: SqlStore, file: Path) -> None:
    await store.remember_language("telegram:1", "en")

    with full_disk(file):
        with pytest.raises(StoreError):
            await fill(store)
        assert await store.language_of("telegram:1") == "en"

    await store.remember_language("telegram:2", "en")
    assert run(file, "PRAGMA integrity_check") == [("ok",)]


async def fill(store: SqlStore) -> None:
    for number in range(1_000):
        await store.remember_language(f"telegram:full-{number}", "en")


@contextlib.contextmanager
def full_disk(file: Path) -> Iterator[None]:
    """While no file may grow far beyond what the largest of the database's is now."""
    import resource  # noqa: PLC0415 - Windows has no such module

    largest = max(made.stat().st_size for made in file.parent.iterdir() if made.is_file())
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (largest + 20_000, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


WRITER = """
import asyncio, sys
from bot.storage.store import SqlStore

async def main():
    store = await SqlStore.open(sys.argv[1])
    for number in range(100_000):
        await store.remember_language(f"telegram:{number}", "en")
        print(number, flush=True)

asyncio.run(main())
"""


def acknowledged_until_killed(file: Path, at_least: int) -> set[int]:
    """What a program wrote, by its own account, before it was killed without warning."""
    command = [sys.executable, "-c", WRITER, file_url(file)]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as child:  # noqa: S603 - this interpreter
        assert child.stdout is not None
        lines = [child.stdout.readline() for _ in range(at_least)]
        child.kill()
        lines += child.stdout.readlines()
    return {int(line) for line in lines if line.endswith(b"\n")}


@pytest.mark.parametrize("seed", range(4))
async def test_a_killed_program_loses_nothing_that_it_acknowledged(file: Path, seed: int) -> None:
    at_least = random.Random(seed).randrange(1, 120)  # noqa: S311 - a point in time, no secret

    acknowledged = await asyncio.to_thread(acknowledged_until_killed, file, at_least)

    assert len(acknowledged) >= at_least
    async with opened(file_url(file)) as store:
        assert {await store.language_of(f"telegram:{number}") for number in acknowledged} == {"en"}
    assert run(file, "PRAGMA integrity_check") == [("ok",)]
