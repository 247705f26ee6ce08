"""What an engine is, and the one way in which it fails."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from bot.config import EngineName
from bot.core.ports import NoTranslation, TranslationError
from bot.translation.languages import Codes

_REFUSED = {401, 403}
_TOO_MANY = {429, 456}
"""456 is DeepL's: nothing is left of this month's characters."""
_TOO_LONG = {413, 414}


@dataclass(frozen=True, slots=True)
class Answer:
    """What an engine made of a text, and our tag of the language it was in, if the engine said so."""

    text: str
    source: str


class EngineError(TranslationError):
    """One engine could not translate. `detail`: why, in a few words of ours; `passing`: a second try is worth it."""

    def __init__(self, reason: NoTranslation, detail: str, *, passing: bool = False) -> None:
        super().__init__(reason)
        self.detail = detail
        self.passing = passing

    @property
    def engine_is_well(self) -> bool:
        """Whether the request was at fault, and the next one may succeed."""
        return self.reason in {"unsupported", "too long"}


class Engine(Protocol):
    """One engine: `key` is its name in the configuration, `name` the one that people read."""

    @property
    def key(self) -> EngineName: ...  # noqa: D102 - said above

    @property
    def name(self) -> str: ...  # noqa: D102 - said above

    @property
    def codes(self) -> Codes:
        """What it calls the languages it speaks."""
        ...

    def fits(self, text: str) -> bool:
        """Whether it takes a text of this length at once."""
        ...

    async def translate(self, text: str, source: str, target: str) -> Answer:
        """Translates a text that fits, between languages that it speaks.

        Raises:
            EngineError: and nothing else.
        """
        ...

    async def close(self) -> None:
        """Lets go of its connections and threads."""
        ...


def require_success(status: int) -> None:
    """Says what the status of an HTTP answer means, where it is no success.

    Raises:
        EngineError: if it is none.
    """
    if 200 <= status < 300:
        return
    if status in _TOO_MANY:
        raise EngineError("quota", f"its quota is used up (HTTP {status})")
    if status in _REFUSED:
        raise EngineError("unavailable", f"it refuses us, or our key (HTTP {status})")
    if status in _TOO_LONG:
        raise EngineError("too long", f"the text was too long (HTTP {status})")
    if status == 400:
        raise EngineError("unsupported", "it did not accept the request (HTTP 400)")
    raise EngineError("unavailable", f"HTTP {status}", passing=status >= 500)


def no_answer_in_time() -> EngineError:
    """It hangs, or the network does. Whoever waited that long does not wait for a second try."""
    return EngineError("unavailable", "no answer in time")


def not_reached() -> EngineError:
    """No connection, or a broken one."""
    return EngineError("unavailable", "it cannot be reached", passing=True)


def no_translation() -> EngineError:
    """It answered something else than a translation."""
    return EngineError("unavailable", "its answer holds no translation")
