"""Looks up glossary terms by any form a person may type.

A term is found by its characters in either script, its variants, its Latin letters in any case or width, and by
its pinyin with tone marks, with tone numbers or without, with or without spaces; and, where the form is long
enough to tell, with one slip. All forms are worked out when content is compiled, so asking needs no pinyin library.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeVar

from bot.core.knowledge.model import Term
from bot.core.matching.asked import EDGES, terms_asked
from bot.core.matching.spelling import Speller
from bot.core.matching.text import fold, has_han

Value = TypeVar("Value")

_GAPS = re.compile(r"[\s',·-]+")
_DIGITS = re.compile("[0-5]")
_PINYIN = re.compile("[a-z]+(?:[0-5][a-z]+)*[0-5]?")
_TONE_MARKS = {"\u0304": "1", "\u0301": "2", "\u030c": "3", "\u0300": "4"}


@dataclass(frozen=True, slots=True)
class Glossary:
    """`forms`: folded form to headwords. `sounds`: toneless pinyin to (headword, tones). `near_forms`: for slips."""

    forms: Mapping[str, tuple[str, ...]]
    sounds: Mapping[str, tuple[tuple[str, str], ...]]
    near_forms: Callable[[], Speller]

    @classmethod
    def of(cls, terms: Iterable[Term]) -> Glossary:
        """Works out every form of every term."""
        forms: dict[str, list[str]] = {}
        sounds: dict[str, list[tuple[str, str]]] = {}
        for term in terms:
            for form in term.forms:
                _add(forms, _key(form), term.id)
                for pinyin in _pinyin_of(term, form):
                    for sound, tones in _sounds(pinyin):
                        _add(sounds, sound, (term.id, tones))
        return cls.from_forms(
            {key: tuple(heads) for key, heads in forms.items()},
            {key: tuple(heads) for key, heads in sounds.items()},
        )

    @classmethod
    def from_forms(
        cls, forms: Mapping[str, tuple[str, ...]], sounds: Mapping[str, tuple[tuple[str, str], ...]]
    ) -> Glossary:
        """The glossary of forms worked out earlier."""
        latin = [form for form in forms if form.isascii() and form.isalpha() and len(form) >= 5]
        spoken = [sound for sound, heads in sounds.items() if any(len(tones) >= 2 for _, tones in heads)]
        return cls(forms, sounds, functools.cache(lambda: Speller.of(dict.fromkeys([*latin, *spoken], 1), shortest=4)))

    def find(self, text: str) -> tuple[str, ...]:
        """The headwords that a form belongs to: none, one, or several that a person has to choose from."""
        key = _key(text)
        return self._exactly(key, _tones(key)) or self._exactly(self.near_forms().repair(_toneless(key)), _tones(key))

    def asked(self, text: str) -> tuple[str, ...]:
        """The headwords that a whole question asks for: "what does X mean", "someone called me X", "X什么意思"."""
        return next((heads for term in terms_asked(text) if (heads := self.find(term))), ())

    def bare(self, text: str) -> tuple[str, ...]:
        """The headwords that a text is, and nothing else: no slips, no single syllables (`hen`, `man`)."""
        key = _key(text)
        sure = key in self.forms or any(len(tones) >= 2 for _, tones in self.sounds.get(_toneless(key), ()))
        return self._exactly(key, _tones(key)) if sure else ()

    def beginning(self, text: str) -> tuple[str, ...]:
        """The headwords of which some form or its toneless pinyin begins so."""
        key = _key(text)
        sound = _toneless(key)
        written = [head for form, heads in self.forms.items() if key and form.startswith(key) for head in heads]
        spoken = [head for form, heads in self.sounds.items() if sound and form.startswith(sound) for head, _ in heads]
        return tuple(dict.fromkeys([*written, *spoken]))

    def _exactly(self, key: str, tones: str) -> tuple[str, ...]:
        if heads := self.forms.get(key):
            return heads
        spoken = self.sounds.get(_toneless(key), ())
        sure = [head for head, wanted in spoken if tones and tones == wanted]
        return tuple(dict.fromkeys(sure or [head for head, _ in spoken]))


def _add(table: dict[str, list[Value]], key: str, value: Value) -> None:
    if key and value not in table.setdefault(key, []):
        table[key].append(value)


def _key(text: str) -> str:
    return _GAPS.sub("", fold(text).strip(EDGES))


def _pinyin_of(term: Term, form: str) -> Iterator[str]:
    """The headword's pinyin is the author's (`GG / gēge` are two); a variant's is worked out."""
    if form == term.id:
        yield from term.pinyin.split("/")
    elif has_han(form):
        from pypinyin import Style, lazy_pinyin  # noqa: PLC0415 - only for compiling; its tables are large

        yield " ".join(lazy_pinyin(form, style=Style.TONE))


def _sounds(pinyin: str) -> Iterator[tuple[str, str]]:
    """The pinyin without its tones, and its tones; `lü` is typed `lv` and `lu`."""
    key = _key(pinyin)
    sound = _toneless(key)
    yield sound, _tones(key)
    yield sound.replace("v", "u"), _tones(key)


def _decomposed(key: str) -> str:
    return unicodedata.normalize("NFD", key).replace("u\u0308", "v").replace("u:", "v")


def _toneless(key: str) -> str:
    """`zhòngcǎo`, `zhong4cao3` and `zhongcao` are `zhongcao`; what is not pinyin is nothing."""
    plain = "".join(character for character in _decomposed(key) if character not in _TONE_MARKS)
    return _DIGITS.sub("", plain) if _PINYIN.fullmatch(plain) else ""


def _tones(key: str) -> str:
    """The tones in their order, neutral ones left out: `43` of `zhòngcǎo` and of `zhong4cao3`."""
    found = (_TONE_MARKS.get(character, character) for character in _decomposed(key))
    return "".join(tone for tone in found if tone in "1234")
