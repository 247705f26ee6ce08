"""Keeps compiled knowledge between runs.

The key is the strictness, and name, size and times of every file of the content and of the code that compiles:
whatever changes, a new file is made. It begins with a checksum, so that a damaged one is not believed. Values and
numbers only, nothing that runs; the arrays lie behind the rest, each where a processor likes it, and are used where
they lie. A folder that cannot be written or a file that cannot be read costs time, never an answer.
"""

from __future__ import annotations

import contextlib
import functools
import gc
import hashlib
import mmap
import os
import zlib
from collections.abc import Iterator
from math import prod
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import numpy.typing as npt
from msgspec import Struct

from bot.core.files import write_whole
from bot.core.knowledge.model import Library
from bot.core.matching.decide import Calibration, Matcher
from bot.core.matching.features import BUCKETS
from bot.core.matching.index import Index
from bot.core.matching.knowledge_base import Knowledge
from bot.core.matching.listed import Listed
from bot.core.matching.meaning import Meaning
from bot.core.matching.recognise import Recogniser
from bot.core.matching.slang import Glossary
from bot.core.matching.spelling import Speller
from bot.core.matching.weights import Common, Weights

Array = npt.NDArray[Any]

_CODE = Path(__file__).parent.parent
_CHECKSUM = 4
"""Bytes at the beginning of a file: the CRC-32 of the rest. It is there for worn discs, not for enemies."""

_HEAD, _ALIGNED = 16, 16
"""Bytes of checksum and length; and of what the place of each array is a multiple."""

_SUFFIX = ".knowledge"
_KEPT = 3
"""Compiled files that are kept: today's, and a few of other folders or settings."""


class _Packed(Struct, frozen=True):
    """An array: what numpy calls its type, its shape, and where among all arrays it begins."""

    kind: str
    shape: tuple[int, ...]
    start: int


class _PackedMatcher(Struct, frozen=True):
    """A matcher. Of the features only those are kept that some text has; all others share one idf and weigh nothing."""

    names: tuple[str, ...]
    answering: int
    window: int
    words: dict[str, int]
    known: int
    lacking: float
    calibration: Calibration
    unknown_idf: float
    used: _Packed
    counts: _Packed
    idf: _Packed
    entry: _Packed
    weight: _Packed
    above: int
    common: _Packed
    keys: _Packed
    places: _Packed
    numbers: _Packed
    listed: _Packed
    prototypes: _Packed | None
    meaning: _Packed | None


class _PackedKnowledge(Struct, frozen=True):
    """All that is known."""

    library: Library
    topics: _PackedMatcher
    phrases: _PackedMatcher
    forms: dict[str, tuple[str, ...]]
    sounds: dict[str, tuple[tuple[str, str], ...]]


def knowledge_of(content: Path, cache: Path | None, strictness: float) -> Knowledge:
    """The knowledge of a content folder, from the cache if it is there, else compiled and kept.

    Raises:
        ProblemsFound: with every error of the content.
    """
    if cache is None:
        return _compiled(content, strictness)
    path = cache / f"{_key(content, strictness)}{_SUFFIX}"
    with contextlib.suppress(OSError, ValueError):
        return unpack(_mapped(path))
    knowledge = _compiled(content, strictness)
    with contextlib.suppress(OSError):
        _write(path, pack(knowledge))
    return knowledge


def _mapped(path: Path) -> mmap.mmap:
    """The file without a copy of it; what maps it may go on when the name belongs to another file."""
    with path.open("rb") as file:
        return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)


def _compiled(content: Path, strictness: float) -> Knowledge:
    from bot.core.matching.compiling import compile_folder  # noqa: PLC0415 - who finds it compiled needs none of it

    return compile_folder(content, strictness)


def pack(knowledge: Knowledge) -> bytes:
    """Compiled knowledge as bytes."""
    arrays = bytearray()
    packed = _PackedKnowledge(
        library=knowledge.library,
        topics=_pack_matcher(knowledge.topics, arrays),
        phrases=_pack_matcher(knowledge.phrases, arrays),
        forms=dict(knowledge.glossary.forms),
        sounds=dict(knowledge.glossary.sounds),
    )
    values = msgspec.msgpack.encode(packed)
    data = len(values).to_bytes(_HEAD - _CHECKSUM, "big") + values + bytes(-len(values) % _ALIGNED) + arrays
    return _checksum(data) + data


