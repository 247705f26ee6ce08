"""What moderators decided about their communities, kept in the database."""

from __future__ import annotations

import dataclasses
import datetime
import time
from collections.abc import AsyncIterator, Callable, Collection, Sequence
from contextlib import asynccontextmanager

import msgspec
from cachetools import TTLCache
from sqlalchemy import Update, delete, func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.core.community.model import Act, Earlier, Gap, Kept, OwnAnswer, Recorded, Tally
from bot.core.knowledge.model import Topic
from bot.core.ports import StaleError, StoreError
from bot.storage.counting import add_gap
from bot.storage.database import Database
from bot.storage.days import monday, utc_now
from bot.storage.moving import move
from bot.storage.tables import OF_COMMUNITY, Answer, Community, Count, EarlierText, GapText, Record, Setting

VERSION_SECONDS = 3.0
"""How long another process may go on with what was decided before."""

MOST_EARLIER = 20
"""Texts that an answer had before which are kept."""

MOST_GAPS_SHOWN = 500
LEFT_DAYS = 30
GAP_DAYS = 90
RECORD_DAYS = 365
COUNT_DAYS = 2 * 365

Now = Callable[[], datetime.datetime]


class SqlCommunities:
    """Keeps settings, own answers, gaps and the audit trail of communities; each call touches one community only."""

    def __init__(self, database: Database, now: Now = utc_now) -> None:
        self._database = database
        self._now = now
        self._versions: TTLCache[str, int] = TTLCache(100_000, VERSION_SECONDS, timer=time.monotonic)

    async def version_of(self, community: str) -> int | None:
        """Grows with every change by any process; some seconds old at most. None while nobody can say."""
        if (known := self._versions.get(community)) is not None:
            return known
        if self._database.resting:
            return None
        try:
            async with self._database.reading() as session:
                version = await _version(session, community)
        except StoreError:
            return None
        self._versions[community] = version
        return version

    async def kept(self, community: str) -> Kept:
        """Settings and own answers.

        Raises:
            StoreError: if they cannot be read now.
        """
        async with self._database.reading() as session:
            version = await _version(session, community)  # first: what is read after it is this new or newer
            settings = await session.scalars(select(Setting).where(Setting.community == community))
            answers = await session.scalars(select(Answer).where(Answer.community == community).order_by(Answer.answer))
            return Kept(
                version,
                {row.key: row.value for row in settings},
                {row.answer: _own_answer(row) for row in answers},
            )

    async def keep_setting(self, community: str, key: str, value: str | None, act: Act) -> None:
        """Keeps a setting; none goes back to what it was from the beginning.

        Raises:
            StoreError: if it cannot be kept now.
        """
        async with self._changing(community, act) as (session, _):
            if value is None:
                await session.execute(delete(Setting).where(Setting.community == community, Setting.key == key))
            else:
                await session.merge(Setting(community=community, key=key, value=value))

    async def keep_answer(self, community: str, answer: OwnAnswer, act: Act) -> OwnAnswer:
        """Keeps an answer that was edited from `answer.version`, and its text before; returns it as it is kept.

        Raises:
            StaleError: if the version kept is another one; the refused text is put among the earlier ones.
            StoreError: if it cannot be kept now.
        """
        current: OwnAnswer | None = None
        async with self._changing(community, act) as (session, version):
            row = await session.get(Answer, (community, answer.id))
            before = _own_answer(row) if row else OwnAnswer(answer.id)
            if before.version != answer.version:
                current = before
                self._put_aside(session, community, answer, act.person, refused=True)
            else:
                if before.newest != answer.newest:
                    self._put_aside(session, community, before, before.author)
                saved = await self._save(session, community, answer, version, act.person)
            await _prune_earlier(session, community, answer.id)
        if current is not None:
            raise StaleError(current)
        return saved

    async def keep_imported(self, community: str, answers: Sequence[OwnAnswer], person: str) -> None:
        """Keeps all of these answers or none: their live texts, and their wordings beside those there are.

        Raises:
            StoreError: if they cannot be kept now.
        """
        async with self._changing(community) as (session, version):
            known = await session.scalars(select(Answer).where(Answer.community == community))
            rows = {row.answer: row for row in known}
            for answer in answers:
                before = _own_answer(rows[answer.id]) if answer.id in rows else OwnAnswer(answer.id)
                if before.live and answer.live and before.live != answer.live:
                    self._put_aside(session, community, dataclasses.replace(before, draft=None), before.author)
                changed = before.with_imported(answer)
                row = rows.get(answer.id) or Answer(community=community, answer=answer.id)
                session.add(row)
                row.version, row.author, row.updated = version, person, self._now().date()
                row.live, row.draft, row.wordings = _columns(changed)
                self._record(session, community, Act(person, "imported", answer.id))

    async def earlier(self, community: str, answer: str) -> list[Earlier]:
        """The texts that an answer had, and those that were refused, the newest first.

        Raises:
            StoreError: if they cannot be read now.
        """
        found = select(EarlierText).where(EarlierText.community == community, EarlierText.answer == answer)
        async with self._database.reading() as session:
            rows = await session.scalars(found.order_by(EarlierText.number.desc()))
            return [
                Earlier(row.number, row.version, _topic(row.topic), row.author, row.at, row.refused) for row in rows
            ]

    async def note_gap(self, community: str, text: str) -> None:
        """Counts a question that somebody passed on.

        Raises:
            StoreError: if it cannot be kept now.
        """
        async with self._database.changing() as session:
            await add_gap(session, community, text, 1, self._now().date())

    async def gaps(self, community: str) -> list[Gap]:
        """The questions that wait for a moderator, most asked first.

        Raises:
            StoreError: if they cannot be read now.
        """
        oldest = self._now().date() - datetime.timedelta(GAP_DAYS)
        found = select(GapText).where(
            GapText.community == community, GapText.ignored.is_(False), GapText.last >= oldest
        )
        async with self._database.reading() as session:
            rows = await session.scalars(found.order_by(GapText.count.desc(), GapText.number).limit(MOST_GAPS_SHOWN))
            return [Gap(row.number, row.text, row.count, row.last) for row in rows]

    async def settle_gaps(self, community: str, numbers: Sequence[int], *, ignored: bool, act: Act) -> None:
        """Takes questions off the list: ignored until they expire, or answered and therefore removed.

        Raises:
            StoreError: if it cannot be kept now.
        """
        which = (GapText.community == community, GapText.number.in_(numbers))
        async with self._changing(community, act) as (session, _):
            if ignored:
                await session.execute(update(GapText).where(*which).values(ignored=True))
            else:
                await session.execute(delete(GapText).where(*which))

    async def tallies(self, community: str, since: datetime.date) -> list[Tally]:
        """What was counted since a week.

        Raises:
            StoreError: if it cannot be read now.
        """
        found = select(Count).where(Count.community == community, Count.week >= monday(since))
        async with self._database.reading() as session:
            rows = await session.scalars(found.order_by(Count.week))
            return [_tally(row) for row in rows]

    async def acts(self, community: str, most: int) -> list[Recorded]:
        """The audit trail, the newest first.

        Raises:
            StoreError: if it cannot be read now.
        """
        found = select(Record).where(Record.community == community).order_by(Record.number.desc()).limit(most)
        async with self._database.reading() as session:
            return [Recorded(row.at, row.person, row.what, row.about) for row in await session.scalars(found)]

    async def record(self, community: str, act: Act) -> None:
        """Puts an act into the audit trail.

        Raises:
            StoreError: if it cannot be kept now.
        """
        async with self._changing(community, act):
            pass

    async def community_left(self, community: str) -> None:
        """The bot was removed: what is kept expires in 30 days.

        Raises:
            StoreError: if it cannot be kept now.
        """
        async with self._changing(community) as (session, _):
            await session.execute(
                update(Community).where(Community.community == community).values(left=self._now().date())
            )

    async def community_joined(self, community: str) -> None:
        """The bot came, or came back: nothing expires.

        Raises:
            StoreError: if it cannot be kept now.
        """
        async with self._database.reading() as session:
            left = await session.scalar(select(Community.left).where(Community.community == community))
        if left:
            async with self._database.changing() as session:
                await session.execute(_with_left([community], None))

    async def communities_present(self, platform: str, present: Collection[str]) -> None:
        """The bot is in these communities of a platform and in no other one, whatever happened while it was away.

        Raises:
            StoreError: if that cannot be kept now.
        """
        async with self._database.reading() as session:
            left = await _left_by_community(session, f"{platform}:%")
        back = [name for name, since in left.items() if since and name in present]
        missing = [name for name, since in left.items() if not since and name not in present]
        if not back and not missing:
            return
        async with self._database.changing() as session:
            known = set(await session.scalars(select(Community.community).where(Community.community.in_(missing))))
            session.add_all(Community(community=name, version=0, left=None) for name in missing if name not in known)
            await session.flush()
            await session.execute(_with_left(back, None))
            await session.execute(_with_left(missing, self._now().date()))

    async def community_moved(self, old: str, new: str) -> None:
        """A community goes on under another id: all that is kept for it goes along.

        Raises:
            StoreError: if it cannot be kept now.
        """
        async with self._database.changing() as session:
            await move(session, old, new, self._now())
        self._versions.pop(old, None)
        self._versions.pop(new, None)

    async def all_tallies(self, since: datetime.date) -> list[tuple[str, Tally]]:
        """What was counted in all communities since a week, for operators.

        Raises:
            StoreError: if it cannot be read now.
        """
        found = select(Count).where(Count.week >= monday(since)).order_by(Count.community, Count.week)
        async with self._database.reading() as session:
            return [(row.community, _tally(row)) for row in await session.scalars(found)]

    async def expire(self) -> None:
        """Removes what has been kept long enough.

        Raises:
            StoreError: if it cannot be removed now.
        """
        now = self._now()
        today = now.date()
        async with self._database.changing() as session:
            gone = select(Community.community).where(Community.left < today - datetime.timedelta(LEFT_DAYS))
            for community in (await session.scalars(gone)).all():
                for table in OF_COMMUNITY:
                    await session.execute(delete(table).where(table.community == community))
                self._versions.pop(community, None)
            await session.execute(delete(GapText).where(GapText.last < today - datetime.timedelta(GAP_DAYS)))
            await session.execute(delete(Count).where(Count.week < today - datetime.timedelta(COUNT_DAYS)))
            oldest = now - datetime.timedelta(RECORD_DAYS)
            await session.execute(delete(Record).where(Record.at < oldest))
            await session.execute(delete(EarlierText).where(EarlierText.at < oldest))

    @asynccontextmanager
    async def _changing(self, community: str, act: Act | None = None) -> AsyncIterator[tuple[AsyncSession, int]]:
        """A change of one community: gives it its next version, and records who made it."""
        self._versions.pop(community, None)
        async with self._database.changing() as session:
            row = await session.get(Community, community)
            if row is None:
                row = Community(community=community, version=0, left=None)
                session.add(row)
            row.version = version = row.version + 1
            if act:
                self._record(session, community, act)
            yield session, version
        self._versions[community] = version

    async def _save(
        self, session: AsyncSession, community: str, answer: OwnAnswer, version: int, author: str
    ) -> OwnAnswer:
        if answer.newest is None and not answer.wordings:
            await session.execute(delete(Answer).where(Answer.community == community, Answer.answer == answer.id))
            return OwnAnswer(answer.id)
        live, draft, wordings = _columns(answer)
        row = Answer(
            community=community,
            answer=answer.id,
            version=version,
            live=live,
            draft=draft,
            wordings=wordings,
            author=author,
            updated=self._now().date(),
        )
        await session.merge(row)
        return _own_answer(row)

    def _record(self, session: AsyncSession, community: str, act: Act) -> None:
        about = act.about[:100]
        session.add(Record(community=community, at=self._now(), person=act.person, what=act.what, about=about))

    def _put_aside(
        self, session: AsyncSession, community: str, answer: OwnAnswer, author: str, *, refused: bool = False
    ) -> None:
        if answer.newest is None:
            return
        session.add(
            EarlierText(
                community=community,
                answer=answer.id,
                version=answer.version,
                topic=_text(answer.newest),
                author=author,
                at=self._now(),
                refused=refused,
            )
        )


