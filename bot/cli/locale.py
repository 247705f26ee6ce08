"""The language of the terminal, as its environment says."""

from __future__ import annotations

import os


def client_language() -> str:
    """A tag such as `zh-TW`, or nothing: `C.UTF-8` is no language."""
    named = next((os.environ[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if os.environ.get(name)), "")
    tag = named.partition(".")[0].replace("_", "-")
    return "" if tag in {"C", "POSIX"} else tag
