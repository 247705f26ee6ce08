"""`config.yaml` and the environment become one typed, frozen Config; every problem is reported at once.

`config.example.yaml` shows each key with its default. Secrets come from the environment or from a file of their own,
never from the configuration itself.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

from msgspec import Meta, Struct

from bot.core.knowledge.kinds import Text
from bot.core.knowledge.problems import ProblemsFound

DEFAULT_FILE = Path("config.yaml")

_HTTP = Annotated[
    Text,
    Meta(
        pattern=r"^https?://\S+[^/\s]$",
        extra={"say": "must be an address such as https://host, without a / at its end"},
    ),
]
_WEBSOCKET = Annotated[Text, Meta(pattern=r"^wss?://\S+$", extra={"say": "must be an address such as wss://host"})]
_SECRET = Annotated[
    Text,
    Meta(pattern="^[A-Za-z0-9_-]{16,256}$", extra={"say": "must be 16 to 256 of the characters A-Z a-z 0-9 _ -"}),
]
_Id = Annotated[int, Meta(ge=1)]


class Matching(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How sure an answer has to be. `strictness`: share of what must not be answered that gets no answer."""

    strictness: Annotated[float, Meta(ge=0.5, le=0.999)] = 0.97


class Limits(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How many messages and presses of one person are answered in a minute."""

    per_minute: Annotated[int, Meta(ge=1, le=1_000)] = 20


class Storage(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Where is kept what must outlive the program: an SQLAlchemy address; without one, a file of our own."""

    url: str = ""


class Webhook(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Telegram calls `url`, which leads to `listen`:`port` here; `secret` proves that it is Telegram."""

    url: _HTTP
    listen: str = "127.0.0.1"
    port: Annotated[int, Meta(ge=1, le=65_535)] = 8_443
    secret: _SECRET


class Telegram(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The Telegram bot. The token is in TELEGRAM_TOKEN or in `token_file`."""

    token_file: Text | None = None
    api_url: _HTTP = "https://api.telegram.org"
    webhook: Webhook | None = None
    welcome: bool = False


class Discord(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The Discord bot. The token is in DISCORD_TOKEN or in `token_file`.

    `listen_in`: ids of channels where plain questions are answered too (needs the message content intent).
    `welcome_in`: the id of the channel where newcomers are welcomed (needs the members intent).
    """

    token_file: Text | None = None
    api_url: _HTTP | None = None
    gateway_url: _WEBSOCKET | None = None
    shards: _Id | None = None
    listen_in: tuple[_Id, ...] = ()
    welcome_in: _Id | None = None


class Config(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Everything an operator may decide. `content` and `cache` are folders; `cache: off` keeps nothing."""

    content: Text | None = None
    cache: Text | None = None
    language: Literal["en", "zh-Hans", "zh-Hant"] = "en"
    matching: Matching = Matching()
    limits: Limits = Limits()
    storage: Storage = Storage()
    telegram: Telegram = Telegram()
    discord: Discord = Discord()


def load_config(path: Path | None) -> Config:
    """The configuration in `path`; without one that in `./config.yaml` if there is such a file, else the defaults.

    Raises:
        ProblemsFound: with every problem of the file.
    """
    if path is None and not DEFAULT_FILE.exists():
        return Config()
    from bot.core.knowledge.validation import validate  # noqa: PLC0415 - only where there is a file to read
    from bot.core.knowledge.yaml_file import EMPTY, read  # noqa: PLC0415 - the same

    path = path or DEFAULT_FILE
    document = read(path, str(path))
    if [problem.message for problem in document.problems] == [EMPTY]:
        return Config()
    config, problems = validate(Config, document, document.value)
    if document.problems or config is None:
        unreadable = document.problems and not document.lines
        raise ProblemsFound(document.problems if unreadable else [*document.problems, *problems])
    return config
