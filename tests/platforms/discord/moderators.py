"""People with and without permission, and what they do again and again."""

from __future__ import annotations

from typing import Any

from tests.platforms.discord import payloads
from tests.platforms.discord.calls import FORM, Call
from tests.platforms.discord.server import DiscordServer

RIGHTS = payloads.WRITE | payloads.MANAGE_SERVER
US: dict[str, Any] = {"person": 9_010, "permissions": RIGHTS}
COLLEAGUE: dict[str, Any] = {"person": 9_011, "permissions": RIGHTS}
MEMBER: dict[str, Any] = {"person": payloads.ADA}
STRANGER: dict[str, Any] = {
    "person": 9_012,
    "permissions": RIGHTS,
    "server": payloads.OTHER_GUILD,
    "place": payloads.OTHER_CHANNEL,
    "locale": "en-US",
}
"""A moderator of another server."""

RULES = "Where are the rules of this server?"
ANSWER: dict[str, Any] = {
    "title": RULES,
    "answer": "They are pinned in **#rules**.",
    "questions": "where can i read the server rules\nwhat is forbidden here",
}


async def pressed(server: DiscordServer, card: Call, label: str, **who: Any) -> Call:
    """Presses a button of a card that was shown, by the beginning of its label."""
    assert card.shown
    return await (await server.press(card.shown, label, **(who or US))).answered()


async def form_of(call: Call) -> Call:
    """The form that is the answer."""
    await call.acknowledged()
    assert call.acks[0]["type"] == FORM, call.acks[0]
    return call


async def drafted(server: DiscordServer, **fields: str) -> Call:
    """The card of a new answer that was filled in."""
    form = await form_of(await server.guide("new", where=US))
    return await (await server.submit(form, US, **(ANSWER | fields))).answered()


async def published(server: DiscordServer, **fields: str) -> Call:
    """The card of a new answer that people see."""
    return await pressed(server, await drafted(server, **fields), "Publish")


async def set_to(discord: DiscordServer, name: str, value: str, /, **who: Any) -> Call:
    """A moderator changes a setting."""
    return await (await discord.guide("set", name=name, value=value, where=who or US)).answered()


def text(call: Call) -> str:
    """All that can be read on a card."""
    return f"{call.embed.get('title', '')}\n{call.embed.get('description', '')}"


async def passed_on(server: DiscordServer, question: str, times: int = 2) -> None:
    """A question that is asked in vain and passed on."""
    for number in range(times):
        call = await (await server.command("ask", question, person=9_100 + number)).answered()
        thanks = await pressed(server, call, "Pass it on", person=9_100 + number)
        assert "not who asked it" in text(thanks)
