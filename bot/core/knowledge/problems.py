"""What is wrong with a file, said so that its author can mend it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

Severity = Literal["error", "warning", "hint"]


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing to mend. `line` counts from 1; 0 means the file as a whole.

    `fault`: what is wrong, without where, so that it can be said in other words; `at`: where inside the file.
    """

    file: str
    line: int
    message: str
    severity: Severity = "error"
    fault: str = field(default="", compare=False)
    at: tuple[str | int, ...] = field(default=(), compare=False)

    def __str__(self) -> str:
        prefix = "" if self.severity == "error" else f"{self.severity}: "
        return f"{self.file}:{self.line}: {prefix}{self.message}"


class ProblemsFound(Exception):  # noqa: N818 - it is what was found, not one error
    """Carries every problem of everything that was read, not only the first one."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(problems))
        super().__init__("\n".join(str(problem) for problem in self.problems))


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """Returns "; did you mean 'x'?" for the nearest known name, or nothing where none is near."""
    near = nearest(name, known)
    return f"; did you mean {near!r}?" if near else ""


def nearest(name: str, known: Iterable[str]) -> str:
    """The known name that somebody may have meant, or nothing."""
    import difflib  # noqa: PLC0415 - only mistakes need it

    return next(iter(difflib.get_close_matches(name, sorted(known), n=1, cutoff=0.6)), "")
