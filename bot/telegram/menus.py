"""The command menus, made from the one command table: per scope and per language, written only when they changed."""

from __future__ import annotations

import asyncio
import logging

from telegram import (
    Bot,
    BotCommand,
    BotCommandScope,
    BotCommandScopeAllChatAdministrators,
    BotCommandScopeAllGroupChats,
    BotCommandScopeAllPrivateChats,
)
from telegram.error import TelegramError

from bot.core.commands.table import COMMANDS
from bot.core.guide import Guide

LANGUAGES = {None: "en", "zh": "zh-Hans"}
"""Telegram's language codes, which have two letters, and the language in which we describe the commands to each;
no code stands for all others."""

_PERSONAL = {"lang", "privacy", "forget"}
"""What people settle with us alone; it works in groups, too, but need not be offered there."""

_log = logging.getLogger(__name__)

Menu = tuple[BotCommand, ...]


def to_menu(guide: Guide, language: str, *, group: bool, moderator: bool = False) -> Menu:
    """The commands as a menu in a language."""
    summaries = guide.wording(language).commands
    listed = [command for command in COMMANDS if command.listed and not (group and command.name in _PERSONAL)]
    mine = [command.name for command in listed if moderator or command.who == "everyone"]
    return tuple(BotCommand(name, getattr(summaries, name)) for name in mine)


async def publish(bot: Bot, guide: Guide) -> None:
    """Sets every menu that differs from what Telegram shows. Without one the bot still serves."""
    scopes: dict[BotCommandScope, tuple[bool, bool]] = {
        BotCommandScopeAllPrivateChats(): (False, False),
        BotCommandScopeAllGroupChats(): (True, False),
        BotCommandScopeAllChatAdministrators(): (True, True),
    }
    menus = [
        _publish(bot, to_menu(guide, language, group=group, moderator=moderator), scope, code)
        for scope, (group, moderator) in scopes.items()
        for code, language in LANGUAGES.items()
    ]
    try:
        await asyncio.gather(*menus)
    except TelegramError as trouble:
        _log.warning("the command menus could not be set (%s)", type(trouble).__name__)


async def _publish(bot: Bot, menu: Menu, scope: BotCommandScope, code: str | None) -> None:
    if await bot.get_my_commands(scope, code) != menu:
        await bot.set_my_commands(menu, scope, code)
