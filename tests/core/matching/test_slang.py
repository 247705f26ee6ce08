from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.knowledge.model import Term
from bot.core.matching.slang import Glossary


def term(headword: str, pinyin: str, *variants: str) -> Term:
    return Term(
        id=headword,
        pinyin=pinyin,
        variants=variants,
        literal="x",
        meaning={"en": "x"},
        tone="neutral",
        sources=("general-knowledge",),
        as_of="2026",
        review_by="2027-01-01",
    )


@pytest.fixture(scope="module")
def glossary() -> Glossary:
    return Glossary.of(
        [
            term("种草", "zhòng cǎo", "长草", "zc"),
            term("yyds", "yǒngyuǎn de shén", "永远的神"),
            term("666", "liù liù liù", "六六六"),
            term("momo", "mòmò"),
            term("V我50", "V wǒ wǔshí", "肯德基疯狂星期四"),
            term("gg", "GG / gēge"),
            term("绿茶", "lǜchá"),
            term("凡尔赛", "fán'ěrsài", "versailles", "凡尔赛ing"),
            term("自嘲", "zìcháo", "zc"),
            term("吃瓜", "chī guā"),
            term("赤瓜", "chì guā"),
            term("很", "hěn"),
        ]
    )


@pytest.mark.parametrize(
    ("typed", "headword"),
    [
        pytest.param("种草", "种草", id="characters"),
        pytest.param("種草", "种草", id="Traditional characters"),
        pytest.param("长草", "种草", id="a variant"),
        pytest.param("長草", "种草", id="a variant in Traditional characters"),
        pytest.param(" “种草” ", "种草", id="quoted"),
        pytest.param("#种草#", "种草", id="as a hashtag"),
        pytest.param("种草？！", "种草", id="with marks behind it"),
        pytest.param("种 草", "种草", id="characters with a space"),
        pytest.param("种\u200b草", "种草", id="with a zero-width space in it"),
        pytest.param("yyds", "yyds", id="letters"),
        pytest.param("YYDS", "yyds", id="capital letters"),
        pytest.param("ｙｙｄｓ", "yyds", id="full-width letters"),
        pytest.param("y y d s", "yyds", id="letters with spaces"),
        pytest.param("666", "666", id="digits"),
        pytest.param("６６６", "666", id="full-width digits"),
        pytest.param("v我50", "V我50", id="letters, characters and digits"),
        pytest.param("zhòng cǎo", "种草", id="pinyin"),
        pytest.param("zhòngcǎo", "种草", id="pinyin without spaces"),
        pytest.param("zho\u0300ng ca\u030co", "种草", id="pinyin with marks of their own"),
        pytest.param("zhong4 cao3", "种草", id="pinyin with numbers"),
        pytest.param("zhong4cao3", "种草", id="pinyin with numbers and no space"),
        pytest.param("ｚｈｏｎｇ４ｃａｏ３", "种草", id="full-width pinyin with numbers"),
        pytest.param("zhong cao", "种草", id="pinyin without tones"),
        pytest.param("ZhongCao", "种草", id="pinyin with capitals"),
        pytest.param("zhong-cao", "种草", id="pinyin with a hyphen"),
        pytest.param("fan'ersai", "凡尔赛", id="pinyin with an apostrophe"),
        pytest.param("chang cao", "种草", id="pinyin of a variant"),
        pytest.param("fan er sai ing", "凡尔赛", id="pinyin of a variant with letters"),
        pytest.param("yong3yuan3 de5 shen2", "yyds", id="a neutral tone as a number"),
        pytest.param("gege", "gg", id="the second of two pinyin"),
        pytest.param("lǜchá", "绿茶", id="ü with a tone"),
        pytest.param("lücha", "绿茶", id="ü without a tone"),
        pytest.param("lu\u0308cha", "绿茶", id="ü in two parts"),
        pytest.param("lv cha", "绿茶", id="ü as v"),
        pytest.param("lu:4 cha2", "绿茶", id="ü as u and a colon"),
        pytest.param("lu cha", "绿茶", id="ü as u"),
        pytest.param("zhong cap", "种草", id="pinyin with a slip"),
        pytest.param("zhòng co", "种草", id="pinyin with a slip and a tone"),
        pytest.param("versaille", "凡尔赛", id="a long Latin form with a slip"),
    ],
)
def test_a_term_is_found_by(glossary: Glossary, typed: str, headword: str) -> None:
    assert glossary.find(typed) == (headword,)


@pytest.mark.parametrize(
    "typed",
    [
        pytest.param("", id="nothing"),
        pytest.param("？！", id="marks"),
        pytest.param("hello", id="another word"),
        pytest.param("mom", id="three letters"),
        pytest.param("yydz", id="a slip in a short Latin form"),
        pytest.param("种", id="half of the characters"),
        pytest.param("我种草了", id="characters in a sentence"),
        pytest.param("我叫momo", id="letters in a Chinese sentence"),
        pytest.param("momo 2026", id="letters and a number"),
        pytest.param("zhong9cao9", id="tones that do not exist"),
        pytest.param("66", id="other digits"),
        pytest.param("zhng co", id="pinyin with two slips"),
    ],
)
def test_no_term_is_found_by(glossary: Glossary, typed: str) -> None:
    assert glossary.find(typed) == ()


