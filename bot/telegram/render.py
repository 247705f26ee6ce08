"""A Reply as Telegram shows it: HTML and a keyboard. Pure functions; everything is escaped here and only here."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape, unescape

from telegram import (
    CopyTextButton,
    ForceReply,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InlineQueryResultArticle,
    InputTextMessageContent,
)
from telegram.constants import InlineKeyboardButtonLimit, MessageLimit

from bot import markup
from bot.core.message import Choice, Reply, Suggestion
from bot.telegram.tokens import to_data, to_start

LONG = 350
"""Characters of a body from which on it is folded in a group."""

IN_PASSING = 200
"""Characters that fit on the note that a press may be answered with."""

LEAVE = "leave"
"""What the button of whoever wants no more unasked answers carries; no token of the core looks like it."""

LIMIT = int(MessageLimit.MAX_TEXT_LENGTH)
"""UTF-16 units that fit into a message."""

_CAPTION = int(MessageLimit.CAPTION_LENGTH)
_SHORT_LABEL = 16
_CUT = "\n…"
_TAG = re.compile(r"<[^>]*>")


@dataclass(frozen=True, slots=True)
class Page:
    """One message to send, under a picture where it has one. `box`: asks for a reply, where there is no keyboard."""

    html: str
    keyboard: InlineKeyboardMarkup | None = None
    picture: bytes | None = None
    box: ForceReply | None = None


def to_pages(reply: Reply) -> list[Page]:
    """As many messages as a reply needs; the buttons are under the last one."""
    if reply.picture:
        return [to_page(reply)]
    first, *more = _bodies_of(reply, quoted=False)
    texts = [joined(title_of(reply), first), *more]
    last = Page(joined(texts.pop(), _footers(reply)), to_keyboard(reply))
    return [*(Page(text) for text in texts), last]


def to_page(reply: Reply, invitation: InlineKeyboardButton | None = None) -> Page:
    """A reply as one message, for where others read along: a long body is folded, one too long for it is cut."""
    folded = len(reply.body) >= LONG and not reply.picture
    body, *more = _bodies_of(reply, quoted=folded)
    if folded:
        body = f"<blockquote expandable>{body}{_CUT if more else ''}</blockquote>"
    return Page(joined(title_of(reply), body, _footers(reply)), to_keyboard(reply, invitation), reply.picture)


def to_aside(reply: Reply, invitation: InlineKeyboardButton, said: str = "") -> Page:
    """What the others see of a reply that is for one person only: what it is about, and the way into private."""
    return Page(joined(title_of(reply), escaped(said)) or "…", InlineKeyboardMarkup([[invitation]]))


def to_unasked(reply: Reply, invitation: InlineKeyboardButton, leave: str) -> Page:
    """An answer that nobody asked us for, with a button for whoever wants no more of them."""
    page = to_page(reply, invitation)
    rows = page.keyboard.inline_keyboard if page.keyboard else ()
    button = InlineKeyboardButton(leave, callback_data=LEAVE)
    return Page(page.html, InlineKeyboardMarkup([*rows, [button]]), page.picture)


def in_passing(reply: Reply) -> str:
    """A reply that is but a line, which need not take the place of what was pressed; else nothing."""
    alone = not (reply.body or reply.choices or reply.form or reply.picture or reply.file)
    return reply.title if alone and len(reply.title) <= IN_PASSING else ""


def as_note(reply: Reply) -> str:
    """A reply as the note that a press is answered with."""
    return (markup.plain(markup.parse(reply.body)) or reply.title)[:IN_PASSING]


def to_article(suggestion: Suggestion, reply: Reply, invitation: InlineKeyboardButton) -> InlineQueryResultArticle:
    """A result of an inline query: a preview to choose, and the whole answer to post."""
    return _article(suggestion.token, suggestion.title, suggestion.summary, to_page(reply, invitation))


def to_guest_answer(reply: Reply, invitation: InlineKeyboardButton) -> InlineQueryResultArticle:
    """The answer to somebody who called us into a chat."""
    return _article("answer", reply.title or "…", "", to_page(reply, invitation))


def to_invitation(label: str, username: str, reply: Reply | None = None) -> InlineKeyboardButton:
    """The button that leads into the private chat, to the same answer where it has an address."""
    match = reply.match if reply else None
    start = to_start(f"/{match.kind} {match.id}") if match and match.id else ""
    return InlineKeyboardButton(label, url=_deep_link(username, start))


def to_welcome(reply: Reply, newcomers: Sequence[tuple[int, str]], username: str) -> Page:
    """The welcome for people who just came: their names, and buttons that lead into the private chat."""
    names = ", ".join(f'<a href="tg://user?id={user}">{escaped(name)}</a>' for user, name in newcomers)
    links = [(choice.label, to_start(choice.token)) for choice in reply.choices]
    rows = [[InlineKeyboardButton(label, url=_deep_link(username, start))] for label, start in links if start]
    text = joined(title_of(reply), names, _html(markup.parse(reply.body)), _footers(reply))
    return Page(text, InlineKeyboardMarkup(rows) if rows else None)


def to_keyboard(reply: Reply, invitation: InlineKeyboardButton | None = None) -> InlineKeyboardMarkup | None:
    """What can be copied, what can be pressed, and the way into the private chat."""
    make = _kept_keyboard if _is_known(reply) else _keyboard
    return make(reply.choices, reply.copyable, reply.language, invitation, reply.feedback)


def width(html: str) -> int:
    """How long Telegram finds a text: without tags, in UTF-16 units."""
    return _units(unescape(_TAG.sub("", html)))


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def _keyboard(
    choices: tuple[Choice, ...],
    copyable: str,
    language: str,
    invitation: InlineKeyboardButton | None,
    feedback: tuple[Choice, ...],
) -> InlineKeyboardMarkup | None:
    rows: list[list[InlineKeyboardButton]] = []
    if 0 < len(copyable) <= InlineKeyboardButtonLimit.MAX_COPY_TEXT:
        rows.append([InlineKeyboardButton(f"📋 {copyable}", copy_text=CopyTextButton(copyable))])
    rows += [
        [InlineKeyboardButton(each.label, callback_data=to_data(each.token, language)) for each in row]
        for row in [*_rows(choices), feedback]
        if row
    ]
    if invitation:
        rows.append([invitation])
    return InlineKeyboardMarkup(rows) if rows else None


def _rows(choices: Iterable[Choice]) -> list[list[Choice]]:
    """One choice a row, two where both are short."""
    rows: list[list[Choice]] = []
    for choice in choices:
        short = len(choice.label) <= _SHORT_LABEL
        if short and rows and len(rows[-1]) == 1 and len(rows[-1][0].label) <= _SHORT_LABEL:
            rows[-1].append(choice)
        else:
            rows.append([choice])
    return rows


def _article(identity: str, title: str, summary: str, page: Page) -> InlineQueryResultArticle:
    return InlineQueryResultArticle(
        id=identity,
        title=title,
        description=summary or None,
        input_message_content=InputTextMessageContent(page.html),
        reply_markup=page.keyboard,
    )


def _deep_link(username: str, start: str) -> str:
    return f"https://t.me/{username}?start={start}" if start else f"https://t.me/{username}"


def title_of(reply: Reply) -> str:
    """The title in bold, if there is one."""
    return f"<b>{escaped(reply.title)}</b>" if reply.title else ""


def _footers(reply: Reply) -> str:
    return "\n".join(f"<i>{escaped(footer)}</i>" for footer in reply.footers)


def _room(reply: Reply) -> int:
    """Characters that are left for a body beside its title and footers."""
    around = "\n\n".join((reply.title, *reply.footers))
    return (_CAPTION if reply.picture else LIMIT) - _units(around) - len(_CUT) - 4


def _bodies_of(reply: Reply, *, quoted: bool) -> tuple[str, ...]:
    return (_kept_bodies if _is_known(reply) else _bodies)(reply.body, _room(reply), quoted)


def _is_known(reply: Reply) -> bool:
    """Whether a reply is of the content, and comes again and again. What has a person's words in it is not kept."""
    return reply.match is not None and bool(reply.match.id)


