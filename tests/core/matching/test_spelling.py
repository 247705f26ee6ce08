from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.matching.spelling import Speller

KNOWN = {"momo": 9, "phone": 5, "number": 4, "translate": 3, "account": 2, "refugee": 1, "cat": 8, "小": 7, "u1s1": 1}


@pytest.fixture(scope="module")
def speller() -> Speller:
    return Speller.of(KNOWN)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        pytest.param("acount", "account", id="a letter too few"),
        pytest.param("accounts", "account", id="a letter too many"),
        pytest.param("accoumt", "account", id="another letter"),
        pytest.param("accuont", "account", id="two letters swapped"),
        pytest.param("ccount", "account", id="without the first letter"),
        pytest.param("accoun", "account", id="without the last letter"),
        pytest.param("momos", "momo", id="five letters for four"),
        pytest.param("phoen", "phone", id="five letters"),
    ],
)
def test_one_slip_is_repaired(speller: Speller, typed: str, meant: str) -> None:
    assert speller.repair(typed) == meant


@pytest.mark.parametrize(
    "typed",
    [
        pytest.param("mom", id="three letters"),
        pytest.param("moma", id="four letters"),
        pytest.param("cats", id="a plural of a short word"),
        pytest.param("acuont", id="two slips"),
        pytest.param("ccounta", id="a letter that moved far"),
        pytest.param("account", id="a known word"),
        pytest.param("douyin", id="a word like no other"),
        pytest.param("u1s12", id="digits"),
        pytest.param("小", id="a Chinese character"),
        pytest.param("", id="nothing"),
    ],
)
def test_other_words_stay_as_they_are(speller: Speller, typed: str) -> None:
    assert speller.repair(typed) == typed


def test_mom_is_never_momo(speller: Speller) -> None:
    assert speller.repair("mom") == "mom"


def test_only_own_words_are_meant() -> None:
    assert Speller.of({"phone": 1}).repair("acount") == "acount"


def test_the_word_with_the_same_first_letter_is_meant_first() -> None:
    assert Speller.of({"round": 9, "grounds": 1}).repair("ground") == "grounds"


def test_among_equals_the_commoner_word_is_meant() -> None:
    assert Speller.of({"stare": 1, "stage": 2, "stake": 1}).repair("stale") == "stage"


def test_the_order_of_known_words_changes_nothing() -> None:
    backwards = Speller.of(dict(reversed([("stare", 1), ("stage", 1), ("stake", 1)])))
    assert backwards.repair("stale") == Speller.of({"stare": 1, "stage": 1, "stake": 1}).repair("stale")


def test_shorter_words_are_repaired_where_that_is_asked_for() -> None:
    assert Speller.of({"momo": 1}, shortest=4).repair("mono") == "momo"


def test_no_word_of_three_letters_is_meant() -> None:
    assert Speller.of({"cat": 1}, shortest=4).repair("cats") == "cats"


def test_no_word_with_a_digit_is_meant() -> None:
    assert Speller.of({"phon1": 1}).repair("phone") == "phone"


def test_without_words_nothing_is_repaired() -> None:
    assert Speller.of({}).repair("account") == "account"


def test_a_packed_index_repairs_alike(speller: Speller) -> None:
    assert (
        Speller.packed(speller.ordered(), len(speller.known), speller.keys, speller.places).repair("acount")
        == "account"
    )


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=12))
def test_any_word_stays_or_becomes_a_known_one(speller: Speller, word: str) -> None:
    assert speller.repair(word) in {word, *KNOWN}
