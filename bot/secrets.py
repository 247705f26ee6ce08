"""Tokens and keys: from the environment, or from a file of their own. They are never shown, nor logged."""

from __future__ import annotations

import os
from pathlib import Path

from bot.config import ConfigurationError
from bot.core.knowledge.problems import Problem


def secret(name: str, file: str | None) -> str:
    """The secret in the environment under `name`, else in `file`; nothing if there is none.

    Raises:
        ConfigurationError: if the file cannot be read, or holds nothing, or if the secret is more than one word.
    """
    if value := os.environ.get(name, "").strip():
        return _one_word(value, name)
    if file is None:
        return ""
    try:
        value = Path(file).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError):
        unreadable = f"the secret cannot be read; mend the file, or set {name}"
        raise ConfigurationError([Problem(file, 0, unreadable)]) from None
    if not value:
        raise ConfigurationError([Problem(file, 0, f"the file holds no secret; write it there, or set {name}")])
    return _one_word(value, file)


def _one_word(value: str, where: str) -> str:
    """The secret itself; with a space or a second line in it, a library would choke on it, and might show it."""
    if len(value.split()) > 1:
        raise ConfigurationError([Problem(where, 0, "the secret must be one word; take out spaces and other lines")])
    return value
