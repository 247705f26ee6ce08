"""Writes the command table into the README. `python tools/readme_commands.py README.md`."""

from __future__ import annotations

import re
import sys
from pathlib import Path

from bot.core.commands.table import COMMANDS, Command
from bot.core.knowledge.validation import validate
from bot.core.knowledge.wording import Wording
from bot.core.knowledge.yaml_file import read

ENGLISH = Path(__file__).parents[1] / "content" / "wording" / "en.yaml"
_LIST = re.compile("(<!-- commands -->\n).*?(?=<!-- /commands -->)", re.DOTALL)


def main() -> None:
    """Replaces what stands between the two marks."""
    path = Path(sys.argv[1])
    table = f"\n{_table()}\n\n"
    path.write_text(_LIST.sub(lambda found: found[1] + table, path.read_text(encoding="utf-8")), encoding="utf-8")


def _table() -> str:
    document = read(ENGLISH, str(ENGLISH))
    wording, _ = validate(Wording, document, document.value)
    if wording is None:
        raise SystemExit("the wording has errors; rednote-guide check says which")
    rows = [
        f"| `{_usage(command)}` | {getattr(wording.commands, command.name)} |" for command in COMMANDS if command.listed
    ]
    return "\n".join(["| command | what it does |", "|---|---|", *rows])


def _usage(command: Command) -> str:
    """`/ask question`; what may be left out stands in brackets."""
    if not command.argument:
        return f"/{command.name}"
    return f"/{command.name} {command.argument if command.required else f'[{command.argument}]'}"


if __name__ == "__main__":
    main()
