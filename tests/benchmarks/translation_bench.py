"""What a translated line costs besides the engine, as a ratio to one `/ask` in the same run.

Run it with `python -m tests.benchmarks.translation_bench`.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Sequence

from bot.app import SystemClock, load_knowledge
from bot.config import Config
from bot.core.guide import Guide
from bot.core.message import Message
from bot.core.ports import Translated
from bot.storage.memory import MemoryStore

ROUNDS = 300
LINES = (
    "姐妹们，这家店真的绝绝子，无限回购",
    "今天班味好重，想躺平摆烂",
    "求链接！这个平替被你种草了 #好物# http://xhslink.com/a/b",
)
QUESTIONS = ("do i need a chinese phone number", "how do i turn the menus into english", "小红书怎么注册")


class Echo:
    """An engine that costs nothing."""

    engines = ("echo",)

    async def translate(
        self, text: str, source: str, target: str, person: str = "", conversation: str = ""
    ) -> Translated:
        """The text as it is."""
        return Translated(text, source, "echo")


def main() -> None:
    """Prints both costs and their ratio."""
    guide = Guide(load_knowledge(Config()), MemoryStore(), SystemClock(), translator=Echo())
    ask = asyncio.run(_milliseconds(guide, [f"/ask {question}" for question in QUESTIONS]))
    line = asyncio.run(_milliseconds(guide, [f"/translate {line}" for line in LINES]))
    print(f"/ask        {ask:.2f} ms of CPU")
    print(f"/translate  {line:.2f} ms of CPU besides the engine, {line / ask:.1f} times /ask")


async def _milliseconds(guide: Guide, texts: Sequence[str]) -> float:
    """CPU of one reply, once everything is loaded."""
    messages = [Message(text, client_language="en") for text in texts]
    for message in messages:
        await guide.reply(message)
    before = time.process_time()
    for _ in range(ROUNDS):
        for message in messages:
            await guide.reply(message)
    return (time.process_time() - before) * 1_000 / (ROUNDS * len(messages))


if __name__ == "__main__":
    main()
