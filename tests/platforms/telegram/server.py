"""A stand-in for Telegram's Bot API server on loopback. It keeps the real one's rules and can be made to fail."""

from __future__ import annotations

import asyncio
import contextlib
import itertools
import json
import re
from collections import defaultdict, deque
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from aiohttp import ClientSession, web

from tests.platforms.telegram.entities import CannotParseError, visible

TOKEN = "1234567:AAbbCCddEEffGGhhIIjjKKllMMnnOOppQQr"  # noqa: S105 - nobody's
BOT_ID = 1234567
USERNAME = "RednoteGuideBot"

Params = dict[str, Any]
Json = dict[str, Any]


class Refused(Exception):  # noqa: N818 - it is an answer
    """An answer other than 200."""

    def __init__(self, code: int, description: str, **parameters: int) -> None:
        super().__init__(description)
        self.code = code
        self.body: Json = {"ok": False, "error_code": code, "description": description}
        if parameters:
            self.body["parameters"] = parameters


@dataclass
class Chat:
    """A chat that the server knows."""

    id: int
    type: str
    is_forum: bool = False
    topics: set[int] = field(default_factory=set)
    blocked: bool = False
    moved_to: int | None = None
    messages: dict[int, Json] = field(default_factory=dict)
    members: dict[int, str] = field(default_factory=dict)
    hides_members: bool = False

    def json(self) -> Json:
        """As updates carry it."""
        name = {"first_name": "Somebody"} if self.type == "private" else {"title": "Newcomers"}
        return {"id": self.id, "type": self.type, **name, **({"is_forum": True} if self.is_forum else {})}


@dataclass(frozen=True)
class Call:
    """A call that was accepted."""

    method: str
    params: Params
    result: Any

    @property
    def text(self) -> str:
        """What people see of a message."""
        return visible(self.params.get("text") or self.params.get("caption") or "")

    @property
    def labels(self) -> list[str]:
        """What stands on the buttons under a message."""
        return [button["text"] for button in self.buttons]

    @property
    def buttons(self) -> list[Json]:
        """The buttons under a message."""
        rows = self.params.get("reply_markup", {}).get("inline_keyboard", [])
        return [button for row in rows for button in row]


@dataclass
class Fault:
    """Trouble for the next calls of a method: an HTTP status, or a lost connection before or after the work."""

    status: int = 0
    description: str = "trouble"
    parameters: dict[str, int] = field(default_factory=dict)
    lost: str = ""
    times: int = 1


