"""A reply as plain text."""

from __future__ import annotations

import pytest

from bot.core.message import Choice, Reply
from bot.terminal.plain import chosen, to_plain

REPLY = Reply(
    "en",
    "A *title*",
    "**Bold** and [a link](https://example.com/a_b).\n\n- one\n- two\n\n> quoted",
    choices=(Choice("First [way]", "/first"), Choice("Second", "/second")),
    footers=("Source: a *paper*", "As of May 2026"),
)


def test_title_text_footers_and_choices_follow_each_other() -> None:
    assert to_plain(REPLY) == (
        "A *title*\n\n"
        "Bold and a link (https://example.com/a_b).\n\n- one\n- two\n\n> quoted\n\n"
        "Source: a *paper*\nAs of May 2026\n\n"
        "[1] First [way]\n[2] Second"
    )


def test_what_a_reply_does_not_have_leaves_no_gap() -> None:
    assert to_plain(Reply("en", "Title", choices=(Choice("Way", "/way"),))) == "Title\n\n[1] Way"


@pytest.mark.parametrize(("line", "token"), [("1", "/first"), ("2", "/second"), (" 2 ", "/second")])
def test_a_number_is_the_choice_of_that_number(line: str, token: str) -> None:
    choice = chosen(REPLY, line)

    assert choice is not None
    assert choice.token == token


@pytest.mark.parametrize("line", ["0", "3", "-1", "1.", "01", "１", "²", "one", "", "1" * 5_000])
def test_what_is_no_number_of_a_choice_is_no_choice(line: str) -> None:
    assert chosen(REPLY, line) is None


def test_before_any_reply_there_is_no_choice() -> None:
    assert chosen(None, "1") is None
