"""Who may: asked for every command, button, select and form; nobody gets in, and nobody into another server."""

from __future__ import annotations

from typing import Any

import pytest

from bot.core.guide import Guide
from bot.discord.guide_menu import SUBS, Sub
from tests.platforms.discord import payloads
from tests.platforms.discord.calls import COMPONENT, EPHEMERAL, SUBMIT, Call, pressable
from tests.platforms.discord.moderators import (
    MEMBER,
    RULES,
    STRANGER,
    US,
    form_of,
    passed_on,
    pressed,
    published,
    set_to,
    text,
)
from tests.platforms.discord.server import DiscordServer

pytestmark = pytest.mark.usefixtures("bot")

OURS = f"discord:{payloads.GUILD}"
THEIRS = f"discord:{payloads.OTHER_GUILD}"
NO = "Only moderators can do this."
SAID: dict[str, dict[str, str]] = {
    "id": {"id": "cat-tax"},
    "question": {"question": "what is the cat tax"},
    "setting": {"name": "listen", "value": "never"},
}
TOKENS = [
    "/guide",
    "/guide settings",
    "/guide set listen never",
    "/guide answers",
    "/guide answer new",
    "/guide answer {id}",
    "/guide answer {id} edit",
    "/guide answer {id} earlier",
    "/guide answer {id} offline {version}",
    "/guide answer {id} remove {version}",
    "/guide hide cat-tax",
    "/guide gaps",
    "/guide gap {gap} ignore",
    "/guide gap {gap} to cat-tax",
    "/guide stats",
    "/guide log",
    "/guide export",
]


async def replayed(discord: DiscordServer, custom_id: str, /, *, select: str = "", **who: Any) -> Call:
    """Somebody sends what a button or a select of ours would send, without ever having been shown it."""
    data: dict[str, Any] = {"component_type": 3 if select else 2, "custom_id": custom_id}
    part: dict[str, Any] = {"type": data["component_type"], "custom_id": custom_id}
    if select:
        data["values"] = [select]
        part |= {"options": [{"label": "x", "value": select}], "min_values": 1, "max_values": 1}
    else:
        part |= {"style": 2, "label": "x"}
    row = {"type": 1, "components": [part]}
    card = payloads.message("", author=payloads.BOT, server=None, flags=EPHEMERAL, components=[row])
    return await (await discord.interact(COMPONENT, data, source=card, **who)).acknowledged()


async def sent_form(discord: DiscordServer, token: str, fields: dict[str, str], /, **who: Any) -> Call:
    """Somebody sends a form of ours."""
    parts = [{"type": 18, "component": {"type": 4, "custom_id": k, "value": v}} for k, v in fields.items()]
    return await (
        await discord.interact(SUBMIT, {"custom_id": f"form:en:{token}", "components": parts}, **who)
    ).answered()


async def decided(guide: Guide) -> object:
    """All that was decided in our server."""
    kept = await guide._store.kept(OURS)  # what a moderator sees, all of it
    return kept, await guide._store.gaps(OURS), await guide._store.acts(OURS, 100)


@pytest.fixture
async def tokens(server: DiscordServer, guide: Guide) -> list[str]:
    """Whatever our buttons say, with an answer and a gap of ours in them."""
    await published(server)
    await passed_on(server, "how warm is the sea in june")
    ((name, answer),) = (await guide._store.kept(OURS)).answers.items()
    (gap,) = await guide._store.gaps(OURS)
    return [each.format(id=name, version=answer.version, gap=gap.number) for each in TOKENS]


@pytest.mark.parametrize("sub", SUBS, ids=lambda sub: sub.name)
async def test_no_command_is_run_for_somebody_without_permission(server: DiscordServer, guide: Guide, sub: Sub) -> None:
    before = await decided(guide)
    file = server.upload("community.zip", b"PK") if sub.takes == "file" else None
    call = await (await server.guide(sub.name, file=file, where=MEMBER, **SAID.get(sub.takes, {}))).answered()
    assert NO in text(call)
    assert not (call.shown or {}).get("attachments")
    assert pressable(call.shown or {}) == {}
    assert await decided(guide) == before


