"""Follow-ups: texts that say too little by themselves, and lean on what was answered just before them.

A follow-up is short. It begins like one ("and on android?", "what about iphone", "那安卓呢"), or it is a question of
nothing but function words and perhaps one word that means something ("why?", "is it free", "那要多久"). What is said
about the other person ("how are you", "你呢") leans on nothing that we answered.

What it asks for is looked for among the topics near the last answer. A topic's score is what the text says for it by
itself, and what the text adds for it to the title of the last answer; both come from the shared index and are judged
by its own thresholds, so a narrow choice makes nobody surer than the index is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.core.matching.decide import Finding, Matcher
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


def _set(spaced: str) -> frozenset[str]:
    return frozenset(spaced.split())


_OPENERS = _set("and but so or also then plus")
_TOPICAL = {("what", "about"), ("how", "about"), ("what", "if")}
_ASKING = _set(
    "why how what when where who whom whose which is are was were do does did can could will would should may must has"
)
_PERSONS = _set("i we you u he she they")
_YOU = _set("you u your ur yours")
_POINTING = _set("it its that this these those them one there")
_PREPOSITIONS = _set("about after as at before by for from if in into of off on over to under up with without")
_OTHER_FUNCTION_WORDS = _set(
    "a an the some any all both each such other another else same anything something my me our us mine his her him "
    "their be been am have had not no never too out than much many long often far old soon just only even still really "
    "actually again exactly get got go do done make take takes took need work works happen happens mean use using"
)
_FUNCTION_WORDS = _OPENERS | _ASKING | _PERSONS | _YOU | _POINTING | _PREPOSITIONS | _OTHER_FUNCTION_WORDS

_OPENING = r"(?:那么|那|然后|接下来|但是|但|可是|不过|还有|另外|所以|如果|要是|换成|至于)+"
_QUESTION = (
    "什么时候|为什么|为啥|为何|怎么样|怎么|怎样|什么|干嘛|多少|多久|多长时间|多长|多大|多远|几时|几|哪里|哪儿|哪|谁|啥"
    "|是不是|能不能|可不可以|有没有|要不要|会不会|行不行|吗|呢|么"
)
_PARTICLES = (
    "的了着过是有在要会能可以得这那它他她我你您们个些也都还就又再才吧啊呀哦"
    "和跟与对用给把被让到从上下里样做办一不没很大概般需请问"
)


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
    best = candidates[0].score if candidates else 0.0
    confidence = matcher.calibration.confidence(evidence._replace(best=best)) if candidates else 0.0
    return Finding(matcher.decide(confidence, candidates), confidence, candidates, read)


def offered(matcher: Matcher, found: Finding) -> list[str]:
    """The entries worth offering to somebody who asks on; what speaks for counter-entries is no reason not to."""
    best = found.candidates[0].score if found.candidates else 0.0
    _, evidence = matcher.weigh(found.read)
    fits = matcher.calibration.confidence(evidence._replace(best=best, counter=0.0)) >= matcher.calibration.choices
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
    start = next((place for place, word in enumerate(read) if word not in _OPENERS), len(read))
    rest, mark = read[start:], folded.endswith("?")
    if not rest:
        asks = mark or (len(read) > 1 and "then" in read)
        return FollowUp((), opened=True, asks=True, whole=False) if asks else None
    topical = tuple(rest[:2]) in _TOPICAL
    opened = topical or start > 0
    whole = not topical and rest[0] in _ASKING
    content = tuple(dict.fromkeys(word for word in rest if word not in _FUNCTION_WORDS))
    asks = whole or topical or (opened and rest[0] in _PREPOSITIONS) or (mark and bool(content or opened))
    about_you = not _YOU.isdisjoint(rest) and _POINTING.isdisjoint(rest)
    fits = len(content) <= (OPENED if opened and asks else BARE)
    says_on = opened and content and _PERSONS.isdisjoint(rest)
    return FollowUp(content, opened, asks=asks, whole=whole) if fits and not about_you and (asks or says_on) else None


def _chinese(folded: str) -> FollowUp | None:
    said = "".join(part for part in re.split(r"[^\w]+", folded) if part)
    opening = re.match(_OPENING, said)
    rest = said[opening.end() :] if opening else said
    asks = folded.endswith("?") or not rest or re.search(_QUESTION, rest) is not None
    left = re.sub(rf"{_QUESTION}|[{_PARTICLES}]", " ", rest)
    content = tuple(dict.fromkeys(re.findall(r"[a-z0-9]+|[^\sa-z0-9]+", left)))
    size = sum(len(part) if has_han(part) else 2 for part in content)
    opened = bool(opening) or (rest.endswith("呢") and size > 1)
    about_you = re.search("[你您]", rest) and not re.search("[这那它]", rest)
    fits = size <= (OPENED_CHINESE if opened else BARE_CHINESE) and len(said) <= MOST_CHARACTERS
    whole = re.search(_QUESTION, rest.removesuffix("呢")) is not None
    return (
        FollowUp(content, opened, asks=True, whole=whole) if asks and fits and not about_you and len(said) > 1 else None
    )
