"""Compiles a library: indexes, thresholds, forms of the glossary. It takes seconds; `cache.py` keeps the outcome."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping
from pathlib import Path

from bot.core.knowledge.content import load
from bot.core.knowledge.model import Library
from bot.core.matching.decide import STRICTNESS, Matcher, calibrate
from bot.core.matching.index import LIKE, Index
from bot.core.matching.indexing import compile_index
from bot.core.matching.knowledge_base import Knowledge
from bot.core.matching.probes import probe
from bot.core.matching.recognise import Recogniser
from bot.core.matching.slang import Glossary
from bot.core.matching.text import words
from bot.core.matching.weights import Corpus

PHRASE_STRICTNESS = 0.85
"""Share of what the phrase book lacks that gets no phrase: less than for topics, since the person sees what it says."""


def compile_knowledge(library: Library, strictness: float = STRICTNESS) -> Knowledge:
    """Compiles a library."""
    terms = library.terms.values()
    phrases = phrases_of(library)
    return Knowledge(library, topics_of(library, strictness), lambda: phrases, Glossary.of(terms), Recogniser(terms))


def compile_folder(folder: Path, strictness: float) -> Knowledge:
    """Reads and compiles a content folder.

    Raises:
        ProblemsFound: with every error of the content.
    """
    return compile_knowledge(load(folder), strictness)


def topics_of(library: Library, strictness: float) -> Matcher:
    """The matcher of the topics. Near misses and what is said elsewhere are its counter-entries."""
    index, corpus = topic_index(library)
    return Matcher(index, calibrate(list(probe(index, corpus)), strictness))


def topic_index(library: Library) -> tuple[Index, Corpus]:
    """The index of the topics, and its texts in numbers."""
    titles = [(name, list(topic.title.values())) for name, topic in library.topics.items()]
    return compile_index(topic_texts(library), against(library), titles=titles, meaning=True)


def topic_texts(library: Library) -> list[tuple[str, list[str]]]:
    """The entries: the questions of each topic, language by language."""
    return [(name, _all(topic.questions)) for name, topic in library.topics.items()]


def against(library: Library) -> list[tuple[str, list[str]]]:
    """The counter-entries: for each topic what is like it and means something else.

    That is its near misses, and of what is said elsewhere all that is nearest to it. In one heap each of those texts
    would weigh next to nothing, and no question be near the heap.
    """
    like = {name: list(topic.near_misses) for name, topic in library.topics.items()}
    index = compile_index(topic_texts(library), train=False)[0]
    for text in itertools.chain.from_iterable(_all(texts) for texts in library.elsewhere.values()):
        nearest = index.rank(index.scores(words(text)), 1)
        like.setdefault(nearest[0].name if nearest else "nothing", []).append(text)
    return [(LIKE + name, texts) for name, texts in like.items() if texts]


def phrases_of(library: Library) -> Matcher:
    """The matcher of the phrase book, asked only when somebody wants to say something."""
    entries = [(name, [phrase.en, phrase.zh, *_all(phrase.questions)]) for name, phrase in library.phrases.items()]
    index, corpus = compile_index(entries, meaning=True)
    return Matcher(index, calibrate(list(probe(index, corpus)), PHRASE_STRICTNESS))


def _all(texts: Mapping[str, Iterable[str]]) -> list[str]:
    return [text for own in texts.values() for text in own]
