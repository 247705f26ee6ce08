"""The border to deep-translator: nothing else imports it, and none of its surprises gets past here.

Each call makes an object of its own, because the package keeps a request in the object and would mix up two people's
texts. Whatever goes wrong becomes an EngineError: the package's own errors carry whole texts and keys.
"""

from __future__ import annotations

import html
import logging
import re
from collections.abc import Callable
from typing import Any

import msgspec
import requests
from deep_translator import google as google_module
from deep_translator import microsoft as microsoft_module
from deep_translator import mymemory as mymemory_module

from bot.translation.engine import EngineError, no_answer_in_time, no_translation, not_reached, require_success

TIMEOUT = (4.0, 10.0)
"""Seconds to connect, and seconds of silence."""

_WARNING = re.compile(
    r"MYMEMORY WARNING|IS AN INVALID (SOURCE|TARGET) LANGUAGE|QUERY LENGTH LIMIT|PLEASE SELECT TWO DISTINCT LANGUAGES"
    r"|NO QUERY SPECIFIED|INVALID LANGUAGE PAIR SPECIFIED|INVALID EMAIL PROVIDED"
)


class _Translation(msgspec.Struct):
    translatedText: str | None = None  # noqa: N815 - MyMemory's name


class _MyMemoryAnswer(msgspec.Struct):
    responseData: _Translation  # noqa: N815 - MyMemory's name
    responseStatus: int | str = 200  # noqa: N815 - MyMemory's name
    quotaFinished: bool | None = None  # noqa: N815 - MyMemory's name


class _Requests:
    """Stands where one of the package's modules expects `requests`: adds time limits and looks at every answer."""

    exceptions = requests.exceptions

    def __init__(self, check: Callable[[requests.Response], None] = lambda response: None) -> None:
        self._check = check

    def get(self, url: str, **options: Any) -> requests.Response:
        return self._send("GET", url, options)

    def post(self, url: str, **options: Any) -> requests.Response:
        return self._send("POST", url, options)

    def _send(self, method: str, url: str, options: dict[str, Any]) -> requests.Response:
        try:
            response = requests.request(method, url, timeout=TIMEOUT, **options)
        except requests.Timeout:
            raise no_answer_in_time() from None
        except requests.RequestException:
            raise not_reached() from None
        require_success(response.status_code)
        self._check(response)
        return response


def _check_mymemory(response: requests.Response) -> None:
    """MyMemory says with HTTP 200, in place of the translation, that it will not translate."""
    answer = msgspec.json.decode(response.content, type=_MyMemoryAnswer)
    text = answer.responseData.translatedText or ""
    if answer.quotaFinished or str(answer.responseStatus) == "429" or text.startswith("MYMEMORY WARNING"):
        raise EngineError("quota", "its quota for today is used up")
    if str(answer.responseStatus) != "200" or _WARNING.search(text):
        raise EngineError("unavailable", "it answered with a warning")


# From here on the package calls us. Its HTTP library would write whole addresses, with texts in them, to its log.
google_module.requests = _Requests()
mymemory_module.requests = _Requests(_check_mymemory)
microsoft_module.requests = _Requests()
logging.getLogger("urllib3.connectionpool").disabled = True


class _Microsoft(microsoft_module.MicrosoftTranslator):  # type: ignore[misc] # the package has no types
    """Knows the languages from us; the package would ask Microsoft for them before each translation."""

    def __init__(self, source: str, target: str, key: str, region: str) -> None:
        self._known = {code: code for code in (source, target) if code != "auto"}
        super().__init__(source=source, target=target, api_key=key, region=region or None)
        self.source = None if source == "auto" else source  # "auto" is the package's word, not Microsoft's

    def _get_supported_languages(self) -> dict[str, str]:
        return self._known


def google(address: str, text: str, pair: tuple[str, str]) -> str:
    """Translates with Google's page.

    Raises:
        EngineError: and nothing else.
    """

    def call() -> object:
        translator = google_module.GoogleTranslator(source=pair[0], target=pair[1])
        translator._base_url = address
        answer = translator.translate(text)
        return text if answer is None else answer  # None: it left the text as it was

    return _at_the_border(call)


def mymemory(address: str, email: str, text: str, pair: tuple[str, str]) -> str:
    """Translates with MyMemory.

    Raises:
        EngineError: and nothing else.
    """

    def call() -> object:
        translator = mymemory_module.MyMemoryTranslator(source=pair[0], target=pair[1], email=email or None)
        translator._base_url = address
        answer = translator.translate(text)
        return html.unescape(answer) if isinstance(answer, str) else answer

    return _at_the_border(call)


def microsoft(address: str, key: str, region: str, text: str, pair: tuple[str, str]) -> str:
    """Translates with Microsoft's translator.

    Raises:
        EngineError: and nothing else.
    """

    def call() -> object:
        translator = _Microsoft(*pair, key, region)
        translator._base_url = address
        return translator.translate(text)

    return _at_the_border(call)


def _at_the_border(call: Callable[[], object]) -> str:
    try:
        answer = call()
    except EngineError:
        raise
    except Exception:  # noqa: BLE001 - the package raises what it likes, and its messages hold texts and keys
        raise no_translation() from None
    if not isinstance(answer, str) or not answer.strip():
        raise no_translation()
    return answer
