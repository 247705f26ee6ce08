"""Formatting that Telegram sends becomes the Markdown of answers."""

from __future__ import annotations

import datetime

import pytest
from telegram import Chat, Message, MessageEntity

from bot import markup
from bot.telegram.formatted import to_markdown


def written(text: str, *entities: MessageEntity) -> str:
    date = datetime.datetime(2026, 5, 20, tzinfo=datetime.UTC)
    return to_markdown(Message(1, date, Chat(1, "private"), text=text, entities=entities))


@pytest.mark.parametrize(
    ("text", "entities", "markdown"),
    [
        ("read the rules", [], "read the rules"),
        ("read the rules", [MessageEntity("bold", 9, 5)], "read the **rules**"),
        ("read the rules", [MessageEntity("italic", 0, 4)], "*read* the rules"),
        ("type /ask", [MessageEntity("code", 5, 4)], "type `/ask`"),
        ("see here", [MessageEntity("text_link", 4, 4, url="https://a.example/b")], "see [here](https://a.example/b)"),
        ("🐱 the rules", [MessageEntity("bold", 3, 3)], "🐱 **the** rules"),
        ("the rules now", [MessageEntity("bold", 4, 6)], "the **rules** now"),
        ("a b", [MessageEntity("bold", 0, 3), MessageEntity("italic", 2, 1)], "**a *b***"),
        ("@anna #tag", [MessageEntity("mention", 0, 5), MessageEntity("hashtag", 6, 4)], "@anna #tag"),
    ],
)
def test_formatting_becomes_markdown(text: str, entities: list[MessageEntity], markdown: str) -> None:
    assert written(text, *entities) == markdown


def test_formatting_is_read_back_as_it_was() -> None:
    entities = [MessageEntity("bold", 0, 3), MessageEntity("italic", 2, 1)]
    assert markup.plain(markup.parse(written("a b", *entities))) == "a b"
