"""What the probes say about the content: topics that steal each other's questions, questions that stand alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from bot.core.knowledge.document import Reading
from bot.core.knowledge.model import Library
from bot.core.knowledge.problems import Problem
from bot.core.matching.compiling import topic_index
from bot.core.matching.decide import Matcher, Outcome, calibrate
from bot.core.matching.probes import Probe, probe, probe_each

STOLEN = 0.25
"""Share of a topic's questions that, left out, would surely be answered by one other topic: the two are confusable."""


def probe_problems(reading: Reading, strictness: float) -> Iterator[Problem]:
    """Asks every question of every topic as if it were not there, and reports those that would be answered wrongly."""
    index, corpus = topic_index(reading.library)
    probes = list(probe_each(index, corpus))
    matcher = Matcher(index, calibrate(list(probe(index, corpus)), strictness))
    yield from _hits(reading, matcher)
    wrong = [each for each in probes if not each.right and _answered(matcher, each)]
    yield from _pairs(reading, matcher, probes, wrong)
    yield from _lonely(reading, matcher, wrong)


def _hits(reading: Reading, matcher: Matcher) -> Iterator[Problem]:
    """Near misses that their topic answers all the same."""
    for name, topic in reading.library.topics.items():
        for place, near_miss in enumerate(topic.near_misses):
            finding = matcher.find(near_miss)
            if finding.outcome is Outcome.ANSWER and finding.candidates[0].name == name:
                yield reading.topics[name].error(
                    "near_misses: this topic answers it all the same", "near_misses", place
                )


def _answered(matcher: Matcher, probed: Probe) -> bool:
    return matcher.calibration.confidence(probed.evidence) >= matcher.calibration.answer


def _pairs(reading: Reading, matcher: Matcher, probes: Sequence[Probe], wrong: Sequence[Probe]) -> Iterator[Problem]:
    names = matcher.index.names
    asked = Counter(each.own for each in probes)
    for (own, best), count in Counter((each.own, each.best) for each in wrong).items():
        if count >= 2 and count >= STOLEN * asked[own]:
            message = f"{names[best]!r} would take {count} of the {asked[own]} questions if they were not listed here"
            yield reading.topics[names[own]].warning(f"questions: {message}", "questions")


def _lonely(reading: Reading, matcher: Matcher, wrong: Sequence[Probe]) -> Iterator[Problem]:
    names = matcher.index.names
    places = _places(reading.library)
    for each in wrong:
        language, place = places[each.text]
        message = f"questions: without this line, {names[each.best]!r} would answer it"
        yield reading.topics[names[each.own]].hint(message, "questions", language, place)


def _places(library: Library) -> list[tuple[str, int]]:
    """Where each text of the corpus stands in its topic, in the order in which the corpus holds them."""
    return [
        (language, place)
        for topic in library.topics.values()
        for language, questions in topic.questions.items()
        for place in range(len(questions))
    ]
