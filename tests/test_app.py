"""How the parts are put together, and how content is read again."""

from __future__ import annotations

import asyncio
import logging
import os
import signal
import sys
import threading
from pathlib import Path

import pytest

from bot import app
from bot.app import build_guide, cache_folder, content_folder, load_knowledge, reload, reloading_on_hangup
from bot.config import Config
from bot.core.guide import Guide
from bot.core.knowledge.problems import ProblemsFound
from bot.core.matching.knowledge_base import Knowledge
from bot.core.message import Message
from tests.core.small_content import SmallContent
from tests.real_content import CONTENT, ROOT

TERMS = "slang/letters.yaml"
OLD, NEW = "The greatest of all time.", "The very best."


@pytest.fixture
def config(content: SmallContent) -> Config:
    return Config(content=str(content.folder), cache="off")


@pytest.fixture
def guide(config: Config) -> Guide:
    return build_guide(config)


async def said_of_yyds(guide: Guide) -> str:
    return (await guide.reply(Message("/slang yyds"))).body.splitlines()[0]


async def until_said(guide: Guide, text: str) -> None:
    """Waits for what happens beside us."""
    async with asyncio.timeout(120):
        while await said_of_yyds(guide) != text:  # noqa: ASYNC110 - nobody tells us when
            await asyncio.sleep(0.01)


def test_the_operator_s_content_is_used() -> None:
    assert content_folder(Config(content="mine")) == Path("mine")


def test_without_it_the_content_of_the_program_is_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)

    assert content_folder(Config()) == CONTENT


def test_the_content_is_named_as_seen_from_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)

    assert content_folder(Config()) == Path("content")


@pytest.mark.parametrize(("cache", "folder"), [("off", None), ("kept/here", Path("kept/here"))])
def test_the_operator_says_where_compiled_content_is_kept(cache: str, folder: Path | None) -> None:
    assert cache_folder(Config(cache=cache)) == folder


def test_without_a_word_it_is_kept_in_a_folder_of_our_own() -> None:
    folder = cache_folder(Config())

    assert folder is not None
    assert "rednote-guide" in folder.parts


async def test_the_operator_s_language_is_the_last_resort(content: SmallContent) -> None:
    guide = build_guide(Config(content=str(content.folder), cache="off", language="zh-Hant"))

    assert (await guide.reply(Message("yyds"))).language == "zh-Hant"


def test_broken_content_is_never_served(content: SmallContent, config: Config) -> None:
    content.change("tour.yaml", "cards:", "crads:")

    with pytest.raises(ProblemsFound):
        load_knowledge(config)


async def test_a_reload_brings_what_has_changed(content: SmallContent, config: Config, guide: Guide) -> None:
    content.change(TERMS, OLD, NEW)
    await reload(guide, config)

    assert await said_of_yyds(guide) == NEW


async def test_a_reload_of_broken_content_leaves_the_old_in_use(
    content: SmallContent, config: Config, guide: Guide, caplog: pytest.LogCaptureFixture
) -> None:
    content.change(TERMS, OLD, NEW)
    content.change("tour.yaml", "cards:", "crads:")
    await reload(guide, config)

    assert await said_of_yyds(guide) == OLD
    assert f"{content.folder / 'tour.yaml'}:1: " in caplog.text


async def test_mended_content_is_used_after_the_next_reload(
    content: SmallContent, config: Config, guide: Guide
) -> None:
    content.change("tour.yaml", "cards:", "crads:")
    await reload(guide, config)
    content.change("tour.yaml", "crads:", "cards:")
    content.change(TERMS, OLD, NEW)
    await reload(guide, config)

    assert await said_of_yyds(guide) == NEW


async def test_people_keep_their_language_over_a_reload(config: Config, guide: Guide) -> None:
    await guide.reply(Message("/lang zh-Hant", person="anna"))
    await reload(guide, config)

    assert (await guide.reply(Message("yyds", person="anna"))).language == "zh-Hant"


@pytest.mark.skipif(sys.platform == "win32", reason="there is no such signal")
async def test_a_hangup_reads_the_content_again(content: SmallContent, config: Config, guide: Guide) -> None:
    content.change(TERMS, OLD, NEW)
    with reloading_on_hangup(guide, config):
        os.kill(os.getpid(), signal.SIGHUP)
        await until_said(guide, NEW)


@pytest.mark.skipif(sys.platform == "win32", reason="there is no such signal")
async def test_afterwards_a_hangup_means_what_it_meant_before(config: Config, guide: Guide) -> None:
    before = signal.getsignal(signal.SIGHUP)
    with reloading_on_hangup(guide, config):
        pass

    assert signal.getsignal(signal.SIGHUP) == before


async def test_a_reload_is_told_to_the_log(config: Config, guide: Guide, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, "bot.app")
    await reload(guide, config)

    assert "the content was read again" in caplog.text


@pytest.mark.skipif(sys.platform == "win32", reason="there is no such signal")
async def test_of_two_hangups_the_last_wins(
    content: SmallContent, config: Config, guide: Guide, monkeypatch: pytest.MonkeyPatch
) -> None:
    reading, go_on = asyncio.Event(), threading.Event()
    loop = asyncio.get_running_loop()
    readings = 0

    def slow_at_first(given: Config) -> Knowledge:
        nonlocal readings
        readings += 1
        found = load_knowledge(given)
        if readings == 1:
            loop.call_soon_threadsafe(reading.set)
            go_on.wait(30)
        return found

    monkeypatch.setattr(app, "load_knowledge", slow_at_first)
    with reloading_on_hangup(guide, config):
        os.kill(os.getpid(), signal.SIGHUP)
        await reading.wait()
        content.change(TERMS, OLD, NEW)
        os.kill(os.getpid(), signal.SIGHUP)
        os.kill(os.getpid(), signal.SIGHUP)
        await asyncio.sleep(0.05)
        assert readings == 1
        go_on.set()
        await until_said(guide, NEW)
    assert readings == 2
