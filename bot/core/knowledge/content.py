"""Reads a content folder into a Library. Every problem of every file is found in one go.

guide.yaml                          languages, categories, catalogue
topics/<category>/<topic-id>.yaml   one answer a file
slang/<category>.yaml               the glossary
phrases/<situation>.yaml            the phrase book
tour.yaml                           the cards of a first day
elsewhere.yaml                      what is not for us
sources.yaml                        each publication once
wording/<language>.yaml             the bot's own sentences
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

import msgspec

from bot.core.knowledge.kinds import Identifier
from bot.core.knowledge.model import (
    Elsewhere,
    Guide,
    Library,
    Phrase,
    PhraseFile,
    SourceFile,
    Term,
    TermFile,
    Topic,
    Tour,
    Value,
)
from bot.core.knowledge.problems import Problem, ProblemsFound, did_you_mean
from bot.core.knowledge.validation import fault_of, validate
from bot.core.knowledge.wording import Wording
from bot.core.knowledge.yaml_file import Document, Location, read

Entry = TypeVar("Entry", Term, Phrase)
AnyModel = TypeVar("AnyModel", Elsewhere, Guide, SourceFile, Tour, Wording)
Shelf = TypeVar("Shelf", PhraseFile, TermFile)


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a value stands, so that a check made later can still name its file and line."""

    document: Document
    at: Location = ()

    def error(self, message: str, *place: str | int, fault: str = "") -> Problem:
        """An error at a place inside the value; `fault`: what is wrong, without where."""
        return self.document.problem(self._location(place), message, fault)

    def fault(self, wrong: str, *place: str | int) -> Problem:
        """An error at a place inside the value, said after the key at which it stands."""
        return self.error(f"{place[0]}: {wrong}", *place, fault=wrong)

    def warning(self, message: str, *place: str | int) -> Problem:
        """A warning at a place inside the value."""
        return self.document.warning(self._location(place), message)

    def hint(self, message: str, *place: str | int) -> Problem:
        """A hint at a place inside the value."""
        return self.document.hint(self._location(place), message)

    def _location(self, place: Location) -> Location:
        """Where it stands; what a value shares with its file (a date, the sources) stands at the top."""
        shared = (*self.at, *place[:1]) not in self.document.lines and place[:1] in self.document.lines
        return place if shared else (*self.at, *place)


@dataclass(slots=True)
class Reading:
    """What was read: a library of all that is sound, where each part stands, and all that is wrong."""

    library: Library
    topics: dict[str, Origin] = field(default_factory=dict)
    terms: dict[str, Origin] = field(default_factory=dict)
    phrases: dict[str, Origin] = field(default_factory=dict)
    wording: dict[str, Origin] = field(default_factory=dict)
    sources: Origin | None = None
    guide: Origin | None = None
    tour: Origin | None = None
    problems: list[Problem] = field(default_factory=list)


def load(folder: Path) -> Library:
    """The library of a folder that has no error.

    Raises:
        ProblemsFound: with every error of every file.
    """
    reading = read_folder(folder)
    errors = [problem for problem in reading.problems if problem.severity == "error"]
    if errors:
        raise ProblemsFound(errors)
    return reading.library


def read_folder(folder: Path) -> Reading:
    """Reads all files of a folder; a wrong one never keeps the others from being checked."""
    return _Reader(folder).read()


