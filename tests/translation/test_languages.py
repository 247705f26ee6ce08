"""Codes that an engine does not know never reach it."""

from __future__ import annotations

from deep_translator.constants import GOOGLE_LANGUAGES_TO_CODES, MY_MEMORY_LANGUAGES_TO_CODES

from bot.translation.languages import codes_of


def test_the_package_accepts_every_code_for_google() -> None:
    codes = codes_of("google")

    assert {*codes.sources.values(), *codes.targets.values()} <= set(GOOGLE_LANGUAGES_TO_CODES.values())


def test_the_package_accepts_every_code_for_mymemory() -> None:
    codes = codes_of("mymemory")

    assert {*codes.sources.values(), *codes.targets.values()} <= set(MY_MEMORY_LANGUAGES_TO_CODES.values())


def test_no_code_of_an_engine_stands_for_two_targets() -> None:
    for engine in ("google", "mymemory", "microsoft", "libretranslate", "deepl"):
        targets = codes_of(engine).targets
        assert len(set(targets.values())) == len(targets)


def test_deepl_is_told_the_script_only_of_what_comes_out() -> None:
    codes = codes_of("deepl")

    assert (codes.sources["zh-Hant"], codes.targets["zh-Hant"]) == ("ZH", "ZH-HANT")


def test_a_code_of_an_engine_is_found_again() -> None:
    assert codes_of("libretranslate").tag_of("zt") == "zh-Hant"
    assert codes_of("libretranslate").tag_of("zh-Hant") == "zh-Hant"
    assert codes_of("deepl").tag_of("JA") == "ja"
    assert codes_of("deepl").tag_of("XX") == ""
