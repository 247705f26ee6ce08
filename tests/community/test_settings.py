"""Settings: read, changed, refused, obeyed."""

from __future__ import annotations

import dataclasses
import io
import zipfile
from pathlib import Path

import pytest

from bot.core.community.model import Act
from bot.core.community.settings import KEYS, Settings
from bot.core.guide import Guide
from bot.core.matching.knowledge_base import Knowledge
from bot.core.message import Message
from bot.core.ports import Translated
from bot.storage.engine import file_url
from bot.storage.store import SqlStore
from tests.community.conftest import Days
from tests.community.rooms import Member


async def test_every_setting_is_listed_with_its_value_and_what_it_is_for(moderator: Member) -> None:
    reply = await moderator.says("/guide settings")

    lines = reply.body.splitlines()
    for key in KEYS:
        assert any(f"`{key}`" in line and len(line) > 30 for line in lines)
        assert f"/guide set {key}" in [choice.token for choice in reply.choices]


async def test_without_a_choice_every_setting_has_its_default(guide: Guide) -> None:
    assert await guide.settings_of("discord:100") == Settings()


@pytest.mark.parametrize(
    ("key", "written", "value"),
    [
        ("language", "zh-Hans", "zh-Hans"),
        ("speak_in", "<#12>, 34", ("12", "34")),
        ("listen", "never", "never"),
        ("private_answers", "yes", "private"),
        ("private_answers", "off", "public"),
        ("private_answers", "public", "public"),
        ("private_answers", "default", "default"),
        ("welcome", "Yes", "on"),
        ("welcome", "no", "off"),
        ("welcome", "default", "default"),
        ("welcome_text", "Hello, you!", "Hello, you!"),
        ("cooldown", "30", 30),
        ("commands_off", "/slang translate", ("slang", "translate")),
        ("topics_off", "cat-tax", ("cat-tax",)),
        ("moderator_roles", "<@&99>", ("99",)),
        ("translation", "off", False),
        ("translation_quota", "10", 10),
        ("collect_gaps", "on", True),
        ("gaps_from", "5", 5),
    ],
)
async def test_a_setting_is_changed_and_outlives_the_reply(
    guide: Guide, moderator: Member, key: str, written: str, value: object
) -> None:
    reply = await moderator.says(f"/guide set {key} {written}")

    assert f"`{key}` is now" in reply.body
    assert getattr(await guide.settings_of(moderator.community), key) == value


@pytest.mark.parametrize(
    "text",
    [
        "listen loudly",
        "cooldown soon",
        "cooldown -1",
        "cooldown 999999",
        "speak_in a/b",
        "commands_off privacy",
        "commands_off dance",
        "topics_off no-such-topic",
        "private_answers perhaps",
        "colour red",
        "gaps_from 0",
    ],
)
async def test_what_a_setting_cannot_be_is_refused_and_said(guide: Guide, moderator: Member, text: str) -> None:
    reply = await moderator.says(f"/guide set {text}")

    assert "does not fit" in reply.body
    assert await guide.settings_of(moderator.community) == Settings()


async def test_a_setting_with_few_values_has_a_button_for_each(moderator: Member) -> None:
    await moderator.says("/guide set listen")
    await moderator.presses("sure")

    assert (await moderator.guide.settings_of(moderator.community)).listen == "sure"


async def test_another_setting_has_a_form_with_the_value_it_has(moderator: Member) -> None:
    await moderator.says("/guide set welcome_text Be kind.")
    reply = await moderator.says("/guide set welcome_text")
    assert reply.form
    assert reply.form.fields[0].value == "Be kind."

    await moderator.fills_in(value="")

    assert (await moderator.guide.settings_of(moderator.community)).welcome_text == ""


async def test_a_command_that_is_off_says_so(moderator: Member, member: Member) -> None:
    await moderator.says("/guide set commands_off slang")

    assert "switched this off" in (await member.says("/slang yyds")).body
    assert "/slang" not in (await member.says("/help")).body


async def test_a_hidden_topic_is_not_found_nor_shelved(moderator: Member, member: Member) -> None:
    await moderator.says("/guide answer cat-tax")
    await moderator.presses("Hide")

    assert (await member.says("what is the cat tax")).title != "What is the cat tax?"
    await member.says("/topics culture")
    assert "What is the cat tax?" not in member.labels()

    await moderator.says("/guide answer cat-tax")
    await moderator.presses("Show again")
    assert (await member.says("what is the cat tax")).title == "What is the cat tax?"


