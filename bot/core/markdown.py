"""Writing Markdown: what is put into a body must not become markup there."""

from __future__ import annotations

import re

_SPECIAL = re.compile(r"[\\`*_\[\]<>#|~&]|^[ \t]*[-+=]|^[ \t]*[0-9]{1,9}[.)]", re.MULTILINE)
"""Ends in the sign that would be markup: anywhere, or where a line begins."""


def escaped(text: str) -> str:
    """The text, so that every reader of Markdown shows it as it is."""
    return _SPECIAL.sub(lambda found: f"{found[0][:-1]}\\{found[0][-1]}", text)
