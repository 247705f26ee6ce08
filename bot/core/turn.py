"""One turn of a conversation: what a command is given to make its reply from."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.core.community.view import Community
from bot.core.knowledge.model import Library
from bot.core.knowledge.wording import Wording
from bot.core.language import content_language
from bot.core.last_answers import Answered
from bot.core.matching.knowledge_base import Knowledge
from bot.core.message import Message
from bot.core.ports import Store, Translator

if TYPE_CHECKING:
    from bot.core.knowledge.check import Measure


@dataclass(frozen=True, slots=True)
class Turn:
    """`argument`: the text after the command. `language`: the one to answer in (`en`, `zh-Hans`, `zh-Hant`).

    `reader`: the language that the person is known to read, whatever they wrote now; empty if it is not known.
    `community`: where it was written; one without a name where it is nobody's. `measures`: what finds faults in the
    markup of an answer. `answered`: what the person was answered a moment ago, if it may be asked on.
    """

    message: Message
    argument: str
    store: Store
    translator: Translator | None
    today: datetime.date
    language: str
    reader: str
    community: Community
    measures: Sequence[Measure] = ()
    answered: Answered | None = None

    @property
    def knowledge(self) -> Knowledge:
        """What is known where it was written."""
        return self.community.knowledge

    @property
    def library(self) -> Library:
        """What is known."""
        return self.knowledge.library

    @property
    def wording(self) -> Wording:
        """The bot's own sentences in the language of the reply."""
        return self.library.wording[self.content_language]

    @property
    def content_language(self) -> str:
        """The content language of the reply: the person's, or the first one where it is not written in theirs."""
        wanted = content_language(self.language)
        return wanted if wanted in self.library.languages else self.library.languages[0]