async def test_the_language_of_the_community_is_used_where_nobody_chose(moderator: Member, member: Member) -> None:
    await moderator.says("/guide set language zh-Hant")

    assert (await member.says("momo")).language == "zh-Hant"


async def test_a_setting_that_this_version_does_not_know_is_left_alone(guide: Guide, store: SqlStore) -> None:
    await store.keep_setting("discord:100", "from_the_future", "1", Act("discord:7", "set"))
    await store.keep_setting("discord:100", "cooldown", "a while", Act("discord:7", "set"))

    assert await guide.settings_of("discord:100") == Settings()


@pytest.mark.parametrize(
    ("key", "kept", "value"),
    [
        ("private_answers", "yes", "private"),
        ("private_answers", "on", "private"),
        ("private_answers", "Off", "default"),
        ("private_answers", "no", "default"),
        ("welcome", "true", "on"),
        ("welcome", "on", "on"),
        ("welcome", "off", "off"),
    ],
)
async def test_what_was_kept_when_there_was_only_yes_and_no_still_holds(
    guide: Guide, store: SqlStore, key: str, kept: str, value: str
) -> None:
    await store.keep_setting("discord:100", key, kept, Act("discord:7", "set"))

    assert getattr(await guide.settings_of("discord:100"), key) == value


@pytest.mark.parametrize(
    ("key", "values"), [("private_answers", ["default", "private", "public"]), ("welcome", ["default", "on", "off"])]
)
async def test_all_three_values_have_a_button_and_are_explained(moderator: Member, key: str, values: list[str]) -> None:
    reply = await moderator.says(f"/guide set {key}")

    assert moderator.labels()[:3] == values
    assert all(f"{value} (" in reply.body or f"{value}." in reply.body or f"{value}," in reply.body for value in values)


async def test_a_value_stands_in_the_export_as_it_was_chosen(moderator: Member) -> None:
    await moderator.says("/guide set private_answers no")
    file = (await moderator.says("/guide export")).file
    assert file
    with zipfile.ZipFile(io.BytesIO(file.data)) as archive:
        assert archive.read("settings.yaml").decode() == "private_answers: public\n"


async def test_another_process_sees_a_change(
    guide: Guide, moderator: Member, file: Path, knowledge: Knowledge, days: Days
) -> None:
    other = await SqlStore.open(file_url(file), days.now)
    elsewhere = Guide(knowledge, other, days)
    await moderator.says("/guide set cooldown 5")
    assert (await elsewhere.settings_of(moderator.community)).cooldown == 5

    await moderator.says("/guide set cooldown 6")
    other._versions.expire(time=1e18)  # what happens within three seconds by itself
    assert (await elsewhere.settings_of(moderator.community)).cooldown == 6
    await other.close()


async def test_translations_of_a_community_are_counted(
    moderator: Member, knowledge: Knowledge, store: SqlStore, days: Days
) -> None:
    class Echo:
        engines = ("Echo",)

        async def translate(
            self, text: str, source: str, target: str, person: str = "", conversation: str = ""
        ) -> Translated:
            return Translated(f"<{text}>", source, "Echo")

    guide = Guide(knowledge, store, days, translator=Echo())
    await moderator.says("/guide set translation_quota 1")
    line = Message("/translate 今天天气真好啊", community=moderator.community, community_language="en")

    assert "Echo" in str((await guide.reply(line)).footers)
    assert "used up" in (await guide.reply(line)).body
    await moderator.says("/guide set translation off")
    assert "no machine translation" in (await guide.reply(line)).body


async def test_who_switches_on_what_has_no_effect_is_told_so(guide: Guide, moderator: Member) -> None:
    message = moderator._message("/guide set listen sure", None, None)

    deaf = await guide.reply(dataclasses.replace(message, hears=False))
    assert "has no effect yet" in deaf.body
    assert "discord.listen_in" in deaf.body.replace("\\", "")
    assert "has no effect" not in (await guide.reply(message)).body
    other = dataclasses.replace(message, text="/guide set listen never", hears=False)
    assert "has no effect" not in (await guide.reply(other)).body
