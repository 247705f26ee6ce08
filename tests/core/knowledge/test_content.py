from __future__ import annotations

import os
from pathlib import Path

import pytest

from bot.core.knowledge.content import load, read_folder
from bot.core.knowledge.problems import ProblemsFound
from tests.core.small_content import FILES, SmallContent

TOPIC = "topics/start/phone-number.yaml"
TERMS = "slang/buzz.yaml"
PHRASES = "phrases/thanking.yaml"


def test_a_sound_folder_has_no_problem(content: SmallContent) -> None:
    assert content.read_problems() == []


def test_a_missing_folder_is_one_problem(tmp_path: Path) -> None:
    assert [str(problem) for problem in read_folder(tmp_path / "none").problems] == [
        f"{tmp_path}/none:0: there is no such folder"
    ]


def test_an_empty_folder_lacks_each_file_and_folder(tmp_path: Path) -> None:
    lacking = [problem.file.removeprefix(f"{tmp_path}/") for problem in read_folder(tmp_path).problems]
    assert sorted(lacking) == [
        "elsewhere.yaml",
        "guide.yaml",
        "phrases",
        "slang",
        "sources.yaml",
        "topics",
        "tour.yaml",
        "wording",
    ]


def test_a_topic_has_its_file_name_as_id(content: SmallContent) -> None:
    assert content.library().topics["cat-tax"].id == "cat-tax"


def test_a_topic_has_its_folder_as_category(content: SmallContent) -> None:
    assert content.library().topics["cat-tax"].category == "culture"


def test_a_term_has_its_key_as_id(content: SmallContent) -> None:
    assert content.library().terms["666"].id == "666"


def test_a_term_has_the_dates_of_its_file(content: SmallContent) -> None:
    assert content.library().terms["种草"].as_of == "2026-05"


def test_a_term_may_have_a_date_of_its_own(content: SmallContent) -> None:
    content.change(TERMS, "    pinyin: lǜchá\n", "    pinyin: lǜchá\n    as_of: 2026-08\n")
    assert content.library().terms["绿茶"].as_of == "2026-08"


def test_a_phrase_has_its_file_name_as_situation(content: SmallContent) -> None:
    assert content.library().phrases["thank-you"].situation == "thanking"


def test_a_phrase_has_the_sources_of_its_file(content: SmallContent) -> None:
    assert content.library().phrases["thank-you"].sources == ("general-knowledge",)


def test_topics_come_in_the_order_of_the_catalogue(content: SmallContent) -> None:
    assert list(content.library().topics) == ["phone-number", "get-the-app", "cat-tax", "momo-identity"]


def test_a_topic_outside_the_catalogue_comes_last(content: SmallContent) -> None:
    content.change("guide.yaml", "[phone-number, get-the-app, first-day]", "[get-the-app, first-day]")
    assert list(content.library().topics)[-1] == "phone-number"


def test_a_library_is_not_loaded_with_an_error(content: SmallContent) -> None:
    content.write(TOPIC, "")
    with pytest.raises(ProblemsFound, match=r"phone-number\.yaml:1: the file is empty$"):
        load(content.folder)


def test_problems_of_two_files_are_said_together(content: SmallContent) -> None:
    content.write(TOPIC, "")
    content.change("topics/culture/cat-tax.yaml", "as_of: 2026-05\n", "")
    assert content.read_problems() == [
        "topics/culture/cat-tax.yaml:1: the key 'as_of' is missing",
        f"{TOPIC}:1: the file is empty",
    ]


def test_a_wrong_file_does_not_take_the_others_away(content: SmallContent) -> None:
    content.write(TOPIC, "")
    assert set(content.read().library.topics) == {"get-the-app", "cat-tax", "momo-identity"}


@pytest.mark.parametrize("key", ["title", "answer", "questions", "sources", "as_of", "review_by"])
def test_a_topic_must_have(content: SmallContent, key: str) -> None:
    kept = [part for part in FILES[TOPIC].split("\n") if part]
    start = next(number for number, line in enumerate(kept) if line.startswith(f"{key}:"))
    end = next(n for n in range(start + 1, len(kept) + 1) if n == len(kept) or not kept[n].startswith(" "))
    content.write(TOPIC, "\n".join([*kept[:start], *kept[end:]]))
    assert content.read_problems() == [f"{TOPIC}:1: the key '{key}' is missing"]


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        pytest.param("next:", "nxt:", "22: nxt: unknown key 'nxt'; did you mean 'next'?", id="a misspelt key"),
        pytest.param("sources: [app-help]", "sources: []", "19: sources: needs at least one item", id="no source"),
        pytest.param("2027-05-20", "2027-05", "21: review_by: must be a full date such as 2026-04-30", id="no day"),
        pytest.param("zh: 需要中国手机号吗？", "", "1: title: the language 'zh' is missing", id="no Chinese title"),
        pytest.param("title:\n", "title:\n  fr: X\n", "2: title: unknown language 'fr'", id="a language too many"),
        pytest.param(
            "title:\n", "title:\n  eng: X\n", "2: title: unknown language 'eng'; did you mean 'en'?", id="eng"
        ),
        pytest.param("title:\n", "id: phone\ntitle:\n", f"1: id: {'{}'}", id="the id said again"),
        pytest.param("title:\n", "category: culture\ntitle:\n", f"1: category: {'{}'}", id="the folder said again"),
    ],
)
def test_a_fault_of_a_topic_is_said_where_it_stands(content: SmallContent, old: str, new: str, fault: str) -> None:
    content.change(TOPIC, old, new)
    assert content.read_problems() == [
        f"{TOPIC}:{fault.format('the names of folders, files and entries say this; leave it out')}"
    ]