async def _left_by_community(session: AsyncSession, pattern: str) -> dict[str, datetime.date | None]:
    """When the bot was removed from each community of which anything is kept, or nothing."""
    left: dict[str, datetime.date | None] = {}
    for table in (Count, GapText):
        names = await session.scalars(select(table.community).where(table.community.like(pattern)).distinct())
        left |= dict.fromkeys(names)
    rows = await session.execute(select(Community.community, Community.left).where(Community.community.like(pattern)))
    return left | {row.community: row.left for row in rows}


def _with_left(communities: Sequence[str], day: datetime.date | None) -> Update:
    return update(Community).where(Community.community.in_(communities)).values(left=day)


async def _version(session: AsyncSession, community: str) -> int:
    return await session.scalar(select(Community.version).where(Community.community == community)) or 0


async def _prune_earlier(session: AsyncSession, community: str, answer: str) -> None:
    await session.flush()
    own = (EarlierText.community == community, EarlierText.answer == answer)
    kept = select(EarlierText.number).where(*own).order_by(EarlierText.number.desc()).limit(MOST_EARLIER)
    oldest = await session.scalar(select(func.min(kept.subquery().c.number)))
    if oldest is not None:
        await session.execute(delete(EarlierText).where(*own, EarlierText.number < oldest))


def _own_answer(row: Answer) -> OwnAnswer:
    return OwnAnswer(
        id=row.answer,
        version=row.version,
        live=_topic(row.live) if row.live else None,
        draft=_topic(row.draft) if row.draft else None,
        wordings=tuple(row.wordings.splitlines()),
        author=row.author,
        updated=row.updated,
    )


def _columns(answer: OwnAnswer) -> tuple[str, str, str]:
    """What is live, the draft and the wordings, as they stand in the table."""
    return _text(answer.live), _text(answer.draft), "\n".join(answer.wordings)


def _topic(text: str) -> Topic:
    return msgspec.json.decode(text, type=Topic)


def _text(topic: Topic | None) -> str:
    return msgspec.json.encode(topic).decode() if topic else ""


def _tally(row: Count) -> Tally:
    return msgspec.convert({"week": row.week, "counted": row.counted, "topic": row.topic, "count": row.count}, Tally)
