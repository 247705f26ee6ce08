from __future__ import annotations

from typing import Annotated

import pytest
from msgspec import Meta, Struct

from bot.core.knowledge.kinds import Headword, Identifier, Question
from bot.core.knowledge.model import Card, Source, SourceFile, Term
from bot.core.knowledge.validation import fault_of, validate
from bot.core.knowledge.yaml_file import parse

BLANK = "is empty; write something, or leave the key out"
CARD = "title: {en: A, zh: B}\ntext: {en: A, zh: B}\ntopics: [a]\n"
DATE = "must be a date such as 2026, 2026-04 or 2026-04-30"
GUESS = "; did you mean 'playful'?"
LINK = "must be an address that begins with https://"
LIST = "must be a list: one '- ' line an item"
MAPPING = "must be a mapping: 'key: value' lines"
NAME = "must be small letters and digits joined by '-'"


class Settings(Struct):
    """What a configuration may hold besides text."""

    share: Annotated[float, Meta(ge=0.5, le=1)] = 0.9
    count: Annotated[int, Meta(ge=1)] = 3
    on: bool = False


def said(model: type[Struct], text: str) -> list[str]:
    document = parse(text, "a.yaml")
    return [str(problem) for problem in validate(model, document, document.value)[1]]


def test_a_sound_value_has_no_problem() -> None:
    assert said(Card, CARD) == []


def test_a_sound_value_is_returned() -> None:
    document = parse("publisher: AFP", "a.yaml")
    assert validate(Source, document, document.value)[0] == Source(publisher="AFP")


def test_a_wrong_value_is_not_returned() -> None:
    document = parse("publisher: ''", "a.yaml")
    assert validate(Source, document, document.value)[0] is None


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        pytest.param("title: x", "1: the key 'publisher' is missing", id="a missing key"),
        pytest.param("publisher: AFP\npage: x", "2: page: unknown key 'page'", id="an unknown key"),
        pytest.param("publisher: AFP\ntitel: x", "2: titel: unknown key 'titel'; did you mean 'title'?", id="misspelt"),
        pytest.param("publisher: [AFP]", "1: publisher: must be text", id="a list for text"),
        pytest.param("publisher: {a: b}", "1: publisher: must be text", id="a mapping for text"),
        pytest.param("publisher: ' '", f"1: publisher: {BLANK}", id="blank text"),
        pytest.param("publisher: |-\n  a\n  b", "1: publisher: must be one line", id="two lines"),
        pytest.param("publisher: AFP\ndate:", f"2: date: {BLANK}", id="no date"),
        pytest.param("publisher: AFP\ndate: May 2026", f"2: date: {DATE}", id="a date in words"),
        pytest.param("publisher: AFP\ndate: '２０２６'", f"2: date: {DATE}", id="a date in full-width digits"),
        pytest.param("publisher: AFP\ndate: 2026-13", "2: date: there is no such date", id="a 13th month"),
        pytest.param("publisher: AFP\ndate: 2026-02-30", "2: date: there is no such date", id="a 30th of February"),
        pytest.param("publisher: AFP\ndate: 0000", "2: date: there is no such date", id="a year nought"),
        pytest.param("publisher: AFP\nlink: http://x.org", f"2: link: {LINK}", id="an address in the clear"),
        pytest.param("publisher: AFP\nrepost: true", "2: repost: must be 'yes'", id="another word for yes"),
        pytest.param("- AFP", f"1: {MAPPING}", id="a list for everything"),
    ],
)
def test_a_fault_of_a_source_is_said_in_plain_words(text: str, fault: str) -> None:
    assert said(Source, text) == [f"a.yaml:{fault}"]


@pytest.mark.parametrize("date", ["2026", "2026-04", "2026-04-30", "2024-02-29"])
def test_a_date_may_be_known_to_the_year_the_month_or_the_day(date: str) -> None:
    assert said(Source, f"publisher: AFP\ndate: {date}") == []


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        pytest.param("[a]", "a", f"3: topics: {LIST}", id="text for a list"),
        pytest.param("[a]", "", f"3: topics: {LIST}", id="nothing for a list"),
        pytest.param("[a]", "[a, {b: c}]", "3: topics.1: must be text", id="a mapping in a list of texts"),
        pytest.param("[a]", "[a, Cat Tax]", f"3: topics.1: {NAME}", id="a name with capitals and a space"),
        pytest.param("title: {en: A, zh: B}", "title: A", f"1: title: {MAPPING}", id="text for a mapping"),
        pytest.param("title: {en: A", f"title: {{en: {'A' * 81}", "1: title.en: is longer than 80 characters", id="81"),
    ],
)
def test_a_fault_of_a_card_is_said_in_plain_words(old: str, new: str, fault: str) -> None:
    assert said(Card, CARD.replace(old, new)) == [f"a.yaml:{fault}"]


