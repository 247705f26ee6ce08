"""What buttons and deep links carry."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.telegram.tokens import MAX_DATA, of_data, of_start, to_data, to_start


@pytest.mark.parametrize("language", ["en", "zh-Hans", "zh-Hant"])
def test_a_button_gives_back_its_token_and_language(language: str) -> None:
    assert of_data(to_data("/topic cat-tax", language)) == ("/topic cat-tax", language)


def test_a_token_that_fills_the_button_goes_without_the_language() -> None:
    token = "/" + "x" * (MAX_DATA - 1)
    assert of_data(to_data(token, "en")) == (token, "")


def test_a_token_without_a_language_is_understood() -> None:
    assert of_data("/tour 2") == ("/tour 2", "")


@pytest.mark.parametrize(
    ("token", "start"),
    [
        ("/topic cat-tax", "t_cat-tax"),
        ("/phrase thank-you", "p_thank-you"),
        ("/tour 3", "tour_3"),
        ("/term 种草", "s_56eN6I2J"),
    ],
)
def test_a_deep_link_goes_there_and_back(token: str, start: str) -> None:
    assert to_start(token) == start
    assert of_start(start) == token


@pytest.mark.parametrize("token", ["/topics", "/lang", "/ask what is this", "/term " + "草" * 40])
def test_what_cannot_be_put_into_a_link_has_none(token: str) -> None:
    assert to_start(token) == ""


@given(st.text(max_size=64))
def test_no_link_whatever_fails(start: str) -> None:
    assert of_start(start).startswith("/")
