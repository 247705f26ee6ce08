"""Checks a document against a model, and says each fault of it in plain words, where it stands.

The models are msgspec Structs. msgspec itself stops at the first fault; here its description of a model is walked
beside the value, so that every fault is found.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar

import msgspec
from msgspec import Struct, inspect

from bot.core.knowledge.faults import fault
from bot.core.knowledge.problems import Problem

if TYPE_CHECKING:
    from bot.core.knowledge.document import Document, Location

Model = TypeVar("Model", bound=Struct)
Fault: TypeAlias = "tuple[Location, str]"

_YES = {"yes": True, "true": True, "on": True, "no": False, "false": False, "off": False}


def validate(
    model: type[Model], document: Document, value: Any, filled: Container[Location] = ()
) -> tuple[Model | None, list[Problem]]:
    """Returns the model's value and no problem, or None and every problem, each with its line.

    `value` is the document's, possibly with more `filled` in by the caller; what is wrong with that is wrong
    where it came from, and is not said here.
    """
    reader = _Reader(model)
    read = reader.value(inspect.type_info(model), value, ())
    if not reader.faults:
        return msgspec.convert(read, model), []
    problems = [
        document.problem(at, f"{'.'.join(str(part) for part in at)}: {wrong}" if at else wrong, wrong)
        for at, wrong in reader.faults
        if not any(at[:length] in filled for length in range(1, len(at) + 1))
    ]
    return None, problems


def fault_of(kind: Any, text: str) -> str:
    """Says what is wrong with a single text of a kind, or nothing."""
    if text != text.strip():
        return fault("spaces")
    reader = _Reader(Struct)
    reader.value(inspect.type_info(kind), text, ())
    return reader.faults[0][1] if reader.faults else ""


class _Reader:
    """Walks a value beside the description of what it should be; collects faults, and turns text into numbers."""

    def __init__(self, model: type[Struct]) -> None:
        self.model = model
        self.faults: list[Fault] = []

    def value(self, kind: inspect.Type, value: Any, at: Location, extra: dict[str, Any] | None = None) -> Any:  # noqa: PLR0911 - one line a kind
        match kind:
            case inspect.Metadata():
                return self.value(kind.type, value, at, kind.extra)
            case inspect.UnionType():
                own = next(each for each in kind.types if not isinstance(each, inspect.NoneType))
                return self.value(own, value, at, extra)
            case inspect.StructType():
                return self._struct(kind, value, at)
            case inspect.DictType():
                return self._mapping(kind, value, at)
            case inspect.VarTupleType():
                return self._list(kind, value, at)
            case inspect.LiteralType():
                return self._one_of([str(each) for each in kind.values], value, at)
            case inspect.StrType():
                return self._text(kind, value, at, extra or {})
            case inspect.BoolType():
                return _YES.get(self._one_of(["yes", "no"], _yes_or_no(value), at), False)
        return self._number(kind, value, at)

    def _struct(self, kind: inspect.StructType, value: Any, at: Location) -> Any:
        if value == "" and not any(field.required for field in kind.fields):
            return {}  # a section with nothing but comments in it
        if not isinstance(value, dict):
            return self._fault(at, fault("mapping"))
        fields = {field.name: field for field in kind.fields}
        for key in value:
            if key not in fields:
                self._fault((*at, key), self._unknown(key))
        for name, field in fields.items():
            if field.required and name not in value:
                self._fault(at, fault("missing", key=name))
        return {key: self.value(fields[key].type, own, (*at, key)) for key, own in value.items() if key in fields}

    def _unknown(self, key: str) -> str:
        known = _field_names(self.model)
        if key in known:
            return fault("misplaced", key=key)
        return fault("unknown", known, key=key)

    def _mapping(self, kind: inspect.DictType, value: Any, at: Location) -> Any:
        if not isinstance(value, dict):
            return self._fault(at, fault("mapping"))
        return {
            self.value(kind.key_type, key, (*at, key)): self.value(kind.value_type, own, (*at, key))
            for key, own in value.items()
        }

    def _list(self, kind: inspect.VarTupleType, value: Any, at: Location) -> Any:
        if not isinstance(value, list):
            return self._fault(at, fault("list"))
        if len(value) < (kind.min_length or 0):
            self._fault(at, fault("no_items"))
        return [self.value(kind.item_type, own, (*at, place)) for place, own in enumerate(value)]

    def _text(self, kind: inspect.StrType, value: Any, at: Location, extra: dict[str, Any]) -> Any:
        if not isinstance(value, str):
            return self._fault(at, fault("text"))
        text = value.strip() if kind.min_length else value
        if not text and (kind.min_length or kind.pattern):
            return self._fault(at, fault("empty"))
        wrong = _fault_of(kind, text, extra)
        return self._fault(at, wrong) if wrong else text

    def _one_of(self, known: list[str], value: Any, at: Location) -> Any:
        if value in known:
            return value
        return self._fault(at, fault("one_of", known, value=value, known=tuple(known)))

    def _number(self, kind: inspect.Type, value: Any, at: Location) -> Any:
        whole = isinstance(kind, inspect.IntType)
        try:
            number = int(value) if whole else float(value)
        except (TypeError, ValueError):
            return self._fault(at, fault("whole_number" if whole else "number"))
        least, most = getattr(kind, "ge", None), getattr(kind, "le", None)
        if not (least is None or number >= least) or not (most is None or number <= most):
            return self._fault(at, fault("at_least" if most is None else "range", least=least, most=most))
        return number

    def _fault(self, at: Location, message: str) -> None:
        self.faults.append((at, message))


def _fault_of(kind: inspect.StrType, text: str, extra: dict[str, Any]) -> str:
    """What is wrong with a text of a kind, or nothing."""
    if "\0" in text:
        return fault("not_text")
    if kind.max_length and len(text) > kind.max_length:
        return fault("too_long", count=kind.max_length)
    if kind.pattern and not re.search(kind.pattern, text):
        say: str = extra["say"]
        return say
    refuse: Callable[[str], str] | None = extra.get("refuse")
    return refuse(text) if refuse else ""


def _yes_or_no(value: Any) -> Any:
    known = _YES.get(value.strip().casefold()) if isinstance(value, str) else None
    return value if known is None else "yes" if known else "no"


def _field_names(model: type[Struct]) -> set[str]:
    """Every key that is known anywhere below a model: what a misspelt one may have meant."""
    _, parts = msgspec.json.schema_components([model])
    return {name for part in parts.values() for name in part.get("properties", {})}
