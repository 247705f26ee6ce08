"""Files that are there whole or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.core.files import write_whole


def test_a_file_is_written_with_its_folder(tmp_path: Path) -> None:
    write_whole(tmp_path / "folder" / "file", b"new")
    assert (tmp_path / "folder" / "file").read_bytes() == b"new"


def test_a_file_is_replaced(tmp_path: Path) -> None:
    for data in (b"old and long", b"new"):
        write_whole(tmp_path / "file", data)
    assert (tmp_path / "file").read_bytes() == b"new"


def test_what_cannot_be_written_leaves_nothing_behind(tmp_path: Path) -> None:
    (tmp_path / "taken" / "by").mkdir(parents=True)
    with pytest.raises(OSError):  # noqa: PT011 - which one depends on the system
        write_whole(tmp_path / "taken", b"new")
    assert [path.name for path in tmp_path.iterdir()] == ["taken"]
