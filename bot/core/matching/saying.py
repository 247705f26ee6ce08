"""Recognises the wish to say something: "how do i say thank you", "thank you in chinese", "谢谢怎么说"."""

from __future__ import annotations

import functools
import re

from bot.core.matching.text import fold

_EDGES = " \t\n\"'“”‘’「」『』?？!！.。,，:：~…"
_CHINESE = r"(?:chinese|mandarin|simplified chinese)"
_LEAD = r"(?:(?:hi|hey|hello|so|ok|um|and|please|pls)[ ,]+)*"
_SOMEBODY = r"(?:i|you|u|we|one|someone|people|a local|locals|they|to)"
_HOW = r"(?:how|wht|what|whats|what's)(?: (?:is|do|does|would|should|can|could|the best way|'d))*"
_THEM = r"(?:them|her|him|someone|somebody|people|everyone|everybody|a local|locals|the (?:poster|seller|author))"
_ASK = rf"(?:tell {_THEM}(?: that)?|ask {_THEM}(?: for| if)?|ask for|ask)"
_SAY = rf"(?:say|write|type|express|phrase|put|reply|respond with|{_ASK})"
_IN_CHINESE_HERE = re.compile(
    rf" (?:in|into) {_CHINESE}\b.*$| on (?:rednote|red note|xiaohongshu|xhs|here|this app|there)$"
)
_YONG = r"(?:用|在|拿)?(?:中文|汉语|普通话|国语)?(?:里|上)?"
_ZEN = r"(?:该|要|应该|得|可以)?(?:怎么|咋|咋么|如何|怎样)(?:去)?"
_FRAMES = (
    rf"^{_LEAD}{_HOW} {_SOMEBODY} (?:politely |best |even |just |nicely )?{_SAY} (?P<meant>.+)$",
    rf"^{_LEAD}how (?:to )?(?:politely )?{_SAY} (?P<meant>.+)$",
    rf"^{_LEAD}(?:what(?:'?s| is) )?(?:the )?{_CHINESE}(?: word| phrase| words)? for (?P<meant>.+)$",
    rf"^{_LEAD}(?:translate|say) (?P<meant>.+?) (?:in|to|into) {_CHINESE}$",
    rf"^{_LEAD}(?P<meant>(?:\S+ ){{0,5}}\S+) in {_CHINESE}(?: please| pls)?$",
    rf"^(?:请问|想问)?(?P<meant>.+?){_YONG}{_ZEN}(?:说|写|讲|表达|打|问|回|回复|夸)(?:呢|啊|呀|才好|比较好)?$",
    rf"^(?:请问|想问)?{_YONG}{_ZEN}{_YONG}(?:说|写|讲|表达)(?P<meant>.+)$",
)


def said(text: str) -> str:
    """What somebody wants to say, where the text asks how to say something; else nothing."""
    folded = fold(text).strip(_EDGES)
    found = next((match for frame in _frames() if (match := frame.match(folded))), None)
    return _IN_CHINESE_HERE.sub("", found["meant"]).strip(_EDGES) if found else ""


@functools.cache
def _frames() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(frame) for frame in _FRAMES)
