"""Translations in the database."""

from __future__ import annotations

from pathlib import Path

from bot.core.ports import Translated
from bot.storage.engine import make_engine
from bot.storage.store import SqlStore
from bot.storage.translations import SqlTranslations
from tests.storage.conftest import opened, run

KEY = "0" * 64
CAT = Translated("a cat", "zh-Hans", "Google")


async def test_what_was_kept_is_there_after_a_restart(url: str) -> None:
    async with opened(url) as store:
        await store.translations(60.0).put(KEY, CAT)

    async with opened(url) as store:
        assert await store.translations(60.0).get(KEY) == CAT


async def test_what_was_not_kept_is_not_there(store: SqlStore) -> None:
    assert await store.translations(60.0).get(KEY) is None


async def test_what_is_kept_again_replaces_the_old(store: SqlStore) -> None:
    translations = store.translations(60.0)
    await translations.put(KEY, Translated("a dog", "zh-Hans", "DeepL"))
    await translations.put(KEY, CAT)

    assert await translations.get(KEY) == CAT


async def test_what_expired_is_not_there(url: str, store: SqlStore) -> None:
    now = [1_000.0]
    engine = make_engine(url)
    translations = SqlTranslations(engine, 60.0, lambda: now[0])
    await translations.put(KEY, CAT)
    now[0] += 61.0

    assert await translations.get(KEY) is None
    await engine.dispose()


async def test_what_expired_is_removed_when_something_new_comes(url: str, file: Path, store: SqlStore) -> None:
    now = [1_000.0]
    engine = make_engine(url)
    translations = SqlTranslations(engine, 60.0, lambda: now[0])
    await translations.put(KEY, CAT)
    now[0] += 61.0
    await translations.put("1" * 64, CAT)
    await engine.dispose()

    assert run(file, "SELECT key FROM translations") == [("1" * 64,)]


async def test_without_a_usable_database_nothing_is_kept_and_nothing_fails(url: str) -> None:
    engine = make_engine(url)  # nobody has made its tables
    translations = SqlTranslations(engine, 60.0)

    await translations.put(KEY, CAT)

    assert await translations.get(KEY) is None
    await engine.dispose()
