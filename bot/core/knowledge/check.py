"""Proves what no single file can show: links, sources, dates, sizes, and that nothing stands twice."""

from __future__ import annotations

import datetime
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence

from bot.core.knowledge.document import Origin, Reading
from bot.core.knowledge.faults import fault
from bot.core.knowledge.model import GENERAL_KNOWLEDGE, Phrase, Term, Topic
from bot.core.knowledge.problems import Problem, did_you_mean
from bot.core.knowledge.wording import placeholders

MAX_ANSWER = 1_500
"""Characters; fits one message on every platform."""

MAX_TOKEN = 64
"""Bytes; what a button may carry (Telegram)."""

Measure = Callable[[str], Iterable[str]]
"""Takes a text in the Markdown subset, returns what is wrong with it: how a renderer is handed to the check."""


def check(reading: Reading, today: datetime.date, measures: Sequence[Measure] = ()) -> list[Problem]:
    """Every problem of a reading, those found while reading included."""
    return sorted({*reading.problems, *_Checker(reading, today, measures).problems()})


class _Checker:
    def __init__(self, reading: Reading, today: datetime.date, measures: Sequence[Measure]) -> None:
        self.library = reading.library
        self.reading = reading
        self.today = today
        self.measures = measures
        self.catalogue = {name for shelf in self.library.categories.values() for name in shelf.topics}
        self.forms = {form for term in self.library.terms.values() for form in term.forms}
        self.dated = [*self._with_origins()]

    def _with_origins(self) -> Iterator[tuple[Topic | Term | Phrase, Origin]]:
        """Everything that has a date and sources, and where it stands."""
        yield from ((topic, self.reading.topics[name]) for name, topic in self.library.topics.items())
        yield from ((term, self.reading.terms[name]) for name, term in self.library.terms.items())
        yield from ((phrase, self.reading.phrases[name]) for name, phrase in self.library.phrases.items())

    def problems(self) -> Iterator[Problem]:
        for value, origin in self.dated:
            yield from self._dates(value, origin)
            yield from self._sources(value, origin)
        for name, topic in self.library.topics.items():
            yield from self._follow_ups(topic, self.reading.topics[name])
            yield from self._answers(topic, self.reading.topics[name])
        for name, term in self.library.terms.items():
            yield from self._term(term, self.reading.terms[name])
        yield from self._questions()
        yield from self._catalogue()
        yield from self._tour()
        yield from self._unused_sources()
        yield from self._wordings()

    def _dates(self, value: Topic | Term | Phrase, origin: Origin) -> Iterator[Problem]:
        if value.as_of > self.today.isoformat():
            yield origin.fault(fault("not_come", date=value.as_of), "as_of")
        if value.review_by <= value.as_of:
            yield origin.fault(fault("too_early"), "review_by")
        elif value.review_by < self.today.isoformat():
            yield origin.warning(f"review_by: {value.review_by} is past; look at the facts again", "review_by")

    def _sources(self, value: Topic | Term | Phrase, origin: Origin) -> Iterator[Problem]:
        for place, source in enumerate(value.sources):
            if source != GENERAL_KNOWLEDGE and source not in self.library.sources:
                known = [*self.library.sources, GENERAL_KNOWLEDGE]
                yield origin.fault(fault("no_source", known, name=source), "sources", place)

    def _follow_ups(self, topic: Topic, origin: Origin) -> Iterator[Problem]:
        for place, name in enumerate(topic.next):
            if name == topic.id:
                yield origin.fault(fault("follows_itself"), "next", place)
            else:
                yield from self._offered(name, origin, "next", place)

    def _offered(self, name: str, origin: Origin, *place: str | int) -> Iterator[Problem]:
        """A topic that is offered as a button has a file; a planned one will have it."""
        key = place[-2]
        if name in self.reading.topics:
            return
        if name in self.catalogue:
            yield origin.warning(f"{key}: {name!r} is in the catalogue but has no file yet", *place)
        else:
            wrong = fault("no_topic", [*self.reading.topics, *self.catalogue], name=name)
            yield origin.error(f"{key}: {wrong}", *place, fault=wrong)

    def _answers(self, topic: Topic, origin: Origin) -> Iterator[Problem]:
        for language, answer in topic.answer.items():
            if len(answer) > MAX_ANSWER:
                wrong = fault("long_answer", count=len(answer), language=language, most=MAX_ANSWER)
                yield origin.fault(wrong, "answer", language)
            for measure in self.measures:
                for found in measure(answer):
                    yield origin.error(f"answer: {found} ({language!r})", "answer", language, fault=found)

    def _term(self, term: Term, origin: Origin) -> Iterator[Problem]:
        if len(f"/term {term.id}".encode()) > MAX_TOKEN:
            yield origin.error("the headword is too long for a button")
        if term.example and not any(_plain(form) in _plain(term.example.zh) for form in term.forms):
            yield origin.error(f"example: {term.id} does not occur in it", "example")
        meanings = " ".join(term.meaning.values())
        for place, form in enumerate(term.see_also):
            if form not in self.forms and form not in meanings:
                hint = did_you_mean(form, self.forms)
                message = f"see_also: {form!r} has no entry and is not explained here{hint}"
                yield origin.error(message, "see_also", place)

    def _questions(self) -> Iterator[Problem]:
        asked: dict[str, str] = {}
        for name, topic in self.library.topics.items():
            for language, questions in topic.questions.items():
                for place, question in enumerate(questions):
                    first = asked.setdefault(_plain(question), name)
                    if first != name:
                        wrong = fault("asked_elsewhere", question=question, topic=first)
                        yield self.reading.topics[name].fault(wrong, "questions", language, place)
        for name, topic in self.library.topics.items():
            for place, question in enumerate(topic.near_misses):
                if asked.get(_plain(question)) == name:
                    wrong = fault("asked_here", question=question)
                    yield self.reading.topics[name].fault(wrong, "near_misses", place)

    def _catalogue(self) -> Iterator[Problem]:
        if self.reading.guide is None:
            return
        for shelf, category in self.library.categories.items():
            for place, name in enumerate(category.topics):
                topic = self.library.topics.get(name)
                if topic and topic.category != shelf:
                    message = f"topics: {name!r} lies in the folder {topic.category!r}"
                    yield self.reading.guide.error(message, "categories", shelf, "topics", place)

    def _tour(self) -> Iterator[Problem]:
        if self.reading.tour is None:
            return
        for number, card in enumerate(self.library.tour):
            for place, name in enumerate(card.topics):
                yield from self._offered(name, self.reading.tour, "cards", number, "topics", place)

    def _unused_sources(self) -> Iterator[Problem]:
        if self.reading.sources is None or self.reading.problems:
            return  # what could not be read may use it
        used = {source for value, _ in self.dated for source in value.sources}
        for source in self.library.sources:
            if source not in used:
                yield self.reading.sources.warning(f"{source}: nothing uses this source", "sources", source)

    def _wordings(self) -> Iterator[Problem]:
        """A translation fills in the same names as the first language."""
        wanted = {language: placeholders(wording) for language, wording in self.library.wording.items()}
        first = next(iter(wanted), "")
        for language, found in wanted.items():
            for key, names in wanted[first].items():
                if found[key] != names:
                    listed = ", ".join(f"{{{name}}}" for name in sorted(names)) or "no name in braces"
                    message = f"{key}: must hold {listed}, as in {first!r}"
                    yield self.reading.wording[language].error(message, *key.split("."))


def _plain(text: str) -> str:
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(character for character in folded if character.isalnum())
