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

    strictness: Annotated[float, Meta(ge=0.5, le=0.999)] = 0.9


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


EngineName = Literal["google", "mymemory", "microsoft", "libretranslate", "deepl"]


class MyMemory(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """MyMemory. Who gives an e-mail address may translate ten times as much in a day."""

    email: Text | None = None


class Microsoft(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Microsoft Translator. The key is in MICROSOFT_API_KEY or in `key_file`."""

    key_file: Text | None = None
    region: Text | None = None


class LibreTranslate(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A LibreTranslate server. Where it wants a key, that is in LIBRETRANSLATE_API_KEY or in `key_file`."""

    url: _HTTP | None = None
    key_file: Text | None = None


class DeepL(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """DeepL. The key is in DEEPL_API_KEY or in `key_file`; without `api_url` the key says which of its two it is."""

    key_file: Text | None = None
    api_url: _HTTP | None = None


class Translation(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Machine translation. `engines`: who is asked, in order; nothing is sent to any other.

    Quotas are for an hour; `cache_days: 0` keeps nothing.
    """

    engines: tuple[EngineName, ...] = ()
    deadline_seconds: Annotated[float, Meta(gt=0, le=60)] = 8.0
    per_person: Annotated[int, Meta(ge=1, le=10_000)] = 60
    per_conversation: Annotated[int, Meta(ge=1, le=100_000)] = 300
    cache_days: Annotated[int, Meta(ge=0, le=365)] = 30
    mymemory: MyMemory = MyMemory()
    microsoft: Microsoft = Microsoft()
    libretranslate: LibreTranslate = LibreTranslate()
    deepl: DeepL = DeepL()


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
    translation: Translation = Translation()


class ConfigurationError(ProblemsFound):
    """What is wrong with the configuration, all of it."""


def load_config(path: Path | None) -> Config:
    """The configuration in `path`; without one that in `./config.yaml` if there is such a file, else the defaults.

    Raises:
        ConfigurationError: with every problem of the file.
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
        raise ConfigurationError(document.problems if unreadable else [*document.problems, *problems])
    return config
