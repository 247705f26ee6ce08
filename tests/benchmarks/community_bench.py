"""What own answers cost: a community with 5,000 of them against one with none, and the memory of many communities.

python -m tests.benchmarks.community_bench
"""

from __future__ import annotations

import asyncio
import datetime
import itertools
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path

import msgspec
from sqlalchemy import insert

from bot.core.community.model import Act, OwnAnswer
from bot.core.community.view import MOST_HELD, Communities
from bot.core.guide import Guide
from bot.core.knowledge.model import Topic
from bot.core.matching.cache import knowledge_of
from bot.core.matching.knowledge_base import Knowledge
from bot.core.message import Message
from bot.storage.engine import file_url, make_engine
from bot.storage.memory import MemoryStore
from bot.storage.store import SqlStore
from bot.storage.tables import Answer, Community

ANSWERS = 5_000
COMMUNITIES, EACH = 10_000, 50
ROUNDS = 7
AIM = 2.0
QUESTIONS = (
    "what is the cat tax",
    "do i need a chinese phone number",
    "how do i change the app to english",
    "is it safe to use",
    "什么是交猫税",
    "can i get banned for talking about politics",
    "best pizza in naples",
    "where can i read the rules of this place",
)


class Today:
    """The day of this machine."""

    def today(self) -> datetime.date:
        """Its date."""
        return datetime.datetime.now().astimezone().date()


def own_answers(knowledge: Knowledge, count: int) -> dict[str, OwnAnswer]:
    """Answers whose questions are made of the words of the content, so that they compete with it."""
    rng = random.Random(8)  # noqa: S311 - the same every time
    words = [
        word
        for topic in knowledge.library.topics.values()
        for question in topic.questions["en"]
        for word in question.split()
    ]
    return {
        f"own-{number}": OwnAnswer(f"own-{number}", number + 1, live=_topic(f"own-{number}", rng, words))
        for number in range(count)
    }


def _topic(name: str, rng: random.Random, words: list[str]) -> Topic:
    questions = tuple(" ".join(rng.choices(words, k=7)) + f" {name}" for _ in range(2))
    return Topic(
        id=name,
        category="own",
        title={"en": f"About {name}"},
        answer={"en": "An answer of this community. " * 8},
        questions={"en": questions},
        sources=("general-knowledge",),
        as_of="2026-11-24",
        review_by="2027-11-24",
    )


def say(line: str) -> None:
    """Prints a figure."""
    sys.stdout.write(f"{line}\n")


async def cost(guide: Guide, community: str) -> float:
    """Seconds for one question."""
    messages = [Message(question, community=community, private=False) for question in QUESTIONS]
    start = time.perf_counter()
    for message in itertools.chain.from_iterable([messages] * 25):
        await guide.reply(message)
    return (time.perf_counter() - start) / (25 * len(messages))


async def run(knowledge: Knowledge) -> bool:
    """Measures both in turns; whether the aim is reached."""
    store = MemoryStore()
    for answer in own_answers(knowledge, ANSWERS).values():
        await store.keep_answer("large", OwnAnswer(answer.id, live=answer.live), Act("m", "published"))
    guide = Guide(knowledge, store, Today())
    start = time.perf_counter()
    await guide.settings_of("large")
    say(f"{ANSWERS:,} own answers are compiled in {time.perf_counter() - start:.2f} s, apart from the event loop")
    await cost(guide, "large"), await cost(guide, "none")
    pairs = [(await cost(guide, "none"), await cost(guide, "large")) for _ in range(ROUNDS)]
    ratio = statistics.median(large / none for none, large in pairs)
    none, large = (statistics.median(each) * 1_000 for each in zip(*pairs, strict=True))
    say(f"none {none:.2f} ms, {ANSWERS:,} own answers {large:.2f} ms a question: {ratio:.2f} times (aim: {AIM})")
    return ratio <= AIM


async def remember(knowledge: Knowledge, folder: Path) -> None:
    """Lets somebody ask in every one of many communities; only those that were active lately are held."""
    url = file_url(folder / "guide.db")
    store = await SqlStore.open(url)
    await _fill(url, own_answers(knowledge, 20 * EACH))
    communities = Communities(store)
    before, most = _megabytes(), 0
    say(f"{COMMUNITIES:,} communities with {EACH} own answers are stored; without any of them {before:.0f} MB")
    for number in range(COMMUNITIES):
        community = await communities.of(_name(number), knowledge)
        community.knowledge.topics.find(QUESTIONS[number % len(QUESTIONS)])
        most = max(most, communities.held)
        if (number + 1) % (COMMUNITIES // 10) == 0:
            say(
                f"after {number + 1:,} questions {_megabytes() - before:.0f} MB more: {communities.active} communities "
                f"are held, at most {most:,} wordings so far (bound: {MOST_HELD:,})"
            )
    await store.close()


async def _fill(url: str, answers: Mapping[str, OwnAnswer]) -> None:
    """Gives every community some of the answers; not one by one, for half a million of them would take hours."""
    engine = make_engine(url)
    async with engine.begin() as connection:
        for number in range(COMMUNITIES):
            own = random.Random(number).sample(sorted(answers), EACH)  # noqa: S311 - the same every time
            await connection.execute(insert(Community).values(community=_name(number), version=1))
            await connection.execute(insert(Answer), [_row(number, answers[name]) for name in own])
    await engine.dispose()


def _name(number: int) -> str:
    return f"c:{number}"


def _row(number: int, answer: OwnAnswer) -> dict[str, object]:
    return {
        "community": _name(number),
        "answer": answer.id,
        "version": 1,
        "live": msgspec.json.encode(answer.live).decode(),
        "draft": "",
        "wordings": "",
        "author": "m",
        "updated": Today().today(),
    }


def _megabytes() -> float:
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * 4_096 / 1e6


def main() -> int:
    """Prints the figures; the exit code says whether the aim is reached."""
    with tempfile.TemporaryDirectory() as cache:
        knowledge = knowledge_of(Path("content"), Path(cache), 0.97)
        reached = min([asyncio.run(run(knowledge)) for _ in range(3)])
        asyncio.run(remember(knowledge, Path(cache)))
    return 0 if reached else 1


if __name__ == "__main__":
    sys.exit(main())
