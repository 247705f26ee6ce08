"""The commands that Discord shows: made from the one command table, in every language, and registered on a change."""

from __future__ import annotations

import functools
import hashlib
import json
import logging
import operator
from collections.abc import Callable, Coroutine
from typing import TYPE_CHECKING, Any

import discord
from discord import app_commands
from discord.app_commands import AppCommandContext, AppInstallationType, locale_str
from discord.http import Route

from bot.core.commands.table import COMMANDS, Command
from bot.core.guide import Guide
from bot.discord.guide_menu import guide_group
from bot.discord.sending import again

if TYPE_CHECKING:
    from bot.discord.client import GuideClient

LOCALES = {"en-US": "en", "en-GB": "en", "zh-CN": "zh-Hans", "zh-TW": "zh-Hant"}
"""Discord's locales, and the language in which each is served; all others see English."""

_log = logging.getLogger(__name__)

_INSTALLS = AppInstallationType(guild=True, user=True)
_CONTEXTS = AppCommandContext(guild=True, dm_channel=True, private_channel=True)
_MODERATORS = discord.Permissions(manage_messages=True)
_COMPARED = (
    "type",
    "name",
    "name_localizations",
    "description",
    "description_localizations",
    "default_member_permissions",
    "contexts",
    "integration_types",
    "options",
    "required",
    "autocomplete",
)
"""What makes a command what it is; Discord gives back more, and leaves out what is empty."""

Slash = app_commands.Command[Any, ..., None]


class Tree(app_commands.CommandTree["GuideClient"]):
    """The commands. Suggestions are answered at once: the library would log each that comes too late as an error."""

    async def interaction_check(self, interaction: discord.Interaction[GuideClient], /) -> bool:
        """Whether the library shall go on."""
        if interaction.type is not discord.InteractionType.autocomplete:
            return True
        await interaction.client.typed(interaction)
        return False

    async def on_error(
        self, interaction: discord.Interaction[GuideClient], error: app_commands.AppCommandError, /
    ) -> None:
        """A command that we do not know any more, or that the library could not read."""
        _log.warning("a command could not be run: %s", type(error).__name__)
        await interaction.client.unknown(interaction)


class Translator(app_commands.Translator):
    """Gives each text in the languages it carries with it."""

    async def translate(
        self, string: locale_str, locale: discord.Locale, context: app_commands.TranslationContextTypes
    ) -> str | None:
        """The text for a locale, or nothing."""
        return string.extras.get(locale.value)


def add_commands(tree: Tree, guide: Guide) -> None:
    """Fills the tree: a slash command for every listed command, the menus of messages, what moderators have."""
    for command in COMMANDS:
        if command.listed and command.who == "everyone":
            tree.add_command(_slash_command(command, guide))
    tree.add_command(_message_menu(guide, "explain_this", _explain))
    answer_this = _message_menu(guide, "answer_this", _answer_this)
    answer_this.default_permissions = _MODERATORS
    tree.add_command(answer_this)
    tree.add_command(_post_command(guide))
    tree.add_command(guide_group(functools.partial(_in_all_languages, guide), _MODERATORS))


async def register(tree: Tree, guide: Guide) -> bool:
    """Tells Discord our commands if it knows others; returns whether that was needed."""
    await tree.set_translator(Translator())
    commands = tree.get_commands()
    ours = [await command.get_translated_payload(tree, Translator()) for command in commands]
    client = tree.client
    route = Route("GET", "/applications/{application_id}/commands", application_id=client.application_id)
    theirs = await again(lambda: client.http.request(route, params={"with_localizations": "true"}))
    if fingerprint(ours) == fingerprint(theirs):
        return False
    await again(tree.sync)
    return True


def fingerprint(commands: list[dict[str, Any]]) -> str:
    """The same for the same commands, whoever wrote them down: order and empty values do not count."""
    lines = sorted(json.dumps(_essential(command), sort_keys=True) for command in commands)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def _essential(command: dict[str, Any]) -> dict[str, Any]:
    kept = {key: command[key] for key in _COMPARED if command.get(key)}
    for key in ("contexts", "integration_types"):
        if key in kept:
            kept[key] = sorted(kept[key])
    if "default_member_permissions" in kept:
        kept["default_member_permissions"] = str(kept["default_member_permissions"])
    if "choices" in command:
        kept["choices"] = [choice["value"] for choice in command["choices"] or ()]
    kept["options"] = [_essential(option) for option in kept.get("options", ())]
    return kept


def _slash_command(command: Command, guide: Guide) -> Slash:
    callback = _callback(command)
    options = {name: own for name, own in (("text", command.argument), ("also", command.also)) if own}
    if options:
        app_commands.rename(**options)(callback)
        told = {name: _in_all_languages(guide, f"options.{own}") for name, own in options.items()}
        app_commands.describe(**told)(callback)
    if command.suggests:
        app_commands.autocomplete(text=_suggest)(callback)
    return app_commands.Command(
        name=command.name,
        description=_in_all_languages(guide, f"commands.{command.name}"),
        callback=callback,
        allowed_contexts=_CONTEXTS,
        allowed_installs=_INSTALLS,
    )


def _callback(command: Command) -> Callable[..., Coroutine[Any, Any, None]]:
    """What Discord calls; the library reads the shape of a command from the shape of a function."""

    async def without_option(interaction: discord.Interaction[GuideClient]) -> None:
        await interaction.client.asked(interaction, command.name, "")

    async def with_option(interaction: discord.Interaction[GuideClient], text: str) -> None:
        await interaction.client.asked(interaction, command.name, text)

    async def with_choice(interaction: discord.Interaction[GuideClient], text: str = "") -> None:
        await interaction.client.asked(interaction, command.name, text)

    async def with_two(interaction: discord.Interaction[GuideClient], text: str = "", also: str = "") -> None:
        language = f"{command.also}:{also} " if also else ""
        await interaction.client.asked(interaction, command.name, language + text)

    if not command.argument:
        return without_option
    if command.also:
        return with_two
    return with_option if command.required else with_choice


async def _suggest(interaction: discord.Interaction[GuideClient], typed: str) -> list[app_commands.Choice[str]]:
    """Marks an option as one with suggestions; the tree answers before this is reached."""
    return []


def _message_menu(guide: Guide, name: str, call: Callable[..., Coroutine[Any, Any, None]]) -> app_commands.ContextMenu:
    return app_commands.ContextMenu(
        name=_in_all_languages(guide, name), callback=call, allowed_contexts=_CONTEXTS, allowed_installs=_INSTALLS
    )


async def _explain(interaction: discord.Interaction[GuideClient], message: discord.Message) -> None:
    await interaction.client.explain(interaction, message)


async def _answer_this(interaction: discord.Interaction[GuideClient], message: discord.Message) -> None:
    await interaction.client.answer_this(interaction, message)


async def _post_tour(interaction: discord.Interaction[GuideClient]) -> None:
    await interaction.client.post_tour(interaction)


def _post_command(guide: Guide) -> Slash:
    command: Slash = app_commands.Command(
        name="post_tour",
        description=_in_all_languages(guide, "post_tour"),
        callback=_post_tour,
        allowed_contexts=AppCommandContext(guild=True, dm_channel=False, private_channel=False),
        allowed_installs=AppInstallationType(guild=True, user=False),
    )
    command.default_permissions = _MODERATORS
    return command


def _in_all_languages(guide: Guide, key: str) -> locale_str:
    """One of our own sentences in every locale."""
    texts = {locale: operator.attrgetter(key)(guide.wording(language)) for locale, language in LOCALES.items()}
    return locale_str(texts["en-US"], **texts)
