"""`/say`: how to say something in Chinese, from the phrase book."""

from __future__ import annotations

from bot.core.commands.answers import choices_reply, number_in, page, page_count, phrase_choice, phrase_reply
from bot.core.matching.decide import Finding, Outcome
from bot.core.matching.saying import said
from bot.core.message import Candidate, Choice, Match, Reply
from bot.core.turn import Turn


async def say(turn: Turn) -> Reply:
    """Finds the phrase that says what is meant, asks back, or shows the situations the book knows."""
    if not turn.argument:
        return _situations(turn, turn.wording.say_usage)
    return phrase_found(turn, turn.argument) or _situations(turn, turn.wording.say_unknown, Match("unknown", "phrase"))


async def phrase(turn: Turn) -> Reply:
    """Shows a phrase by its id; what a button asks for."""
    known = turn.library.phrases.get(turn.argument)
    return phrase_reply(turn, known) if known else await say(turn)


async def situation(turn: Turn) -> Reply:
    """Lists the phrases of one situation, page by page."""
    name, _, number = turn.argument.partition(" ")
    if name not in turn.library.situations:
        return _situations(turn, turn.wording.say_usage)
    phrases = [phrase for phrase in turn.library.phrases.values() if phrase.situation == name]
    choices = [_short(turn, phrase_choice(turn, phrase)) for phrase in phrases]
    current = number_in(number)
    return Reply(
        language=turn.language,
        title=turn.library.situations[name][turn.content_language],
        body=turn.wording.category_page.format(
            page=min(max(current, 1), page_count(choices)), pages=page_count(choices)
        ),
        choices=(*page(turn, choices, current, f"/situation {name}"), Choice(turn.wording.say_title, "/say")),
    )


def phrase_found(turn: Turn, text: str) -> Reply | None:
    """The phrase that says what is meant, or a choice of phrases, or nothing."""
    finding = turn.knowledge.phrases.find(said(text) or text)
    match = match_of(finding)
    if finding.outcome is Outcome.ANSWER:
        return phrase_reply(turn, turn.library.phrases[match.id], match)
    if finding.outcome is Outcome.CHOICES:
        return choices_reply(turn, match, turn.wording.choices)
    return None


def match_of(finding: Finding) -> Match:
    """What the phrase book makes of a text."""
    candidates = tuple(Candidate("phrase", found.name, found.score) for found in finding.candidates)
    offered = tuple(Candidate("phrase", found.name, found.score) for found in finding.choices)
    if finding.outcome is Outcome.ANSWER:
        return Match("answer", "phrase", candidates[0].id, finding.confidence, candidates)
    if finding.outcome is Outcome.CHOICES:
        return Match("choices", "phrase", "", finding.confidence, candidates, offered)
    return Match("unknown", "phrase", "", finding.confidence, candidates)


def _short(turn: Turn, choice: Choice) -> Choice:
    """Among phrases, a button need not say that it is one."""
    prefix = turn.wording.phrase_label.partition("{")[0]
    return Choice(choice.label.removeprefix(prefix), choice.token)


def _situations(turn: Turn, body: str, match: Match | None = None) -> Reply:
    titles = turn.library.situations.items()
    choices = tuple(Choice(title[turn.content_language], f"/situation {name}") for name, title in titles)
    return Reply(turn.language, turn.wording.say_title, body, choices, match=match)