def test_questions_may_lack_no_language(content: SmallContent) -> None:
    content.change(TOPIC, "  zh:\n    - 需要中国手机号吗\n    - 外国号码能注册吗\n", "")
    assert content.read_problems() == [f"{TOPIC}:7: questions: the language 'zh' is missing"]


def test_what_a_file_shares_with_its_entries_is_missed_once(content: SmallContent) -> None:
    content.change(PHRASES, "as_of: 2026-05\n", "")
    assert content.read_problems() == [f"{PHRASES}:1: the key 'as_of' is missing"]


def test_what_a_file_shares_with_its_entries_is_wrong_once(content: SmallContent) -> None:
    content.change(PHRASES, "sources: [general-knowledge]", "sources: [General Knowledge]")
    assert content.read_problems() == [f"{PHRASES}:6: sources.0: must be small letters and digits joined by '-'"]


def test_an_entry_that_is_no_mapping_is_one_problem(content: SmallContent) -> None:
    content.change(PHRASES, "phrases:\n", "phrases:\n  bye: 再见\n")
    assert content.read_problems() == [f"{PHRASES}:8: phrases.bye: must be a mapping: 'key: value' lines"]


def test_an_entry_does_not_say_its_situation(content: SmallContent) -> None:
    content.change(PHRASES, "  thank-you:\n", "  thank-you:\n    situation: greeting\n")
    assert content.read_problems() == [
        f"{PHRASES}:9: situation: the names of folders, files and entries say this; leave it out"
    ]


def test_a_long_headword_is_one_problem(content: SmallContent) -> None:
    content.change(TERMS, "  绿茶:\n", f"  {'绿' * 17}:\n")
    assert content.read_problems() == [f"{TERMS}:17: terms.{'绿' * 17}: is longer than 16 characters"]


def test_a_term_stands_in_one_file_only(content: SmallContent) -> None:
    content.change("slang/letters.yaml", "  yyds:\n", "  绿茶:\n")
    assert content.read_problems() == ["slang/letters.yaml:4: '绿茶' stands in slang/buzz.yaml too"]


def test_a_topic_stands_in_one_folder_only(content: SmallContent) -> None:
    content.write("topics/start/cat-tax.yaml", FILES["topics/culture/cat-tax.yaml"])
    assert content.read_problems() == [
        "topics/start/cat-tax.yaml:0: topics/culture/cat-tax.yaml has the same id; the names of files must differ"
    ]


def test_a_caution_needs_every_language(content: SmallContent) -> None:
    content.change(TERMS, "    tone: rude\n", "    tone: rude\n    caution:\n      en: It hurts.\n")
    assert content.read_problems() == [f"{TERMS}:24: caution: the language 'zh' is missing"]


def test_a_folder_that_is_no_category_is_said(content: SmallContent) -> None:
    content.write("topics/cultur/why.yaml", FILES[TOPIC])
    assert content.read_problems() == [
        "topics/cultur/why.yaml:0: no category 'cultur' in guide.yaml; did you mean 'culture'?"
    ]


@pytest.mark.parametrize(
    ("name", "fault"),
    [
        pytest.param("topics/start/why.yml", "rename this file: names end in .yaml", id="yml"),
        pytest.param("slang/why.yml", "rename this file: names end in .yaml", id="yml in the glossary"),
        pytest.param("topics/why.yaml", "a topic belongs into the folder of its category", id="a topic of no category"),
        pytest.param("topics/start/why.txt", "only .yaml files belong here", id="txt"),
        pytest.param("wording/fr.yaml", "'fr' is no language of guide.yaml", id="wording of no language"),
        pytest.param(
            "topics/start/Why.yaml",
            "the name of the file must be small letters and digits joined by '-'",
            id="a capital letter",
        ),
        pytest.param(
            "phrases/saying hi.yaml",
            "the name of the file must be small letters and digits joined by '-'",
            id="a space",
        ),
        pytest.param(
            f"topics/start/{'a' * 49}.yaml", "the name of the file is longer than 48 characters", id="49 letters"
        ),
    ],
)
def test_a_file_that_lies_wrong_is_said(content: SmallContent, name: str, fault: str) -> None:
    folder = name.partition("/")[0]
    content.write(name, FILES[PHRASES if folder == "phrases" else TOPIC].replace("  thank", "  more-thank"))
    assert f"{name}:0: {fault}" in content.read_problems()


