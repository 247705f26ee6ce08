"""The content that the program comes with, compiled, and a clock."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from pathlib import Path

from bot.config import Matching
from bot.core.matching.cache import knowledge_of
from bot.core.matching.decide import Outcome
from bot.core.matching.knowledge_base import Knowledge

ROOT = Path(__file__).parents[1]
CONTENT = ROOT / "content"


@dataclass(frozen=True, slots=True)
class Day:
    """A clock that stands still."""

    day: datetime.date = datetime.date(2026, 11, 24)

    def today(self) -> datetime.date:
        """The day on which it stands."""
        return self.day


def vague_text(knowledge: Knowledge) -> str:
    """A word that several topics may mean, so that we ask back everywhere: the first one of all questions."""
    questions = [question for topic in knowledge.library.topics.values() for question in topic.questions["en"]]
    words = dict.fromkeys(word for question in questions for word in question.split() if word.isalpha())
    return next(word for word in words if _is_vague(knowledge, word))


def _is_vague(knowledge: Knowledge, word: str) -> bool:
    finding = knowledge.topics.find(word)
    public = finding.confidence >= knowledge.topics.calibration.public_choices
    several = finding.outcome is Outcome.CHOICES and len(finding.choices) > 1
    return public and several and not knowledge.glossary.bare(word)


def real_knowledge(cache: Path) -> Knowledge:
    """The knowledge of the real content, in the cache under the name by which the program finds it again."""
    return knowledge_of(CONTENT, cache, Matching().strictness)
