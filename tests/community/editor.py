"""Edits answers, one after the other, and says of each edit that it is kept: a program to be killed."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

from bot.core.community.model import Act, OwnAnswer
from bot.core.knowledge.model import Topic
from bot.storage.engine import file_url
from bot.storage.store import SqlStore

EDITS = 200
COMMUNITY = "discord:100"


def topic(name: str, number: int) -> Topic:
    """A text that can be told from every other."""
    return Topic(
        id=name,
        category="own",
        title={"en": f"About {name}"},
        answer={"en": f"This is text number {number}."},
        questions={"en": (f"what about {name.replace('-', ' ')}",)},
        sources=("general-knowledge",),
        as_of="2026-11-24",
        review_by="2027-11-24",
    )


async def edit(file: Path) -> None:
    """Edits ten answers in turn."""
    store = await SqlStore.open(file_url(file))
    answers = {f"answer-{place}": OwnAnswer(f"answer-{place}") for place in range(10)}
    for number in range(EDITS):
        name = f"answer-{number % 10}"
        changed = OwnAnswer(name, answers[name].version, live=topic(name, number))
        answers[name] = await store.keep_answer(COMMUNITY, changed, Act("discord:7", "saved", name))
        print(name, number, flush=True)  # noqa: T201 - whoever kills us reads it
    await store.close()


if __name__ == "__main__":
    asyncio.run(edit(Path(sys.argv[1])))
