"""Follow-ups: "and on android?", "why?", "那要多久" right after an answer, understood as asked about its topic."""

from __future__ import annotations

import dataclasses

from bot.core.commands.answers import candidates, choices_reply, topic_reply
from bot.core.commands.opinions import quoted
from bot.core.knowledge.model import Topic
from bot.core.last_answers import Answered
from bot.core.markdown import escaped
from bot.core.matching.decide import MOST_CHOICES, Finding, Outcome
from bot.core.matching.following import SURE, among, asked_already, follow_up, offered
from bot.core.matching.index import Ranked
from bot.core.matching.passages import passages
from bot.core.matching.text import has_han
from bot.core.message import Match, Reply
from bot.core.turn import Turn


def followed(turn: Turn, answered: Answered, alone: Finding) -> Reply | None:
    """The reply to a follow-up to what was answered, which found nothing sure `alone`; nothing where it is none.

    A topic near the last answer, if it is surely meant; else what the last answer itself says about it; else the
    topics that may be meant. The same answer is never given twice as if it were another one.
    """
    last, following = turn.library.topics.get(answered.topic), follow_up(turn.argument)
    if last is None or following is None:
        return None
    language = "zh" if has_han(turn.argument) else "en"
    title = last.title.get(language, "")
    found = among(turn.knowledge.topics, turn.argument, title, [last.id, *_near(turn, last)])
    best = found.candidates[0].name if found.candidates else ""
    enough = SURE if following.whole else (SURE + 1) / 2  # "and my notes?" is asked of the last answer above all
    sure = best != last.id and found.confidence >= enough
    if sure and following.whole and found.outcome is Outcome.ANSWER:
        return _of_neighbour(turn, last, found)
    said = passages(last.answer[turn.content_language], following.kind, following.content)
    if not sure and (said or asked_already(following, title, last.questions.get(language, ()))):
        return _the_same(turn, last, said, found)
    if found.outcome is not Outcome.UNKNOWN:
        bare = not following.content and following.kind is None  # "then what" asks for something else
        return _choices(turn, last, found) if bare or best != last.id else _the_same(turn, last, said, found)
    nothing_alone = alone.outcome is Outcome.UNKNOWN or not following.content
    return _choices(turn, last, found) if following.may_lean and nothing_alone else None


def _near(turn: Turn, topic: Topic) -> list[str]:
    """The topics near one: those offered under it, and those on its shelf."""
    topics = turn.library.topics
    shelf = [name for name, other in topics.items() if other.category == topic.category]
    near = dict.fromkeys([*topic.next, *shelf])
    return [name for name in near if name in topics and name != topic.id]


def _of_neighbour(turn: Turn, last: Topic, found: Finding) -> Reply:
    name = found.candidates[0].name
    match = Match("answer", "topic", name, found.confidence, candidates(found.candidates), after=last.id)
    reply = topic_reply(turn, turn.library.topics[name], match)
    note = turn.wording.follow_up.format(title=last.title[turn.content_language])
    return dataclasses.replace(reply, footers=(*reply.footers, note))


def _the_same(turn: Turn, last: Topic, said: list[str], found: Finding) -> Reply:
    """What the last answer says about it, or that it is all there is; sources and ways on stand under it."""
    match = Match("answer", "topic", last.id, found.confidence, candidates(found.candidates), after=last.id)
    quotation = "\n".join(f"> {escaped(sentence)}" for sentence in said)
    body = turn.wording.follow_up_says.format(text=quotation) if said else turn.wording.follow_up_same
    return dataclasses.replace(topic_reply(turn, last, match), body=body)


def _choices(turn: Turn, last: Topic, found: Finding) -> Reply | None:
    """The topics near the last answer that may be meant: those that fit, then those that are offered under it."""
    scores = {each.name: each.score for each in found.candidates}
    fitting = offered(turn.knowledge.topics, found)
    under = sorted((name for name in last.next if name in turn.library.topics), key=lambda name: -scores.get(name, 0.0))
    names = [name for name in dict.fromkeys([*fitting, *under]) if name != last.id][:MOST_CHOICES]
    if not names:
        return None
    choices = candidates(Ranked(name, scores.get(name, 0.0)) for name in names)
    match = Match("choices", "topic", "", found.confidence, candidates(found.candidates), choices, after=last.id)
    asking = turn.wording.follow_up_choices.format(title=escaped(last.title[turn.content_language]))
    return choices_reply(turn, match, quoted(turn, turn.argument, asking))
