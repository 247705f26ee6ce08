"""Interactions as people see them, what goes wrong with requests, and waiting for either."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

MESSAGE, DEFERRED, DEFERRED_UPDATE, UPDATE, SUGGESTIONS, FORM = 4, 5, 6, 7, 8, 9
COMMAND, COMPONENT, TYPING, SUBMIT = 2, 3, 4, 5
EPHEMERAL = 64
PATIENCE = 20.0


async def until(condition: Callable[[], Any]) -> None:
    """Waits for a condition."""
    async with asyncio.timeout(PATIENCE):
        while not condition():  # noqa: ASYNC110 - what is waited for happens in many places
            await asyncio.sleep(0.005)


@dataclass
class Fault:
    """Something that goes wrong with the next requests to a path."""

    method: str
    path: str
    status: int = 500
    body: dict[str, Any] = field(default_factory=dict)
    headers: dict[str, str] = field(default_factory=dict)
    reset: bool = False
    after: bool = False
    """The request is carried out, and only its answer is lost."""
    times: int = 1


@dataclass
class Call:
    """An interaction, and all that was answered to it."""

    id: str
    token: str
    kind: int
    source: dict[str, Any] | None
    expired: bool = False
    acks: list[dict[str, Any]] = field(default_factory=list)
    shown: dict[str, Any] | None = None
    deleted: bool = False
    follow_ups: list[dict[str, Any]] = field(default_factory=list)
    acknowledgement: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def is_thinking(self) -> bool:
        """Whether the person still sees that the bot is thinking."""
        return self.acks[-1:] != [] and self.acks[0]["type"] == DEFERRED and self.shown is None and not self.deleted

    @property
    def data(self) -> dict[str, Any]:
        """What the one acknowledgement carried."""
        (ack,) = self.acks
        return dict(ack.get("data") or {})

    async def answered(self) -> Call:
        """Returns when the person sees an answer, or that there is none."""
        await until(
            lambda: (
                self.acks
                and not self.is_thinking
                and (self.acks[0]["type"] != DEFERRED_UPDATE or self.shown or self.deleted)
            )
        )
        return self

    async def acknowledged(self) -> Call:
        """Returns when the interaction was acknowledged in any way."""
        async with asyncio.timeout(PATIENCE):
            await self.acknowledgement.wait()
        return self

    @property
    def embed(self) -> dict[str, Any]:
        """The card that is shown."""
        assert self.shown is not None
        return dict(self.shown["embeds"][0])

    @property
    def is_hidden(self) -> bool:
        """Whether only the person sees it."""
        assert self.shown is not None
        return bool(self.shown["flags"] & EPHEMERAL)

    def press(self, label: str) -> str:
        """The id of the button with a label."""
        assert self.shown is not None
        return pressable(self.shown)[label]


def pressable(message: dict[str, Any]) -> dict[str, str]:
    """What can be pressed or chosen below a message: ids by label."""
    found = {}
    for row in message["components"]:
        for part in row["components"]:
            if part["type"] == 2:
                found[part["label"]] = part["custom_id"]
            for option in part.get("options", ()):
                found[option["label"]] = f"{part['custom_id']}\n{option['value']}"
    return found
