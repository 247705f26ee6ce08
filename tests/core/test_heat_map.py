"""The picture of what is confused with what."""

from __future__ import annotations

import io

import numpy as np
import pytest
from matplotlib import image

from bot.core.heat_map import heat_map
from bot.core.report import Confusion

CATEGORIES = {"cat-tax": "customs", "momo": "people", "number": "start"}


def size(*confusions: Confusion) -> tuple[int, int]:
    """Width and height of a picture that is not blank."""
    drawn = image.imread(io.BytesIO(heat_map(confusions, CATEGORIES)))
    assert len(np.unique(drawn)) > 2
    return drawn.shape[1], drawn.shape[0]


@pytest.mark.parametrize(
    "confusion",
    [
        pytest.param(Confusion("cat-tax", "momo", 1, ()), id="two topics"),
        pytest.param(Confusion("cat-tax", "种草", 1, ()), id="a term"),
        pytest.param(Confusion("out-of-scope", "momo", 3, ()), id="nothing we know"),
    ],
)
def test_a_confusion_is_drawn(confusion: Confusion) -> None:
    assert size(confusion)


def test_where_nothing_is_confused_the_picture_is_empty() -> None:
    assert size()


def test_there_is_room_for_every_topic() -> None:
    many = {f"topic-{number}": "people" for number in range(30)}
    drawn = heat_map([Confusion(name, "topic-0", 1, ()) for name in many], many)
    assert image.imread(io.BytesIO(drawn)).shape[0] > size()[1] + 30 * 15
