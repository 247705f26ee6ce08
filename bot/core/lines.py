"""Measures how slang is recognised in lines that were annotated by somebody who has not seen the recogniser.

The file `lines.yaml` is a list of `{text, terms}`: a line, and the headwords that a careful reader finds in it. Half of
the lines is set aside, by a hash of the text: it is scored, never looked at.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from msgspec import Struct

from bot.core.evaluation import is_aside
from bot.core.knowledge.kinds import Line, Text
from bot.core.knowledge.problems import ProblemsFound
from bot.core.knowledge.validation import validate
from bot.core.knowledge.yaml_file import read
from bot.core.matching.recognise import Recogniser

FILE = "lines.yaml"


class AnnotatedLine(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A line and the terms in it."""

    text: Text
    terms: tuple[Line, ...]


class LinesFile(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The file `lines.yaml`."""

    lines: tuple[AnnotatedLine, ...]


@dataclass(frozen=True, slots=True)
class Recognition:
    """`right`: terms found that are there; `extra`: found and not there; `missed`: there and not found."""

    lines: int
    right: int
    extra: int
    missed: int

    @property
    def precision(self) -> float:
        """The share of what was found that is there."""
        return self.right / max(1, self.right + self.extra)

    @property
    def recall(self) -> float:
        """The share of what is there that was found."""
        return self.right / max(1, self.right + self.missed)


def read_lines(folder: Path) -> tuple[AnnotatedLine, ...]:
    """The lines of a folder of tests; none if it has no such file.

    Raises:
        ProblemsFound: if the file is not of the right shape.
    """
    path = folder / FILE
    if not path.exists():
        return ()
    document = read(path, str(path))
    value, problems = validate(LinesFile, document, document.value)
    if value is None or document.problems:
        raise ProblemsFound([*document.problems, *problems])
    return value.lines


def measure(recogniser: Recogniser, lines: Iterable[AnnotatedLine], *, aside: bool) -> Recognition:
    """Recognises slang in one half of the lines."""
    count = right = extra = missed = 0
    for line in lines:
        if is_aside(line.text) != aside:
            continue
        found = Counter(each.term for each in recogniser.recognise(line.text))
        there = Counter(line.terms)
        count += 1
        right += (found & there).total()
        extra += (found - there).total()
        missed += (there - found).total()
    return Recognition(count, right, extra, missed)
