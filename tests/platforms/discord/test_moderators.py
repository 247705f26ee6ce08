"""A moderator walks through everything, in Discord."""

from __future__ import annotations

import io
import zipfile

import pytest

from bot.discord import desk
from bot.discord.service import DiscordService
from tests.platforms.discord import payloads
from tests.platforms.discord.calls import DEFERRED, FORM, MESSAGE, UPDATE, pressable, until
from tests.platforms.discord.conftest import Start
from tests.platforms.discord.moderators import (
    ANSWER,
    COLLEAGUE,
    MEMBER,
    RULES,
    STRANGER,
    US,
    drafted,
    form_of,
    passed_on,
    pressed,
    published,
    set_to,
    text,
)
from tests.platforms.discord.server import DiscordServer

pytestmark = pytest.mark.usefixtures("bot")

CAT = "What is the cat tax?"
VAIN = "how warm is the sea in june"


async def asked(server: DiscordServer, question: str) -> str:
    """The title of the answer that a member gets."""
    return str((await (await server.command("ask", question, **MEMBER)).answered()).embed["title"])


class TestOverview:
    """The way in."""

    async def test_everything_is_a_button_and_only_the_moderator_sees_it(self, server: DiscordServer) -> None:
        call = await (await server.guide("overview", where=US)).answered()
        assert {"Settings", "Own answers", "New answer", "Asked in vain", "Figures"} <= pressable(
            call.shown or {}
        ).keys()
        assert call.is_hidden

    async def test_what_is_pressed_takes_the_place_of_the_card(self, server: DiscordServer) -> None:
        call = await (await server.guide("overview", where=US)).answered()
        for label in ("Settings", "Overview", "Own answers", "Overview", "Who did what", "Overview", "Due for a check"):
            call = await pressed(server, call, label)
            assert call.acks[0]["type"] == UPDATE, label

    async def test_a_mention_in_public_is_answered_by_a_button_to_press_in_private(self, server: DiscordServer) -> None:
        me = payloads.user(payloads.BOT, bot=True)
        await server.write(payloads.message(f"<@{payloads.BOT}> /guide answers", mentions=[me]))
        await until(lambda: server.posted)
        assert server.posted[-1]["embeds"][0].get("description", "") == ""
        call = await (await server.press(server.posted[-1], "For moderators", **US)).answered()
        assert "Own answers" in text(call)
        assert call.is_hidden


class TestSettings:
    """Read and changed."""

    async def test_a_setting_with_few_values_is_changed_by_buttons(self, server: DiscordServer) -> None:
        call = await (await server.guide("settings", where=US)).answered()
        call = await pressed(server, call, "listen")
        call = await pressed(server, call, "sure")
        assert "`listen` is now **sure**" in text(call)

    async def test_a_text_is_changed_in_a_form_that_holds_it(self, server: DiscordServer) -> None:
        await set_to(server, "welcome_text", "Be kind.")
        card = await (await server.guide("set", name="welcome_text", where=US)).answered()
        form = await form_of(await server.press(card.shown or {}, "Setting: welcome_text", **US))
        assert form.data["components"][0]["component"]["value"] == "Be kind."
        done = await (await server.submit(form, US, value="Be kinder.")).answered()
        assert "is now **Be kinder.**" in text(done)
        assert done.acks[0]["type"] == UPDATE

    @pytest.mark.parametrize(
        ("name", "kind", "chosen"), [("speak_in", 8, payloads.CHANNEL), ("moderator_roles", 6, payloads.HELPERS)]
    )
    async def test_channels_and_roles_are_chosen_from_a_list(
        self, server: DiscordServer, name: str, kind: int, chosen: int
    ) -> None:
        for held in ([], [str(chosen)]):
            card = await (await server.guide("set", name=name, where=US)).answered()
            form = await form_of(await server.press(card.shown or {}, f"Setting: {name}", **US))
            (part,) = [label["component"] for label in form.data["components"]]
            assert part["type"] == kind
            assert [str(each["id"]) for each in part.get("default_values", ())] == held
            done = await (await server.submit(form, US, value=[str(chosen)])).answered()
            assert f"`{name}` is now **{chosen}**" in text(done)

    async def test_a_value_that_does_not_fit_is_said(self, server: DiscordServer) -> None:
        assert "does not fit" in text(await set_to(server, "cooldown", "soon"))


