"""Makes Messages out of what Telegram sends, and says where the answer belongs. Pure: nothing is sent from here."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

import telegram
from telegram import CallbackQuery, Chat, InlineQuery, MaybeInaccessibleMessage, User
from telegram.constants import ChatType

from bot.core.commands.table import BY_NAME
from bot.core.message import File, Message
from bot.telegram.tokens import of_data, of_start

GENERAL = 1
"""What Telegram calls the topic of a forum that always exists; it never names it in messages."""

MARK = "✎"
"""What our questions for a field begin with, so that a reply to one is known for what it is, after a restart too."""

How = Literal["command", "name", "unasked"]
"""What makes a message of a group ours: a command, our name or a reply to us, or nothing but that we hear it."""

_SPEAK_IN = "/guide set speak_in"
_LINK_TO_PLACE = re.compile(r"https?://t\.me/(?:c/)?\w+/(\d+)\S*")
_HERE = re.compile(r"(?<![\w-])here(?![\w-])", re.IGNORECASE)
_COMMAND = re.compile(r"/(?P<name>\w{1,32})(?:@(?P<bot>\w+))?(?:\s+(?P<rest>.*))?", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Place:
    """Where an answer belongs: a chat, a forum topic in it, and the message it is a reply to."""

    chat: int
    topic: int | None = None
    reply_to: int | None = None
    group: bool = False


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, where its answer belongs, and how it reached us."""

    message: Message
    place: Place
    how: How = "name"


@dataclass(frozen=True, slots=True)
class _Said:
    """What a text says to us: the command's name, if it is one, and the rest; `to_us` if it calls us by name."""

    command: str
    rest: str
    to_us: bool

    @property
    def needs_text(self) -> bool:
        """Whether it is about a text that stands elsewhere: `to` is a language, `what` is said to us."""
        command = BY_NAME.get(self.command)
        takes_text = command is not None and command.listed and command.argument not in {"", "to", "what"}
        return not self.rest and (not self.command or takes_text)

    def message(self, rest: str) -> str:
        """The text for the core."""
        if self.command == "start":
            return of_start(rest)
        return f"/{self.command} {rest}".strip() if self.command else rest


def asked_in_chat(said: telegram.Message, me: User) -> Asked | None:
    """The question in a message of a private chat or a group, or nothing if it is none of our business."""
    if not _is_from_person(said) or said.via_bot or said.is_automatic_forward:
        return None  # what came through a bot may be our own inline answer
    group = said.chat.type != ChatType.PRIVATE
    text = words_of(said)
    if text is None and not group and _is_attachment(said):
        text = ""  # it gets the line that asks for words
    spoken = None if text is None else _spoken(text, me)
    how = _how(spoken, said, me) if spoken else None
    if spoken is None or how is None:
        return None
    about = _about(said) if how != "unasked" else None
    rest = (_quoted(said, about) if about and spoken.needs_text else "") or spoken.rest
    place = _place(said, (about or said).message_id if group else None)
    quoted = _quoted(said, about) if about else ""
    return Asked(_message(with_place(spoken.message(rest), place), said, quoted), place, how)


def asked_as_guest(said: telegram.Message, me: User) -> Message | None:
    """The question of somebody who calls us into a chat where we are not."""
    spoken = _spoken(words_of(said) or "", me)
    if spoken is None or not _is_from_person(said):
        return None
    about = said.reply_to_message
    rest = (_quoted(said, about) if about and spoken.needs_text else "") or spoken.rest
    return _of_person(spoken.message(rest), said.from_user)


def filled_in(said: telegram.Message, token: str, fields: Mapping[str, str], file: File | None = None) -> Message:
    """A form whose last line somebody has just written."""
    message = _message(token, said, "")
    return dataclasses.replace(message, fields=fields, file=file)


def with_place(text: str, place: Place) -> str:
    """A setting of places as the core knows them: `here` and links to topics become the numbers of topics."""
    if not text.startswith(_SPEAK_IN):
        return text
    key, places = text[: len(_SPEAK_IN)], text[len(_SPEAK_IN) :]
    return key + _LINK_TO_PLACE.sub(r"\1", _HERE.sub(str(place.topic or GENERAL), places))


def value_of_field(text: str, token: str, place: Place) -> str:
    """What was written into a field of the form with this token."""
    return with_place(f"{token} {text}", place).removeprefix(f"{token} ") if text != "-" else ""


def place_of(said: telegram.Message) -> Place:
    """Where a message stands, and the reply to it belongs."""
    return _place(said, said.message_id if said.chat.type != ChatType.PRIVATE else None)


def community_of(chat: int) -> str:
    """The community that a group is."""
    return f"telegram:{chat}"