def unpack(data: bytes | mmap.mmap) -> Knowledge:
    """The knowledge that was packed.

    Raises:
        ValueError: if the bytes are not as they were packed.
    """
    checksum, rest = data[:_CHECKSUM], memoryview(data)[_CHECKSUM:]
    if checksum != _checksum(rest):
        raise ValueError("the compiled knowledge is damaged")
    end = _HEAD + int.from_bytes(data[_CHECKSUM:_HEAD], "big")
    arrays = memoryview(data)[end + -end % _ALIGNED :]
    with _all_of_it_stays():
        packed = msgspec.msgpack.decode(memoryview(data)[_HEAD:end], type=_PackedKnowledge)
    return Knowledge(
        packed.library,
        _unpack_matcher(packed.topics, arrays),
        functools.cache(lambda: _unpack_matcher(packed.phrases, arrays)),
        Glossary.from_forms(packed.forms, packed.sounds),
        Recogniser(packed.library.terms.values()),
    )


@contextlib.contextmanager
def _all_of_it_stays() -> Iterator[None]:
    """Inside, nothing looks for garbage: among a hundred thousand new values there is none, and looking is slow."""
    looking = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if looking:
            gc.enable()


def _pack_matcher(matcher: Matcher, arrays: bytearray) -> _PackedMatcher:
    stored = functools.partial(_pack, arrays)
    index, weights = matcher.index, matcher.index.weights
    counts = np.diff(weights.start)
    used = np.flatnonzero(counts)
    meaning = index.meaning
    return _PackedMatcher(
        names=index.names,
        answering=index.answering,
        window=index.window,
        words=index.speller.ordered(),
        known=len(index.speller.known),
        lacking=index.lacking,
        calibration=matcher.calibration,
        unknown_idf=float(weights.idf.max()),
        used=stored(used.astype(np.int32)),
        counts=stored(counts[used].astype(np.min_scalar_type(counts.max(initial=0)))),
        idf=stored(weights.idf[used]),
        entry=stored(weights.entry.astype(np.min_scalar_type(len(index.names)))),
        weight=stored(weights.weight),
        above=index.common.above,
        common=stored(index.common.rows),
        keys=stored(index.speller.keys),
        places=stored(index.speller.places),
        numbers=stored(index.listed.numbers),
        listed=stored(index.listed.entries),
        prototypes=stored(meaning.prototypes) if meaning else None,
        meaning=stored(meaning.weights) if meaning else None,
    )


def _unpack_matcher(packed: _PackedMatcher, arrays: memoryview) -> Matcher:
    found = functools.partial(_array, arrays)
    used = found(packed.used)
    idf = np.full(BUCKETS, packed.unknown_idf, np.float32)
    idf[used] = found(packed.idf)
    start = np.zeros(BUCKETS + 1, np.int32)
    start[used + 1] = found(packed.counts)
    np.cumsum(start, out=start)
    no_mass = np.zeros(0, np.float32)  # only probes need it
    weights = Weights(idf, start, found(packed.entry), found(packed.weight), no_mass)
    speller = Speller.packed(packed.words, packed.known, found(packed.keys), found(packed.places))
    meaning = None
    if packed.prototypes and packed.meaning:
        meaning = Meaning(found(packed.prototypes), found(packed.meaning))
    listed = Listed(found(packed.numbers), found(packed.listed))
    many = used[found(packed.counts) > packed.above].astype(np.int64)
    common = Common(packed.above, many, found(packed.common))
    index = Index(
        packed.names, packed.answering, packed.window, weights, common, speller, listed, meaning, packed.lacking
    )
    return Matcher(index, packed.calibration)


def _pack(arrays: bytearray, array: Array) -> _Packed:
    arrays += bytes(-len(arrays) % _ALIGNED)
    start = len(arrays)
    arrays += np.ascontiguousarray(array).tobytes()
    return _Packed(array.dtype.str, array.shape, start)


def _array(arrays: memoryview, packed: _Packed) -> Array:
    return np.frombuffer(arrays, packed.kind, prod(packed.shape), packed.start).reshape(packed.shape)


def _checksum(data: bytes | memoryview) -> bytes:
    return zlib.crc32(data).to_bytes(_CHECKSUM, "big")


def _key(content: Path, strictness: float) -> str:
    digest = hashlib.sha256(f"{strictness} {np.__version__}".encode())
    for path in (*_files(_CODE, ".py", ".npy", ".txt"), *_files(content, ".yaml")):
        digest.update(os.fsencode(path))
        with contextlib.suppress(OSError):
            found = path.stat()
            digest.update(f"{found.st_size} {found.st_mtime_ns} {found.st_ctime_ns}".encode())
    return digest.hexdigest()[:32]


def _files(folder: Path, *suffixes: str) -> Iterator[Path]:
    for root, folders, names in os.walk(folder):
        folders.sort()
        yield from (Path(root, name) for name in sorted(names) if name.endswith(suffixes))


def _write(path: Path, data: bytes) -> None:
    write_whole(path, data)
    newest = sorted(path.parent.glob(f"*{_SUFFIX}"), key=lambda file: file.stat().st_mtime, reverse=True)
    for old in newest[_KEPT:]:
        old.unlink(missing_ok=True)
