"""Somebody who talks with the guide."""

from __future__ import annotations

import dataclasses

from bot.core.guide import Guide
from bot.core.matching.knowledge_base import Knowledge
from bot.core.message import Message, Reply
from bot.core.ports import Clock, Limiter
from bot.storage.memory import MemoryStore
from tests.real_content import Day


def guide_of(knowledge: Knowledge, clock: Clock | None = None, limiter: Limiter | None = None) -> Guide:
    """A guide that has met nobody yet."""
    return Guide(knowledge, MemoryStore(), clock or Day(), limiter=limiter)


class Person:
    """A person with their own client; `reply` is what they were answered last."""

    def __init__(self, guide: Guide, name: str = "anna", **about: str | bool) -> None:
        self.guide = guide
        self.about = dataclasses.replace(Message("", person=name, conversation=name), **about)  # type: ignore[arg-type]
        self.reply = Reply("", "")

    async def says(self, text: str) -> Reply:
        """Writes a message."""
        self.reply = await self.guide.reply(dataclasses.replace(self.about, text=text))
        return self.reply

    async def presses(self, label: str) -> Reply:
        """Presses a button of the last reply."""
        token = next(choice.token for choice in self.reply.choices if choice.label == label)
        pressed = dataclasses.replace(self.about, text=token, reply_language=self.reply.language)
        self.reply = await self.guide.reply(pressed)
        return self.reply


def found(reply: Reply) -> tuple[str, str]:
    """What a reply took a question for: its kind and id, or the outcome where it is no answer."""
    assert reply.match is not None
    return (reply.match.kind, reply.match.id) if reply.match.outcome == "answer" else (reply.match.outcome, "")


def tokens(reply: Reply) -> list[str]:
    """What the buttons of a reply ask for."""
    return [choice.token for choice in reply.choices]
