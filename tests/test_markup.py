"""The Markdown subset: parsed into a tree, told when it is left, shown plain, cut into parts."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.markdown import escaped
from bot.markup import (
    Block,
    Bold,
    Code,
    Inline,
    Italic,
    Items,
    Link,
    Paragraph,
    Quote,
    Text,
    Tree,
    faults,
    parse,
    plain,
    split,
)


def paragraph(text: str) -> Paragraph:
    return Paragraph((Text(text),))


def inside(markdown: str) -> tuple[Inline, ...]:
    """What stands in the only paragraph of a text."""
    (block,) = parse(markdown)
    assert isinstance(block, Paragraph)
    return block.inside


def short(length: int) -> Callable[[Tree], bool]:
    """Whether a tree is not longer than that as plain text."""
    return lambda tree: len(plain(tree)) <= length


def letters(tree: Tree) -> str:
    """All of a tree but white space and the marks of lists and quotations."""
    return "".join(letter for block in tree for letter in _text(block) if not letter.isspace())


def _text(block: Block) -> str:
    match block:
        case Paragraph():
            return plain((block,))
        case Quote(blocks):
            return "".join(_text(each) for each in blocks)
        case Items(items):
            return "".join(_text(each) for item in items for each in item)


def links(tree: Tree) -> list[Inline]:
    """The links that stand in running text."""

    def of(block: Block) -> list[Inline]:
        match block:
            case Paragraph(parts):
                return [part for part in parts if isinstance(part, Link)]
            case Quote(blocks):
                return [link for each in blocks for link in of(each)]
            case Items(items):
                return [link for item in items for each in item for link in of(each)]

    return [link for block in tree for link in of(block)]


# the tree


@pytest.mark.parametrize(
    ("markdown", "part"),
    [
        ("**word**", Bold((Text("word"),))),
        ("__word__", Bold((Text("word"),))),
        ("*word*", Italic((Text("word"),))),
        ("`a *b*`", Code("a *b*")),
        ("[word](https://example.com)", Link((Text("word"),), "https://example.com")),
        ("<https://example.com>", Link((Text("https://example.com"),), "https://example.com")),
        ("***both***", Italic((Bold((Text("both"),)),))),
        ("[**word**](https://example.com)", Link((Bold((Text("word"),)),), "https://example.com")),
    ],
)
def test_each_kind_of_running_text_is_understood(markdown: str, part: Inline) -> None:
    assert inside(markdown) == (part,)


@pytest.mark.parametrize(
    "markdown", ["a*b", "2 * 3 * 4", "snake_case_name", "[word]", "https://example.com", "1) x?", "50 % <3"]
)
def test_what_only_looks_like_markup_is_text(markdown: str) -> None:
    assert plain(parse(markdown.replace("1) ", "(1) "))) == markdown.replace("1) ", "(1) ")


@pytest.mark.parametrize("markdown", ["one\ntwo", "one  \ntwo", "one\\\ntwo"])
def test_a_line_break_is_kept(markdown: str) -> None:
    assert inside(markdown) == (Text("one"), Text("\n"), Text("two"))


def test_an_empty_line_begins_a_paragraph() -> None:
    assert parse("one\n\ntwo") == (paragraph("one"), paragraph("two"))


def test_bullets_have_no_numbers() -> None:
    assert parse("- one\n- two") == (Items(((paragraph("one"),), (paragraph("two"),))),)


def test_a_numbered_list_knows_its_first_number() -> None:
    assert parse("3. three\n4. four") == (Items(((paragraph("three"),), (paragraph("four"),)), 3),)


def test_a_list_can_stand_in_an_item() -> None:
    assert parse("- one\n  - inner") == (Items(((paragraph("one"), Items(((paragraph("inner"),),))),)),)


def test_a_quotation_holds_blocks() -> None:
    assert parse("> one\n>\n> - two") == (Quote((paragraph("one"), Items(((paragraph("two"),),)))),)


@pytest.mark.parametrize("markdown", ["-", "1.", ">"])
def test_an_empty_item_or_quotation_holds_an_empty_paragraph(markdown: str) -> None:
    (block,) = parse(markdown)
    held = block.inside if isinstance(block, Quote) else block.items[0] if isinstance(block, Items) else None

    assert held == (Paragraph(()),)


@pytest.mark.parametrize("markdown", ["", " ", "\n\n"])
def test_nothing_is_an_empty_tree(markdown: str) -> None:
    assert parse(markdown) == ()


signs = st.sampled_from([*"-+=#>*_`&<[](){}|~!:.\\", "1.", "12)", "---", "&amp;", "a", " ", "种"])


@given(st.lists(st.one_of(signs, st.characters(codec="utf-8", exclude_categories=["C", "Z"])), max_size=12))
def test_escaped_text_is_shown_as_it_is(scraps: list[str]) -> None:
    line = " ".join("".join(scraps).split())

    assert plain(parse(escaped(line))) == line


# what is not in the subset


@pytest.mark.parametrize(
    ("markdown", "named"),
    [
        ("# Title", "headings"),
        ("Title\n===", "headings"),
        ("```\ncode\n```", "code blocks"),
        ("    code", "code blocks"),
        ("one\n\n---\n\ntwo", "rules"),
        ("![cat](https://example.com/cat.png)", "pictures"),
        ("<div>\ntext\n</div>", "HTML tags"),
        ("a <b>word</b>", "HTML tags"),
    ],
)
def test_what_is_not_in_the_subset_is_a_fault(markdown: str, named: str) -> None:
    assert list(faults(markdown)) == [f"{named} are not in the Markdown subset of answers"]


def test_each_fault_is_told_once() -> None:
    assert len(list(faults("# One\n\n# Two\n\n```\nx\n```"))) == 2


@pytest.mark.parametrize("address", ["http://example.com", "www.example.com", "/topic", "", "mailto:a@b.c"])
def test_a_link_that_is_not_safe_is_a_fault(address: str) -> None:
    assert list(faults(f"[word]({address})")) == [f"the link to {address!r} must begin with https://"]


def test_the_whole_subset_has_no_fault() -> None:
    assert list(faults("**a** *b* `c` [d](https://example.com)\n\n- e\n  - f\n\n1. g\n\n> h")) == []


@pytest.mark.parametrize(
    ("markdown", "kept"), [("# Title", "Title"), ("```\ncode\n```", "code"), ("![cat](x.png)", "cat"), ("<b>", "<b>")]
)
def test_what_is_not_in_the_subset_is_kept_as_text(markdown: str, kept: str) -> None:
    assert plain(parse(markdown)) == kept


# as plain text


@pytest.mark.parametrize(
    ("markdown", "text"),
    [
        ("**a** *b* `c`", "a b c"),
        ("[word](https://example.com)", "word (https://example.com)"),
        ("- one\n- two", "- one\n- two"),
        ("9. nine\n10. ten", "9. nine\n10. ten"),
        ("- one\n  - inner", "- one\n  \n  - inner"),
        ("> one\n> two", "> one\n> two"),
        ("one\n\ntwo", "one\n\ntwo"),
        (r"\*not bold\*", "*not bold*"),
        ("&amp; &lt;", "& <"),
    ],
)
def test_plain_text_loses_nothing_but_looks(markdown: str, text: str) -> None:
    assert plain(parse(markdown)) == text


# in parts

LONG = "One sentence here. Another one there! A third? 第一句。第二句！"


def test_what_fits_stays_whole() -> None:
    tree = parse("one\n\n- two\n- three")

    assert split(tree, short(1_000)) == [tree]


def test_parts_are_cut_between_blocks_first() -> None:
    assert split(parse("one one\n\ntwo two\n\nthree"), short(16)) == [parse("one one\n\ntwo two"), parse("three")]


def test_a_list_is_cut_between_its_items_and_goes_on_counting() -> None:
    first, second = split(parse("7. seven\n8. eight"), short(9))

    assert (first, second) == (parse("7. seven"), parse("8. eight"))


def test_a_quotation_that_is_cut_stays_one() -> None:
    assert split(parse("> one one\n>\n> two two"), short(10)) == [parse("> one one"), parse("> two two")]


def test_a_paragraph_is_cut_after_sentences() -> None:
    parts = [plain(part) for part in split(parse(LONG), short(20))]

    assert parts == ["One sentence here.", "Another one there!", "A third?\n\n第一句。\n\n第二句！"]


def test_a_link_is_never_cut() -> None:
    link = "[A link. With two sentences.](https://example.com)"
    parts = split(parse(f"First one. {link} Last one."), short(12))

    assert [link for part in parts for link in links(part)] == links(parse(link))


def test_what_cannot_be_cut_is_left_whole() -> None:
    tree = parse("averyverylongword" * 10)

    assert split(tree, short(5)) == [tree]


def test_nothing_has_no_parts() -> None:
    assert split((), short(5)) == []


words = st.sampled_from(
    ["one", "two.", "Three!", "四。", "**five. six**", "[seven. eight](https://e.com)", "`nine`", "\n"]
)
sentences = st.lists(words, min_size=1, max_size=12).map(" ".join)
blocks = st.one_of(
    sentences,
    st.lists(sentences.map(lambda text: text.replace("\n", "")), min_size=1, max_size=4).map(
        lambda items: "\n".join(f"- {item}" for item in items)
    ),
    st.lists(sentences.map(lambda text: text.replace("\n", "")), min_size=1, max_size=4).map(
        lambda items: "\n".join(f"{number}. {item}" for number, item in enumerate(items, 1))
    ),
    sentences.map(lambda text: "> " + text.replace("\n", "")),
    st.text(st.characters(codec="utf-8"), max_size=40),
)
texts = st.lists(blocks, max_size=5).map("\n\n".join)


@given(markdown=texts, length=st.integers(1, 120))
def test_parts_together_are_the_whole(markdown: str, length: int) -> None:
    tree = parse(markdown)
    parts = split(tree, short(length))

    assert "".join(letters(part) for part in parts) == letters(tree)


@given(markdown=texts, length=st.integers(1, 120))
def test_no_part_loses_a_link(markdown: str, length: int) -> None:
    tree = parse(markdown)

    assert [link for part in split(tree, short(length)) for link in links(part)] == links(tree)


@given(markdown=texts, length=st.integers(1, 120))
def test_a_part_that_does_not_fit_is_a_single_block(markdown: str, length: int) -> None:
    fits = short(length)

    assert all(fits(part) or len(part) == 1 for part in split(parse(markdown), fits))


@given(st.text(st.characters(), max_size=200))
def test_any_text_can_be_parsed_and_shown(markdown: str) -> None:
    assert isinstance(plain(parse(markdown)), str)
