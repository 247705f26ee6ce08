"""Recognises a question for a term and takes the term out: "what does X mean", "someone called me X", "X什么意思"."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from bot.core.matching.text import fold

EDGES = " \t\n\"'“”‘’「」『』《》?？!！.。,，、:：;；()（）*`#"
"""What may stand around a term without belonging to it."""

_TERM = r"(?P<term>.{1,40}?)"
_ARTICLE = "(?:an? |the |this |that )?"
_OPENING = "(?:(?:so|and|um|hi|hey|ok) )*"
_WHAT = "(?:what|wht|wat|wut)(?:'?s| is| does| do| did| are)?"
_THEY = (
    "(?:some ?one|some ?body|some people|people|they|he|she|every ?one|every ?body|so many people|the comments?)"
    "(?: (?:just|all|always|keeps?|are|is))*"
)
_SAY = (
    "(?:call(?:s|ed|ing)?|comment(?:s|ed|ing)?|post(?:s|ed|ing)?|put(?:s|ting)?|repl(?:y|ied)|sa(?:y|ys|id|ying)"
    "|send(?:s|ing)?|sent|spam(?:s|med|ming)?|typ(?:e|es|ed|ing)|us(?:e|es|ed|ing)|wr(?:ite|ites|ote|iting))"
)
_ME = r"(?: (?:me|us|my \w+|under my \w+))?(?: an?| the)?"
_TAIL = (
    r"(?: (?:here|on (?:here|xhs|rednote|red note|xiaohongshu|this app|the app)|in (?:the )?comments?|all the time"
    r"|under (?:my|every) \w+|stand for|please|pls|mean|tho))*"
)
_ENGLISH = (
    rf"{_OPENING}{_WHAT} {_ARTICLE}{_TERM} (?:even |actually |really )?(?:means?|meaning|stands? for){_TAIL}",
    rf"(?:what(?:'?s| is) )?(?:the )?(?:meaning|definition|translation) (?:of|for) {_ARTICLE}{_TERM}{_TAIL}",
    rf"(?:please )?(?:define|explain|translate) {_ARTICLE}{_TERM}",
    rf"{_TERM} (?:meaning|definition|slang)",
    rf"(?:what does it mean )?(?:when |if |why )?{_THEY} {_SAY}{_ME} {_TERM}{_TAIL}",
    rf"why (?:does|do|is|are|did) {_THEY} {_SAY}{_ME} {_TERM}{_TAIL}",
)

_WORD = r"(?P<term>.{1,16}?)"
_TA = "(?:有人|大家|他们|别人|好多人|评论区|被人)(?:都|全|总|一直|老)*在?"
_SHUO = "(?:叫我|说我|喊我|评论|说|发|刷|打|写|叫|回)"
_CHINESE = (
    f"(?:请问)?{_WORD}(?:这个词|这词|这个)?(?:到底|究竟)?[是有]?(?:什么|啥|神马|何)(?:意思|含义|梗)[啊呀呢吗]?",
    f"(?:请问)?{_WORD}的?(?:意思|含义)(?:是什么|是啥)?",
    f"(?:什么|啥)[是叫]{_WORD}[啊呀呢]?",
    f"{_WORD}(?:怎么|如何)(?:理解|解释)",
    f"(?:为什么|为啥|怎么)?{_TA}{_SHUO}{_WORD}(?:是什么意思|什么意思|啥意思)?",
)


_CHINESE_QUESTION = "[?？吗么哪谁几]|什么|怎|如何|多[少久长大]|为何|为啥|能不|会不|是不|有没|可不|要不要"


def is_chinese_question(text: str) -> bool:
    """Whether a Chinese text is a question by its form."""
    return re.search(_CHINESE_QUESTION, fold(text)) is not None


def terms_asked(text: str) -> Iterator[str]:
    """What a whole question may be asking for, the likeliest first; it need not be a term."""
    folded = fold(text).strip(EDGES)
    for question in _questions():
        if found := question.fullmatch(folded):
            yield found["term"]


@functools.cache
def _questions() -> tuple[re.Pattern[str], ...]:
    """Compiled when the first text is looked at: it takes as long as a hundred answers."""
    return tuple(re.compile(question) for question in (*_ENGLISH, *_CHINESE))
