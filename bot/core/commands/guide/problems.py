"""What is wrong with what a moderator wrote, in the words and the language of the reader."""

from __future__ import annotations

from collections.abc import Iterable

from bot.core.commands.guide.acting import Desk
from bot.core.knowledge.faults import Fault
from bot.core.knowledge.problems import Problem
from bot.core.markdown import escaped

MOST_SHOWN = 20


def listed(desk: Desk, problems: Iterable[Problem]) -> str:
    """A line for each problem of a form or of files, as Markdown; of many, as many as can be read."""
    lines = list(dict.fromkeys(escaped(said(desk, problem)) for problem in problems))
    if (further := len(lines) - MOST_SHOWN) > 0:
        lines[MOST_SHOWN:] = [desk.wording.further_problems.format(count=further)]
    return "\n".join(f"- {line}" for line in lines)


def said(desk: Desk, problem: Problem) -> str:
    """A problem with where it is: the file, where there is one, and the field."""
    sentence = _sentence(desk, problem.fault or problem.message)
    for place in (_field(desk, problem), _file(problem)):
        sentence = desk.turn.wording.faults.place.format(place=place, problem=sentence) if place else sentence
    return sentence


def _sentence(desk: Desk, fault: str) -> str:
    if not isinstance(fault, Fault):
        return fault
    wording = desk.turn.wording
    separator = wording.list_separator
    names = {name: separator.join(value) if isinstance(value, tuple) else value for name, value in fault.names.items()}
    sentence = str(getattr(wording.faults, fault.kind)).format(**names)
    return sentence + wording.faults.near.format(name=fault.near) if fault.near else sentence


def _field(desk: Desk, problem: Problem) -> str:
    """A field of a form by its label; a place in a file as authors of files know it."""
    if not problem.at:
        return ""
    if _file(problem):
        return ".".join(str(part) for part in problem.at)
    key, *inside = problem.at
    label = str(getattr(desk.wording, f"field_{key}", key))
    numbers = [part + 1 for part in inside if isinstance(part, int)]
    return desk.turn.wording.faults.item.format(field=label, number=numbers[0]) if numbers else label


def _file(problem: Problem) -> str:
    """A file with the line, where that is known; what is filled in has none."""
    return f"{problem.file}:{problem.line}" if problem.file and problem.line else problem.file
