"""The figures of an evaluation, what changed since an earlier one, and both as JSON.

A share is a number from 0 to 1. The half that is set aside is told in sums only: no question, and no pair of topics.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

import msgspec
from msgspec import Struct, field

from bot.core.evaluation import OUT_OF_SCOPE, VERDICTS, Tested, counts
from bot.core.lines import Recognition
from bot.core.reliability import Bin, auroc, calibration_error, reliability

ALL = "all"
"""The language, or the style, of a row that sums up."""

MOST_EXAMPLES = 3


class Figure(Struct, frozen=True, rename=lambda name: name.replace("_", " ")):
    """Frozen; its keys in JSON have spaces."""


class Row(Figure, frozen=True):
    """How questions of a language and a style ended."""

    language: str
    style: str
    questions: int
    right: int = 0
    among_choices: int = 0
    wrong: int = 0
    wrong_choices: int = 0
    silent: int = 0

    def share(self, count: int) -> float:
        """The share of all questions that so many are."""
        return count / self.questions


class Separation(Figure, frozen=True):
    """How well confidence tells what is in scope from what is not; no `auroc` where one of the two is missing."""

    language: str
    in_scope: int
    out_of_scope: int
    auroc: float | None


class Calibration(Figure, frozen=True):
    """Confidence against the share of questions whose best candidate is right; out of scope none is."""

    expected_error: float | None
    bins: tuple[Bin, ...]


class Confusion(Figure, frozen=True):
    """Something that was answered, or offered first, where something else was asked for."""

    asked: str
    got: str
    times: int
    examples: tuple[str, ...]


class Confusions(Figure, frozen=True):
    """How many questions were confused, among how many pairs; the pairs, most frequent first, of the open half only."""

    questions: int
    pairs: int
    listed: tuple[Confusion, ...] = field(name="list", default=())


class Half(Figure, frozen=True):
    """The figures of one half of the questions."""

    in_scope: tuple[Row, ...]
    out_of_scope: tuple[Row, ...]
    auroc: tuple[Separation, ...]
    calibration: Calibration
    confusions: Confusions


class Slang(Figure, frozen=True):
    """How well slang was recognised in lines."""

    half: str
    lines: int
    precision: float
    recall: float


class Report(Figure, frozen=True):
    """The figures of a run."""

    open_half: Half
    set_aside_half: Half = field(name="set-aside half")
    slang_in_lines: tuple[Slang, ...]

    @property
    def halves(self) -> dict[str, Half]:
        """Both, by name."""
        return {"open half": self.open_half, "set-aside half": self.set_aside_half}


class Change(Figure, frozen=True):
    """By how much a figure grew: the share that is right (in scope) or silent (out of scope), or another one."""

    half: str
    figure: str
    language: str
    style: str
    change: float


def report(tested: Sequence[Tested], recognised: dict[str, Recognition]) -> Report:
    """Adds everything up. `recognised`: by the name of a half."""
    open_half = [each for each in tested if not each.test.aside]
    set_aside = [each for each in tested if each.test.aside]
    slang = tuple(
        Slang(half, own.lines, round(own.precision, 4), round(own.recall, 4)) for half, own in recognised.items()
    )
    return Report(_half(open_half, listing=True), _half(set_aside, listing=False), slang)


def to_json(found: Report, changed: Sequence[Change] | None = None) -> bytes:
    """A report, and what changed, as one JSON object; `read_json` reads it again."""
    return msgspec.json.encode({**msgspec.to_builtins(found), "changes": changed})


def read_json(data: bytes) -> Report:
    """The report that was written.

    Raises:
        ValueError: if it is none.
    """
    return msgspec.json.decode(data, type=Report)


def changes(now: Report, before: Report) -> tuple[Change, ...]:
    """What changed, where both have the same number of questions: figures of other questions do not compare."""
    return tuple(
        Change(half, *name, round(value - earlier[name][1], 4))
        for half, own in now.halves.items()
        for earlier in [dict(_compared(before.halves[half]))]
        for name, (questions, value) in _compared(own)
        if name in earlier and earlier[name][0] == questions and round(value - earlier[name][1], 4)
    )


def _half(tested: Sequence[Tested], *, listing: bool) -> Half:
    in_scope = [each for each in tested if each.test.topic]
    out_of_scope = [each for each in tested if not each.test.topic]
    bins = reliability([each.confidence for each in tested], [each.best_is_right for each in tested])
    return Half(
        _rows(in_scope, by_language=True),
        _rows(out_of_scope, by_language=False),
        _separations(in_scope, out_of_scope),
        Calibration(calibration_error(bins), bins),
        _confusions(tested, listing=listing),
    )


def _rows(tested: Sequence[Tested], *, by_language: bool) -> tuple[Row, ...]:
    """Rows by language and style, with one for the whole, and if wanted one for each language."""
    groups: dict[tuple[str, str], list[Tested]] = {}
    for each in tested:
        language = each.test.language
        sums = [(language, ALL), (ALL, ALL)] if by_language else [(ALL, ALL)]
        for key in ((language, each.test.style), *sums):
            groups.setdefault(key, []).append(each)
    ordered = sorted(groups.items(), key=lambda group: [(part == ALL, part) for part in group[0]])
    return tuple(
        Row(*key, len(own), *(found[verdict] for verdict in VERDICTS))
        for key, own in ordered
        for found in [counts(own)]
    )


def _separations(in_scope: Sequence[Tested], out_of_scope: Sequence[Tested]) -> tuple[Separation, ...]:
    def confidence(tested: Sequence[Tested], language: str) -> list[float]:
        return [each.confidence for each in tested if language in {each.test.language, ALL}]

    languages = sorted({each.test.language for each in in_scope})
    return tuple(
        Separation(language, len(inside), len(outside), auroc(inside, outside))
        for language in (*languages, ALL)
        for inside, outside in [(confidence(in_scope, language), confidence(out_of_scope, language))]
    )


def _confusions(tested: Sequence[Tested], *, listing: bool) -> Confusions:
    examples: dict[tuple[str, str], list[str]] = {}
    for each in tested:
        if each.verdict != "silent" and not each.best_is_right:
            examples.setdefault((each.test.topic or OUT_OF_SCOPE, each.best), []).append(each.test.text)
    times = Counter({pair: len(texts) for pair, texts in examples.items()})
    listed = [Confusion(*pair, count, tuple(examples[pair][:MOST_EXAMPLES])) for pair, count in times.most_common()]
    return Confusions(times.total(), len(times), tuple(listed) if listing else ())


def _compared(half: Half) -> Iterator[tuple[tuple[str, str, str], tuple[int, float]]]:
    """Name, language and style of each figure that compares; how many questions it is of, and its value."""
    for row in half.in_scope:
        yield ("in scope", row.language, row.style), (row.questions, row.share(row.right))
    for row in half.out_of_scope:
        yield ("out of scope", row.language, row.style), (row.questions, row.share(row.silent))
    for each in half.auroc:
        if each.auroc is not None:
            yield ("auroc", each.language, ALL), (each.in_scope + each.out_of_scope, each.auroc)
    if half.calibration.expected_error is not None:
        questions = sum(each.questions for each in half.calibration.bins)
        yield ("calibration error", ALL, ALL), (questions, half.calibration.expected_error)
