"""`translate`: lines in, slang explained and translated, as cards or as JSON lines."""

from __future__ import annotations

import argparse
import asyncio
import json
from collections.abc import AsyncIterator

from bot.app import SystemClock, load_knowledge
from bot.cli import exits
from bot.cli.locale import client_language
from bot.cli.texts import show, texts_of
from bot.config import Config
from bot.core.guide import Guide
from bot.core.message import Message, Reply
from bot.running import translator_of
from bot.storage.memory import MemoryStore


def run(config: Config, options: argparse.Namespace) -> int:
    """Translates each text."""
    prefix = f"/translate to:{options.to} " if options.to else "/translate "
    asyncio.run(_translate(config, prefix, texts_of(options.text), as_json=options.json))
    return exits.OK


async def _translate(config: Config, prefix: str, texts: AsyncIterator[str], *, as_json: bool) -> None:
    async with translator_of(config) as translator:
        store, clock = MemoryStore(), SystemClock()
        guide = Guide(load_knowledge(config), store, clock, translator=translator, default_language=config.language)
        async for text in texts:
            reply = await guide.reply(Message(prefix + text, client_language=client_language()))
            if as_json:
                print(json.dumps(to_object(text, reply), ensure_ascii=False), flush=True)
            else:
                show(reply)


def to_object(text: str, reply: Reply) -> dict[str, object]:
    """What became of a line, for machines; `translation` is null where no engine made one."""
    made = reply.translation
    if made is None:
        return {
            "text": text,
            "detected": "",
            "target": "",
            "translation": None,
            "engine": "",
            "slang": [],
            "pinyin": "",
        }
    return {
        "text": text,
        "detected": made.detected,
        "target": made.target,
        "translation": made.translation or None,
        "engine": made.engine,
        "slang": [
            {"term": each.term, "start": each.start, "end": each.end, "meaning": each.meaning} for each in made.slang
        ],
        "pinyin": made.pinyin,
    }
