"""`/ask` and every message without a command: finds what was meant, answers it, asks back, or says it does not know.

The order in which a text is understood:

    1. a topic asked in the very words of its title or of one of its questions
    2. a question for a term ("what does momo mean", "种草什么意思")
    3. a question how to say something ("how do i say thank you", "谢谢怎么说")
    4. a follow-up to what was answered just before, that says itself that it is one ("and on android?")
    5. a bare term ("yyds"), unless a topic is meant even more surely ("cat tax")
    6. a topic that is surely meant
    7. any other follow-up ("is it free")
    8. a question in a language that we do not speak, where an engine can translate it
    9. a line in Chinese, or a link of the app, that somebody pasted who does not read it: its translation
    10. topics that may be meant: a choice
    11. nothing we know

A link of the app is recognised first of all. `/ask` leaves pasted lines out: what follows it is a question.
"""

from __future__ import annotations

import dataclasses

from bot.core.citing import citations, spoken_date
from bot.core.commands.answers import candidates, choices_reply, topic_choice, topic_reply
from bot.core.commands.foreign import in_english, offered_in_their_language
from bot.core.commands.opinions import can_pass_on, quoted
from bot.core.commands.say import phrase_found
from bot.core.commands.slang import terms_reply
from bot.core.commands.translate import is_pasted_line, translate
from bot.core.community.gaps import question_on_card
from bot.core.knowledge.model import Topic
from bot.core.markdown import escaped
from bot.core.matching.asked import is_chinese_question
from bot.core.matching.decide import Finding, Outcome
from bot.core.matching.saying import said
from bot.core.matching.text import words
from bot.core.message import Choice, Citation, Match, Reply
from bot.core.sharing import shared
from bot.core.turn import Turn

SURER_THAN_A_TERM = 0.99
"""Confidence from which a topic answers what is a term as well: `cat tax` asks for the topic, `yyds` for the word."""

SURER_THAN_A_LINE = 0.95
"""Confidence from which a topic answers what may as well be a line that somebody pasted to have it explained."""

MAX_QUESTION = 1_000
"""Characters; who writes more than this did not ask one question."""


async def ask(turn: Turn) -> Reply:
    """Answers a question in a person's own words."""
    if unclear := _unclear(turn):
        return unclear
    finding = turn.knowledge.topics.find(turn.argument)
    reply = _understood(turn, finding) or await _foreign(turn) or _choices(turn, finding) or _unknown(turn, finding)
    return offered_in_their_language(turn, reply)


async def hear(turn: Turn) -> Reply:
    """Answers a text without a command: a question, a word, or a line that somebody cannot read."""
    if shared(turn.argument):
        return await translate(turn)
    if is_pasted_line(turn) and not _unclear(turn):
        finding = turn.knowledge.topics.find(turn.argument)
        if finding.confidence < SURER_THAN_A_LINE and not is_chinese_question(turn.argument):
            finding = dataclasses.replace(finding, outcome=Outcome.UNKNOWN)
        if turn.answered is None or not turn.answered.language.startswith("zh"):
            return _sure(turn, finding) or await translate(turn)
        return _understood(turn, finding) or await translate(turn)
    return await ask(turn)


async def topic(turn: Turn) -> Reply:
    """Shows a topic by its id; what a button asks for."""
    known = turn.library.topics.get(turn.argument)
    return topic_reply(turn, known) if known else await ask(turn)


async def none_of_these(turn: Turn) -> Reply:
    """Says that none of the choices was meant, so that we do not know either."""
    question = question_on_card(turn.message.quoted)
    passing = (Choice(turn.wording.guide.pass_on, "/pass_on"),) if question and can_pass_on(turn) else ()
    return Reply(
        turn.language,
        turn.wording.none_title,
        quoted(turn, question, turn.wording.none),
        (*passing, Choice(turn.wording.all_topics, "/topics")),
    )


async def sources(turn: Turn) -> Reply:
    """Lists every source of the topic that is named or asked for."""
    if not turn.argument:
        return Reply(turn.language, turn.wording.commands.sources, turn.wording.sources_usage)
    finding = turn.knowledge.topics.find(turn.argument)
    named = turn.library.topics.get(turn.argument)
    if named is None and finding.outcome is Outcome.ANSWER:
        named = turn.library.topics[finding.candidates[0].name]
    return _sources_of(turn, named) if named else _choices(turn, finding) or _unknown(turn, finding)


