"""Which engine is asked, when, and for whom."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.core.ports import Translated, TranslationError, Translator
from bot.storage.engine import file_url
from bot.storage.store import SqlStore
from bot.translation.cache import MemoryCache, NoCache
from bot.translation.guarded import FAILURES
from bot.translation.quota import Quota
from tests.translation.conftest import Engines, until
from tests.translation.stand_in import StandIn

TEXT = "这只猫"


async def refusal(chain: Translator, text: str = TEXT, person: str = "", conversation: str = "") -> str:
    """Why a chain does not translate."""
    with pytest.raises(TranslationError) as caught:
        await chain.translate(text, "zh-Hans", "en", person, conversation)
    return caught.value.reason


async def test_the_first_engine_is_asked_first(engines: Engines, stand_in: StandIn) -> None:
    chain = engines.chain("deepl", "google")

    assert await chain.translate(TEXT, "zh-Hans", "en") == Translated(f"EN-US <{TEXT}>", "zh-Hans", "DeepL")
    assert stand_in.texts("google") == []


async def test_the_next_engine_is_asked_where_the_first_fails(engines: Engines, stand_in: StandIn) -> None:
    stand_in.moods["deepl"] = "html"

    assert (await engines.chain("deepl", "google").translate(TEXT, "zh-Hans", "en")).engine == "Google"


async def test_an_engine_that_hangs_is_given_up(engines: Engines, stand_in: StandIn) -> None:
    stand_in.moods["deepl"] = "hang"
    chain = engines.chain("deepl", deadline=0.2)

    assert await refusal(chain) == "unavailable"


async def test_with_every_engine_down_it_is_unavailable(engines: Engines, stand_in: StandIn) -> None:
    stand_in.moods |= {"google": "429", "deepl": "500"}

    assert await refusal(engines.chain("google", "deepl")) == "unavailable"


async def test_an_engine_s_own_quota_is_not_the_person_s(engines: Engines, stand_in: StandIn) -> None:
    stand_in.moods["google"] = "429"

    assert await refusal(engines.chain("google")) == "unavailable"


async def test_with_no_engine_it_is_unavailable(engines: Engines) -> None:
    assert await refusal(engines.chain()) == "unavailable"


async def test_a_language_that_none_speaks_is_sent_nowhere(engines: Engines, stand_in: StandIn) -> None:
    with pytest.raises(TranslationError) as caught:
        await engines.chain("google", "mymemory", "deepl").translate(TEXT, "zh-Hans", "tlh")

    assert caught.value.reason == "unsupported"
    assert stand_in.asked == []


async def test_an_engine_that_does_not_speak_the_language_is_passed_over(engines: Engines, stand_in: StandIn) -> None:
    answer = await engines.chain("mymemory", "libretranslate").translate(TEXT, "", "en")

    assert answer == Translated(f"en <{TEXT}>", "zh-Hans", "LibreTranslate")
    assert stand_in.texts("mymemory") == []


@pytest.mark.parametrize("text", ["", "  ", "!!!", "🙂", "。。。"])
async def test_without_a_letter_nothing_is_sent(text: str, engines: Engines, stand_in: StandIn) -> None:
    assert await engines.chain("google").translate(text, "zh-Hans", "en") == Translated(text, "zh-Hans", "")
    assert stand_in.asked == []


async def test_half_a_character_does_not_break_anything(engines: Engines) -> None:
    assert (await engines.chain("deepl").translate("猫\ud83d", "zh-Hans", "en")).text == "EN-US <猫?>"


async def test_what_was_translated_is_not_sent_again(engines: Engines, stand_in: StandIn) -> None:
    chain = engines.chain("google")

    first = await chain.translate(TEXT, "zh-Hans", "en")

    assert await chain.translate(f" {TEXT}\n", "zh-Hans", "en") == first
    assert stand_in.texts("google") == [TEXT]


async def test_what_a_later_engine_translated_is_not_sent_to_an_earlier_one(
    engines: Engines, stand_in: StandIn
) -> None:
    stand_in.moods["deepl"] = "403"
    chain = engines.chain("deepl", "google")
    first = await chain.translate(TEXT, "zh-Hans", "en")
    stand_in.moods["deepl"] = "well"

    assert await chain.translate(TEXT, "zh-Hans", "en") == first
    assert stand_in.texts("deepl") == [TEXT]


async def test_another_target_is_another_translation(engines: Engines, stand_in: StandIn) -> None:
    chain = engines.chain("deepl")

    hans, hant = [await chain.translate("cat", "en", target) for target in ("zh-Hans", "zh-Hant")]

    assert hans != hant


async def test_what_is_cached_costs_no_quota(engines: Engines) -> None:
    chain = engines.chain("google", quota=Quota(1, 1))

    for _ in range(3):
        await chain.translate(TEXT, "zh-Hans", "en", "discord:1", "discord:2")


async def test_a_person_has_a_quota(engines: Engines, stand_in: StandIn) -> None:
    chain = engines.chain("google", quota=Quota(2, 100))
    for text in ("one", "two"):
        await chain.translate(text, "en", "zh-Hans", "discord:1")

    assert await refusal(chain, person="discord:1") == "quota"
    assert len(stand_in.asked) == 2
    assert (await chain.translate(TEXT, "zh-Hans", "en", "discord:2")).text


async def test_a_conversation_has_a_quota(engines: Engines) -> None:
    chain = engines.chain("google", quota=Quota(100, 2))
    for person in ("discord:1", "discord:2"):
        await chain.translate(person, "en", "zh-Hans", person, "discord:channel")

    assert await refusal(chain, person="discord:3", conversation="discord:channel") == "quota"


async def test_a_refused_conversation_does_not_use_up_the_person_s_quota(engines: Engines) -> None:
    chain = engines.chain("google", quota=Quota(2, 1), cache=NoCache())
    await chain.translate(TEXT, "zh-Hans", "en", "discord:1", "discord:a")
    for _ in range(3):
        assert await refusal(chain, person="discord:1", conversation="discord:a") == "quota"

    assert (await chain.translate(TEXT, "zh-Hans", "en", "discord:1", "discord:b")).text


async def test_an_engine_that_fails_again_and_again_rests(engines: Engines, stand_in: StandIn) -> None:
    stand_in.moods["google"] = "403"
    chain = engines.chain("google")
    for _ in range(FAILURES):
        await refusal(chain)
    stand_in.moods["google"] = "well"

    assert await refusal(chain) == "unavailable"
    assert len(stand_in.asked) == FAILURES


async def test_a_resting_engine_costs_no_quota(engines: Engines, stand_in: StandIn) -> None:
    stand_in.moods["google"] = "403"
    chain = engines.chain("google", quota=Quota(FAILURES, 100))
    for _ in range(FAILURES):
        await refusal(chain, person="discord:1")

    assert await refusal(chain, person="discord:1") == "unavailable"


async def test_after_its_rest_an_engine_is_asked_again(engines: Engines, stand_in: StandIn) -> None:
    stand_in.moods["google"] = "403"
    chain = engines.chain("google", rest_seconds=0.05)
    for _ in range(FAILURES):
        await refusal(chain)
    stand_in.moods["google"] = "well"

    await until(lambda: chain.states()[0].resting_until is None)

    assert (await chain.translate(TEXT, "zh-Hans", "en")).engine == "Google"
    assert chain.states()[0].working


async def test_a_request_that_an_engine_does_not_accept_is_no_reason_to_rest(
    engines: Engines, stand_in: StandIn
) -> None:
    stand_in.moods["deepl"] = "400"
    chain = engines.chain("deepl")
    for _ in range(FAILURES + 1):
        assert await refusal(chain) == "unsupported"

    assert chain.states()[0].resting_until is None


async def test_states_say_who_rests_and_why(engines: Engines, stand_in: StandIn) -> None:
    stand_in.moods["google"] = "403"
    chain = engines.chain("google", "deepl")
    for text in ("a", "b", "c"):
        await chain.translate(text, "en", "zh-Hans")

    google, deepl = chain.states()
    assert google.resting_until
    assert google.trouble == "it refuses us, or our key (HTTP 403)"
    assert deepl.working


async def test_a_probe_tries_every_engine_even_one_that_rests(engines: Engines, stand_in: StandIn) -> None:
    stand_in.moods["google"] = "403"
    chain = engines.chain("google", "deepl")
    for text in ("a", "b", "c"):
        await chain.translate(text, "en", "zh-Hans")
    stand_in.moods |= {"google": "well", "deepl": "500"}

    google, deepl = await chain.probe()

    assert google.working
    assert deepl.trouble == "HTTP 500"


async def test_a_long_text_is_sent_in_sentences_and_comes_back_whole(engines: Engines, stand_in: StandIn) -> None:
    sentences = [f"第{number}句话说的是一只猫和它的很多朋友们。" for number in range(30)]

    answer = await engines.chain("mymemory").translate("".join(sentences), "zh-Hans", "en")

    sent = stand_in.texts("mymemory")
    assert len(sent) > 1
    assert all(text.endswith("。") for text in sent)
    assert answer.text == " ".join(f"en-GB <{text}>" for text in sorted(sent, key="".join(sentences).index))


async def test_a_text_too_long_for_an_engine_goes_to_the_next(engines: Engines, stand_in: StandIn) -> None:
    answer = await engines.chain("mymemory", "deepl").translate("很长" * 2_000, "zh-Hans", "en")

    assert answer.engine == "DeepL"
    assert stand_in.texts("mymemory") == []


async def test_a_text_longer_than_any_message_is_sent_nowhere(engines: Engines, stand_in: StandIn) -> None:
    assert await refusal(engines.chain("deepl"), "很长" * 3_000) == "too long"
    assert stand_in.asked == []


async def test_one_piece_that_fails_fails_the_whole(engines: Engines, stand_in: StandIn) -> None:
    stand_in.hangs_at = "二十"
    text = "".join(f"这里有一句很普通的话。{'二十' if number == 40 else ''}" for number in range(50))

    assert await refusal(engines.chain("mymemory", deadline=0.3), text) == "unavailable"


async def test_what_is_in_the_database_is_not_sent_again_after_a_restart(
    engines: Engines, stand_in: StandIn, tmp_path: Path
) -> None:
    for _ in range(2):
        store = await SqlStore.open(file_url(tmp_path / "guide.db"))
        await engines.chain("google", cache=store.translations(60.0)).translate(TEXT, "zh-Hans", "en")
        await store.close()

    assert stand_in.texts("google") == [TEXT]


async def test_a_cached_translation_expires(engines: Engines, stand_in: StandIn) -> None:
    now = [0.0]
    chain = engines.chain("google", cache=MemoryCache(60.0, lambda: now[0]))
    await chain.translate(TEXT, "zh-Hans", "en")
    now[0] = 61.0

    await chain.translate(TEXT, "zh-Hans", "en")

    assert stand_in.texts("google") == [TEXT, TEXT]
