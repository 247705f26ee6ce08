"""Keeps compiled knowledge between runs.

The key is the content, the strictness and the code that compiles: whatever changes, a new file is made. It is
written beside and renamed, so that no reader ever sees half a file, and begins with a digest, so that a damaged one
is not believed. Numbers and JSON only, nothing that runs. A folder that cannot be written or a file that cannot be
read costs time, never an answer.
"""

from __future__ import annotations

import contextlib
import hashlib
import io
import json
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import numpy.typing as npt

from bot.core.knowledge.content import load
from bot.core.knowledge.model import Library
from bot.core.matching.decide import Calibration, Matcher
from bot.core.matching.features import BUCKETS
from bot.core.matching.index import Index
from bot.core.matching.knowledge_base import Knowledge, compile_knowledge
from bot.core.matching.meaning import Meaning
from bot.core.matching.recognise import Recogniser
from bot.core.matching.slang import Glossary
from bot.core.matching.spelling import Speller
from bot.core.matching.weights import Weights

Arrays = dict[str, npt.NDArray[Any]]

_CODE = Path(__file__).parent.parent
_DIGEST = hashlib.sha256().digest_size
_KEPT = 3
"""Compiled files that are kept: today's, and a few of other folders or settings."""


def knowledge_of(content: Path, cache: Path | None, strictness: float) -> Knowledge:
    """The knowledge of a content folder, from the cache if it is there, else compiled and kept.

    Raises:
        ProblemsFound: with every error of the content.
    """
    if cache is None:
        return compile_knowledge(load(content), strictness)
    path = cache / f"{_key(content, strictness)}.npz"
    with contextlib.suppress(OSError, ValueError):
        return unpack(path.read_bytes())
    knowledge = compile_knowledge(load(content), strictness)
    with contextlib.suppress(OSError):
        _write(path, pack(knowledge))
    return knowledge


def pack(knowledge: Knowledge) -> bytes:
    """Compiled knowledge as bytes."""
    arrays: Arrays = {}
    facts = {
        "topics": _pack_matcher(knowledge.topics, "topics", arrays),
        "phrases": _pack_matcher(knowledge.phrases, "phrases", arrays),
        "forms": dict(knowledge.glossary.forms),
        "sounds": dict(knowledge.glossary.sounds),
    }
    arrays["facts"] = np.frombuffer(json.dumps(facts, ensure_ascii=False).encode(), np.uint8)
    arrays["library"] = np.frombuffer(msgspec.json.encode(knowledge.library), np.uint8)
    stream = io.BytesIO()
    np.savez(stream, **arrays)  # type: ignore[arg-type]  # its stub takes the names for its own options
    return _digest(stream.getvalue()) + stream.getvalue()


def unpack(data: bytes) -> Knowledge:
    """The knowledge that was packed.

    Raises:
        ValueError: if the bytes are not as they were packed.
    """
    digest, packed = data[:_DIGEST], data[_DIGEST:]
    if digest != _digest(packed):
        raise ValueError("the compiled knowledge is damaged")
    with np.load(io.BytesIO(packed), allow_pickle=False) as arrays:
        facts = json.loads(arrays["facts"].tobytes())
        library = msgspec.json.decode(arrays["library"].tobytes(), type=Library)
        return Knowledge(
            library,
            _unpack_matcher(facts["topics"], "topics", arrays),
            _unpack_matcher(facts["phrases"], "phrases", arrays),
            Glossary.from_forms(
                {form: tuple(heads) for form, heads in facts["forms"].items()},
                {sound: tuple((head, tones) for head, tones in heads) for sound, heads in facts["sounds"].items()},
            ),
            Recogniser(library.terms.values()),
        )


def _pack_matcher(matcher: Matcher, name: str, arrays: Arrays) -> dict[str, object]:
    """Only features that some text has are kept; all others have the same idf and no weight."""
    index, weights = matcher.index, matcher.index.weights
    counts = np.diff(weights.start)
    used = np.flatnonzero(counts)
    if index.meaning:
        arrays |= {f"{name}.prototypes": index.meaning.prototypes, f"{name}.meaning": index.meaning.weights}
    arrays |= {
        f"{name}.used": used.astype(np.int32),
        f"{name}.counts": counts[used],
        f"{name}.idf": weights.idf[used],
        f"{name}.entry": weights.entry.astype(np.int16 if len(index.names) < 2**15 else np.int32),
        f"{name}.weight": weights.weight,
        f"{name}.keys": index.speller.keys,
        f"{name}.places": index.speller.places,
    }
    calibration = matcher.calibration
    return {
        "names": index.names,
        "answering": index.answering,
        "window": index.window,
        "exact": dict(index.exact),
        "words": dict(index.speller.counts),
        "unknown_idf": float(weights.idf.max()),
        "calibration": [calibration.slope, calibration.offset, calibration.answer, calibration.choices],
    }


def _unpack_matcher(facts: dict[str, Any], name: str, arrays: Any) -> Matcher:
    used = arrays[f"{name}.used"]
    idf = np.full(BUCKETS, facts["unknown_idf"], np.float32)
    idf[used] = arrays[f"{name}.idf"]
    start = np.zeros(BUCKETS + 1, np.int32)
    start[used + 1] = arrays[f"{name}.counts"]
    np.cumsum(start, out=start)
    no_mass = np.zeros(0, np.float32)  # only probes need it
    weights = Weights(idf, start, arrays[f"{name}.entry"], arrays[f"{name}.weight"], no_mass)
    speller = Speller.packed(facts["words"], arrays[f"{name}.keys"], arrays[f"{name}.places"])
    meaning = Meaning(arrays[f"{name}.prototypes"], arrays[f"{name}.meaning"]) if f"{name}.meaning" in arrays else None
    names = tuple(facts["names"])
    index = Index(names, facts["answering"], facts["window"], weights, speller, facts["exact"], meaning)
    return Matcher(index, Calibration(*facts["calibration"]))


def _digest(data: bytes) -> bytes:
    return hashlib.sha256(data).digest()


def _key(content: Path, strictness: float) -> str:
    digest = hashlib.sha256(f"{strictness} {np.__version__}".encode())
    for path in (*_files(_CODE, ".py"), *_files(_CODE, ".npz"), *_files(content, ".yaml")):
        digest.update(os.fsencode(path))
        with contextlib.suppress(OSError):
            digest.update(path.read_bytes())
    return digest.hexdigest()[:32]


def _files(folder: Path, suffix: str) -> Iterator[Path]:
    for root, folders, names in os.walk(folder):
        folders.sort()
        yield from (Path(root, name) for name in sorted(names) if name.endswith(suffix))


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, beside = tempfile.mkstemp(dir=path.parent, suffix=".part")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        Path(beside).replace(path)
    except OSError:
        Path(beside).unlink(missing_ok=True)
        raise
    newest = sorted(path.parent.glob("*.npz"), key=lambda file: file.stat().st_mtime, reverse=True)
    for old in newest[_KEPT:]:
        old.unlink(missing_ok=True)
