"""What people say about an answer, and the questions that they pass on: buttons for everybody in a community."""

from __future__ import annotations

from bot.core.community.gaps import normalised, question_on_card
from bot.core.community.model import Counted
from bot.core.markdown import escaped
from bot.core.message import Choice, Reply
from bot.core.ports import StoreError
from bot.core.turn import Turn

LONGEST_QUOTE = 300
"""Characters of a question that stand on the card under which it can be passed on."""


async def helpful(turn: Turn) -> Reply:
    """The answer helped."""
    return _counted(turn, "helpful")


async def unhelpful(turn: Turn) -> Reply:
    """It did not."""
    return _counted(turn, "unhelpful")


async def wrong(turn: Turn) -> Reply:
    """It is wrong or outdated."""
    return _counted(turn, "wrong")


async def pass_on(turn: Turn) -> Reply:
    """Passes the question on the card to the moderators, without who asked it."""
    text = normalised(turn.argument or question_on_card(turn.message.quoted))
    if not turn.message.community or not text:
        return Reply(turn.language, turn.wording.guide.pass_on, turn.wording.guide.pass_on_nothing)
    try:
        await turn.store.note_gap(turn.message.community, text)
    except StoreError:
        return Reply(turn.language, turn.wording.guide.pass_on, turn.wording.not_remembered)
    return Reply(turn.language, turn.wording.guide.pass_on, turn.wording.guide.passed_on)


def feedback(turn: Turn, topic: str) -> tuple[Choice, ...]:
    """The buttons about an answer; where there is no community, nobody would read what they count."""
    if not turn.message.community or topic not in turn.library.topics:
        return ()
    wording = turn.wording.guide
    return (
        Choice(wording.helpful, f"/helpful {topic}"),
        Choice(wording.unhelpful, f"/unhelpful {topic}"),
        Choice(wording.wrong, f"/wrong {topic}"),
    )


def can_pass_on(turn: Turn) -> bool:
    """Whether a question that finds no answer can be passed on, because it is not collected anyway."""
    return bool(turn.message.community) and not turn.community.settings.collect_gaps


def quoted(turn: Turn, question: str, body: str) -> str:
    """A body with the question before it: the card then says what its buttons are about, even after a restart."""
    line = " ".join(question.split())[:LONGEST_QUOTE]
    return f"> {escaped(line)}\n\n{body}" if turn.message.community and line else body


def _counted(turn: Turn, opinion: Counted) -> Reply:
    if turn.message.community and turn.argument in turn.library.topics:
        turn.store.count(turn.message.community, opinion, turn.argument)
    return Reply(turn.language, turn.wording.guide.thanks)