class BotApi:
    """The server. `calls` is what it accepted, `refusals` what it did not."""

    def __init__(self) -> None:
        self.calls: list[Call] = []
        self.refusals: list[tuple[str, str]] = []
        self.attempts: dict[str, int] = defaultdict(int)
        self.chats: dict[int, Chat] = {}
        self.commands: dict[str, Any] = {}
        self.inline_messages: dict[str, Json] = {}
        self.files: dict[str, bytes] = {}
        self.open_queries: set[str] = set()
        self.webhook: Params | None = None
        self.webhook_answers: list[int] = []
        self.allowed: list[str] | None = None
        self.token_works = True
        self.always_conflicts = False
        self.faults: dict[str, deque[Fault]] = defaultdict(deque)
        self._pending: list[Json] = []
        self._polls = 0
        self._news = asyncio.Event()
        self._update_ids = itertools.count(1000)
        self._message_ids = itertools.count(1)
        self._runner: web.AppRunner | None = None
        self._session: ClientSession | None = None
        self.url = ""

    async def start(self, port: int = 0, extra: Sequence[web.RouteDef] = ()) -> None:
        """Listens on a free port, or on the one that is given."""
        app = web.Application(client_max_size=2**24)
        app.add_routes(extra)
        app.router.add_get("/file/bot{token}/{name}", self._serve_file)
        app.router.add_route("*", "/bot{token}/{method}", self._serve)
        self._runner = web.AppRunner(app, shutdown_timeout=0.1, access_log=None)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", port)
        await site.start()
        self._session = ClientSession()
        self.url = f"http://127.0.0.1:{self._runner.addresses[0][1]}"

    async def stop(self) -> None:
        """Hangs up."""
        self._news.set()
        if self._session:
            await self._session.close()
        if self._runner:
            await self._runner.cleanup()
            self._runner = None

    @property
    def connections(self) -> int:
        """How many connections to it are open."""
        return len(self._runner.server.connections) if self._runner and self._runner.server else 0

    def fail(self, method: str, fault: Fault) -> None:
        """Makes the next calls of a method fail."""
        self.faults[method].append(fault)

    def made(self, *methods: str) -> list[Call]:
        """The accepted calls of methods."""
        return [call for call in self.calls if call.method in methods]

    def chat(self, chat_id: int, kind: str, *, forum: bool = False, topics: tuple[int, ...] = ()) -> Chat:
        """A chat, made when it is first named."""
        return self.chats.setdefault(chat_id, Chat(chat_id, kind, forum, set(topics)))

    def new_message_id(self) -> int:
        """The id of the next message."""
        return next(self._message_ids)

    def update(self, kind: str, content: Json, update_id: int | None = None) -> Json:
        """An update, to be delivered."""
        return {"update_id": next(self._update_ids) if update_id is None else update_id, kind: content}

    async def deliver(self, *updates: Json) -> None:
        """Gives updates to the bot, in this order, the way it asked for."""
        wanted = [each for each in updates if self.allowed is None or set(each) & set(self.allowed)]
        if self.webhook:
            for update in wanted:
                await self._call_webhook(update)
            return
        self._pending += wanted
        self._news.set()

    async def call_webhook(self, body: Json, headers: dict[str, str]) -> int:
        """Calls the webhook as somebody would who found its address."""
        assert self._session is not None
        assert self.webhook is not None
        async with self._session.post(self.webhook["url"], json=body, headers=headers) as answer:
            return answer.status

    async def _call_webhook(self, update: Json) -> None:
        assert self.webhook is not None
        secret = {"X-Telegram-Bot-Api-Secret-Token": self.webhook.get("secret_token", "")}
        self.webhook_answers.append(await self.call_webhook(update, secret))

    async def _serve(self, request: web.Request) -> web.StreamResponse:
        method = request.match_info["method"]
        form = await request.post()
        params = {name: _value(value) for name, value in form.items()}
        self.attempts[method] += 1
        fault = self._fault(method)
        if fault and fault.lost == "before":
            return _hang_up(request)
        try:
            result = await self._work(request.match_info["token"], method, params, fault)
        except (Refused, CannotParseError) as wrong:
            refused = wrong if isinstance(wrong, Refused) else Refused(400, str(wrong))
            self.refusals.append((method, str(refused)))
            return web.json_response(refused.body, status=refused.code)
        if method != "getUpdates":
            self.calls.append(Call(method, params, result))
        if fault and fault.lost == "after":
            return _hang_up(request)
        return web.json_response({"ok": True, "result": result})

    async def _serve_file(self, request: web.Request) -> web.StreamResponse:
        known = request.match_info["token"] == TOKEN and request.match_info["name"] in self.files
        return web.Response(body=self.files[request.match_info["name"]]) if known else web.Response(status=404)

    async def _work(self, token: str, method: str, params: Params, fault: Fault | None) -> Any:
        if token != TOKEN or not self.token_works:
            raise Refused(401, "Unauthorized")
        if fault and fault.status:
            raise Refused(fault.status, fault.description, **fault.parameters)
        return await self._handler(method)(params)

    def _fault(self, method: str) -> Fault | None:
        faults = self.faults[method]
        if not faults:
            return None
        faults[0].times -= 1
        return faults.popleft() if faults[0].times <= 0 else faults[0]

    def _handler(self, method: str) -> Callable[[Params], Awaitable[Any]]:
        handler = getattr(self, "_" + re.sub(r"([A-Z])", r"_\1", method).lower(), None)
        if handler is None or not method[:1].isalpha():
            raise Refused(404, "Not Found")
        return handler  # type: ignore[no-any-return]

    async def _get_me(self, _: Params) -> Json:
        return {
            "id": BOT_ID, "is_bot": True, "first_name": "Guide", "username": USERNAME, "can_join_groups": True,
            "can_read_all_group_messages": False, "supports_inline_queries": True, "supports_guest_queries": True,
        }  # fmt: skip

    async def _get_updates(self, params: Params) -> list[Json]:
        if self.webhook:
            raise Refused(409, "Conflict: can't use getUpdates method while webhook is active")
        if self.always_conflicts:
            raise Refused(409, "Conflict: terminated by other getUpdates request")
        self._polls += 1
        mine = self._polls
        if "allowed_updates" in params:
            self.allowed = params["allowed_updates"]
        offset = params.get("offset", 0)
        self._pending = [update for update in self._pending if update["update_id"] >= offset]
        if not self._pending and params.get("timeout", 0):
            self._news.clear()
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._news.wait(), params["timeout"])
        if mine != self._polls and params.get("timeout", 0):
            raise Refused(409, "Conflict: terminated by other getUpdates request")
        return self._pending[:100]

    async def _set_webhook(self, params: Params) -> bool:
        if params.get("secret_token") and not re.fullmatch(r"[A-Za-z0-9_-]{1,256}", str(params["secret_token"])):
            raise Refused(400, "Bad Request: secret token contains unallowed characters")
        self.webhook = params
        self.allowed = params.get("allowed_updates")
        return True

    async def _delete_webhook(self, _: Params) -> bool:
        self.webhook = None
        return True

    async def _get_webhook_info(self, _: Params) -> Json:
        address = self.webhook["url"] if self.webhook else ""
        return {"url": address, "has_custom_certificate": False, "pending_update_count": len(self._pending)}

    async def _send_message(self, params: Params) -> Json:
        _check_text(params)
        return self._sent(params, {"text": visible(params["text"]), "html": params["text"]})

    async def _send_photo(self, params: Params) -> Json:
        _check_caption(params)
        if not _file(params, "photo").startswith(b"\x89PNG"):
            raise Refused(400, "Bad Request: IMAGE_PROCESS_FAILED")
        photo = [{"file_id": "p", "file_unique_id": "p", "width": 8, "height": 8}]
        return self._sent(params, {"photo": photo, "caption": visible(params.get("caption", ""))})

    async def _send_document(self, params: Params) -> Json:
        if not _file(params, "document"):
            raise Refused(400, "Bad Request: file must be non-empty")
        return self._sent(params, {"document": {"file_id": "d", "file_unique_id": "d"}})

    async def _get_file(self, params: Params) -> Json:
        if params["file_id"] not in self.files:
            raise Refused(400, "Bad Request: invalid file_id")
        return {"file_id": params["file_id"], "file_unique_id": "f", "file_path": params["file_id"]}

    async def _get_chat_member(self, params: Params) -> Json:
        chat = self._open_chat(params)
        if chat.hides_members:
            raise Refused(400, "Bad Request: CHAT_ADMIN_REQUIRED")
        return as_member(params["user_id"], chat.members.get(params["user_id"], "left"))

    async def _get_chat_administrators(self, params: Params) -> list[Json]:
        members = self._open_chat(params).members.items()
        return [as_member(user, status) for user, status in members if status in {"creator", "administrator"}]

    def _sent(self, params: Params, content: Json) -> Json:
        chat = self._open_chat(params)
        _check_keyboard(params.get("reply_markup"))
        topic = params.get("message_thread_id")
        if topic is not None and topic not in chat.topics:
            raise Refused(400, "Bad Request: message thread not found")
        replied = self._replied(chat, params.get("reply_parameters"))
        message: Json = {
            "message_id": self.new_message_id(),
            "date": 1_700_000_000,
            "chat": chat.json(),
            "from": {"id": BOT_ID, "is_bot": True, "first_name": "Guide", "username": USERNAME},
            **content,
            "reply_markup": _inline_only(params.get("reply_markup")),
            **({"message_thread_id": topic, "is_topic_message": True} if topic else {}),
            **({"reply_to_message": replied} if replied else {}),
        }
        chat.messages[message["message_id"]] = message
        return _shown(message)

    async def _edit_message_text(self, params: Params) -> Json | bool:
        _check_text(params)
        _check_keyboard(params.get("reply_markup"))
        inline = params.get("inline_message_id")
        if inline is not None:
            if inline not in self.inline_messages:
                raise Refused(400, "Bad Request: MESSAGE_ID_INVALID")
            self.inline_messages[inline] = params
            return True
        message = self._open_chat(params).messages.get(params["message_id"])
        if message is None:
            raise Refused(400, "Bad Request: message to edit not found")
        if "text" not in message:
            raise Refused(400, "Bad Request: there is no text in the message to edit")
        if "force_reply" in params.get("reply_markup", {}):
            raise Refused(400, "Bad Request: inline keyboard expected")
        change = {"html": params["text"], "reply_markup": params.get("reply_markup")}
        if change.items() <= message.items():
            raise Refused(400, "Bad Request: message is not modified: specified new message content is the same")
        message |= {**change, "text": visible(params["text"])}
        return _shown(message)

    async def _delete_message(self, params: Params) -> bool:
        if self._open_chat(params).messages.pop(params["message_id"], None) is None:
            raise Refused(400, "Bad Request: message to delete not found")
        return True

    async def _send_chat_action(self, params: Params) -> bool:
        self._open_chat(params)
        return True

    async def _answer_callback_query(self, params: Params) -> bool:
        if len(str(params.get("text", ""))) > 200:
            raise Refused(400, "Bad Request: MESSAGE_TOO_LONG")
        self._close_query(params["callback_query_id"])
        return True

    async def _answer_inline_query(self, params: Params) -> bool:
        results = params["results"]
        if len(results) > 50:
            raise Refused(400, "Bad Request: RESULTS_TOO_MUCH")
        if len({result["id"] for result in results}) != len(results):
            raise Refused(400, "Bad Request: RESULT_ID_DUPLICATE")
        for result in results:
            _check_result(result)
        start = params.get("button", {}).get("start_parameter", "x")
        if not re.fullmatch(r"[A-Za-z0-9_-]{1,64}", start):
            raise Refused(400, "Bad Request: START_PARAM_INVALID")
        self._close_query(params["inline_query_id"])
        return True

    async def _answer_guest_query(self, params: Params) -> Json:
        _check_result(params["result"])
        self._close_query(params["guest_query_id"])
        name = f"guest-{self.new_message_id()}"
        self.inline_messages[name] = params
        return {"inline_message_id": name}

    async def _get_my_commands(self, params: Params) -> list[Json]:
        return self.commands.get(_scope(params), [])  # type: ignore[no-any-return]

    async def _set_my_commands(self, params: Params) -> bool:
        commands = params["commands"]
        if len(commands) > 100:
            raise Refused(400, "Bad Request: BOT_COMMANDS_TOO_MUCH")
        for command in commands:
            if not re.fullmatch(r"[a-z0-9_]{1,32}", command["command"]):
                raise Refused(400, "Bad Request: BOT_COMMAND_INVALID")
            if not 1 <= len(command["description"]) <= 256:
                raise Refused(400, "Bad Request: BOT_COMMAND_DESCRIPTION_INVALID")
        self.commands[_scope(params)] = commands
        return True

    def _open_chat(self, params: Params) -> Chat:
        chat = self.chats.get(params.get("chat_id", 0))
        if chat is None:
            raise Refused(400, "Bad Request: chat not found")
        if chat.blocked:
            raise Refused(403, "Forbidden: bot was blocked by the user")
        if chat.moved_to:
            description = "Bad Request: group chat was upgraded to a supergroup chat"
            raise Refused(400, description, migrate_to_chat_id=chat.moved_to)
        return chat

    def _close_query(self, query: Any) -> None:
        if str(query) not in self.open_queries:
            raise Refused(400, "Bad Request: query is too old and response timeout expired or query ID is invalid")
        self.open_queries.discard(str(query))

    def _replied(self, chat: Chat, wanted: Json | None) -> Json | None:
        if wanted is None:
            return None
        replied = chat.messages.get(wanted["message_id"])
        if replied is None and not wanted.get("allow_sending_without_reply"):
            raise Refused(400, "Bad Request: message to be replied not found")
        return (
            _shown({name: value for name, value in replied.items() if name != "reply_to_message"}) if replied else None
        )


