"""Looks up glossary terms by any form a person may type.

A term is found by its characters in either script, its variants, its Latin letters in any case or width, and by
its pinyin with tone marks, with tone numbers or without, with or without spaces; and, where the form is long
enough to tell, with one slip. All forms are worked out when content is compiled, so asking needs no pinyin library.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from bot.core.knowledge.model import Term
from bot.core.matching.spelling import Speller
from bot.core.matching.text import fold, has_han

_SPACES = re.compile(r"[\s'·-]+")
_EDGES = " \t\n\"'“”‘’「」『』《》?？!！.。,，、:：;；()（）*`#"
_TONE_MARKS = {"\u0304": "1", "\u0301": "2", "\u030c": "3", "\u0300": "4"}
_QUANTITY = r"(?:an? |the |this |that )?"
_THEY = r"(?:some ?one|some ?body|some people|people|they|he|she|every ?one|every ?body|so many people|the comments?)"
_SAY = r"(?:call(?:s|ed|ing)?|comment(?:s|ed|ing)?|sa(?:y|ys|id|ying)|typ(?:e|es|ed|ing)|wr(?:ite|ites|ote|iting)|post(?:s|ed|ing)?|spam(?:s|med|ming)?|us(?:e|es|ed|ing)|send(?:s|ing)?|sent|reply|replied|put(?:s|ting)?)"  # noqa: E501 - one list of verbs
_TERM = r"(?P<term>.{1,40}?)"
_TAIL = r"(?: (?:here|on (?:here|xhs|rednote|red note|xiaohongshu|this app|the app)|in (?:the )?comments?|all the time|under (?:my|every) \w+|stand for|please|pls|mean|tho))*"  # noqa: E501 - one list of endings
_PATTERNS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"^(?:so |and |um |hi |hey |ok )*(?:what|wht|wat|wut)(?:'?s| is| does| do| did| are|s)? {_QUANTITY}{_TERM} (?:even |actually |really )?(?:means?|meaning|stands? for){_TAIL}$",
        rf"^(?:what(?:'?s| is) the )?(?:meaning|definition|translation) (?:of|for) {_QUANTITY}{_TERM}{_TAIL}$",
        rf"^(?:please )?(?:define|explain|translate) {_QUANTITY}{_TERM}$",
        rf"^{_TERM} (?:meaning|definition|slang)$",
        rf"^(?:what does it mean )?(?:when |if |why )?{_THEY}(?: just| keeps?| all| always| are| is)* {_SAY}(?: (?:me|us|my \w+|under my \w+))?(?: an?| the)? {_TERM}{_TAIL}$",
        rf"^why (?:does|do|is|are|did) {_THEY}(?: just| all| always| keep| keeps)* {_SAY}(?: me| us)?(?: an?| the)? {_TERM}{_TAIL}$",
        r"^(?:请问)?(?P<term>.{1,16}?)(?:这个词|这词|这个)?(?:到底|究竟)?(?:是|有)?(?:什么|啥|神马|何)(?:意思|含义|梗)(?:啊|呀|呢|吗)?$",
        r"^(?:请问)?(?P<term>.{1,16}?)(?:的)?(?:意思|含义)(?:是什么|是啥)?$",
        r"^(?:什么|啥)(?:是|叫)(?P<term>.{1,16}?)(?:啊|呀|呢)?$",
        r"^(?P<term>.{1,16}?)(?:怎么|如何)(?:理解|解释)$",
        r"^(?:为什么|为啥|怎么)?(?:有人|大家|他们|别人|好多人|评论区)(?:都|全|总|一直|老)*(?:在)?(?:叫我|说我|喊我|评论|说|发|刷|打|写|叫|回)(?P<term>.{1,16}?)(?:是什么意思|什么意思|啥意思)?$",
    )
)


@dataclass(frozen=True, slots=True)
class Glossary:
    """`forms`: folded form to headwords. `sounds`: toneless pinyin to (headword, tones). `slips`: near forms."""

    forms: Mapping[str, tuple[str, ...]]
    sounds: Mapping[str, tuple[tuple[str, str], ...]]
    slips: Speller

    @classmethod
    def of(cls, terms: Iterable[Term]) -> Glossary:
        """Works out every form of every term."""
        forms: dict[str, list[str]] = {}
        sounds: dict[str, list[tuple[str, str]]] = {}
        for term in terms:
            for form in term.forms:
                _add(forms, _key(form), term.id)
                for pinyin in _pinyin_of(term, form):
                    _add(sounds, _toneless(pinyin), (term.id, _tones(pinyin)))
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
        return cls(forms, sounds, Speller.of(dict.fromkeys([*latin, *spoken], 1), shortest=4))

    def find(self, text: str) -> tuple[str, ...]:
        """The headwords that a form belongs to: none, one, or several that a person has to choose from."""
        key = _key(text)
        return self._exactly(key, text) or self._exactly(self.slips.repair(key), text)

    def asked(self, text: str) -> tuple[str, ...]:
        """The headwords that a whole question asks for: "what does X mean", "someone called me X", "X什么意思"."""
        folded = fold(text).strip(_EDGES)
        for pattern in _PATTERNS:
            found = pattern.match(folded)
            if found and (heads := self.find(found["term"])):
                return heads
        return ()

    def _exactly(self, key: str, text: str) -> tuple[str, ...]:
        if heads := self.forms.get(key):
            return heads
        spoken = self.sounds.get(_toneless(key), ())
        tones = _tones(text)
        sure = [head for head, wanted in spoken if tones and tones == wanted]
        return tuple(dict.fromkeys(sure or [head for head, _ in spoken]))


def _add(table: dict[str, list[object]] | dict[str, list[str]] | dict[str, list[tuple[str, str]]], key: str, value: object) -> None:
    values: list[object] = table.setdefault(key, [])  # type: ignore[assignment, arg-type]
    if key and value not in values:
        values.append(value)


def _key(text: str) -> str:
    return _SPACES.sub("", fold(text).strip(_EDGES))


def _pinyin_of(term: Term, form: str) -> Iterator[str]:
    """The headword's pinyin is the author's; a variant's is worked out."""
    if form == term.id:
        yield term.pinyin
    elif has_han(form) and all(has_han(character) for character in form):
        from pypinyin import Style, lazy_pinyin  # noqa: PLC0415 - only for compiling; its tables are large

        yield " ".join(lazy_pinyin(form, style=Style.TONE))


def _decomposed(text: str) -> str:
    return unicodedata.normalize("NFD", text.casefold().replace("ü", "v").replace("u:", "v"))


def _toneless(pinyin: str) -> str:
    """`zhòng cǎo`, `zhong4cao3` and `Zhongcao` are `zhongcao`."""
    plain = "".join(character for character in _decomposed(pinyin) if character.isascii() and character.isalpha())
    return plain if any(character.isalpha() for character in pinyin) else ""


def _tones(pinyin: str) -> str:
    """The tones in their order, neutral ones left out: `43` of `zhòng cǎo` and of `zhong4cao3`."""
    found = (_TONE_MARKS.get(character, character) for character in _decomposed(pinyin))
    return "".join(tone for tone in found if tone in "1234")
