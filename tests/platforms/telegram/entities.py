"""Telegram's HTML, as its server reads it: only its own tags, properly nested, else a refusal."""

from __future__ import annotations

import re

TAGS = {
    "b", "strong", "i", "em", "u", "ins", "s", "strike", "del", "span", "tg-spoiler", "tg-emoji", "a", "code", "pre",
    "blockquote",
}  # fmt: skip

_TOKEN = re.compile(r"<(?P<close>/?)(?P<name>[a-zA-Z0-9-]*)(?P<rest>[^>]*)>|<|&(?P<entity>#?\w+);|&")
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
_ATTRIBUTES = {
    "a": re.compile(r' href="[^"<>]+"'),
    "blockquote": re.compile(r"( expandable)?"),
    "span": re.compile(r' class="tg-spoiler"'),
    "code": re.compile(r'( class="language-\w+")?'),
    "tg-emoji": re.compile(r' emoji-id="\d+"'),
}


class CannotParseError(Exception):
    """What the server says about a text that it cannot read."""


def visible(html: str) -> str:
    """The text that people see.

    Raises:
        CannotParseError: if the server would refuse the text.
    """
    open_tags: list[str] = []

    def read(token: re.Match[str]) -> str:
        if token["name"] is not None:
            _tag(token, open_tags)
            return ""
        entity = token["entity"]
        if entity and entity.startswith("#"):
            return chr(int(entity[1:]))
        return _NAMED.get(entity or "", token[0]) if token[0] != "<" else _refuse("unexpected '<'")

    text = _TOKEN.sub(read, html)
    if open_tags:
        _refuse(f"can't find end tag corresponding to start tag {open_tags[-1]}")
    return text


def _tag(token: re.Match[str], open_tags: list[str]) -> None:
    name = token["name"].lower()
    if name not in TAGS:
        _refuse(f'unsupported start tag "{name}"')
    if token["close"]:
        if not open_tags or open_tags.pop() != name:
            _refuse(f'unexpected end tag "{name}"')
        return
    if not _ATTRIBUTES.get(name, re.compile("")).fullmatch(token["rest"]):
        _refuse(f'bad attributes of "{name}"')
    if name == "blockquote" and name in open_tags:
        _refuse("blockquotes can't be nested")
    open_tags.append(name)


def _refuse(reason: str) -> str:
    raise CannotParseError(f"Bad Request: can't parse entities: {reason}")
