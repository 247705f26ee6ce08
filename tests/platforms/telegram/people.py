"""People who use Telegram: what they do becomes updates, and they see what the bot sends."""

from __future__ import annotations

import asyncio
import itertools
from collections.abc import Callable
from typing import Any

from tests.platforms.telegram.server import BotApi, Call, Chat, Json

PATIENCE = 15.0
_QUERIES = itertools.count(1)


async def eventually(holds: Callable[[], Any]) -> Any:
    """What `holds` returns as soon as it is true; fails if it never is."""
    async with asyncio.timeout(PATIENCE):
        while not (result := holds()):  # noqa: ASYNC110 - what is waited for may be anything
            await asyncio.sleep(0.005)
        return result


class Person:
    """Somebody with a Telegram account."""

    def __init__(self, api: BotApi, user_id: int = 4242, name: str = "Anna", language: str = "en") -> None:
        self.api = api
        self.id = user_id
        self.user: Json = {"id": user_id, "is_bot": False, "first_name": name, "language_code": language}
        self.private = api.chat(user_id, "private")

    def message(self, text: str | None, chat: Chat | None = None, **more: Any) -> Json:
        """A message as the server makes it; `more` are its other fields."""
        chat = chat or self.private
        message: Json = {
            "message_id": self.api.new_message_id(),
            "date": 1_700_000_000,
            "chat": chat.json(),
            "from": self.user,
            **({"text": text} if text is not None else {}),
            **more,
        }
        chat.messages[message["message_id"]] = message
        return message

    async def say(self, text: str | None, chat: Chat | None = None, **more: Any) -> Json:
        """Sends a message."""
        message = self.message(text, chat, **more)
        await self.api.deliver(self.api.update("message", message))
        return message

    async def edit(self, message: Json, text: str) -> None:
        """Changes a message."""
        message |= {"text": text, "edit_date": 1_700_000_100}
        await self.api.deliver(self.api.update("edited_message", message))

    async def press(self, answer: Json, label: str) -> None:
        """Presses the button with this label under a message of the bot."""
        rows = answer["reply_markup"]["inline_keyboard"]
        data = next(button["callback_data"] for row in rows for button in row if button["text"] == label)
        await self._press(data, message=answer)

    async def press_data(self, answer: Json, data: str) -> None:
        """Presses a button that carries this, whether it is there or not."""
        await self._press(data, message=answer)

    async def press_inline(self, name: str, data: str) -> None:
        """Presses a button under a message that somebody posted through the bot."""
        await self._press(data, inline_message_id=name)

    async def _press(self, data: str, **where: Any) -> None:
        query = {"id": self._query(), "from": self.user, "chat_instance": "1", "data": data, **where}
        await self.api.deliver(self.api.update("callback_query", query))

    async def type_inline(self, text: str) -> None:
        """Types after the bot's name, in any chat."""
        query = {"id": self._query(), "from": self.user, "query": text, "offset": ""}
        await self.api.deliver(self.api.update("inline_query", query))

    async def call_guest(self, text: str, chat: Chat, **more: Any) -> None:
        """Calls the bot into a chat where it is not."""
        message = self.message(text, chat, guest_query_id=self._query(), **more)
        await self.api.deliver(self.api.update("guest_message", message))

    async def ask(self, text: str | None, chat: Chat | None = None, **more: Any) -> Call:
        """Says something and waits for the answer."""
        known = len(self.api.made("sendMessage"))
        await self.say(text, chat, **more)
        return await self.answer(known)

    async def answer(self, known: int = 0) -> Call:
        """The message after so many known ones."""
        calls: list[Call] = await eventually(lambda: self.api.made("sendMessage")[known:])
        return calls[0]

    async def settle(self) -> None:
        """Waits until the bot has dealt with all that was delivered: it has answered what came last."""
        other = Person(self.api, 999_000 + next(_QUERIES), "Zoe")
        await other.say("/help")
        await eventually(lambda: [call for call in self.api.made("sendMessage") if call.params["chat_id"] == other.id])

    def _query(self) -> str:
        query = f"q{next(_QUERIES)}"
        self.api.open_queries.add(query)
        return query
