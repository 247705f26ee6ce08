"""Questions that found no answer: what of them is kept, and which of them ask the same."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.core.community.model import Gap
from bot.core.matching.knowledge_base import Knowledge
from bot.core.matching.likeness import alike
from bot.core.matching.protect import without_protected
from bot.core.matching.text import fold, words

LONGEST = 200
"""Characters that are kept of a question."""

ALIKE = 0.5
"""Likeness from which on two questions ask the same."""

_ADDRESS = re.compile(
    r"\b(?:www\.\S+|[\w-]+(?:\.[\w-]+)*\.(?:app|cn|co|com|de|gg|io|me|net|org|tv|uk)\b(?:/\S*)?)", re.I
)
_NUMBER = re.compile(r"[+(]?\d[\d\s().,:/-]*")


@dataclass(frozen=True, slots=True)
class Cluster:
    """Questions that ask the same. The first one, which was asked most often, stands for all."""

    gaps: tuple[Gap, ...]

    @property
    def first(self) -> Gap:
        """The one that was asked most often."""
        return self.gaps[0]

    @property
    def count(self) -> int:
        """How often they were asked together."""
        return sum(gap.count for gap in self.gaps)

    @property
    def numbers(self) -> tuple[int, ...]:
        """What they are called in the store."""
        return tuple(gap.number for gap in self.gaps)


def normalised(question: str) -> str:
    """What is kept of a question: folded, without mentions, numbers, e-mail addresses and links; may be nothing."""
    text = fold(without_protected(question))
    text = " ".join(_NUMBER.sub(" ", _ADDRESS.sub(" ", text)).split())[:LONGEST].strip()
    return text if words(text) else ""


def question_on_card(card: str) -> str:
    """The question that stands on a card, under its title."""
    lines = [line.strip() for line in card.splitlines() if line.strip()]
    return lines[1].lstrip("> ").replace("\\", "") if len(lines) > 2 else ""


def clustered(gaps: Sequence[Gap], knowledge: Knowledge) -> list[Cluster]:
    """The questions in groups of those that ask the same, the most asked first."""
    likeness = alike(knowledge.topics.index, [gap.text for gap in gaps])
    groups: list[list[int]] = []
    for place in sorted(range(len(gaps)), key=lambda place: -gaps[place].count):
        near = [group for group in groups if likeness[group[0], place] >= ALIKE]
        if near:
            max(near, key=lambda group: float(likeness[group[0], place])).append(place)
        else:
            groups.append([place])
    found = [Cluster(tuple(gaps[place] for place in group)) for group in groups]
    return sorted(found, key=lambda cluster: (-cluster.count, cluster.first.number))


def nearest(cluster: Cluster, knowledge: Knowledge, most: int = 3) -> list[str]:
    """The topics that come nearest to what was asked."""
    return [found.name for found in knowledge.topics.find(cluster.first.text).candidates[:most]]
