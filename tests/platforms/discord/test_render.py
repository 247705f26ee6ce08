"""The card of a reply."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import markup
from bot.core.message import Choice, File, Reply
from bot.discord.buttons import Press
from bot.discord.invite import invite_url
from bot.discord.render import escaped, to_card, to_embed, to_markdown
from tests.platforms.discord.limits import faults_of_message


def written(markdown: str) -> str:
    """What Discord is sent for a text."""
    return to_markdown(markup.parse(markdown))


def sent(reply: Reply, *extras: Press) -> dict[str, Any]:
    """A reply as a message."""
    card = to_card(reply, extras)
    none: list[str] = []
    return {
        "embeds": [card.embed.to_dict()],
        "components": card.view.to_components(),
        "allowed_mentions": {"parse": none},
    }


def kinds(message: dict[str, Any]) -> list[list[int]]:
    """The rows of a message, by the kind of what is in them: 2 is a button, 3 a select."""
    return [[part["type"] for part in row["components"]] for row in message["components"]]


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        ("plain", "plain"),
        ("one\n\ntwo", "one\n\ntwo"),
        ("one\ntwo", "one\ntwo"),
        ("**bold**", "**bold**"),
        ("*italic*", "*italic*"),
        ("***both***", "***both***"),
        ("`code`", "`code`"),
        ("`` a`b ``", "`` a`b ``"),
        ("`*not bold*`", "`*not bold*`"),
        ("[text](https://example.com/a)", "[text](https://example.com/a)"),
        ("[**bold** text](https://example.com)", "[**bold** text](https://example.com)"),
        ("[text](<https://example.com/a(b)>)", "[text](https://example.com/a%28b%29)"),
        ("[https://example.com](https://evil.example)", "https://evil.example"),
        ("- one\n- two", "- one\n- two"),
        ("- one\n  - inner", "- one\n  - inner"),
        ("3. three\n4. four", "3. three\n4. four"),
        ("1. one\n   - inner", "1. one\n   - inner"),
        ("> quoted\n> twice", "> quoted\n> twice"),
        ("> - item", "> - item"),
        ("- > quoted", "- > quoted"),
    ],
)
def test_the_subset_is_written_in_discord_s_markdown(markdown: str, expected: str) -> None:
    assert written(markdown) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2*3*4", "2\\*3\\*4"),
        ("snake_case_name", "snake\\_case\\_name"),
        ("~~no~~", "\\~\\~no\\~\\~"),
        ("||no spoiler||", "\\|\\|no spoiler\\|\\|"),
        ("`tick`", "\\`tick\\`"),
        ("back\\slash", "back\\\\slash"),
        ("<@123> <#4> <t:5>", "\\<@123> \\<#4> \\<t:5>"),
        ("[a](b)", "\\[a\\](b)"),
        ("# no heading", "\\# no heading"),
        ("-# no small print", "\\-# no small print"),
        ("- no list", "\\- no list"),
        ("> no quote", "\\> no quote"),
        ("1. no list", "\\1. no list"),
        ("one\n# two", "one\n\\# two"),
        ("a - b > c # d 1. e", "a - b > c # d 1. e"),
        ("https://example.com/a_b_c?d=*e*", "https://example.com/a_b_c?d=*e*"),
        ("_a_ https://example.com/a_b _c_", "\\_a\\_ https://example.com/a_b \\_c\\_"),
    ],
)
def test_plain_text_stays_what_it_is(text: str, expected: str) -> None:
    assert escaped(text) == expected


def test_title_text_and_footers_have_their_places() -> None:
    embed = to_embed(Reply("en", "A *title*", "text", footers=("one", "two"))).to_dict()
    assert embed["title"] == "A \\*title\\*"
    assert embed["description"] == "text"
    assert embed["footer"]["text"] == "one\ntwo"


def test_what_is_worth_copying_stands_in_a_block_of_its_own() -> None:
    assert (to_embed(Reply("en", "t", "text", copyable="谢谢！")).description or "").endswith("\n```\n谢谢！\n```")


def test_a_text_too_long_is_cut_between_sentences() -> None:
    embed = to_embed(Reply("en", "t", "One more sentence stands here. " * 300, copyable="x"))
    assert "here.\n…\n```" in (embed.description or "")
    assert len(embed.description or "") <= 4_096


async def test_few_choices_are_buttons() -> None:
    choices = tuple(Choice(f"label {number}", f"/topic {number}") for number in range(5))
    assert kinds(sent(Reply("en", "t", "b", choices))) == [[2] * 5]


async def test_many_choices_of_one_kind_are_a_select_and_the_others_buttons() -> None:
    choices = tuple(Choice(f"label {number}", f"/topic {number}") for number in range(8))
    more = (Choice("More", "/topics a 2"), Choice("All", "/topics"))
    assert kinds(sent(Reply("en", "t", "b", choices + more))) == [[3], [2, 2]]


async def test_extras_stand_last() -> None:
    message = sent(Reply("en", "t", "b", (Choice("a", "/a"),)), Press("remove:1", "Remove"))
    assert [row["components"][-1]["custom_id"] for row in message["components"]] == ["go:en:/a", "remove:1"]


async def test_a_choice_twice_is_shown_once() -> None:
    message = sent(Reply("en", "t", "b", (Choice("a", "/a"), Choice("again", "/a"))))
    assert kinds(message) == [[2]]


async def test_jumps_are_a_select() -> None:
    jumps = tuple(Choice(f"{number}. card", f"/tour {number}") for number in range(1, 4))
    assert kinds(sent(Reply("en", "t", "b", (Choice("Next", "/tour 2"),), jumps=jumps))) == [[3], [2]]


async def test_what_can_be_said_about_an_answer_stands_last_in_one_row_with_the_extras() -> None:
    opinions = tuple(Choice(name, f"/{name} cat-tax") for name in ("helpful", "unhelpful", "wrong"))
    message = sent(Reply("en", "t", "b", (Choice("a", "/a"),), feedback=opinions), Press("remove:1", "Remove"))
    assert kinds(message) == [[2], [2, 2, 2, 2]]
    assert message["components"][-1]["components"][-1]["custom_id"] == "remove:1"


async def test_of_the_moderators_command_the_second_word_says_what_is_alike() -> None:
    settings = tuple(Choice(f"s{number}", f"/guide set s{number}") for number in range(6))
    ways = (Choice("New", "/guide answer new"), Choice("Overview", "/guide"))
    assert kinds(sent(Reply("en", "t", "b", settings + ways))) == [[3], [2, 2]]


async def test_a_picture_stands_on_the_card_and_says_what_it_shows() -> None:
    card = to_card(Reply("en", "t", "b", picture=b"png", picture_text="a chart"))
    (file,) = card.files()
    assert card.embed.image.url == f"attachment://{file.filename}"
    assert (file.fp.read(), file.description) == (b"png", "a chart")


async def test_files_are_new_for_every_try() -> None:
    card = to_card(Reply("en", "t", file=File("a.zip", b"zip")))
    assert [each.fp.read() for each in (*card.files(), *card.files())] == [b"zip", b"zip"]


@pytest.mark.parametrize(
    ("body", "expected"),
    [("by discord:42", "by <@42>"), ("https://a.example/discord:42", "https://a.example/discord:42")],
)
def test_a_person_is_named_as_one(body: str, expected: str) -> None:
    assert to_embed(Reply("en", "t", body)).description == expected


_texts = st.text(max_size=5_000) | st.text(alphabet="ab*_[]()`~|>#-1. \n", max_size=9_000)
_choices = st.lists(st.builds(Choice, st.text(max_size=200), st.text("/abc ", min_size=1, max_size=21)), max_size=60)


_OPINIONS = tuple(Choice(name, f"/{name} cat-tax") for name in ("helpful", "unhelpful", "wrong"))


@given(title=st.text(min_size=1, max_size=600), body=_texts, choices=_choices, footers=st.lists(_texts, max_size=3))
def test_no_reply_breaks_a_limit(title: str, body: str, choices: list[Choice], footers: list[str]) -> None:
    async def check() -> list[str]:
        reply = Reply("zh-Hant", f"t{title}", body, tuple(choices), tuple(footers), copyable=title, feedback=_OPINIONS)
        return list(faults_of_message(sent(reply, Press("remove:9", "Remove"), Press("leave:", "Leave"))))

    assert asyncio.run(check()) == []


def test_the_invite_asks_for_what_is_needed_and_no_more() -> None:
    url = invite_url(42)
    assert "client_id=42" in url
    assert "scope=bot+applications.commands" in url
    assert f"permissions={(1 << 10) | (1 << 11) | (1 << 14) | (1 << 16) | (1 << 38)}" in url
