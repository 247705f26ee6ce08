"""Forms: what the guide asks for becomes a modal, and what was filled in becomes fields of a message. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import discord
from discord.ui import ChannelSelect, Label, Modal, RoleSelect, TextInput

from bot.core.message import Field, Form
from bot.discord.render import MAX_OPTIONS, clipped

MAX_HEADING = 45
MAX_INPUT = 4_000

_CHANNELS = "/guide set speak_in"
_ROLES = "/guide set moderator_roles"
"""Forms that ask for channels and for roles, which Discord lets people choose."""

_Input = TextInput[Any] | ChannelSelect[Any] | RoleSelect[Any]


def to_modal(form: Form, language: str) -> Modal:
    """The form, with a language to answer in. The modal is finished: its id says everything."""
    modal = Modal(title=clipped(form.title, MAX_HEADING), custom_id=f"form:{language}:{form.token}")
    for field in form.fields:
        modal.add_item(Label(text=clipped(field.label, MAX_HEADING), component=_input(form.token, field)))
    modal.stop()
    return modal


def filled_in(data: Any) -> dict[str, str]:
    """What was written or chosen in a modal, by the names of its fields; several choices with commas."""
    return {part["custom_id"]: part["value"] if "value" in part else ", ".join(part["values"]) for part in _parts(data)}


def _parts(data: Any) -> Iterator[Any]:
    """The inputs, however deep they lie."""
    if "value" in data or "values" in data:
        yield data
    for inside in (data.get("component"), *data.get("components", ())):
        if inside:
            yield from _parts(inside)


def _input(token: str, field: Field) -> _Input:
    chosen = [discord.Object(int(name)) for name in field.value.split(", ") if name.isdecimal()][:MAX_OPTIONS]
    many: dict[str, Any] = {"min_values": 0, "max_values": MAX_OPTIONS, "required": False}
    if token == _CHANNELS:
        kind = discord.SelectDefaultValueType.channel
        defaults = [discord.SelectDefaultValue(id=each.id, type=kind) for each in chosen]
        return ChannelSelect(custom_id=field.name, default_values=defaults, **many)
    if token == _ROLES:
        kind = discord.SelectDefaultValueType.role
        defaults = [discord.SelectDefaultValue(id=each.id, type=kind) for each in chosen]
        return RoleSelect(custom_id=field.name, default_values=defaults, **many)
    return TextInput(
        custom_id=field.name,
        style=discord.TextStyle.paragraph if field.long else discord.TextStyle.short,
        default=field.value[:MAX_INPUT] or None,
        required=field.required,
        max_length=min(max(field.limit, len(field.value)), MAX_INPUT),
    )