class TestAnswers:
    """Own answers, from the first form to the last deletion."""

    async def test_a_new_answer_is_written_previewed_published_and_found(self, server: DiscordServer) -> None:
        draft = await drafted(server)
        assert draft.embed["title"] == RULES
        assert "They are pinned in **#rules**." in text(draft)
        assert "Draft, only moderators see it" in text(draft)
        assert await asked(server, "where can i read the server rules") != RULES
        await pressed(server, draft, "Publish")
        assert await asked(server, "where can i read the server rules") == RULES

    async def test_the_preview_names_its_author_as_a_person(self, server: DiscordServer) -> None:
        assert f"<@{US['person']}>" in text(await drafted(server))

    async def test_an_answer_is_edited_in_a_form_that_holds_it(self, server: DiscordServer) -> None:
        card = await published(server)
        form = await form_of(await server.press(card.shown or {}, "Edit", **US))
        held = {label["component"]["custom_id"]: label["component"].get("value") for label in form.data["components"]}
        assert held["title"] == RULES
        card = await (await server.submit(form, US, answer="They are on the wall.")).answered()
        await pressed(server, card, "Publish")
        call = await (await server.command("ask", "where can i read the server rules", **MEMBER)).answered()
        assert "on the wall" in text(call)

    async def test_what_is_not_sound_is_said_and_can_be_mended_where_it_was_left(self, server: DiscordServer) -> None:
        form = await form_of(await server.guide("new", where=US))
        wrong = await (
            await server.submit(form, US, title=RULES, answer="Pinned.", questions="rules please", review_by="soon")
        ).answered()
        assert "not saved yet" in text(wrong)
        again = await form_of(await server.press(wrong.shown or {}, "An answer", **US))
        held = {label["component"]["custom_id"]: label["component"].get("value") for label in again.data["components"]}
        assert held["answer"] == "Pinned."
        mended = await (
            await server.submit(again, US, questions="where can i read the server rules", review_by="")
        ).answered()
        assert "Saved as a draft" in text(mended)

    async def test_a_form_that_was_forgotten_is_said(
        self, server: DiscordServer, bot: DiscordService, start: Start
    ) -> None:
        form = await form_of(await server.guide("new", where=US))
        wrong = await (await server.submit(form, US, title="x", answer="x", questions="x", review_by="soon")).answered()
        await bot.stop()
        await start()
        call = await pressed(server, wrong, "An answer")
        assert "no longer remember" in text(call)

    async def test_a_form_that_was_open_at_a_restart_is_kept(
        self, server: DiscordServer, bot: DiscordService, start: Start
    ) -> None:
        form = await form_of(await server.guide("new", where=US))
        await bot.stop()
        await start()
        card = await (
            await server.submit(form, US, title=RULES, answer="Pinned.", questions="where can i read the server rules")
        ).answered()
        assert "Saved as a draft" in text(card)

    async def test_two_moderators_at_once_lose_nothing(self, server: DiscordServer) -> None:
        card = await published(server)
        mine = await form_of(await server.press(card.shown or {}, "Edit", **US))
        theirs = await form_of(await server.press(card.shown or {}, "Edit", **COLLEAGUE))
        await (await server.submit(theirs, COLLEAGUE, answer="Theirs.")).answered()
        late = await (await server.submit(mine, US, answer="Mine.")).answered()
        assert "Somebody saved before you" in text(late)
        assert f"<@{COLLEAGUE['person']}>" in text(late)
        assert "Theirs." in text(late)
        taken = await pressed(server, late, "Use mine instead")
        assert "Mine." in text(taken)
        earlier = await pressed(server, taken, "Earlier texts")
        assert "Theirs." in text(earlier)

    async def test_an_answer_is_taken_offline_and_deleted(self, server: DiscordServer) -> None:
        card = await pressed(server, await published(server), "Take offline")
        assert await asked(server, "where can i read the server rules") != RULES
        await pressed(server, card, "Delete")
        call = await (await server.guide("answers", where=US)).answered()
        assert "none yet" in text(call)

    async def test_own_answers_are_listed_and_chosen(self, server: DiscordServer) -> None:
        await published(server)
        call = await (await server.guide("answers", where=US)).answered()
        assert RULES in text(await pressed(server, call, f"✓ {RULES}"))

    async def test_ids_are_suggested_own_answers_among_them(self, server: DiscordServer) -> None:
        await published(server)
        call = await (await server.type_id("answer", "where are the rules", **US)).acknowledged()
        choice = call.data["choices"][0]
        assert choice["name"] == RULES
        shown = await (await server.guide("answer", id=choice["value"], where=US)).answered()
        assert "Published" in text(shown)

    async def test_own_answers_are_suggested_to_members_while_they_type(self, server: DiscordServer) -> None:
        await published(server)
        here = await (await server.type_in("ask", "where are the rules")).acknowledged()
        assert here.data["choices"][0]["name"] == RULES

    async def test_a_shipped_topic_is_hidden_and_shown_again(self, server: DiscordServer) -> None:
        await (await server.guide("hide", id="cat-tax", where=US)).answered()
        assert await asked(server, "what is the cat tax") != CAT
        await (await server.guide("show", id="cat-tax", where=US)).answered()
        assert await asked(server, "what is the cat tax") == CAT

    async def test_a_shipped_topic_is_replaced(self, server: DiscordServer) -> None:
        card = await (await server.guide("answer", id="cat-tax", where=US)).answered()
        form = await form_of(await server.press(card.shown or {}, "Replace by your own", **US))
        card = await (await server.submit(form, US, answer="Here it is a picture of a dog.")).answered()
        await pressed(server, card, "Publish")
        call = await (await server.command("ask", "what is the cat tax", **MEMBER)).answered()
        assert "a picture of a dog" in text(call)

    async def test_a_question_is_tested_with_scores(self, server: DiscordServer) -> None:
        call = await (await server.guide("test", question="what is the cat tax", where=US)).answered()
        assert "Answered" in text(call)
        assert "Confidence" in text(call)

    async def test_a_question_to_test_is_asked_for(self, server: DiscordServer) -> None:
        card = await (await server.guide("test", where=US)).answered()
        form = await form_of(await server.press(card.shown or {}, "Test", **US))
        assert "Confidence" in text(await (await server.submit(form, US, question="cat tax")).answered())


