from __future__ import annotations

import datetime
from collections.abc import Iterator

import pytest

from tests.core.small_content import FILES, SmallContent

CAT_TAX = "topics/culture/cat-tax.yaml"
MOMO = "topics/culture/momo-identity.yaml"
PHONE = "topics/start/phone-number.yaml"
PHRASES = "phrases/thanking.yaml"
TERMS = "slang/buzz.yaml"


def shouting(answer: str) -> Iterator[str]:
    """A measure, as a renderer would hand one in."""
    if "!" in answer:
        yield "too loud"


def test_sound_content_has_no_problem(content: SmallContent) -> None:
    assert content.problems() == []


@pytest.mark.parametrize(
    ("name", "old", "new", "fault"),
    [
        pytest.param(
            PHONE,
            "next: [get-the-app, cat-tax]",
            "next: [get-the-app, cat-taxes]",
            "22: next: there is no topic 'cat-taxes'; did you mean 'cat-tax'?",
            id="a follow-up that does not exist",
        ),
        pytest.param(
            PHONE,
            "next: [get-the-app, cat-tax]",
            "next: [first-day]",
            "22: warning: next: 'first-day' is in the catalogue but has no file yet",
            id="a follow-up that is only planned",
        ),
        pytest.param(
            PHONE,
            "next: [get-the-app, cat-tax]",
            "next:\n  - cat-tax\n  - phone-number",
            "24: next: a topic does not follow itself",
            id="a topic that follows itself",
        ),
        pytest.param(
            "tour.yaml",
            "topics: [cat-tax]",
            "topics: [cat-taxes]",
            "15: topics: there is no topic 'cat-taxes'; did you mean 'cat-tax'?",
            id="a button of the tour that leads nowhere",
        ),
        pytest.param(
            "tour.yaml",
            "topics: [cat-tax]",
            "topics: [first-day]",
            "15: warning: topics: 'first-day' is in the catalogue but has no file yet",
            id="a button of the tour to what is only planned",
        ),
        pytest.param(
            MOMO,
            "sources: [general-knowledge]",
            "sources: [general-knowlege]",
            "19: sources: 'general-knowlege' is not in sources.yaml; did you mean 'general-knowledge'?",
            id="a source of a topic that does not exist",
        ),
        pytest.param(
            PHRASES,
            "sources: [general-knowledge]",
            "sources: [a-friend]",
            "6: sources: 'a-friend' is not in sources.yaml",
            id="a source of phrases that does not exist, said once",
        ),
        pytest.param(
            PHONE, "as_of: 2026-05", "as_of: 2026-12", "20: as_of: 2026-12 has not come yet", id="a date to come"
        ),
        pytest.param(
            PHRASES,
            "as_of: 2026-05",
            "as_of: 2026-12",
            "4: as_of: 2026-12 has not come yet",
            id="a date to come of phrases, said once",
        ),
        pytest.param(
            PHONE,
            "review_by: 2027-05-20",
            "review_by: 2026-04-20",
            "21: review_by: must be later than as_of",
            id="a review before the facts",
        ),
        pytest.param(
            PHONE,
            "review_by: 2027-05-20",
            "review_by: 2026-11-23",
            "21: warning: review_by: 2026-11-23 is past; look at the facts again",
            id="a review that was due yesterday",
        ),
        pytest.param(
            TERMS,
            "review_by: 2027-05-20",
            "review_by: 2026-11-23",
            "2: warning: review_by: 2026-11-23 is past; look at the facts again",
            id="a review of terms that was due yesterday, said once",
        ),
        pytest.param(
            MOMO,
            "    - is momo one person or many",
            "    - What is the cat-tax?",
            "12: questions: 'What is the cat-tax?' is asked in the topic 'cat-tax' too",
            id="a question of another topic",
        ),
        pytest.param(
            MOMO,
            "    - 粉色恐龙头像是谁",
            "    - 什么是交猫税？",
            "15: questions: '什么是交猫税？' is asked in the topic 'cat-tax' too",
            id="a question of another topic in Chinese",
        ),
        pytest.param(
            MOMO,
            "  - momo challenge on youtube",
            "  - Should I become a momo, too?",
            "17: near_misses: 'Should I become a momo, too?' is a question of this very topic",
            id="a near miss that is a question",
        ),
        pytest.param(
            MOMO,
            "It is a shared name under which people stay anonymous.",
            "A" * 1_501,
            "5: answer: 1,501 characters in 'en'; at most 1,500",
            id="a long answer",
        ),
        pytest.param(
            TERMS,
            "zh: 被你种草了。",
            "zh: 我想买。",
            "12: example: 种草 does not occur in it",
            id="an example of something else",
        ),
        pytest.param(
            TERMS,
            "see_also: [绿茶]",
            "see_also: [绿茶婊]",
            "15: see_also: '绿茶婊' has no entry and is not explained here; did you mean '绿茶'?",
            id="a see-also that leads nowhere",
        ),
        pytest.param(
            "guide.yaml",
            "topics: [cat-tax, momo-identity]",
            "topics: [momo-identity, get-the-app]",
            "12: topics: 'get-the-app' lies in the folder 'start'",
            id="a topic on a shelf it does not lie on",
        ),
        pytest.param(
            "sources.yaml",
            "sources:\n",
            "sources:\n  a-blog:\n    publisher: A blog\n",
            "2: warning: a-blog: nothing uses this source",
            id="a source that nothing uses",
        ),
    ],
)
def test_a_fault_is_said_where_it_stands(content: SmallContent, name: str, old: str, new: str, fault: str) -> None:
    content.change(name, old, new)
    assert content.problems() == [f"{name}:{fault}"]


