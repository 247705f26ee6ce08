"""Own answers: written, previewed, tested, published, replaced, taken offline, and never lost."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import pytest

from bot.core.guide import Guide
from bot.core.message import File
from bot.storage.store import SqlStore
from tests.community.rooms import ANSWER, Member, published
from tests.core.small_content import SmallContent


async def test_an_answer_is_written_previewed_and_published(moderator: Member, member: Member) -> None:
    await moderator.says("/guide answer new")
    draft = await moderator.fills_in(**ANSWER)
    assert draft.title == "Where are the rules of this server?"
    assert "pinned in **#rules**" in draft.body
    assert (await member.says("where can i read the server rules")).title != draft.title

    await moderator.presses("Publish")

    reply = await member.says("where can i read the server rules")
    assert reply.title == draft.title
    assert reply.footers[0] == "Source: the moderators of this community"


@pytest.mark.parametrize(
    "question",
    [
        "Where are the rules of this server?",
        "where do i find the server rules",
        "server rules?",
        "is this forbidden here",
    ],
)
async def test_one_or_two_wordings_are_enough(moderator: Member, member: Member, question: str) -> None:
    await published(moderator)

    match = (await member.says(question)).match

    assert match
    assert (match.outcome, match.id) == ("answer", "where-are-the-rules-of-this-server")


async def test_shipped_answers_are_found_as_before(moderator: Member, member: Member) -> None:
    await published(moderator)

    assert (await member.says("what is the cat tax")).title == "What is the cat tax?"


async def test_an_answer_in_one_language_is_shown_in_every_language(moderator: Member, member: Member) -> None:
    name = await published(moderator)
    member.language = "zh-CN"

    reply = await member.says(f"/topic {name}")

    assert "pinned" in reply.body
    assert reply.footers[0] == "来源：本群管理员"


async def test_it_stands_on_a_shelf_of_its_own(moderator: Member, member: Member) -> None:
    await published(moderator)
    await member.says("/topics")

    await member.presses("From this community")

    assert "Where are the rules of this server?" in member.labels()


async def test_a_shipped_topic_is_replaced_and_comes_back(moderator: Member, member: Member) -> None:
    await moderator.says("/guide answer cat-tax")
    await moderator.presses("Replace")
    await moderator.fills_in(answer="Here we pay with dogs, too.")
    await moderator.presses("Publish")

    assert (await member.says("what is the cat tax")).body == "Here we pay with dogs, too."
    assert (await member.says("everybody wants cat photos from me")).body == "Here we pay with dogs, too."

    await moderator.says("/guide answer cat-tax")
    await moderator.presses("Delete")
    assert "A joke" in (await member.says("what is the cat tax")).body


async def test_an_edit_is_shown_only_when_it_is_published(moderator: Member, member: Member) -> None:
    name = await published(moderator)
    await moderator.says(f"/guide answer {name}")
    await moderator.presses("Edit")
    await moderator.fills_in(answer="Ask a moderator.")

    assert "pinned" in (await member.says("where can i read the server rules")).body
    await moderator.presses("Publish")
    assert (await member.says("where can i read the server rules")).body == "Ask a moderator."


async def test_an_answer_is_taken_offline(moderator: Member, member: Member) -> None:
    name = await published(moderator)
    await moderator.says(f"/guide answer {name}")

    await moderator.presses("Take offline")

    assert "pinned" not in (await member.says("where can i read the server rules")).body


@pytest.mark.parametrize(
    ("fields", "problem"),
    [
        ({"title": ""}, "Title: is empty"),
        ({"answer": "# A heading"}, "not possible here"),
        ({"answer": "x" * 1_501}, "1,500"),
        ({"questions": ""}, "Questions, one a line: needs at least one line"),
        ({"questions": "what is the cat tax"}, "cat-tax"),
        ({"questions": "q" * 151}, "150"),
        ({"review_by": "soon"}, "must be a full date"),
        ({"review_by": "2001-01-01"}, "must be later"),
        ({"near_misses": "what is forbidden here"}, "Must not get this answer, number 1"),
    ],
)
async def test_what_a_file_may_not_be_an_answer_may_not_be(
    moderator: Member, store: SqlStore, fields: dict[str, str], problem: str
) -> None:
    await moderator.says("/guide answer new")

    reply = await moderator.fills_in(**{**ANSWER, **fields})

    assert problem in reply.body.replace("\\", "")
    assert reply.form
    assert {field.name: field.value for field in reply.form.fields} == {**ANSWER, **fields}
    assert (await store.kept(moderator.community)).answers == {}


async def test_a_refused_form_can_be_mended(moderator: Member) -> None:
    await moderator.says("/guide answer new")
    await moderator.fills_in(**{**ANSWER, "title": ""})

    reply = await moderator.fills_in(title="Where are the rules?")

    assert reply.title == "Where are the rules?"


async def test_two_moderators_edit_the_same_answer_and_both_texts_are_kept(guide: Guide, moderator: Member) -> None:
    name = await published(moderator)
    second = Member(guide, "discord:77", moderator=True)
    for each in (moderator, second):
        await each.says(f"/guide answer {name}")
        await each.presses("Edit")
    await moderator.fills_in(answer="The first one's text.")

    reply = await second.fills_in(answer="The second one's text.")
    assert "discord:7 saved another text" in reply.body
    assert "The first one's text." in reply.body

    await second.presses("Use mine instead")
    await second.presses("Publish")
    assert "The second one's text." in (await second.says(f"/topic {name}")).body
    reply = await second.says(f"/guide answer {name} earlier")
    assert "The first one's text." in reply.body


async def test_publishing_what_somebody_changed_meanwhile_is_refused(guide: Guide, moderator: Member) -> None:
    name = await published(moderator)
    await moderator.says(f"/guide answer {name} edit")
    await moderator.fills_in(answer="Seen by the first one.")
    second = Member(guide, "discord:77", moderator=True)
    await second.says(f"/guide answer {name} edit")
    await second.fills_in(answer="Not seen by the first one.")

    reply = await moderator.presses("Publish")

    assert reply.title == "Somebody saved before you"
    assert "pinned" in (await moderator.says(f"/topic {name}")).body


async def test_saving_what_somebody_deleted_meanwhile_loses_nothing(guide: Guide, moderator: Member) -> None:
    name = await published(moderator)
    second = Member(guide, "discord:77", moderator=True)
    await second.says(f"/guide answer {name} edit")
    await moderator.says(f"/guide answer {name}")
    await moderator.presses("Delete")

    reply = await second.fills_in(answer="Written in vain?")
    assert "deleted this answer" in reply.body
    await second.presses("Use mine instead")
    await second.presses("Publish")

    assert (await second.says(f"/topic {name}")).body == "Written in vain?"


async def test_a_test_says_what_a_question_finds_and_why(moderator: Member) -> None:
    name = await published(moderator)

    reply = await moderator.says("/guide test where can i find the rules of the server")

    assert "Answered: sure enough" in reply.body
    assert ", own)" in reply.body
    assert "rules" in reply.body.partition("What counted")[2]
    assert moderator.button("Where are the rules").token == f"/guide answer {name}"


async def test_a_test_explains_silence_too(moderator: Member) -> None:
    assert "No answer" in (await moderator.says("/guide test who won the match last night")).body


async def test_ids_differ_even_where_titles_do_not(moderator: Member) -> None:
    first = await published(moderator)
    second = await published(moderator, questions="another question about rules entirely")

    assert first != second


async def test_a_title_without_latin_letters_gets_an_id(moderator: Member, member: Member) -> None:
    await published(moderator, title="群规在哪里？", answer="在置顶里。", questions="群规在哪里看")

    assert (await member.says("哪里能看到群规")).body == "在置顶里。"


async def test_all_data_come_in_one_archive_and_answers_go_back_in(
    moderator: Member, stranger: Member, store: SqlStore, content: SmallContent
) -> None:
    name = await published(moderator)
    await moderator.says("/pass_on do you pay with pictures of cats")
    (gap,) = await store.gaps(moderator.community)
    await moderator.says(f"/guide gap {gap.number} to cat-tax")
    await moderator.says("/guide set cooldown 7")

    reply = await moderator.says("/guide export")
    assert reply.file
    with zipfile.ZipFile(io.BytesIO(reply.file.data)) as archive:
        names = archive.namelist()
        topic = archive.read(f"topics/own/{name}.yaml").decode()
    assert {"settings.yaml", "log.yaml", "wordings.yaml"} <= set(names)

    content.write(f"topics/culture/{name}.yaml", topic)  # its file is one that `content/` could have
    assert [line for line in content.read_problems() if "language 'zh' is missing" not in line] == []

    assert "2 answers" in (await stranger.says("/guide import", file=reply.file)).body
    assert "pinned" in (await stranger.says("where can i read the server rules")).body
    assert (await stranger.says("do you pay with pictures of cats")).title == "What is the cat tax?"


async def test_an_import_with_an_error_changes_nothing(moderator: Member, store: SqlStore) -> None:
    file = File("where-to-meet.yaml", b"title:\n  en: Where to meet\nanswer: here\n")

    reply = await moderator.says("/guide import", file=file)

    assert "Nothing was imported" in reply.body
    assert "where-to-meet" in reply.body
    assert (await store.kept(moderator.community)).answers == {}


@pytest.mark.parametrize(
    "sent",
    [
        File("a.zip", b"not an archive"),
        File("a.yaml", b"\xff\xfe"),
        File("a.yaml", b""),
        File("A B.yaml", b"title: x"),
        File("a.yaml", b"- x"),
        File("a.zip", b"PK\x05\x06" + bytes(18)),
    ],
)
async def test_a_file_that_is_no_answer_is_refused(moderator: Member, store: SqlStore, sent: File) -> None:
    reply = await moderator.says("/guide import", file=sent)

    assert reply.title == "Import"
    assert (await store.kept(moderator.community)).answers == {}


async def test_one_answer_is_imported_by_form(moderator: Member, member: Member) -> None:
    await moderator.says("/guide import")
    yaml = (
        "title: {en: Where do we meet?}\nanswer: {en: In the park.}\nquestions: {en: [where do we meet on sunday]}\n"
        "sources: [general-knowledge]\nas_of: 2026-11\nreview_by: 2027-05-20\n"
    )
    await moderator.fills_in(id="where-to-meet", yaml=yaml)

    assert (await member.says("where do we meet on sunday")).body == "In the park."


async def test_what_must_not_get_an_answer_does_not_get_it(moderator: Member, member: Member) -> None:
    name = await published(moderator, near_misses="where can i read the chess rules")

    match = (await member.says("where can i read the chess rules")).match

    assert match
    assert match.id != name


async def test_all_problems_of_all_files_are_said_at_once(moderator: Member) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("topics/own/first.yaml", "title: [")
        archive.writestr("topics/own/second.yaml", "titel: x")
        archive.writestr("topics/own/My Third.yaml", "title: {en: x}")
    reply = await moderator.says("/guide import", file=File("all.zip", stream.getvalue()))

    assert all(part in reply.body for part in ("first.yaml", "second", "My Third.yaml"))


async def test_an_import_is_kept_whole_or_not_at_all(
    moderator: Member, stranger: Member, store: SqlStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    await published(moderator)
    await published(moderator, title="Second", questions="a second question here")
    file = (await moderator.says("/guide export")).file
    record, kept = store._record, []

    def fail_at_the_second(*arguments: Any) -> None:
        kept.append(arguments)
        if len(kept) == 2:
            raise OSError
        record(*arguments)

    monkeypatch.setattr(store, "_record", fail_at_the_second)
    assert "Please try again" in (await stranger.says("/guide import", file=file)).body
    assert not (await store.kept(stranger.community)).answers

    monkeypatch.undo()
    assert "2 answers" in (await stranger.says("/guide import", file=file)).body


async def test_an_import_replaces_a_text_and_keeps_it_among_the_earlier_ones(moderator: Member) -> None:
    name = await published(moderator)
    file = (await moderator.says("/guide export")).file
    await moderator.says(f"/guide answer {name} edit")
    await moderator.fills_in(answer="On the **door**.")
    await moderator.presses("Publish")
    await moderator.says("/guide import", file=file)

    assert "pinned" in (await moderator.says("where can i read the server rules")).body
    assert "door" in (await moderator.says(f"/guide answer {name} earlier")).body
