from __future__ import annotations

import pytest

from bot.core.matching.function_words import nothing_else
from bot.core.matching.text import words


@pytest.mark.parametrize("text", ["why?", "and then", "how is it", "为什么", "那要多久呢", "怎么办", ""])
def test_a_text_of_function_words_says_nothing_by_itself(text: str) -> None:
    assert nothing_else(words(text))


@pytest.mark.parametrize("text", ["why red", "in the us", "how old to use it", "那安卓呢", "时间", "多少钱", "momo"])
def test_one_other_word_is_something(text: str) -> None:
    assert not nothing_else(words(text))