def asked_inline(query: InlineQuery) -> Message:
    """What somebody typed after our name, in any chat."""
    return _of_person(query.query, query.from_user)


def asked_by_press(query: CallbackQuery) -> Message:
    """What a button stands for."""
    token, language = of_data(query.data or "")
    chat = query.message.chat if query.message else None
    group = chat is None or chat.type != ChatType.PRIVATE
    return Message(
        text=token,
        person=_name(query.from_user),
        conversation=_name(chat),
        thread=_thread(query.message),
        community=_name(chat) if group else "",
        private=not group,
        client_language=query.from_user.language_code or "",
        reply_language=language,
        quoted=words_of(query.message) or "" if isinstance(query.message, telegram.Message) else "",
    )


def place_of_press(answer: MaybeInaccessibleMessage) -> Place:
    """Where a message with buttons stands, and a new one belongs when it cannot be changed any more."""
    if not isinstance(answer, telegram.Message):  # too old for Telegram to tell more
        return Place(answer.chat.id, group=answer.chat.type != ChatType.PRIVATE)
    asked = answer.reply_to_message or answer
    return _place(answer, asked.message_id if answer.chat.type != ChatType.PRIVATE else None)


def _message(text: str, said: telegram.Message, quoted: str) -> Message:
    group = said.chat.type != ChatType.PRIVATE
    person = said.sender_chat or said.from_user
    return Message(
        text=text,
        person=_name(person),
        conversation=_name(said.chat),
        thread=_thread(said),
        community=_name(said.chat) if group else "",
        private=not group,
        client_language=person.language_code or "" if isinstance(person, User) else "",
        quoted=quoted,
    )


def _of_person(text: str, person: User | None) -> Message:
    return Message(text, person=_name(person), client_language=(person and person.language_code) or "")


def _name(owner: User | Chat | None) -> str:
    return f"telegram:{owner.id}" if owner else ""


def _thread(said: MaybeInaccessibleMessage | None) -> str:
    """The topic of a forum that a message stands in, or nothing."""
    return str(_topic(said) or "") if isinstance(said, telegram.Message) else ""


def _place(said: telegram.Message, reply_to: int | None) -> Place:
    return Place(said.chat.id, _topic(said), reply_to, group=said.chat.type != ChatType.PRIVATE)


def _topic(said: telegram.Message) -> int | None:
    """The topic to answer in; outside forums, and in a forum's general topic, the server refuses to be given one."""
    return said.message_thread_id if said.is_topic_message else None


def _spoken(text: str, me: User) -> _Said | None:
    """Reads a text; nothing if it is a command for another bot."""
    name = (me.username or "").casefold()
    command = _COMMAND.fullmatch(text.strip())
    if command:
        called = (command["bot"] or "").casefold()
        return (
            _Said(command["name"].casefold(), command["rest"] or "", called == name) if called in {"", name} else None
        )
    mention = re.compile(rf"(?<![\w@])@{re.escape(name)}(?!\w)", re.IGNORECASE)
    rest, mentions = mention.subn(" ", text)
    return _Said("", " ".join(rest.split()) if mentions else text, bool(mentions))


def _how(spoken: _Said, said: telegram.Message, me: User) -> How | None:
    """What makes a text ours; nothing if it is a command that we do not know."""
    if spoken.command:
        return "command" if spoken.command in BY_NAME or spoken.to_us or said.chat.type == ChatType.PRIVATE else None
    return "name" if spoken.to_us or said.chat.type == ChatType.PRIVATE or replies_to(said, me) else "unasked"


def replies_to(said: telegram.Message, me: User) -> bool:
    """Whether a message is a reply to one of ours."""
    answered = said.reply_to_message
    return bool(answered and answered.from_user and answered.from_user.id == me.id)


def _about(said: telegram.Message) -> telegram.Message | None:
    """The message that a helper points at: that of a person. A channel's post only heads its comments."""
    about = said.reply_to_message
    if about is None or about.is_automatic_forward or about.forum_topic_created or not _is_from_person(about):
        return None
    return about


def _quoted(said: telegram.Message, about: telegram.Message) -> str:
    return said.quote.text if said.quote else words_of(about) or ""


def words_of(said: telegram.Message) -> str | None:
    """What stands in a message, or under its picture."""
    return said.text or said.caption


def _is_attachment(said: telegram.Message) -> bool:
    """Whether something without words was sent; of an album, the caption speaks for all."""
    return said.effective_attachment is not None and not said.media_group_id


def _is_from_person(said: telegram.Message) -> bool:
    """Whether a person wrote: also as an anonymous admin or in the name of a channel, where the user is a bot."""
    return bool(said.sender_chat or (said.from_user and not said.from_user.is_bot))
