"""The tables. They change only together with a new file in `migrations/versions`."""

from __future__ import annotations

import datetime

from sqlalchemy import BigInteger, Index, String, Text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    """What all tables have in common: being described here."""


class Person(Base):
    """What is kept about a person who decided something: their language, whether they are left alone, and when."""

    __tablename__ = "people"

    person: Mapped[str] = mapped_column(String(100), primary_key=True)
    language: Mapped[str] = mapped_column(String(20))
    updated: Mapped[datetime.date]
    left_alone: Mapped[bool] = mapped_column(default=False)


class Translation(Base):
    """A translation, kept until it expires. `key` is a hash: it does not tell the text that was translated."""

    __tablename__ = "translations"

    key: Mapped[str] = mapped_column(String(64), primary_key=True)
    text: Mapped[str] = mapped_column(Text)
    source: Mapped[str] = mapped_column(String(20))
    engine: Mapped[str] = mapped_column(String(40))
    expires: Mapped[int] = mapped_column(BigInteger, index=True)


class Community(Base):
    """A community that decided something. `version` grows with every change; `left`: when the bot was removed."""

    __tablename__ = "communities"

    community: Mapped[str] = mapped_column(String(100), primary_key=True)
    version: Mapped[int] = mapped_column(BigInteger)
    left: Mapped[datetime.date | None]


class Setting(Base):
    """A setting that a community changed."""

    __tablename__ = "settings"

    community: Mapped[str] = mapped_column(String(100), primary_key=True)
    key: Mapped[str] = mapped_column(String(40), primary_key=True)
    value: Mapped[str] = mapped_column(Text)


class Answer(Base):
    """A community's own answer. `live` and `draft` are topics as JSON, empty where there is none; so are `wordings`."""

    __tablename__ = "answers"

    community: Mapped[str] = mapped_column(String(100), primary_key=True)
    answer: Mapped[str] = mapped_column(String(48), primary_key=True)
    version: Mapped[int]
    live: Mapped[str] = mapped_column(Text)
    draft: Mapped[str] = mapped_column(Text)
    wordings: Mapped[str] = mapped_column(Text)
    author: Mapped[str] = mapped_column(String(100), index=True)
    updated: Mapped[datetime.date]


class EarlierText(Base):
    """A text that an answer had before, or one that was refused because somebody had saved another meanwhile."""

    __tablename__ = "earlier_texts"
    __table_args__ = (Index("ix_earlier_texts_answer", "community", "answer"),)

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    community: Mapped[str] = mapped_column(String(100))
    answer: Mapped[str] = mapped_column(String(48))
    version: Mapped[int]
    topic: Mapped[str] = mapped_column(Text)
    author: Mapped[str] = mapped_column(String(100), index=True)
    at: Mapped[datetime.datetime]
    refused: Mapped[bool]


class GapText(Base):
    """A question that found no answer, and nothing about who asked it."""

    __tablename__ = "gaps"
    __table_args__ = (Index("ix_gaps_text", "community", "text", unique=True),)

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    community: Mapped[str] = mapped_column(String(100))
    text: Mapped[str] = mapped_column(String(200))
    count: Mapped[int]
    last: Mapped[datetime.date] = mapped_column(index=True)
    ignored: Mapped[bool]


class Count(Base):
    """How often something happened in a week, to a topic where it is about one."""

    __tablename__ = "counts"

    community: Mapped[str] = mapped_column(String(100), primary_key=True)
    week: Mapped[datetime.date] = mapped_column(primary_key=True)
    counted: Mapped[str] = mapped_column(String(20), primary_key=True)
    topic: Mapped[str] = mapped_column(String(48), primary_key=True)
    count: Mapped[int]


class Record(Base):
    """What a moderator did."""

    __tablename__ = "acts"

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    community: Mapped[str] = mapped_column(String(100), index=True)
    at: Mapped[datetime.datetime]
    person: Mapped[str] = mapped_column(String(100), index=True)
    what: Mapped[str] = mapped_column(String(40))
    about: Mapped[str] = mapped_column(String(100))


OF_COMMUNITY = (Setting, Answer, EarlierText, GapText, Count, Record, Community)
"""All that is kept for a community."""
