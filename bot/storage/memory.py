"""A store that forgets when the program ends: enough for the terminal."""

from __future__ import annotations

import dataclasses
import datetime
import itertools
from collections import Counter
from collections.abc import Callable, Collection, Sequence
from typing import TypeVar

from bot.core.community.model import Act, Counted, Earlier, Gap, Kept, OwnAnswer, Recorded, Tally
from bot.core.knowledge.model import Topic
from bot.core.ports import StaleError
from bot.storage.days import monday, utc_now

Written = TypeVar("Written", OwnAnswer, Earlier)


@dataclasses.dataclass(slots=True)
class _Community:
    version: int = 0
    settings: dict[str, str] = dataclasses.field(default_factory=dict)
    answers: dict[str, OwnAnswer] = dataclasses.field(default_factory=dict)
    earlier: list[tuple[str, Earlier]] = dataclasses.field(default_factory=list)
    gaps: dict[str, Gap] = dataclasses.field(default_factory=dict)
    ignored: set[str] = dataclasses.field(default_factory=set)
    counts: Counter[tuple[datetime.date, Counted, str]] = dataclasses.field(default_factory=Counter)
    acts: list[Recorded] = dataclasses.field(default_factory=list)


class MemoryStore:
    """Keeps what people and communities decided in memory."""

    def __init__(self, now: Callable[[], datetime.datetime] = utc_now) -> None:
        self._now = now
        self._languages: dict[str, str] = {}
        self._left_alone: set[str] = set()
        self._communities: dict[str, _Community] = {}
        self._numbers = itertools.count(1)

    async def language_of(self, person: str) -> str:
        """The language a person chose, or nothing."""
        return self._languages.get(person, "")

    async def remember_language(self, person: str, language: str) -> None:
        """Keeps the language a person chose."""
        if person:
            self._languages[person] = language

    async def left_alone(self, person: str) -> bool:
        """Whether a person wants to be spoken to only when they speak to us."""
        return person in self._left_alone

    async def leave_alone(self, person: str, wanted: bool) -> None:
        """Keeps whether a person wants to be left alone."""
        if person and wanted:
            self._left_alone.add(person)
        else:
            self._left_alone.discard(person)

    async def forget(self, person: str) -> None:
        """Removes everything that is kept about a person; what they did for communities stays, without them."""
        if not person:
            return
        self._languages.pop(person, None)
        self._left_alone.discard(person)
        for own in self._communities.values():
            own.version += 1
            own.answers = {name: _without(answer, person) for name, answer in own.answers.items()}
            own.earlier = [(name, _without(text, person)) for name, text in own.earlier]
            own.acts = [dataclasses.replace(act, person="") if act.person == person else act for act in own.acts]

    async def version_of(self, community: str) -> int | None:
        """Grows with every change."""
        return self._communities[community].version if community in self._communities else 0

    async def kept(self, community: str) -> Kept:
        """Settings and own answers."""
        own = self._of(community)
        return Kept(own.version, dict(own.settings), dict(own.answers))

    async def keep_setting(self, community: str, key: str, value: str | None, act: Act) -> None:
        """Keeps a setting; none goes back to what it was from the beginning."""
        own = self._changed(community, act)
        if value is None:
            own.settings.pop(key, None)
        else:
            own.settings[key] = value

    async def keep_answer(self, community: str, answer: OwnAnswer, act: Act) -> OwnAnswer:
        """Keeps an answer that was edited from `answer.version`, and its text before.

        Raises:
            StaleError: if the version kept is another one; the refused text is put among the earlier ones.
        """
        own = self._changed(community, act)
        before = own.answers.get(answer.id) or OwnAnswer(answer.id)
        refused = before.version != answer.version
        aside, author = (answer, act.person) if refused else (before, before.author)
        if aside.newest and (refused or before.newest != answer.newest):
            self._put_aside(own, aside, aside.newest, author, refused=refused)
        if refused:
            raise StaleError(before)
        if answer.newest is None and not answer.wordings:
            own.answers.pop(answer.id, None)
            return OwnAnswer(answer.id)
        saved = dataclasses.replace(answer, version=own.version, author=act.person, updated=self._now().date())
        own.answers[answer.id] = saved
        return saved

    async def keep_imported(self, community: str, answers: Sequence[OwnAnswer], person: str) -> None:
        """Keeps all of these answers: their live texts, and their wordings beside those there are."""
        own = self._of(community)
        for answer in answers:
            own = self._changed(community, Act(person, "imported", answer.id))
            before = own.answers.get(answer.id) or OwnAnswer(answer.id)
            if before.live and answer.live and before.live != answer.live:
                self._put_aside(own, before, before.live, before.author)
            own.answers[answer.id] = dataclasses.replace(
                before.with_imported(answer), version=own.version, author=person, updated=self._now().date()
            )

    async def earlier(self, community: str, answer: str) -> list[Earlier]:
        """The texts that an answer had, and those that were refused, the newest first."""
        return [earlier for name, earlier in self._of(community).earlier if name == answer]

    async def note_gap(self, community: str, text: str) -> None:
        """Counts a question that somebody passed on."""
        self.collect_gap(community, text)

    async def gaps(self, community: str) -> list[Gap]:
        """The questions that wait for a moderator, most asked first."""
        own = self._of(community)
        waiting = [gap for text, gap in own.gaps.items() if text not in own.ignored]
        return sorted(waiting, key=lambda gap: (-gap.count, gap.number))

    async def settle_gaps(self, community: str, numbers: Sequence[int], *, ignored: bool, act: Act) -> None:
        """Takes questions off the list: ignored for good, or answered and therefore removed."""
        own = self._changed(community, act)
        texts = [text for text, gap in own.gaps.items() if gap.number in numbers]
        for text in texts:
            if ignored:
                own.ignored.add(text)
            else:
                del own.gaps[text]

    async def tallies(self, community: str, since: datetime.date) -> list[Tally]:
        """What was counted since a week."""
        counts = self._of(community).counts
        found = [Tally(*key, count) for key, count in counts.items() if key[0] >= monday(since)]
        return sorted(found, key=lambda tally: tally.week)

    async def acts(self, community: str, most: int) -> list[Recorded]:
        """The audit trail, the newest first."""
        return self._of(community).acts[: -most - 1 : -1]

    async def record(self, community: str, act: Act) -> None:
        """Puts an act into the audit trail."""
        self._changed(community, act)

    async def community_left(self, community: str) -> None:
        """The program ends before anything expires."""

    async def community_joined(self, community: str) -> None:
        """Nothing expires."""

    async def communities_present(self, platform: str, present: Collection[str]) -> None:
        """Nothing expires."""

    async def community_moved(self, old: str, new: str) -> None:
        """A community goes on under another id: all that is kept for it goes along; `new` keeps what it has."""
        left, own = self._communities.pop(old, None), self._of(new)
        if left is None:
            return
        own.version = max(own.version, left.version) + 1
        own.settings = {**left.settings, **own.settings}
        for name, answer in left.answers.items():
            own.answers[name] = self._merged(own, answer, own.answers.get(name))
        own.earlier += left.earlier
        for text, gap in left.gaps.items():
            known = own.gaps.get(text) or dataclasses.replace(gap, count=0)
            own.gaps[text] = dataclasses.replace(known, count=known.count + gap.count, last=max(known.last, gap.last))
        own.ignored |= left.ignored
        own.counts += left.counts
        own.acts = sorted([*left.acts, *own.acts], key=lambda act: act.at)

    def count(self, community: str, counted: Counted, topic: str = "") -> None:
        """Counts something in this week."""
        self._of(community).counts[monday(self._now().date()), counted, topic] += 1

    def collect_gap(self, community: str, text: str) -> None:
        """Counts a question that found no answer."""
        gaps = self._of(community).gaps
        known = gaps.get(text) or Gap(next(self._numbers), text, 0, self._now().date())
        gaps[text] = dataclasses.replace(known, count=known.count + 1, last=self._now().date())

    def _of(self, community: str) -> _Community:
        return self._communities.setdefault(community, _Community())

    def _merged(self, own: _Community, ours: OwnAnswer, theirs: OwnAnswer | None) -> OwnAnswer:
        """Of two answers with one id, theirs with all wordings; our texts become earlier ones."""
        if theirs is None:
            return ours
        for topic in filter(None, (ours.live, ours.draft)):
            self._put_aside(own, ours, topic, ours.author)
        return theirs.with_wordings(ours.wordings)

    def _put_aside(
        self, own: _Community, answer: OwnAnswer, topic: Topic, author: str, *, refused: bool = False
    ) -> None:
        earlier = Earlier(next(self._numbers), answer.version, topic, author, self._now(), refused)
        own.earlier.insert(0, (answer.id, earlier))

    def _changed(self, community: str, act: Act) -> _Community:
        own = self._of(community)
        own.version += 1
        own.acts.append(Recorded(self._now(), act.person, act.what, act.about))
        return own


def _without(value: Written, person: str) -> Written:
    return dataclasses.replace(value, author="") if value.author == person else value
