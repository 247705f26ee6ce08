"""Forms in a chat: lines that answer our questions for a field, and the buttons under a form."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from bot.core.message import File, Message
from bot.telegram.dialogues import Dialogue
from bot.telegram.formatted import to_markdown
from bot.telegram.handlers.desk import Desk
from bot.telegram.message import (
    MARK,
    asked_by_press,
    filled_in,
    place_of,
    replies_to,
    value_of_field,
    words_of,
)
from bot.telegram.render import Page, in_passing, to_pages
from bot.telegram.render_form import CANCEL, FIELD, SAVE, to_form

if TYPE_CHECKING:
    import telegram
    from telegram import CallbackQuery


class Forms:
    """Goes on with the forms that moderators opened. Each step asks anew whether they may."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    async def answered(self, said: telegram.Message) -> bool:
        """Takes a reply to one of our questions; says whether it was one."""
        question, text = said.reply_to_message, words_of(said) or ""
        if question is None or not replies_to(said, self._desk.me) or not (question.text or "").startswith(MARK):
            return False
        if text.startswith("/") and text.split("@")[0] != "/cancel":
            return False
        dialogue = self._desk.dialogues.asked_by(said.chat.id, question.message_id)
        asker = filled_in(said, dialogue.form.token if dialogue else "/guide", {})
        message = await self._desk.moderators.vouched(asker)
        if not message.moderator:
            return True  # what somebody else writes there is neither for the form nor a question
        if dialogue is None or not dialogue.is_of(message.person):
            await self._say_expired(said, message)
        elif text:
            await self._take(dialogue, said, text, message)
        elif said.document:
            file = await self._desk.outbox.fetch(said.document)
            await self._submit(dialogue, message, file, place_of(said).reply_to)
        return True

    async def pressed(self, query: CallbackQuery) -> None:
        """Does what a button under a form says."""
        card = query.message
        dialogue = self._desk.dialogues.shown_by(card.chat.id, card.message_id) if card else None
        token = dialogue.form.token if dialogue else "/guide"
        message = await self._desk.moderators.vouched(dataclasses.replace(asked_by_press(query), text=token))
        language = dialogue.reply.language if dialogue else await self._desk.guide.language_for(message)
        wording = self._desk.guide.wording(language)
        if not message.moderator:
            await self._desk.outbox.answer_press(query.id, wording.moderators_only, alert=True)
        elif dialogue is None or not dialogue.is_of(message.person):
            await self._desk.outbox.answer_press(query.id, wording.guide.form_expired, alert=True)
        else:
            await self._desk.outbox.answer_press(query.id)
            await self._press(dialogue, query.data or "", message)

    async def _press(self, dialogue: Dialogue, data: str, message: Message) -> None:
        if data == CANCEL:
            await self._cancel(dialogue)
        elif data == SAVE and dialogue.missing is None:
            await self._submit(dialogue, message)
        else:
            place = data.removeprefix(FIELD)
            fields = dialogue.form.fields
            chosen = fields[int(place)] if place.isdecimal() and int(place) < len(fields) else dialogue.missing
            if chosen:
                await self._desk.ask(dialogue, chosen, message.person)

    async def _take(self, dialogue: Dialogue, said: telegram.Message, text: str, message: Message) -> None:
        """Puts a line into the field that was asked for, and goes on to the next one."""
        field = dialogue.asking
        if field is None or text.startswith("/"):
            await self._cancel(dialogue)
            return
        text = to_markdown(said) if field.long else text
        if len(text) > field.limit:
            fault = self._desk.words(dialogue).form_too_long.format(count=field.limit)
            await self._desk.ask(dialogue, field, message.person, fault)
            return
        dialogue.values[field.name] = value_of_field(text, dialogue.form.token, dialogue.place)
        if len(dialogue.form.fields) == 1:
            await self._submit(dialogue, message, None, said.message_id)
            return
        await self._desk.withdraw_question(dialogue)
        if dialogue.missing:
            await self._desk.ask(dialogue, dialogue.missing, message.person)
        else:
            await self._show_below(dialogue)

    async def _submit(
        self, dialogue: Dialogue, message: Message, file: File | None = None, reply_to: int | None = None
    ) -> None:
        """Sends a form off; what comes of it takes its place, or follows the line that was its last."""
        message = dataclasses.replace(
            message,
            text=dialogue.form.token,
            fields=dict(dialogue.values),
            file=file,
            reply_language=dialogue.reply.language,
        )
        reply = await self._desk.reply_to(message)
        place = dataclasses.replace(dialogue.place, reply_to=reply_to or dialogue.place.reply_to)
        if reply is None or in_passing(reply):  # we are asked too much; the form stays open
            await self._desk.outbox.post(place, to_pages(reply) if reply else [])
            return
        self._desk.dialogues.close(dialogue)
        await self._desk.withdraw_question(dialogue)
        if reply_to:
            await self._desk.outbox.delete(place.chat, dialogue.card)
        await self._desk.show(reply, message, place, None if reply_to else dialogue.card)

    async def _cancel(self, dialogue: Dialogue) -> None:
        self._desk.dialogues.close(dialogue)
        await self._desk.withdraw_question(dialogue)
        await self._desk.outbox.edit(dialogue.place, dialogue.card, Page(self._desk.words(dialogue).form_cancelled))

    async def _show_below(self, dialogue: Dialogue) -> None:
        """Shows a form again under the lines that were written meanwhile."""
        page = to_form(dialogue.reply, dialogue.form, dialogue.values, self._desk.words(dialogue))
        self._desk.dialogues.close(dialogue)
        before = dialogue.card
        if sent := await self._desk.outbox.post(dialogue.place, [page]):
            dialogue.card = sent[0]
            self._desk.dialogues.keep(dialogue)  # at once: somebody may press faster than the old one is removed
        await self._desk.outbox.delete(dialogue.place.chat, before)

    async def _say_expired(self, said: telegram.Message, message: Message) -> None:
        language = await self._desk.guide.language_for(message)
        text = self._desk.guide.wording(language).guide.form_expired
        await self._desk.outbox.post(place_of(said), [Page(text)])
