"""The one command table. Slash commands, menus, help, the README's list and the parity test are made from it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Literal

from bot.core.commands import ask, browse, foreign, opinions, person, say, slang, start, translate
from bot.core.commands.guide import desk
from bot.core.message import Reply
from bot.core.turn import Turn

Run = Callable[[Turn], Awaitable[Reply]]


@dataclass(frozen=True, slots=True)
class Command:
    """`argument`: the name of its one option, `required` or not. `suggests`: what the option may be completed with.

    `also`: the name of a second option, a language, written `to:es` in the text. `hears`: whether the language of the
    text after it is the person's own. A command that is not `listed` is what a button says; nobody needs to know it.
    What a listed one does is said in
    the wording, under `commands` and its name. Names are `[a-z0-9_]{1,32}`, which every platform accepts.
    `who`: a moderator's command is refused to everybody else.
    """

    name: str
    run: Run
    argument: str = ""
    required: bool = False
    suggests: Literal["topic", "term", "phrase", ""] = ""
    listed: bool = True
    also: str = ""
    hears: bool = False
    who: Literal["everyone", "moderator"] = "everyone"


COMMANDS = (
    Command("ask", ask.ask, "question", required=True, suggests="topic", hears=True),
    Command("topics", browse.topics),
    Command("slang", slang.slang, "term", required=True, suggests="term"),
    Command("translate", translate.translate, "text", also="to"),
    Command("say", say.say, "phrase", suggests="phrase", hears=True),
    Command("tour", browse.tour),
    Command("sources", ask.sources, "question", suggests="topic", hears=True),
    Command("lang", person.lang, "to"),
    Command("privacy", person.privacy),
    Command("forget", person.forget),
    Command("help", start.help_),
    Command("guide", desk.guide, "what", who="moderator"),
    Command("start", start.start, listed=False),
    Command("topic", ask.topic, "id", listed=False),
    Command("topic_in", foreign.topic_in, "id", listed=False),
    Command("term", slang.term, "id", listed=False),
    Command("phrase", say.phrase, "id", listed=False),
    Command("situation", say.situation, "id", listed=False),
    Command("pinyin", translate.pinyin, "text", listed=False),
    Command("none", ask.none_of_these, listed=False),
    Command("helpful", opinions.helpful, "id", listed=False),
    Command("unhelpful", opinions.unhelpful, "id", listed=False),
    Command("wrong", opinions.wrong, "id", listed=False),
    Command("pass_on", opinions.pass_on, "question", listed=False),
)

FREE_TEXT = Command("", ask.hear, "question", suggests="topic", listed=False, hears=True)
"""What a text without a command is."""

BY_NAME = {command.name: command for command in COMMANDS}
