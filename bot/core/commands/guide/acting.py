"""What every part of `/guide` needs: the turn, the words, and who does it."""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.core.citing import spoken_date
from bot.core.community.model import Act, OwnAnswer
from bot.core.community.view import Community, compiled
from bot.core.knowledge.check import MAX_TOKEN
from bot.core.knowledge.model import Topic
from bot.core.knowledge.wording import GuideWording
from bot.core.message import Choice, Form, Reply
from bot.core.ports import Store
from bot.core.turn import Turn


@dataclass(frozen=True, slots=True)
class Desk:
    """A turn of a moderator in their community."""

    turn: Turn

    @property
    def wording(self) -> GuideWording:
        """What is said to moderators."""
        return self.turn.wording.guide

    @property
    def store(self) -> Store:
        """Where everything is kept."""
        return self.turn.store

    @property
    def id(self) -> str:
        """The community, and no other."""
        return self.turn.message.community

    @property
    def community(self) -> Community:
        """The community as it was when the turn began."""
        return self.turn.community

    def act(self, what: str, about: str = "") -> Act:
        """What the moderator does."""
        return Act(self.turn.message.person, what, about)

    async def again(self) -> Desk:
        """The desk after something was changed."""
        seen = compiled(await self.store.kept(self.id), self.community.shared)
        return Desk(dataclasses.replace(self.turn, community=seen))

    def reply(self, title: str, body: str, choices: Sequence[Choice] = (), form: Form | None = None) -> Reply:
        """A reply whose buttons all fit; a token that is too long for one is left out."""
        fitting = tuple(choice for choice in choices if len(choice.token.encode()) <= MAX_TOKEN)
        return Reply(self.turn.language, title, body, fitting, form=form)

    def answer(self, name: str) -> OwnAnswer:
        """An own answer by its id; a new one where there is none."""
        return self.community.answers.get(name) or OwnAnswer(name)

    def title(self, topic: Topic) -> str:
        """The title of a topic that may be written in one language only."""
        return in_language(topic.title, self.turn.content_language)

    def topic_title(self, name: str) -> str:
        """The title of what is known by an id, or the id."""
        known = self.community.knowledge.library.topics.get(name) or self.community.shared.library.topics.get(name)
        return self.title(known) if known else name

    def who(self, person: str) -> str:
        """A person as fellow moderators see them."""
        return person or self.wording.former_moderator

    def date(self, day: datetime.date) -> str:
        """A date as people write it."""
        return spoken_date(day.isoformat(), self.turn.wording)


def in_language(texts: Mapping[str, str], language: str) -> str:
    """A text in a language, or in the one there is."""
    return texts.get(language) or next(iter(texts.values()))


def back(desk: Desk) -> tuple[Choice, ...]:
    """The way to the overview."""
    return (Choice(desk.wording.label_back, "/guide"),)
