"""Measures the guide on questions that were written by people who have not seen its own.

A folder of test questions holds files of two shapes:

    <topic-id>: {<style>: [text, ...]}          questions that this topic answers: any other *.yaml
    <group>: {<language>: [text, ...]}          out-of-scope.yaml: what must get no answer

A file's name says which language its figures stand under: the name without a number at its end. `en-1.yaml` and
`en-2.yaml` are both `en`; `zh-hant.yaml`, `es.yaml` and `broken-1.yaml` are `zh-hant`, `es` and `broken`.

Half of the questions is set aside, by a hash of the text: it is scored, never looked at.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from bot.core.guide import Guide
from bot.core.knowledge.document import Document, Value
from bot.core.knowledge.problems import Problem, ProblemsFound
from bot.core.knowledge.yaml_file import read
from bot.core.message import Match, Message

OUT_OF_SCOPE = "out-of-scope"
LINES = "lines"
"""Lines to recognise slang in stand in the same folder; `bot.core.lines` reads them."""

Verdict = Literal["right", "among choices", "wrong", "wrong choices", "silent"]
VERDICTS: tuple[Verdict, ...] = ("right", "among choices", "wrong", "wrong choices", "silent")


@dataclass(frozen=True, slots=True)
class Test:
    """A question and the topic that answers it; none if it must get no answer. `style` of those is their group.

    `language` is a name for figures (`broken` may be one); the guide is not told it.
    """

    text: str
    language: str
    style: str
    topic: str

    @property
    def aside(self) -> bool:
        """Whether it belongs to the half that is only scored."""
        return is_aside(self.text)


@dataclass(frozen=True, slots=True)
class Tested:
    """A test and what became of it; for one without a topic, `silent` is right and `wrong` is an answer.

    `got`: what was answered or offered. `best`: the best candidate, whether it was shown or not; `confidence` is its.
    """

    test: Test
    verdict: Verdict
    confidence: float
    got: str
    best: str = ""

    @property
    def best_is_right(self) -> bool:
        """Whether the best candidate answers the question; out of scope none does."""
        return bool(self.test.topic) and self.best == self.test.topic


def is_aside(text: str) -> bool:
    """Whether a text belongs to the half that is only scored."""
    return hashlib.sha256(text.encode()).digest()[0] % 2 == 1


async def evaluate(guide: Guide, tests: Iterable[Test]) -> list[Tested]:
    """Asks every question as a person would."""
    return [await _ask(guide, test) for test in tests]


def counts(tested: Iterable[Tested]) -> Counter[Verdict]:
    """How often each verdict was reached."""
    return Counter(each.verdict for each in tested)


def read_tests(folder: Path) -> list[Test]:
    """The test questions of a folder.

    Raises:
        ProblemsFound: if there are none, or a file is not of the right shape.
    """
    paths = sorted(path for path in folder.glob("*.yaml") if path.stem != LINES)
    if not paths:
        raise ProblemsFound([Problem(str(folder), 0, "there are no test questions (*.yaml) here")])
    documents = [read(path, str(path)) for path in paths]
    problems = [problem for document in documents for problem in _problems(document)]
    if problems:
        raise ProblemsFound(problems)
    return [test for path, document in zip(paths, documents, strict=True) for test in _tests(path.stem, document)]


def _tests(name: str, document: Document) -> Iterator[Test]:
    for outer, inner, text in _leaves(document.value):
        if name == OUT_OF_SCOPE:
            yield Test(text, inner, outer, "")
        else:
            yield Test(text, re.sub(r"-\d+$", "", name), inner, outer)


def _leaves(value: Value) -> Iterator[tuple[str, str, str]]:
    for outer, groups in value.items() if isinstance(value, dict) else ():
        for inner, texts in groups.items() if isinstance(groups, dict) else ():
            yield from ((outer, inner, str(text)) for text in texts)


def _problems(document: Document) -> Iterator[Problem]:
    yield from document.problems
    if not isinstance(document.value, dict):
        yield document.problem((), "must be a mapping of mappings of lists of questions")
        return
    for outer, groups in document.value.items():
        if not isinstance(groups, dict):
            yield document.problem((outer,), "must be a mapping of lists of questions")
            continue
        for inner, texts in groups.items():
            if not isinstance(texts, list) or not all(isinstance(text, str) for text in texts):
                yield document.problem((outer, inner), "must be a list of questions")


async def _ask(guide: Guide, test: Test) -> Tested:
    reply = await guide.reply(Message(test.text))
    match = reply.match or Match("unknown")
    got = match.id or " | ".join(each.id for each in match.offered)
    first = (*match.offered, *match.candidates)
    return Tested(test, _verdict(test, match), match.confidence, got, match.id or (first[0].id if first else ""))


def _verdict(test: Test, match: Match) -> Verdict:
    if match.outcome == "answer":
        return "right" if test.topic and match.id == test.topic else "wrong"
    if match.outcome == "choices":
        offered = test.topic and any(each.id == test.topic for each in match.offered)
        return "among choices" if offered else "wrong choices"
    return "silent"
