from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.language import (
    NAMES,
    content_language,
    in_script_of,
    of_sentence,
    understood,
    wording_in_script_of,
)
from bot.core.message import Choice, Citation, Match, Reply
from tests.core.small_content import SmallContent


@pytest.mark.parametrize(
    ("tag", "language"),
    [
        ("en", "en"),
        ("en-US", "en"),
        ("en_GB", "en"),
        ("EN", "en"),
        (" english ", "en"),
        ("英语", "en"),
        ("zh", "zh-Hans"),
        ("zh-CN", "zh-Hans"),
        ("zh-SG", "zh-Hans"),
        ("zh-Hans-CN", "zh-Hans"),
        ("cmn-Hans", "zh-Hans"),
        ("Chinese", "zh-Hans"),
        ("中文", "zh-Hans"),
        ("简体中文", "zh-Hans"),
        ("zh-TW", "zh-Hant"),
        ("zh_HK", "zh-Hant"),
        ("zh-MO", "zh-Hant"),
        ("zh-Hant", "zh-Hant"),
        ("ZH-HANT-TW", "zh-Hant"),
        ("yue-HK", "zh-Hant"),
        ("繁體中文", "zh-Hant"),
        ("繁体中文", "zh-Hant"),
    ],
)
def test_a_tag_or_a_name_means_a_language(tag: str, language: str) -> None:
    assert understood(tag) == language


@pytest.mark.parametrize("tag", ["", " ", "fr", "ja-JP", "klingon", "e", "zhx", "\ud800", "-", "_"])
def test_what_is_no_language_of_ours_means_none(tag: str) -> None:
    assert understood(tag) == ""


@pytest.mark.parametrize("language", NAMES)
def test_each_language_is_understood_by_its_tag_and_by_its_own_name(language: str) -> None:
    assert {understood(language), understood(NAMES[language])} == {language}


@given(st.text(st.characters(), max_size=50))
def test_any_tag_means_a_language_of_ours_or_none(tag: str) -> None:
    assert understood(tag) in {*NAMES, ""}


@pytest.mark.parametrize(
    ("text", "language"),
    [
        pytest.param("do i need a chinese phone number", "en", id="English"),
        pytest.param("what's that?", "en", id="two English words"),
        pytest.param("WHAT IS THIS APP", "en", id="loud English"),
        pytest.param("what does 种草 mean here", "en", id="English about a Chinese term"),
        pytest.param("why is everyone saying 谢谢你们的欢迎 to me", "en", id="English about a Chinese line"),
        pytest.param("需要中国手机号吗", "zh-Hans", id="Simplified"),
        pytest.param("怎么注册", "zh-Hans", id="short Simplified with a question word"),
        pytest.param("需要中國手機號嗎", "zh-Hant", id="Traditional"),
        pytest.param("怎麼註冊", "zh-Hant", id="short Traditional with a question word"),
        pytest.param("momo是什么意思", "zh-Hans", id="Chinese about a Latin term"),
        pytest.param("TikTok refugee 是什么意思啊", "zh-Hans", id="Chinese about two Latin words"),
    ],
)
def test_a_sentence_is_in_a_language(text: str, language: str) -> None:
    assert of_sentence(text) == language


@pytest.mark.parametrize(
    "text",
    ["", "momo", "种草", "種草", "yyds", "666", "小红书", "种草 yyds", "😀", "?!", "\ud800", "绝绝子"],
)
def test_a_bare_term_is_no_evidence(text: str) -> None:
    assert of_sentence(text) == ""


@given(st.text(st.characters(), max_size=100))
def test_any_text_is_in_a_language_of_ours_or_in_none(text: str) -> None:
    assert of_sentence(text) in {*NAMES, ""}


@pytest.mark.parametrize(("language", "written"), [("en", "en"), ("zh-Hans", "zh"), ("zh-Hant", "zh")])
def test_both_chinese_scripts_are_written_once(language: str, written: str) -> None:
    assert content_language(language) == written


SIMPLIFIED = Reply(
    "zh-Hant",
    "小红书是什么",
    "**软件**里的鼠标",
    choices=(Choice("简体字", "/topic 简体"),),
    footers=("来源：报纸",),
    sources=(Citation("a", "报纸", "https://example.com/简"),),
    copyable="谢谢你们",
    match=Match("answer", "term", "种草"),
    jumps=(Choice("继续", "/tour 2"),),
)


def test_everything_that_is_read_is_written_in_traditional_characters() -> None:
    reply = in_script_of("zh-Hant", SIMPLIFIED)

    assert (reply.title, reply.body, reply.footers, reply.copyable) == (
        "小紅書是什麼",
        "**軟件**裡的鼠標",
        ("來源：報紙",),
        "謝謝你們",
    )
    assert [each.label for each in (*reply.choices, *reply.jumps)] == ["簡體字", "繼續"]
    assert [each.text for each in reply.sources] == ["報紙"]


def test_what_the_program_reads_stays_as_it_is() -> None:
    reply = in_script_of("zh-Hant", SIMPLIFIED)

    assert [each.token for each in (*reply.choices, *reply.jumps)] == ["/topic 简体", "/tour 2"]
    assert reply.sources[0].link == "https://example.com/简"
    assert reply.match == SIMPLIFIED.match


@pytest.mark.parametrize("language", ["en", "zh-Hans"])
def test_other_readers_get_the_reply_as_it_is(language: str) -> None:
    assert in_script_of(language, SIMPLIFIED) is SIMPLIFIED


def test_our_own_sentences_are_written_in_traditional_characters_too(content: SmallContent) -> None:
    simplified = content.library().wording["zh"]
    wording = wording_in_script_of("zh-Hant", simplified)

    assert (simplified.welcome_title, wording.welcome_title) == ("欢迎！", "歡迎！")
    assert wording.commands != simplified.commands


def test_names_in_our_sentences_are_still_filled_in(content: SmallContent) -> None:
    wording = wording_in_script_of("zh-Hant", content.library().wording["zh"])

    assert "繁體中文" in wording.lang_set.format(language="繁體中文")
