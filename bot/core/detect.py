"""Which language a line is in: by its script, then, for Latin letters, by a small library. It may not be known."""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING

from bot.core.matching.protect import pieces
from bot.core.matching.text import fold, has_han

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

_SCRIPTS = (
    ("ja", re.compile("[\u3040-\u30ff]")),
    ("ko", re.compile("[\uac00-\ud7af]")),
    ("ru", re.compile("[\u0400-\u04ff]")),
    ("ar", re.compile("[\u0600-\u06ff]")),
    ("th", re.compile("[\u0e00-\u0e7f]")),
    ("hi", re.compile("[\u0900-\u097f]")),
    ("el", re.compile("[\u0370-\u03ff]")),
    ("he", re.compile("[\u0590-\u05ff]")),
)
_LATIN = ["en", "es", "fr", "de", "pt", "it", "id", "vi", "nl", "pl", "tr"]

SURE = 0.6
"""How sure the library has to be; a short line is often nothing for certain."""


def detected(text: str) -> str:
    """The language of a line as a tag (`zh-Hans`, `zh-Hant`, `en`, `ja` …), or nothing."""
    language = " ".join(piece for piece, is_protected in pieces(text) if not is_protected)
    for tag, script in _SCRIPTS:
        if script.search(language):
            return tag
    letters = sum(character.isalpha() for character in language)
    han = sum(has_han(character) for character in language)
    if han and han * 4 >= letters:
        return "zh-Hans" if fold(language) == _plain(language) else "zh-Hant"
    return _latin(language) if letters else ""


def _plain(text: str) -> str:
    """The text folded in all but its script: what differs from the folded one is Traditional."""
    return "".join(character if has_han(character) else fold(character) for character in text)


def _latin(text: str) -> str:
    language, sureness = _identifier().classify(text)
    return str(language) if sureness >= SURE else ""


@functools.cache
def _identifier() -> LanguageIdentifier:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # noqa: PLC0415 - its model takes a second to read

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages(_LATIN)
    return identifier
