"""An engine behind a deadline, a second try and a circuit breaker."""

from __future__ import annotations

import asyncio
import datetime
import logging
import time
from dataclasses import dataclass

from purgatory import ContextChanged, Event, SyncCircuitBreakerFactory
from purgatory.domain.model import OpenedState
from tenacity import AsyncRetrying, retry_if_exception, stop_after_attempt, wait_random

from bot.translation.engine import Answer, Engine, EngineError, no_answer_in_time
from bot.translation.languages import has_spaces
from bot.translation.sentences import join, split

FAILURES = 3
"""After so many in a row an engine rests."""

REST_SECONDS = 60.0

MOST_PIECES = 12
"""An engine that would need more requests for one text is not asked."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class EngineState:
    """How an engine does. `trouble`: why it last failed, if it has not succeeded since."""

    name: str
    resting_until: datetime.datetime | None
    trouble: str

    @property
    def working(self) -> bool:
        """Whether it is being asked, and answers."""
        return not self.resting_until and not self.trouble


class GuardedEngine:
    """Asks an engine as long as that makes sense."""

    def __init__(self, engine: Engine, deadline: float, rest_seconds: float = REST_SECONDS) -> None:
        self.engine = engine
        self._deadline = deadline
        self._rest_seconds = rest_seconds
        self._trouble = ""
        breakers = SyncCircuitBreakerFactory(
            default_threshold=FAILURES,
            default_ttl=rest_seconds,
            exclude=[(EngineError, lambda error: error.engine_is_well), asyncio.CancelledError],
        )
        breakers.add_listener(self._log_change)
        self._breaker = breakers.get_breaker(engine.key)

    @property
    def state(self) -> EngineState:
        """How it does."""
        opened = self._breaker.context.opened_at if self._breaker.context.state == "opened" else None
        until = opened + self._rest_seconds if opened is not None else 0.0
        resting = datetime.datetime.fromtimestamp(until, datetime.UTC) if until > time.time() else None
        return EngineState(self.engine.name, resting, self._trouble)

    async def translate(self, text: str, source: str, target: str) -> Answer:
        """Translates a text of any length.

        Raises:
            EngineError: if it could not, or rests.
        """
        if self.state.resting_until:
            raise _rests()
        try:
            with self._breaker:
                answer = await self._in_time(text, source, target)
        except OpenedState:  # it rests until just now
            raise _rests() from None
        except EngineError as error:
            self._trouble = error.detail
            raise
        self._trouble = ""
        return answer

    async def probe(self) -> EngineState:
        """Tries it with two characters, even if it rests; that changes nothing for others."""
        try:
            await self._in_time("你好", "zh-Hans", "en")
        except EngineError as error:
            return EngineState(self.engine.name, None, error.detail)
        return EngineState(self.engine.name, None, "")

    async def _in_time(self, text: str, source: str, target: str) -> Answer:
        try:
            async with asyncio.timeout(self._deadline):
                return await self._whole(text, source, target)
        except TimeoutError:
            raise no_answer_in_time() from None

    async def _whole(self, text: str, source: str, target: str) -> Answer:
        pieces = split(text, self.engine.fits)
        if len(pieces) > MOST_PIECES:
            raise EngineError("too long", "the text is too long for it")
        try:
            async with asyncio.TaskGroup() as group:
                tasks = [group.create_task(self._piece(piece, source, target)) for piece in pieces]
        except* EngineError as failed:
            error = failed.exceptions[0]
        else:
            answers = [task.result() for task in tasks]
            whole = join(pieces, [answer.text for answer in answers], spaces=has_spaces(target))
            return Answer(whole, next((answer.source for answer in answers if answer.source), source))
        raise error from None

    async def _piece(self, text: str, source: str, target: str) -> Answer:
        if not any(map(str.isalnum, text)):
            return Answer(text, "")
        trying = AsyncRetrying(
            retry=retry_if_exception(lambda error: isinstance(error, EngineError) and error.passing),
            stop=stop_after_attempt(2),
            wait=wait_random(0.1, 0.5),
            reraise=True,
        )
        return await trying(self.engine.translate, text, source, target)

    def _log_change(self, _name: str, _kind: str, event: Event) -> None:
        if isinstance(event, ContextChanged) and event.state == "opened":
            _log.warning("%s fails and is left alone for %.0f s", self.engine.name, self._rest_seconds)
        elif isinstance(event, ContextChanged) and event.state == "closed":
            _log.info("%s works again", self.engine.name)


def _rests() -> EngineError:
    return EngineError("unavailable", "it rests")
