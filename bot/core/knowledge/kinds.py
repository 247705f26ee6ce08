"""The kinds of text that content is made of: how long they may be, what they look like, how a fault is said.

In `extra`, `say` is what is wrong with a text that does not match the pattern, and `refuse` a function that returns
what else is wrong with one, or nothing.
"""

from __future__ import annotations

import datetime
from string import Formatter
from typing import Annotated

from msgspec import Meta

from bot.core.knowledge.faults import fault


def several_lines(text: str) -> str:
    """Refuses what is more than one line. No pattern does it: it would be matched anew whenever the cache is read."""
    return fault("one_line") if "\n" in text else ""


def no_such_date(text: str) -> str:
    """Refuses what no calendar has, such as 2026-02-30; the month and the day may be left out."""
    parts = [int(part) for part in text.split("-")]
    try:
        datetime.date(*[*parts, 1, 1][:3])
    except ValueError:
        return fault("no_such_date")
    return ""


def unfillable(sentence: str) -> str:
    """Refuses a sentence that the program could not fill in."""
    try:
        names_in(sentence)
    except ValueError:
        return "a brace without its partner; write {{ or }} for a brace to be shown"
    return ""


def not_twelve(months: str) -> str:
    """Refuses what is not a name for each month."""
    return "" if len(months.split()) == 12 else "must be twelve names with spaces between them"


def names_in(sentence: str) -> set[str]:
    """The names that a sentence fills in."""
    return {name for _, name, _, _ in Formatter().parse(sentence) if name is not None}


_KEBAB = Meta(pattern="^[a-z0-9]+(-[a-z0-9]+)*$", max_length=48, extra={"say": fault("identifier")})
_PARTIAL_DATE = Meta(
    pattern="^[0-9]{4}(-[0-9]{2}){0,2}$",
    extra={"say": fault("partial_date"), "refuse": no_such_date},
)
_FULL_DATE = Meta(
    pattern="^[0-9]{4}-[0-9]{2}-[0-9]{2}$",
    extra={"say": fault("full_date"), "refuse": no_such_date},
)

Text = Annotated[str, Meta(min_length=1)]
Line = Annotated[Text, Meta(extra={"refuse": several_lines}, extra_json_schema={"pattern": r"^[^\n]+$"})]
Question = Annotated[Line, Meta(max_length=150)]
Title = Annotated[Line, Meta(max_length=80)]
Headword = Annotated[Line, Meta(max_length=16)]
Identifier = Annotated[Text, _KEBAB]
PartialDate = Annotated[Text, _PARTIAL_DATE]
FullDate = Annotated[Text, _FULL_DATE]
Link = Annotated[
    Text, Meta(pattern=r"^https://[^\s<>\"]+$", extra={"say": "must be an address that begins with https://"})
]
Language = Annotated[Text, Meta(pattern="^[a-z]{2}$", extra={"say": fault("language_code")})]
Sentence = Annotated[str, Meta(extra={"refuse": unfillable})]
Months = Annotated[Text, Meta(extra={"refuse": not_twelve})]
Questions = Annotated[tuple[Question, ...], Meta(min_length=1)]
Sources = Annotated[tuple[Identifier, ...], Meta(min_length=1)]
