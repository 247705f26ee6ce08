"""What buttons and deep links carry: the token of the next message, in the few characters that Telegram leaves.

A button carries a letter for the language of the reply it stands under, and the token. A deep link carries a token in
the alphabet of `?start=`: `t_<topic>`, `tour_<card>`, `p_<phrase>`, `s_<base64url of the term>`.
"""

from __future__ import annotations

import base64
import binascii
import re

MAX_DATA = 64
"""Bytes of a button's data, and characters of a deep link's."""

_LETTERS = {"en": "e", "zh-Hans": "s", "zh-Hant": "t"}
_LANGUAGES = {letter: language for language, letter in _LETTERS.items()}
_COMMANDS = {"t": "/topic", "p": "/phrase"}
_LINKABLE = re.compile(r"[A-Za-z0-9_-]+")


def to_data(token: str, language: str) -> str:
    """What a button carries; the token alone where the letter does not fit any more."""
    data = _LETTERS.get(language, "") + token
    return data if len(data.encode()) <= MAX_DATA else token


def of_data(data: str) -> tuple[str, str]:
    """The token and the language, or no language, that a button carried."""
    language = _LANGUAGES.get(data[:1], "")
    return (data[1:], language) if language else (data, "")


def to_start(token: str) -> str:
    """What a deep link to a message carries, or nothing if there is no such link."""
    command, _, argument = token.partition(" ")
    if command == "/tour":
        start = f"tour_{argument or 1}"
    elif command == "/term":
        start = "s_" + base64.urlsafe_b64encode(argument.encode()).decode().rstrip("=")
    else:
        start = {"/topic": "t_", "/phrase": "p_"}.get(command, " ") + argument
    return start if len(start) <= MAX_DATA and _LINKABLE.fullmatch(start) else ""


def of_start(start: str) -> str:
    """The message that a deep link stands for; one that we did not make is a plain `/start`."""
    kind, _, argument = start.partition("_")
    if kind == "tour":
        return f"/tour {argument}"
    if kind == "s" and (term := _decoded(argument)):
        return f"/term {term}"
    return f"{_COMMANDS[kind]} {argument}" if kind in _COMMANDS else "/start"


def _decoded(argument: str) -> str:
    try:
        return base64.urlsafe_b64decode(argument + "=" * (-len(argument) % 4)).decode()
    except (binascii.Error, ValueError):
        return ""
