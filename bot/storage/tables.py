"""The tables. They change only together with a new file in `migrations/versions`."""

from __future__ import annotations

import datetime

from sqlalchemy import BigInteger, String, Text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    """What all tables have in common: being described here."""


class Person(Base):
    """What is kept about a person who chose a language: that, and when."""

    __tablename__ = "people"

    person: Mapped[str] = mapped_column(String(100), primary_key=True)
    language: Mapped[str] = mapped_column(String(20))
    updated: Mapped[datetime.date]


class Translation(Base):
    """A translation, kept until it expires. `key` is a hash: it does not tell the text that was translated."""

    __tablename__ = "translations"

    key: Mapped[str] = mapped_column(String(64), primary_key=True)
    text: Mapped[str] = mapped_column(Text)
    source: Mapped[str] = mapped_column(String(20))
    engine: Mapped[str] = mapped_column(String(40))
    expires: Mapped[int] = mapped_column(BigInteger, index=True)