async def test_no_button_and_no_select_does_anything_for_somebody_without_permission(
    server: DiscordServer, guide: Guide, tokens: list[str]
) -> None:
    before = await decided(guide)
    for token in tokens:
        for call in (
            await replayed(server, f"go:en:{token}", **MEMBER),
            await replayed(server, f"fill:en:{token}", **MEMBER),
            await replayed(server, "pick:en:0", select=token, **MEMBER),
        ):
            assert NO in text(call), token
            assert RULES not in str(call.shown), token
    assert await decided(guide) == before


async def test_no_form_is_taken_from_somebody_without_permission(
    server: DiscordServer, guide: Guide, tokens: list[str]
) -> None:
    before = await decided(guide)
    for token, fields in {
        "/guide set welcome_text": {"value": "Hello"},
        "/guide save new 0": {"title": "T", "answer": "A", "questions": "q one"},
        "/guide import": {"id": "x", "yaml": "title: {en: T}"},
        "/guide test": {"question": "cat tax"},
    }.items():
        assert NO in text(await sent_form(server, token, fields, **MEMBER))
    assert await decided(guide) == before


async def test_nothing_of_ours_is_shown_to_or_changed_by_a_moderator_of_another_server(
    server: DiscordServer, guide: Guide, tokens: list[str]
) -> None:
    before = await decided(guide)
    for token in tokens:
        call = await replayed(server, f"go:en:{token}", **STRANGER)
        assert RULES not in str(call.acks), token
        assert "sea in june" not in str(call.acks), token
    await sent_form(server, "/guide save where-rules-server 1", {"title": "T", "answer": "A"}, **STRANGER)
    await sent_form(server, "/guide set welcome_text", {"value": "Taken over"}, **STRANGER)
    assert await decided(guide) == before


async def test_what_a_moderator_wrote_into_a_form_is_opened_to_nobody_else(server: DiscordServer) -> None:
    form = await form_of(await server.guide("new", where=US))
    wrong = await (await server.submit(form, US, title="x", answer="Ours.", questions="x", review_by="soon")).answered()
    custom_id = wrong.press("An answer")
    assert NO in text(await replayed(server, custom_id, **MEMBER))
    assert "no longer remember" in text(await replayed(server, custom_id, **STRANGER))


async def test_who_is_no_moderator_any_more_is_none_at_once(server: DiscordServer) -> None:
    card = await (await server.guide("overview", where=US)).answered()
    call = await pressed(server, card, "Settings", person=US["person"])
    assert NO in text(call)


async def test_who_may_manage_messages_in_one_channel_only_decides_nothing_for_all(server: DiscordServer) -> None:
    there = {"person": payloads.ADA, "permissions": payloads.WRITE | payloads.MANAGE_MESSAGES}
    assert NO in text(await (await server.guide("settings", where=there)).answered())


async def test_who_may_manage_messages_everywhere_is_a_moderator(server: DiscordServer) -> None:
    role = {**server.guilds[0]["roles"][1], "permissions": str(payloads.MANAGE_MESSAGES)}
    await server.dispatch("GUILD_ROLE_UPDATE", {"guild_id": str(payloads.GUILD), "role": role})
    call = await (await server.guide("settings", where=MEMBER | {"roles": (payloads.HELPERS,)})).answered()
    assert "`listen`" in text(call)


async def test_a_role_that_counts_opens_the_desk_in_its_own_server_only(server: DiscordServer) -> None:
    helper = MEMBER | {"roles": (payloads.HELPERS,)}
    assert NO in text(await (await server.guide("settings", where=helper)).answered())
    await set_to(server, "moderator_roles", f"<@&{payloads.HELPERS}>")
    assert "`listen`" in text(await (await server.guide("settings", where=helper)).answered())
    there = helper | {"server": payloads.OTHER_GUILD, "place": payloads.OTHER_CHANNEL}
    assert NO in text(await (await server.guide("settings", where=there)).answered())


async def test_everyone_is_no_role_that_counts(server: DiscordServer) -> None:
    await set_to(server, "moderator_roles", str(payloads.GUILD))
    assert NO in text(await (await server.guide("settings", where=MEMBER)).answered())


async def test_in_a_direct_message_nobody_is_a_moderator(server: DiscordServer) -> None:
    call = await replayed(server, "go:en:/guide settings", person=US["person"], server=None)
    assert "server or the group" in text(call)


async def test_help_names_the_command_only_to_moderators(server: DiscordServer) -> None:
    for who, named in ((US, True), (MEMBER, False)):
        call = await (await server.command("help", **who)).answered()
        assert ("/guide" in text(call)) is named
