"""Draws what moderators see, as docs/moderators.md shows it. `python tools/moderator_pictures.py docs`.

A moderator is played on the real guide, and what the adapters would send is drawn.
"""

from __future__ import annotations

import asyncio
import dataclasses
import datetime
import sys
from collections.abc import Mapping
from pathlib import Path

from platform_cards import discord_card, discord_modal, telegram_message

from bot.app import load_knowledge
from bot.config import Config
from bot.core.community.model import Counted
from bot.core.guide import Guide
from bot.core.matching.knowledge_base import Knowledge
from bot.core.message import Form, Message, Reply
from bot.discord.forms import to_modal
from bot.discord.render import to_card
from bot.markup import faults
from bot.storage.memory import MemoryStore
from bot.telegram.render import to_page
from bot.telegram.render_form import to_form, to_question

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
    form, wording = empty.form or Form("", "", ()), guide.wording("en").guide
    answer = next(field for field in form.fields if field.name == "answer")
    pictures = {
        "overview": discord_card(to_card(await moderator.says("/guide"))),
        "form": discord_modal(to_modal(form, "en").to_dict(), ANSWER),
        "preview": discord_card(to_card(draft)),
        "settings": discord_card(to_card(await moderator.says("/guide settings"))),
        "test": discord_card(to_card(await moderator.presses(published, "Test"))),
        "gaps": discord_card(to_card(gaps)),
        "gap": discord_card(to_card(await moderator.says(gaps.choices[0].token))),
        "stats": discord_card(to_card(stats)),
        "telegram-form": telegram_message(to_form(empty, form, {**ANSWER, "answer": "", "near_misses": ""}, wording)),
        "telegram-question": telegram_message(to_question(answer, "", 0, wording)),
        "telegram-preview": telegram_message(to_page(draft)),
    }
    for name, picture in pictures.items():
        (folder / f"moderators-{name}.svg").write_text(picture, encoding="utf-8")


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
