"""`/slang`: explains a word."""

from __future__ import annotations

from collections.abc import Sequence

from bot.core.commands.answers import choices_reply, term_reply
from bot.core.message import Candidate, Choice, Match, Reply
from bot.core.turn import Turn


async def slang(turn: Turn) -> Reply:
    """Explains the term that was sent, however it is written."""
    if not turn.argument:
        return Reply(turn.language, turn.wording.slang_title, turn.wording.slang_usage)
    glossary = turn.knowledge.glossary
    heads = glossary.find(turn.argument) or glossary.asked(turn.argument)
    return terms_reply(turn, heads) if heads else _unknown(turn)


async def term(turn: Turn) -> Reply:
    """Explains a headword; what a button asks for."""
    known = turn.library.terms.get(turn.argument)
    return term_reply(turn, known) if known else await slang(turn)


def terms_reply(turn: Turn, heads: Sequence[str]) -> Reply:
    """The term, or the question which of several terms is meant."""
    candidates = tuple(Candidate("term", head, 1.0) for head in heads)
    if len(heads) == 1:
        return term_reply(turn, turn.library.terms[heads[0]], Match("answer", "term", heads[0], 1.0, candidates))
    offered = candidates[:3]
    match = Match("choices", "term", "", 1 / len(heads), candidates, offered)
    return choices_reply(turn, match, turn.wording.slang_choices)


def _unknown(turn: Turn) -> Reply:
    return Reply(
        language=turn.language,
        title=turn.wording.slang_title,
        body=turn.wording.slang_unknown,
        choices=(Choice(turn.wording.all_topics, "/topics"),),
        match=Match("unknown", "term"),
    )
