"""Words that mean nothing by themselves: a text of nothing else asks nothing that we could know."""

from __future__ import annotations

import re
from collections.abc import Sequence


def _set(spaced: str) -> frozenset[str]:
    return frozenset(spaced.split())


OPENERS = _set("and but so or also then plus")
TOPICAL = {("what", "about"), ("how", "about"), ("what", "if")}
ASKING = _set(
    "why how what when where who whom whose which is are was were do does did can could will would should may must has"
)
PERSONS = _set("i we you u he she they")
YOU = _set("you u your ur yours")
POINTING = _set("it its that this these those them one there")
PREPOSITIONS = _set("about after as at before by for from if in into of off on over to under up with without")
_OTHERS = _set(
    "a an the some any all both each such other another else same anything something my me our mine his her him their "
    "be been am have had not no never too out than much many often just only even still really actually again exactly "
    "took happen happens"
)
_SAYING = _set("us old long far soon need use using get got go work works do done make take takes mean")
"""Function words right after an answer; without one perhaps all that a question says ("how old to use it")."""

FUNCTION_WORDS = OPENERS | ASKING | PERSONS | YOU | POINTING | PREPOSITIONS | _OTHERS | _SAYING
_EMPTY = FUNCTION_WORDS - _SAYING

OPENING_CHINESE = r"(?:那么|那|然后|接下来|但是|但|可是|不过|还有|另外|所以|如果|要是|换成|至于)+"
QUESTION_CHINESE = (
    "什么时候|为什么|为啥|为何|怎么样|怎么|怎样|什么|干嘛|多少|多久|多长时间|多长|多大|多远|几时|几|哪里|哪儿|哪|谁|啥"
    "|是不是|能不能|可不可以|有没有|要不要|会不会|行不行|吗|呢|么"
)
PARTICLES_CHINESE = (
    "的了着过是有在要会能可以得这那它他她我你您们个些也都还就又再才吧啊呀哦"
    "和跟与对用给把被让到从上下里样做办一不没很大概般需请问"
)

_NOTHING = re.compile(rf"(?:{OPENING_CHINESE}|{QUESTION_CHINESE}|[{PARTICLES_CHINESE}])*")


def nothing_else(read: Sequence[str]) -> bool:
    """Whether a text has no other words than these, so that it says nothing by itself."""
    return _NOTHING.fullmatch("".join(word for word in read if word not in _EMPTY)) is not None
