"""Writing an own answer: from a form to a topic that is as sound as one from a file."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Mapping, Sequence

import msgspec

from bot.core.community.model import OwnAnswer
from bot.core.knowledge.check import Measure, check
from bot.core.knowledge.document import Document, Origin, Reading, Value
from bot.core.knowledge.faults import fault
from bot.core.knowledge.model import GENERAL_KNOWLEDGE, OWN, Library, Topic
from bot.core.knowledge.problems import Problem
from bot.core.knowledge.validation import validate
from bot.core.matching.text import has_han, words

MOST_ANSWERS = 5_000
"""Own answers of a community."""

LONGEST_ID = 40
"""Characters; the id must fit into a button with a command before it."""

REVIEW_DAYS = 365
_LIST_MARK = re.compile(r"^\s*(?:[-*•]|\d{1,2}[.)])\s+")


def new_id(title: str, taken: Mapping[str, object]) -> str:
    """An id for a new answer, made of its title."""
    latin = [word for word in words(title) if word.isascii() and word.isalnum()]
    stem = "-".join(latin)[: LONGEST_ID - 5].strip("-") or "answer"
    numbered = (f"{stem}-{number}" for number in range(2, MOST_ANSWERS + 3))
    return stem if stem not in taken else next(name for name in numbered if name not in taken)


def from_form(fields: Mapping[str, str], identity: str, before: Topic | None, today: datetime.date) -> dict[str, Value]:
    """The answer as a file would hold it; what the form does not ask for stays as it was."""
    language = "zh" if _is_chinese(fields.get("answer", "")) else "en"
    kept: dict[str, Value] = msgspec.json.decode(msgspec.json.encode(before)) if before else {}
    value: dict[str, Value] = {"category": OWN, "sources": [GENERAL_KNOWLEDGE], **kept, "id": identity}
    for name in ("title", "answer"):
        value[name] = {**_mapping(kept.get(name)), language: fields.get(name, "").strip()}
    value["questions"] = {**_mapping(kept.get("questions")), language: _lines(fields.get("questions", ""))}
    value["near_misses"] = _lines(fields.get("near_misses", ""))
    value["as_of"] = today.isoformat()
    review_by = fields.get("review_by", "").strip()
    value["review_by"] = review_by or (today + datetime.timedelta(REVIEW_DAYS)).isoformat()
    return value


def checked(
    value: Value, library: Library, answers: Mapping[str, OwnAnswer], today: datetime.date, measures: Sequence[Measure]
) -> tuple[Topic | None, list[Problem]]:
    """The topic, if the value is one, and what is wrong with it: the same checks as for files, and more."""
    document = Document("", value, {})
    topic, problems = validate(Topic, document, value)
    if topic is None:
        return None, problems
    alone = msgspec.structs.replace(library, topics={topic.id: topic}, terms={}, phrases={}, tour=(), wording={})
    origins = {name: Origin(document) for name in (*library.topics, topic.id)}
    found = check(Reading(alone, topics=origins, problems=[]), today, measures)
    errors = [problem for problem in found if problem.severity == "error"]
    return topic, [*errors, *_asked_elsewhere(topic, document, library, answers)]


def _asked_elsewhere(
    topic: Topic, document: Document, library: Library, answers: Mapping[str, OwnAnswer]
) -> Iterator[Problem]:
    """Questions that another answer has already: nobody could say which of the two is meant."""
    others = {name: each.questions for name, each in library.topics.items() if name != topic.id}
    others |= {name: each.newest.questions for name, each in answers.items() if each.newest and name != topic.id}
    asked = {_plain(text): name for name, texts in others.items() for own in texts.values() for text in own}
    for language, questions in topic.questions.items():
        for place, question in enumerate(questions):
            if other := asked.get(_plain(question)):
                wrong = fault("asked_elsewhere", question=question, topic=other)
                yield document.problem(("questions", language, place), f"questions: {wrong}", wrong)


def _plain(text: str) -> str:
    return " ".join(words(text))


def _mapping(value: Value | None) -> dict[str, Value]:
    return value if isinstance(value, dict) else {}


def _lines(text: str) -> list[Value]:
    """One item a line; a mark before it, as people write lists, is left out."""
    return [line for line in (_LIST_MARK.sub("", line).strip() for line in text.splitlines()) if line]


def _is_chinese(text: str) -> bool:
    return 2 * sum(has_han(character) for character in text) >= sum(character.isalpha() for character in text) > 0
