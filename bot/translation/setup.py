"""Makes the chain that the configuration asks for."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from bot.config import EngineName, Translation
from bot.translation.cache import MemoryCache, NoCache, TranslationCache
from bot.translation.chain import Chain
from bot.translation.engine import Engine
from bot.translation.engines.deep import Google, Microsoft, MyMemory
from bot.translation.engines.deepl import DeepL, address_for
from bot.translation.engines.libretranslate import LibreTranslate
from bot.translation.guarded import GuardedEngine
from bot.translation.quota import Quota

DAY_SECONDS = 86_400.0


class TranslationSetupError(Exception):
    """An enabled engine cannot be used; the message has a line for each thing to mend, without any secret."""


def make_chain(
    settings: Translation, cache: TranslationCache | None = None, environment: Mapping[str, str] = os.environ
) -> Chain:
    """The enabled engines, in order. Without a cache of yours, translations are kept in memory.

    Raises:
        TranslationSetupError: with everything that an enabled engine lacks.
    """
    secrets = _Secrets(environment)
    engines = [_engine(name, settings, secrets) for name in dict.fromkeys(settings.engines)]
    if secrets.problems:
        raise TranslationSetupError("\n".join(secrets.problems))
    if settings.cache_days == 0:
        cache = NoCache()
    elif cache is None:
        cache = MemoryCache(settings.cache_days * DAY_SECONDS)
    guarded = [GuardedEngine(engine, settings.deadline_seconds) for engine in engines if engine]
    return Chain(guarded, Quota(settings.per_person, settings.per_conversation), cache)


def _engine(name: EngineName, settings: Translation, secrets: _Secrets) -> Engine | None:
    """An engine, or nothing where something is missing, which `secrets` then knows."""
    if name == "google":
        return Google()
    if name == "mymemory":
        return MyMemory(settings.mymemory.email or "")
    if name == "microsoft":
        key = secrets.read("microsoft", settings.microsoft.key_file, "MICROSOFT_API_KEY")
        return Microsoft(key, settings.microsoft.region or "") if key else None
    if name == "deepl":
        key = secrets.read("deepl", settings.deepl.key_file, "DEEPL_API_KEY")
        return DeepL(key, settings.deepl.api_url or address_for(key)) if key else None
    if not settings.libretranslate.url:
        secrets.problems.append("translation.libretranslate.url: libretranslate needs the address of its server")
        return None
    key = secrets.read("libretranslate", settings.libretranslate.key_file, "LIBRETRANSLATE_API_KEY", needed=False)
    return LibreTranslate(settings.libretranslate.url, key)


class _Secrets:
    """Finds keys, and collects what is wrong with them."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        self._environment = environment
        self.problems: list[str] = []

    def read(self, engine: str, file: str | None, variable: str, *, needed: bool = True) -> str:
        """The key from the environment, else from the file."""
        where = variable
        key = self._environment.get(variable, "").strip()
        if not key and file:
            where = f"translation.{engine}.key_file"
            try:
                key = Path(file).read_text("utf-8").strip()
            except (OSError, UnicodeError) as error:
                self.problems.append(f"{where}: it cannot be read ({type(error).__name__})")
                return ""
        if key and not (key.isascii() and key.isprintable() and " " not in key):
            self.problems.append(f"{where}: this is no key: it must be one line of letters, digits and marks")
            return ""
        if needed and not key:
            self.problems.append(f"translation.engines: {engine} needs a key, in {variable} or in its key_file")
        return key
