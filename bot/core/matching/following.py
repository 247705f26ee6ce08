"""Follow-ups: texts that say too little by themselves, and lean on what was answered just before them.

A follow-up is short. It begins like one ("and on android?", "what about iphone", "那安卓呢"), or it is a question of
nothing but function words and perhaps one word that means something ("why?", "is it free", "那要多久"). What is said
about the other person ("how are you", "你呢") leans on nothing that we answered.

What it asks for is looked for among the topics near the last answer. A topic's score is what the text says for it by
itself, and what the text adds for it to the title of the last answer; both come from the shared index, and become a
confidence as everywhere.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.core.matching.decide import Finding, Matcher, decide
from bot.core.matching.function_words import (
    ASKING,
    FUNCTION_WORDS,
    OPENERS,
    OPENING_CHINESE,
    PARTICLES_CHINESE,
    PERSONS,
    POINTING,
    PREPOSITIONS,
    QUESTION_CHINESE,
    TOPICAL,
    YOU,
)
from bot.core.matching.index import Ranked
from bot.core.matching.passages import Kind, kind_of, mentions
from bot.core.matching.text import fold, has_han, words

MOST_LETTERS = 80
MOST_WORDS, MOST_CHARACTERS = 8, 12
"""Words of an English follow-up, and characters of a Chinese one."""

OPENED, BARE = 3, 1
"""Words with a meaning of their own in a text that begins like a follow-up, and in one that does not."""

OPENED_CHINESE, BARE_CHINESE = 5, 2
"""The same in Chinese characters."""


SURE, POSSIBLE, FITTING = 0.6, 0.25, 0.5
"""Confidences from which on one of so few entries is answered, may be meant, and is worth offering with nothing held
against it. They hang on no strictness: that is about strangers' texts, not about a few topics near an answer."""


@dataclass(frozen=True, slots=True)
class FollowUp:
    """What a text asks of the answer before it. `content`: its words beyond function words.

    `opened`: whether it begins like a follow-up. `asks`: whether it is a question by its form; a `whole` one asks
    something itself ("how long"), another one only names what the last question is asked about again ("on android").
    `kind`: what kind of question it is, if that is known.
    """

    content: tuple[str, ...]
    opened: bool
    asks: bool
    whole: bool
    kind: Kind | None = None

    @property
    def may_lean(self) -> bool:
        """Whether it is a follow-up even where nothing near the last answer has a word of it."""
        return self.asks and (self.opened or not self.content)


def follow_up(text: str) -> FollowUp | None:
    """What a text is as a follow-up; nothing if it says enough by itself, or asks nothing."""
    if len(text) > MOST_LETTERS:
        return None
    folded = " ".join(fold(text).split())
    found = _chinese(folded) if has_han(folded) else _english(folded)
    kind = kind_of(folded) if found else None
    if not found or not kind:
        return found
    return replace(found, content=tuple(word for word in found.content if not kind.is_in(word)), kind=kind)


def among(matcher: Matcher, text: str, title: str, names: Sequence[str]) -> Finding:
    """What a follow-up to the answer with a title finds among these entries."""
    read, context = matcher.read(text), matcher.read(title)
    own, evidence = matcher.weigh(read)
    before, _ = matcher.weigh(context)
    together, _ = matcher.weigh((*read, *context))
    gained = {name: max(0.0, together.get(name, 0.0) - before.get(name, 0.0)) for name in names}
    scored = [Ranked(name, max(0.0, own.get(name, 0.0)) + gained[name]) for name in names]
    candidates = tuple(sorted((found for found in scored if found.score > 0), key=lambda found: -found.score)[:5])
    best = matcher.kept(candidates[0], read) if candidates else 0.0
    confidence = matcher.calibration.confidence(evidence._replace(best=best)) if candidates else 0.0
    return Finding(decide(confidence, candidates, SURE, POSSIBLE), confidence, candidates, read)


def offered(matcher: Matcher, found: Finding) -> list[str]:
    """The entries worth offering to somebody who asks on; what speaks for counter-entries is no reason not to."""
    best = matcher.kept(found.candidates[0], found.read) if found.candidates else 0.0
    _, evidence = matcher.weigh(found.read)
    fits = matcher.calibration.confidence(evidence._replace(best=best, counter=0.0)) >= FITTING
    return [each.name for each in found.choices] if fits else []


def asked_already(following: FollowUp, title: str, questions: Sequence[str]) -> bool:
    """Whether what was answered is just what a follow-up asks: "why?" after a title with why in it."""
    if not following.content:
        return following.kind is not None and following.kind.asked in fold(title)
    return any(mentions(question, following.content) for question in (title, *questions))


def _english(folded: str) -> FollowUp | None:
    read = words(folded)
    if not 0 < len(read) <= MOST_WORDS:
        return None
    start = next((place for place, word in enumerate(read) if word not in OPENERS), len(read))
    rest, mark = read[start:], folded.endswith("?")
    if not rest:
        asks = mark or (len(read) > 1 and "then" in read)
        return FollowUp((), opened=True, asks=True, whole=False) if asks else None
    topical = tuple(rest[:2]) in TOPICAL
    opened = topical or start > 0
    whole = not topical and rest[0] in ASKING
    content = tuple(dict.fromkeys(word for word in rest if word not in FUNCTION_WORDS))
    asks = whole or topical or (opened and rest[0] in PREPOSITIONS) or (mark and bool(content or opened))
    about_you = not YOU.isdisjoint(rest) and POINTING.isdisjoint(rest)
    fits = len(content) <= (OPENED if opened and asks else BARE)
    says_on = opened and content and PERSONS.isdisjoint(rest)
    return FollowUp(content, opened, asks=asks, whole=whole) if fits and not about_you and (asks or says_on) else None


def _chinese(folded: str) -> FollowUp | None:
    said = "".join(part for part in re.split(r"[^\w]+", folded) if part)
    opening = re.match(OPENING_CHINESE, said)
    rest = said[opening.end() :] if opening else said
    asks = folded.endswith("?") or not rest or re.search(QUESTION_CHINESE, rest) is not None
    left = re.sub(rf"{QUESTION_CHINESE}|[{PARTICLES_CHINESE}]", " ", rest)
    content = tuple(dict.fromkeys(re.findall(r"[a-z0-9]+|[^\sa-z0-9]+", left)))
    size = sum(len(part) if has_han(part) else 2 for part in content)
    opened = bool(opening) or (rest.endswith("呢") and size > 1)
    about_you = re.search("[你您]", rest) and not re.search("[这那它]", rest)
    fits = size <= (OPENED_CHINESE if opened else BARE_CHINESE) and len(said) <= MOST_CHARACTERS
    whole = re.search(QUESTION_CHINESE, rest.removesuffix("呢")) is not None
    return (
        FollowUp(content, opened, asks=True, whole=whole) if asks and fits and not about_you and len(said) > 1 else None
    )
