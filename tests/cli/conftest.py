"""The program with the real content, with a small one that a test may break, and with nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.core.matching.knowledge_base import Knowledge
from tests.cli.program import Here, Program, write_config
from tests.core.small_content import SmallContent
from tests.real_content import CONTENT


@pytest.fixture(scope="session")
def real_config(tmp_path_factory: pytest.TempPathFactory, compiled: Path, real: Knowledge) -> Path:
    """A configuration with the real content, which is compiled already."""
    path = tmp_path_factory.mktemp("program") / "real.yaml"
    return write_config(path, content=str(CONTENT), cache=str(compiled))


@pytest.fixture
def small_config(tmp_path: Path, content: SmallContent) -> Path:
    """A configuration with a content folder of this test's own."""
    return write_config(tmp_path / "small.yaml", content=str(content.folder), cache=str(tmp_path / "cache"))


@pytest.fixture(scope="session")
def program(real_config: Path) -> Program:
    return Program(real_config.parent, real_config)


@pytest.fixture
def small_program(small_config: Path) -> Program:
    return Program(small_config.parent, small_config)


@pytest.fixture
def bare_program(tmp_path: Path) -> Program:
    return Program(tmp_path)


@pytest.fixture
def here(real_config: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Here:
    return Here(real_config.parent, capsys, monkeypatch, real_config)


@pytest.fixture
def small(small_config: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Here:
    return Here(small_config.parent, capsys, monkeypatch, small_config)


@pytest.fixture
def bare(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Here:
    return Here(tmp_path, capsys, monkeypatch)
