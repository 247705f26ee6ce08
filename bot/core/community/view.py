"""A community as it is seen from inside: its settings, and what is known there, its own answers among it."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import msgspec
from cachetools import LRUCache

from bot.core.community.model import Kept, OwnAnswer
from bot.core.community.settings import DEFAULTS, Settings, read_settings
from bot.core.knowledge.model import FROM_COMMUNITY, GENERAL_KNOWLEDGE, OWN, Category, Library, Topic
from bot.core.matching.beside import LayeredMatcher
from bot.core.matching.knowledge_base import Knowledge
from bot.core.ports import CommunityStore, StoreError

MOST_HELD = 60_000
"""Wordings of own answers that are held in memory for all communities together; about 150 MB. The communities that were
silent longest make room."""

EACH = 10
"""What a community costs in memory beside its answers, in wordings."""


@dataclass(frozen=True, slots=True)
class Community:
    """`knowledge`: what is known there; `shared`: what is known everywhere; `answers`: its own, drafts among them."""

    knowledge: Knowledge
    shared: Knowledge
    version: int = 0
    settings: Settings = DEFAULTS
    answers: Mapping[str, OwnAnswer] = field(default_factory=dict)


class Communities:
    """The communities that were active lately. Others are read when somebody asks there."""

    def __init__(self, store: CommunityStore) -> None:
        self._store = store
        self._active: LRUCache[str, Community] = LRUCache(MOST_HELD, _size)
        self._loading: dict[str, asyncio.Task[Community]] = {}

    @property
    def active(self) -> int:
        """How many are held in memory."""
        return len(self._active)

    @property
    def held(self) -> int:
        """How much of them is held, in wordings; never more than `MOST_HELD`."""
        return int(self._active.currsize)

    async def of(self, community: str, shared: Knowledge) -> Community:
        """A community as it is now; as it was, while the store cannot say."""
        if not community:
            return Community(shared, shared)
        known = self._active.get(community)
        version = await self._store.version_of(community)
        if known and known.shared is shared and version in {known.version, None}:
            return known
        task = self._loading.get(community)
        if task is None:
            task = asyncio.create_task(self._load(community, shared, known))
            self._loading[community] = task
            task.add_done_callback(lambda _: self._loading.pop(community, None))
        return await asyncio.shield(task)

    async def _load(self, community: str, shared: Knowledge, known: Community | None) -> Community:
        try:
            kept = await self._store.kept(community)
        except StoreError:
            return known or Community(shared, shared)
        seen = await asyncio.to_thread(compiled, kept, shared) if kept.answers else compiled(kept, shared)
        self._active[community] = seen
        return seen


def _size(community: Community) -> int:
    """What a community costs in memory, in wordings; an answer costs as much as one more. None is too large to hold."""
    return min(MOST_HELD, EACH + sum(1 + len(_texts(answer)) for answer in community.answers.values()))


def compiled(kept: Kept, shared: Knowledge) -> Community:
    """What a community decided, put over what is known everywhere."""
    settings = read_settings(kept.settings)
    live = {name: answer for name, answer in kept.answers.items() if answer.live or name in shared.library.topics}
    hidden = frozenset(settings.topics_off) & {*shared.library.topics, *live}
    entries = [(name, _texts(answer)) for name, answer in live.items() if name not in hidden]
    entries = [(name, texts) for name, texts in entries if texts]
    if not entries and not hidden:
        return Community(shared, shared, kept.version, settings, kept.answers)
    written = {name: topic for name, _ in entries if (topic := live[name].live)}
    against = [(f"not {name}", topic.near_misses) for name, topic in written.items() if topic.near_misses]
    topics = LayeredMatcher.over(shared.topics, entries, hidden, against)
    library = _library(shared.library, {name: live[name] for name, _ in entries}, hidden)
    knowledge = replace(shared, library=library, topics=topics)
    return Community(knowledge, shared, kept.version, settings, kept.answers)


def wordings(answer: OwnAnswer) -> list[str]:
    """The questions that an own answer answers."""
    own = answer.live.questions.values() if answer.live else ()
    return [*(text for texts in own for text in texts), *answer.wordings]


def _texts(answer: OwnAnswer) -> list[str]:
    """What an own answer is found by: its questions, and its titles, which mostly are questions too."""
    titles = answer.live.title.values() if answer.live else ()
    return list(dict.fromkeys([*wordings(answer), *titles]))


def _library(shared: Library, own: Mapping[str, OwnAnswer], hidden: frozenset[str]) -> Library:
    topics = {name: topic for name, topic in shared.topics.items() if name not in hidden}
    for name, answer in own.items():
        if answer.live:
            topics[name] = as_shown(answer.live, shared)
    shelf = Category(title={each: shared.wording[each].guide.own_shelf for each in shared.languages}, topics=())
    return msgspec.structs.replace(shared, topics=topics, categories={**shared.categories, OWN: shelf})


def as_shown(own: Topic, library: Library) -> Topic:
    """An own answer as people see it: in every language, the community named as its source."""
    cited = [name for name in own.sources if name in library.sources and name != GENERAL_KNOWLEDGE]
    shelved = own.category if own.category in library.categories else OWN
    return msgspec.structs.replace(
        own,
        category=shelved,
        title=_in_all(own.title, library.languages),
        answer=_in_all(own.answer, library.languages),
        sources=(FROM_COMMUNITY, *cited),
    )


def _in_all(texts: Mapping[str, str], languages: tuple[str, ...]) -> dict[str, str]:
    """A text for every language: where there is none, the one that was written."""
    written = next(iter(texts.values()))
    return {language: texts.get(language, written) for language in languages}
