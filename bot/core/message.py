"""What goes in and what comes out: a plain Message, a plain Reply. Neither knows a platform or a way back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Kind = Literal["topic", "term", "phrase"]
Audience = Literal["asker", "everyone", "nobody"]


@dataclass(frozen=True, slots=True)
class File:
    """A file that somebody sends, or that we do."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Message:
    """Something a person wrote, or the token of a button they pressed: a token is a message like any other.

    `person`, `conversation` and `community` are opaque ids ("telegram:42"); an empty one is unknown. `thread`: the part
    of the conversation, where it has parts. The languages are tags as the platform gives them ("zh-TW"): of the
    person's client, and of the community. `private`: only the asker sees the reply. `reply_language`: of the reply
    whose button was pressed, so that a press is answered in the language of what it stands under. `quoted`: the text of
    the message that this one replies to, or of the card whose button was pressed.

    `moderator`: the adapter asked the platform just now, for this very message, whether the person may moderate the
    community. `fields`: what was filled into a form, by name; the text is then the form's token. `file`: one that was
    sent along. `hears`: whether we also receive what is said to nobody, as far as the adapter knows.
    """

    text: str
    person: str = ""
    conversation: str = ""
    thread: str = ""
    community: str = ""
    private: bool = True
    client_language: str = ""
    community_language: str = ""
    reply_language: str = ""
    quoted: str = ""
    moderator: bool = False
    fields: Mapping[str, str] = field(default_factory=dict)
    file: File | None = None
    hears: bool = True


@dataclass(frozen=True, slots=True)
class Choice:
    """Something to press: `token` is the next message's text, at most 64 bytes long."""

    label: str
    token: str


@dataclass(frozen=True, slots=True)
class Field:
    """A line to fill in, or several where it is `long`. `value`: what stands there already; `limit`: characters."""

    name: str
    label: str
    value: str = ""
    long: bool = False
    required: bool = True
    limit: int = 1_500


@dataclass(frozen=True, slots=True)
class Form:
    """What to ask a person for, five fields at most. It comes back as a message: the token, with `fields` filled in."""

    title: str
    token: str
    fields: tuple[Field, ...]


@dataclass(frozen=True, slots=True)
class Candidate:
    """Something that was considered, with the score it had."""

    kind: Kind
    id: str
    score: float


@dataclass(frozen=True, slots=True)
class Match:
    """What a question was taken for. `id` is empty unless `outcome` is an answer; `offered` are the choices.

    `after`: the topic that was answered just before, where the question was understood as a follow-up to it.
    """

    outcome: Literal["answer", "choices", "unknown"]
    kind: Kind = "topic"
    id: str = ""
    confidence: float = 0.0
    candidates: tuple[Candidate, ...] = ()
    offered: tuple[Candidate, ...] = ()
    after: str = ""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Something that what was typed so far may become; `token` is the message that asks for it."""

    kind: Kind | Literal["command"]
    id: str
    title: str
    summary: str
    token: str


@dataclass(frozen=True, slots=True)
class Citation:
    """A source as people read it; `link` only where a careful person would click."""

    id: str
    text: str
    link: str = ""


@dataclass(frozen=True, slots=True)
class Slang:
    """A glossary term in a line: `text[start:end]` is how it stands there."""

    term: str
    start: int
    end: int
    meaning: str


@dataclass(frozen=True, slots=True)
class Translation:
    """What became of a line. Tags are empty where a language is not known, `translation` where no machine could."""

    text: str
    detected: str
    target: str
    translation: str
    engine: str
    slang: tuple[Slang, ...]
    pinyin: str


@dataclass(frozen=True, slots=True)
class Reply:
    """What to say. `title` and labels are plain text, `body` is in the Markdown subset of `bot.markup`.

    `choices`: what to press next; `jumps`: the other places of a walk, where there is room for a list. `copyable`:
    text worth copying, as it is. `match`: what the question was taken for, where one was asked. `audience`: who may
    see it; a reply to nobody is not sent. `translation`: what became of a line, where one was translated.

    `feedback`: what to press about the answer itself, apart from where to go next. `form`: what to ask for; where it
    cannot be shown at once, behind a button with its title. `picture`: a PNG, with what it shows in words.
    """

    language: str
    title: str
    body: str = ""
    choices: tuple[Choice, ...] = ()
    footers: tuple[str, ...] = ()
    sources: tuple[Citation, ...] = ()
    copyable: str = ""
    audience: Audience = "asker"
    match: Match | None = None
    jumps: tuple[Choice, ...] = ()
    translation: Translation | None = None
    feedback: tuple[Choice, ...] = ()
    form: Form | None = None
    picture: bytes | None = None
    picture_text: str = ""
    file: File | None = None
