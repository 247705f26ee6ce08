"""Forms as cards and reply boxes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.guide import Guide
from bot.core.knowledge.wording import GuideWording
from bot.core.message import Field, Form, Reply
from bot.telegram.render import Page, width
from bot.telegram.render_form import to_form, to_question
from tests.platforms.telegram.entities import visible

LIMIT = 4_096
TWO = Form("An answer", "/guide save new 0", (Field("title", "Title"), Field("answer", "The <answer>", long=True)))
ONE = Form("Setting", "/guide set cooldown", (Field("value", "New value", required=False),))


@pytest.fixture
def wording(guide: Guide) -> GuideWording:
    return guide.wording("en").guide


def labels(page: Page) -> list[list[str]]:
    assert page.keyboard
    return [[button.text for button in row] for row in page.keyboard.inline_keyboard]


def test_a_form_has_a_button_for_each_field_and_two_ends(wording: GuideWording) -> None:
    page = to_form(Reply("en", "An answer"), TWO, {"title": "Rules"}, wording)
    assert labels(page) == [["Title"], ["The <answer>"], ["Save", "Cancel"]]
    assert visible(page.html) == "An answer\n\nTitle: Rules\nThe <answer>: –"


def test_a_form_of_one_field_can_only_be_cancelled(wording: GuideWording) -> None:
    assert labels(to_form(Reply("en", "Setting", "what it is for"), ONE, {}, wording)) == [["Cancel"]]


def test_what_stands_in_a_field_is_shown_to_be_copied(wording: GuideWording) -> None:
    page = to_question(ONE.fields[0], "a < b", 42, wording)
    assert "<pre>a &lt; b</pre>" in page.html
    assert "leave it empty" in page.html
    assert page.box
    assert page.box.selective


def test_nobody_is_named_where_nobody_is_known(wording: GuideWording) -> None:
    assert "tg://user" in to_question(ONE.fields[0], "", 42, wording).html
    assert "tg://user" not in to_question(ONE.fields[0], "", -100, wording).html


def test_any_form_fits(wording: GuideWording) -> None:
    @given(st.text(max_size=6_000), st.text(max_size=5_000), st.text(max_size=80))
    def fits(body: str, value: str, title: str) -> None:
        page = to_form(Reply("en", title, body), TWO, {"title": title, "answer": value}, wording)
        question = to_question(TWO.fields[1], value, 42, wording, "too long")
        for html in (page.html, question.html):
            assert width(html) <= LIMIT
            assert visible(html).strip()

    fits()
