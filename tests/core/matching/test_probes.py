"""The probes are worked out from masses; here everything is worked out anew, and must come to the same."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest

from bot.core.matching.decide import ENOUGH, UNTAUGHT, Matcher
from bot.core.matching.evidence import evidence
from bot.core.matching.index import DOUBT, Index, Texts
from bot.core.matching.indexing import compile_index
from bot.core.matching.probes import NEARNESS, Probe, probe
from bot.core.matching.text import words
from bot.core.matching.weights import Corpus
from tests.core.matching import formula
from tests.core.matching.indexes import index_of

ENTRIES: Texts = [
    ("number", ["do i need a chinese phone number", "a foreign phone", "which number"]),
    ("app", ["where do i get the app", "install the app on my phone", "下载小红书"]),
    ("cat", ["what is the cat tax", "why must i pay with my cat", "什么是交猫税"]),
    ("momo", ["why are people called momo", "who is momo", "什么是momo"]),
    ("lonely", ["a text of its own"]),
]
AGAINST: Texts = [
    ("police", ["the phone number of the police", "call the police"]),
    ("tax", ["how much tax do i pay on my car", "why a tax"]),
]
EVERY = [*ENTRIES, *AGAINST]
FLAT = [text for _, own in EVERY for text in own]


def base() -> tuple[Index, Corpus]:
    """The entries as if they had many texts, so that they lose for words they lack."""
    index, corpus = compile_index(ENTRIES, AGAINST)
    return replace(index, lacking=0.5), corpus


def all_probes() -> list[Probe]:
    return list(probe(*base()))


def probes_of_kind(*kinds: str) -> list[Probe]:
    return [asked for asked in all_probes() if asked.kind in kinds]


def left_of(asked: Probe) -> list[formula.Text]:
    """The texts without the probe's, or without those of its entry."""
    texts = formula.texts_of(EVERY)
    if asked.kind == "entry":
        return [text for text in texts if text.entry != asked.own]
    return [text for place, text in enumerate(texts) if place != asked.text]


def expected(asked: Probe) -> tuple[int, float]:
    """Best entry and sureness by the plain formula, where all that one text can hardly change stays as it was.

    That is how rare features are among all texts, and how long entries are.
    """
    texts = formula.texts_of(EVERY)
    idf = formula.idf_of(texts)
    scale = formula.scale_of(formula.unscaled(texts, len(EVERY), idf), len(EVERY))
    question, left = texts[asked.text], left_of(asked)
    for feature in question.features - {feature for text in left for feature in text.features}:
        del idf[feature]
    weights = formula.unscaled(left, len(EVERY) - (asked.kind == "entry"), idf)
    found = formula.scores(question, weights, scale, idf)
    if asked.kind == "entry":
        found[asked.own] = -1.0
    shares = np.array([covered(asked, entry) for entry in range(len(ENTRIES))])
    own = base()[0].keeping(np.array(found[: len(ENTRIES)]), shares).tolist()
    return own.index(max(own)), max(own) - DOUBT * max(found[len(ENTRIES) :])


def covered(asked: Probe, entry: int) -> float:
    """The share of the probe's stems that an entry has by the texts that are left; unknown ones are the rarest."""
    texts, left = formula.texts_of(EVERY), left_of(asked)
    stems, known = texts[asked.text].blocks[1], {feature for text in left for feature in text.features}
    idf = formula.idf_of(texts)
    for stem in set(stems) - known:
        del idf[stem]
    own = {feature for text in left if text.entry == entry for feature in text.features}
    return sum(idf[stem] for stem in stems if stem in own) / sum(idf[stem] for stem in stems)


@pytest.mark.parametrize(
    "asked", probes_of_kind("text", "entry", "counter"), ids=lambda asked: f"{FLAT[asked.text]} ({asked.kind})"
)
def test_a_probe_is_what_the_formula_says_without_the_text_or_entry(asked: Probe) -> None:
    assert (asked.best, asked.evidence.sureness) == pytest.approx(expected(asked), rel=1e-4)


