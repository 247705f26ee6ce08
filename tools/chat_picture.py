"""Draws the picture at the top of the README: a real chat, recorded. `python tools/chat_picture.py docs/chat.svg`."""

from __future__ import annotations

import asyncio
import io
import re
import sys
from pathlib import Path

from rich.console import Console
from rich.text import Text

from bot.app import build_guide
from bot.config import Config
from bot.core.guide import Guide
from bot.core.message import Message
from bot.terminal.render import to_rich

_FONT_FACE = re.compile(r"@font-face \{.*?\}\s*", re.DOTALL)
"""Fonts that would be fetched from elsewhere whenever somebody looks at the picture."""

QUESTIONS = ("do i need a chinese phone numbr", "what does yyds mean", "how do i say thank you so much")


def main() -> None:
    """Records the chat and writes the picture."""
    console = Console(record=True, width=96, file=io.StringIO(), force_terminal=True)
    asyncio.run(_talk(build_guide(Config()), console))
    picture = console.export_svg(title="rednote-guide")
    Path(sys.argv[1]).write_text(_FONT_FACE.sub("", picture), encoding="utf-8")


async def _talk(guide: Guide, console: Console) -> None:
    for question in QUESTIONS:
        console.print(Text(f"› {question}", style="bold"))
        console.print(to_rich(await guide.reply(Message(question))))
        console.print()


if __name__ == "__main__":
    main()
