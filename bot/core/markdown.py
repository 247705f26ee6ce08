"""Writing Markdown: what is put into a body must not become markup there."""

from __future__ import annotations

import re

_SPECIAL = re.compile(r"([\\`*_\[\]<>#|~])")


def escaped(text: str) -> str:
    """The text, so that every reader of Markdown shows it as it is."""
    return _SPECIAL.sub(r"\\\1", text)
