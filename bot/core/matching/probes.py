"""What the index would do with its own texts if they were not in it: the base measures itself.

A text of an answering entry is asked as if it alone had never been there (an answerable question: how well is it
found?), and as people ask, whose words are nearer to a listed text than the listed texts are to each other. A text of
a counter-entry is asked as if it had never been there; it must be refused. Where there are few of those, each text of
an answering entry is also asked as if its whole entry had never been there: how sure does the index look then?
No outside data is needed. The weights without a text are worked out from the masses behind them, not by compiling
anew, so five thousand probes take two seconds.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import log
from typing import Literal

import numpy as np
import numpy.typing as npt

from bot.core.matching.decide import ENOUGH
from bot.core.matching.evidence import Evidence, evidence
from bot.core.matching.features import BLOCKS
from bot.core.matching.function_words import nothing_else
from bot.core.matching.index import CANDIDATES, Index
from bot.core.matching.meaning import Places, Scores
from bot.core.matching.weights import ROOT, Corpus, values

MOST = 1_500
"""Texts probed of those that are to be answered, and of those that are not; of more, every n-th."""

NEARNESS = 0.2
"""How far people's questions are on the way from a text left out to a listed one; chosen on the open half of `eval`."""

LEAST = 1e-6
"""A mass below this is none: what rounding leaves where all texts behind it are gone."""

Kind = Literal["text", "entry", "near", "counter"]
_NONE = np.zeros(0, np.int64)


@dataclass(frozen=True, slots=True)
class Probe:
    """One text asked. `text`: its place in the corpus; `own`, `best`: places of entries; `kind`: what was left out."""

    text: int
    own: int
    best: int
    evidence: Evidence
    kind: Kind

    @property
    def right(self) -> bool:
        """Whether answering with the best entry would have been right."""
        return self.kind in {"text", "near"} and self.best == self.own


def probe(index: Index, corpus: Corpus, most: int = MOST) -> Iterator[Probe]:
    """Asks the texts of entries that have more than one; of many texts about `most` of either kind."""
    if not index.answering:
        return
    asked, answering = _askable(index, corpus)
    few = np.count_nonzero(~answering) < ENOUGH
    for prober, left_out in _left_out(index, corpus, _some(asked[answering], most)):
        yield prober.judge(left_out, "text")
        if few:
            yield prober.judge(prober.without_entry(), "entry")
        yield prober.judge(left_out + NEARNESS * (prober.listed() - left_out), "near")
    for prober, left_out in _left_out(index, corpus, _some(asked[~answering], most)):
        yield prober.judge(left_out, "counter")


def probe_each(index: Index, corpus: Corpus) -> Iterator[Probe]:
    """Asks every text of the answering entries as if only that text were missing."""
    asked, answering = _askable(index, corpus)
    return (prober.judge(scores, "text") for prober, scores in _left_out(index, corpus, asked[answering]))


def _askable(index: Index, corpus: Corpus) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.bool_]]:
    """The texts that do not stand alone in their entry, and whether that is an answering one."""
    asked = np.flatnonzero(np.bincount(corpus.entry, minlength=corpus.entries)[corpus.entry] > 1)
    return asked, corpus.entry[asked] < index.answering


def _left_out(index: Index, corpus: Corpus, texts: npt.NDArray[np.int64]) -> Iterator[tuple[_Prober, Scores]]:
    """What asks each text that has a feature, and its scores where it is left out."""
    texts_of = np.bincount(corpus.entry, minlength=corpus.entries)
    texts_with = np.bincount(corpus.features, minlength=len(index.weights.idf))
    value = values(corpus, index.weights.idf)
    ends = np.cumsum(corpus.sizes)
    for text in texts.tolist():
        block = slice(len(BLOCKS) * text, len(BLOCKS) * (text + 1))
        span = slice(int(ends[block.start] - corpus.sizes[block.start]), int(ends[block.stop - 1]))
        if span.start == span.stop:
            continue
        prober = _Prober(index, corpus, text, corpus.features[span], value[span], corpus.sizes[block])
        yield prober, prober.without_text(texts_with, int(texts_of[corpus.entry[text]]))


