"""`/guide stats`, `/guide stale`, `/guide log`: how the guide is used, what grows old, and who did what."""

from __future__ import annotations

import asyncio
import dataclasses
from collections.abc import Iterable

from bot.core.citing import spoken_date
from bot.core.commands.answers import number_in, page
from bot.core.commands.guide.acting import Desk, back
from bot.core.community.figures import WEEKS, Figures, can_draw, chart, figures, first_week
from bot.core.language import text_in_script_of
from bot.core.markdown import escaped
from bot.core.message import Choice, Reply

MOST_ACTS = 15


async def stats(desk: Desk, _rest: str) -> Reply:
    """The last weeks in a few lines and as a picture."""
    found = figures(await desk.store.tallies(desk.id, first_week(desk.turn.today)), desk.turn.today)
    title = desk.wording.stats_title.format(weeks=WEEKS)
    if not found.questions and not found.opinions:
        return desk.reply(title, desk.wording.stats_none, back(desk))
    reply = desk.reply(title, "\n".join(f"- {line}" for line in _lines(desk, found)), back(desk))
    counts = desk.turn.wording.list_separator.join(str(sum(week)) for week in found.ended)
    picture = await asyncio.to_thread(_picture, desk, found)
    said = desk.wording.stats_picture.format(weeks=WEEKS, counts=counts)
    return dataclasses.replace(reply, picture=picture, picture_text=said)


async def stale(desk: Desk, rest: str) -> Reply:
    """The answers whose date for a new check is past, oldest first."""
    topics = desk.community.knowledge.library.topics
    due = [topic for topic in topics.values() if topic.review_by < desk.turn.today.isoformat()]
    due.sort(key=lambda topic: topic.review_by)
    lines = [
        "- "
        + desk.wording.stale_topics_line.format(
            title=escaped(desk.title(topic)),
            date=spoken_date(topic.review_by, desk.turn.wording),
            own=desk.wording.test_own if topic.id in desk.community.answers else "",
        )
        for topic in due[:20]
    ]
    choices = [Choice(desk.title(topic), f"/guide answer {topic.id}") for topic in due]
    shown = page(desk.turn, choices, number_in(rest), "/guide stale")
    body = "\n".join(lines) or desk.wording.stale_topics_none
    return desk.reply(desk.wording.stale_topics_title, body, [*shown, *back(desk)])


async def log(desk: Desk, _rest: str) -> Reply:
    """What moderators did lately, the newest first."""
    acts = await desk.store.acts(desk.id, MOST_ACTS)
    lines = [
        "- "
        + desk.wording.log_line.format(
            date=desk.date(each.at.date()),
            person=escaped(desk.who(each.person)),
            what=getattr(desk.turn.wording.acts, each.what, each.what),
            about=escaped(each.about),
        ).strip()
        for each in acts
    ]
    return desk.reply(desk.wording.log_title, "\n".join(lines) or desk.wording.log_none, back(desk))


def _lines(desk: Desk, found: Figures) -> Iterable[str]:
    wording = desk.wording
    yield wording.stats_questions.format(count=found.questions)
    yield wording.stats_ended.format(**{outcome: found.total(outcome) for outcome in ("answer", "choices", "unknown")})
    if found.helpful_rate is None:
        yield wording.stats_no_opinions
    else:
        yield wording.stats_opinions.format(
            rate=round(100 * found.helpful_rate),
            helpful=found.opinions["helpful"],
            all=sum(found.opinions.values()),
            wrong=found.opinions["wrong"],
        )
    if found.topics:
        yield wording.stats_topics.format(topics=_named(desk, found.topics))
    if found.doubted:
        yield wording.stats_doubted.format(topics=_named(desk, found.doubted))
    yield wording.stats_weeks.format(weeks=" ".join(str(sum(week)) for week in found.ended))


def _named(desk: Desk, topics: Iterable[tuple[str, int]]) -> str:
    named = [f"{escaped(desk.topic_title(name))} ({count})" for name, count in topics]
    return desk.turn.wording.list_separator.join(named)


def _picture(desk: Desk, found: Figures) -> bytes:
    """The chart; in English where this machine has no font for the reader's script."""
    library = desk.community.shared.library
    wording, language = desk.wording, desk.turn.language
    if not can_draw(wording.chart_title):
        wording, language = library.wording[library.languages[0]].guide, "en"
    labels = (wording.chart_answer, wording.chart_choices, wording.chart_unknown)
    written = [text_in_script_of(language, text) for text in (*labels, wording.chart_title)]
    return chart(found, (written[0], written[1], written[2]), written[3])
