"""Each engine over real HTTP: what it sends, what it understands, and how it fails."""

from __future__ import annotations

import logging
import traceback

import pytest

from bot.config import EngineName
from bot.translation.engine import Answer, EngineError
from bot.translation.guarded import GuardedEngine
from tests.translation.conftest import Engines
from tests.translation.stand_in import SECRET, TROUBLES, Asked, Mood, StandIn

ALL: tuple[EngineName, ...] = ("google", "mymemory", "microsoft", "libretranslate", "deepl")
DETECTING: tuple[EngineName, ...] = ("google", "microsoft", "libretranslate", "deepl")

TEXT = "这只猫 & <我>"

OURS = {
    "google": ("zh-CN", "en"),
    "mymemory": ("zh-CN", "en-GB"),
    "microsoft": ("zh-Hans", "en"),
    "libretranslate": ("zh", "en"),
    "deepl": ("ZH", "EN-US"),
}


@pytest.mark.parametrize("name", ALL)
async def test_translates(name: EngineName, engines: Engines) -> None:
    target = OURS[name][1]

    assert await engines.one(name).translate(TEXT, "zh-Hans", "en") == Answer(f"{target} <{TEXT}>", "zh-Hans")


@pytest.mark.parametrize("name", ALL)
async def test_sends_the_codes_of_the_engine(name: EngineName, engines: Engines, stand_in: StandIn) -> None:
    await engines.one(name).translate(TEXT, "zh-Hans", "en")

    assert stand_in.asked == [Asked(name, TEXT, *OURS[name])]


@pytest.mark.parametrize("name", ALL)
async def test_traditional_and_simplified_chinese_are_not_the_same(
    name: EngineName, engines: Engines, stand_in: StandIn
) -> None:
    for target in ("zh-Hans", "zh-Hant"):
        await engines.one(name).translate("a cat", "en", target)

    simplified, traditional = stand_in.asked
    assert simplified.target != traditional.target


@pytest.mark.parametrize("name", DETECTING)
async def test_finds_out_the_language(name: EngineName, engines: Engines) -> None:
    answer = await engines.one(name).translate(TEXT, "", "en")

    assert TEXT in answer.text


@pytest.mark.parametrize("name", ["libretranslate", "deepl"])
async def test_says_which_language_it_found(name: EngineName, engines: Engines) -> None:
    assert (await engines.one(name).translate(TEXT, "", "en")).source == "zh-Hans"


async def test_mymemory_is_not_asked_without_a_language(engines: Engines) -> None:
    assert not engines.one("mymemory").codes.speaks("", "en")


@pytest.mark.parametrize("text", ["。", "OK"])
async def test_what_google_leaves_as_it_is_stays(text: str, engines: Engines, stand_in: StandIn) -> None:
    """The package returns None where the answer is the text and has no letter."""
    stand_in.moods["google"] = "unchanged"

    assert await engines.one("google").translate(text, "zh-Hans", "en") == Answer(text, "zh-Hans")


@pytest.mark.parametrize("mood", TROUBLES)
@pytest.mark.parametrize("name", ALL)
async def test_every_trouble_becomes_one_error_without_text_or_key(
    name: EngineName, mood: Mood, engines: Engines, stand_in: StandIn, caplog: pytest.LogCaptureFixture
) -> None:
    stand_in.moods[name] = mood
    engine = GuardedEngine(engines.one(name), deadline=0.4 if mood == "hang" else 30.0)

    with caplog.at_level(logging.DEBUG), pytest.raises(EngineError) as caught:
        await engine.translate(TEXT, "zh-Hans", "en")

    said = f"{caught.value} {caught.value.detail} {''.join(traceback.format_exception(caught.value))} {caplog.text}"
    assert TEXT not in said
    assert "%E8%BF%99" not in said
    assert SECRET not in said


@pytest.mark.parametrize("name", ALL)
async def test_a_success_logs_nothing_of_a_text(
    name: EngineName, engines: Engines, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        await engines.one(name).translate(TEXT, "zh-Hans", "en")

    assert TEXT not in caplog.text
    assert "%E8%BF%99" not in caplog.text
    assert SECRET not in caplog.text


@pytest.mark.parametrize("name", ALL)
async def test_too_many_requests_are_its_quota(name: EngineName, engines: Engines, stand_in: StandIn) -> None:
    stand_in.moods[name] = "429"

    with pytest.raises(EngineError) as caught:
        await engines.one(name).translate(TEXT, "zh-Hans", "en")

    assert caught.value.reason == "quota"


async def test_a_warning_of_mymemory_is_its_quota(engines: Engines, stand_in: StandIn) -> None:
    stand_in.moods["mymemory"] = "warning"

    with pytest.raises(EngineError) as caught:
        await engines.one("mymemory").translate(TEXT, "zh-Hans", "en")

    assert caught.value.reason == "quota"


@pytest.mark.parametrize("name", ALL)
async def test_a_refused_connection_is_worth_a_second_try(name: EngineName) -> None:
    nowhere = StandIn()
    async with nowhere.serving():
        pass
    engine = nowhere.engine(name)

    with pytest.raises(EngineError) as caught:
        await engine.translate(TEXT, "zh-Hans", "en")
    await engine.close()

    assert caught.value.passing


@pytest.mark.parametrize(("mood", "requests"), [("500", 2), ("429", 1), ("403", 1), ("garbage", 1)])
@pytest.mark.parametrize("name", ALL)
async def test_only_what_passes_is_tried_again(
    name: EngineName, mood: Mood, requests: int, engines: Engines, stand_in: StandIn
) -> None:
    stand_in.moods[name] = mood

    with pytest.raises(EngineError):
        await GuardedEngine(engines.one(name), deadline=30.0).translate(TEXT, "zh-Hans", "en")

    assert len(stand_in.asked) == requests