class TestGaps:
    """What was asked in vain."""

    async def test_a_question_that_was_passed_on_becomes_a_wording_by_one_tap(self, server: DiscordServer) -> None:
        await passed_on(server, VAIN)
        call = await (await server.guide("gaps", where=US)).answered()
        gap = await pressed(server, call, f"2 × {VAIN}")
        nearest = next(label for label in pressable(gap.shown or {}) if label.startswith("Belongs to: "))
        await pressed(server, gap, nearest)
        assert await asked(server, VAIN) == nearest.removeprefix("Belongs to: ")

    async def test_it_becomes_a_new_answer(self, server: DiscordServer) -> None:
        await passed_on(server, VAIN)
        call = await (await server.guide("gaps", where=US)).answered()
        gap = await pressed(server, call, f"2 × {VAIN}")
        form = await form_of(await server.press(gap.shown or {}, "Write an answer", **US))
        card = await (await server.submit(form, US, title="How warm is the sea?", answer="Warm.")).answered()
        await pressed(server, card, "Publish")
        assert await asked(server, VAIN) == "How warm is the sea?"

    async def test_it_is_ignored(self, server: DiscordServer) -> None:
        await passed_on(server, VAIN)
        call = await (await server.guide("gaps", where=US)).answered()
        await pressed(server, await pressed(server, call, f"2 × {VAIN}"), "Ignore")
        call = await (await server.guide("gaps", where=US)).answered()
        assert VAIN not in str(call.shown)

    async def test_none_of_these_can_be_passed_on_too(self, server: DiscordServer) -> None:
        call = await (await server.command("ask", "apple or brick", **MEMBER)).answered()
        none = await pressed(server, call, "None of these", **MEMBER)
        assert "not who asked it" in text(await pressed(server, none, "Pass it on", **MEMBER))

    async def test_in_a_direct_message_nobody_would_read_it(self, server: DiscordServer) -> None:
        call = await (await server.command("ask", VAIN, server=None)).answered()
        assert "Pass it on" not in pressable(call.shown or {})


