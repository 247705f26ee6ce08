"""What the guide knows, as frozen values. The shapes of the files in `content/` are these shapes.

A mapping "by language" goes from a content language (`en`, `zh`) to text. Dates stay text: a source is often
known to the month or the year only. Everything is checked when a file is read (`content.py`); the JSON Schema
for editors is made from these classes (`schema.py`), and the compiled cache holds them as JSON.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, ClassVar, Literal

from msgspec import Meta, Struct, field

from bot.core.knowledge.kinds import (
    FullDate,
    Headword,
    Identifier,
    Language,
    Line,
    Link,
    PartialDate,
    Question,
    Questions,
    Sources,
    Text,
    Title,
)
from bot.core.knowledge.wording import Wording

GENERAL_KNOWLEDGE = "general-knowledge"
"""The source of what nobody looked up: shown to users as "general knowledge, not checked"."""

FROM_COMMUNITY = "from-community"
"""The source of what a community's moderators wrote themselves."""

OWN = "own"
"""The shelf of a community's own answers."""

Tone = Literal["neutral", "warm", "playful", "sarcastic", "dated", "flirty", "rude", "vulgar", "sensitive"]
Style = Literal["casual", "neutral", "polite"]


class Value(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Frozen, and closed: a key nobody knows is a mistake, not an extension.

    `BY_LANGUAGE` names the fields that hold one text per content language; `ASKED` those of them that may hold what
    people ask in other languages too. `FROM_PATH` names the fields that
    the loader fills in from where the value stands (file name, folder, key), so that no file repeats them.
    """

    BY_LANGUAGE: ClassVar[tuple[str, ...]] = ()
    ASKED: ClassVar[tuple[str, ...]] = ()
    FROM_PATH: ClassVar[tuple[str, ...]] = ()


class Source(Value, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A publication. `repost`: the story was read in a copy on another site, which is not linked."""

    publisher: Line
    title: Line | None = None
    date: PartialDate | None = None
    link: Link | None = None
    repost: Literal["yes"] | None = None


class Category(Value, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A shelf of topics. `topics` is the catalogue in reading order; a topic in it may have no file yet."""

    BY_LANGUAGE: ClassVar = ("title",)
    title: Mapping[str, Line]
    topics: tuple[Identifier, ...]


class Guide(Value, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The file `guide.yaml`: the languages everything is written in, and the shelves in their order.

    `asked_in`: further languages in which questions are understood; they are answered in one of `languages`.
    """

    languages: Annotated[tuple[Language, ...], Meta(min_length=1)]
    asked_in: tuple[Language, ...] = ()
    categories: Mapping[Identifier, Category]


class Topic(Value, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One answer with the questions it answers; `next` are the follow-ups offered under it."""

    BY_LANGUAGE: ClassVar = ("title", "answer", "questions")
    ASKED: ClassVar = ("questions",)
    FROM_PATH: ClassVar = ("id", "category")
    id: Identifier
    category: Identifier
    title: Mapping[str, Title]
    answer: Mapping[str, Text]
    questions: Mapping[str, Questions]
    near_misses: tuple[Question, ...] = ()
    sources: Sources
    as_of: PartialDate
    review_by: FullDate
    next: tuple[Identifier, ...] = ()


class Example(Value, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A line in which a term stands, with its translation."""

    zh: Line
    en: Line


class Term(Value, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One entry of the glossary; its id is the headword.

    `not_when` are strings in which its characters have their everyday sense; `everyday_near` are words that show
    the same wherever in a line they stand; `everyday_sense` says it in words. A `see_also` form without an entry of
    its own is explained in this entry's meaning.
    """

    BY_LANGUAGE: ClassVar = ("meaning", "caution", "everyday_sense")
    FROM_PATH: ClassVar = ("id", "as_of", "review_by")
    id: Headword
    variants: tuple[Line, ...] = ()
    pinyin: Line
    literal: Line
    meaning: Mapping[str, Text]
    tone: Tone
    caution: Mapping[str, Text] = field(default_factory=dict)
    example: Example | None = None
    not_when: tuple[Line, ...] = ()
    everyday_near: tuple[Line, ...] = ()
    everyday_sense: Mapping[str, Text] = field(default_factory=dict)
    see_also: tuple[Line, ...] = ()
    sources: Sources
    as_of: PartialDate
    review_by: FullDate

    @property
    def forms(self) -> tuple[str, ...]:
        """The headword and its variants."""
        return (self.id, *self.variants)


class TermFile(Value, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A file of the glossary: `terms` by headword, all checked at the same time."""

    as_of: PartialDate
    review_by: FullDate
    terms: Mapping[Headword, Term]


class Response(Value, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What to answer when somebody says a phrase to you."""

    zh: Line
    pinyin: Line
    en: Line


class Phrase(Value, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Something to say, as a local would write it; `literal` is a word-by-word back-translation."""

    BY_LANGUAGE: ClassVar = ("questions", "note")
    ASKED: ClassVar = ("questions",)
    FROM_PATH: ClassVar = ("id", "situation", "as_of", "review_by", "sources")
    id: Identifier
    situation: Identifier
    en: Line
    zh: Line
    pinyin: Line
    literal: Line
    style: Style
    questions: Mapping[str, Questions]
    reply: Response
    note: Mapping[str, Text] = field(default_factory=dict)
    sources: Sources
    as_of: PartialDate
    review_by: FullDate


class PhraseFile(Value, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A file of the phrase book: the phrases of one situation, by id."""

    BY_LANGUAGE: ClassVar = ("title",)
    title: Mapping[str, Title]
    as_of: PartialDate
    review_by: FullDate
    sources: Sources
    phrases: Mapping[Identifier, Phrase]


class Card(Value, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One card of the tour; `topics` are offered under it."""

    BY_LANGUAGE: ClassVar = ("title", "text")
    title: Mapping[str, Title]
    text: Mapping[str, Text]
    topics: tuple[Identifier, ...]


class Tour(Value, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The file `tour.yaml`: the cards of a first day, in their order."""

    cards: Annotated[tuple[Card, ...], Meta(min_length=1)]


class Elsewhere(Value, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The file `elsewhere.yaml`: what people say that is not for us, by kind, so that we keep silent."""

    groups: Mapping[Identifier, Mapping[str, Questions]]


class SourceFile(Value, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The file `sources.yaml`: each publication once, by id."""

    sources: Mapping[Identifier, Source]


class Library(Value, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """All that was read from one content folder; `topics` in the order of their categories."""

    languages: tuple[str, ...]
    asked_in: tuple[str, ...] = ()
    categories: Mapping[str, Category]
    topics: Mapping[str, Topic]
    terms: Mapping[str, Term]
    situations: Mapping[str, Mapping[str, str]]
    phrases: Mapping[str, Phrase]
    tour: tuple[Card, ...]
    elsewhere: Mapping[str, Mapping[str, tuple[str, ...]]]
    sources: Mapping[str, Source]
    wording: Mapping[str, Wording]
