"""Why a question finds what it finds: for whoever writes answers and wonders why one was, or was not, given."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np

from bot.core.matching.decide import CLOSE, Finding, Matcher, Outcome
from bot.core.matching.features import named
from bot.core.matching.index import LIKE, Index
from bot.core.matching.meaning import Floats, level, table
from bot.core.matching.text import words

MOST_FEATURES = 8

Verdict = Literal["exact", "sure", "close", "unsure", "nothing-alike", "too-unsure"]


@dataclass(frozen=True, slots=True)
class Evidence:
    """What gave how much to a score. `block`: word, stem, neighbours, pair, piece; or meaning, of the nearest text."""

    block: str
    text: str
    score: float


@dataclass(frozen=True, slots=True)
class Explained:
    """An entry that was considered. `wording`: its text that is most like the question.

    `covered`: the share of the question's words that it has.
    """

    name: str
    score: float
    covered: float
    wording: str
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """What became of a question.

    `repaired`: (typed, read as). `against`: the topic whose look-alikes are most like it, and their score.

    `leans`: whether it would be understood as a follow-up, right after an answer. `answer_from` and `choices_from` are
    the confidences from which on the matcher answers and asks back.
    """

    outcome: Outcome
    verdict: Verdict
    confidence: float
    answer_from: float
    choices_from: float
    read: tuple[str, ...]
    repaired: tuple[tuple[str, str], ...]
    unknown: tuple[str, ...]
    candidates: tuple[Explained, ...]
    against: tuple[str, float] | None
    leans: bool


def explain(matcher: Matcher, text: str, wordings: Mapping[str, Sequence[str]]) -> Explanation:
    """Explains what a matcher makes of a text. `wordings`: the texts of each entry."""
    from bot.core.matching.following import follow_up  # noqa: PLC0415 - only explanations and conversations need it

    finding = matcher.find(text)
    index = matcher.index
    indexes = [index, *(matcher.index_of(found.name) for found in finding.candidates)]
    candidates = tuple(
        Explained(
            found.name,
            found.score,
            matcher.index_of(found.name).covered_by(found.name, finding.read),
            _nearest(finding.read, wordings[found.name]),
            _evidence(matcher.index_of(found.name), finding, found.name, wordings[found.name]),
        )
        for found in finding.candidates[:3]
    )
    return Explanation(
        outcome=finding.outcome,
        verdict=_verdict(matcher, finding),
        confidence=finding.confidence,
        answer_from=matcher.calibration.answer,
        choices_from=matcher.calibration.choices,
        read=finding.read,
        repaired=tuple((typed, read) for typed, read in zip(words(text), finding.read, strict=True) if typed != read),
        unknown=tuple(word for word in finding.read if not any(word in each.speller.counts for each in indexes)),
        candidates=candidates,
        against=_against(index, finding),
        leans=finding.outcome is not Outcome.ANSWER and follow_up(text) is not None,
    )


def _verdict(matcher: Matcher, finding: Finding) -> Verdict:
    if finding.exact:
        return "exact"
    if not finding.candidates:
        return "nothing-alike"
    if finding.confidence < matcher.calibration.choices:
        return "too-unsure"
    if finding.confidence < matcher.calibration.answer:
        return "unsure"
    runner_up = finding.candidates[1].score if len(finding.candidates) > 1 else 0.0
    return "close" if runner_up >= CLOSE * finding.candidates[0].score else "sure"


def _evidence(index: Index, finding: Finding, name: str, wordings: Sequence[str]) -> tuple[Evidence, ...]:
    """What gave an entry its score, the strongest first."""
    place = index.names.index(name)
    value = index.values(finding.read)
    texts = {number: (block, text) for block, text, number in named(finding.read, index.window)}
    gave = [(index.weight(number, place) * own, number) for number, own in value.items() if number in texts]
    strongest = sorted((each for each in gave if each[0] > 0), reverse=True)[:MOST_FEATURES]
    evidence = [Evidence(*texts[number], float(score)) for score, number in strongest]
    if not index.meaning:
        return tuple(evidence)
    vector = table().vector(finding.read)
    meant = Evidence("meaning", _alike(vector, wordings), float(index.meaning.scores(vector)[place]))
    evidence += [meant] if meant.score > 0 else []
    scaled = [replace(each, score=each.score / level(vector)) for each in evidence]
    return tuple(sorted(scaled, key=lambda each: -each.score)[:MOST_FEATURES])


def _alike(vector: Floats, wordings: Sequence[str]) -> str:
    """The wording that means the most like the question."""
    return max(wordings, key=lambda wording: float(table().vector(words(wording)) @ vector), default="")


def _nearest(read: Sequence[str], wordings: Sequence[str]) -> str:
    """The wording that shares the largest part of its words with the question."""
    asked = set(read)

    def likeness(wording: str) -> float:
        own = set(words(wording))
        return len(own & asked) / len(own | asked) if own else 0.0

    return max(wordings, key=likeness, default="")


def _against(index: Index, finding: Finding) -> tuple[str, float] | None:
    counters = index.scores(finding.read)[index.answering :]
    if not counters.any():
        return None
    best = int(np.argmax(counters))
    return index.names[index.answering + best].removeprefix(LIKE), float(counters[best])
