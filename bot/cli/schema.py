"""`schema`: writes the JSON Schemas of the content files, for completion in editors."""

from __future__ import annotations

import argparse
import json

from bot.cli import exits
from bot.config import Config
from bot.core.knowledge.schema import schemas


def run(config: Config, options: argparse.Namespace) -> int:
    """Writes one schema a kind of file."""
    options.folder.mkdir(parents=True, exist_ok=True)
    for name, schema in schemas().items():
        path = options.folder / f"{name}.schema.json"
        path.write_text(json.dumps(schema, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
        print(path)
    return exits.OK
