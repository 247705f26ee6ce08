"""`/guide settings` and `/guide set`: what a community decides."""

from __future__ import annotations

from bot.core.commands.guide.acting import Desk, back
from bot.core.commands.guide.problems import said
from bot.core.community.settings import KEYS, SettingError, checked, options, shown
from bot.core.markdown import escaped
from bot.core.message import Choice, Field, Form, Reply


async def overview(desk: Desk, _rest: str) -> Reply:
    """Every setting with its value and what it is for."""
    lines = [
        "- "
        + desk.wording.setting_line.format(
            name=key, value=_value(desk, key), about=getattr(desk.turn.wording.settings, key)
        )
        for key in KEYS
    ]
    choices = [Choice(key, f"/guide set {key}") for key in KEYS]
    body = f"{desk.wording.settings_intro}\n\n" + "\n".join(lines)
    return desk.reply(desk.wording.settings_title, body, [*choices, *back(desk)])


async def change(desk: Desk, rest: str) -> Reply:
    """Changes a setting; asks for the value where none was given."""
    key, _, value = rest.partition(" ")
    if key not in KEYS:
        return await set_(desk, key, value) if key else await overview(desk, "")
    value = desk.turn.message.fields.get("value", value)
    if not value and "value" not in desk.turn.message.fields:
        return _one(desk, key)
    return await set_(desk, key, value)


async def set_(desk: Desk, key: str, value: str) -> Reply:
    """Keeps a value, if the setting can have it."""
    try:
        kept = checked(key, value, desk.community.shared.library.topics)
    except SettingError as error:
        return _refused(desk, error)
    await desk.store.keep_setting(desk.id, key, kept or None, desk.act("set", f"{key}: {kept}"))
    desk = await desk.again()
    body = desk.wording.setting_done.format(name=key, value=_value(desk, key))
    if (key, kept) == ("listen", "sure") and not desk.turn.message.hears:
        body = f"{body}\n\n{desk.wording.listen_in_vain}"
    return desk.reply(desk.wording.settings_title, body, [Choice(desk.wording.label_settings, "/guide settings")])


def _one(desk: Desk, key: str) -> Reply:
    """One setting: buttons where it has few values, else a form."""
    about = getattr(desk.turn.wording.settings, key)
    body = desk.wording.setting_now.format(about=about, value=_value(desk, key))
    title = desk.wording.setting_title.format(name=key)
    few = options(key)
    choices = [Choice(value, f"/guide set {key} {value}") for value in few]
    now = shown(desk.community.settings, key)
    field = Field("value", desk.wording.field_value, now, long=key == "welcome_text", required=False, limit=1_000)
    form = None if few else Form(title, f"/guide set {key}", (field,))
    return desk.reply(title, body, [*choices, Choice(desk.wording.label_settings, "/guide settings")], form)


def _value(desk: Desk, key: str) -> str:
    return escaped(shown(desk.community.settings, key)) or desk.wording.setting_empty


def _refused(desk: Desk, error: SettingError) -> Reply:
    problems = " ".join(escaped(said(desk, problem)) for problem in error.problems)
    body = desk.wording.setting_wrong.format(problem=problems)
    return desk.reply(desk.wording.settings_title, body, [Choice(desk.wording.label_settings, "/guide settings")])
