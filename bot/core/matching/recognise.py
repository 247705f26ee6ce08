"""Finds glossary terms in a line that somebody read: the longest first, never inside a link, never where it is literal.

A term counts where its form stands, unless one of the author's `not_when` strings covers that place. Latin forms and
numbers count as whole words only; a single character only where it stands by itself or beside a particle.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from bot.core.knowledge.model import Term
from bot.core.matching.protect import protected
from bot.core.matching.text import fold, has_han

_LATIN = re.compile(r"[a-z0-9]")
_NUMBER = re.compile(r"[0-9]+")
_MEASURES = set(
    "元块毛角分号月日点个岁折楼年层路斤只件本份次天小时秒米公里人位倍页章集期级种条名届年度％%折点万亿千百十克升度名袋盒张杯瓶台辆套双"
)
_BEFORE_NUMBER = set("第共约近满超价税号码楼室座费款要花付收卖￥¥$.:：/-+")
_BESIDE = set("了啊吧呀哦喔呢嘛啦的一个我你他她都也太真好又就想要被过死翻爆疯到完得很超么吗求来先再蹲")


@dataclass(frozen=True, slots=True)
class Recognised:
    """A term in a line: `text[start:end]` is its form."""

    term: str
    start: int
    end: int


class Recogniser:
    """Knows every form of every term. Made once a library; recognising needs no network and no other library."""

    def __init__(self, terms: Iterable[Term]) -> None:
        self._terms = tuple(terms)

    def recognise(self, text: str) -> list[Recognised]:
        """The terms of a line, in the order in which they stand."""
        folded = _Folded.of(text)
        taken = [(start, end) for start, end in protected(text)]
        found: list[Recognised] = []
        place = 0
        while place < len(folded.text):
            hit = next(self._hits(folded, place, taken), None)
            if hit:
                found.append(hit[0])
                place = hit[1]
            else:
                place += 1
        return found

    def _hits(self, folded: _Folded, place: int, taken: list[tuple[int, int]]) -> Iterator[tuple[Recognised, int]]:
        for form, term in self._forms.get(folded.text[place], ()):
            end = place + len(form)
            if not folded.text.startswith(form, place):
                continue
            start_in_text, end_in_text = folded.places[place], folded.places[end]
            if any(start < end_in_text and start_in_text < stop for start, stop in taken):
                continue
            if _stands(folded.text, form, place) and not self._literal(term, folded.text, place, end):
                yield Recognised(term.id, start_in_text, end_in_text), end

    def _literal(self, term: Term, text: str, start: int, end: int) -> bool:
        """Whether an everyday use covers this place, or a word elsewhere in the line tells of one."""
        if any(word in text for word in self._near[term.id]):
            return True
        return any(
            text.startswith(use, at)
            for use in self._everyday[term.id]
            for at in range(max(0, end - len(use)), start + 1)
        )

    @cached_property
    def _forms(self) -> Mapping[str, list[tuple[str, Term]]]:
        """Forms by their first character, the longest first."""
        forms: dict[str, dict[str, Term]] = {}
        for term in self._terms:
            for form in term.forms:
                if key := fold(form).strip():
                    forms.setdefault(key[0], {}).setdefault(key, term)
        return {first: sorted(own.items(), key=lambda pair: len(pair[0]), reverse=True) for first, own in forms.items()}

    @cached_property
    def _everyday(self) -> Mapping[str, tuple[str, ...]]:
        return {term.id: tuple(fold(use) for use in term.not_when) for term in self._terms}

    @cached_property
    def _near(self) -> Mapping[str, tuple[str, ...]]:
        return {term.id: tuple(fold(word) for word in term.everyday_near) for term in self._terms}


@dataclass(frozen=True, slots=True)
class _Folded:
    """A folded text, and for each of its characters (and for its end) the place in the text as it was."""

    text: str
    places: tuple[int, ...]

    @classmethod
    def of(cls, text: str) -> _Folded:
        characters: list[str] = []
        places: list[int] = []
        for place, character in enumerate(text):
            for own in fold(character):
                characters.append(own)
                places.append(place)
        return cls("".join(characters), (*places, len(text)))


def _stands(text: str, form: str, start: int) -> bool:
    """Whether a form stands here as a word of its own."""
    before = text[start - 1] if start else ""
    after = text[start + len(form)] if start + len(form) < len(text) else ""
    if _LATIN.match(form) and _LATIN.match(before):
        return False
    if _LATIN.match(form[-1]) and _LATIN.match(after):
        return False
    if _NUMBER.fullmatch(form):
        return _is_no_amount(text, form, start, before, after)
    if len(form) == 1 and has_han(form):
        return _is_alone(before) and _is_alone(after)
    return True


def _is_no_amount(text: str, form: str, start: int, before: str, after: str) -> bool:
    """Whether a number is no price, date, count or part of a longer number."""
    word_before = text[:start].rstrip()[-1:] if before == " " else ""
    return not (after in _MEASURES or after in set(".:/-") or before in _BEFORE_NUMBER or _LATIN.match(word_before))


def _is_alone(neighbour: str) -> bool:
    return not neighbour or not has_han(neighbour) or neighbour in _BESIDE
