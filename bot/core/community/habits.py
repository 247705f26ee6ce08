"""What is noticed while a community is served: how questions ended, what found no answer, how much was translated."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cachetools import TTLCache

from bot.core.community.gaps import normalised, question_on_card
from bot.core.community.settings import Settings
from bot.core.message import Message, Reply
from bot.core.ports import Store, Translated, TranslationError, Translator

if TYPE_CHECKING:
    from bot.core.turn import Turn

DAY_SECONDS = 86_400.0
HOUR_SECONDS = 3_600.0
MOST = 50_000


class Habits:
    """Counts without keeping anybody: what must be known about a person for it is forgotten within a day."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._said: TTLCache[tuple[str, str, str], bool] = TTLCache(MOST, DAY_SECONDS)
        self._translated: TTLCache[str, list[int]] = TTLCache(MOST, HOUR_SECONDS)

    def again(self, message: Message) -> bool:
        """Whether a person gave an opinion about an answer that they had one about today already."""
        _, _, about = message.text.partition(" ")
        key = (message.person, message.community, about)
        if not message.person or key not in self._said:
            self._said[key] = True
            return False
        return True

    async def notice(self, turn: Turn, reply: Reply) -> None:
        """Counts how a question ended; collects one that found no answer, where the community wants that."""
        community, match = turn.message.community, reply.match
        if not community:
            return
        if match and match.kind == "topic":
            self._store.count(community, match.outcome, match.id)
        in_vain = match.outcome == "unknown" if match else turn.message.text.startswith("/none")
        if in_vain and turn.community.settings.collect_gaps:
            await self._collect(turn)

    def translator(self, translator: Translator | None, message: Message, settings: Settings) -> Translator | None:
        """The engines, as far as the community wants them."""
        if translator is None or not settings.translation:
            return None
        if not message.community or not settings.translation_quota:
            return translator
        used = self._translated.setdefault(message.community, [0])
        return _Limited(translator, used, settings.translation_quota)

    async def _collect(self, turn: Turn) -> None:
        text = normalised(turn.argument or question_on_card(turn.message.quoted))
        if text and not await self._store.left_alone(turn.message.person):
            self._store.collect_gap(turn.message.community, text)


class _Limited:
    """Engines that a community may ask so often in an hour."""

    def __init__(self, translator: Translator, used: list[int], quota: int) -> None:
        self._translator = translator
        self._used = used
        self._quota = quota

    @property
    def engines(self) -> tuple[str, ...]:
        """Nothing is ever sent to any other engine."""
        return self._translator.engines

    async def translate(
        self, text: str, source: str, target: str, person: str = "", conversation: str = ""
    ) -> Translated:
        """The text in `target`.

        Raises:
            TranslationError: if no engine could, or the community's quota is used up.
        """
        if self._used[0] >= self._quota:
            raise TranslationError("quota")
        self._used[0] += 1
        return await self._translator.translate(text, source, target, person, conversation)
