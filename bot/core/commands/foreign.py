"""Questions in a language that the content lacks: translated to find the answer, which is then translated back.

Only where the operator enabled an engine, and only after the question as it stands was not surely understood.
"""

from __future__ import annotations

import dataclasses

from bot.core.detect import detected
from bot.core.markdown import escaped
from bot.core.matching.decide import Outcome
from bot.core.matching.text import MAX_CHARACTERS
from bot.core.message import Reply
from bot.core.ports import TranslationError
from bot.core.translating import Asker, translate_text
from bot.core.turn import Turn

PIVOT = "en"
"""The language in which a foreign question is understood."""


async def in_english(turn: Turn) -> Turn | None:
    """The turn with its question in English, where it is in a language that the content lacks and can be translated."""
    if turn.translator is None or len(turn.argument) > MAX_CHARACTERS:
        return None
    source = detected(turn.argument)
    if not source or source.partition("-")[0] in turn.library.languages:
        return None
    try:
        translated = await translate_text(Asker.of(turn), turn.argument, source, PIVOT)
    except TranslationError:
        return None
    understood = turn.knowledge.topics.find(translated.text).outcome is not Outcome.UNKNOWN
    return dataclasses.replace(turn, argument=translated.text, language=PIVOT) if understood else None


async def in_their_language(turn: Turn, reply: Reply) -> Reply:
    """The reply to a foreign question in its language, marked as a machine's; in English where no engine can."""
    source = detected(turn.argument)
    asker = Asker.of(turn)
    try:
        title = await translate_text(asker, reply.title, PIVOT, source)
        body = await translate_text(asker, reply.body.replace("**", ""), PIVOT, source)
    except TranslationError:
        return reply
    mark = turn.wording.by_machine.format(engine=body.engine)
    return dataclasses.replace(reply, title=title.text, body=escaped(body.text), footers=(*reply.footers, mark))
