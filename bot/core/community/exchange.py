"""A community's answers as files in the format of `content/`, in and out, and all of its data in one archive."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

import msgspec

from bot.core.community.model import Gap, Kept, Recorded, Tally
from bot.core.community.writing import LONGEST_ID
from bot.core.knowledge.document import Value
from bot.core.knowledge.faults import Fault, fault
from bot.core.knowledge.kinds import Identifier
from bot.core.knowledge.model import OWN, Topic
from bot.core.knowledge.problems import Problem
from bot.core.knowledge.validation import fault_of
from bot.core.knowledge.yaml_file import MAX_BYTES, parse, written
from bot.core.message import File

MOST_FILES = 5_000
MOST_BYTES = 20_000_000
"""What an archive may unfold to."""

WORDINGS = "wordings.yaml"


@dataclass(frozen=True, slots=True)
class Unpacked:
    """Answers as values by id, further wordings by id, and all that is wrong with the files."""

    answers: dict[str, Value]
    wordings: dict[str, list[str]]
    problems: list[Problem]


@dataclass(frozen=True, slots=True)
class Data:
    """All that is kept for a community."""

    kept: Kept
    gaps: Sequence[Gap]
    tallies: Sequence[Tally]
    acts: Sequence[Recorded]


def packed(data: Data) -> File:
    """All data of a community; its answers as `topics/<category>/<id>.yaml`, as `content/` has them."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in _files(data):
            archive.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), text)
    return File("community.zip", stream.getvalue())


def topic_text(topic: Topic) -> str:
    """An answer as its file in `content/` would hold it."""
    value = msgspec.json.decode(msgspec.json.encode(topic))
    optional = {key for key in ("near_misses", "next") if not value[key]}
    return written({key: own for key, own in value.items() if key not in {"id", "category", *optional}})


def unpacked(file: File) -> Unpacked:
    """The answers of an archive or of a single file."""
    found = Unpacked({}, {}, [])
    path = PurePosixPath(file.name)
    if path.suffix.casefold() == ".zip":
        _unpack(path, file.data, found)
    elif len(file.data) > MAX_BYTES:
        found.problems.append(_problem(path, fault("file_size")))
    else:
        _take_answer(path, file.data, OWN, found)
    if not (found.answers or found.wordings or found.problems):
        found.problems.append(_problem(path, fault("nothing_inside")))
    return found


def _files(data: Data) -> Iterator[tuple[str, str]]:
    for name, answer in data.kept.answers.items():
        for folder, topic in (("topics", answer.live), ("drafts", answer.draft)):
            if topic:
                yield f"{folder}/{topic.category}/{name}.yaml", topic_text(topic)
    wordings: Value = {name: list(each.wordings) for name, each in data.kept.answers.items() if each.wordings}
    if wordings:
        yield WORDINGS, written(wordings)
    if data.kept.settings:
        yield "settings.yaml", written(dict(data.kept.settings))
    lists: Mapping[str, Sequence[Gap | Tally | Recorded]] = {
        "gaps": data.gaps,
        "counts": data.tallies,
        "log": data.acts,
    }
    for name, rows in lists.items():
        if rows:
            yield f"{name}.yaml", written([_as_text(msgspec.to_builtins(row)) for row in rows])
    authors: Value = {name: each.author for name, each in data.kept.answers.items() if each.author}
    if authors:
        yield "authors.yaml", written(authors)


def _as_text(row: Mapping[str, object]) -> Value:
    return {key: str(value) for key, value in row.items()}


def _unpack(archive: PurePosixPath, data: bytes, found: Unpacked) -> None:
    try:
        for path, own in _inside(data):
            if path.name == WORDINGS and len(path.parts) == 1:
                _take_wordings(path, own, found)
            elif path.suffix == ".yaml" and "topics" in path.parts[:-1]:
                _take_answer(path, own, path.parent.name, found)
    except _TooMuchError:
        found.problems.append(_problem(archive, fault("archive_size")))
    except (zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError, RuntimeError, EOFError, ValueError):
        found.problems.append(_problem(archive, fault("no_archive")))


def _inside(data: bytes) -> Iterator[tuple[PurePosixPath, bytes]]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        infos = [info for info in archive.infolist() if info.filename.endswith(".yaml")]
        if len(infos) > MOST_FILES or sum(info.file_size for info in infos) > MOST_BYTES:
            raise _TooMuchError
        for info in infos:
            with archive.open(info) as inside:
                yield PurePosixPath(info.filename), inside.read(MAX_BYTES)


class _TooMuchError(Exception):
    """More than an archive may unfold to."""


def _take_answer(path: PurePosixPath, data: bytes, category: str, found: Unpacked) -> None:
    value = _mapping(path, data, found)
    if fault_of(Identifier, path.stem):
        found.problems.append(_problem(path, fault("file_name", count=LONGEST_ID)))
    elif value is not None:
        found.answers[path.stem] = {**value, "id": path.stem, "category": category}


def _take_wordings(path: PurePosixPath, data: bytes, found: Unpacked) -> None:
    for name, own in (_mapping(path, data, found) or {}).items():
        if isinstance(own, list):
            found.wordings[name] = [text for text in own if isinstance(text, str)]


def _mapping(path: PurePosixPath, data: bytes, found: Unpacked) -> dict[str, Value] | None:
    document = parse(data.decode("utf-8-sig", "replace"), str(path))
    if document.problems:
        found.problems.extend(document.problems)
    elif isinstance(document.value, dict):
        return document.value
    else:
        found.problems.append(_problem(path, fault("mapping")))
    return None


def _problem(path: PurePosixPath, wrong: Fault) -> Problem:
    return Problem(str(path), 0, wrong, fault=wrong)
