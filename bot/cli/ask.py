"""`ask` and `slang`: questions in, answers or JSON lines out."""

from __future__ import annotations

import argparse
import asyncio
import json
from collections.abc import AsyncIterator

from bot import markup
from bot.app import build_guide
from bot.cli import exits
from bot.cli.locale import client_language
from bot.cli.texts import show, texts_of
from bot.config import Config
from bot.core.guide import Guide
from bot.core.message import Candidate, Choice, Match, Message, Reply


def run(config: Config, options: argparse.Namespace) -> int:
    """Answers each text; in the terminal as a card, for machines as one JSON object a line."""
    prefix = "/slang " if options.command == "slang" else "/ask "
    asyncio.run(_answer(build_guide(config), prefix, texts_of(options.text), as_json=options.json))
    return exits.OK


async def _answer(guide: Guide, prefix: str, texts: AsyncIterator[str], *, as_json: bool) -> None:
    async for text in texts:
        reply = await guide.reply(Message(prefix + text, client_language=client_language()))
        if as_json:
            print(json.dumps(to_object(text, reply), ensure_ascii=False), flush=True)
        else:
            show(reply)


def to_object(question: str, reply: Reply) -> dict[str, object]:
    """What the reply says, for machines. `id` is null unless the outcome is an answer."""
    match = reply.match or Match("unknown")
    return {
        "question": question,
        "outcome": match.outcome,
        "kind": match.kind,
        "id": match.id or None,
        "confidence": round(match.confidence, 4),
        "choices": [_choice(*pair) for pair in zip(match.offered, reply.choices, strict=False)],
        "candidates": [{"kind": each.kind, "id": each.id, "score": round(each.score, 4)} for each in match.candidates],
        "language": reply.language,
        "title": reply.title,
        "text": markup.plain(markup.parse(reply.body)),
        "sources": [{"text": source.text, "link": source.link or None} for source in reply.sources],
    }


def _choice(candidate: Candidate, choice: Choice) -> dict[str, str]:
    return {"kind": candidate.kind, "id": candidate.id, "title": choice.label}
