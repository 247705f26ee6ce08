"""A community's answers as files in the format of `content/`, in and out, and all of its data in one archive."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

import msgspec

from bot.core.community.model import Gap, Kept, Recorded, Tally
from bot.core.knowledge.document import Value
from bot.core.knowledge.kinds import Identifier
from bot.core.knowledge.model import OWN, Topic
from bot.core.knowledge.validation import fault_of
from bot.core.knowledge.yaml_file import MAX_BYTES, parse, written
from bot.core.message import File

MOST_FILES = 5_000
MOST_BYTES = 20_000_000
"""What an archive may unfold to."""

WORDINGS = "wordings.yaml"


class ExchangeError(Exception):
    """A file that cannot be read; the message says why."""


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


def unpacked(file: File) -> tuple[dict[str, Value], dict[str, list[str]]]:
    """The answers of an archive or of a single file as values by id, and further wordings by id.

    Raises:
        ExchangeError: if the file is neither, or too large.
    """
    if not file.name.casefold().endswith(".zip"):
        if len(file.data) > MAX_BYTES:
            raise ExchangeError(f"{file.name}: the file is too large")
        path = PurePosixPath(file.name)
        return {path.stem: _value(path, file.data, OWN)}, {}
    answers: dict[str, Value] = {}
    wordings: dict[str, list[str]] = {}
    for path, data in _inside(file):
        if path.name == WORDINGS and len(path.parts) == 1:
            wordings = _wordings(path, data)
        elif path.suffix == ".yaml" and "topics" in path.parts[:-1]:
            answers[path.stem] = _value(path, data, path.parent.name)
    return answers, wordings


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


def _inside(file: File) -> Iterator[tuple[PurePosixPath, bytes]]:
    try:
        with zipfile.ZipFile(io.BytesIO(file.data)) as archive:
            infos = [info for info in archive.infolist() if info.filename.endswith(".yaml")]
            if len(infos) > MOST_FILES or sum(info.file_size for info in infos) > MOST_BYTES:
                raise ExchangeError(f"{file.name}: there is too much in it")
            for info in infos:
                with archive.open(info) as inside:
                    yield PurePosixPath(info.filename), inside.read(MAX_BYTES)
    except (zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError, RuntimeError, EOFError, ValueError):
        raise ExchangeError(f"{file.name}: this is no archive that can be read") from None


def _value(path: PurePosixPath, data: bytes, category: str) -> Value:
    value = _parsed(path, data)
    if fault := fault_of(Identifier, path.stem):
        raise ExchangeError(f"{path}: the name of the file {fault}")
    if not isinstance(value, dict):
        raise ExchangeError(f"{path}: must be a mapping: 'key: value' lines")
    return {**value, "id": path.stem, "category": category}


def _wordings(path: PurePosixPath, data: bytes) -> dict[str, list[str]]:
    value = _parsed(path, data)
    if not isinstance(value, dict):
        raise ExchangeError(f"{path}: must be a mapping: 'key: value' lines")
    return {
        name: [text for text in own if isinstance(text, str)] for name, own in value.items() if isinstance(own, list)
    }


def _parsed(path: PurePosixPath, data: bytes) -> Value:
    document = parse(data.decode("utf-8-sig", "replace"), str(path))
    if document.problems:
        raise ExchangeError(str(document.problems[0]))
    return document.value