def _some(texts: npt.NDArray[np.int64], most: int) -> npt.NDArray[np.int64]:
    """Every n-th text, so that there are not many more than `most`."""
    return texts[:: max(1, len(texts) // most)]


@dataclass(frozen=True, slots=True)
class _Prober:
    index: Index
    corpus: Corpus
    text: int
    features: npt.NDArray[np.int32]
    value: npt.NDArray[np.float32]
    sizes: npt.NDArray[np.int32]

    def without_text(self, texts_with: npt.NDArray[np.int64], own_count: int) -> Scores:
        weights, own = self.index.weights, self._own()
        gone = texts_with[self.features] == 1
        features, value = self.features[~gone], self._scaled(gone)[~gone]
        place = self._postings(features, own)
        mass = weights.mass[place]
        left = np.maximum(mass - self.value[~gone], 0)
        left[left < LEAST] = 0
        value *= self._rarer(features, left == 0, self.corpus.entries)
        scores = self.index.gather(features, value)
        share = (left / (own_count - 1) * own_count / mass) ** ROOT
        scores[own] = float((weights.weight[place] * share) @ value)
        return self._joined(scores, np.array([self.text]))

    def without_entry(self) -> Scores:
        gone = self._having(self.features) == 1
        features, value = self.features[~gone], self._scaled(gone)[~gone]
        value *= self._rarer(features, np.ones(len(features), np.bool_), self.corpus.entries - 1)
        scores = self._joined(self.index.gather(features, value), np.flatnonzero(self.corpus.entry == self._own()))
        scores[self._own()] = -1.0
        return scores

    def listed(self) -> Scores:
        """The scores of the text where nothing is left out."""
        gone = np.zeros(len(self.features), np.bool_)
        return self._joined(self.index.gather(self.features.astype(np.int64), self._scaled(gone)), _NONE)

    def judge(self, scores: Scores, kind: Kind) -> Probe:
        """What the index would do with these scores."""
        places = (-scores[: self.index.answering]).argsort(kind="stable")[:CANDIDATES]
        kept = self.index.keeping(scores[places], self._covered(places, kind))
        best = int(kept.argmax())
        found = evidence(self.index, scores, self.corpus.words[self.text])._replace(best=max(0.0, float(kept[best])))
        return Probe(self.text, self._own(), int(places[best]), found, kind)

    def _covered(self, entries: Places, kind: Kind) -> Scores:
        """The share of the text's words that each entry has, where the text, or its whole entry, is not there."""
        if nothing_else(self.corpus.words[self.text]):
            return np.zeros(len(entries))
        stems = slice(self.sizes[0], self.sizes[0] + self.sizes[1])
        features = self.features[stems]
        mass = self.index.weights.mass[self._postings(features, self._own())]
        lost = np.ones(len(features), np.bool_) if kind == "entry" else mass - self.value[stems] < LEAST
        rarity = np.where(self._having(features) == lost, self._unknown_idf(), self.index.weights.idf[features])
        held = self.index.weights.held(features.astype(np.int64), rarity, self.corpus.entries)
        held[self._own()] -= rarity[lost].sum()
        return np.asarray(held[entries] / rarity.sum(), np.float64)

    def _joined(self, scores: Scores, without: npt.NDArray[np.int64]) -> Scores:
        """The scores by words joined with those by meaning, which these texts did not shape."""
        return self.corpus.left_out.join(scores, self.text, without) if self.corpus.left_out else scores

    def _having(self, features: npt.NDArray[np.int32]) -> npt.NDArray[np.int32]:
        """How many entries have each feature."""
        return self.index.weights.start[features + 1] - self.index.weights.start[features]

    def _rarer(
        self, features: npt.NDArray[np.int32], lost: npt.NDArray[np.bool_], entries: int
    ) -> npt.NDArray[np.float64]:
        """What the rarity of each feature grows by for all entries, where its own entry has `lost` it."""
        having = self._having(features)
        before = np.log((self.corpus.entries + 1) / (having + 0.5))
        grown: npt.NDArray[np.float64] = np.log((entries + 1) / (having - lost + 0.5)) / before
        return grown

    def _own(self) -> int:
        return int(self.corpus.entry[self.text])

    def _unknown_idf(self) -> float:
        return log(1 + self.corpus.texts) + 1

    def _postings(self, features: npt.NDArray[np.int32], entry: int) -> npt.NDArray[np.int64]:
        """Where the weight of each feature for an entry stands; the entries of a feature are in order."""
        weights = self.index.weights
        ends = weights.start[features + 1]
        found = [
            start + np.searchsorted(weights.entry[start:end], entry)
            for start, end in zip(weights.start[features], ends, strict=True)
        ]
        return np.array(found, np.int64)

    def _scaled(self, gone: npt.NDArray[np.bool_]) -> npt.NDArray[np.float64]:
        """The values of the text's features where those that are gone are unknown to the index."""
        value = np.where(gone, self._unknown_idf(), self.index.weights.idf[self.features])
        block = np.repeat(np.arange(len(BLOCKS)), self.sizes)
        length = np.sqrt(np.bincount(block, value * value, minlength=len(BLOCKS))) + 1e-12
        scaled: npt.NDArray[np.float64] = value / length[block]
        return scaled
