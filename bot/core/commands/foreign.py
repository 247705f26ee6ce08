"""Questions in a language that we do not answer in.

Some are understood as they stand (`asked_in` in the content's `guide.yaml`). Others are translated to find the answer,
where the operator enabled an engine. The answer comes as it was checked; a button has it translated.
"""

from __future__ import annotations

import dataclasses

from bot.core.commands.answers import topic_reply
from bot.core.detect import detected
from bot.core.markdown import escaped
from bot.core.matching.decide import Outcome
from bot.core.matching.text import MAX_CHARACTERS
from bot.core.message import Choice, Reply
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


def offered_in_their_language(turn: Turn, reply: Reply) -> Reply:
    """The answer to a foreign question with a button that has it translated, where a machine can."""
    if turn.translator is None or reply.match is None or (reply.match.outcome, reply.match.kind) != ("answer", "topic"):
        return reply
    language = detected(turn.argument)
    if language.partition("-")[0] in ("", *turn.library.languages):
        return reply
    name = turn.wording.languages.of(language) or language
    offer = Choice(turn.wording.in_language.format(language=name), f"/topic_in {language} {reply.match.id}")
    return dataclasses.replace(reply, choices=(offer, *reply.choices))


async def topic_in(turn: Turn) -> Reply:
    """A topic in a language that it is not written in, marked as a machine's work; as it is where no engine can."""
    language, _, name = turn.argument.partition(" ")
    topic = turn.library.topics.get(name)
    if topic is None:
        return Reply(turn.language, turn.wording.unknown_title, turn.wording.unknown)
    turn = dataclasses.replace(turn, language=PIVOT)
    reply = topic_reply(turn, topic)
    if turn.translator is None:
        return reply
    asker = Asker.of(turn)
    try:
        title = await translate_text(asker, reply.title, PIVOT, language)
        body = await translate_text(asker, reply.body.replace("**", ""), PIVOT, language)
    except TranslationError:
        return dataclasses.replace(reply, footers=(*reply.footers, turn.wording.translation_unavailable))
    mark = turn.wording.by_machine.format(engine=body.engine)
    return dataclasses.replace(reply, title=title.text, body=escaped(body.text), footers=(*reply.footers, mark))
