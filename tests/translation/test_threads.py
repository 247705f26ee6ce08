"""Many calls at once, and calls that hang."""

from __future__ import annotations

import asyncio
import sys

import pytest

from bot.config import EngineName
from bot.translation.cache import NoCache
from bot.translation.chain import Chain
from bot.translation.guarded import GuardedEngine
from bot.translation.quota import Quota
from tests.translation.conftest import PATIENCE, Engines, until
from tests.translation.stand_in import StandIn

ALL: tuple[EngineName, ...] = ("google", "mymemory", "microsoft", "libretranslate", "deepl")

HANGS_AND_ENDS = """
import asyncio, sys
from bot.translation.engines import foreign
from bot.translation.engines.deep import Google

foreign.TIMEOUT = (600, 600)

async def main():
    google = Google(sys.argv[1])
    calls = [asyncio.create_task(google.translate(f"hello {n}", "en", "zh-Hans")) for n in range(10)]
    await asyncio.to_thread(sys.stdin.readline)
    for call in calls:
        call.cancel()

asyncio.run(main())
"""


@pytest.mark.parametrize("name", ALL)
async def test_many_calls_at_once_never_mix_up_texts(name: EngineName, engines: Engines) -> None:
    engine = engines.one(name)
    texts = [f"line {number} of somebody" for number in range(200)]

    answers = await asyncio.gather(*(engine.translate(text, "en", "zh-Hant") for text in texts))

    assert [text in answer.text for text, answer in zip(texts, answers, strict=True)] == [True] * 200


async def test_hung_calls_do_not_keep_another_person_from_an_answer(engines: Engines, stand_in: StandIn) -> None:
    stand_in.moods["google"] = "hang"
    google, mymemory = engines.one("google"), engines.one("mymemory")
    hung = [asyncio.create_task(google.translate(f"text {number}", "en", "zh-Hans")) for number in range(10)]
    await until(lambda: stand_in.hanging >= 8)
    chain = Chain([GuardedEngine(google, 0.3), GuardedEngine(mymemory, PATIENCE)], Quota(9, 9), NoCache())

    answer = await chain.translate("hello", "en", "zh-Hans")

    assert answer.engine == "MyMemory"
    assert not any(call.done() for call in hung)
    for call in hung:
        call.cancel()


async def test_a_call_that_nobody_waits_for_is_never_begun(engines: Engines, stand_in: StandIn) -> None:
    stand_in.hangs_at = "hang"
    google = engines.one("google")
    hung = [asyncio.create_task(google.translate(f"hang {number}", "en", "zh-Hans")) for number in range(8)]
    await until(lambda: stand_in.hanging == 8)
    late = asyncio.create_task(google.translate("late", "en", "zh-Hans"))
    await asyncio.sleep(0)
    late.cancel()

    stand_in.release()
    await asyncio.gather(*hung)
    await google.translate("later", "en", "zh-Hans")

    assert "late" not in stand_in.texts("google")


async def test_hung_calls_do_not_keep_the_process_from_ending(stand_in: StandIn) -> None:
    stand_in.moods["google"] = "hang"
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", HANGS_AND_ENDS, f"{stand_in.address}/m", stdin=asyncio.subprocess.PIPE
    )
    await until(lambda: stand_in.hanging >= 8)

    try:
        async with asyncio.timeout(PATIENCE):
            await process.communicate(b"end\n")
    except TimeoutError:
        process.kill()
        await process.wait()

    assert process.returncode == 0
