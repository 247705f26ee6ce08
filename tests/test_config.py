"""What an operator may configure, and what is said when it is wrong."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import msgspec
import pytest
from msgspec import Struct

from bot.config import Config, ConfigurationError, load_config
from bot.core.knowledge.yaml_file import parse
from tests.real_content import ROOT

EXAMPLE = (ROOT / "config.example.yaml").read_text(encoding="utf-8")
_COMMENTED_KEY = re.compile("^( *)# ((?: {2})*[a-z_]+:(?: .*)?)$", re.MULTILINE)


def loaded(tmp_path: Path, text: str | bytes) -> Config:
    path = tmp_path / "config.yaml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return load_config(path)


def problems(tmp_path: Path, text: str | bytes) -> list[str]:
    with pytest.raises(ConfigurationError) as found:
        loaded(tmp_path, text)
    return str(found.value).replace(f"{tmp_path}/", "").splitlines()


def keys(value: Any, above: str = "") -> set[str]:
    """Every key below a value of the model, or of a file, with the keys above it."""
    if isinstance(value, Struct):
        value = msgspec.structs.asdict(value)
    if not isinstance(value, dict):
        return set()
    return {f"{above}{key}" for key in value} | {
        below for key, own in value.items() for below in keys(own, f"{above}{key}.")
    }


def test_the_example_shows_the_defaults(tmp_path: Path) -> None:
    assert loaded(tmp_path, EXAMPLE) == Config()


def test_every_key_of_the_example_is_known_also_the_commented_ones(tmp_path: Path) -> None:
    assert loaded(tmp_path, _COMMENTED_KEY.sub(r"\1\2", EXAMPLE)) != Config()


def test_every_known_key_is_in_the_example(tmp_path: Path) -> None:
    whole = _COMMENTED_KEY.sub(r"\1\2", EXAMPLE)

    assert keys(parse(whole, "example").value) == keys(loaded(tmp_path, whole))


def test_without_a_file_there_are_the_defaults(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)

    assert load_config(None) == Config()


def test_a_file_in_the_folder_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "config.yaml").write_text("language: zh-Hant\n", encoding="utf-8")

    assert load_config(None).language == "zh-Hant"


@pytest.mark.parametrize("text", ["", "\n", "# only a comment\n", "---\n"], ids=repr)
def test_an_empty_file_changes_nothing(tmp_path: Path, text: str) -> None:
    assert loaded(tmp_path, text) == Config()


def test_a_section_without_keys_changes_nothing(tmp_path: Path) -> None:
    assert loaded(tmp_path, "storage:\n  # url: x\nlanguage: en\n") == Config()


def test_values_are_read(tmp_path: Path) -> None:
    config = loaded(
        tmp_path,
        "content: mine\nmatching: {strictness: 0.9}\nlimits: {per_minute: 3}\ndiscord: {listen_in: [1, 2]}\n",
    )

    assert (config.content, config.matching.strictness, config.limits.per_minute) == ("mine", 0.9, 3)
    assert config.discord.listen_in == (1, 2)


@pytest.mark.parametrize(
    ("word", "meant"), [("yes", True), ("no", False), ("true", True), ("false", False), ("on", True), ("OFF", False)]
)
def test_yes_and_no_may_be_said_in_several_ways(tmp_path: Path, word: str, meant: bool) -> None:
    assert loaded(tmp_path, f"telegram: {{welcome: {word}}}\n").telegram.welcome is meant


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        pytest.param("languag: en\n", "1: languag: unknown key 'languag'; did you mean 'language'?", id="misspelt"),
        pytest.param("colour: red\n", "1: colour: unknown key 'colour'", id="unknown"),
        pytest.param(
            "limits:\n  per_minuet: 3\n",
            "2: limits.per_minuet: unknown key 'per_minuet'; did you mean 'per_minute'?",
            id="misspelt inside",
        ),
        pytest.param("language: fr\n", "1: language: must be 'en', 'zh-Hans' or 'zh-Hant'", id="no language of ours"),
        pytest.param("matching: {strictness: high}\n", "1: matching.strictness: must be a number", id="no number"),
        pytest.param(
            "matching: {strictness: 1.5}\n", "1: matching.strictness: must be from 0.5 to 0.999", id="too large"
        ),
        pytest.param("matching: {strictness: nan}\n", "1: matching.strictness: must be from 0.5 to 0.999", id="nan"),
        pytest.param("limits: {per_minute: 0}\n", "1: limits.per_minute: must be from 1 to 1000", id="too small"),
        pytest.param("limits: {per_minute: 2.5}\n", "1: limits.per_minute: must be a whole number", id="half"),
        pytest.param("limits: 3\n", "1: limits: must be a mapping: 'key: value' lines", id="no section"),
        pytest.param("content: [a]\n", "1: content: must be text", id="no text"),
        pytest.param("content:\n", "1: content: is empty; write something, or leave the key out", id="empty"),
        pytest.param("telegram: {welcome: perhaps}\n", "1: telegram.welcome: must be 'yes' or 'no'", id="perhaps"),
        pytest.param(
            "telegram: {api_url: api.telegram.org}\n",
            "1: telegram.api_url: must be an address such as https://host, without a / at its end",
            id="no address",
        ),
        pytest.param(
            "telegram:\n  webhook:\n    url: https://a.b\n",
            "2: telegram.webhook: the key 'secret' is missing",
            id="missing",
        ),
        pytest.param(
            "telegram:\n  webhook: {url: https://a.b, secret: short}\n",
            "2: telegram.webhook.secret: must be 16 to 256 of the characters A-Z a-z 0-9 _ -",
            id="short secret",
        ),
        pytest.param(
            "discord: {listen_in: 5}\n", "1: discord.listen_in: must be a list: one '- ' line an item", id="no list"
        ),
        pytest.param("discord: {listen_in: [general]}\n", "1: discord.listen_in.0: must be a whole number", id="no id"),
        pytest.param(
            "discord: {gateway_url: https://a.b}\n",
            "1: discord.gateway_url: must be an address such as wss://host",
            id="no websocket",
        ),
        pytest.param("- language\n", "1: must be a mapping: 'key: value' lines", id="a list"),
        pytest.param("language: en\n\tcontent: x\n", "2: a tab stands here; YAML wants spaces", id="tab"),
        pytest.param(b"language: \xff\n", "1: this is not UTF-8 text; save the file as UTF-8", id="another encoding"),
        pytest.param(
            "language: en\nlanguage: en\n",
            "2: the key 'language' stands here a second time; the first is on line 1",
            id="twice",
        ),
    ],
)
def test_what_is_wrong_is_said_with_its_line(tmp_path: Path, text: str | bytes, problem: str) -> None:
    assert problems(tmp_path, text) == [f"config.yaml:{problem}"]


def test_several_problems_are_said_at_once_in_the_order_of_their_lines(tmp_path: Path) -> None:
    found = problems(tmp_path, "language: fr\nlimits:\n  per_minute: 0\n  a: b\nstorage: no\n")

    assert [line.split(":")[1] for line in found] == ["1", "3", "4", "5"]


def test_no_secret_can_stand_in_the_configuration(tmp_path: Path) -> None:
    assert problems(tmp_path, "telegram: {token: abc}\n")[0].startswith("config.yaml:1: telegram.token: unknown key")


def test_a_configuration_cannot_be_changed_while_it_is_used() -> None:
    with pytest.raises(AttributeError):
        Config().language = "en"  # type: ignore[misc]