@pytest.mark.parametrize("name", ["topics/README.md", "topics/start/.notes.yaml", "slang/README.md"])
def test_notes_for_authors_may_lie_anywhere(content: SmallContent, name: str) -> None:
    content.write(name, "Hello")
    assert content.read_problems() == []


def test_a_file_that_links_to_itself_is_one_problem(content: SmallContent) -> None:
    link = content.folder / "topics" / "start" / "why.yaml"
    link.symlink_to(link)
    assert content.read_problems() == [
        "topics/start/why.yaml:0: the file cannot be read (Too many levels of symbolic links)"
    ]


def test_a_folder_that_links_to_itself_is_one_problem(content: SmallContent) -> None:
    link = content.folder / "topics" / "loop"
    link.symlink_to(link)
    assert content.read_problems() == ["topics/loop:0: a topic belongs into the folder of its category"]


def test_a_folder_that_links_to_its_parent_ends(content: SmallContent) -> None:
    (content.folder / "topics" / "start" / "loop").symlink_to(content.folder)
    assert content.read_problems() == ["topics/start/loop:0: only .yaml files belong here"]


def test_a_file_name_that_is_no_text_can_be_printed(content: SmallContent) -> None:
    path = os.fsencode(content.folder) + b"/topics/start/caf\xe9.yaml"
    Path(os.fsdecode(path)).write_text(FILES[TOPIC], encoding="utf-8")
    assert content.read_problems() == [
        "topics/start/caf\\udce9.yaml:0: the name of the file must be small letters and digits joined by '-'"
    ]


def test_without_a_guide_the_other_files_are_checked_all_the_same(content: SmallContent) -> None:
    content.remove("guide.yaml")
    content.write(TOPIC, "")
    assert content.read_problems() == [
        "guide.yaml:0: the file cannot be read (No such file or directory)",
        f"{TOPIC}:1: the file is empty",
    ]


def test_a_category_has_a_title_in_every_language(content: SmallContent) -> None:
    content.change("guide.yaml", "      zh: 文化\n", "")
    assert content.read_problems() == ["guide.yaml:9: title: the language 'zh' is missing"]


def test_a_card_of_the_tour_has_a_title_in_every_language(content: SmallContent) -> None:
    content.change("tour.yaml", "      zh: 打招呼\n", "")
    assert content.read_problems() == ["tour.yaml:9: title: the language 'zh' is missing"]


def test_a_sentence_of_the_bot_may_not_be_missing(content: SmallContent) -> None:
    text = (content.folder / "wording" / "en.yaml").read_text(encoding="utf-8")
    content.write("wording/en.yaml", "\n".join(line for line in text.split("\n") if not line.startswith("failed:")))
    assert content.read_problems() == ["wording/en.yaml:1: the key 'failed' is missing"]


@pytest.mark.parametrize("sentence", ["Hello {", "Hello }", "Hello {name"])
def test_a_brace_without_its_partner_is_said(content: SmallContent, sentence: str) -> None:
    content.change("wording/en.yaml", "language_name: English", f"language_name: '{sentence}'")
    assert content.read_problems() == [
        "wording/en.yaml:1: language_name: a brace without its partner; write {{ or }} for a brace to be shown"
    ]


def test_a_year_has_twelve_names_of_months(content: SmallContent) -> None:
    content.change("wording/en.yaml", "months: January ", "months: ")
    faults = content.read_problems()
    assert [fault.partition(": ")[2] for fault in faults] == ["months: must be twelve names with spaces between them"]


def test_a_library_cannot_be_changed(content: SmallContent) -> None:
    with pytest.raises(AttributeError, match="immutable"):
        content.library().topics["cat-tax"].as_of = "2027"  # type: ignore[misc]


def test_people_may_ask_in_more_languages_than_we_answer_in(content: SmallContent) -> None:
    content.change("guide.yaml", "languages: [en, zh]", "languages: [en, zh]\nasked_in: [es]")
    content.change(TOPIC, "questions:\n", "questions:\n  es: [necesito un numero chino]\n")
    assert content.read_problems() == []


def test_what_we_say_ourselves_is_in_the_languages_of_the_guide_only(content: SmallContent) -> None:
    content.change("guide.yaml", "languages: [en, zh]", "languages: [en, zh]\nasked_in: [es]")
    content.change(TOPIC, "title:\n", "title:\n  es: Hola\n")
    assert content.read_problems() == [f"{TOPIC}:2: title: unknown language 'es'"]
