"""All engines in one server on loopback, as strict as the real ones, with the moods of the real ones."""

from __future__ import annotations

import asyncio
import contextlib
import html
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from typing import Literal

from aiohttp import web

from bot.config import EngineName
from bot.translation.engine import Engine
from bot.translation.engines.deep import Google, Microsoft, MyMemory
from bot.translation.engines.deepl import DeepL
from bot.translation.engines.libretranslate import LibreTranslate

SECRET = "a-key-that-nobody-may-see"  # noqa: S105 - it opens nothing

Mood = Literal[
    "well", "400", "403", "429", "500", "hang", "garbage", "empty", "html", "warning", "cut off", "unchanged"
]

TROUBLES: tuple[Mood, ...] = ("400", "403", "429", "500", "hang", "garbage", "empty", "html", "warning", "cut off")

_HTML = "<!doctype html><html><head><title>Sorry</title></head><body><h1>Unusual traffic</h1></body></html>"
_WARNING = "MYMEMORY WARNING: YOU USED ALL AVAILABLE FREE TRANSLATIONS FOR TODAY."


@dataclass(slots=True)
class Asked:
    """One request as an engine understood it."""

    engine: EngineName
    text: str
    source: str
    target: str


@dataclass(slots=True)
class StandIn:
    """What it was asked, and how each engine feels. `hangs_at`: a word that makes a call hang, whatever the mood."""

    address: str = ""
    asked: list[Asked] = field(default_factory=list)
    moods: dict[EngineName, Mood] = field(default_factory=dict)
    hangs_at: str = "\0"
    hanging: int = 0
    _over: asyncio.Event = field(default_factory=asyncio.Event)

    def engine(self, name: EngineName) -> Engine:
        """An engine of ours that talks to this server."""
        make: dict[EngineName, Callable[[], Engine]] = {
            "google": lambda: Google(f"{self.address}/m"),
            "mymemory": lambda: MyMemory("someone@example.org", f"{self.address}/get"),
            "microsoft": lambda: Microsoft(SECRET, "here", f"{self.address}/microsoft?api-version=3.0"),
            "libretranslate": lambda: LibreTranslate(self.address, SECRET),
            "deepl": lambda: DeepL(SECRET, self.address),
        }
        return make[name]()

    def release(self) -> None:
        """Nothing hangs any more."""
        self._over.set()

    def texts(self, name: EngineName) -> list[str]:
        """What an engine was asked to translate."""
        return [asked.text for asked in self.asked if asked.engine == name]

    @contextlib.asynccontextmanager
    async def serving(self) -> AsyncIterator[StandIn]:
        """Inside, the server answers; afterwards nothing hangs any more."""
        app = web.Application()
        app.add_routes(
            [
                web.get("/m", self._google),
                web.get("/get", self._mymemory),
                web.post("/microsoft", self._microsoft),
                web.post("/translate", self._libretranslate),
                web.post("/v2/translate", self._deepl),
            ]
        )
        runner = web.AppRunner(app, access_log=None, shutdown_timeout=1)
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        self.address = f"http://127.0.0.1:{runner.addresses[0][1]}"
        try:
            yield self
        finally:
            self.release()
            await runner.cleanup()

    async def _google(self, request: web.Request) -> web.StreamResponse:
        asked = Asked("google", request.query["q"], request.query["sl"], request.query["tl"])
        _require(asked.source in {"auto", "en", "zh-CN", "zh-TW", "ja"}, asked.target in {"en", "zh-CN", "zh-TW", "iw"})
        page = '<html><body><div class="{}">{}</div></body></html>'
        text = asked.text if self.moods.get("google") == "unchanged" else _translated(asked)
        found = page.format("result-container", html.escape(text))
        return await self._answer(request, asked, found, empty=page.format("result-container", ""), garbage="<<<\x00")

    async def _mymemory(self, request: web.Request) -> web.StreamResponse:
        source, _, target = request.query["langpair"].partition("|")
        asked = Asked("mymemory", request.query["q"], source, target)
        if len(asked.text.encode()) > 500:
            return web.json_response(_mymemory("QUERY LENGTH LIMIT EXCEEDED. MAX ALLOWED QUERY : 500 CHARS", "403"))
        if source == "auto":
            return web.json_response(_mymemory("'AUTO' IS AN INVALID SOURCE LANGUAGE . EXAMPLE: LANGPAIR=EN|IT", "403"))
        _require(source in {"en-GB", "zh-CN", "zh-TW", "ja-JP"}, target in {"en-GB", "zh-CN", "zh-TW", "he-IL"})
        return await self._answer(
            request, asked, _mymemory(_translated(asked)), empty=_mymemory(""), garbage={"responseData": None}
        )

    async def _microsoft(self, request: web.Request) -> web.StreamResponse:
        body = await request.json()
        asked = Asked("microsoft", body[0]["text"], request.query.get("from", ""), request.query["to"])
        _require(asked.source in {"", "en", "zh-Hans", "zh-Hant"}, asked.target in {"en", "zh-Hans", "zh-Hant", "he"})
        if request.headers.get("Ocp-Apim-Subscription-Key") != SECRET:
            raise web.HTTPUnauthorized
        found = [{"translations": [{"text": _translated(asked), "to": asked.target}]}]
        return await self._answer(request, asked, found, empty=[{"translations": []}], garbage=[])

    async def _libretranslate(self, request: web.Request) -> web.StreamResponse:
        body = await request.json()
        asked = Asked("libretranslate", body["q"], body["source"], body["target"])
        _require(asked.source in {"auto", "en", "zh", "zt", "ja"}, asked.target in {"en", "zh", "zt", "he"})
        _require(body["format"] == "text", len(asked.text) <= 2_000, not request.query_string)
        if body.get("api_key") != SECRET:
            raise web.HTTPForbidden
        found: dict[str, object] = {"translatedText": _translated(asked)}
        if asked.source == "auto":
            found["detectedLanguage"] = {"confidence": 90.0, "language": "zh"}
        return await self._answer(request, asked, found, empty={"translatedText": ""}, garbage={"error": "Too slow"})

    async def _deepl(self, request: web.Request) -> web.StreamResponse:
        body = await request.json()
        asked = Asked("deepl", body["text"][0], body.get("source_lang", ""), body["target_lang"])
        _require(asked.source in {"", "EN", "ZH", "JA"}, asked.target in {"EN-US", "ZH-HANS", "ZH-HANT", "HE"})
        if request.headers.get("Authorization") != f"DeepL-Auth-Key {SECRET}" or request.query_string:
            raise web.HTTPForbidden
        found = {"translations": [{"detected_source_language": "ZH", "text": _translated(asked)}]}
        return await self._answer(request, asked, found, empty={"translations": []}, garbage={"translations": [{}]})

    async def _answer(
        self, request: web.Request, asked: Asked, found: object, *, empty: object, garbage: object
    ) -> web.StreamResponse:
        """What the engine found, or what it says in its mood."""
        self.asked.append(asked)
        mood = self.moods.get(asked.engine, "well")
        if mood == "hang" or self.hangs_at in asked.text:
            self.hanging += 1
            await self._over.wait()
        if mood == "cut off":
            _cut_off(request)
        if mood.isdigit():
            return web.json_response({"error": {"message": f"{asked.text} {SECRET}"}}, status=int(mood))
        body = {"empty": empty, "html": _HTML, "garbage": garbage, "warning": _mymemory(_WARNING)}.get(mood, found)
        if isinstance(body, str):
            return web.Response(text=body, content_type="text/html")
        return web.json_response(body)


def _translated(asked: Asked) -> str:
    """A translation that shows of what, and into what."""
    return f"{asked.target} <{asked.text.strip()}>"


def _mymemory(text: str, status: int | str = 200) -> dict[str, object]:
    return {"responseData": {"translatedText": text}, "responseStatus": status, "matches": []}


def _require(*conditions: bool) -> None:
    """What an engine does not know, it does not accept."""
    if not all(conditions):
        raise web.HTTPBadRequest


def _cut_off(request: web.Request) -> None:
    if request.transport:
        request.transport.abort()
