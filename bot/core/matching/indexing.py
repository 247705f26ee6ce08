"""Makes an index of texts. This is done once for a base; asking needs nothing of it."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from bot.core.matching.index import Index, Texts
from bot.core.matching.listed import Listed
from bot.core.matching.meaning import learn
from bot.core.matching.spelling import Speller
from bot.core.matching.text import words
from bot.core.matching.training import trained
from bot.core.matching.weights import Common, Corpus, closed_form, fit

FAR, NEAR = 8, 3
"""How far apart the two words of a pair may stand; less in a large base, where pairs would fill the memory."""

LARGE = 20_000
"""Texts from which on a base is large."""

LACKING, SEVERAL = 0.6, 30
"""The share of its score that an entry loses if it has none of the words, where entries have very many texts; and from
how many texts an entry on it loses anything. Chosen on the open half of `eval`."""

MOST_WITH_MEANING = 1_500
"""Entries of a base that is also found by what it means: what learning that takes grows with their cube."""


def compile_index(
    entries: Texts, against: Texts = (), *, titles: Texts = (), meaning: bool = False, train: bool = True
) -> tuple[Index, Corpus]:
    """The index of entries and counter-entries, and their texts in numbers, for the probes.

    `titles`: further texts of the entries, in their order, that only their very words find. `meaning`: whether English
    texts are also found by what they mean. `train`: whether the weights are trained, which takes longest of all.
    """
    every = [*entries, *against]
    texts = [(place, words(text)) for place, (_, own) in enumerate(every) for text in own]
    window = FAR if len(texts) < LARGE else NEAR
    corpus = Corpus.of(texts, len(every), window)
    weights = closed_form(corpus)
    weights = trained(corpus, weights) if train else weights
    listed = [*texts, *((place, words(title)) for place, (_, own) in enumerate(titles) for title in own)]
    speller = Speller.of(Counter(word for _, text in listed for word in text))
    names = tuple(name for name, _ in every)
    common = Common.of(weights, len(names))
    lacking = lacking_for(entries)
    index = Index(names, len(entries), window, weights, common, speller, Listed.of(listed), lacking=lacking)
    meant = meaning and len(entries) <= MOST_WITH_MEANING
    learnt = learn([text for _, text in texts], corpus.entry, len(every), fit(corpus, weights)) if meant else None
    if not learnt:
        return index, corpus
    return replace(index, meaning=learnt[0]), replace(corpus, left_out=learnt[1])


def lacking_for(entries: Texts) -> float:
    """What entries lose for words they lack: few texts do not show which words people use."""
    each = sum(len(own) for _, own in entries) / max(1, len(entries))
    return LACKING * max(0.0, 1 - SEVERAL / max(1.0, each))