def _sure(turn: Turn, finding: Finding) -> Reply | None:
    glossary = turn.knowledge.glossary
    return (
        (_topic(turn, finding) if finding.exact else None)
        or _terms(turn, glossary.asked(turn.argument))
        or (phrase_found(turn, turn.argument) if said(turn.argument) else None)
        or (_topic(turn, finding) if finding.confidence >= SURER_THAN_A_TERM else None)
        or _terms(turn, glossary.bare(turn.argument))
        or _topic(turn, finding)
    )


def _understood(turn: Turn, finding: Finding) -> Reply | None:
    """The answer to what is surely meant, or to a follow-up; the latter goes first if it says itself that it is one."""
    if _goes_on(turn, finding):
        return _followed(turn, finding) or _sure(turn, finding)
    return _sure(turn, finding) or _followed(turn, finding)


def _goes_on(turn: Turn, finding: Finding) -> bool:
    """Whether a text says itself that it goes on from the last answer; "and what does yyds mean" asks for the word."""
    if turn.answered is None or finding.exact:
        return False
    from bot.core.matching.following import follow_up  # noqa: PLC0415 - whoever asks one question needs none of it

    following = follow_up(turn.argument)
    if following is None or (following.content and not following.opened):
        return False
    return not turn.knowledge.glossary.asked(turn.argument) and not said(turn.argument)


def _followed(turn: Turn, finding: Finding) -> Reply | None:
    """The answer to a follow-up, where something was just answered; what stands elsewhere word for word is none."""
    if turn.answered is None or any(layer.refuses(finding.read) for layer in turn.knowledge.topics.layers):
        return None
    from bot.core.commands.follow import followed  # noqa: PLC0415 - whoever asks one question needs none of it

    return followed(turn, turn.answered, finding)


async def _foreign(turn: Turn) -> Reply | None:
    """The answer to a question in a language that we do not speak, where it can be translated."""
    english = await in_english(turn)
    if english is None:
        return None
    finding = english.knowledge.topics.find(english.argument)
    return _topic(english, finding) or _choices(english, finding)


def _topic(turn: Turn, finding: Finding) -> Reply | None:
    if finding.outcome is not Outcome.ANSWER:
        return None
    name = finding.candidates[0].name
    match = Match("answer", "topic", name, finding.confidence, candidates(finding.candidates))
    return topic_reply(turn, turn.library.topics[name], match)


def _terms(turn: Turn, heads: tuple[str, ...]) -> Reply | None:
    return terms_reply(turn, heads) if heads else None


def _choices(turn: Turn, finding: Finding) -> Reply | None:
    least = 0.0 if turn.message.private else turn.knowledge.topics.calibration.public_choices
    if finding.outcome is not Outcome.CHOICES or finding.confidence < least:
        return None
    offered = candidates(finding.choices)
    match = Match("choices", "topic", "", finding.confidence, candidates(finding.candidates), offered)
    return choices_reply(turn, match, quoted(turn, turn.argument, turn.wording.choices))


def _unknown(turn: Turn, finding: Finding) -> Reply:
    passing = (Choice(turn.wording.guide.pass_on, "/pass_on"),) if can_pass_on(turn) else ()
    return Reply(
        language=turn.language,
        title=turn.wording.unknown_title,
        body=quoted(turn, turn.argument, turn.wording.unknown),
        choices=(*passing, *_ways_on(turn)),
        match=Match("unknown", "topic", "", finding.confidence, candidates(finding.candidates)),
    )


def _unclear(turn: Turn) -> Reply | None:
    """What to say to a text that is no question at all."""
    says_something = words(turn.argument) or turn.knowledge.glossary.bare(turn.argument)  # a term may be an emoji
    if says_something and len(turn.argument) <= MAX_QUESTION:
        return None
    body = turn.wording.too_long if len(turn.argument) > MAX_QUESTION else turn.wording.empty
    return Reply(turn.language, turn.wording.unknown_title, body, _ways_on(turn), match=Match("unknown"))


def _ways_on(turn: Turn) -> tuple[Choice, ...]:
    return (
        Choice(turn.wording.all_topics, "/topics"),
        Choice(turn.wording.start_tour, "/tour"),
        Choice(turn.wording.say_title, "/say"),
    )


def _sources_of(turn: Turn, known: Topic) -> Reply:
    cited = citations(known.sources, turn.library.sources, turn.wording)
    lines = "\n".join(f"- {_cited(source)}" for source in cited)
    date = turn.wording.footer_as_of.format(date=spoken_date(known.as_of, turn.wording))
    return Reply(
        language=turn.language,
        title=turn.wording.sources_title.format(title=known.title[turn.content_language]),
        body=lines,
        choices=(topic_choice(turn, known),),
        footers=(date,),
        sources=cited,
    )


def _cited(source: Citation) -> str:
    return f"[{escaped(source.text)}]({source.link})" if source.link else escaped(source.text)