def test_a_review_that_is_due_today_is_no_warning(content: SmallContent) -> None:
    content.change(PHONE, "review_by: 2027-05-20", "review_by: 2026-11-24")
    assert content.problems() == []


def test_a_date_of_this_month_has_come(content: SmallContent) -> None:
    content.change(PHONE, "as_of: 2026-05", "as_of: 2026-11")
    assert content.problems() == []


def test_a_date_of_today_has_come(content: SmallContent) -> None:
    content.change(PHONE, "as_of: 2026-05", "as_of: 2026-11-24")
    assert content.problems() == []


def test_every_review_is_due_one_day(content: SmallContent) -> None:
    assert len(content.problems(today=datetime.date(2028, 1, 1))) == 7


def test_an_answer_of_the_full_length_is_not_too_long(content: SmallContent) -> None:
    content.change(MOMO, "It is a shared name under which people stay anonymous.", "A" * 1_500)
    assert content.problems() == []


def test_a_question_may_stand_twice_in_its_own_topic(content: SmallContent) -> None:
    content.change(MOMO, "is momo one person or many", "Who is momo, with the pink dinosaur?")
    assert content.problems() == []


def test_a_near_miss_may_be_a_question_of_another_topic(content: SmallContent) -> None:
    content.change(MOMO, "momo challenge on youtube", "what is the cat tax")
    assert content.problems() == []


def test_a_see_also_may_be_explained_in_the_entry_itself(content: SmallContent) -> None:
    content.change(TERMS, "see_also: [绿茶]", "see_also: [想买]")
    content.change(TERMS, "zh: 让人想买。", "zh: 让人想买；“想买”就是想买。")
    assert content.problems() == []


def test_a_source_of_phrases_is_used(content: SmallContent) -> None:
    content.change("sources.yaml", "sources:\n", "sources:\n  a-friend:\n    publisher: A friend\n")
    content.change(PHRASES, "sources: [general-knowledge]", "sources: [a-friend]")
    assert content.problems() == []


def test_what_an_unreadable_file_uses_is_not_called_unused(content: SmallContent) -> None:
    content.write(CAT_TAX, "")
    content.write("topics/start/get-the-app.yaml", "")
    assert not [problem for problem in content.problems() if "nothing uses" in problem]


def test_a_follow_up_that_is_wrong_itself_is_no_dead_end(content: SmallContent) -> None:
    content.change(MOMO, "as_of: 2026-05\n", "")
    assert content.problems() == [f"{MOMO}:1: the key 'as_of' is missing"]


def test_problems_of_reading_and_of_checking_are_said_together(content: SmallContent) -> None:
    content.write(CAT_TAX, FILES[CAT_TAX].replace("next: [momo-identity]", "nxt: [momo-identity]"))
    content.change(PHONE, "next: [get-the-app, cat-tax]", "next: [nowhere]")
    assert content.problems() == [
        f"{CAT_TAX}:22: nxt: unknown key 'nxt'; did you mean 'next'?",
        f"{PHONE}:22: next: there is no topic 'nowhere'",
    ]


def test_problems_come_by_file_and_line(content: SmallContent) -> None:
    content.change(PHONE, "review_by: 2027-05-20", "review_by: 2026-11-23")
    content.change(PHONE, "next: [get-the-app, cat-tax]", "next: [nowhere]")
    content.change(MOMO, "sources: [general-knowledge]", "sources: [nothing]")
    assert [problem.split(": ")[0] for problem in content.problems()] == [f"{MOMO}:19", f"{PHONE}:21", f"{PHONE}:22"]


def test_an_answer_is_measured_by_what_is_handed_in(content: SmallContent) -> None:
    content.change(MOMO, "en: It is a shared name", "en: Hey! It is a shared name")
    assert content.problems(measures=[shouting]) == [f"{MOMO}:5: answer: too loud ('en')"]


def test_a_translation_fills_in_what_the_first_language_fills_in(content: SmallContent) -> None:
    content.change("wording/en.yaml", "'**Literally:** {text}'", "'**Literally:** {text} {more}'")
    content.change("wording/en.yaml", "  neutral: neutral\n", "  neutral: '{how} neutral'\n")
    assert [problem.partition(": ")[2] for problem in content.problems()] == [
        "term_literal: must hold {more}, {text}, as in 'en'",
        "tones.neutral: must hold {how}, as in 'en'",
    ]


def test_a_wrong_translation_is_said_on_its_line(content: SmallContent) -> None:
    text = (content.folder / "wording" / "zh.yaml").read_text(encoding="utf-8")
    line = next(number for number, line in enumerate(text.split("\n"), 1) if line.startswith("language_name:"))
    content.change("wording/en.yaml", "language_name: English", "language_name: '{english}'")
    assert content.problems() == [f"wording/zh.yaml:{line}: language_name: must hold {{english}}, as in 'en'"]
