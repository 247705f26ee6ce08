"""How much one person may ask."""

from __future__ import annotations

import subprocess
import sys
import time
from typing import TYPE_CHECKING

from bot import limiting
from bot.limiting import PerMinute

if TYPE_CHECKING:
    import pytest


def test_as_many_questions_as_agreed_are_answered() -> None:
    limiter = PerMinute(20)

    assert [limiter.refusals("telegram:1") for _ in range(20)] == [0] * 20


def test_refusals_in_a_row_are_counted() -> None:
    limiter = PerMinute(1)
    limiter.refusals("telegram:1")

    assert [limiter.refusals("telegram:1") for _ in range(3)] == [1, 2, 3]


def test_one_person_does_not_take_the_time_of_another() -> None:
    limiter = PerMinute(1)
    for _ in range(3):
        limiter.refusals("telegram:1")

    assert limiter.refusals("telegram:2") == 0


def test_nobody_is_never_refused() -> None:
    limiter = PerMinute(1)

    assert [limiter.refusals("") for _ in range(5)] == [0] * 5


def test_whoever_was_silent_for_long_starts_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limiting, "WINDOW", 0.01)
    limiter = PerMinute(1)
    limiter.refusals("telegram:1")

    time.sleep(0.02)  # not to wait for something, but to be silent

    assert limiter.refusals("telegram:1") == 0


def test_where_too_many_write_at_once_the_most_silent_starts_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limiting, "MOST_PEOPLE", 3)
    limiter = PerMinute(1)
    limiter.refusals("telegram:1")
    assert limiter.refusals("telegram:1") == 1

    for number in range(2, 5):
        limiter.refusals(f"telegram:{number}")

    assert limiter.refusals("telegram:1") == 0
    assert limiter.refusals("telegram:4") == 1


def test_memory_does_not_grow_with_the_number_of_people(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limiting, "MOST_PEOPLE", 100)
    limiter = PerMinute(20)

    for number in range(5_000):
        limiter.refusals(f"telegram:{number}")

    assert len(limiter._people) <= 100


def test_the_program_ends_without_a_word() -> None:
    code = "from bot.limiting import PerMinute; limiter = PerMinute(2); [limiter.refusals('a') for _ in range(9)]"

    ended = subprocess.run(  # noqa: S603 - this interpreter
        [sys.executable, "-W", "error", "-c", code], capture_output=True, timeout=60, check=False
    )

    assert (ended.returncode, ended.stdout, ended.stderr) == (0, b"", b"")
