"""Copies an SQLite database while it is in use, and puts a copy back."""

from __future__ import annotations

import contextlib
import os
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from bot.core.ports import StoreError
from bot.storage.engine import sqlite_file
from bot.storage.revisions import require_known

TRIES = 20
"""How often a copy is tried while another program holds the database; SQLite waits a quarter of a second each time."""


def backup(url: str, target: Path) -> None:
    """Copies the database at `url` into a new file, as it is at this moment; the bot may go on running.

    Raises:
        StoreError: if it cannot be copied, or there is such a file already.
    """
    file = _file_of(url)
    if target.exists():
        raise StoreError(f"{target} exists already; name a new file")
    copy(file, target)


def restore(url: str, source: Path) -> None:
    """Puts a copy back in place of everything that the database at `url` holds.

    Raises:
        StoreError: if `source` is not a whole copy of a database that this program knows, or it cannot be put back.
    """
    file = _file_of(url)
    _require_whole(source)
    with _saying(f"{source} cannot be put back into {file}"):
        make_place(file)
        _pour(source, file)


def copy(file: Path, target: Path) -> None:
    """Copies an SQLite file, replacing `target`, which is never seen half-written.

    Raises:
        StoreError: if it cannot be copied.
    """
    with _saying(f"{file} cannot be copied to {target}"):
        handle, name = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
        os.close(handle)
        try:
            _pour(file, Path(name))
            Path(name).replace(target)
        finally:
            Path(name).unlink(missing_ok=True)


def make_place(file: Path) -> None:
    """Makes a file that nobody else can read, with the folders around it, where there is none; proves it writable."""
    file.parent.mkdir(parents=True, exist_ok=True)
    os.close(os.open(file, os.O_RDWR | os.O_CREAT, 0o600))


def _file_of(url: str) -> Path:
    file = sqlite_file(url)
    if file is None:
        raise StoreError("only an SQLite file is copied here; use the tools of your database, such as pg_dump")
    return file


def _require_whole(source: Path) -> None:
    """Proves that a file is an undamaged database of this program, made by this version or an older one."""
    with _saying(f"{source} cannot be read"), contextlib.closing(_connect(source)) as connection:
        damaged = connection.execute("PRAGMA quick_check").fetchone() != ("ok",)
        tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        revisions = connection.execute("SELECT version_num FROM alembic_version") if "alembic_version" in tables else ()
        revision = next((str(revision) for (revision,) in revisions), "")
    if damaged or not revision:
        raise StoreError(f"{source} is not a whole copy of this program's database")
    require_known(revision)


def _pour(source: Path, target: Path) -> None:
    with contextlib.closing(_connect(source)) as origin, contextlib.closing(_connect(target)) as copied:
        origin.backup(copied, progress=_patience())


def _connect(file: Path) -> sqlite3.Connection:
    """Opens a file that exists; SQLite by itself would make one."""
    return sqlite3.connect(f"{file.absolute().as_uri()}?mode=rw", timeout=1, uri=True)


def _patience() -> Callable[[int, int, int], None]:
    """Python's copying waits for ever while another program holds the database; this one gives up."""
    tries = 0

    def count(status: int, _remaining: int, _total: int) -> None:
        nonlocal tries
        tries += 1
        if status != sqlite3.SQLITE_DONE and tries >= TRIES:
            raise sqlite3.OperationalError("another program is using the database")

    return count


@contextlib.contextmanager
def _saying(trouble: str) -> Iterator[None]:
    """Turns what may go wrong with a file into one line."""
    try:
        yield
    except OSError as error:
        raise StoreError(f"{trouble}: {error.strerror}") from None
    except sqlite3.Error as error:
        raise StoreError(f"{trouble}: {error}") from None
