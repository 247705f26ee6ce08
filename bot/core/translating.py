"""Translates a line: its slang first, then what a machine makes of it, with all that must not change kept as it is."""

from __future__ import annotations

from dataclasses import dataclass

from bot.core.detect import detected
from bot.core.matching.protect import masked, only_protected, pieces
from bot.core.matching.recognise import Recognised
from bot.core.ports import NoTranslation, Translated, TranslationError, Translator
from bot.core.turn import Turn


@dataclass(frozen=True, slots=True)
class Line:
    """A line and what could be found out about it. `detected` and `target` are tags; `why_not` where no machine could.

    `translated` is None too where there was nothing to do: the line is in the target language, or all of it is links.
    """

    text: str
    detected: str
    target: str
    slang: tuple[Recognised, ...]
    translated: Translated | None = None
    why_not: NoTranslation | None = None

    @property
    def terms(self) -> frozenset[str]:
        """The slang in the line, as it stands there."""
        return frozenset(self.text[each.start : each.end] for each in self.slang)


@dataclass(frozen=True, slots=True)
class Asker:
    """Who asks for a translation, and where: each has a quota."""

    translator: Translator | None
    person: str
    conversation: str

    @classmethod
    def of(cls, turn: Turn) -> Asker:
        """Who asks in a turn."""
        return cls(turn.translator, turn.message.person, turn.message.conversation)

    async def translate(self, text: str, source: str, target: str) -> Translated:
        """What an engine makes of a text.

        Raises:
            TranslationError: if no engine could.
        """
        if self.translator is None:
            raise TranslationError("unavailable")
        return await self.translator.translate(text, source, target, self.person, self.conversation)


async def translate_line(asker: Asker, line: Line) -> Line:
    """The line with a machine's translation, where one is to be had and needed."""
    if same_language(line.detected, line.target) or only_protected(line.text):
        return line
    try:
        translated = await translate_text(asker, line.text, line.detected, line.target)
    except TranslationError as error:
        return Line(line.text, line.detected, line.target, line.slang, None, error.reason)
    found = line.detected or translated.source
    return Line(line.text, found, line.target, line.slang, translated)


async def translate_text(asker: Asker, text: str, source: str, target: str) -> Translated:
    """A translation in which links, mentions, hashtags and emoji stand as they were.

    Raises:
        TranslationError: if no engine could.
    """
    mask = masked(text)
    translated = await asker.translate(mask.text, source, target)
    restored = mask.restored(translated.text)
    if restored is not None:
        return Translated(restored, translated.source, translated.engine)
    parts = [  # the engine lost a mark: each piece between the protected parts is translated for itself
        piece if is_protected or only_protected(piece) else (await asker.translate(piece, source, target)).text
        for piece, is_protected in pieces(text)
    ]
    return Translated(" ".join(part.strip() for part in parts), translated.source, translated.engine)


def target_for(text: str, wanted: str, reader: str) -> tuple[str, str]:
    """What a line is in, and what to translate it into.

    Into what was asked for; else into the reader's language; a line in the reader's own language into Chinese, and a
    Chinese reader's Chinese line into English. A short line in Latin letters, whose language nobody can tell, is taken
    for the reader's own.
    """
    source = detected(text)
    if wanted:
        return source, wanted
    if source and not same_language(source, reader):
        return source, reader
    return source, "en" if reader.startswith("zh") else "zh-Hans"


def same_language(source: str, target: str) -> bool:
    """Whether there is nothing to translate; Simplified and Traditional are not the same."""
    return bool(source) and source == target
