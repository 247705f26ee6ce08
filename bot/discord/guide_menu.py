"""`/guide` as Discord shows it to moderators: a subcommand for whatever they do, with the option it takes."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

import discord
from discord import app_commands
from discord.app_commands import AppCommandContext, AppInstallationType, locale_str

from bot.core.community.settings import KEYS

if TYPE_CHECKING:
    from bot.discord.client import GuideClient

Told = Callable[[str], locale_str]
Call = Callable[..., Coroutine[Any, Any, None]]

GUIDE = "guide"


@dataclass(frozen=True, slots=True)
class Sub:
    """A subcommand. `text`: what is asked for after `/guide`; `told`: which line of the wording says what it does."""

    name: str
    text: str
    takes: Literal["", "question", "id", "setting", "file"] = ""
    told: str = ""


SUBS = (
    Sub("overview", ""),
    Sub("settings", "settings"),
    Sub("set", "set", "setting"),
    Sub("answers", "answers"),
    Sub("new", "answer new"),
    Sub("answer", "answer", "id"),
    Sub("hide", "hide", "id"),
    Sub("show", "show", "id"),
    Sub("test", "test", "question"),
    Sub("gaps", "gaps"),
    Sub("stats", "stats"),
    Sub("stale", "stale"),
    Sub("log", "log"),
    Sub("export", "export"),
    Sub("import", "import", "file", "take_in"),  # `import` is no name in Python
)


def guide_group(told: Told, permissions: discord.Permissions) -> app_commands.Group:
    """The group of all subcommands; `told` gives a sentence of the wording in every language."""
    group = app_commands.Group(
        name=GUIDE,
        description=told("commands.guide"),
        default_permissions=permissions,
        allowed_contexts=AppCommandContext(guild=True, dm_channel=False, private_channel=False),
        allowed_installs=AppInstallationType(guild=True, user=False),
    )
    for sub in SUBS:
        does = told(f"guide.subcommands.{sub.told or sub.name}")
        group.add_command(app_commands.Command(name=sub.name, description=does, callback=_callback(sub, told)))
    return group


def _callback(sub: Sub, told: Told) -> Call:
    """What Discord calls; the library reads the options of a command from the shape of a function."""
    if sub.takes == "id":
        return _with_id(sub, told)
    if sub.takes == "question":
        return _with_question(sub, told)
    if sub.takes == "setting":
        return _with_setting(sub, told)
    return _with_file(sub, told) if sub.takes == "file" else _alone(sub)


def _alone(sub: Sub) -> Call:
    async def call(interaction: discord.Interaction[GuideClient]) -> None:
        await interaction.client.asked(interaction, GUIDE, sub.text)

    return call


def _with_id(sub: Sub, told: Told) -> Call:
    @app_commands.describe(id=told("options.answer"))
    @app_commands.autocomplete(id=_suggest)
    async def call(interaction: discord.Interaction[GuideClient], id: str) -> None:  # noqa: A002 - the option's name
        await interaction.client.asked(interaction, GUIDE, f"{sub.text} {id}")

    return call


def _with_question(sub: Sub, told: Told) -> Call:
    @app_commands.describe(question=told("options.question"))
    async def call(interaction: discord.Interaction[GuideClient], question: str = "") -> None:
        await interaction.client.asked(interaction, GUIDE, f"{sub.text} {question}".rstrip())

    return call


def _with_setting(sub: Sub, told: Told) -> Call:
    @app_commands.describe(name=told("options.setting"), value=told("options.value"))
    @app_commands.choices(name=[app_commands.Choice(name=key, value=key) for key in KEYS])
    async def call(interaction: discord.Interaction[GuideClient], name: str, value: str = "") -> None:
        await interaction.client.asked(interaction, GUIDE, f"{sub.text} {name} {value}".rstrip())

    return call


def _with_file(sub: Sub, told: Told) -> Call:
    @app_commands.describe(file=told("options.file"))
    async def call(interaction: discord.Interaction[GuideClient], file: discord.Attachment | None = None) -> None:
        if file:
            await interaction.client.sent_file(interaction, f"/{GUIDE} {sub.text}", file)
        else:
            await interaction.client.asked(interaction, GUIDE, sub.text)

    return call


async def _suggest(interaction: discord.Interaction[GuideClient], typed: str) -> list[app_commands.Choice[str]]:
    """Marks an option as one with suggestions; the tree answers before this is reached."""
    return []