class TestOpinions:
    """Under every answer in a server."""

    async def test_they_stand_in_the_last_row_beside_show_everyone(self, server: DiscordServer) -> None:
        call = await (await server.command("ask", "what is the cat tax", **MEMBER)).answered()
        last = [part["label"] for part in (call.shown or {})["components"][-1]["components"]]
        assert last == ["Helpful", "Not helpful", "Wrong or outdated", "Show everyone"]

    async def test_they_are_counted_for_moderators(self, server: DiscordServer) -> None:
        call = await (await server.command("ask", "what is the cat tax", **MEMBER)).answered()
        for person, label in enumerate(("Helpful", "Not helpful", "Wrong or outdated"), start=9_200):
            thanks = await pressed(server, call, label, person=person)
            assert thanks.is_hidden
            assert thanks.acks[0]["type"] == MESSAGE
        stats = await (await server.guide("stats", where=US)).answered()
        assert "**33 %** found the answer helpful (1 of 3); “wrong or outdated”: 1" in text(stats)

    async def test_a_direct_message_has_none(self, server: DiscordServer) -> None:
        call = await (await server.command("ask", "what is the cat tax", server=None)).answered()
        assert "Helpful" not in pressable(call.shown or {})


class TestInsight:
    """Figures, the record, export and import."""

    async def test_figures_come_with_a_picture_that_says_what_it_shows(self, server: DiscordServer) -> None:
        await asked(server, "what is the cat tax")
        call = await (await server.guide("stats", where=US)).answered()
        (picture,) = (call.shown or {})["attachments"]
        assert call.embed["image"]["url"] == f"attachment://{picture['filename']}"
        assert picture["description"].startswith("Questions in each of the last")
        assert server.files[picture["url"].rsplit("/", 1)[1]].startswith(b"\x89PNG")

    async def test_the_picture_goes_when_another_card_takes_its_place(self, server: DiscordServer) -> None:
        await asked(server, "what is the cat tax")
        call = await (await server.guide("overview", where=US)).answered()
        call = await pressed(server, call, "Figures")
        assert (call.shown or {})["attachments"]
        call = await pressed(server, call, "Overview")
        assert (call.shown or {})["attachments"] == []

    async def test_the_record_says_who_did_what(self, server: DiscordServer) -> None:
        await set_to(server, "cooldown", "5")
        call = await (await server.guide("log", where=US)).answered()
        assert f"<@{US['person']}>: changed a setting cooldown: 5" in text(call)

    async def test_what_is_exported_can_be_imported_elsewhere(self, server: DiscordServer) -> None:
        await published(server)
        call = await (await server.guide("export", where=US)).answered()
        (told,) = (call.shown or {})["attachments"]
        archive = server.files[told["url"].rsplit("/", 1)[1]]
        assert any(name.startswith("topics/") for name in zipfile.ZipFile(io.BytesIO(archive)).namelist())
        assert call.is_hidden

        sent = server.upload("community.zip", archive)
        call = await (await server.guide("import", file=sent, where=STRANGER)).answered()
        assert "1" in text(call)
        assert call.acks[0]["type"] == DEFERRED
        there = await (await server.command("ask", "where can i read the server rules", **STRANGER)).answered()
        assert there.embed["title"] == RULES

    async def test_an_answer_is_imported_from_a_form(self, server: DiscordServer) -> None:
        card = await (await server.guide("import", where=US)).answered()
        form = await form_of(await server.press(card.shown or {}, "Import", **US))
        yaml = "title: {en: Where do we meet?}\nanswer: {en: At the gate.}\nquestions: {en: [where do we meet]}\n"
        yaml += "sources: [general-knowledge]\nas_of: 2026-05\nreview_by: 2027-05-20\n"
        call = await (await server.submit(form, US, id="where-we-meet", yaml=yaml)).answered()
        assert "Imported" in text(call)
        assert await asked(server, "where do we meet") == "Where do we meet?"


async def test_whoever_waits_for_a_form_too_long_gets_a_button_for_it(
    server: DiscordServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(desk, "takes_form", lambda _: False)
    card = await (await server.guide("new", where=US)).answered()
    form = await (await server.press(card.shown or {}, "An answer", **US)).acknowledged()
    assert form.acks[0]["type"] == FORM


async def test_what_is_wrong_with_a_form_is_said_in_the_reader_s_language(server: DiscordServer) -> None:
    form = await form_of(await server.guide("new", where=US | {"locale": "zh-CN"}))
    call = await (await server.submit(form, US | {"locale": "zh-CN"}, **(ANSWER | {"review_by": "soon"}))).answered()
    assert "要写完整的日期" in text(call)
