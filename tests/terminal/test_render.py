"""A reply as a card in colour."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from bot.core.markdown import escaped
from bot.core.message import Choice, Reply
from bot.terminal.render import to_rich

BOLD, ITALIC, UNDERLINE, CYAN = "\x1b[1m", "\x1b[3m", "\x1b[4", "\x1b[1;36m"


def shown(reply: Reply, *, colour: bool = False, width: int = 80) -> str:
    """What the terminal is sent."""
    file = io.StringIO()
    console = Console(file=file, width=width, force_terminal=colour, color_system="standard" if colour else None)
    console.print(to_rich(reply))
    return file.getvalue()


def lines_in_card(body: str) -> list[str]:
    """The lines of a text inside the frame, without the frame."""
    _, *lines, _ = shown(Reply("en", "Title", body)).splitlines()
    return [line.removeprefix("│ ").removesuffix("│").rstrip() for line in lines]


def coloured(body: str) -> str:
    return shown(Reply("en", "Title", body), colour=True)


def test_the_title_stands_in_the_frame() -> None:
    assert shown(Reply("en", "What is it?", "Text")).splitlines()[0].startswith("╭─ What is it? ─")


def test_paragraphs_have_an_empty_line_between_them() -> None:
    assert lines_in_card("one\n\ntwo") == ["one", "", "two"]


def test_a_line_break_stays_one() -> None:
    assert lines_in_card("one\ntwo") == ["one", "two"]


def test_bullets_are_marked() -> None:
    assert lines_in_card("- one\n- two") == ["• one", "• two"]


def test_a_numbered_list_counts_from_where_it_begins() -> None:
    assert lines_in_card("3. three\n4. four") == ["3. three", "4. four"]


def test_what_belongs_to_an_item_is_indented() -> None:
    assert lines_in_card("- one\n\n  more\n  - inner") == ["• one", "  more", "  • inner"]


def test_an_item_that_begins_with_a_list_is_shown() -> None:
    assert lines_in_card("- - inner") == ["•", "  • inner"]


def test_an_empty_item_is_shown() -> None:
    assert lines_in_card("- \n- two") == ["•", "• two"]


def test_a_quotation_is_indented() -> None:
    assert lines_in_card("> said\n> twice") == ["  said", "  twice"]


@pytest.mark.parametrize(
    ("body", "code"),
    [("**word**", BOLD), ("*word*", ITALIC), ("[word](https://example.com)", UNDERLINE), ("`word`", CYAN)],
    ids=["bold", "italic", "link", "code"],
)
def test_what_is_marked_looks_so(body: str, code: str) -> None:
    assert code in coloured(body)


def test_a_link_can_be_followed() -> None:
    assert "https://example.com/a" in coloured("[word](https://example.com/a)")


def test_bold_inside_italic_is_both() -> None:
    assert "\x1b[1;3m" in coloured("*a **b***")


def test_choices_are_numbered_below_the_card() -> None:
    reply = Reply("en", "Title", "Text", choices=(Choice("First", "/first"), Choice("Second", "/second")))

    assert shown(reply).splitlines()[-2:] == [" 1 First", " 2 Second"]


def test_footers_stand_in_the_card() -> None:
    reply = Reply("en", "Title", "Text", footers=("Source: somebody", "As of May 2026"))

    assert "│ As of May 2026" in shown(reply)


@pytest.mark.parametrize("text", ["[bold]x[/bold]", "[link=https://e.com]x[/link]", "[/]", "[red", ":smile:", "\\[x]"])
def test_square_brackets_are_never_taken_for_colours(text: str) -> None:
    reply = Reply("en", text, escaped(text), choices=(Choice(text, "/x"),), footers=(text,))
    title, body, _, footer, _, choice = shown(reply).splitlines()

    assert title.startswith(f"╭─ {text} ─")
    assert body.startswith(f"│ {text} ")
    assert footer.startswith(f"│ {text} ")
    assert choice == f" 1 {text}"


def test_chinese_keeps_the_frame_straight() -> None:
    reply = Reply("zh-Hans", "小红书是什么？", "一个平台。\n\nA platform.")
    ends = {line[-1] for line in shown(reply).splitlines()}

    assert ends == {"╮", "│", "╯"}


@given(text=st.text(st.characters(codec="utf-8"), max_size=80), width=st.integers(20, 120))
def test_any_text_is_shown_in_any_width(text: str, width: int) -> None:
    reply = Reply("en", text, text, choices=(Choice(text, "/x"),), footers=(text,))

    assert shown(reply, colour=True, width=width)
