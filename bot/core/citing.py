"""Says where an answer comes from and how old it is."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping

from bot.core.knowledge.model import FROM_COMMUNITY, GENERAL_KNOWLEDGE, Phrase, Source, Term, Topic
from bot.core.knowledge.wording import Wording
from bot.core.message import Citation

IN_FOOTER = 3
"""Sources that a footer names; `/sources` shows all."""


def citations(names: Iterable[str], sources: Mapping[str, Source], wording: Wording) -> tuple[Citation, ...]:
    """The sources of an answer, as people read them."""
    return tuple(_citation(name, sources.get(name), wording) for name in names)


def footers(
    value: Topic | Term | Phrase, cited: tuple[Citation, ...], wording: Wording, today: datetime.date
) -> tuple[str, ...]:
    """The lines under an answer: sources, date, and a warning when the date for a new check is past."""
    named = wording.list_separator.join(citation.text for citation in cited[:IN_FOOTER])
    if len(cited) > IN_FOOTER:
        named = wording.footer_more.format(sources=named, count=len(cited) - IN_FOOTER)
    line = wording.footer_sources if len(cited) > 1 else wording.footer_source
    lines = [line.format(sources=named), wording.footer_as_of.format(date=spoken_date(value.as_of, wording))]
    if value.review_by < today.isoformat():
        lines.append(wording.footer_stale.format(date=spoken_date(value.review_by, wording)))
    return tuple(lines)


def spoken_date(date: str, wording: Wording) -> str:
    """`2026-04` is April 2026."""
    year, *rest = date.split("-")
    if not rest:
        return year
    month = wording.months.split()[int(rest[0]) - 1]
    if len(rest) == 1:
        return wording.date_month.format(month=month, year=year)
    return wording.date_day.format(day=int(rest[1]), month=month, year=year)


def _citation(name: str, source: Source | None, wording: Wording) -> Citation:
    if name == FROM_COMMUNITY:
        return Citation(name, wording.guide.from_community)
    if name == GENERAL_KNOWLEDGE or source is None:
        return Citation(name, wording.general_knowledge)
    date = spoken_date(source.date, wording) if source.date else wording.source_undated
    if source.title:
        text = wording.source_titled.format(publisher=source.publisher, title=source.title, date=date)
    else:
        text = wording.source_line.format(publisher=source.publisher, date=date)
    if source.repost:
        text = wording.source_repost.format(source=text)
    return Citation(name, text, source.link or "")
