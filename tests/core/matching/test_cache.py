from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import bot.core.matching
from bot.core.knowledge.problems import ProblemsFound
from bot.core.matching.cache import knowledge_of, pack, unpack
from bot.core.matching.decide import Finding
from bot.core.matching.knowledge_base import Knowledge
from tests.core.small_content import SmallContent

QUESTIONS = ["do i need a chinese phone number", "cat photoes", "momo", "需要手機號嗎", "who won the match", "zzzz", ""]
TERMS = ["种草", "zhong cap", "zc", "zhòng cǎo", "YYDS", "zzzz"]


def found(knowledge: Knowledge) -> list[Finding]:
    return [matcher.find(text) for matcher in (knowledge.topics, knowledge.phrases) for text in QUESTIONS]


def kept(cache: Path) -> list[Path]:
    return sorted(cache.glob("*.knowledge"))


@pytest.fixture(scope="module")
def packed(knowledge: Knowledge) -> bytes:
    return pack(knowledge)


@pytest.fixture
def cache(content: SmallContent, tmp_path: Path) -> Path:
    """A cache folder that holds the knowledge of the content."""
    knowledge_of(content.folder, tmp_path / "cache", 0.97)
    return tmp_path / "cache"


def test_what_is_unpacked_holds_the_same_library(knowledge: Knowledge, packed: bytes) -> None:
    assert unpack(packed).library == knowledge.library


def test_what_is_unpacked_finds_the_same(knowledge: Knowledge, packed: bytes) -> None:
    assert found(unpack(packed)) == found(knowledge)


@pytest.mark.parametrize("typed", TERMS)
def test_what_is_unpacked_finds_the_same_terms(knowledge: Knowledge, packed: bytes, typed: str) -> None:
    assert unpack(packed).glossary.find(typed) == knowledge.glossary.find(typed)


def test_what_is_unpacked_is_calibrated_the_same(knowledge: Knowledge, packed: bytes) -> None:
    assert unpack(packed).topics.calibration == knowledge.topics.calibration


def test_what_is_unpacked_lies_as_numpy_reads_it_without_a_copy(packed: bytes) -> None:
    index = unpack(packed).topics.index
    for array in (index.common.rows, index.weights.weight, index.speller.keys):
        assert array.flags.aligned


def test_what_is_unpacked_explains_the_same(knowledge: Knowledge, packed: bytes) -> None:
    read = knowledge.topics.index.read("a chinese phone")
    assert unpack(packed).topics.index.values(read) == knowledge.topics.index.values(read)


@pytest.mark.parametrize("part", ["idf", "start", "entry", "weight"])
def test_what_is_unpacked_has_the_same_weights(knowledge: Knowledge, packed: bytes, part: str) -> None:
    same = getattr(knowledge.topics.index.weights, part)
    assert np.array_equal(getattr(unpack(packed).topics.index.weights, part), same)


def test_what_is_unpacked_can_be_packed_again(packed: bytes) -> None:
    assert found(unpack(pack(unpack(packed)))) == found(unpack(packed))


def test_the_code_knows_no_pickle() -> None:
    code = Path(bot.core.matching.__path__[0])
    assert not [
        path.name for path in code.glob("*.py") if re.search(r"import pickle|allow_pickle=True", path.read_text())
    ]


@given(st.data())
def test_no_damaged_bytes_are_unpacked(packed: bytes, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(packed) - 1))
    damaged = packed[:place] + bytes([packed[place] ^ data.draw(st.integers(1, 255))]) + packed[place + 1 :]
    with pytest.raises(ValueError, match="damaged"):
        unpack(damaged)


@given(st.data())
def test_no_cut_bytes_are_unpacked(packed: bytes, data: st.DataObject) -> None:
    with pytest.raises(ValueError, match="damaged"):
        unpack(packed[: data.draw(st.integers(0, len(packed) - 1))])


def test_the_first_run_keeps_one_file(cache: Path) -> None:
    assert len(list(cache.iterdir())) == 1


def test_the_second_run_finds_the_same_as_the_first(content: SmallContent, tmp_path: Path) -> None:
    first, second = (knowledge_of(content.folder, tmp_path / "cache", 0.97) for _ in range(2))
    assert found(first) == found(second)


def test_the_second_run_does_not_write(content: SmallContent, cache: Path) -> None:
    before = kept(cache)[0].stat().st_mtime_ns
    knowledge_of(content.folder, cache, 0.97)
    assert kept(cache)[0].stat().st_mtime_ns == before


