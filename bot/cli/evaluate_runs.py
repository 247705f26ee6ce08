"""The figures of the last `eval`, kept in the folder for caches until the next one."""

from __future__ import annotations

import contextlib
import hashlib
from pathlib import Path

from bot.app import cache_folder
from bot.config import Config
from bot.core.files import write_whole
from bot.core.report import Report, read_json, to_json


def last_run(config: Config, questions: Path) -> Report | None:
    """The figures of the last run on a folder of questions; a file that cannot be read is as good as none."""
    path = _path(config, questions)
    with contextlib.suppress(OSError, ValueError):
        return read_json(path.read_bytes()) if path else None
    return None


def keep(config: Config, questions: Path, report: Report) -> None:
    """Keeps the figures for the next run, if they can be written."""
    if path := _path(config, questions):
        with contextlib.suppress(OSError):
            write_whole(path, to_json(report))


def _path(config: Config, questions: Path) -> Path | None:
    cache = cache_folder(config)
    folder = hashlib.sha256(bytes(questions.resolve())).hexdigest()[:12]
    return cache / f"eval-{folder}.json" if cache else None
