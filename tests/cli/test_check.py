"""`check`: what is wrong with the content, for people and for machines."""

from __future__ import annotations

from tests.cli.program import Here
from tests.core.small_content import SmallContent

TODAY = ("--today", "2026-11-24")
CAT_TAX = "topics/culture/cat-tax.yaml"


def test_sound_content_has_no_error(small: Here) -> None:
    ran = small.run("check", *TODAY)

    assert (ran.code, ran.err) == (0, "")
    assert ran.out.splitlines()[-1].startswith("0 errors, ")


def test_an_error_is_told_with_its_file_and_line(small: Here, content: SmallContent) -> None:
    content.change(CAT_TAX, "next: [momo-identity]", "next: [momo-identities]")
    ran = small.run("check", *TODAY)
    message = "next: there is no topic 'momo-identities'; did you mean 'momo-identity'?"

    assert ran.code == 1
    assert f"{content.folder / CAT_TAX}:22: {message}" in ran.out.splitlines()


def test_errors_of_several_files_are_told_at_once(small: Here, content: SmallContent) -> None:
    content.change(CAT_TAX, "sources: [newspaper-2025-01]", "sources: [a-friend]")
    content.change("tour.yaml", "topics: [cat-tax]", "topics: [dog-tax]")

    assert "2 errors" in small.run("check", *TODAY).out


def test_markup_that_no_platform_shows_is_an_error(small: Here, content: SmallContent) -> None:
    content.change(CAT_TAX, "A joke; newcomers", "'# A joke; newcomers")
    content.change(CAT_TAX, "a picture of their cat.", "a picture of their cat.'")
    ran = small.run("check", *TODAY)

    assert "answer: headings are not in the Markdown subset of answers ('en')" in ran.out


def test_a_machine_is_told_in_objects(small: Here, content: SmallContent) -> None:
    content.change(CAT_TAX, "next: [momo-identity]", "next: [cat-tax]")
    (told,) = [each for each in small.run("check", "--json", *TODAY).objects if each["severity"] == "error"]

    assert told == {
        "file": str(content.folder / CAT_TAX),
        "line": 22,
        "severity": "error",
        "message": "next: a topic does not follow itself",
    }


def test_what_is_past_its_date_is_a_warning(small: Here) -> None:
    ran = small.run("check", "--today", "2030-01-01")

    assert ran.code == 0
    assert "warning: review_by: 2027-05-20 is past; look at the facts again" in ran.out


def test_without_a_date_it_is_today(small: Here, content: SmallContent) -> None:
    content.change(CAT_TAX, "as_of: 2026-05", "as_of: 9998-05")
    content.change(CAT_TAX, "review_by: 2027-05-20", "review_by: 9999-05-20")

    assert "as_of: 9998-05 has not come yet" in small.run("check").out


def test_hints_are_shown_on_request(small: Here, content: SmallContent) -> None:
    hinted = small.run("check", "--hints", *TODAY)
    silent = small.run("check", *TODAY)
    count = sum(": hint: " in line for line in hinted.out.splitlines())

    assert f", {count} hints" in hinted.out
    assert f", {count} hints" in silent.out
    assert ": hint: " not in silent.out


def test_a_near_miss_that_is_answered_all_the_same_is_an_error(small: Here, content: SmallContent) -> None:
    content.change(CAT_TAX, "  - how much tax do i pay on a car", "  - what's the cat tax")
    ran = small.run("check", *TODAY)

    assert f"{content.folder / CAT_TAX}:17: near_misses: this topic answers it all the same" in ran.out