@pytest.mark.parametrize("left_out", [each for each in probes_of_kind("text") if each.right], ids=str)
def test_what_people_ask_is_a_part_of_the_way_from_left_out_to_listed(left_out: Probe) -> None:
    index, _ = base()
    (asked,) = [each for each in probes_of_kind("near") if each.text == left_out.text]
    listed = evidence(index, index.scores(words(FLAT[asked.text])), words(FLAT[asked.text]))
    kept = float(index.keeping(np.ones(1), np.array([covered(asked, asked.best)]))[0])
    best = (1 - NEARNESS) * left_out.evidence.best / kept + NEARNESS * listed.best
    counter = (1 - NEARNESS) * left_out.evidence.counter + NEARNESS * listed.counter
    assert (asked.evidence.best, asked.evidence.counter) == pytest.approx((kept * best, counter), abs=0.01)


def test_a_text_of_an_entry_is_asked_without_itself_without_its_entry_and_as_people_ask() -> None:
    assert [asked.kind for asked in all_probes() if asked.text == 0] == ["text", "entry", "near"]


def test_a_text_of_a_counter_entry_is_asked_without_itself() -> None:
    police = FLAT.index("call the police")
    assert [asked.kind for asked in all_probes() if asked.text == police] == ["counter"]


def test_where_counter_entries_have_many_texts_no_entry_is_left_out() -> None:
    many = [("many", [f"call {number} now" for number in range(ENOUGH)])]
    assert "entry" not in {asked.kind for asked in probe(*compile_index(ENTRIES, many))}


def test_the_only_text_of_an_entry_is_not_asked() -> None:
    lonely = FLAT.index("a text of its own")
    assert not [asked for asked in all_probes() if asked.text == lonely]


def test_a_text_without_words_is_not_asked() -> None:
    assert list(probe(*compile_index([("a", ["?", "!"]), ("b", ["。", ""])]))) == []


def test_an_index_without_entries_has_no_probes() -> None:
    assert list(probe(*compile_index([]))) == []
    assert list(probe(*compile_index([], AGAINST))) == []


def test_what_must_be_refused_is_never_right() -> None:
    assert not [asked for asked in probes_of_kind("entry", "counter") if asked.right]


def test_what_is_found_without_itself_is_found_as_people_ask() -> None:
    found = {asked.text for asked in probes_of_kind("text") if asked.right}
    assert found <= {asked.text for asked in probes_of_kind("near") if asked.right}


def test_of_many_texts_only_some_are_asked() -> None:
    index, corpus = compile_index(ENTRIES, AGAINST)
    assert len({asked.text for asked in probe(index, corpus, most=4)}) <= 2 * 5  # of either kind


def random_base() -> Texts:
    """Entries of made-up words that share some."""
    rng = random.Random(1)  # noqa: S311 - made-up words are no secret
    syllables = [one + other for one in "bdfgklmnprst" for other in "aeiou"]
    common = ["".join(rng.sample(syllables, 2)) for _ in range(30)]
    entries = []
    for number in range(30):
        own = ["".join(rng.sample(syllables, 3)) for _ in range(6)]
        entries.append((f"e{number}", [" ".join(rng.sample(own, 3) + rng.sample(common, 3)) for _ in range(3)]))
    return entries


def without(entries: Texts, text: int) -> Iterator[tuple[str, list[str]]]:
    place = 0
    for name, own in entries:
        yield name, [each for number, each in enumerate(own, place) if number != text]
        place += len(own)


def test_a_probe_is_close_to_an_index_compiled_without_the_text() -> None:
    base, flat = random_base(), [text for _, own in random_base() for text in own]
    pairs = []
    for asked in [each for each in probe(*compile_index(base)) if each.kind == "text"][::6]:
        index = index_of(list(without(base, asked.text)))
        read = words(flat[asked.text])
        _, found = Matcher(index, UNTAUGHT).ranked(read)
        pairs.append((asked.evidence.sureness, found.sureness))
    assert [one for one, _ in pairs] == pytest.approx([other for _, other in pairs], rel=0.08)
