"""The gateway of the stand-in: sessions, heartbeats, resumes."""

from __future__ import annotations

import asyncio
import contextlib
import json
import secrets
import zlib
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from aiohttp import WSMsgType, web

from tests.platforms.discord import payloads

TOKEN = "a-token-for-tests"  # noqa: S105 - nobody's
MEMBERS, CONTENT = 1 << 1, 1 << 15


@dataclass
class Session:
    """A gateway session of one shard."""

    id: str
    shard: int
    sequence: int = 0
    sent: list[dict[str, Any]] = field(default_factory=list)
    socket: web.WebSocketResponse | None = None
    pack: Callable[[str], bytes] | None = None

    async def dispatch(self, event: str, data: Any) -> None:
        """Sends an event, or keeps it for a resume."""
        self.sequence += 1
        self.sent.append({"op": 0, "t": event, "s": self.sequence, "d": data})
        await self.send(self.sent[-1])

    async def send(self, payload: dict[str, Any]) -> None:
        """Sends a payload if the shard is connected."""
        if self.socket is not None and not self.socket.closed:
            text = json.dumps(payload)
            with contextlib.suppress(ConnectionError):
                await (self.socket.send_bytes(self.pack(text)) if self.pack else self.socket.send_str(text))


class Gateway:
    """The sessions of one application. `guilds`: the servers it is in; `granted`: its privileged intents.

    `held`: shards that are not told that they are ready before their event is set.
    """

    def __init__(self, guilds: list[dict[str, Any]]) -> None:
        self.guilds = guilds
        self.granted = MEMBERS | CONTENT
        self.held: dict[int, asyncio.Event] = {}
        self.url = ""
        self.sessions: dict[str, Session] = {}
        self.identified: list[dict[str, Any]] = []
        self.resumed: list[str] = []

    async def close(self) -> None:
        """Ends every connection."""
        for session in self.sessions.values():
            if session.socket is not None and not session.socket.closed:
                await session.socket.close(code=1001)

    def session_of(self, shard: int) -> Session:
        """The newest session of a shard."""
        return [each for each in self.sessions.values() if each.shard == shard][-1]

    async def drop(self, *, code: int | None = None, op: int | None = None, resumable: bool = True) -> None:
        """The gateway ends every connection, with a code or with an opcode."""
        for session in list(self.sessions.values()):
            if session.socket is None or session.socket.closed:
                continue
            if not resumable:
                del self.sessions[session.id]
            if op is not None:
                await session.send({"op": op, "d": resumable if op == 9 else None, "s": None, "t": None})
            else:
                await session.socket.close(code=code or 4000)

    async def serve(self, request: web.Request) -> web.WebSocketResponse:
        """One connection."""
        ws = web.WebSocketResponse()
        await ws.prepare(request)
        pack: Callable[[str], bytes] | None = None
        if request.query.get("compress") == "zlib-stream":
            stream = zlib.compressobj()

            def pack(text: str) -> bytes:
                return stream.compress(text.encode()) + stream.flush(zlib.Z_SYNC_FLUSH)

        session = Session("", 0, socket=ws, pack=pack)
        await session.send({"op": 10, "d": {"heartbeat_interval": 41_250}, "s": None, "t": None})
        async for received in ws:
            if received.type is WSMsgType.TEXT:
                session = await self._received(session, json.loads(received.data))
        return ws

    async def _received(self, session: Session, payload: dict[str, Any]) -> Session:
        assert session.socket is not None
        if payload["op"] == 1:
            await session.send({"op": 11, "d": None, "s": None, "t": None})
        elif payload["op"] == 2:
            return await self._identify(session, payload["d"])
        elif payload["op"] == 6:
            return await self._resume(session, payload["d"])
        return session

    async def _identify(self, session: Session, asked: dict[str, Any]) -> Session:
        assert session.socket is not None
        if asked["token"] != TOKEN:
            await session.socket.close(code=4004)
            return session
        if asked["intents"] & (MEMBERS | CONTENT) & ~self.granted:
            await session.socket.close(code=4014)
            return session
        shard, count = asked.get("shard") or (0, 1)
        self.identified.append(asked)
        session.id, session.shard = secrets.token_hex(8), shard
        self.sessions[session.id] = session
        if shard in self.held:
            await self.held[shard].wait()
        own = [guild for guild in self.guilds if (int(guild["id"]) >> 22) % count == shard]
        ready = {
            "v": 10,
            "user": payloads.user(payloads.BOT, bot=True),
            "guilds": [{"id": guild["id"], "unavailable": True} for guild in own],
            "session_id": session.id,
            "resume_gateway_url": self.url,
            "shard": [shard, count],
            "application": {"id": str(payloads.APPLICATION), "flags": 0},
        }
        await session.dispatch("READY", ready)
        for guild in own:
            await session.dispatch("GUILD_CREATE", guild)
        return session

    async def _resume(self, session: Session, asked: dict[str, Any]) -> Session:
        known = self.sessions.get(asked["session_id"])
        if known is None:
            await session.send({"op": 9, "d": False, "s": None, "t": None})
            return session
        known.socket, known.pack = session.socket, session.pack
        for missed in [each for each in known.sent if each["s"] > asked["seq"]]:
            await known.send(missed)
        await known.dispatch("RESUMED", {})
        self.resumed.append(known.id)
        return known
