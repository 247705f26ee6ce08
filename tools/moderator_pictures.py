"""Draws what moderators see, as docs/moderators.md shows it. `python tools/moderator_pictures.py docs`.

A moderator is played on the real guide, and what they are shown is recorded.
"""

from __future__ import annotations

import asyncio
import dataclasses
import datetime
import io
import re
import sys
from collections.abc import Mapping
from pathlib import Path

from rich.console import Console, Group, RenderableType
from rich.panel import Panel
from rich.text import Text

from bot.app import load_knowledge
from bot.config import Config
from bot.core.community.model import Counted
from bot.core.guide import Guide
from bot.core.matching.knowledge_base import Knowledge
from bot.core.message import Field, Message, Reply
from bot.markup import faults
from bot.storage.memory import MemoryStore
from bot.terminal.render import to_rich

COMMUNITY = "discord:100"

ANSWER = {
    "title": "Where do we meet?",
    "answer": "Every **first Sunday of the month** at three, in the tea house behind the library.\n\n"
    "- Newcomers come half an hour earlier\n- Bring your phone, we look at it together",
    "questions": "where do we meet\nwhen is the next meeting\nis there a meetup",
    "near_misses": "where can i meet people on the app",
}

IN_VAIN = {"is there a meetup in berlin": 5, "can i come to the meetup with my dog": 3, "who draws the server icons": 2}

WEEKS: tuple[Mapping[Counted, int], ...] = (
    {"answer": 9, "choices": 3, "unknown": 6},
    {"answer": 12, "choices": 4, "unknown": 7},
    {"answer": 17, "choices": 5, "unknown": 6},
    {"answer": 21, "choices": 4, "unknown": 5},
    {"answer": 34, "choices": 7, "unknown": 9},
    {"answer": 30, "choices": 6, "unknown": 4},
    {"answer": 28, "choices": 5, "unknown": 3},
    {"answer": 33, "choices": 6, "unknown": 2, "helpful": 41, "unhelpful": 6, "wrong": 2},
)
"""What was counted in each week, oldest first."""

TOPICS = (*["foreign-phone-number"] * 3, *["switch-to-english"] * 2, "cat-tax")
"""What was asked for, as often as it stands here."""

_FONT_FACE = re.compile(r"@font-face \{.*?\}\s*", re.DOTALL)
"""Fonts that would be fetched from elsewhere whenever somebody looks at a picture."""


def main() -> None:
    """Plays the moderator and writes the pictures."""
    asyncio.run(draw(Path(sys.argv[1]), load_knowledge(Config())))


async def draw(folder: Path, knowledge: Knowledge) -> None:
    """Writes the pictures into a folder."""
    day = Day()
    store = MemoryStore(day.now)
    guide = Guide(knowledge, store, day, measures=[faults])
    _be_used(store, day)
    moderator = Moderator(guide)
    empty = await moderator.says("/guide answer new")
    draft = await moderator.fills_in(empty)
    published = await moderator.presses(draft, "Publish")
    stats = await moderator.says("/guide stats")
    gaps = await moderator.says("/guide gaps")
    pictures = {
        "overview": to_rich(await moderator.says("/guide")),
        "settings": to_rich(await moderator.says("/guide settings")),
        "form": _form(empty),
        "preview": to_rich(draft),
        "test": to_rich(await moderator.presses(published, "Test")),
        "gaps": to_rich(gaps),
        "gap": to_rich(await moderator.says(gaps.choices[0].token)),
        "stats": to_rich(stats),
    }
    for name, shown in pictures.items():
        (folder / f"moderators-{name}.svg").write_text(_recorded(shown, name), encoding="utf-8")
    (folder / "moderators-stats.png").write_bytes(stats.picture or b"")


def _be_used(store: MemoryStore, day: Day) -> None:
    """Lets people ask for some weeks."""
    today = day.day
    for number, week in enumerate(reversed(WEEKS)):
        day.day = today - datetime.timedelta(weeks=number)
        for counted, count in week.items():
            for place in range(count):
                store.count(COMMUNITY, counted, TOPICS[place % len(TOPICS)])
    day.day = today
    for text, count in IN_VAIN.items():
        for _ in range(count):
            store.collect_gap(COMMUNITY, text)


def _form(reply: Reply) -> RenderableType:
    """The fields of a form, each with what is written into it."""
    fields = reply.form.fields if reply.form else ()
    return Panel(
        Group(*(_field(field) for field in fields)),
        title=Text(reply.title, style="bold"),
        title_align="left",
        border_style="red",
    )


def _field(field: Field) -> RenderableType:
    title = Text(field.label if field.required else f"{field.label} (optional)")
    return Panel(Text(ANSWER.get(field.name, "")), title=title, title_align="left", border_style="dim")


def _recorded(shown: RenderableType, name: str) -> str:
    console = Console(record=True, width=96, file=io.StringIO(), force_terminal=True)
    console.print(shown)
    picture = console.export_svg(title="rednote-guide", unique_id=f"moderators-{name}")
    return _FONT_FACE.sub("", picture)


@dataclasses.dataclass(slots=True)
class Day:
    """A clock that stands still, so that the pictures change only where the guide does."""

    day: datetime.date = datetime.date(2026, 11, 24)

    def today(self) -> datetime.date:
        """The day, for the guide."""
        return self.day

    def now(self) -> datetime.datetime:
        """The same, for the store."""
        return datetime.datetime.combine(self.day, datetime.time(12))


@dataclasses.dataclass(frozen=True, slots=True)
class Moderator:
    """Somebody who moderates a community."""

    guide: Guide

    async def says(self, text: str, fields: Mapping[str, str] | None = None) -> Reply:
        """Writes something, or sends a form."""
        return await self.guide.reply(
            Message(
                text,
                person="@mei",
                community=COMMUNITY,
                community_language="en",
                moderator=True,
                fields=fields or {},
            )
        )

    async def fills_in(self, reply: Reply) -> Reply:
        """Sends the form of a reply."""
        return await self.says(reply.form.token if reply.form else "", ANSWER)

    async def presses(self, reply: Reply, label: str) -> Reply:
        """Presses a button of a reply."""
        return await self.says(next(choice.token for choice in reply.choices if choice.label == label))


if __name__ == "__main__":
    main()