def _read(value: str) -> Any:
    """A parameter: JSON where it is not a plain string."""
    if re.fullmatch(r"-?\d{1,18}", value):
        return int(value)
    if value in {"true", "false"} or value[:1] in {"{", "["}:
        with contextlib.suppress(ValueError):
            return json.loads(value)
    return value


def _value(value: Any) -> Any:
    """A parameter, or a file."""
    return value.file.read() if isinstance(value, web.FileField) else _read(str(value))


def _file(params: Params, name: str) -> bytes:
    """A file that was uploaded with a call."""
    value = params.get(name, b"")
    value = params[value.removeprefix("attach://")] if isinstance(value, str) else value
    return bytes(value)


def as_member(user: int, status: str) -> Json:
    """Somebody in a chat, as far as the library wants to know it."""
    rights = (
        "can_be_edited", "can_manage_chat", "can_delete_messages", "can_manage_video_chats", "can_restrict_members",
        "can_promote_members", "can_change_info", "can_invite_users", "can_post_stories", "can_edit_stories",
        "can_delete_stories",
    )  # fmt: skip
    person = {"id": user, "is_bot": False, "first_name": "Somebody"}
    more: Json = {"is_anonymous": False} if status in {"creator", "administrator"} else {}
    if status == "administrator":
        more |= dict.fromkeys(rights, True)
    return {"user": person, "status": status, **more, **({"until_date": 0} if status == "kicked" else {})}


