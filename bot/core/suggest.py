"""What a text typed so far may become: for autocomplete while a person types, and for inline results."""

from __future__ import annotations

import functools
import itertools
from collections.abc import Iterable, Iterator, Mapping
from typing import Literal

from bot.core.language import content_language, text_in_script_of
from bot.core.matching.knowledge_base import Knowledge
from bot.core.matching.text import fold
from bot.core.message import Suggestion

MAX_SUMMARY = 100
"""Characters of a summary."""


def suggestions(
    knowledge: Knowledge, kind: Literal["topic", "term", "phrase", ""], typed: str, language: str, most: int
) -> list[Suggestion]:
    """The best suggestions of a kind: what contains the typed text first, then what the matcher ranks."""
    found = {"topic": _topics, "term": _terms, "phrase": _phrases}[kind](knowledge, typed) if kind else ()
    names = list(dict.fromkeys(found))[:most]
    return [_suggestion(knowledge, kind, name, language) for name in names if kind]


def search(knowledge: Knowledge, typed: str, language: str, most: int) -> list[Suggestion]:
    """The best of all kinds: what the text surely is comes first, then the three kinds in turn."""
    terms = suggestions(knowledge, "term", typed, language, most)
    topics = suggestions(knowledge, "topic", typed, language, most)
    phrases = suggestions(knowledge, "phrase", typed, language, most)
    sure = terms[: len(knowledge.glossary.find(typed))]
    in_turn = [each for row in itertools.zip_longest(topics, terms, phrases) for each in row if each]
    return list(dict.fromkeys([*sure, *in_turn]))[:most]


def _topics(knowledge: Knowledge, typed: str) -> Iterator[str]:
    topics = knowledge.library.topics
    titles = {name: topic.title.values() for name, topic in topics.items()}
    if not typed.strip():
        yield from topics
        return
    yield from _starting(titles, typed)
    yield from (found.name for found in knowledge.topics.find(typed).candidates)
    yield from _containing(titles, typed)


def _phrases(knowledge: Knowledge, typed: str) -> Iterator[str]:
    phrases = knowledge.library.phrases
    said = {name: (phrase.en, phrase.zh) for name, phrase in phrases.items()}
    if not typed.strip():
        yield from phrases
        return
    yield from _starting(said, typed)
    yield from (found.name for found in knowledge.phrases.find(typed).candidates)
    yield from _containing(said, typed)


def _terms(knowledge: Knowledge, typed: str) -> Iterator[str]:
    if not typed.strip():
        yield from knowledge.library.terms
        return
    yield from knowledge.glossary.find(typed)
    yield from knowledge.glossary.beginning(typed)
    meanings = {name: (*term.forms, *term.meaning.values()) for name, term in knowledge.library.terms.items()}
    yield from _containing(meanings, typed)


def _starting(texts: Mapping[str, Iterable[str]], typed: str) -> Iterator[str]:
    wanted = fold(typed).strip()
    return (name for name, own in texts.items() if any(_folded(text).startswith(wanted) for text in own))


def _containing(texts: Mapping[str, Iterable[str]], typed: str) -> Iterator[str]:
    wanted = fold(typed).strip()
    return (name for name, own in texts.items() if any(wanted in _folded(text) for text in own))


@functools.lru_cache(10_000)
def _folded(text: str) -> str:
    """Texts of the content, which come again with every key that somebody presses."""
    return fold(text)


def _suggestion(knowledge: Knowledge, kind: Literal["topic", "term", "phrase"], name: str, language: str) -> Suggestion:
    library = knowledge.library
    wanted = content_language(language)
    reader = wanted if wanted in library.languages else library.languages[0]
    if kind == "topic":
        topic = library.topics[name]
        title, summary = topic.title[reader], topic.answer[reader]
    elif kind == "term":
        term = library.terms[name]
        title, summary = f"{name} · {term.pinyin}", term.meaning[reader]
    else:
        phrase = library.phrases[name]
        title, summary = (phrase.en, phrase.zh) if reader == "en" else (phrase.zh, phrase.en)
    return Suggestion(
        kind,
        name,
        text_in_script_of(language, title),
        text_in_script_of(language, _first_line(summary)),
        f"/{kind} {name}",
    )


def _first_line(markdown: str) -> str:
    line = markdown.replace("**", "").replace("\\", "").split("\n", 1)[0]
    return line if len(line) <= MAX_SUMMARY else line[: MAX_SUMMARY - 1].rstrip() + "…"
