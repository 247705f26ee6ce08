"""Checks a document against a model, and says each fault of it in plain words, where it stands."""

from __future__ import annotations

from typing import Any, TypeVar

from pydantic import BaseModel, TypeAdapter, ValidationError

from bot.core.knowledge.problems import Problem, did_you_mean
from bot.core.knowledge.yaml_file import Document, Location

Model = TypeVar("Model", bound=BaseModel)

_PATTERNS = {
    r"^[^\n]+$": "must be one line",
    r"^[a-z0-9]+(-[a-z0-9]+)*$": "must be small letters and digits joined by '-'",
    r"^[a-z]{2}$": "must be a language code of two small letters",
    r"^\d{4}(-\d{2}){0,2}$": "must be a date such as 2026, 2026-04 or 2026-04-30",
    r"^\d{4}-\d{2}-\d{2}$": "must be a full date such as 2026-04-30",
}


def validate(
    model: type[Model], document: Document, value: Any, at: Location = ()
) -> tuple[Model | None, list[Problem]]:
    """Returns the model's value and no problem, or None and every problem, each with its line.

    `value` is the part of the document at `at`, possibly with keys added by the caller.
    """
    try:
        return model.model_validate(value), []
    except ValidationError as error:
        faults = error.errors(include_url=False, include_context=True)
    known = _field_names(model)
    return None, [_problem(document, at, dict(fault), known) for fault in faults]


def _problem(document: Document, at: Location, fault: dict[str, Any], known: set[str]) -> Problem:
    place = tuple(part for part in fault["loc"] if part != "[key]")
    message = _say(fault, str(place[-1]) if place else "", known)
    inner = place[:-1] if fault["type"] == "missing" else place
    path = ".".join(str(part) for part in inner)
    return document.problem((*at, *inner), f"{path}: {message}" if path else message)


def _say(fault: dict[str, Any], name: str, known: set[str]) -> str:  # noqa: PLR0911 - one line a kind of fault
    context = fault.get("ctx", {})
    match fault["type"]:
        case "missing":
            return f"the key {name!r} is missing"
        case "extra_forbidden":
            return f"unknown key {name!r}{did_you_mean(name, known)}"
        case "string_type":
            return "must be text"
        case "tuple_type" | "list_type":
            return "must be a list: one '- ' line an item"
        case "mapping_type" | "dict_type" | "model_type" | "model_attributes_type":
            return "must be a mapping: 'key: value' lines"
        case "string_too_short":
            return "is empty; write something, or leave the key out"
        case "too_short":
            return "needs at least one item"
        case "string_too_long":
            return f"is longer than {context['max_length']} characters"
        case "string_pattern_mismatch" if not fault["input"]:
            return "is empty; write something, or leave the key out"
        case "string_pattern_mismatch":
            return _PATTERNS.get(context["pattern"], "must be an address that begins with https://")
        case "string_unicode":
            return "has characters that are not valid text"
        case "literal_error":
            return f"must be {context['expected']}{did_you_mean(str(fault['input']), _quoted(context['expected']))}"
        case "value_error":
            return "there is no such date" if "date" in str(fault["msg"]) or "day" in str(fault["msg"]) else fault["msg"]
    return str(fault["msg"])[:1].lower() + str(fault["msg"])[1:]


def _quoted(expected: str) -> list[str]:
    return expected.replace(" or ", ", ").replace("'", "").split(", ")


def _field_names(model: type[BaseModel]) -> set[str]:
    """Every key that is known anywhere below a model: what a misspelt one may have meant."""
    schema = TypeAdapter(model).json_schema()
    objects = [schema, *schema.get("$defs", {}).values()]
    return {name for item in objects for name in item.get("properties", {})}