def _inline_only(markup: Json | None) -> Json | None:
    """What of a markup stays under a message."""
    return markup if markup and "inline_keyboard" in markup else None


def _check_caption(params: Params) -> None:
    text = visible(str(params.get("caption", "")))
    if len(text.encode("utf-16-le")) // 2 > 1024:
        raise Refused(400, "Bad Request: message caption is too long")


def _hang_up(request: web.Request) -> web.StreamResponse:
    assert request.transport is not None
    request.transport.abort()
    return web.Response()


def _scope(params: Params) -> str:
    return f"{params.get('scope', {}).get('type', 'default')}:{params.get('language_code', '')}"


def _shown(message: Json) -> Json:
    return {name: value for name, value in message.items() if name != "html" and value is not None}


def _check_text(params: Params) -> None:
    text = params.get("text", "")
    text = visible(str(text)) if params.get("parse_mode") == "HTML" else str(text)
    if not text.strip():
        raise Refused(400, "Bad Request: message text is empty")
    if len(text.encode("utf-16-le")) // 2 > 4096:
        raise Refused(400, "Bad Request: message is too long")


def _check_keyboard(markup: Json | None) -> None:
    if not 1 <= len((markup or {}).get("input_field_placeholder", "x")) <= 64:
        raise Refused(400, "Bad Request: REPLY_MARKUP_PLACEHOLDER_INVALID")
    rows = (markup or {}).get("inline_keyboard", [])
    if sum(len(row) for row in rows) > 100 or any(len(row) > 8 for row in rows):
        raise Refused(400, "Bad Request: reply markup is too long")
    for button in (button for row in rows for button in row):
        _check_button(button)


def _check_button(button: Json) -> None:
    actions = set(button) - {"text"}
    if len(actions) != 1 or not button.get("text"):
        raise Refused(400, "Bad Request: can't parse inline keyboard button: Text buttons are unallowed")
    if "callback_data" in button and not 1 <= len(button["callback_data"].encode()) <= 64:
        raise Refused(400, "Bad Request: BUTTON_DATA_INVALID")
    if "copy_text" in button and not 1 <= len(button["copy_text"]["text"]) <= 256:
        raise Refused(400, "Bad Request: BUTTON_COPY_TEXT_INVALID")
    if "url" in button and not re.fullmatch(r"https?://[^\s]+|tg://[^\s]+", button["url"]):
        raise Refused(400, "Bad Request: BUTTON_URL_INVALID")


def _check_result(result: Json) -> None:
    if not 1 <= len(result["id"].encode()) <= 64:
        raise Refused(400, "Bad Request: RESULT_ID_INVALID")
    if not result.get("title"):
        raise Refused(400, "Bad Request: ARTICLE_TITLE_EMPTY")
    content = result["input_message_content"]
    _check_text({"text": content["message_text"], "parse_mode": content.get("parse_mode")})
    _check_keyboard(result.get("reply_markup"))