def test_a_title_of_eighty_characters_is_not_too_long() -> None:
    assert said(Card, CARD.replace("{en: A", f"{{en: {'A' * 80}", 1)) == []


def test_a_question_of_151_characters_is_too_long() -> None:
    assert fault_of(Question, "a" * 151) == "is longer than 150 characters"


def test_a_question_of_150_characters_is_not_too_long() -> None:
    assert fault_of(Question, "a" * 150) == ""


def test_settings_that_say_nothing_are_the_defaults() -> None:
    assert validate(Settings, parse("a:", "a.yaml"), "")[0] == Settings()


@pytest.mark.parametrize(
    ("text", "settings"),
    [
        pytest.param("share: 0.75", Settings(share=0.75), id="a number"),
        pytest.param("share: 0.5", Settings(share=0.5), id="the least number"),
        pytest.param("share: 1", Settings(share=1.0), id="the greatest number"),
        pytest.param("count: 12", Settings(count=12), id="a whole number"),
        pytest.param("on: yes", Settings(on=True), id="yes"),
        pytest.param("on: True", Settings(on=True), id="true"),
        pytest.param("on: off", Settings(on=False), id="off"),
    ],
)
def test_settings_are_read_from_text(text: str, settings: Settings) -> None:
    document = parse(text, "a.yaml")
    assert validate(Settings, document, document.value)[0] == settings


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        pytest.param("share: 1.1", "share: must be from 0.5 to 1", id="too great"),
        pytest.param("share: 0.4", "share: must be from 0.5 to 1", id="too small"),
        pytest.param("share: nan", "share: must be from 0.5 to 1", id="not a number at all"),
        pytest.param("share: half", "share: must be a number", id="a word for a number"),
        pytest.param("share: [0.5]", "share: must be a number", id="a list for a number"),
        pytest.param("count: 0", "count: must be 1 or more", id="none"),
        pytest.param("count: 2.5", "count: must be a whole number", id="a broken number"),
        pytest.param("on: perhaps", "on: must be 'yes' or 'no'", id="neither yes nor no"),
    ],
)
def test_a_fault_of_a_setting_is_said_in_plain_words(text: str, fault: str) -> None:
    assert said(Settings, text) == [f"a.yaml:1: {fault}"]


def test_a_wrong_name_of_an_entry_is_said_at_the_entry() -> None:
    text = "sources:\n  afp:\n    publisher: AFP\n  A F P:\n    publisher: AFP"
    assert said(SourceFile, text) == [f"a.yaml:4: sources.A F P: {NAME}"]


def test_a_missing_key_of_an_entry_is_said_at_the_entry() -> None:
    assert said(SourceFile, "sources:\n  afp:\n    date: 2026") == [
        "a.yaml:2: sources.afp: the key 'publisher' is missing"
    ]


def test_every_fault_is_said_at_once() -> None:
    assert set(said(Source, "titel: x\ndate: May\nlink: x")) == {
        "a.yaml:1: titel: unknown key 'titel'; did you mean 'title'?",
        "a.yaml:1: the key 'publisher' is missing",
        f"a.yaml:2: date: {DATE}",
        f"a.yaml:3: link: {LINK}",
    }


def test_a_misspelt_choice_is_guessed() -> None:
    faults = said(Term, "tone: playfull")
    assert any(fault.startswith("a.yaml:1: tone: must be ") and fault.endswith(GUESS) for fault in faults)


def test_what_the_caller_filled_in_is_not_said() -> None:
    document = parse("publisher: AFP", "a.yaml")
    assert validate(Source, document, {"publisher": "AFP", "date": "soon"}, {("date",)}) == (None, [])


@pytest.mark.parametrize("name", ["a", "cat-tax", "666", "2025-01-afp"])
def test_a_good_name_has_no_fault(name: str) -> None:
    assert fault_of(Identifier, name) == ""


@pytest.mark.parametrize("name", ["Cat", "cat_tax", "cat--tax", "-cat", "猫", "cat tax"])
def test_a_bad_name_has_a_fault(name: str) -> None:
    assert fault_of(Identifier, name) == NAME


def test_a_long_headword_has_a_fault() -> None:
    assert fault_of(Headword, "种" * 17) == "is longer than 16 characters"


@pytest.mark.parametrize("name", [" cat", "cat ", "cat\n"])
def test_a_space_around_a_name_is_a_fault(name: str) -> None:
    assert fault_of(Identifier, name) == "begins or ends with a space"
