"""`/start` and `/help`: the first thing a person sees, and all that can be done."""

from __future__ import annotations

import msgspec

from bot.core.message import Choice, Reply
from bot.core.turn import Turn


async def start(turn: Turn) -> Reply:
    """Welcomes a person and shows the ways in."""
    wording = turn.wording
    choices = (
        Choice(wording.start_tour, "/tour"),
        Choice(wording.all_topics, "/topics"),
        Choice(wording.say_title, "/say"),
        Choice(wording.lang_title, "/lang"),
    )
    return Reply(turn.language, wording.welcome_title, wording.welcome, choices)


async def help_(turn: Turn) -> Reply:
    """Lists the commands."""
    summaries = msgspec.structs.asdict(turn.wording.commands)
    off = {*turn.community.settings.commands_off, *(() if turn.message.moderator else ("guide",))}
    lines = [f"- `/{name}` {summary}" for name, summary in summaries.items() if name not in off]
    body = turn.wording.help.format(commands="\n".join(lines))
    choices = (Choice(turn.wording.start_tour, "/tour"), Choice(turn.wording.all_topics, "/topics"))
    return Reply(turn.language, turn.wording.help_title, body, choices)
