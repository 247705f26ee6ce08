"""What came out of files, and where in them it stands: so that whatever is found wrong later can name the line."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from bot.core.knowledge.model import Library
from bot.core.knowledge.problems import Problem

Value: TypeAlias = "str | list[Value] | dict[str, Value]"
Location: TypeAlias = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """A file that could be read: its value, the line of each place in it, and what is wrong so far."""

    file: str
    value: Value
    lines: Mapping[Location, int]
    problems: tuple[Problem, ...] = ()

    def line(self, location: Location) -> int:
        """The line of a place, or of the nearest place around it."""
        while location and location not in self.lines:
            location = location[:-1]
        return self.lines.get(location, 1)

    def problem(self, location: Location, message: str, fault: str = "") -> Problem:
        """An error at a place of this file; `fault`: what is wrong, without where."""
        return Problem(self.file, self.line(location), message, fault=fault, at=location)

    def warning(self, location: Location, message: str) -> Problem:
        """A warning at a place of this file."""
        return Problem(self.file, self.line(location), message, "warning")

    def hint(self, location: Location, message: str) -> Problem:
        """Something worth a look at a place of this file; nothing is wrong."""
        return Problem(self.file, self.line(location), message, "hint")


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
