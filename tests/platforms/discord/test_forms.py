"""A form becomes a modal, and comes back as fields."""

from __future__ import annotations

from typing import Any

import pytest

from bot.core.message import Field, Form
from bot.discord.forms import filled_in, to_modal
from tests.platforms.discord.calls import FORM
from tests.platforms.discord.limits import faults_of_answer


def sent(form: Form) -> dict[str, Any]:
    """What Discord is sent."""
    return to_modal(form, "en").to_dict()


async def test_each_field_is_an_input_with_what_stands_in_it() -> None:
    fields = (Field("title", "Title", "Cats", limit=80), Field("answer", "The answer", long=True, required=False))
    short, long = [label["component"] for label in sent(Form("New", "/guide save new 0", fields))["components"]]
    assert (short["custom_id"], short["style"], short["value"], short["max_length"]) == ("title", 1, "Cats", 80)
    assert (long["custom_id"], long["style"], long["required"]) == ("answer", 2, False)


async def test_its_id_holds_the_language_and_the_token() -> None:
    assert sent(Form("New", "/guide save new 0", (Field("a", "A"),)))["custom_id"] == "form:en:/guide save new 0"


@pytest.mark.parametrize("token", ["/guide test", "/guide set speak_in", "/guide set moderator_roles"])
async def test_no_form_breaks_a_limit(token: str) -> None:
    value = ", ".join(str(number) for number in range(1, 3_000))
    fields = tuple(Field(f"f{number}", "label " * 30, value, limit=9_000) for number in range(5))
    assert faults_of_answer(FORM, sent(Form("title " * 30, token, fields))) == []


async def test_a_text_longer_than_its_limit_is_not_cut() -> None:
    (label,) = sent(Form("t", "/t", (Field("a", "A", "x" * 100, limit=80),)))["components"]
    assert len(label["component"]["value"]) == 100


def test_what_was_written_and_chosen_comes_back_by_name() -> None:
    text = {"type": 18, "component": {"type": 4, "custom_id": "a", "value": "written"}}
    choice = {"type": 18, "component": {"type": 8, "custom_id": "b", "values": ["1", "2"]}}
    old = {"type": 1, "components": [{"type": 4, "custom_id": "c", "value": ""}]}
    data = {"custom_id": "form:en:/t", "components": [text, choice, old]}
    assert filled_in(data) == {"a": "written", "b": "1, 2", "c": ""}
