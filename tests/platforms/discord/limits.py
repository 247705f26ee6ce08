"""What Discord refuses: the limits of messages, components and commands, as its documentation states them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from tests.platforms.discord.calls import FORM, MESSAGE, SUGGESTIONS, UPDATE

BUTTON = 2
SELECT = 3
TEXT, ROLES, CHANNELS, LABEL = 4, 6, 8, 18
NO_MENTIONS: list[str] = []

_NAME = re.compile(r"^[-_\w]{1,32}$")


def faults_of_message(message: dict[str, Any], *, edit: bool = False) -> Iterator[str]:
    """Why a message is refused."""
    content, embeds = message.get("content") or "", message.get("embeds") or []
    if not edit and not content and not embeds:
        yield "an empty message"
    if len(content) > 2_000:
        yield "content"
    if len(embeds) > 10:
        yield "embeds"
    for embed in embeds:
        yield from _faults_of_embed(embed)
    if sum(_length(embed) for embed in embeds) > 6_000:
        yield "embeds together"
    yield from _faults_of_components(message.get("components") or [])
    if not edit or content:
        yield from _faults_of_mentions(message)
    for file in message.get("attachments") or []:
        if len(file.get("description") or "") > 1_024:
            yield "the description of a file"


def _faults_of_components(rows: list[dict[str, Any]]) -> Iterator[str]:
    """Why buttons and selects are refused."""
    if len(rows) > 5:
        yield "rows"
    ids = [part["custom_id"] for row in rows for part in row["components"]]
    if len(set(ids)) != len(ids):
        yield "an id twice"
    for row in rows:
        parts = row["components"]
        kinds = [part["type"] for part in parts]
        if not (kinds == [SELECT] or (set(kinds) == {BUTTON} and len(kinds) <= 5)):
            yield f"a row of {kinds}"
        for part in parts:
            if not 1 <= len(part["custom_id"]) <= 100:
                yield "custom_id"
            yield from _faults_of_select(part) if part["type"] == SELECT else _faults_of_button(part)


def faults_of_answer(kind: int, data: dict[str, Any]) -> list[str]:
    """Why the answer to an interaction is refused."""
    if kind in {MESSAGE, UPDATE}:
        return list(faults_of_message(data, edit=kind == UPDATE))
    if kind == SUGGESTIONS:
        choices = data["choices"]
        long = [each for each in choices if not (1 <= len(each["name"]) <= 100 and 1 <= len(each["value"]) <= 100)]
        return ["choices"] if len(choices) > 25 or long else []
    if kind == FORM:
        return list(_faults_of_form(data))
    return list(_faults_of_components(data.get("components") or []))


def faults_of_command(command: dict[str, Any]) -> Iterator[str]:
    """Why a command is refused."""
    is_slash = command.get("type", 1) == 1
    names = [command["name"], *(command.get("name_localizations") or {}).values()]
    for name in names:
        if not (_NAME.match(name) and name == name.lower() if is_slash else 1 <= len(name) <= 32):
            yield f"name {name!r}"
    if not is_slash:
        return
    described_by = [command]
    for described in described_by:
        described_by += described.get("options", ())
        if len(described.get("options", ())) > 25 or len(described.get("choices") or ()) > 25:
            yield f"options of {described['name']}"
        texts = [described.get("description", ""), *(described.get("description_localizations") or {}).values()]
        if any(not 1 <= len(text) <= 100 for text in texts):
            yield f"description of {described['name']}"
        if not _NAME.match(described["name"]):
            yield f"name {described['name']!r}"


def _faults_of_form(form: dict[str, Any]) -> Iterator[str]:
    """Why a modal is refused."""
    if not 1 <= len(form["title"]) <= 45 or not 1 <= len(form["components"]) <= 5 or len(form["custom_id"]) > 100:
        yield "form"
    for label in form["components"]:
        if label["type"] != LABEL or not 1 <= len(label["label"]) <= 45:
            yield f"label {label!r}"
        yield from _faults_of_input(label["component"])


def _faults_of_input(part: dict[str, Any]) -> Iterator[str]:
    if part["type"] == TEXT and not len(part.get("value") or "") <= part["max_length"] <= 4_000:
        yield f"text of {part['custom_id']}"
    if part["type"] in {ROLES, CHANNELS} and not len(part.get("default_values", ())) <= part["max_values"] <= 25:
        yield f"choices of {part['custom_id']}"
    if part["type"] not in {TEXT, ROLES, CHANNELS}:
        yield f"a {part['type']} in a form"


def _faults_of_embed(embed: dict[str, Any]) -> Iterator[str]:
    for key, most in {"title": 256, "description": 4_096}.items():
        if len(embed.get(key, "")) > most:
            yield key
    if len(embed.get("footer", {}).get("text", "")) > 2_048:
        yield "footer"
    if not _length(embed):
        yield "an empty embed"


def _length(embed: dict[str, Any]) -> int:
    return (
        len(embed.get("title", "")) + len(embed.get("description", "")) + len(embed.get("footer", {}).get("text", ""))
    )


def _faults_of_button(button: dict[str, Any]) -> Iterator[str]:
    if not 1 <= len(button.get("label") or "") <= 80:
        yield "label"


def _faults_of_select(select: dict[str, Any]) -> Iterator[str]:
    options = select["options"]
    if not 1 <= len(options) <= 25:
        yield "options"
    if len({option["value"] for option in options}) != len(options):
        yield "a value twice"
    for option in options:
        for key in ("label", "value", "description"):
            text = option.get(key)
            if text is not None and not 1 <= len(text) <= 100:
                yield f"option {key}"
    if len(select.get("placeholder") or "") > 150:
        yield "placeholder"


def _faults_of_mentions(message: dict[str, Any]) -> Iterator[str]:
    """Our own rule, and no limit of Discord's: nothing ever pings."""
    allowed = message.get("allowed_mentions")
    if not allowed or allowed.get("parse") != NO_MENTIONS or allowed.get("users") or allowed.get("roles"):
        yield "mentions that ping"
    elif allowed.get("replied_user"):
        yield "a reply that pings"
