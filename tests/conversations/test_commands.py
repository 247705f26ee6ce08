"""What each command of the table does."""

from __future__ import annotations

import re

import pytest

from bot.core.commands.table import COMMANDS, Command
from bot.core.knowledge.model import Library
from bot.core.knowledge.wording import Wording
from bot.core.message import Reply
from tests.conversations.people import Person, found, tokens

LISTED = [command for command in COMMANDS if command.listed]
FAR = "9" * 5_000
"""A number that nothing has so many of, longer than what Python makes a number of."""


def named(command: Command) -> str:
    return command.name


@pytest.mark.parametrize("command", COMMANDS, ids=named)
async def test_every_command_replies_without_an_argument(anna: Person, english: Wording, command: Command) -> None:
    reply = await anna.says(f"/{command.name}")

    assert reply.title
    assert reply.body != english.unknown_command.format(help="`/help`")


@pytest.mark.parametrize("command", COMMANDS, ids=named)
def test_every_platform_accepts_the_name_of_every_command(command: Command) -> None:
    assert re.fullmatch("[a-z0-9_]{1,32}", command.name)


async def test_a_command_is_known_in_capital_letters(anna: Person) -> None:
    assert await anna.says("/HELP") == await anna.says("/help")


async def test_an_unknown_command_is_told_of_help(anna: Person) -> None:
    assert "`/help`" in (await anna.says("/weather berlin")).body


@pytest.mark.parametrize("command", [command for command in LISTED if command.who == "everyone"], ids=named)
async def test_help_says_what_each_command_does(anna: Person, english: Wording, command: Command) -> None:
    reply = await anna.says("/help")

    assert f"- `/{command.name}` {getattr(english.commands, command.name)}" in reply.body


@pytest.mark.parametrize("way", ["/tour", "/topics", "/say", "/lang"])
async def test_start_shows_the_ways_in(anna: Person, way: str) -> None:
    assert way in tokens(await anna.says("/start"))


async def test_ask_answers_a_question(anna: Person) -> None:
    assert found(await anna.says("/ask do i need a chinese phone number")) == ("topic", "foreign-phone-number")


async def test_topics_shows_every_shelf(anna: Person, library: Library) -> None:
    reply = await anna.says("/topics")

    assert tokens(reply) == [f"/topics {name}" for name in library.categories]


async def test_a_shelf_shows_all_its_topics_page_by_page(anna: Person, library: Library, english: Wording) -> None:
    await anna.says("/topics features")
    shown = tokens(anna.reply)
    while any(choice.label == english.more for choice in anna.reply.choices):
        shown += tokens(await anna.presses(english.more))

    wanted = [f"/topic {name}" for name, topic in library.topics.items() if topic.category == "features"]
    assert [token for token in shown if token.startswith("/topic ")] == wanted


async def test_a_page_of_a_shelf_has_eight_topics_at_most(anna: Person) -> None:
    reply = await anna.says("/topics features")

    assert sum(token.startswith("/topic ") for token in tokens(reply)) == 8


@pytest.mark.parametrize("number", ["99", FAR])
async def test_a_page_too_far_is_the_last_one(anna: Person, number: str) -> None:
    assert await anna.says(f"/topics features {number}") == await anna.says("/topics features 2")


async def test_a_shelf_that_does_not_exist_leads_to_all_shelves(anna: Person) -> None:
    assert await anna.says("/topics gardening") == await anna.says("/topics")


@pytest.mark.parametrize("typed", ["种草", "種草", "zhongcao", "zhòng cǎo", "what does 种草 mean"])
async def test_slang_explains_a_word_however_it_is_written(anna: Person, typed: str) -> None:
    assert found(await anna.says(f"/slang {typed}")) == ("term", "种草")


async def test_slang_says_when_a_word_is_unknown(anna: Person, english: Wording) -> None:
    assert (await anna.says("/slang qwertyuiop")).body == english.slang_unknown


async def test_slang_without_a_word_says_how_to_use_it(anna: Person, english: Wording) -> None:
    assert (await anna.says("/slang")).body == english.slang_usage


async def test_the_card_of_a_term_says_meaning_literal_sense_and_tone(
    anna: Person, library: Library, english: Wording
) -> None:
    body = (await anna.says("/slang yyds")).body
    term = library.terms["yyds"]

    assert body.startswith(term.meaning["en"])
    assert english.term_literal.format(text=term.literal) in body
    assert english.term_tone.format(text=getattr(english.tones, term.tone)) in body


async def test_the_card_of_a_term_leads_to_related_terms(anna: Person, library: Library) -> None:
    name = next(name for name, term in library.terms.items() if any(form in library.terms for form in term.see_also))
    related = next(form for form in library.terms[name].see_also if form in library.terms)

    assert f"/term {related}" in tokens(await anna.says(f"/term {name}"))


async def test_say_finds_a_phrase(anna: Person) -> None:
    assert found(await anna.says("/say thank you so much")) == ("phrase", "thank-you-so-much")


async def test_the_card_of_a_phrase_holds_all_that_one_needs(anna: Person, library: Library) -> None:
    body = (await anna.says("/phrase thank-you-so-much")).body.replace("\\", "")
    phrase = library.phrases["thank-you-so-much"]

    for part in (phrase.zh, phrase.pinyin, phrase.en, phrase.literal, phrase.reply.zh, phrase.reply.en):
        assert part in body