def test_a_form_of_two_terms_finds_both(glossary: Glossary) -> None:
    assert glossary.find("zc") == ("种草", "自嘲")


def test_pinyin_of_two_terms_finds_both(glossary: Glossary) -> None:
    assert glossary.find("chi gua") == ("吃瓜", "赤瓜")


@pytest.mark.parametrize(
    ("typed", "headword"), [("chī guā", "吃瓜"), ("chi1 gua1", "吃瓜"), ("chì guā", "赤瓜"), ("chi4gua1", "赤瓜")]
)
def test_tones_tell_terms_apart(glossary: Glossary, typed: str, headword: str) -> None:
    assert glossary.find(typed) == (headword,)


def test_tones_that_fit_no_term_are_forgiven(glossary: Glossary) -> None:
    assert glossary.find("chi2 gua2") == ("吃瓜", "赤瓜")


QUESTIONS = [
    "what does {} mean",
    "What does “{}” mean?",
    "what's {} mean",
    "so what does the {} even mean here",
    "wat does {} mean pls",
    "what does {} stand for on rednote",
    "what is the meaning of {}",
    "meaning of {}",
    "the definition of {}",
    "definition for {} please",
    "define {}",
    "please explain {}",
    "{} meaning",
    "{} slang",
    "someone called me {}",
    "somebody called me a {} in the comments",
    "why do people keep saying {}",
    "why are they all typing {} under my post",
    "what does it mean when people comment {}",
    "{}是什么意思",
    "{}什么意思啊",
    "请问{}这个词到底是什么意思呀？",
    "{}是啥梗",
    "{}的意思是什么",
    "什么是{}",
    "啥叫{}呀",
    "{}怎么理解",
    "有人说我{}",
    "为什么大家都在刷{}",
    "评论区都在发{}是什么意思",
    "被人叫{}是什么意思",
]


@pytest.mark.parametrize("question", QUESTIONS)
@pytest.mark.parametrize("form", ["yyds", "種草", "zhong4 cao3"], ids=["letters", "characters", "pinyin"])
def test_a_term_is_asked_for_by(glossary: Glossary, question: str, form: str) -> None:
    assert glossary.asked(question.format(form)) == glossary.find(form)


@pytest.mark.parametrize(
    "question",
    [
        "what does it mean",
        "what does hello mean",
        "how do i sign up",
        "yyds",
        "why do people wear yyds shirts",
        "不是什么意思",
        "怎么注册",
        "",
    ],
)
def test_no_term_is_asked_for_by(glossary: Glossary, question: str) -> None:
    assert glossary.asked(question) == ()


@pytest.mark.parametrize("typed", ["yyds", "種草", "zhong cao", "６６６", "“momo”"])
def test_a_bare_term_is_a_term(glossary: Glossary, typed: str) -> None:
    assert glossary.bare(typed) == glossary.find(typed) != ()


@pytest.mark.parametrize(
    "typed",
    [
        pytest.param("hen", id="one syllable"),
        pytest.param("zhong cap", id="a slip"),
        pytest.param("我叫momo", id="a Chinese sentence"),
        pytest.param("", id="nothing"),
    ],
)
def test_other_bare_texts_are_no_term(glossary: Glossary, typed: str) -> None:
    assert glossary.bare(typed) == ()


@pytest.mark.parametrize(("typed", "headword"), [("种", "种草"), ("zhong", "种草"), ("zhòng", "种草"), ("YY", "yyds")])
def test_terms_are_found_by_their_beginning(glossary: Glossary, typed: str, headword: str) -> None:
    assert glossary.beginning(typed) == (headword,)


def test_nothing_is_the_beginning_of_no_term(glossary: Glossary) -> None:
    assert glossary.beginning(" ") == ()


def test_a_glossary_made_of_its_own_forms_finds_alike(glossary: Glossary) -> None:
    again = Glossary.from_forms(glossary.forms, glossary.sounds)
    assert again.find("zhong cap") == glossary.find("zhong cap")


def test_a_glossary_without_terms_finds_nothing() -> None:
    assert Glossary.of([]).find("yyds") == ()


@given(st.text(st.characters(), max_size=60))
def test_no_text_breaks_the_look_up(glossary: Glossary, text: str) -> None:
    assert isinstance(glossary.find(text) + glossary.bare(text) + glossary.beginning(text), tuple)


@given(st.sampled_from(QUESTIONS), st.text(st.characters(), max_size=60))
def test_no_text_breaks_a_question(glossary: Glossary, question: str, text: str) -> None:
    assert set(glossary.asked(question.format(text))) <= {head for heads in glossary.forms.values() for head in heads}
