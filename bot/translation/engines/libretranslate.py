"""LibreTranslate, on a server of your own or of somebody else."""

from __future__ import annotations

import httpx
import msgspec

from bot.config import EngineName
from bot.translation.engine import Answer, no_translation
from bot.translation.engines.http import TIMEOUT, post_json
from bot.translation.languages import codes_of

MOST_CHARACTERS = 2_000
"""What public servers take at once."""


class _Detected(msgspec.Struct):
    language: str = ""


class _Translation(msgspec.Struct):
    translatedText: str  # noqa: N815 - LibreTranslate's name
    detectedLanguage: _Detected | None = None  # noqa: N815 - LibreTranslate's name


class LibreTranslate:
    """Speaks LibreTranslate's JSON; the key, if it wants one, travels in the body and not in the address."""

    key: EngineName = "libretranslate"
    name = "LibreTranslate"

    def __init__(self, address: str, secret: str = "") -> None:
        self.codes = codes_of(self.key)
        self._address = address
        self._secret = secret
        self._client = httpx.AsyncClient(timeout=TIMEOUT)

    def fits(self, text: str) -> bool:
        """Whether it takes a text of this length at once."""
        return len(text) <= MOST_CHARACTERS

    async def translate(self, text: str, source: str, target: str) -> Answer:
        """Translates a text that fits.

        Raises:
            EngineError: and nothing else.
        """
        body = {
            "q": text,
            "source": self.codes.sources.get(source, "auto"),
            "target": self.codes.targets[target],
            "format": "text",
        }
        if self._secret:
            body["api_key"] = self._secret
        headers = {"Content-Type": "application/json"}
        translation = await post_json(self._client, f"{self._address}/translate", body, headers, _Translation)
        if not translation.translatedText.strip():
            raise no_translation()
        detected = translation.detectedLanguage.language if translation.detectedLanguage else ""
        return Answer(translation.translatedText, source or self.codes.tag_of(detected))

    async def close(self) -> None:
        """Lets go of its connections."""
        await self._client.aclose()
