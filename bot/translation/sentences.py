"""Cuts a text that is too long for an engine, and puts the translations together again."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

_SENTENCE = re.compile(r"(?s).+?(?:[.!?…][\"')\]”’]{0,3}(?=\s)\s*|[。！？]+[”’」』）]*\s*|\n+|\Z)")
_CLAUSE = re.compile(r"(?s).+?(?:[，；、,;]\s*|\s+|\Z)")
_CHARACTER = re.compile(r"(?s).")


def split(text: str, fits: Callable[[str], bool], cuts: Sequence[re.Pattern[str]] = ()) -> list[str]:
    """Few pieces that fit: whole sentences, else clauses, else characters. Together they are the text."""
    if fits(text):
        return [text]
    cut, *finer = cuts or (_SENTENCE, _CLAUSE, _CHARACTER)
    pieces: list[str] = []
    for part in cut.findall(text):
        if pieces and fits(pieces[-1] + part):
            pieces[-1] += part
        elif fits(part) or not finer:
            pieces.append(part)
        else:
            pieces.extend(split(part, fits, finer))
    return pieces


def join(pieces: Sequence[str], translations: Sequence[str], *, spaces: bool) -> str:
    """The translations of pieces with the white space that stood between these, or with a space where none did."""
    joined = ""
    for piece, translation in zip(pieces, translations, strict=True):
        gap = piece[len(piece.rstrip()) :] or (" " if spaces else "")
        joined += translation.strip() + gap
    return joined.strip()
