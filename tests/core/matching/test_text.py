from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.matching.text import MAX_WORDS, fold, has_han, stem, visible, words


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        pytest.param("MoMo", "momo", id="upper case"),
        pytest.param("ＭＯＭＯ　６６６", "momo 666", id="full-width letters, digits and space"),
        pytest.param("種草", "种草", id="Traditional"),
        pytest.param("小紅書怎麼註冊", "小红书怎么注册", id="Traditional sentence"),
        pytest.param("STRASSE straße", "strasse strasse", id="sharp s"),
        pytest.param("don’t", "don't", id="typographic apostrophe"),
        pytest.param("①²½", "121⁄2", id="circled, raised, broken numbers"),
        pytest.param("ｶﾀｶﾅ", "カタカナ", id="half-width Japanese"),
        pytest.param("", "", id="nothing"),
    ],
)
def test_writing_that_means_the_same_is_folded_into_one(text: str, folded: str) -> None:
    assert fold(text) == folded


@pytest.mark.parametrize(
    "hidden",
    ["\u200b", "\u200d", "\ufeff", "\u2060", "\u00ad", "\u202e", "\ufe0f", "\x00", "\x1b", "\x7f", "\ud800"],
    ids=lambda hidden: f"U+{ord(hidden):04X}",
)
def test_what_nobody_sees_is_left_out(hidden: str) -> None:
    assert visible(f"mo{hidden}mo") == "momo"


@pytest.mark.parametrize("kept", [" ", "\n", "\t", "。", "🐱", "é", "\u3000"], ids=lambda kept: f"U+{ord(kept):04X}")
def test_what_people_see_is_kept(kept: str) -> None:
    assert visible(f"mo{kept}mo") == f"mo{kept}mo"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param("Do I need a number?", ["do", "i", "need", "a", "number"], id="English"),
        pytest.param("小红书怎么注册？", ["小", "红", "书", "怎", "么", "注", "册"], id="Chinese without spaces"),
        pytest.param("什么是momo啊", ["什", "么", "是", "momo", "啊"], id="Chinese and Latin"),
        pytest.param("ありがとう", ["あ", "り", "が", "と", "う"], id="Japanese"),
        pytest.param("안녕 하세요", ["안", "녕", "하", "세", "요"], id="Korean"),
        pytest.param("привет мир", ["привет", "мир"], id="Russian"),
        pytest.param("V我50 u1s1", ["v", "我", "50", "u1s1"], id="digits and letters"),
        pytest.param("snake_case", ["snake", "case"], id="underscore"),
        pytest.param("What's it?", ["what", "is", "it"], id="short form"),
        pytest.param("whats dont im cannot", ["what", "is", "do", "not", "i", "am", "can", "not"], id="no apostrophes"),
        pytest.param("Conan's l'app, O'Brien", ["conan", "app", "brien"], id="other apostrophes"),
        pytest.param("'quoted' ''", ["quoted"], id="quotes"),
        pytest.param("?!… 🐱🐱", [], id="no words"),
    ],
)
def test_a_text_is_cut_into_words(text: str, found: list[str]) -> None:
    assert words(text) == found


def test_zero_width_characters_do_not_cut_a_word() -> None:
    assert words("mo\u200bmo") == ["momo"]


def test_only_so_many_words_are_looked_at() -> None:
    assert len(words("momo " * 1_000)) == MAX_WORDS


def test_the_end_of_a_very_long_text_is_not_looked_at() -> None:
    assert words(" " * 2_000 + "momo") == []


@pytest.mark.parametrize(
    ("word", "stemmed"),
    [
        ("translating", "translat"),
        ("translated", "translat"),
        ("translates", "translat"),
        ("translate", "translat"),
        ("numbers", "number"),
        ("cities", "city"),
        ("stopped", "stop"),
        ("classes", "class"),
        ("class", "class"),
        ("this", "thi"),
        ("cats", "cat"),
        ("cat", "cat"),
        ("used", "used"),
        ("adding", "add"),
        ("red", "red"),
        ("wing", "wing"),
        ("красивый", "красивый"),
        ("种", "种"),
    ],
)
def test_a_stem_is_the_word_without_its_english_ending(word: str, stemmed: str) -> None:
    assert stem(word) == stemmed


@pytest.mark.parametrize("text", ["我", "a我", "種"], ids=["Simplified", "beside Latin", "Traditional"])
def test_chinese_is_known_by_its_characters(text: str) -> None:
    assert has_han(text)


@pytest.mark.parametrize("text", ["momo", "666", "あ", "한", "。", ""])
def test_other_writing_is_not_chinese(text: str) -> None:
    assert not has_han(text)


@given(st.text(st.characters(), max_size=60))
def test_no_text_breaks_the_cutting_into_words(text: str) -> None:
    assert all(words(text))


@given(st.text(st.characters(), max_size=60))
def test_words_of_any_text_can_be_encoded(text: str) -> None:
    assert all(word.encode() for word in words(text))


@given(st.text(st.characters(), min_size=1, max_size=20))
def test_no_word_is_stemmed_away(text: str) -> None:
    assert all(stem(word) for word in words(text))
