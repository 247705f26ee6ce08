"""The revisions of the database that this program knows."""

from __future__ import annotations

from pathlib import Path

from alembic.script import ScriptDirectory

from bot.core.ports import StoreError

SCRIPTS = Path(__file__).parent / "migrations"


def newest() -> str:
    """The revision that this program works with."""
    return ScriptDirectory(str(SCRIPTS)).get_current_head() or ""


def require_known(revision: str) -> None:
    """Refuses a database that a newer program made; an empty revision is a database without any table of ours.

    Raises:
        StoreError: if the revision is not among ours.
    """
    known = {script.revision for script in ScriptDirectory(str(SCRIPTS)).walk_revisions()}
    if revision and revision not in known:
        message = f"the database was made by a newer version of this program (revision {revision!r}; this version knows"
        raise StoreError(f"{message} {max(known)!r} at most): update the program")
