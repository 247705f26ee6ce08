"""Asks the enabled engines in order until one translates."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

from bot.core.ports import NoTranslation, Translated, TranslationError
from bot.translation.cache import TranslationCache, key_of
from bot.translation.engine import EngineError
from bot.translation.guarded import EngineState, GuardedEngine
from bot.translation.quota import Quota

MOST_CHARACTERS = 5_000
"""No message of any platform is longer."""


class Chain:
    """The enabled engines. Nothing is sent to any other, nor sent twice while the cache keeps it."""

    def __init__(self, engines: Sequence[GuardedEngine], quota: Quota, cache: TranslationCache) -> None:
        self._engines = tuple(engines)
        self._quota = quota
        self._cache = cache

    @property
    def engines(self) -> tuple[str, ...]:
        """Their names, in the order in which they are asked."""
        return tuple(guarded.engine.name for guarded in self._engines)

    async def translate(
        self, text: str, source: str, target: str, person: str = "", conversation: str = ""
    ) -> Translated:
        """The text in `target`; a text without a letter or a digit stays as it is.

        Raises:
            TranslationError: if no engine could, or the quota is used up.
        """
        text = text.encode("utf-8", "replace").decode()  # half a character cannot be sent
        if not any(map(str.isalnum, text)):
            return Translated(text, source, "")
        speaking = [guarded for guarded in self._engines if guarded.engine.codes.speaks(source, target)]
        if self._engines and not speaking:
            raise TranslationError("unsupported")
        known = await self._known(speaking, text, source, target)
        if known:
            return known
        if len(text) > MOST_CHARACTERS:
            raise TranslationError("too long")
        awake = [guarded for guarded in speaking if not guarded.state.resting_until]
        if not awake:
            raise TranslationError("unavailable")
        if not self._quota.take(person, conversation):
            raise TranslationError("quota")
        return await self._ask(awake, text, source, target)

    def states(self) -> tuple[EngineState, ...]:
        """How the engines do, in order."""
        return tuple(guarded.state for guarded in self._engines)

    async def probe(self) -> tuple[EngineState, ...]:
        """Tries every engine now, with two characters of ours."""
        return tuple(await asyncio.gather(*(guarded.probe() for guarded in self._engines)))

    async def close(self) -> None:
        """Lets go of connections and threads."""
        for guarded in self._engines:
            await guarded.engine.close()

    async def _known(self, engines: Sequence[GuardedEngine], text: str, source: str, target: str) -> Translated | None:
        """What any of the engines made of this text before."""
        for guarded in engines:
            known = await self._cache.get(key_of(guarded.engine.key, source, target, text))
            if known:
                return known
        return None

    async def _ask(self, engines: Sequence[GuardedEngine], text: str, source: str, target: str) -> Translated:
        reasons: set[NoTranslation] = set()
        for guarded in engines:
            try:
                answer = await guarded.translate(text, source, target)
            except EngineError as error:
                reasons.add(error.reason)
                continue
            translated = Translated(answer.text, source or answer.source, guarded.engine.name)
            await self._cache.put(key_of(guarded.engine.key, source, target, text), translated)
            return translated
        # An engine's own quota is no business of the person's, who has one too.
        alike = reasons.pop() if len(reasons) == 1 else "unavailable"
        raise TranslationError("unavailable" if alike == "quota" else alike)
