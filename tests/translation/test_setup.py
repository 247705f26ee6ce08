"""The chain that the configuration asks for."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.config import DeepL, LibreTranslate, Microsoft, Translation
from bot.translation.chain import Chain
from bot.translation.engines.deepl import address_for
from bot.translation.setup import TranslationSetupError, make_chain


async def made(settings: Translation, **environment: str) -> Chain:
    chain = make_chain(settings, environment=environment)
    await chain.close()
    return chain


def problems(settings: Translation, **environment: str) -> list[str]:
    with pytest.raises(TranslationSetupError) as caught:
        make_chain(settings, environment=environment)
    return str(caught.value).splitlines()


async def test_no_engine_is_enabled_by_itself() -> None:
    assert (await made(Translation())).engines == ()


async def test_engines_stand_in_the_order_of_the_configuration() -> None:
    settings = Translation(engines=("mymemory", "google"))

    assert (await made(settings)).engines == ("MyMemory", "Google")


async def test_an_engine_named_twice_is_asked_once() -> None:
    assert (await made(Translation(engines=("google", "google")))).engines == ("Google",)


async def test_a_key_comes_from_the_environment() -> None:
    assert (await made(Translation(engines=("deepl",)), DEEPL_API_KEY="abc:fx")).engines == ("DeepL",)


async def test_a_key_comes_from_a_file(tmp_path: Path) -> None:
    file = tmp_path / "key"
    file.write_text("abc\n")
    settings = Translation(engines=("microsoft",), microsoft=Microsoft(key_file=str(file)))

    assert (await made(settings)).engines == ("Microsoft",)


def test_everything_that_is_missing_is_said_at_once() -> None:
    assert problems(Translation(engines=("deepl", "microsoft", "libretranslate"))) == [
        "translation.engines: deepl needs a key, in DEEPL_API_KEY or in its key_file",
        "translation.engines: microsoft needs a key, in MICROSOFT_API_KEY or in its key_file",
        "translation.libretranslate.url: libretranslate needs the address of its server",
    ]


def test_a_key_file_that_is_not_there_is_said(tmp_path: Path) -> None:
    settings = Translation(engines=("deepl",), deepl=DeepL(key_file=str(tmp_path / "none")))

    assert problems(settings) == ["translation.deepl.key_file: it cannot be read (FileNotFoundError)"]


def test_what_cannot_be_a_key_is_said_without_it() -> None:
    (problem,) = problems(Translation(engines=("deepl",)), DEEPL_API_KEY="密码 secret")

    assert problem.startswith("DEEPL_API_KEY: this is no key")
    assert "secret" not in problem


async def test_libretranslate_needs_no_key() -> None:
    settings = Translation(engines=("libretranslate",), libretranslate=LibreTranslate(url="http://127.0.0.1:5000"))

    assert (await made(settings)).engines == ("LibreTranslate",)


def test_the_key_of_a_free_account_has_an_address_of_its_own() -> None:
    assert address_for("abc:fx") == "https://api-free.deepl.com"
    assert address_for("abc") == "https://api.deepl.com"
