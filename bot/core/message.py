"""What goes in and what comes out: a plain Message, a plain Reply. Neither knows a platform or a way back."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

Kind = Literal["topic", "term", "phrase"]
Audience = Literal["asker", "everyone"]


@dataclass(frozen=True, slots=True)
class Message:
    """Something a person wrote, or the token of a button they pressed: a token is a message like any other.

    `person`, `conversation` and `community` are opaque ids ("telegram:42"); an empty one is unknown. The languages
    are tags as the platform gives them ("zh-TW"): of the person's client, and of the community.
    """

    text: str
    person: str = ""
    conversation: str = ""
    community: str = ""
    private: bool = True
    client_language: str = ""
    community_language: str = ""


@dataclass(frozen=True, slots=True)
class Choice:
    """Something to press: `token` is the next message's text, at most 64 bytes long."""

    label: str
    token: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """Something that was considered, with the score it had."""

    kind: Kind
    id: str
    score: float


@dataclass(frozen=True, slots=True)
class Match:
    """What a question was taken for; `id` is empty unless `outcome` is an answer."""

    outcome: Literal["answer", "choices", "unknown"]
    kind: Kind
    id: str = ""
    confidence: float = 0.0
    candidates: tuple[Candidate, ...] = ()


@dataclass(frozen=True, slots=True)
class Citation:
    """A source as people read it; `link` only where a careful person would click."""

    id: str
    text: str
    link: str = ""


@dataclass(frozen=True, slots=True)
class Reply:
    """What to say. `title` and labels are plain text, `body` is in the Markdown subset of `bot.markup`.

    `copyable`: text worth copying, as it is. `match`: what the question was taken for, where one was asked.
    """

    language: str
    title: str
    body: str = ""
    choices: tuple[Choice, ...] = ()
    footers: tuple[str, ...] = ()
    sources: tuple[Citation, ...] = ()
    copyable: str = ""
    audience: Audience = "asker"
    match: Match | None = field(default=None)