def test_the_second_run_reads_what_the_first_has_kept(content: SmallContent, cache: Path) -> None:
    other = knowledge_of(content.folder, None, 0.5)
    kept(cache)[0].write_bytes(pack(other))
    assert knowledge_of(content.folder, cache, 0.97).topics.calibration == other.topics.calibration


@pytest.mark.parametrize("broken", [b"", b"PK", b"x" * 100, None], ids=["empty", "short", "nonsense", "cut"])
def test_a_broken_file_is_made_anew(content: SmallContent, cache: Path, broken: bytes | None) -> None:
    whole = kept(cache)[0].read_bytes()
    kept(cache)[0].write_bytes(whole[: len(whole) // 2] if broken is None else broken)
    knowledge_of(content.folder, cache, 0.97)
    assert found(unpack(kept(cache)[0].read_bytes())) == found(unpack(whole))


def test_a_cache_that_cannot_be_written_answers_all_the_same(content: SmallContent, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    knowledge = knowledge_of(content.folder, tmp_path / "file" / "cache", 0.97)
    assert knowledge.topics.find("what is the cat tax").candidates[0].name == "cat-tax"


def test_a_folder_in_the_place_of_the_file_answers_all_the_same(content: SmallContent, cache: Path) -> None:
    name = kept(cache)[0]
    name.unlink()
    name.mkdir()
    assert knowledge_of(content.folder, cache, 0.97).topics.find("what is the cat tax").exact


def test_nothing_half_written_is_left_behind(content: SmallContent, cache: Path) -> None:
    name = kept(cache)[0]
    name.unlink()
    name.mkdir()
    knowledge_of(content.folder, cache, 0.97)
    assert list(cache.iterdir()) == [name]


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        pytest.param("topics/culture/cat-tax.yaml", "A joke", "A jest", id="a topic"),
        pytest.param("wording/en.yaml", "language_name: English", "language_name: British", id="a sentence of the bot"),
        pytest.param("elsewhere.yaml", "will it rain", "will it snow", id="what is said elsewhere"),
    ],
)
def test_changed_content_is_compiled_anew(content: SmallContent, cache: Path, name: str, old: str, new: str) -> None:
    content.change(name, old, new)
    knowledge_of(content.folder, cache, 0.97)
    assert len(kept(cache)) == 2


def test_changed_content_is_what_is_answered(content: SmallContent, cache: Path) -> None:
    content.change("topics/culture/cat-tax.yaml", "A joke", "A jest")
    assert knowledge_of(content.folder, cache, 0.97).library.topics["cat-tax"].answer["en"].startswith("A jest")


def test_a_new_file_is_compiled_anew(content: SmallContent, cache: Path) -> None:
    content.write("topics/start/first-day.yaml", (content.folder / "topics/start/get-the-app.yaml").read_text())
    knowledge_of(content.folder, cache, 0.97)
    assert len(kept(cache)) == 2


def test_another_strictness_is_compiled_anew(content: SmallContent, cache: Path) -> None:
    knowledge_of(content.folder, cache, 0.9)
    assert len(kept(cache)) == 2


def test_only_a_few_files_are_kept(content: SmallContent, cache: Path) -> None:
    for strictness in (0.6, 0.7, 0.8, 0.9):
        knowledge_of(content.folder, cache, strictness)
    assert len(kept(cache)) == 3


def test_without_a_cache_nothing_is_written(content: SmallContent, tmp_path: Path) -> None:
    knowledge_of(content.folder, None, 0.97)
    assert list(tmp_path.iterdir()) == [content.folder]


def test_wrong_content_is_reported_and_not_kept(content: SmallContent, tmp_path: Path) -> None:
    content.write("sources.yaml", "")
    with pytest.raises(ProblemsFound, match="the file is empty"):
        knowledge_of(content.folder, tmp_path / "cache", 0.97)
    assert not (tmp_path / "cache").exists()


def test_a_file_name_that_is_no_text_is_no_surprise(content: SmallContent, tmp_path: Path) -> None:
    (content.folder / "phrases" / "caf\udce9.yaml").write_text("a: b")
    with pytest.raises(ProblemsFound, match="the name of the file"):
        knowledge_of(content.folder, tmp_path / "cache", 0.97)
