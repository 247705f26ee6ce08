"""A stand-in for Discord on loopback: REST and gateway over real HTTP and WebSocket, as strict as the real one."""

from __future__ import annotations

import contextlib
import json
import secrets
import socket
import struct
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

from aiohttp import web

from bot.discord.service import DiscordService
from tests.platforms.discord import payloads
from tests.platforms.discord.calls import (
    COMMAND,
    COMPONENT,
    DEFERRED,
    DEFERRED_UPDATE,
    FORM,
    MESSAGE,
    SUBMIT,
    SUGGESTIONS,
    TYPING,
    UPDATE,
    Call,
    Fault,
    pressable,
    until,
)
from tests.platforms.discord.gateway import CONTENT, TOKEN, Gateway
from tests.platforms.discord.limits import faults_of_answer, faults_of_command, faults_of_message

Where = dict[str, Any] | None
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class DiscordServer:
    """One application, its servers, and what happened."""

    def __init__(self, shards: int = 1) -> None:
        self.shards = shards
        self.commands: list[dict[str, Any]] = []
        self.registrations = 0
        self.faults: list[Fault] = []
        self.calls: dict[str, Call] = {}
        self.messages: dict[str, dict[str, Any]] = {}
        self.posted: list[dict[str, Any]] = []
        self.forbidden: dict[int, int] = {}
        self.refusals: list[str] = []
        self.expected_refusals: list[str] = []
        self.requests: list[str] = []
        self.bots: list[DiscordService] = []
        self.files: dict[str, bytes] = {}
        self.guilds = [
            payloads.guild(payloads.GUILD, (payloads.CHANNEL,)),
            payloads.guild(payloads.OTHER_GUILD, (payloads.OTHER_CHANNEL,), "zh-CN"),
        ]
        self.gateway = Gateway(self.guilds)
        self._by_nonce: dict[str, dict[str, Any]] = {}
        self._runner: web.AppRunner | None = None
        self.port = 0

    @property
    def api_url(self) -> str:
        """Where the REST interface is."""
        return f"http://127.0.0.1:{self.port}/api/v10"

    async def start(self) -> None:
        """Listens on a free port."""
        app = web.Application(middlewares=[self._fail])
        app.router.add_get("/gateway/", self.gateway.serve)
        app.router.add_get("/files/{name}", self._file)
        api = "/api/v10"
        hook = f"{api}/webhooks/{payloads.APPLICATION}/{{token}}"
        commands = f"{api}/applications/{payloads.APPLICATION}/commands"
        app.router.add_get(f"{api}/users/@me", self._me)
        app.router.add_get(f"{api}/oauth2/applications/@me", self._application)
        app.router.add_get(f"{api}/gateway/bot", self._gateway_bot)
        app.router.add_get(commands, self._known_commands)
        app.router.add_put(commands, self._register)
        app.router.add_post(f"{api}/interactions/{{id}}/{{token}}/callback", self._acknowledge)
        app.router.add_patch(f"{hook}/messages/@original", self._edit)
        app.router.add_delete(f"{hook}/messages/@original", self._delete)
        app.router.add_post(hook, self._follow_up)
        app.router.add_post(f"{api}/channels/{{channel}}/messages", self._post)
        self._runner = web.AppRunner(app, shutdown_timeout=0.1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        self.port = self._runner.addresses[0][1]
        self.gateway.url = f"ws://127.0.0.1:{self.port}/gateway/"

    async def stop(self) -> None:
        """Closes everything."""
        await self.gateway.close()
        assert self._runner is not None
        await self._runner.cleanup()

    # what tests make happen

    async def dispatch(self, event: str, data: dict[str, Any], shard: int | None = None) -> None:
        """Sends an event to the shard of its server."""
        server = int(data.get("guild_id") or 0)
        wanted = (server >> 22) % self.shards if shard is None else shard
        await self.gateway.session_of(wanted).dispatch(event, data)

    async def write(self, message: dict[str, Any]) -> dict[str, Any]:
        """Somebody writes a message; without the intent, we read only what Discord lets us read."""
        self.messages[message["id"]] = message
        named = any(int(each["id"]) == payloads.BOT for each in message["mentions"])
        may_read = named or "guild_id" not in message or self.gateway.identified[0]["intents"] & CONTENT
        await self.dispatch("MESSAGE_CREATE", message if may_read else message | {"content": "", "embeds": []})
        return message

    async def quiet(self) -> None:
        """Returns when nothing is being answered any more."""
        await until(lambda: not any(bot.under_way for bot in self.bots))

    async def interact(self, kind: int, data: dict[str, Any], **where: Any) -> Call:
        """Somebody uses a command, a button, a select or a form."""
        call, payload = self.interaction(kind, data, **where)
        await self.dispatch("INTERACTION_CREATE", payload)
        return call

    def interaction(
        self,
        kind: int,
        data: dict[str, Any],
        *,
        person: int = payloads.ADA,
        server: int | None = payloads.GUILD,
        place: int | None = None,
        locale: str = "en-US",
        permissions: int = payloads.WRITE,
        roles: tuple[int, ...] = (),
        installed: bool = True,
        source: dict[str, Any] | None = None,
    ) -> tuple[Call, dict[str, Any]]:
        """An interaction that was not sent yet."""
        call = Call(payloads.snowflake(), secrets.token_hex(16), kind, source)
        self.calls[call.token] = call
        place = place or (payloads.CHANNEL if server else payloads.DIRECT)
        payload: dict[str, Any] = {
            "id": call.id,
            "application_id": str(payloads.APPLICATION),
            "type": kind,
            "token": call.token,
            "version": 1,
            "data": data,
            "locale": locale,
            "channel_id": str(place),
            "attachment_size_limit": 10_000_000,
            "entitlements": [],
            "app_permissions": str(payloads.WRITE),
            "authorizing_integration_owners": {"0": str(server)} if server and installed else {"1": str(person)},
            "context": 0 if server else 1,
        }
        if server:
            known = next((each for each in self.guilds if each["id"] == str(server)), None)
            payload |= {
                "guild_id": str(server),
                "guild_locale": known["preferred_locale"] if known else "en-US",
                "guild": {"id": str(server), "features": [], "locale": "en-US"},
                "member": payloads.member(person, permissions, roles),
                "channel": payloads.channel(place, server),
            }
        else:
            payload |= {"user": payloads.user(person), "channel": payloads.direct_channel(place, person)}
        if source is not None:
            payload["message"] = source
        return call, payload

    async def command(self, name: str, text: str | None = None, also: str | None = None, **where: Any) -> Call:
        """Somebody uses a slash command that was registered."""
        known = next(each for each in self.commands if each["name"] == name and each["type"] == 1)
        options = [
            {"name": option["name"], "type": 3, "value": value}
            for option, value in zip(known["options"], (text, also), strict=False)
            if value is not None
        ]
        return await self.interact(COMMAND, self._invocation(known) | {"options": options}, **where)

    async def guide(self, sub: str, *, file: dict[str, Any] | None = None, where: Where = None, **said: str) -> Call:
        """A moderator uses a subcommand of `/guide` that was registered."""
        command = next(each for each in self.commands if each["name"] == "guide")
        known = next(each for each in command["options"] if each["name"] == sub)
        assert set(said) <= {option["name"] for option in known.get("options", ())}
        options: list[dict[str, Any]] = [{"name": name, "type": 3, "value": value} for name, value in said.items()]
        resolved = {}
        if file:
            options.append({"name": "file", "type": 11, "value": file["id"]})
            resolved = {"resolved": {"attachments": {file["id"]: file}}}
        inside = {"name": sub, "type": 1, "options": options}
        return await self.interact(COMMAND, self._invocation(command) | {"options": [inside]} | resolved, **where or {})

    async def type_id(self, sub: str, typed: str, **where: Any) -> Call:
        """A moderator types the id that a subcommand takes."""
        command = next(each for each in self.commands if each["name"] == "guide")
        option = {"name": "id", "type": 3, "value": typed, "focused": True}
        inside = {"name": sub, "type": 1, "options": [option]}
        return await self.interact(TYPING, self._invocation(command) | {"options": [inside]}, **where)

    async def submit(self, form: Call, where: Where = None, **filled: str | list[str]) -> Call:
        """Somebody fills in a form; what they leave alone stays as it was."""
        modal = form.data
        parts = [label["component"] for label in modal["components"]]
        assert set(filled) <= {part["custom_id"] for part in parts}
        components = [{"type": 18, "component": _filled(part, filled.get(part["custom_id"]))} for part in parts]
        data = {"custom_id": modal["custom_id"], "components": components}
        return await self.interact(SUBMIT, data, source=form.source, **where or {})

    def upload(self, name: str, data: bytes) -> dict[str, Any]:
        """A file as Discord knows it."""
        number = payloads.snowflake()
        self.files[f"{number}-{name}"] = data
        url = f"http://127.0.0.1:{self.port}/files/{number}-{name}"
        return {"id": number, "filename": name, "size": len(data), "url": url, "proxy_url": url}

    async def type_in(self, name: str, typed: str, **where: Any) -> Call:
        """Somebody types the option of a slash command."""
        known = next(each for each in self.commands if each["name"] == name)
        option = {"name": known["options"][0]["name"], "type": 3, "value": typed, "focused": True}
        return await self.interact(TYPING, self._invocation(known) | {"options": [option]}, **where)

    async def use_menu(self, name: str, message: dict[str, Any], **where: Any) -> Call:
        """Somebody uses the menu of a message."""
        known = next(each for each in self.commands if each["name"] == name and each["type"] == 3)
        data = self._invocation(known) | {
            "target_id": message["id"],
            "resolved": {"messages": {message["id"]: message}},
        }
        return await self.interact(COMMAND, data, **where)

    async def press(self, message: dict[str, Any], label: str, **where: Any) -> Call:
        """Somebody presses a button, or chooses from a select, by its label."""
        custom_id, _, value = pressable(message)[label].partition("\n")
        data = (
            {"component_type": 3, "custom_id": custom_id, "values": [value]}
            if value
            else {
                "component_type": 2,
                "custom_id": custom_id,
            }
        )
        return await self.interact(COMPONENT, data, source=message, **where)

    # REST

    @web.middleware
    async def _fail(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        self.requests.append(f"{request.method} {request.path}")
        fault = next(
            (
                each
                for each in self.faults
                if each.times and each.method == request.method and each.path in request.path
            ),
            None,
        )
        if fault is not None:
            fault.times -= 1
            if fault.after:
                await request.read()
                await handler(request)
            if fault.reset:
                return _reset(request)
            return as_json(fault.body, status=fault.status, headers=fault.headers)
        try:
            answer = await handler(request)
        except RefusedError as refused:
            self.refusals.append(str(refused))
            return as_json({"code": refused.code, "message": str(refused)}, status=refused.status)
        return answer

    async def _me(self, request: web.Request) -> web.Response:
        if request.headers.get("Authorization") != f"Bot {TOKEN}":
            raise RefusedError(401, 0, "401: Unauthorized")
        return as_json(payloads.user(payloads.BOT, bot=True))

    async def _application(self, request: web.Request) -> web.Response:
        owner = payloads.user(payloads.MODERATOR)
        facts = {"id": str(payloads.APPLICATION), "name": "guide", "description": "", "icon": None, "owner": owner}
        more = {"bot_public": True, "bot_require_code_grant": False, "verify_key": "", "flags": 0, "summary": ""}
        return as_json(facts | more)

    async def _gateway_bot(self, request: web.Request) -> web.Response:
        limits = {"total": 1_000, "remaining": 999, "reset_after": 0, "max_concurrency": 16}
        return as_json({"url": self.gateway.url, "shards": self.shards, "session_start_limit": limits})

    async def _known_commands(self, request: web.Request) -> web.Response:
        hidden = (
            set()
            if request.query.get("with_localizations") == "true"
            else {
                "name_localizations",
                "description_localizations",
            }
        )
        return as_json([{k: v for k, v in each.items() if k not in hidden} for each in self.commands])

    async def _register(self, request: web.Request) -> web.Response:
        commands = await request.json()
        if faults := [fault for command in commands for fault in faults_of_command(command)]:
            raise invalid(faults)
        self.registrations += 1
        self.commands = [
            {
                **command,
                "id": payloads.snowflake(),
                "application_id": str(payloads.APPLICATION),
                "version": payloads.snowflake(),
                "default_member_permissions": _text_or_none(command.get("default_member_permissions")),
                "name_localizations": command.get("name_localizations") or None,
                "description": command.get("description", ""),
                "description_localizations": command.get("description_localizations") or None,
                "options": [{k: v for k, v in o.items() if v} for o in command.get("options", ())],
            }
            for command in commands
        ]
        return as_json(self.commands)

    async def _acknowledge(self, request: web.Request) -> web.Response:
        call = self._call(request)
        if call.id != request.match_info["id"]:
            raise RefusedError(404, 10062, "Unknown interaction")
        if call.acks:
            raise RefusedError(400, 40060, "Interaction has already been acknowledged.")
        ack = await self._read(request)
        kind, data = ack["type"], ack.get("data") or {}
        allowed = {
            COMMAND: {MESSAGE, DEFERRED, FORM},
            COMPONENT: {MESSAGE, DEFERRED, DEFERRED_UPDATE, UPDATE, FORM},
            TYPING: {SUGGESTIONS},
            SUBMIT: {MESSAGE, DEFERRED, DEFERRED_UPDATE, UPDATE},
        }[call.kind]
        if faults := [*(() if kind in allowed else (f"type {kind}",)), *faults_of_answer(kind, data)]:
            raise invalid(faults)
        call.acks.append(ack)
        call.acknowledgement.set()
        shown = None
        if kind == MESSAGE:
            shown = call.shown = self._message(data, payloads.CHANNEL)
        elif kind == UPDATE:
            shown = call.shown = _edited(call.source or {}, data)
        answer = {"interaction": {"id": call.id, "type": call.kind, "response_message_id": shown and shown["id"]}}
        if shown:
            answer["resource"] = {"type": kind, "message": shown}
        return as_json(answer)

    async def _edit(self, request: web.Request) -> web.Response:
        call = self._call(request)
        if not call.acks or call.deleted:
            raise RefusedError(404, 10008, "Unknown Message")
        change = await self._read(request)
        if faults := list(faults_of_message(change, edit=True)):
            raise invalid(faults)
        flags = (call.acks[0].get("data") or {}).get("flags", 0)
        before = call.shown or call.source if call.acks[0]["type"] != DEFERRED else call.shown
        call.shown = _edited(before, change) if before else self._message({"flags": flags} | change, payloads.CHANNEL)
        return as_json(call.shown)

    async def _delete(self, request: web.Request) -> web.Response:
        call = self._call(request)
        if not call.acks:
            raise RefusedError(404, 10008, "Unknown Message")
        call.deleted = True
        if call.source and call.acks[0]["type"] == DEFERRED_UPDATE:
            self.messages.pop(call.source["id"], None)
        return web.Response(status=204)

    async def _follow_up(self, request: web.Request) -> web.Response:
        call = self._call(request)
        data = await self._read(request)
        if faults := list(faults_of_message(data)):
            raise invalid(faults)
        if not call.acks:
            raise RefusedError(404, 10015, "Unknown Webhook")
        call.follow_ups.append(self._message(data, payloads.CHANNEL))
        return as_json(call.follow_ups[-1])

    async def _post(self, request: web.Request) -> web.Response:
        place = int(request.match_info["channel"])
        if code := self.forbidden.get(place):
            raise RefusedError(403, code, "Missing Permissions")
        data = await self._read(request)
        if faults := list(faults_of_message(data)):
            raise invalid(faults)
        reference = data.get("message_reference")
        if (
            reference
            and str(reference["message_id"]) not in self.messages
            and reference.get("fail_if_not_exists", True)
        ):
            raise RefusedError(400, 10008, "Unknown message")
        nonce = data.get("nonce") if data.get("enforce_nonce") else None
        if nonce in self._by_nonce:
            return as_json(self._by_nonce[nonce])
        sent = self._message(data, place)
        self.posted.append(sent | ({"message_reference": reference} if reference else {}))
        if nonce:
            self._by_nonce[nonce] = sent
        return as_json(sent)

    async def _file(self, request: web.Request) -> web.Response:
        return web.Response(body=self.files[request.match_info["name"]])

    async def _read(self, request: web.Request) -> Any:
        """What was sent; files, which come beside it, become attachments of the message."""
        if request.content_type != "multipart/form-data":
            return await request.json()
        form = await request.post()
        sent = json.loads(str(form["payload_json"]))
        message = sent["data"] if "type" in sent else sent
        files = [each for each in form.values() if isinstance(each, web.FileField)]
        told = {each["filename"]: each for each in message.get("attachments", ())}
        message["attachments"] = [
            told.get(each.filename, {}) | self.upload(each.filename, each.file.read()) for each in files
        ]
        return sent

    def _call(self, request: web.Request) -> Call:
        call = self.calls.get(request.match_info["token"])
        if call is None or call.expired:
            raise RefusedError(404, 10062, "Unknown interaction")
        return call

    def _message(self, data: dict[str, Any], place: int) -> dict[str, Any]:
        more = {key: data[key] for key in ("embeds", "components", "flags", "attachments") if data.get(key)}
        text = data.get("content") or ""
        sent = payloads.message(text, author=payloads.BOT, place=place, server=None, **more)
        self.messages[sent["id"]] = sent
        return sent

    def _invocation(self, command: dict[str, Any]) -> dict[str, Any]:
        return {"id": command["id"], "name": command["name"], "type": command["type"]}


@contextlib.asynccontextmanager
async def running(shards: int = 1) -> AsyncIterator[DiscordServer]:
    """A server that is up."""
    server = DiscordServer(shards)
    await server.start()
    try:
        yield server
    finally:
        await server.stop()


def _edited(before: dict[str, Any], change: dict[str, Any]) -> dict[str, Any]:
    changed = {
        key: change[key] or ("" if key == "content" else [])
        for key in ("content", "embeds", "components", "attachments")
        if key in change
    }
    return before | changed


def _filled(part: dict[str, Any], value: str | list[str] | None) -> dict[str, Any]:
    """An input as it comes back from a form."""
    kept = {"type": part["type"], "custom_id": part["custom_id"]}
    if part["type"] == 4:
        text = part.get("value", "") if value is None else value
        assert len(text) <= part["max_length"]
        assert text or not part["required"]
        return kept | {"value": text}
    defaults = [each["id"] for each in part.get("default_values", ())]
    return kept | {"values": [str(each) for each in (defaults if value is None else value)]}


def _text_or_none(value: object) -> str | None:
    return None if value is None else str(value)


def as_json(data: Any, status: int = 200, headers: dict[str, str] | None = None) -> web.Response:
    """An answer with the plain content type that Discord uses."""
    plain = {"Content-Type": "application/json"} | (headers or {})
    return web.Response(body=json.dumps(data).encode(), status=status, headers=plain)


class RefusedError(Exception):
    """An error as Discord words it."""

    def __init__(self, status: int, code: int, text: str) -> None:
        super().__init__(text)
        self.status = status
        self.code = code


def invalid(faults: list[str]) -> RefusedError:
    """The refusal of what breaks a limit."""
    return RefusedError(400, 50035, f"Invalid Form Body: {', '.join(faults)}")


def _reset(request: web.Request) -> web.Response:
    """Breaks the connection, so that the other end sees a reset."""
    assert request.transport is not None
    raw = request.transport.get_extra_info("socket")
    raw.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    request.transport.abort()
    return web.Response(status=500)
