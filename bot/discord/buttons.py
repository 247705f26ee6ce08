"""Buttons and selects whose ids say all there is to know, so that they work after a restart with nothing stored.

go:<language>:<token>                     asks for what the token says, in the language of the card
pick:<language>:<number>                  a select: the value that was chosen is such a token
show:<text>                               answers the text again, for everyone
remove:<person>                           removes the card
leave:                                    no longer answers a person unasked, or does again
ask:                                      opens a form for a question
fill:<language>:<text>                    opens the form that the text leads to
answer:<language>:<message>               a select: answers a message with the topic that was chosen

Instead of a text that is too long for an id there is `#<key>`, under which it is remembered for a while.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import discord
from discord.ui import Button, DynamicItem, Select, View

MAX_ID = 100

_PRESSED = re.compile(r"(go|show|remove|leave|ask|fill):[\s\S]*")
_PICKED = re.compile(r"(pick|answer):[\s\S]*")


def is_ours(interaction: discord.Interaction[Any]) -> bool:
    """Whether what was pressed has an id that we understand."""
    data: Any = interaction.data
    custom_id = str(data["custom_id"])
    return bool(_PRESSED.fullmatch(custom_id) or _PICKED.fullmatch(custom_id))


class Press(DynamicItem[Button[View]], template=_PRESSED):
    """A button."""

    def __init__(
        self, custom_id: str, label: str = "…", style: discord.ButtonStyle = discord.ButtonStyle.secondary
    ) -> None:
        super().__init__(Button(label=label, custom_id=custom_id, style=style))

    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction[Any], item: discord.ui.Item[Any], match: re.Match[str], /
    ) -> Press:
        """The button that was pressed."""
        return cls(match.string)

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Does what the button says."""
        verb, _, rest = self.custom_id.partition(":")
        await interaction.client.pressed(interaction, verb, rest)


class Pick(DynamicItem[Select[View]], template=_PICKED):
    """A select."""

    def __init__(self, custom_id: str, options: Sequence[discord.SelectOption] = (), placeholder: str = "") -> None:
        super().__init__(Select(custom_id=custom_id, options=[*options], placeholder=placeholder or None))

    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction[Any], item: discord.ui.Item[Any], match: re.Match[str], /
    ) -> Pick:
        """The select that was used."""
        return cls(match.string)

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Does what was chosen."""
        verb, _, rest = self.custom_id.partition(":")
        await interaction.client.picked(interaction, verb, rest, self.item.values[0])
