"""Files that are there whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path


def write_whole(path: Path, data: bytes) -> None:
    """Writes beside and renames, so that no reader ever sees half a file; makes the folder if it is missing.

    Raises:
        OSError: if it cannot be written; what stood there before still does.
    """
    import tempfile  # noqa: PLC0415 - it is slow to load, and most runs write nothing

    path.parent.mkdir(parents=True, exist_ok=True)
    handle, beside = tempfile.mkstemp(dir=path.parent, suffix=".part")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        Path(beside).replace(path)
    except OSError:
        Path(beside).unlink(missing_ok=True)
        raise
