"""The bot's own sentences: the keys that every file in `content/wording/` has, one file a language.

`{name}` in a sentence is filled in by the program; a translation uses the same names as the English sentence.
"""

from __future__ import annotations

import re

from pydantic import BaseModel, ConfigDict


class CommandWording(BaseModel):
    """What each command does, in a few words, for menus and help."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    ask: str
    topics: str
    slang: str
    say: str
    tour: str
    sources: str
    lang: str
    help: str


class ToneWording(BaseModel):
    """How a term sounds to a reader."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    neutral: str
    warm: str
    playful: str
    sarcastic: str
    dated: str
    flirty: str
    rude: str
    vulgar: str
    sensitive: str


class StyleWording(BaseModel):
    """How formal a phrase is."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    casual: str
    neutral: str
    polite: str


class Wording(BaseModel):
    """The bot's own sentences in one language."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    language_name: str

    welcome_title: str
    welcome: str
    help_title: str
    help: str

    choices_title: str
    choices: str
    none_of_these: str
    term_label: str
    phrase_label: str

    unknown_title: str
    unknown: str
    none_title: str
    none: str
    empty: str
    too_long: str
    unknown_command: str

    topics_title: str
    topics: str
    category_page: str
    earlier: str
    more: str
    all_topics: str

    slang_title: str
    slang_usage: str
    slang_unknown: str
    slang_choices: str
    term_literal: str
    term_tone: str
    term_caution: str
    term_example: str
    term_everyday: str
    term_variants: str
    term_see_also: str

    say_title: str
    say_usage: str
    say_unknown: str
    phrase_literal: str
    phrase_style: str
    phrase_reply: str

    tour_title: str
    tour_next: str
    tour_back: str

    sources_title: str
    sources_usage: str
    source_line: str
    source_titled: str
    source_undated: str
    source_repost: str
    general_knowledge: str
    footer_sources: str
    footer_source: str
    footer_more: str
    footer_as_of: str
    footer_stale: str
    date_month: str
    date_day: str
    months: str

    lang_title: str
    lang: str
    lang_set: str
    lang_unknown: str
    list_separator: str

    failed: str

    tones: ToneWording
    styles: StyleWording
    commands: CommandWording


def placeholders(model: BaseModel) -> dict[str, set[str]]:
    """The names that each sentence fills in, by key; a key inside a group is written `group.key`."""
    found: dict[str, set[str]] = {}
    for name, value in model:
        if isinstance(value, BaseModel):
            found |= {f"{name}.{key}": names for key, names in placeholders(value).items()}
        else:
            found[name] = set(re.findall(r"\{(\w+)\}", value))
    return found