async def test_a_phrase_can_be_copied(anna: Person, library: Library) -> None:
    reply = await anna.says("/phrase thank-you-so-much")

    assert reply.copyable == library.phrases["thank-you-so-much"].zh


async def test_say_shows_every_situation(anna: Person, library: Library) -> None:
    assert tokens(await anna.says("/say")) == [f"/situation {name}" for name in library.situations]


async def test_say_shows_the_situations_when_it_has_no_phrase(anna: Person, english: Wording) -> None:
    reply = await anna.says("/say ξψω")

    assert reply.body == english.say_unknown
    assert "/situation thanking" in tokens(reply)


async def test_a_situation_shows_all_its_phrases_page_by_page(anna: Person, library: Library, english: Wording) -> None:
    await anna.says("/situation greeting")
    shown = tokens(anna.reply)
    while any(choice.label == english.more for choice in anna.reply.choices):
        shown += tokens(await anna.presses(english.more))

    wanted = [f"/phrase {name}" for name, phrase in library.phrases.items() if phrase.situation == "greeting"]
    assert [token for token in shown if token.startswith("/phrase ")] == wanted


async def test_a_page_of_phrases_too_far_is_the_last_one(anna: Person) -> None:
    assert await anna.says(f"/situation greeting {FAR}") == await anna.says("/situation greeting 99")


async def test_a_situation_that_does_not_exist_leads_to_all_situations(anna: Person) -> None:
    assert tokens(await anna.says("/situation weddings")) == tokens(await anna.says("/say"))


async def test_the_tour_leads_from_the_first_card_to_the_last(anna: Person, library: Library, english: Wording) -> None:
    titles = [(await anna.says("/tour")).title]
    while any(choice.label == english.tour_next for choice in anna.reply.choices):
        titles.append((await anna.presses(english.tour_next)).title)

    assert [title.partition(": ")[2] for title in titles] == [card.title["en"] for card in library.tour]


async def test_the_tour_goes_back_too(anna: Person, english: Wording) -> None:
    first = await anna.says("/tour")
    await anna.presses(english.tour_next)

    assert await anna.presses(english.tour_back) == first


@pytest.mark.parametrize("number", ["99", FAR])
async def test_a_card_too_far_is_the_last_one(anna: Person, library: Library, number: str) -> None:
    assert await anna.says(f"/tour {number}") == await anna.says(f"/tour {len(library.tour)}")


@pytest.mark.parametrize("number", ["0", "-1", "two", ""])
async def test_what_is_no_card_is_the_first_one(anna: Person, number: str) -> None:
    assert await anna.says(f"/tour {number}") == await anna.says("/tour 1")


async def test_a_card_can_be_jumped_to_from_any_other(anna: Person, library: Library) -> None:
    reply = await anna.says("/tour 3")

    assert [jump.token for jump in reply.jumps] == [f"/tour {place}" for place in range(1, len(library.tour) + 1)]


async def test_sources_lists_every_source_of_a_topic(anna: Person, library: Library) -> None:
    body = (await anna.says("/sources foreign-phone-number")).body

    assert len(body.splitlines()) == len(library.topics["foreign-phone-number"].sources)


async def test_sources_takes_a_question_too(anna: Person) -> None:
    by_question = await anna.says("/sources do i need a chinese phone number")

    assert by_question == await anna.says("/sources foreign-phone-number")


async def test_sources_of_nothing_we_know_are_unknown(anna: Person, english: Wording) -> None:
    assert (await anna.says("/sources qwertyuiop")).body == english.unknown


async def test_sources_without_a_topic_says_how_to_use_it(anna: Person, english: Wording) -> None:
    assert (await anna.says("/sources")).body == english.sources_usage


async def test_sources_leads_back_to_the_topic(anna: Person) -> None:
    assert tokens(await anna.says("/sources cat-tax")) == ["/topic cat-tax"]


async def test_an_explained_slang_line_needs_no_engine(anna: Person) -> None:
    reply = await anna.says("/translate 这个口红我种草了")

    assert reply.translation is not None
    assert [each.term for each in reply.translation.slang] == ["种草"]


async def test_none_of_these_leads_to_all_topics(anna: Person) -> None:
    assert tokens(await anna.says("/none")) == ["/topics"]


@pytest.mark.parametrize("button", ["/topic", "/term", "/phrase"])
async def test_a_button_to_what_is_gone_says_that_it_is_unknown(anna: Person, button: str) -> None:
    assert found(await anna.says(f"{button} ξψω")) == ("unknown", "")


async def test_a_topic_offers_its_follow_ups(anna: Person, library: Library) -> None:
    reply = await anna.says("/topic foreign-phone-number")

    assert tokens(reply) == [f"/topic {name}" for name in library.topics["foreign-phone-number"].next]


async def test_the_label_of_a_follow_up_is_the_title_of_its_topic(anna: Person) -> None:
    label = (await anna.says("/topic foreign-phone-number")).choices[0].label

    assert (await anna.presses(label)).title == label


def is_sent(reply: Reply) -> bool:
    return reply.audience != "nobody"


@pytest.mark.parametrize("command", LISTED, ids=named)
async def test_no_command_is_met_with_silence(anna: Person, command: Command) -> None:
    assert is_sent(await anna.says(f"/{command.name}"))
