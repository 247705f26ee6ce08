"""What may be wrong with a value that somebody wrote. Said in English to authors of files."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from bot.core.knowledge.problems import did_you_mean, nearest

ENGLISH = {
    # the shape of a value
    "empty": "is empty; write something, or leave the key out",
    "spaces": "begins or ends with a space",
    "mapping": "must be a mapping: 'key: value' lines",
    "missing": "the key {key!r} is missing",
    "misplaced": "the key {key!r} does not belong here; look at how far it is indented",
    "unknown": "unknown key {key!r}",
    "list": "must be a list: one '- ' line an item",
    "no_items": "needs at least one item",
    "text": "must be text",
    "one_of": "must be {known}",
    "whole_number": "must be a whole number",
    "number": "must be a number",
    "range": "must be from {least} to {most}",
    "at_least": "must be {least} or more",
    "not_text": "has characters that are not valid text",
    "too_long": "is longer than {count} characters",
    "one_line": "must be one line",
    "identifier": "must be small letters and digits joined by '-'",
    "partial_date": "must be a date such as 2026, 2026-04 or 2026-04-30",
    "full_date": "must be a full date such as 2026-04-30",
    "no_such_date": "there is no such date",
    "language_code": "must be a language code of two small letters",
    "places": "must be ids, or channels and roles you mention",
    # what it says
    "not_come": "{date} has not come yet",
    "too_early": "must be later than as_of",
    "no_source": "{name!r} is not in sources.yaml",
    "no_topic": "there is no topic {name!r}",
    "follows_itself": "a topic does not follow itself",
    "long_answer": "{count:,} characters in {language!r}; at most {most:,}",
    "asked_elsewhere": "{question!r} is asked in the topic {topic!r} too",
    "asked_here": "{question!r} is a question of this very topic",
    "always_on": "{name!r} is no command that can be switched off",
    "headings": "headings are not in the Markdown subset of answers",
    "code_blocks": "code blocks are not in the Markdown subset of answers",
    "rules": "rules are not in the Markdown subset of answers",
    "pictures": "pictures are not in the Markdown subset of answers",
    "html": "HTML tags are not in the Markdown subset of answers",
    "link": "the link to {address!r} must begin with https://",
    # files
    "file_name": "the name of the file must be small letters and digits joined by '-', at most {count} characters",
    "file_size": "the file is too large",
    "archive_size": "there is too much in it",
    "no_archive": "this is no archive that can be read",
    "too_many": "there can be {count} own answers; delete some first",
    "nothing_inside": "there is no answer in it",
    "empty_file": "the file is empty",
    "tab": "a tab stands here; YAML wants spaces",
    "not_yaml": "this is not valid YAML: {reason}",
    "control": "an invisible control character stands here; take it out",
    "too_deep": "nested more than {most} levels deep",
    "second_document": "a second document begins here; one file holds one",
    "anchor": "anchors and aliases (& and *) are not used here; write the text out, or quote it",
    "key_text": "a key must be plain text",
    "key_twice": "the key {key!r} stands here a second time; the first is on line {line}",
}
"""The sentences for authors of files, by kind; `near` is said after them."""


class Fault(str):
    """A fault as its English sentence, which can be said in another language by its `kind` and what it `names`.

    `near`: the known name that was probably meant.
    """

    __slots__ = ("kind", "names", "near")
    kind: str
    names: Mapping[str, object]
    near: str


def fault(kind: str, known: Iterable[str] = (), /, **names: object) -> Fault:
    """A fault of a kind. What it names first is compared with the `known` names, one of which may have been meant."""
    english = {name: _listed(value) if isinstance(value, tuple) else value for name, value in names.items()}
    wrong = str(next(iter(names.values()), ""))
    found = Fault(ENGLISH[kind].format(**english) + did_you_mean(wrong, known))
    found.kind, found.names, found.near = kind, names, nearest(wrong, known)
    return found


def _listed(names: tuple[str, ...]) -> str:
    *most, last = [repr(each) for each in names]
    return f"{', '.join(most)} or {last}" if most else last
