"""JSON Schemas of the content files, made from the same models that read them."""

from __future__ import annotations

from typing import Any

import msgspec
from msgspec import Struct

from bot.core.knowledge.model import Elsewhere, Guide, PhraseFile, SourceFile, TermFile, Topic, Tour, Value
from bot.core.knowledge.wording import Wording

FILES: dict[str, type[Struct]] = {
    "topic": Topic,
    "slang": TermFile,
    "phrases": PhraseFile,
    "guide": Guide,
    "tour": Tour,
    "elsewhere": Elsewhere,
    "sources": SourceFile,
    "wording": Wording,
}
"""Each kind of file and its model."""


def schemas() -> dict[str, dict[str, Any]]:
    """The schema of each kind of file. What the loader fills in from the path is left out: nobody writes it."""
    return {name: _schema(model) for name, model in FILES.items()}


def _schema(model: type[Struct]) -> dict[str, Any]:
    schema = msgspec.json.schema(model)
    filled = {part.__name__: part.FROM_PATH for part in Value.__subclasses__()}
    for name, part in schema["$defs"].items():
        if "properties" in part:
            own = filled.get(name, ())
            part["properties"] = {key: shape for key, shape in part["properties"].items() if key not in own}
            part["required"] = [key for key in part["required"] if key not in own]
    return schema
