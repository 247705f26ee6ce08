"""What tests of several rooms need."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import settings

from tests.core.small_content import SmallContent

settings.register_profile("the same every time", deadline=None, derandomize=True)
settings.load_profile("the same every time")


@pytest.fixture
def content(tmp_path: Path) -> SmallContent:
    """A content folder of this test's own, small and sound."""
    return SmallContent.sound(tmp_path / "content")