def _bodies(body: str, room: int, quoted: bool) -> tuple[str, ...]:
    """A body in parts that fit, at least one."""

    def fits(tree: markup.Tree) -> bool:
        return width(_html(tree, quoted)) <= room

    tree = markup.parse(body)
    parts = [tree] if fits(tree) else markup.split(tree, fits)
    return tuple(_html(part if fits(part) else _cut(part, room), quoted) for part in parts)


_kept_bodies = functools.lru_cache(2_000)(_bodies)
_kept_keyboard = functools.lru_cache(2_000)(_keyboard)  # the library takes longer to make a button than we a page


def _cut(part: markup.Tree, room: int) -> markup.Tree:
    """The beginning of a sentence that is too long for any message, without its markup."""
    return (markup.Paragraph((markup.Text(begun(markup.plain(part), room)),)),)


def begun(text: str, room: int) -> str:
    """The beginning of a text that is too long for the room."""
    if _units(text) <= room:
        return text
    return text.encode("utf-16-le")[: 2 * (room - 1)].decode("utf-16-le", "ignore") + "…"


def body_within(reply: Reply, room: int) -> str:
    """The body of a reply, as much of it as fits beside its title."""
    room -= _units(reply.title) + 8
    return _bodies(reply.body, room, True)[0]


def joined(*texts: str) -> str:
    """Parts with an empty line between them."""
    return "\n\n".join(text for text in texts if text)


def _html(tree: markup.Tree, quoted: bool = False) -> str:
    return "\n\n".join(_block(block, quoted) for block in tree)


def _block(block: markup.Block, quoted: bool) -> str:
    match block:
        case markup.Paragraph(inside):
            return _line(inside)
        case markup.Quote(inside):  # one quotation inside another is refused
            within = _html(inside, True)
            return within if quoted else f"<blockquote>{within}</blockquote>"
        case markup.Items(items, start):
            marks = ["•" if start is None else f"{start + place}." for place in range(len(items))]
            return "\n".join(_item(mark, item, quoted) for mark, item in zip(marks, items, strict=True))


def _item(mark: str, item: tuple[markup.Block, ...], quoted: bool) -> str:
    text = "\n".join(_block(block, quoted) for block in item)
    return f"{mark} " + text.replace("\n", "\n   ")


def _line(inside: Iterable[markup.Inline]) -> str:
    return "".join(_inline(part) for part in inside)


def _inline(part: markup.Inline) -> str:
    match part:
        case markup.Text(text):
            return escaped(text)
        case markup.Code(text):
            return f"<code>{escaped(text)}</code>"
        case markup.Bold(inside):
            return f"<b>{_line(inside)}</b>"
        case markup.Italic(inside):
            return f"<i>{_line(inside)}</i>"
        case markup.Link(inside, address):
            return f'<a href="{escape(address)}">{_line(inside)}</a>'


def escaped(text: str) -> str:
    """A text that has no markup."""
    return escape(text, quote=False)
