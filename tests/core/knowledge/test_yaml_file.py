from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.knowledge.document import Document
from bot.core.knowledge.yaml_file import MAX_BYTES, parse, read

ANCHORS = "anchors and aliases (& and *) are not used here; write the text out, or quote it"
COLON = (
    "this is not valid YAML: mapping values are not allowed in this context; "
    "put text that has ': ' or ' #' in it between quotes"
)


def twice(key: str, line: int) -> str:
    return f"the key {key!r} stands here a second time; the first is on line {line}"


def said(document: Document) -> list[str]:
    return [str(problem) for problem in document.problems]


def read_bytes(folder: Path, data: bytes) -> Document:
    path = folder / "a.yaml"
    path.write_bytes(data)
    return read(path, "a.yaml")


@pytest.mark.parametrize(
    "text", ["666", "520", "yes", "no", "on", "true", "12:30", "0755", "0x1F", "1e3", ".5", "~", "null", "2026-04-30"]
)
def test_every_value_is_text(text: str) -> None:
    assert parse(f"a: {text}", "a.yaml").value == {"a": text}


@pytest.mark.parametrize("key", ["666", "yes", "null", "12:30", "种草", "?", "-1"])
def test_every_key_is_text(key: str) -> None:
    assert parse(f'"{key}": x', "a.yaml").value == {key: "x"}


def test_a_key_without_a_value_has_empty_text() -> None:
    assert parse("a:\nb: x", "a.yaml").value == {"a": "", "b": "x"}


def test_tags_change_nothing() -> None:
    assert parse("a: !!int '5'\nb: !!python/name:os.system ''", "a.yaml").value == {"a": "5", "b": ""}


def test_lists_and_mappings_keep_their_shape() -> None:
    assert parse("a: [x, y]\nb:\n  - c: z", "a.yaml").value == {"a": ["x", "y"], "b": [{"c": "z"}]}


def test_a_value_of_a_mapping_stands_on_the_line_of_its_key() -> None:
    assert parse("a:\n  b: |\n    x\n  c: y", "a.yaml").line(("a", "c")) == 4


def test_an_item_of_a_list_stands_on_its_own_line() -> None:
    assert parse("a:\n  - x\n  - y", "a.yaml").line(("a", 1)) == 3


def test_an_unknown_place_stands_where_what_is_around_it_stands() -> None:
    assert parse("x: y\na:\n  b: c", "a.yaml").line(("a", "nothing", 3)) == 2


def test_a_problem_is_said_with_path_and_line() -> None:
    assert str(parse("x: y\na: b", "a.yaml").problem(("a",), "is wrong")) == "a.yaml:2: is wrong"


def test_a_warning_says_that_it_is_one() -> None:
    assert str(parse("a: b", "a.yaml").warning(("a",), "is odd")) == "a.yaml:1: warning: is odd"


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        pytest.param("a: x\nb: y\na: z", f"3: {twice('a', 1)}", id="equal keys"),
        pytest.param("b:\n  c: x\n  c: y", f"3: {twice('c', 2)}", id="equal keys further in"),
        pytest.param('"?": x\n"?": y', f"2: {twice('?', 1)}", id="two question marks as keys"),
        pytest.param("[a]: x", "1: a key must be plain text", id="a list as a key"),
        pytest.param("a: x\n---\nb: y", "2: a second document begins here; one file holds one", id="two documents"),
        pytest.param("a:\n\tb: x", "2: a tab stands here; YAML wants spaces", id="a tab"),
        pytest.param("a: x\nb: so: what", f"2: {COLON}", id="a colon in text"),
        pytest.param("a: x\nb: 'y", "2: this is not valid YAML: found unexpected end of stream", id="an open quote"),
        pytest.param("a: &b x", f"1: {ANCHORS}", id="an anchor"),
        pytest.param("a: x\nb: *momo", f"2: {ANCHORS}", id="an alias"),
        pytest.param("a: x\nb: y\x07", "2: an invisible control character stands here; take it out", id="control"),
        pytest.param("", "1: the file is empty", id="nothing"),
        pytest.param("# nothing yet\n", "1: the file is empty", id="only a comment"),
        pytest.param("---\n", "1: the file is empty", id="only a document mark"),
        pytest.param("a:\n  " + "- " * 12 + "x", "2: nested more than 10 levels deep", id="deep lists"),
        pytest.param("[" * 12 + "]" * 12, "1: nested more than 10 levels deep", id="deep brackets"),
    ],
)
def test_a_fault_is_said_where_it_stands(text: str, fault: str) -> None:
    assert said(parse(text, "a.yaml")) == [f"a.yaml:{fault}"]


