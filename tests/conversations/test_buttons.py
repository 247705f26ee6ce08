"""Every button leads somewhere, from the first message on."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Mapping

import pytest

from bot.core.knowledge.check import MAX_TOKEN
from bot.core.knowledge.model import Library
from bot.core.matching.knowledge_base import Knowledge
from bot.core.message import Message, Reply
from tests.conversations.people import guide_of

Walked = Mapping[str, Reply]


@pytest.fixture(scope="module", params=["en", "zh-Hans", "zh-Hant"])
def walked(real: Knowledge, request: pytest.FixtureRequest) -> Walked:
    """The reply to every token that can be reached from /start by pressing buttons, in one language."""
    return asyncio.run(walk(real, str(request.param)))


async def walk(real: Knowledge, language: str) -> Walked:
    """Presses every button of every reply once; nobody presses with a memory."""
    guide = guide_of(real)
    replies: dict[str, Reply] = {}
    waiting = deque(["/start"])
    while waiting:
        token = waiting.popleft()
        if token in replies:
            continue
        replies[token] = reply = await guide.reply(Message(token, reply_language=language))
        waiting += [choice.token for choice in (*reply.choices, *reply.jumps)]
    return replies


def test_every_button_leads_to_a_reply(walked: Walked) -> None:
    silent = [token for token, reply in walked.items() if not reply.title or not reply.body]

    assert silent == []


def test_no_button_leads_to_what_we_do_not_know(walked: Walked) -> None:
    lost = [token for token, reply in walked.items() if reply.match and reply.match.outcome != "answer"]

    assert lost == []


def test_no_button_is_an_unknown_command(walked: Walked, real: Knowledge) -> None:
    unknown = guide_of(real).wording("en").unknown_title
    titles = {guide_of(real).wording(language).unknown_title for language in ("en", "zh-Hans", "zh-Hant")}

    assert unknown in titles
    assert [token for token, reply in walked.items() if reply.title in titles] == []


def test_no_button_carries_more_than_every_platform_can(walked: Walked) -> None:
    assert [token for token in walked if len(token.encode()) > MAX_TOKEN] == []


def test_every_button_has_a_label(walked: Walked) -> None:
    buttons = [choice for reply in walked.values() for choice in (*reply.choices, *reply.jumps)]

    assert [button.token for button in buttons if not button.label.strip()] == []


def test_no_reply_has_the_same_button_twice(walked: Walked) -> None:
    double = [
        token for token, reply in walked.items() if len({choice.token for choice in reply.choices}) < len(reply.choices)
    ]

    assert double == []


def test_buttons_reach_every_topic(walked: Walked, real: Knowledge) -> None:
    assert [name for name in real.library.topics if f"/topic {name}" not in walked] == []


def test_buttons_reach_every_phrase(walked: Walked, real: Knowledge) -> None:
    assert [name for name in real.library.phrases if f"/phrase {name}" not in walked] == []


def test_a_button_is_answered_in_the_language_of_what_it_stands_under(walked: Walked) -> None:
    languages = {reply.language for token, reply in walked.items() if not token.startswith("/lang ")}

    assert len(languages) == 1


async def test_the_button_of_every_term_fits_and_leads_to_it(library: Library, real: Knowledge) -> None:
    guide = guide_of(real)
    for name in library.terms:
        token = f"/term {name}"
        reply = await guide.reply(Message(token))

        assert len(token.encode()) <= MAX_TOKEN
        assert reply.match is not None
        assert reply.match.id == name
