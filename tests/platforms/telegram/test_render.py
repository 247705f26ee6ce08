"""A Reply as HTML and a keyboard."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import markup
from bot.core.message import Choice, Match, Reply, Suggestion
from bot.telegram.render import (
    LONG,
    as_note,
    in_passing,
    to_article,
    to_aside,
    to_invitation,
    to_keyboard,
    to_page,
    to_pages,
    to_unasked,
    to_welcome,
    width,
)
from tests.platforms.telegram.entities import visible

LIMIT = 4_096
INVITATION = to_invitation("Ask me in private", "bot")


def html(body: str) -> str:
    """The body of a reply without title and footers."""
    return to_pages(Reply("en", "", body))[0].html


@pytest.mark.parametrize(
    ("body", "shown"),
    [
        ("plain", "plain"),
        ("**bold**", "<b>bold</b>"),
        ("*italic*", "<i>italic</i>"),
        ("`code`", "<code>code</code>"),
        ("**bold *and italic***", "<b>bold <i>and italic</i></b>"),
        ("[text](https://example.com/a)", '<a href="https://example.com/a">text</a>'),
        ('[text](https://example.com/?a=1&b="2")', '<a href="https://example.com/?a=1&amp;b=%222%22">text</a>'),
        ("one\ntwo", "one\ntwo"),
        ("one\n\ntwo", "one\n\ntwo"),
        ("- one\n- two", "• one\n• two"),
        ("3. one\n4. two", "3. one\n4. two"),
        ("- one\n  - two", "• one\n   • two"),
        ("> said", "<blockquote>said</blockquote>"),
        ("> said\n> > before", "<blockquote>said\n\nbefore</blockquote>"),
        ("- > said", "• <blockquote>said</blockquote>"),
    ],
)
def test_each_node_of_the_subset_has_its_form(body: str, shown: str) -> None:
    assert html(body) == shown


@pytest.mark.parametrize("special", ["<", "a > b", "&", "<b>", "&amp;", "</blockquote>"])
@pytest.mark.parametrize("frame", ["{}", "**{}**", "`{}`", "[{}](https://example.com)", "- {}", "> {}"])
def test_what_looks_like_html_is_shown_as_it_is(special: str, frame: str) -> None:
    body = frame.format(special if frame == "`{}`" else special.replace("<", "\\<").replace("&", "\\&"))
    assert special in visible(html(body))


def test_title_and_footers_are_escaped() -> None:
    page = to_page(Reply("en", "a < b", "c", footers=("d & e",)))
    assert page.html == "<b>a &lt; b</b>\n\nc\n\n<i>d &amp; e</i>"


@given(st.text(max_size=300), st.text(max_size=40))
def test_no_text_whatever_breaks_the_html(body: str, title: str) -> None:
    reply = Reply("en", title, body, footers=(title,))
    for page in [*to_pages(reply), to_page(reply)]:
        visible(page.html)


@given(st.lists(st.text("ab 。.<&\n", max_size=3_000), max_size=6), st.text(max_size=100))
def test_no_message_is_longer_than_telegram_takes(paragraphs: list[str], title: str) -> None:
    reply = Reply("en", title, "\n\n".join(paragraphs), footers=(title,))
    for page in [*to_pages(reply), to_page(reply)]:
        assert len(visible(page.html).encode("utf-16-le")) // 2 <= LIMIT


def test_a_long_body_is_split_between_paragraphs_and_loses_nothing() -> None:
    paragraphs = [f"Paragraph {number}. " + "word " * 150 for number in range(12)]
    pages = to_pages(Reply("en", "Title", "\n\n".join(paragraphs), (Choice("More", "/topics"),), ("Footer",)))
    texts = [visible(page.html) for page in pages]
    assert all(text.split()[0] in {"Title", "Paragraph"} for text in texts)
    assert sum(text.count("Paragraph") for text in texts) == 12
    assert texts[-1].endswith("Footer")


def test_buttons_are_under_the_last_page_only() -> None:
    pages = to_pages(Reply("en", "Title", "word. " * 2_000, (Choice("More", "/topics"),)))
    assert [page.keyboard is not None for page in pages] == [False] * (len(pages) - 1) + [True]


def test_a_sentence_longer_than_a_message_is_cut() -> None:
    (page,) = to_pages(Reply("en", "", "好" * 5_000))
    assert visible(page.html).endswith("…")


def test_a_character_outside_the_first_plane_counts_twice() -> None:
    assert width("<b>🐱</b>&amp;") == 3


def test_where_others_read_along_there_is_one_page() -> None:
    page = to_page(Reply("en", "Title", "A paragraph. " * 500))
    assert "…</blockquote>" in page.html


def test_where_others_read_along_a_long_body_is_folded() -> None:
    assert "<blockquote expandable>" in to_page(Reply("en", "Title", "x" * LONG)).html
    assert "<blockquote" not in to_page(Reply("en", "Title", "x" * (LONG - 1))).html


def test_a_quotation_is_not_put_into_the_folded_one() -> None:
    page = to_page(Reply("en", "", "> said\n\n" + "x" * LONG))
    assert page.html.count("<blockquote") == 1


def test_a_button_carries_the_token_and_the_language_of_its_reply() -> None:
    keyboard = to_keyboard(Reply("zh-Hant", "", choices=(Choice("More", "/topic cat-tax"),)))
    assert keyboard is not None
    assert keyboard.inline_keyboard[0][0].callback_data == "t/topic cat-tax"


def test_short_labels_share_a_row() -> None:
    choices = (Choice("A label that is quite long", "/a"), Choice("‹ Back", "/b"), Choice("More ›", "/c"))
    keyboard = to_keyboard(Reply("en", "", choices=choices))
    assert keyboard is not None
    assert [[button.text for button in row] for row in keyboard.inline_keyboard] == [
        ["A label that is quite long"],
        ["‹ Back", "More ›"],
    ]


def test_text_that_is_too_long_to_copy_has_no_button() -> None:
    assert to_keyboard(Reply("en", "", copyable="x" * 257)) is None


def test_a_reply_without_buttons_has_no_keyboard() -> None:
    assert to_pages(Reply("en", "Title"))[0].keyboard is None


@pytest.mark.parametrize(
    ("match", "url"),
    [
        (Match("answer", "topic", "cat-tax"), "https://t.me/bot?start=t_cat-tax"),
        (Match("answer", "term", "种草"), "https://t.me/bot?start=s_56eN6I2J"),
        (Match("answer", "phrase", "thank-you"), "https://t.me/bot?start=p_thank-you"),
        (Match("unknown"), "https://t.me/bot"),
        (Match("answer", "topic", "x" * 63), "https://t.me/bot"),
    ],
)
def test_an_invitation_leads_to_the_same_answer(match: Match, url: str) -> None:
    assert to_invitation("label", "bot", Reply("en", "", match=match)).url == url


def test_an_inline_result_shows_what_it_posts() -> None:
    suggestion = Suggestion("topic", "cat-tax", "Title", "A joke.", "/topic cat-tax")
    article = to_article(suggestion, Reply("en", "Title", "A *joke*."), INVITATION)
    assert (article.id, article.title, article.description) == ("/topic cat-tax", "Title", "A joke.")
    assert article.input_message_content.to_dict()["message_text"] == "<b>Title</b>\n\nA <i>joke</i>."


def test_a_welcome_names_the_newcomers() -> None:
    page = to_welcome(Reply("en", "Welcome!", "Hi."), [(1, "Anna"), (2, "<Ben>")], "bot")
    assert '<a href="tg://user?id=1">Anna</a>, <a href="tg://user?id=2">&lt;Ben&gt;</a>' in page.html


def test_the_tree_of_every_body_is_walked_whole() -> None:
    body = "**a** *b* `c` [d](https://e.f)\n\n- g\n\n> h"
    letters = [letter for letter in "abcdgh" if letter in visible(html(body))]
    assert letters == list("abcdgh")
    assert markup.parse(body)


def test_opinions_stand_in_one_row_under_the_other_buttons() -> None:
    opinions = (Choice("Helpful", "/helpful a"), Choice("Not helpful", "/unhelpful a"), Choice("Wrong", "/wrong a"))
    keyboard = to_keyboard(Reply("en", "a", choices=(Choice("Next", "/tour 2"),), feedback=opinions), INVITATION)
    assert keyboard
    labels = [[button.text for button in row] for row in keyboard.inline_keyboard]
    assert labels == [["Next"], ["Helpful", "Not helpful", "Wrong"], ["Ask me in private"]]


@given(st.text(max_size=3_000))
def test_the_text_under_a_picture_fits_whatever_it_is(body: str) -> None:
    page = to_page(Reply("en", "Figures", body, picture=b"png"))
    assert page.picture == b"png"
    assert width(page.html) <= 1_024


def test_a_picture_is_one_message_in_private_too() -> None:
    assert [page.picture for page in to_pages(Reply("en", "Figures", "1 question", picture=b"png"))] == [b"png"]


def test_of_a_private_answer_the_others_see_what_it_is_about_only() -> None:
    page = to_aside(Reply("en", "A <title>", "the answer", choices=(Choice("Next", "/tour 2"),)), INVITATION)
    assert page.html == "<b>A &lt;title&gt;</b>"
    assert page.keyboard
    assert [[button.text for button in row] for row in page.keyboard.inline_keyboard] == [["Ask me in private"]]


def test_an_answer_that_nobody_asked_for_can_be_declined() -> None:
    page = to_unasked(Reply("en", "a", "b"), INVITATION, "Leave me alone")
    assert page.keyboard
    assert page.keyboard.inline_keyboard[-1][0].text == "Leave me alone"


def test_a_line_alone_is_said_in_passing() -> None:
    assert in_passing(Reply("en", "Thank you.")) == "Thank you."
    assert in_passing(Reply("en", "x" * 201)) == ""
    assert in_passing(Reply("en", "Title", "with a body")) == ""


def test_a_note_has_no_markup_and_fits() -> None:
    assert as_note(Reply("en", "Title", "**bold** words")) == "bold words"
    assert len(as_note(Reply("en", "Title", "word " * 100))) <= 200
