"""`/lang`, `/privacy`, `/forget`: what a person decides about themselves."""

from __future__ import annotations

import dataclasses

from bot.core.language import NAMES, understood
from bot.core.message import Choice, Reply
from bot.core.ports import StoreError
from bot.core.turn import Turn


async def lang(turn: Turn) -> Reply:
    """Shows the languages, or takes the one that was named."""
    if not turn.argument:
        return _languages(turn, turn.wording.lang.format(language=NAMES[turn.language]))
    chosen = understood(turn.argument)
    if not chosen:
        return _languages(turn, turn.wording.lang_unknown)
    try:
        await turn.store.remember_language(turn.message.person, chosen)
    except StoreError:
        return Reply(turn.language, turn.wording.lang_title, turn.wording.not_remembered)
    spoken = dataclasses.replace(turn, language=chosen)
    body = spoken.wording.lang_set.format(language=NAMES[chosen])
    return Reply(chosen, spoken.wording.lang_title, body, (Choice(spoken.wording.help_title, "/help"),))


async def privacy(turn: Turn) -> Reply:
    """Says what is kept and what is not."""
    return Reply(
        turn.language,
        turn.wording.privacy_title,
        "\n\n".join((turn.wording.privacy, *_of_community(turn), _engines(turn))),
        (Choice(turn.wording.forget_label, "/forget"),),
    )


async def forget(turn: Turn) -> Reply:
    """Removes all that is kept about the person who asks."""
    try:
        await turn.store.forget(turn.message.person)
    except StoreError:
        return Reply(turn.language, turn.wording.privacy_title, turn.wording.not_remembered)
    return Reply(turn.language, turn.wording.privacy_title, turn.wording.forgotten)


def _of_community(turn: Turn) -> tuple[str, ...]:
    """What is kept where people share a room."""
    if not turn.message.community:
        return ()
    collecting = turn.community.settings.collect_gaps
    gaps = turn.wording.privacy_collecting if collecting else turn.wording.privacy_not_collecting
    return (turn.wording.privacy_community.format(gaps=gaps),)


def _engines(turn: Turn) -> str:
    """Whether anything is sent to anybody, and to whom."""
    if turn.translator is None:
        return turn.wording.privacy_no_engines
    names = turn.wording.list_separator.join(turn.translator.engines)
    return turn.wording.privacy_engines.format(engines=names)


def _languages(turn: Turn, body: str) -> Reply:
    choices = tuple(Choice(name, f"/lang {language}") for language, name in NAMES.items())
    return Reply(turn.language, turn.wording.lang_title, body, choices)