class _Reader:
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.problems: list[Problem] = []
        self.languages: tuple[str, ...] = ()

    def read(self) -> Reading:
        if not self.folder.is_dir():
            return Reading(_EMPTY, problems=[Problem(_shown(self.folder), 0, "there is no such folder")])
        guide_file, guide = self._file(Guide, "guide.yaml")
        self.languages = guide.languages if guide else ()
        sources_file, sources = self._file(SourceFile, "sources.yaml")
        tour_file, tour = self._file(Tour, "tour.yaml")
        _, elsewhere = self._file(Elsewhere, "elsewhere.yaml")
        topics, topic_origins = self._topics(guide)
        terms, term_origins = self._terms()
        situations, phrases, phrase_origins = self._phrases()
        wording, wording_origins = self._wording()
        for name, category in guide.categories.items() if guide else ():
            self._by_language(category, Origin(guide_file, ("categories", name)))
        for place, card in enumerate(tour.cards if tour else ()):
            self._by_language(card, Origin(tour_file, ("cards", place)))
        library = Library(
            languages=self.languages,
            categories=guide.categories if guide else {},
            topics=_in_catalogue_order(topics, guide),
            terms=terms,
            situations=situations,
            phrases=phrases,
            tour=tour.cards if tour else (),
            elsewhere=elsewhere.groups if elsewhere else {},
            sources=sources.sources if sources else {},
            wording=wording,
        )
        return Reading(
            library,
            topics=topic_origins,
            terms=term_origins,
            phrases=phrase_origins,
            wording=wording_origins,
            sources=Origin(sources_file),
            guide=Origin(guide_file),
            tour=Origin(tour_file),
            problems=self.problems,
        )

    def _document(self, path: Path) -> Document:
        document = read(path, _shown(path))
        self.problems.extend(document.problems)
        return document

    def _file(self, model: type[AnyModel], name: str) -> tuple[Document, AnyModel | None]:
        document = self._document(self.folder / name)
        if _is_unreadable(document):
            return document, None
        value, problems = validate(model, document, document.value)
        self.problems.extend(problems)
        return document, value

    def _topics(self, guide: Guide | None) -> tuple[dict[str, Topic], dict[str, Origin]]:
        topics: dict[str, Topic] = {}
        origins: dict[str, Origin] = {}
        for path in self._yaml_files(self.folder / "topics", depth=2):
            document = self._document(path)
            category, name = path.parent.name, path.stem
            if guide and category not in guide.categories:
                hint = did_you_mean(category, guide.categories)
                self._about_file(path, f"no category {category!r} in guide.yaml{hint}")
            if name in origins:
                first = origins[name].document.file
                self._about_file(path, f"{first} has the same id; the names of files must differ")
            self._name_of(path)
            if _is_unreadable(document):
                continue
            filled = self._named(document.value, Origin(document), {"id": name, "category": category})
            topic, problems = validate(Topic, document, filled, {("id",), ("category",)})
            self.problems.extend(problems)
            origins.setdefault(name, Origin(document))
            if topic:
                self._by_language(topic, Origin(document))
                topics.setdefault(name, topic)
        return topics, origins

    def _terms(self) -> tuple[dict[str, Term], dict[str, Origin]]:
        terms: dict[str, Term] = {}
        origins: dict[str, Origin] = {}
        for path in self._yaml_files(self.folder / "slang", depth=1):
            document = self._document(path)
            if _is_unreadable(document):
                continue
            shelf = self._shelf(TermFile, document, "terms", ("as_of", "review_by"), {})
            for headword, term in shelf.terms.items() if shelf else ():
                self._keep(headword, term, Origin(document, ("terms", headword)), terms, origins)
        return terms, origins

    def _phrases(self) -> tuple[dict[str, Mapping[str, str]], dict[str, Phrase], dict[str, Origin]]:
        situations: dict[str, Mapping[str, str]] = {}
        phrases: dict[str, Phrase] = {}
        origins: dict[str, Origin] = {}
        for path in self._yaml_files(self.folder / "phrases", depth=1):
            document = self._document(path)
            self._name_of(path)
            if _is_unreadable(document):
                continue
            shared = ("as_of", "review_by", "sources")
            shelf = self._shelf(PhraseFile, document, "phrases", shared, {"situation": path.stem})
            if shelf:
                self._by_language(shelf, Origin(document))
                situations[path.stem] = shelf.title
            for name, phrase in shelf.phrases.items() if shelf else ():
                self._keep(name, phrase, Origin(document, ("phrases", name)), phrases, origins)
        return situations, phrases, origins

    def _shelf(
        self,
        model: type[Shelf],
        document: Document,
        key: str,
        shared: tuple[str, ...],
        path: Mapping[str, str],
    ) -> Shelf | None:
        """Reads a file of entries; each takes its key as id, and from its file the shared keys it leaves out."""
        value = document.value if isinstance(document.value, dict) else {}
        entries = value.get(key)
        whole: dict[str, object] = {}
        filled: set[Location] = set()
        for name, entry in entries.items() if isinstance(entries, dict) else ():
            own = {**{each: value.get(each, "") for each in shared}, **entry} if isinstance(entry, dict) else entry
            whole[name] = self._named(own, Origin(document, (key, name)), {"id": name, **path})
            filled |= {(key, name, each) for each in ("id", *path, *shared)} - document.lines.keys()
        shelf, problems = validate(model, document, {**value, key: whole} if whole else document.value, filled)
        self.problems.extend(problems)
        return shelf

    def _named(self, value: object, origin: Origin, path: Mapping[str, str]) -> object:
        """Adds what its path says to a value, which does not say it again: one of the two would be wrong one day."""
        if not isinstance(value, dict):
            return value
        for key in path:
            if key in value:
                message = f"{key}: the names of folders, files and entries say this; leave it out"
                self.problems.append(origin.error(message, key))
        return {**value, **path}

    def _keep(
        self, name: str, value: Entry, origin: Origin, kept: dict[str, Entry], origins: dict[str, Origin]
    ) -> None:
        self._by_language(value, origin)
        if name in kept:
            self.problems.append(origin.error(f"{name!r} stands in {origins[name].document.file} too"))
        kept.setdefault(name, value)
        origins.setdefault(name, origin)

    def _wording(self) -> tuple[dict[str, Wording], dict[str, Origin]]:
        found = {language: self._file(Wording, f"wording/{language}.yaml") for language in self.languages}
        for path in self._yaml_files(self.folder / "wording", depth=1):
            if self.languages and path.stem not in self.languages:
                self._about_file(path, f"{path.stem!r} is no language of guide.yaml")
        origins = {language: Origin(document) for language, (document, _) in found.items()}
        return {language: wording for language, (_, wording) in found.items() if wording}, origins

    def _yaml_files(self, folder: Path, depth: int) -> Iterator[Path]:
        """The .yaml files `depth` levels down; anything else that looks like content is a problem."""
        if not folder.is_dir():
            self._about_file(folder, "there is no such folder")
            return
        for path in sorted(folder.iterdir()):
            if path.name.startswith(".") or path.suffix == ".md":
                continue
            if depth > 1 and path.is_dir():
                yield from self._yaml_files(path, depth - 1)
            elif depth == 1 and path.suffix == ".yaml":
                yield path
            else:
                self._about_file(path, _stray(path, depth))

    def _name_of(self, path: Path) -> None:
        if fault := fault_of(Identifier, path.stem):
            self._about_file(path, f"the name of the file {fault}")

    def _about_file(self, path: Path, message: str) -> None:
        self.problems.append(Problem(_shown(path), 0, message))

    def _by_language(self, value: Value, origin: Origin) -> None:
        """Each text that a value has, it has in every language of the guide, and in no other."""
        optional = {field.name for field in msgspec.structs.fields(value) if not field.required}
        for name in value.BY_LANGUAGE:
            texts = getattr(value, name)
            if not texts and name in optional:
                continue
            for language in self.languages:
                if language not in texts:
                    self.problems.append(origin.error(f"{name}: the language {language!r} is missing", name))
            for language in texts:
                if self.languages and language not in self.languages:
                    hint = did_you_mean(language, self.languages)
                    message = f"{name}: unknown language {language!r}{hint}"
                    self.problems.append(origin.error(message, name, language))


def _is_unreadable(document: Document) -> bool:
    return document.value == {} and bool(document.problems)


def _shown(path: Path) -> str:
    """The path so that it can be printed, whatever bytes its name is made of."""
    return str(path).encode(errors="backslashreplace").decode()


def _stray(path: Path, depth: int) -> str:
    if path.suffix == ".yml":
        return "rename this file: names end in .yaml"
    if depth > 1:
        return "a topic belongs into the folder of its category"
    return "only .yaml files belong here"


def _in_catalogue_order(topics: dict[str, Topic], guide: Guide | None) -> dict[str, Topic]:
    if guide is None:
        return topics
    order = [name for category in guide.categories.values() for name in category.topics if name in topics]
    unlisted = [name for name in topics if name not in order]
    return {name: topics[name] for name in (*order, *unlisted)}


_EMPTY = Library(
    languages=(),
    categories={},
    topics={},
    terms={},
    situations={},
    phrases={},
    tour=(),
    elsewhere={},
    sources={},
    wording={},
)
