"""Reads one YAML file as text, lists and mappings, and remembers on which line each of them stands.

Everything is text on purpose: `666`, `520`, `yes` and `12:30` are slang here, not numbers, truths and times.
Equal keys are reported (PyYAML keeps the last without a word). Anchors and aliases are refused: nobody needs
them in an answer, and a few of them make a file of a thousand characters unfold into gigabytes.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import yaml

from bot.core.knowledge.document import Document, Location, Value
from bot.core.knowledge.faults import fault
from bot.core.knowledge.problems import Problem

MAX_BYTES = 1_000_000
MAX_DEPTH = 10
EMPTY = fault("empty_file")
_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)  # the C parser is ten times faster, where it is built
_KEY = -1
"""The place of a key itself, while it is read: no place inside a mapping is a number."""


def read(path: Path, name: str) -> Document:
    """Reads `path`, calling it `name` in messages. Never raises for what is inside the file."""
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except OSError as error:
        return _unreadable(name, 0, f"the file cannot be read ({error.strerror})")
    if len(data) > MAX_BYTES:
        return _unreadable(name, 0, f"the file is larger than {MAX_BYTES // 1_000_000} MB")
    try:
        return parse(data.decode("utf-8-sig"), name)
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        return _unreadable(name, line, "this is not UTF-8 text; save the file as UTF-8")


def parse(text: str, name: str) -> Document:
    """Reads YAML text. The document holds the problems; its value is {} where nothing could be read."""
    builder = _Builder(name, yaml.parse(text, Loader=_LOADER))
    try:
        value = builder.document()
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line if error.problem_mark else 0
        return _unreadable(name, line + 1, _say(error, text.splitlines()[line : line + 1]))
    except (yaml.YAMLError, UnicodeError):
        line = yaml.reader.Reader.NON_PRINTABLE.split(text, maxsplit=1)[0].count("\n")
        return _unreadable(name, line + 1, fault("control"))
    except _TooDeepError as error:
        return _unreadable(name, error.line, fault("too_deep", most=MAX_DEPTH))
    if value == "" and not builder.problems:
        return _unreadable(name, 1, EMPTY)
    return Document(name, value, builder.lines, tuple(builder.problems))


def written(value: Value) -> str:
    """The value as YAML that `parse` reads back as it was: long texts as blocks, what looks like a number quoted."""
    return yaml.dump(value, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=110)


class _Dumper(yaml.SafeDumper):
    """Writes texts of several lines as blocks, and never an anchor."""

    def ignore_aliases(self, data: object) -> bool:
        return True


def _write_text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style="|" if "\n" in text else None)


_Dumper.add_representer(str, _write_text)


def _unreadable(name: str, line: int, message: str) -> Document:
    return Document(name, {}, {}, (Problem(name, line, message, fault=message),))


def _say(error: yaml.MarkedYAMLError, lines: list[str]) -> str:
    if any("\t" in line for line in lines):
        return fault("tab")
    hint = "; put text that has ': ' or ' #' in it between quotes" if "mapping" in str(error.problem) else ""
    return fault("not_yaml", reason=f"{error.problem}{hint}")


class _TooDeepError(Exception):
    def __init__(self, line: int) -> None:
        self.line = line


class _Builder:
    """Makes values out of parser events; the depth is bounded, so no file can exhaust the stack."""

    def __init__(self, name: str, events: Iterator[yaml.Event]) -> None:
        self.name = name
        self.events = events
        self.lines: dict[Location, int] = {}
        self.problems: list[Problem] = []

    def document(self) -> Value:
        value: Value = ""
        seen = False
        for event in self.events:
            if isinstance(event, yaml.DocumentStartEvent):
                if seen:
                    self._problem(event, fault("second_document"))
                    break
                seen = True
                value = self._value(next(self.events), ())
        return value

    def _value(self, event: yaml.Event, at: Location) -> Value:
        self.lines.setdefault(at, _line(event))
        if len(at) > MAX_DEPTH:
            raise _TooDeepError(_line(event))
        if getattr(event, "anchor", None):
            self._problem(event, fault("anchor"))
        if isinstance(event, yaml.ScalarEvent):
            return str(event.value)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._list(at)
        if isinstance(event, yaml.MappingStartEvent):
            return self._mapping(at)
        return ""

    def _list(self, at: Location) -> list[Value]:
        values: list[Value] = []
        while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
            values.append(self._value(event, (*at, len(values))))
        return values

    def _mapping(self, at: Location) -> dict[str, Value]:
        values: dict[str, Value] = {}
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            key = self._value(event, (*at, _KEY))
            if not isinstance(key, str):
                self._problem(event, fault("key_text"))
                key = ""
            if key in values:
                self._problem(event, fault("key_twice", key=key, line=self.lines[*at, key]))
            self.lines.setdefault((*at, key), _line(event))
            values[key] = self._value(next(self.events), (*at, key))
        return values

    def _problem(self, event: yaml.Event, message: str) -> None:
        self.problems.append(Problem(self.name, _line(event), message, fault=message))


def _line(event: yaml.Event) -> int:
    return event.start_mark.line + 1 if event.start_mark else 1
