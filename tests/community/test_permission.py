"""Who may: nobody but a moderator, and nobody for another community."""

from __future__ import annotations

import pytest

from bot.core.commands.guide.ways import WORDS
from bot.core.guide import Guide
from bot.core.message import Message
from bot.storage.store import SqlStore
from tests.community.rooms import ANSWER, Member, published

EVERYTHING = [
    "/guide",
    *(f"/guide {word}" for word in WORDS),
    "/guide set listen never",
    "/guide hide cat-tax",
    "/guide answer new",
    "/guide answer rules publish 1",
    "/guide answer rules remove 1",
    "/guide gap 1 ignore",
    "/guide test what is the cat tax",
]


@pytest.mark.parametrize("text", EVERYTHING)
async def test_nobody_without_permission_gets_in(member: Member, store: SqlStore, text: str) -> None:
    reply = await member.says(text, ANSWER)

    assert reply.body == "Only moderators can do this."
    assert (reply.form, reply.file, reply.picture, reply.choices) == (None, None, None, ())
    assert await store.kept(member.community) == await store.kept("nobody's")
    assert await store.acts(member.community, 10) == []


@pytest.mark.parametrize("text", EVERYTHING)
async def test_a_moderator_is_one_in_a_community_only(guide: Guide, text: str) -> None:
    reply = await guide.reply(Message(text, person="discord:7", moderator=True))

    assert "server or the group" in reply.body


async def test_a_moderator_of_another_community_sees_nothing_of_ours(moderator: Member, stranger: Member) -> None:
    name = await published(moderator)
    await moderator.says("/guide set welcome_text Hello to our secret garden")
    await moderator.says("/pass_on how warm is the sea in june")

    for text in (
        "/guide answers",
        f"/guide answer {name}",
        f"/guide answer {name} earlier",
        "/guide settings",
        "/guide gaps",
        "/guide gap 1",
        "/guide stats",
        "/guide log",
        f"/topic {name}",
        "/topics own",
        "/ask where can i read the server rules",
        "/guide test where can i read the server rules",
    ):
        reply = await stranger.says(text)
        said = f"{reply.title} {reply.body} {[choice.label for choice in reply.choices]}"
        assert "pinned" not in said
        assert "secret" not in said
        assert "sea in june" not in said
        assert "rules of this server" not in said


async def test_a_moderator_of_another_community_changes_nothing_of_ours(
    moderator: Member, stranger: Member, store: SqlStore
) -> None:
    name = await published(moderator)
    await moderator.says("/pass_on how warm is the sea in june")
    (gap,) = await store.gaps(moderator.community)
    before = await store.kept(moderator.community)
    version = before.answers[name].version

    for text in (
        f"/guide answer {name} remove {version}",
        f"/guide answer {name} offline {version}",
        f"/guide gap {gap.number} ignore",
        f"/guide gap {gap.number} to cat-tax",
        "/guide set listen never",
        "/guide hide cat-tax",
    ):
        await stranger.says(text)
    await stranger.says(f"/guide save {name} {version}", ANSWER)

    assert await store.kept(moderator.community) == before
    assert await store.gaps(moderator.community) == [gap]


async def test_help_names_the_command_only_to_moderators(moderator: Member, member: Member) -> None:
    assert "/guide" in (await moderator.says("/help")).body
    assert "/guide" not in (await member.says("/help")).body
