"""What in a line is not language: mentions, links, hashtags, custom emoji, sticker codes. They stay as they are."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass

_LINK = r"https?://[^\s<>，。！？、；：）】」』]+"
_KINDS = (
    r"<(?:@[!&]?|#|a?:\w{1,32}:|/[\w -]{1,32}:|t:)[\w:]+>",  # Discord: mentions, channels, emoji, times
    _LINK,
    r"[\w.+-]+@[\w-]+\.[\w.-]+\w",  # e-mail
    r"(?<![\w@])@[\w\u3400-\u9fff][\w\u3400-\u9fff.-]*",  # mentions as they are typed
    r"#[^\s#\[\]]{1,40}\[话题\]#",  # hashtags as the app copies them
    r"#[^\s#，。！？]{1,40}#?",
    r"\[[^\s\[\]]{1,12}[RH]?\]",  # sticker codes such as [笑哭R]
    r":\w{2,32}:",
)


@dataclass(frozen=True, slots=True)
class Masked:
    """A text whose protected parts were replaced by marks that no engine translates, and those parts in their order."""

    text: str
    parts: tuple[str, ...]

    def restored(self, text: str) -> str | None:
        """The text with the parts back in their places; nothing if an engine lost or doubled a mark."""
        for number, part in enumerate(self.parts):
            found = _mark_pattern(number).findall(text)
            if len(found) != 1:
                return None
            text = text.replace(found[0], part)
        return text


def protected(text: str) -> list[tuple[int, int]]:
    """Where protected parts begin and end."""
    return [found.span() for found in _protected().finditer(text)]


def masked(text: str) -> Masked:
    """Replaces the protected parts by marks."""
    parts = [text[start:end] for start, end in protected(text)]
    numbers = iter(range(len(parts)))
    return Masked(_protected().sub(lambda _: f"[[{next(numbers)}]]", text), tuple(parts))


def only_protected(text: str) -> bool:
    """Whether nothing but protected parts and signs is in a text: there is nothing to translate."""
    return not any(character.isalpha() for character in _protected().sub("", text))


def without_protected(text: str) -> str:
    """The text without the protected parts."""
    return " ".join(piece for piece, is_protected in pieces(text) if not is_protected)


def pieces(text: str) -> list[tuple[str, bool]]:
    """The text cut at its protected parts: (piece, whether it is protected)."""
    cut: list[tuple[str, bool]] = []
    place = 0
    for start, end in protected(text):
        cut += [(text[place:start], False), (text[start:end], True)]
        place = end
    cut.append((text[place:], False))
    return [each for each in cut if each[0]]


def _mark_pattern(number: int) -> re.Pattern[str]:
    """A mark as engines give it back: with spaces, or full-width brackets."""
    return re.compile(rf"[\[【［]\s*[\[【［]\s*{number}\s*[\]】］]\s*[\]】］]")


@functools.cache
def _protected() -> re.Pattern[str]:
    return re.compile("|".join(_KINDS))
