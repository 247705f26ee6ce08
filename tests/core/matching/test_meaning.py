from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

import bot.core.matching.meaning
from bot.core.matching.cache import pack, unpack
from bot.core.matching.explain import explain
from bot.core.matching.index import Index, Texts
from bot.core.matching.indexing import compile_index
from bot.core.matching.knowledge_base import Knowledge
from bot.core.matching.meaning import AT_ONCE, PROTOTYPES, RIDGE, Floats, LeftOut, level, near, table
from bot.core.matching.probes import probe
from bot.core.matching.text import words
from tests.core.matching.indexes import index_of

ENTRIES: Texts = [
    ("code", ["the verification code does not arrive", "no sms with the digits came", "收不到验证码怎么办"]),
    ("cat", ["what is the cat tax", "why must i show a photo of my kitten", "什么是交猫税"]),
    ("age", ["how old must i be to join", "is there an age limit for kids"]),
]
AGAINST: Texts = [("cooking", ["how long do i boil an egg", "what can i bake for my birthday"])]
EVERY = [*ENTRIES, *AGAINST]
FLAT = [text for _, own in EVERY for text in own]
OWNER = [place for place, (_, own) in enumerate(EVERY) for _ in own]


@pytest.fixture(scope="module")
def index() -> Index:
    return compile_index(ENTRIES, AGAINST, meaning=True)[0]


@pytest.fixture(scope="module")
def left_out() -> LeftOut:
    found = compile_index(ENTRIES, AGAINST, meaning=True)[1].left_out
    assert found
    return found


def vector(text: str) -> Floats:
    return table().vector(words(text))


def length(text: str) -> float:
    return float(np.linalg.norm(vector(text)))


def test_the_table_is_small() -> None:
    data = Path(bot.core.matching.meaning.__file__).parent / "data"
    assert sum(file.stat().st_size for file in data.iterdir()) < 4_000_000


@pytest.mark.parametrize(
    ("text", "alike", "other"),
    [
        ("no message with the digits came", "the verification code never arrives", "show me a picture of your cat"),
        ("how young can members be", "is there a minimum age", "why is my post not seen by anybody"),
        ("they segregate foreigners", "people from abroad are kept apart", "how do i pay in the shop"),
        ("my kitty", "a cat", "a phone number"),
    ],
)
def test_texts_that_mean_the_same_are_nearer_than_others(text: str, alike: str, other: str) -> None:
    assert vector(text) @ vector(alike) > vector(text) @ vector(other) + 0.1


@pytest.mark.parametrize("text", ["what is this app", "why does nobody see my note", "otp not received pls help"])
def test_the_meaning_of_english_counts_in_full(text: str) -> None:
    assert length(text) == pytest.approx(1, abs=1e-3)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("收不到验证码怎么办", id="Chinese"),
        pytest.param("人民がこのアプリを使う", id="Japanese"),
        pytest.param("почему не приходит код", id="Russian"),
        pytest.param("zzzz qqqq xxkcd", id="no words"),
        pytest.param("", id="nothing"),
    ],
)
def test_what_is_not_english_has_no_meaning(text: str) -> None:
    assert length(text) == 0


def test_the_meaning_of_a_text_that_is_partly_english_counts_less() -> None:
    assert 0 < length("what does this word 种草 mean") < 1


def test_other_words_of_the_same_meaning_find_the_entry(index: Index) -> None:
    scores = index.scores(index.read("nothing shows up on my phone"))
    by_words = replace(index, meaning=None).scores(index.read("nothing shows up on my phone"))
    lead = scores[0] - max(scores[1:3])
    assert lead > by_words[0] - max(by_words[1:3])


@pytest.mark.parametrize("text", ["验证码", "交猫税是什么", "什么是"])
def test_another_language_scores_as_it_does_by_words_alone(index: Index, text: str) -> None:
    by_words = index_of(ENTRIES, AGAINST)
    assert index.scores(index.read(text)) == pytest.approx(by_words.scores(by_words.read(text)))


def test_an_english_word_that_the_base_does_not_know_is_not_taken_for_a_slip(index: Index) -> None:
    assert index.read("verification cods, digests") == ["verification", "cods", "digests"]


def test_a_slip_is_repaired(index: Index) -> None:
    assert index.read("verificaton") == ["verification"]


def test_a_base_without_english_has_no_meaning() -> None:
    index, corpus = compile_index([("code", ["收不到验证码"]), ("cat", ["交猫税"])], meaning=True)
    assert (index.meaning, corpus.left_out) == (None, None)


