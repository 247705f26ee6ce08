"""The door. Everything a person writes or presses comes in here as a Message and goes out as a Reply."""

from __future__ import annotations

import contextlib
import dataclasses
import time
from collections.abc import Callable, Collection, Sequence
from typing import TYPE_CHECKING

import msgspec

from bot.core.commands.table import BY_NAME, COMMANDS, FREE_TEXT, Command
from bot.core.community.habits import Habits
from bot.core.community.settings import Settings
from bot.core.community.view import Communities
from bot.core.knowledge.wording import Wording
from bot.core.language import DEFAULT, content_language, in_script_of, of_sentence, understood, wording_in_script_of
from bot.core.last_answers import LastAnswers
from bot.core.matching.knowledge_base import Knowledge
from bot.core.matching.text import visible
from bot.core.message import Message, Reply, Suggestion
from bot.core.ports import Clock, Limiter, Store, StoreError, Translator
from bot.core.suggest import search, suggestions
from bot.core.turn import Turn

if TYPE_CHECKING:
    from bot.core.knowledge.check import Measure
    from bot.core.matching.explain import Explanation


INTERRUPTING = 0.9
"""Confidence from which on we answer what nobody asked us: nine times in ten we are right."""


class Guide:
    """Answers messages. Serves any number of people at once; what it knows is swapped whole on a reload."""

    def __init__(  # noqa: PLR0913 - it is given all that it needs from outside
        self,
        knowledge: Knowledge,
        store: Store,
        clock: Clock,
        *,
        limiter: Limiter | None = None,
        translator: Translator | None = None,
        default_language: str = DEFAULT,
        measures: Sequence[Measure] = (),
        timer: Callable[[], float] = time.monotonic,
    ) -> None:
        self._knowledge = knowledge
        self._store = store
        self._clock = clock
        self._limiter = limiter
        self._translator = translator
        self._default_language = default_language
        self._measures = measures
        self._communities = Communities(store)
        self._habits = Habits(store)
        self._last_answers = LastAnswers(timer)

    @property
    def knowledge(self) -> Knowledge:
        """What is known now."""
        return self._knowledge

    def learn(self, knowledge: Knowledge) -> None:
        """Answers from other knowledge from now on; replies under way end with the old."""
        self._knowledge = knowledge

    async def reply(self, message: Message) -> Reply:
        """The reply to a message. Never raises for anything a person can write."""
        if self._limiter and (refused := self._limiter.refusals(message.person)):
            return await self._slow_down(message, refused)
        turn, command = await self._turn(message)
        turn = dataclasses.replace(turn, answered=self._last_answers.of(message))
        if command in {BY_NAME["helpful"], BY_NAME["unhelpful"], BY_NAME["wrong"]} and self._habits.again(message):
            return in_script_of(turn.language, Reply(turn.language, turn.wording.guide.thanks))
        reply = await self._run(turn, command)
        self._last_answers.keep(message, reply)
        if command is BY_NAME["forget"]:
            self._last_answers.forget(message.person)
        if command and (command.hears or command.name == "none"):
            await self._habits.notice(turn, reply)
        return reply

    async def overheard(self, message: Message) -> Reply | None:
        """The answer to what was not said to us: only to a question, and only where we are sure. Chatter gets none.

        It is understood by itself, never as a follow-up, but what we say may be asked on.
        """
        if await self._store.left_alone(message.person):
            return None
        turn, command = await self._turn(message)
        reply = await self._run(turn, command)
        if reply.match is None or reply.match.outcome != "answer" or reply.match.confidence < INTERRUPTING:
            return None
        in_passing = reply.match.kind == "term" and not self._knowledge.glossary.asked(message.text)
        if in_passing:
            return None
        self._last_answers.keep(message, reply)
        await self._habits.notice(turn, reply)
        return reply

    async def settings_of(self, community: str) -> Settings:
        """What a community decided; the defaults where it decided nothing, or nobody can say."""
        return (await self._communities.of(community, self._knowledge)).settings

    async def leave_alone(self, message: Message, wanted: bool) -> Reply:
        """Keeps whether a person wants to be spoken to only when they speak to us, and says so."""
        language = await self.language_for(message)
        wording = self.wording(language)
        try:
            await self._store.leave_alone(message.person, wanted)
        except StoreError:
            return Reply(language, wording.not_remembered)
        return Reply(language, wording.left_alone if wanted else wording.not_left_alone)

    async def left_alone(self, person: str) -> bool:
        """Whether a person wants to be spoken to only when they speak to us."""
        return await self._store.left_alone(person)

    async def community_left(self, community: str) -> None:
        """The bot was removed: what the community decided expires in 30 days."""
        with contextlib.suppress(StoreError):
            await self._store.community_left(community)

    async def community_joined(self, community: str) -> None:
        """The bot came, or came back."""
        with contextlib.suppress(StoreError):
            await self._store.community_joined(community)

    async def communities_present(self, platform: str, present: Collection[str]) -> None:
        """All communities of a platform that the bot is in: the data of others expires in 30 days, theirs does not."""
        with contextlib.suppress(StoreError):
            await self._store.communities_present(platform, present)

    async def community_moved(self, old: str, new: str) -> None:
        """A community goes on under another id, with all that it decided and wrote; saying so again does no harm."""
        if old != new:
            with contextlib.suppress(StoreError):
                await self._store.community_moved(old, new)

    async def _turn(self, message: Message) -> tuple[Turn, Command | None]:
        command, argument = _read(message.text)
        community = await self._communities.of(message.community, self._knowledge)
        turn = Turn(
            message=message,
            argument=argument,
            store=self._store,
            translator=self._habits.translator(self._translator, message, community.settings),
            today=self._clock.today(),
            language=await self.language_for(message, argument if command is None or command.hears else ""),
            reader=await self._reader(message),
            community=community,
            measures=self._measures,
        )
        return turn, command

    async def _run(self, turn: Turn, command: Command | None) -> Reply:
        """What the command says; politely no, where it is switched off or not for this person."""
        wording = turn.wording
        if command is None:
            reply = await _no_such_command(turn)
        elif command.who == "moderator" and turn.message.community and not turn.message.moderator:
            reply = Reply(turn.language, wording.guide.title, wording.moderators_only)
        elif command.name in turn.community.settings.commands_off:
            reply = Reply(turn.language, wording.unknown_title, wording.guide.here_off)
        else:
            reply = await command.run(turn)
        return in_script_of(turn.language, reply)

    async def language_for(self, message: Message, text: str = "") -> str:
        """The language to answer in.

        The person's choice; else that of the reply whose button they pressed; else the sentence's; else that of the
        answer that they ask on about; else their client's; else the community's.
        What a person's client speaks is used only where nobody else sees the answer: it would tell on them.
        """
        client = understood(message.client_language) if message.private else ""
        decided = (await self.settings_of(message.community)).language if message.community else ""
        return (
            await self._store.language_of(message.person)
            or understood(message.reply_language)
            or of_sentence(text)
            or self._language_asked_on(message, text)
            or client
            or understood(decided)
            or understood(message.community_language)
            or self._default_language
        )

    def _language_asked_on(self, message: Message, text: str) -> str:
        """The language of the last answer, where a text is a follow-up to it, such as "why?"; else nothing."""
        answered = self._last_answers.of(message)
        if answered is None:
            return ""
        from bot.core.matching.following import follow_up  # noqa: PLC0415 - whoever asks one question needs none of it

        return answered.language if follow_up(text) else ""

    def wording(self, language: str = DEFAULT) -> Wording:
        """Our own sentences for a reader of a language: for menus, labels and what is said beside replies."""
        library = self._knowledge.library
        wanted = content_language(language)
        return wording_in_script_of(language, library.wording.get(wanted) or library.wording[library.languages[0]])

    async def failed_reply(self, message: Message) -> Reply:
        """What to say when something went wrong on our side."""
        language = await self.language_for(message)
        wording = await self._wording_for(message)
        return in_script_of(language, Reply(language, wording.failed))

    async def _slow_down(self, message: Message, refused: int) -> Reply:
        """One polite line; whoever goes on after it gets silence."""
        language = await self.language_for(message)
        wording = await self._wording_for(message)
        reply = Reply(language, wording.slow_down, audience="asker" if refused == 1 else "nobody")
        return in_script_of(language, reply)

    async def _reader(self, message: Message) -> str:
        """The language a person is known to read: their choice, else their client's."""
        return await self._store.language_of(message.person) or understood(message.client_language)

    async def _wording_for(self, message: Message) -> Wording:
        return self.wording(await self.language_for(message))

    async def suggest(self, message: Message, command: str, most: int = 25) -> list[Suggestion]:
        """What the text typed so far may become, for the option of a command; best first."""
        language = await self.language_for(message)
        knowledge = (await self._communities.of(message.community, self._knowledge)).knowledge
        return suggestions(knowledge, BY_NAME[command].suggests, message.text, language, most)

    async def search(self, message: Message, most: int = 25) -> list[Suggestion]:
        """Topics, terms and phrases for a text typed so far, those that fit best first: for inline results."""
        knowledge = (await self._communities.of(message.community, self._knowledge)).knowledge
        return search(knowledge, message.text, await self.language_for(message), most)

    async def complete(self, message: Message, most: int = 25) -> list[Suggestion]:
        """What a line typed so far may become: a command, what a command asks for, or a topic."""
        if message.text.startswith("/") and " " not in message.text:
            return _commands_beginning(await self._wording_for(message), message)
        command, argument = _read(message.text)
        if command is None:
            return []
        knowledge = (await self._communities.of(message.community, self._knowledge)).knowledge
        return suggestions(knowledge, command.suggests, argument, await self.language_for(message), most)

    def explain(self, text: str) -> Explanation:
        """Why a question finds what it finds."""
        from bot.core.matching.explain import explain  # noqa: PLC0415 - who asks wants an answer, not its reasons

        topics = self._knowledge.library.topics
        wordings = {name: [text for own in topic.questions.values() for text in own] for name, topic in topics.items()}
        return explain(self._knowledge.topics, text, wordings)


def _read(text: str) -> tuple[Command | None, str]:
    """The command of a text and what follows it; a text without one is a question."""
    plain = visible(text).strip()
    if not plain.startswith("/"):
        return FREE_TEXT, plain
    name, *argument = plain[1:].split(maxsplit=1) or [""]
    return BY_NAME.get(name.casefold()), "".join(argument)


def _commands_beginning(wording: Wording, message: Message) -> list[Suggestion]:
    summaries = msgspec.structs.asdict(wording.commands)
    typed = message.text[1:].casefold()
    mine = [command for command in COMMANDS if command.listed and (command.who == "everyone" or message.moderator)]
    found = [command for command in mine if command.name.startswith(typed)]
    return [
        Suggestion("command", command.name, f"/{command.name}", summaries[command.name], f"/{command.name} ")
        for command in found
    ]


async def _no_such_command(turn: Turn) -> Reply:
    wording = turn.wording
    return Reply(turn.language, wording.unknown_title, wording.unknown_command.format(help="`/help`"))
