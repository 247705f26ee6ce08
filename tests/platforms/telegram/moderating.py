"""People who moderate a group, or try to: what they write, press and fill in, and the card that they look at."""

from __future__ import annotations

from typing import Any

from tests.platforms.telegram.people import Person, eventually
from tests.platforms.telegram.server import BotApi, Call, Chat, Json

ANONYMOUS = {"id": 1087968824, "is_bot": True, "first_name": "Group", "username": "GroupAnonymousBot"}

ANSWER = {
    "title": "Where are the rules of this group?",
    "answer": "They are **pinned** at the top.",
    "questions": "where can i read the group rules\nwhat is forbidden here",
}


class Member:
    """Somebody in a group. An admin, unless `status` says something else."""

    def __init__(self, person: Person, chat: Chat, status: str = "administrator") -> None:
        self.person = person
        self.chat = chat
        self.more: Json = {}
        self._answered = 0
        self.is_now(status)

    @property
    def api(self) -> BotApi:
        """The server."""
        return self.person.api

    def is_now(self, status: str) -> None:
        """Makes them something else in the group."""
        self.chat.members[self.person.id] = status

    def hides(self) -> None:
        """Writes anonymously from now on; presses tell who they are all the same."""
        self.more = {"from": ANONYMOUS, "sender_chat": self.chat.json()}

    def cards(self) -> list[Call]:
        """What was shown in the group, in this order."""
        shown = self.api.made("sendMessage", "editMessageText", "sendPhoto")
        return [call for call in shown if self._is_here(call) and not _is_question(call)]

    def questions(self) -> list[Call]:
        """What they were asked for in the group, or nobody by name."""
        asked = [call for call in self.api.made("sendMessage") if self._is_here(call) and _is_question(call)]
        return [call for call in asked if f'?id={self.person.id}"' in call.params["text"] or not _names(call)]

    def note(self) -> str:
        """The note that the last press was answered with."""
        return str(self.api.made("answerCallbackQuery")[-1].params.get("text", ""))

    async def says(self, text: str | None, **more: Any) -> Call:
        """Writes something, and sees the card that comes of it."""
        known = len(self.cards())
        await self.person.say(text, self.chat, **{**self.more, **more})
        return await self.card_after(known)

    async def presses(self, label: str, card: Call | None = None) -> Call:
        """Presses a button of the last card, or of another one, and sees what it becomes."""
        known = len(self.cards())
        await self.person.press((card or self.cards()[-1]).result, label)
        return await self.card_after(known)

    async def presses_in_vain(self, label: str, card: Call | None = None) -> str:
        """Presses a button, and gets a note instead of a card."""
        known, shown = len(self.api.made("answerCallbackQuery")), len(self.cards())
        await self.person.press((card or self.cards()[-1]).result, label)
        await eventually(lambda: len(self.api.made("answerCallbackQuery")) > known)
        await self.person.settle()
        assert len(self.cards()) == shown
        return self.note()

    async def tries(self, card: Call, data: str) -> str:
        """Presses a button that carries this, whether it is there or not; the note that comes of it."""
        known = len(self.api.made("answerCallbackQuery"))
        await self.person.press_data(card.result, data)
        await eventually(lambda: len(self.api.made("answerCallbackQuery")) > known)
        return self.note()

    async def question(self) -> Call:
        """The next question of a form that was not answered yet."""
        asked: list[Call] = await eventually(lambda: self.questions()[self._answered :])
        return asked[0]

    async def answers(self, text: str) -> None:
        """Answers the question of a form."""
        question = await self.question()
        self._answered = len(self.questions())
        await self.replies(question, text)

    async def replies(self, to: Call, text: str | None, **more: Any) -> None:
        """Replies to a message."""
        await self.person.say(text, self.chat, reply_to_message=to.result, **{**self.more, **more})

    async def answers_last(self, text: str) -> Call:
        """Answers the last question of a form, and sees what comes of it."""
        known = len(self.cards())
        await self.answers(text)
        return await self.card_after(known)

    async def writes(self, **texts: str) -> Call:
        """Writes an own answer, up to the form with all that is needed; sees the form."""
        texts = {**ANSWER, **texts}
        await self.says("/guide answer new")
        await self.answers(texts["title"])
        await self.answers(texts["answer"])
        return await self.answers_last(texts["questions"])

    async def publishes(self, **texts: str) -> Call:
        """Writes an own answer and publishes it."""
        await self.writes(**texts)
        await self.presses("Save")
        return await self.presses("Publish")

    async def card_after(self, known: int) -> Call:
        """The card after so many known ones."""
        cards: list[Call] = await eventually(lambda: self.cards()[known:])
        return cards[0]

    def _is_here(self, call: Call) -> bool:
        return bool(call.params["chat_id"] == self.chat.id)


def _is_question(call: Call) -> bool:
    return "force_reply" in (call.params.get("reply_markup") or {})


def _names(question: Call) -> bool:
    return "tg://user" in question.params["text"]