def test_brackets_without_end_are_one_problem() -> None:
    assert len(said(parse("[" * 100_000, "a.yaml"))) == 1


def test_of_equal_keys_each_further_one_is_said() -> None:
    assert len(said(parse("a: x\na: y\na: z", "a.yaml"))) == 2


def test_ten_levels_are_not_too_deep() -> None:
    assert said(parse("- " * 10 + "x", "a.yaml")) == []


def test_aliases_never_unfold() -> None:
    laughs = "a0: &a0 ha\n" + "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 30))
    assert len(str(parse(laughs, "a.yaml").value)) < 10_000


def test_lines_are_counted_alike_with_windows_line_ends(tmp_path: Path) -> None:
    assert read_bytes(tmp_path, b"a: x\r\nb: y\r\n").line(("b",)) == 2


def test_a_byte_order_mark_is_no_part_of_the_text(tmp_path: Path) -> None:
    assert read_bytes(tmp_path, b"\xef\xbb\xbfa: x").value == {"a": "x"}


@pytest.mark.parametrize(
    ("data", "line"),
    [
        pytest.param("a: x\nb: y\nc: café".encode("latin-1"), 3, id="Latin-1"),
        pytest.param("a: x\nb: 种草".encode("gb18030"), 2, id="GB 18030"),
        pytest.param("a: x".encode("utf-16"), 1, id="UTF-16"),
    ],
)
def test_another_encoding_is_said_on_the_line_where_it_shows(tmp_path: Path, data: bytes, line: int) -> None:
    expected = f"a.yaml:{line}: this is not UTF-8 text; save the file as UTF-8"
    assert said(read_bytes(tmp_path, data)) == [expected]


def test_a_file_of_ten_megabytes_is_not_read(tmp_path: Path) -> None:
    assert said(read_bytes(tmp_path, b"a: x\n" * 2_000_000)) == ["a.yaml:0: the file is larger than 1 MB"]


def test_the_size_is_said_even_where_the_cut_splits_a_character(tmp_path: Path) -> None:
    data = "种".encode() * (MAX_BYTES // 3 + 2)
    assert said(read_bytes(tmp_path, data)) == ["a.yaml:0: the file is larger than 1 MB"]


def test_a_file_that_never_ends_is_too_large() -> None:
    assert said(read(Path("/dev/zero"), "zero")) == ["zero:0: the file is larger than 1 MB"]


def test_a_missing_file_is_said(tmp_path: Path) -> None:
    assert said(read(tmp_path / "a.yaml", "a.yaml")) == [
        "a.yaml:0: the file cannot be read (No such file or directory)"
    ]


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    assert said(read(tmp_path, "a.yaml")) == ["a.yaml:0: the file cannot be read (Is a directory)"]


def test_a_link_to_itself_is_said(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.symlink_to(path)
    assert said(read(path, "a.yaml")) == ["a.yaml:0: the file cannot be read (Too many levels of symbolic links)"]


def test_what_cannot_be_read_has_no_value() -> None:
    assert parse("a: [", "a.yaml").value == {}


@given(st.text(alphabet="ab:-?[]{}&*!|>'\"%@,#0~ \n\t\\", max_size=40))
def test_no_text_of_yaml_marks_breaks_the_reader(text: str) -> None:
    assert parse(text, "a.yaml").file == "a.yaml"


@given(st.text(st.characters(), max_size=40))
def test_no_text_breaks_the_reader(text: str) -> None:
    assert parse(text, "a.yaml").file == "a.yaml"


@given(st.binary(max_size=40))
def test_no_bytes_break_the_reader(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    assert read_bytes(tmp_path_factory.getbasetemp(), data).file == "a.yaml"
