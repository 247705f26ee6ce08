"""What a community may decide. Each setting has a default; in the wording each has a line that explains it."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Mapping
from typing import Annotated, Any, Literal, get_args, get_origin

import msgspec
from msgspec import Meta, Struct

from bot.core.knowledge.document import Document
from bot.core.knowledge.faults import Fault, fault
from bot.core.knowledge.kinds import Identifier
from bot.core.knowledge.problems import Problem
from bot.core.knowledge.validation import validate
from bot.core.knowledge.wording import CommandWording

EVERYWHERE = "everywhere"
ALWAYS_ON = frozenset({"help", "privacy", "forget", "guide"})
"""Commands that nobody can switch off."""

_Place = Annotated[str, Meta(pattern=r"^[\w:-]{1,60}$", extra={"say": fault("places")})]
_SAME = {
    "private_answers": {"yes": "private", "true": "private", "on": "private", "no": "public", "false": "public"}
    | {"off": "public"},
    "welcome": {"yes": "on", "true": "on", "no": "off", "false": "off"},
}
"""Other words for a value."""

_KEPT_BEFORE = {"private_answers": dict.fromkeys(("no", "false", "off"), "default")}
"""What was kept when the setting knew yes and no only: no was what it had been from the beginning."""

_SEPARATORS = re.compile(r"[\s,，、]+")
_MENTION = re.compile(r"^<(?:#|@&)(\d+)>$")


class Settings(Struct, frozen=True, kw_only=True):
    """What a community decided. Lists are written with commas or spaces; an empty `speak_in` is everywhere.

    `listen`: what is said to nobody is answered never, when it mentions the bot, or when the answer is sure.
    `private_answers`, `welcome`: by default as the platform has it and the operator configured it.
    `translation_quota`: translations in an hour for all together; 0 leaves it to the operator.
    """

    language: Literal["auto", "en", "zh-Hans", "zh-Hant"] = "auto"
    speak_in: tuple[_Place, ...] = ()
    listen: Literal["mention", "sure", "never"] = "mention"
    private_answers: Literal["default", "private", "public"] = "default"
    welcome: Literal["default", "on", "off"] = "default"
    welcome_text: Annotated[str, Meta(max_length=1_000)] = ""
    cooldown: Annotated[int, Meta(ge=0, le=3_600)] = 0
    commands_off: tuple[str, ...] = ()
    topics_off: tuple[Identifier, ...] = ()
    moderator_roles: tuple[_Place, ...] = ()
    translation: bool = True
    translation_quota: Annotated[int, Meta(ge=0, le=10_000)] = 0
    collect_gaps: bool = False
    gaps_from: Annotated[int, Meta(ge=1, le=1_000)] = 2


DEFAULTS = Settings()


class SettingError(Exception):
    """A value that a setting cannot have; `problems` say why."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("; ".join(problem.message for problem in self.problems))


KEYS = Settings.__struct_fields__
_LISTS = {name for name in KEYS if isinstance(getattr(DEFAULTS, name), tuple)}


def read_settings(kept: Mapping[str, str]) -> Settings:
    """Settings as they were kept; what this version of the program does not understand has its default."""
    found: dict[str, Any] = {}
    for key, text in kept.items():
        if key in KEYS:
            known = _KEPT_BEFORE.get(key, {}).get(text.strip().casefold(), text)
            value, problems = validate(Settings, _NOWHERE, {key: _raw(key, known)})
            found |= {} if problems or value is None else {key: getattr(value, key)}
    return Settings(**found)


def checked(key: str, text: str, topics: Container[str]) -> str:
    """The value as it is kept.

    Raises:
        SettingError: if there is no such setting, or it cannot have this value.
    """
    if key not in KEYS:
        raise SettingError([_problem(fault("unknown", KEYS, key=key))])
    raw = _raw(key, text)
    value, problems = validate(Settings, _NOWHERE, {key: raw})
    if problems or value is None:
        raise SettingError(problems)
    for name in value.commands_off:
        if name not in CommandWording.__struct_fields__ or name in ALWAYS_ON:
            raise SettingError([_problem(fault("always_on", name=name), key)])
    for name in value.topics_off:
        if name not in topics:
            raise SettingError([_problem(fault("no_topic", name=name), key)])
    return ", ".join(raw) if isinstance(raw, list) else raw


def shown(settings: Settings, key: str) -> str:
    """A value as it would be written; nothing where it is an empty text or list."""
    value = getattr(settings, key)
    if isinstance(value, bool):
        return "on" if value else "off"
    return ", ".join(value) if isinstance(value, tuple) else str(value)


def options(key: str) -> tuple[str, ...]:
    """The few values that a setting may have, if it has few."""
    kind = {field.name: field.type for field in msgspec.structs.fields(Settings)}[key]
    if kind is bool:
        return ("on", "off")
    return get_args(kind) if get_origin(kind) is Literal else ()


def _problem(wrong: Fault, *at: str) -> Problem:
    return _NOWHERE.problem(at, ": ".join([*at, wrong]), wrong)


def _raw(key: str, text: str) -> str | list[str]:
    text = text.strip()
    if key not in _LISTS:
        return _SAME.get(key, {}).get(text.casefold(), text)
    names = [_MENTION.sub(r"\1", name.removeprefix("/")) for name in _SEPARATORS.split(text) if name]
    return [] if names in ([EVERYWHERE], ["none"], ["-"]) else list(dict.fromkeys(names))


_NOWHERE = Document("", {}, {})
