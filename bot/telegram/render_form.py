"""A form as Telegram shows it: a card with a button for each field, and a reply box for the one that is asked for."""

from __future__ import annotations

from collections.abc import Mapping

from telegram import ForceReply, InlineKeyboardButton, InlineKeyboardMarkup
from telegram.constants import ReplyLimit

from bot.core.knowledge.wording import GuideWording
from bot.core.message import Field, Form, Reply
from bot.telegram.message import MARK
from bot.telegram.render import LIMIT, Page, begun, body_within, escaped, joined, title_of, width

OURS = "form:"
SAVE, CANCEL, FIELD = f"{OURS}save", f"{OURS}cancel", f"{OURS}field:"
"""What the buttons under a form carry; no token of the core looks like them."""

_SHOWN = 300
"""Characters that a form shows of what was filled into a field."""

_AROUND = 600
"""Characters that are left for the label and the hints around a field's text."""


def to_form(reply: Reply, form: Form, values: Mapping[str, str], wording: GuideWording) -> Page:
    """A form: what it is for, what was filled in so far, and a button for each field; a single one needs none."""
    fields = form.fields if len(form.fields) > 1 else ()
    lines = "\n".join(_filled(field, values.get(field.name, "")) for field in fields)
    rows = [[_button(each.label, f"{FIELD}{place}")] for place, each in enumerate(fields)]
    ends = [_button(wording.form_save, SAVE)] if fields else []
    rows.append([*ends, _button(wording.form_cancel, CANCEL)])
    body = body_within(reply, LIMIT - width(lines))
    return Page(joined(title_of(reply), body, lines) or "…", InlineKeyboardMarkup(rows))


def to_question(field: Field, value: str, person: int, wording: GuideWording, fault: str = "") -> Page:
    """Asks for a field. It is a reply box for the person who is named, where Telegram can find them."""
    mark = f'<a href="tg://user?id={person}">{MARK}</a>' if person > 0 else MARK
    hint = wording.form_ask if field.required else f"{wording.form_ask} {wording.form_empty}"
    kept = f"<pre>{escaped(begun(value, LIMIT - _AROUND))}</pre>" if value else ""
    html = joined(f"{mark} <b>{escaped(field.label)}</b>", escaped(fault), escaped(hint), kept)
    placeholder = field.label[: int(ReplyLimit.MAX_INPUT_FIELD_PLACEHOLDER)]
    return Page(html, box=ForceReply(selective=True, input_field_placeholder=placeholder))


def _button(label: str, data: str) -> InlineKeyboardButton:
    return InlineKeyboardButton(label, callback_data=data)


def _filled(field: Field, value: str) -> str:
    return f"<b>{escaped(field.label)}:</b> {escaped(begun(value, _SHOWN) or '–')}"
