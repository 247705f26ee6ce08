"""Cleans what the app's Share button copies: the link is cut out, and what tells who shared it is removed.

`xsec_token` stays: without it the app's website does not open the note. Short links are not followed, since that
would need the network and would tell the app who asks.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

_LINK = re.compile(
    r"(?:https?://)?(?:[\w-]+\.)*(?:xiaohongshu\.com|rednote\.com|xhslink\.com|xhslink\.cn)/[\w\-./?&=%+~#:@!$*;]*"
)
_SHORT = re.compile(r"(?:^|\.)xhslink\.(?:com|cn)$")
_TELLS_WHO = re.compile(
    r"^(?:shareRedId|appuid|share_id|apptime|author_share|xhsshare|app_version|app_platform|ignored?Engage|exSource"
    r"|verify\w*)$"
)


@dataclass(frozen=True, slots=True)
class Shared:
    """A link of the app in a text. `clean` is without what identifies the sharer; `removed` names what was."""

    link: str
    clean: str
    short: bool
    removed: tuple[str, ...]


def shared(text: str) -> Shared | None:
    """The first link of the app in a text, cleaned."""
    found = _LINK.search(text)
    if not found:
        return None
    link = found.group().rstrip(".;:!")
    parts = urlsplit(link if "://" in link else f"https://{link}")
    if _SHORT.search(parts.hostname or ""):
        return Shared(link, link, short=True, removed=())
    query = parse_qsl(parts.query, keep_blank_values=True)
    removed = tuple(name for name, _ in query if _TELLS_WHO.match(name))
    kept = [(name, value) for name, value in query if name not in removed]
    clean = urlunsplit(parts._replace(scheme="https", query=urlencode(kept, safe="="), fragment=""))
    return Shared(link, clean, short=False, removed=removed)
