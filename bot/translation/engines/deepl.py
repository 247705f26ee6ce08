"""DeepL, by the API that it has now."""

from __future__ import annotations

import httpx
import msgspec

from bot.config import EngineName
from bot.translation.engine import Answer, no_translation
from bot.translation.engines.http import TIMEOUT, post_json
from bot.translation.languages import codes_of

MOST_BYTES = 100_000
"""A whole request may have 128 KiB."""


class _Translation(msgspec.Struct):
    text: str
    detected_source_language: str = ""


class _Translations(msgspec.Struct):
    translations: list[_Translation]


def address_for(secret: str) -> str:
    """The key of a free account is for another address."""
    return "https://api-free.deepl.com" if secret.endswith(":fx") else "https://api.deepl.com"


class DeepL:
    """The key travels in a header."""

    key: EngineName = "deepl"
    name = "DeepL"

    def __init__(self, secret: str, address: str) -> None:
        self.codes = codes_of(self.key)
        self._address = address
        self._headers = {"Authorization": f"DeepL-Auth-Key {secret}", "Content-Type": "application/json"}
        self._client = httpx.AsyncClient(timeout=TIMEOUT)

    def fits(self, text: str) -> bool:
        """Whether it takes a text of this length at once."""
        return len(text.encode()) <= MOST_BYTES

    async def translate(self, text: str, source: str, target: str) -> Answer:
        """Translates a text that fits.

        Raises:
            EngineError: and nothing else.
        """
        body: dict[str, object] = {"text": [text], "target_lang": self.codes.targets[target]}
        if source:
            body["source_lang"] = self.codes.sources[source]
        answer = await post_json(self._client, f"{self._address}/v2/translate", body, self._headers, _Translations)
        if not answer.translations or not answer.translations[0].text.strip():
            raise no_translation()
        translation = answer.translations[0]
        return Answer(translation.text, source or self.codes.tag_of(translation.detected_source_language))

    async def close(self) -> None:
        """Lets go of its connections."""
        await self._client.aclose()
