"""What every handler works with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.core.guide import Guide
from bot.core.knowledge.wording import GuideWording
from bot.core.message import Field, Message, Reply
from bot.telegram.dialogues import Dialogue, Dialogues
from bot.telegram.message import Asked, Place
from bot.telegram.moderators import Moderators, is_moderation, number_of
from bot.telegram.outbox import Outbox
from bot.telegram.render import Page, to_aside, to_invitation, to_page, to_pages
from bot.telegram.render_form import to_form, to_question

if TYPE_CHECKING:
    from telegram import InlineKeyboardButton, User


class Desk:
    """The guide, the way out, who we are, who may moderate, and the forms that are being filled in."""

    def __init__(self, guide: Guide, outbox: Outbox, me: User, moderators: Moderators) -> None:
        self.guide = guide
        self.outbox = outbox
        self.me = me
        self.moderators = moderators
        self.dialogues = Dialogues()

    @property
    def username(self) -> str:
        """Our name in links."""
        return self.me.username or ""

    def invitation(self, language: str, reply: Reply | None = None) -> InlineKeyboardButton:
        """The button into the private chat, to the same answer where a reply is given."""
        return to_invitation(self.guide.wording(language).ask_in_private, self.username, reply)

    async def answer(self, asked: Asked) -> list[int]:
        """Answers a question where it belongs; returns the ids of our messages."""
        async with self.outbox.typing(asked.place):
            reply = await self.reply_to(asked.message)
        return await self.show(reply, asked.message, asked.place) if reply else []

    async def reply_to(self, message: Message) -> Reply | None:
        """The reply to a message, if there is something to say."""
        reply = await self.guide.reply(message)
        return reply if reply.audience != "nobody" else None

    async def show(self, reply: Reply, message: Message, place: Place, card: int | None = None) -> list[int]:
        """Shows a reply, in the place of a message of ours where one is given; returns the ids of our messages."""
        first, *more = await self._pages(reply, message)
        shown = []
        if card is not None and not first.picture and await self.outbox.edit(place, card, first):
            shown.append(card)  # else it is too old, or a picture, or somebody removed it
        else:
            more.insert(0, first)
        shown += await self.outbox.post(place, more)
        if reply.form and shown and message.community:
            await self._begin(Dialogue.of(reply, reply.form, message, place, shown[0]))
        return shown

    async def ask(self, dialogue: Dialogue, field: Field, person: str, fault: str = "") -> None:
        """Asks a person for a field of a form."""
        await self.withdraw_question(dialogue)
        value = dialogue.values[field.name]
        page = to_question(field, value, number_of(person), self.words(dialogue), fault)
        sent = await self.outbox.post(dialogue.place, [page])
        dialogue.asking, dialogue.prompt = field, sent[0] if sent else None
        self.dialogues.keep(dialogue)

    async def withdraw_question(self, dialogue: Dialogue) -> None:
        """Removes the question for a field."""
        if dialogue.prompt:
            await self.outbox.delete(dialogue.place.chat, dialogue.prompt)
            dialogue.asking = dialogue.prompt = None

    def words(self, dialogue: Dialogue) -> GuideWording:
        """Our words about a form, in its language."""
        return self.guide.wording(dialogue.reply.language).guide

    async def apologise(self, asked: Asked) -> None:
        """Says that something went wrong on our side."""
        reply = await self.guide.failed_reply(asked.message)
        await self.outbox.post(asked.place, to_pages(reply))

    async def _begin(self, dialogue: Dialogue) -> None:
        """Opens a form: asks at once for what must be filled in."""
        if other := self.dialogues.keep(dialogue):
            await self.withdraw_question(other)
        if dialogue.missing:
            await self.ask(dialogue, dialogue.missing, dialogue.owner)

    async def _pages(self, reply: Reply, message: Message) -> list[Page]:
        """A reply as messages: one only where others read along, and none of what is not for them."""
        if message.private:
            return to_pages(reply)
        wording = self.guide.wording(reply.language).guide
        if reply.form:
            return [to_form(reply, reply.form, {each.name: each.value for each in reply.form.fields}, wording)]
        if reply.file and not await self.outbox.hand_over(number_of(message.person), reply.file):
            return [to_aside(reply, self.invitation(reply.language), wording.private_first)]
        if is_moderation(message.text):
            return [to_page(reply)]
        invitation = self.invitation(reply.language, reply)
        settings = await self.guide.settings_of(message.community)
        return [to_aside(reply, invitation) if settings.private_answers == "private" else to_page(reply, invitation)]
