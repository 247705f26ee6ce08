"""The sentences of an answer that answer a short question about it: "how long?" wants days, "and dogs?" wants dogs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.core.matching.text import fold, has_han, stem, words

MOST = 2
"""Sentences that are taken of one answer."""

_UNITS = "seconds?|minutes?|hours?|days?|weeks?|months?|years?"
_NUMBER = r"(?:\d+|an?|one|two|three|few|several|some)"
_REASON = r"\bbecause\b|\breasons?\b|\bso that\b|\bdue to\b|因为|由于|原因"
_KINDS = (
    (r"\bwhy\b|\bhow come\b|为什么|为啥|为何", _REASON),
    (
        r"\bhow much\b|\bcosts?\b|\bpric\w+|\bpay\b|\bfree\b|多少钱|花钱|要钱|付钱|付费|收费|免费",
        r"[$€£¥]|\b(?:free|costs?|prices?|fees?|paid)\b|\d[万亿]*(?:元|美元)|免费|收费|价|费用|运费|付费",
    ),
    (
        r"\bhow (?:long|soon|fast)\b|多久|多长时间|多少天|几天",
        rf"\b{_NUMBER}[ -](?:working )?(?:{_UNITS})\b|[\d一二两三几半](?:秒|分钟|个?小时|个?工作日|天|周|个月|年内)",
    ),
    (r"\bwhen\b|什么时候|何时|几时", r"\b(?:19|20)\d\d\b|\d月|\d日|年前"),
)
"""How a kind of question is put, and what shows that a sentence answers one."""

_SENTENCE_END = re.compile(r"(?<=[.!?])\**\s+|(?<=[。！？])|\n+")
_LIST_MARK = re.compile(r"^(?:[-*] |\d+\. )")


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of question. `asked`: the words that asked it here; the other two are patterns, as in the table."""

    asked: str
    question: str
    shown: str

    def is_in(self, word: str) -> bool:
        """Whether a word says no more than what kind of question it is."""
        return word in self.asked or re.search(self.question, word) is not None


def kind_of(folded: str) -> Kind | None:
    """The kind of a question, if it is of a known one."""
    for question, shown in _KINDS:
        if asked := re.search(question, folded):
            return Kind(asked[0], question, shown)
    return None


def passages(answer: str, kind: Kind | None, content: Sequence[str]) -> list[str]:
    """The first sentences that are of a kind and mention all these words, without their markup."""
    if not kind and not content:
        return []
    about_reasons = kind is not None and kind.shown == _REASON
    told = answer.partition("\n\n")[0] if about_reasons else answer  # reasons further on are those of something else
    sentences = [_LIST_MARK.sub("", part.strip()).replace("*", "") for part in _SENTENCE_END.split(told)]
    of_kind = [each for each in sentences if each and (not kind or re.search(kind.shown, fold(each)))]
    return [each for each in of_kind if mentions(each, content)][:MOST]


def mentions(sentence: str, content: Sequence[str]) -> bool:
    """Whether all these words stand in a sentence."""
    own = words(sentence)
    stems = {stem(word) for word in own if len(word) > 3}  # `not` is no form of `notes`
    return all(word in fold(sentence) if has_han(word) else word in own or stem(word) in stems for word in content)