def test_a_base_without_texts_has_no_meaning() -> None:
    assert compile_index([("code", [])], meaning=True)[0].meaning is None


def test_an_entry_has_a_few_prototypes_however_many_texts() -> None:
    many = [f"{one} {two}" for one in ("my", "the", "a", "no") for two in ("cat", "dog", "code", "phone")]
    index = compile_index([("many", many), ("one", ["how old are you"])], meaning=True)[0]
    assert index.meaning
    assert len(index.meaning.prototypes) == PROTOTYPES + 1


def test_the_same_texts_give_the_same_weights(index: Index) -> None:
    again = compile_index(ENTRIES, AGAINST, meaning=True)[0]
    assert index.meaning and again.meaning  # noqa: PT018 - both are there or the test makes no sense
    assert index.meaning.weights.tobytes() == again.meaning.weights.tobytes()


def regression(index: Index, asked: str, without: set[int]) -> Floats:
    """The scores by meaning, learnt anew from all texts but some, with the same prototypes; not yet to scale."""
    assert index.meaning
    prototypes, kept = index.meaning.prototypes, [place for place in range(len(FLAT)) if place not in without]
    nearness = near(np.array([vector(FLAT[place]) for place in kept]), prototypes)
    aim = np.array([[(OWNER[place] == entry) - 1 / len(EVERY) for entry in range(len(EVERY))] for place in kept])
    aim[~nearness.any(axis=1)] = 0
    held = near(prototypes, prototypes) + 0.01 * np.eye(len(prototypes))
    weights = np.linalg.solve(nearness.T @ nearness + RIDGE * held, nearness.T @ aim)
    found: Floats = near(vector(asked), prototypes) @ weights
    return found


@pytest.mark.parametrize("text", ["nothing came to my phone", "my kitten", "how old are you"])
def test_leaving_out_what_is_faint_changes_next_to_nothing(index: Index, text: str) -> None:
    assert index.meaning
    all_of_it = near(vector(text), index.meaning.prototypes) @ index.meaning.weights
    assert index.meaning.scores(vector(text)) == pytest.approx(all_of_it, abs=0.02)


def questions_left_out() -> Iterator[tuple[int, set[int]]]:
    for text in (0, 4, 7):
        yield text, {text}
        yield text, {place for place, owner in enumerate(OWNER) if owner == OWNER[text]}


@pytest.mark.parametrize(("text", "without"), list(questions_left_out()))
def test_a_text_left_out_scores_as_if_it_had_never_been_learnt(
    index: Index, left_out: LeftOut, text: int, without: set[int]
) -> None:
    assert index.meaning
    whole, asked = vector(FLAT[text]), FLAT[text]
    scale = near(whole, index.meaning.prototypes) @ index.meaning.weights / regression(index, asked, set())
    expected = regression(index, asked, without) * scale / level(whole)
    assert left_out.join(np.zeros(len(EVERY)), text, np.array(sorted(without))) == pytest.approx(expected, rel=1e-2)


def test_the_probes_of_a_base_count_its_meaning() -> None:
    by_words = {(each.text, each.kind): each.evidence.sureness for each in probe(*compile_index(ENTRIES, AGAINST))}
    meant = {
        (each.text, each.kind): each.evidence.sureness for each in probe(*compile_index(ENTRIES, AGAINST, meaning=True))
    }
    assert meant.keys() == by_words.keys()
    assert meant[0, "text"] != by_words[0, "text"]
    assert meant[2, "text"] == pytest.approx(by_words[2, "text"])


def test_an_explanation_names_the_wording_of_the_same_meaning(knowledge: Knowledge) -> None:
    wordings = {name: list(topic.questions["en"]) for name, topic in knowledge.library.topics.items()}
    explained = explain(knowledge.topics, "which phone numbers work there", wordings).candidates[0]
    meant = [each for each in explained.evidence if each.block == "meaning"]
    assert [each.text in wordings[explained.name] for each in meant] == [True]


def test_what_was_cached_means_the_same(knowledge: Knowledge) -> None:
    meaning, again = knowledge.topics.index.meaning, unpack(pack(knowledge)).topics.index.meaning
    assert meaning and again  # noqa: PT018 - both are there or the test makes no sense
    assert meaning.weights.tobytes() == again.weights.tobytes()


def test_what_is_compared_in_parts_is_as_near_as_at_once() -> None:
    many = np.random.default_rng(1).normal(size=(2 * AT_ONCE + 1, 8)).astype(np.float32)
    assert near(many[0], many) == pytest.approx(np.maximum(many @ many[0], 0) ** 2, rel=1e-4)
