"""A community that goes on under another id takes along all that is kept for it."""

from __future__ import annotations

import datetime

from sqlalchemy import ColumnElement, delete, exists, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from bot.storage.tables import OF_COMMUNITY, Answer, Community, Count, EarlierText, GapText, Setting


async def move(session: AsyncSession, old: str, new: str, now: datetime.datetime) -> None:
    """Gives `new` all that `old` has, in a transaction; nothing happens where `old` has nothing.

    Where both decided something, `new` keeps its own: a setting of `old` then stands in the audit trail only, and
    the texts of an answer become earlier ones. What was counted is added up.
    """
    await session.execute(delete(Setting).where(Setting.community == old, _in_both(Setting, new, "key")))
    await _merge_answers(session, old, new, now)
    await _merge_gaps(session, old, new)
    await _merge_counts(session, old, new)
    await _move_version(session, old, new)
    await session.flush()
    for table in OF_COMMUNITY:
        moving = update(table).where(table.community == old).values(community=new)
        await session.execute(moving.execution_options(synchronize_session=False))


def _in_both(
    table: type[Setting] | type[Answer] | type[GapText] | type[Count], new: str, *keys: str
) -> ColumnElement[bool]:
    """Whether `new` has a row with the same keys."""
    theirs = aliased(table)
    return exists().where(theirs.community == new, *(getattr(theirs, key) == getattr(table, key) for key in keys))


async def _move_version(session: AsyncSession, old: str, new: str) -> None:
    """Later than every version that an answer has, of either."""
    ours, theirs = await session.get(Community, old), await session.get(Community, new)
    if ours is None:
        return
    version = max(ours.version, theirs.version if theirs else 0) + 1
    if theirs:
        theirs.version = version
        await session.delete(ours)
    else:
        ours.version, ours.left = version, None


async def _merge_answers(session: AsyncSession, old: str, new: str, now: datetime.datetime) -> None:
    both = await session.scalars(select(Answer).where(Answer.community == old, _in_both(Answer, new, "answer")))
    for ours in both.all():
        theirs = await session.get_one(Answer, (new, ours.answer))
        theirs.wordings = "\n".join(dict.fromkeys([*theirs.wordings.splitlines(), *ours.wordings.splitlines()]))
        for text in filter(None, (ours.live, ours.draft)):
            session.add(
                EarlierText(
                    community=new,
                    answer=ours.answer,
                    version=ours.version,
                    topic=text,
                    author=ours.author,
                    at=now,
                    refused=False,
                )
            )
        await session.delete(ours)


async def _merge_gaps(session: AsyncSession, old: str, new: str) -> None:
    both = await session.scalars(select(GapText).where(GapText.community == old, _in_both(GapText, new, "text")))
    for ours in both.all():
        same = await session.scalars(select(GapText).where(GapText.community == new, GapText.text == ours.text))
        theirs = same.one()
        theirs.count += ours.count
        theirs.last = max(theirs.last, ours.last)
        theirs.ignored = theirs.ignored or ours.ignored
        await session.delete(ours)


async def _merge_counts(session: AsyncSession, old: str, new: str) -> None:
    same = _in_both(Count, new, "week", "counted", "topic")
    for ours in (await session.scalars(select(Count).where(Count.community == old, same))).all():
        theirs = await session.get_one(Count, (new, ours.week, ours.counted, ours.topic))
        theirs.count += ours.count
        await session.delete(ours)
