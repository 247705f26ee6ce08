"""What is kept about a community, as frozen values."""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from bot.core.knowledge.model import Topic

Counted = Literal["answer", "choices", "unknown", "helpful", "unhelpful", "wrong"]
"""What is counted: how questions ended, and what people thought of an answer."""


@dataclass(frozen=True, slots=True)
class OwnAnswer:
    """An answer of a community. `live` is what people see, `draft` what a moderator is still writing.

    With the id of a shipped topic it replaces that; `wordings` are further questions for it, live at once. An edit
    names the `version` that it began from. An `author` that is empty is a former moderator.
    """

    id: str
    version: int = 0
    live: Topic | None = None
    draft: Topic | None = None
    wordings: tuple[str, ...] = ()
    author: str = ""
    updated: datetime.date = datetime.date.min

    @property
    def newest(self) -> Topic | None:
        """What is being written, else what people see."""
        return self.draft or self.live

    def with_wordings(self, more: Iterable[str]) -> OwnAnswer:
        """The answer with further wordings, none twice."""
        return dataclasses.replace(self, wordings=tuple(dict.fromkeys([*self.wordings, *more])))

    def with_imported(self, other: OwnAnswer) -> OwnAnswer:
        """The answer with another one's live text, if that has one, and the wordings of both."""
        return dataclasses.replace(self.with_wordings(other.wordings), live=other.live or self.live)


@dataclass(frozen=True, slots=True)
class Earlier:
    """A text that an answer had before, or one that was `refused` because somebody else had saved meanwhile."""

    number: int
    version: int
    topic: Topic
    author: str
    at: datetime.datetime
    refused: bool


@dataclass(frozen=True, slots=True)
class Gap:
    """A question that found no answer, without anything about who asked it."""

    number: int
    text: str
    count: int
    last: datetime.date


@dataclass(frozen=True, slots=True)
class Tally:
    """How often something happened in a week (its Monday); `topic` where it was about one."""

    week: datetime.date
    counted: Counted
    topic: str
    count: int


@dataclass(frozen=True, slots=True)
class Act:
    """What a moderator does, for the audit trail: `what` is a word of the wording, `about` an id or a key."""

    person: str
    what: str
    about: str = ""


@dataclass(frozen=True, slots=True)
class Recorded:
    """An act in the audit trail. A person who is empty is a former moderator."""

    at: datetime.datetime
    person: str
    what: str
    about: str


@dataclass(frozen=True, slots=True)
class Kept:
    """What a community decided, as it was kept: settings as text by their names, and its own answers by id."""

    version: int = 0
    settings: Mapping[str, str] = field(default_factory=dict)
    answers: Mapping[str, OwnAnswer] = field(default_factory=dict)
