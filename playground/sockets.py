"""How does the app hear from Slack in Socket Mode?"""

import asyncio
import json
import random
import secrets
import uuid

from aiohttp import WSMsgType, web

from .delivery import Ack, Envelope
from .wire import Json

CONNECTION_LIMIT = 10
PING_SECONDS = 10.0
REFRESH_GRACE_SECONDS = 10.0


class Sockets:
    """Open connections; an envelope goes to any one of them, in no order the app could rely on."""

    def __init__(self, app_id: str, seed: int = 0) -> None:
        self._app_id = app_id
        self._chance = random.Random(seed)  # noqa: S311 - chance without secrets
        self._tickets: set[str] = set()
        self._waiting: dict[str, asyncio.Future[Json | None]] = {}
        self._goodbye: asyncio.Task[None] | None = None
        self.connections: list[web.WebSocketResponse] = []
        self._wires: dict[web.WebSocketResponse, asyncio.Transport] = {}

    def ticket(self) -> str:
        ticket = secrets.token_urlsafe(24)
        self._tickets.add(ticket)
        return ticket

    async def join(self, request: web.Request) -> web.StreamResponse:
        """A ticket opens one connection, once."""
        ticket = request.query.get("ticket", "")
        if ticket not in self._tickets:
            return web.Response(status=403, text="invalid ticket")
        self._tickets.discard(ticket)
        socket = web.WebSocketResponse(heartbeat=PING_SECONDS, compress=False)
        await socket.prepare(request)
        if len(self.connections) >= CONNECTION_LIMIT:
            await self._send_away(socket, "too_many_websockets")
            return socket
        await self._converse(socket, request.transport)
        return socket

    async def _converse(self, socket: web.WebSocketResponse, wire: asyncio.Transport | None) -> None:
        assert wire is not None, "the app has just spoken over it"
        self.connections.append(socket)
        self._wires[socket] = wire
        try:
            await socket.send_json(self._hello())
            async for frame in socket:
                if frame.type == WSMsgType.TEXT:
                    self._acked(frame.data)
        except ConnectionResetError:
            pass  # the app died while it was spoken to: aiohttp raises this where a hello or the answer to a ping fails
        finally:
            self._left(socket)

    def _hello(self) -> Json:
        return {
            "type": "hello",
            "num_connections": len(self.connections),
            "debug_info": {"host": "playground", "build_number": 1, "approximate_connection_time": 18060},
            "connection_info": {"app_id": self._app_id},
        }

    def _acked(self, text: str) -> None:
        try:
            ack = json.loads(text)
        except ValueError:
            return
        future = self._waiting.pop(ack.get("envelope_id", ""), None)
        if future is not None and not future.done():
            future.set_result(ack.get("payload"))

    async def carry(self, envelope: Envelope, patience: float) -> Ack:
        socket = self._any()
        if socket is None:
            return Ack(error="dispatch_failed", reason="connection_failed")
        key = str(uuid.uuid4())
        future = self._waiting[key] = asyncio.get_running_loop().create_future()
        try:
            await socket.send_json(self._framed(key, envelope))
            return Ack(await asyncio.wait_for(future, patience))
        except TimeoutError:
            return Ack(error="operation_timeout", reason="timeout")
        except ConnectionError:
            return Ack(error="dispatch_failed", reason="connection_failed")
        finally:
            self._waiting.pop(key, None)

    def _any(self) -> web.WebSocketResponse | None:
        alive = [socket for socket in self.connections if not socket.closed]
        return self._chance.choice(alive) if alive else None

    def _framed(self, key: str, envelope: Envelope) -> Json:
        frame: Json = {"envelope_id": key, "type": envelope.kind, "payload": envelope.payload}
        frame["accepts_response_payload"] = envelope.kind != "events_api"
        if envelope.kind == "events_api":
            frame |= {"retry_attempt": envelope.retry, "retry_reason": envelope.retry_reason}
        return frame

    async def refresh(self, reason: str = "refresh_requested") -> None:
        """Slack renews connections every few hours: it says so, and closes the old one a little later."""
        leaving, self.connections = self.connections, []
        for socket in leaving:
            await self._send_away(socket, reason, keep_open=True)
        self._goodbye = asyncio.create_task(_hang_up_later(leaving))

    async def _send_away(self, socket: web.WebSocketResponse, reason: str, keep_open: bool = False) -> None:
        await socket.send_json({"type": "disconnect", "reason": reason, "debug_info": {"host": "playground"}})
        if not keep_open:
            await socket.close()

    def reset(self, count: int | None = None) -> None:
        """So many connections, or all of them, break in this moment, as when a router forgets them."""
        for socket in self._some(count):
            self._wires[socket].abort()

    def silence(self, count: int | None = None) -> None:
        """So many connections, or all, are half open from now on: nothing is heard on them and no ping answered."""
        for socket in self._some(count):
            self._wires[socket].pause_reading()

    def _some(self, count: int | None) -> list[web.WebSocketResponse]:
        """Chosen by chance; they carry no envelope any more."""
        alive = [socket for socket in self.connections if not socket.closed]
        chosen = alive if count is None else self._chance.sample(alive, min(count, len(alive)))
        self.connections = [socket for socket in self.connections if socket not in chosen]
        return chosen

    def _left(self, socket: web.WebSocketResponse) -> None:
        self._wires.pop(socket, None)
        if socket in self.connections:
            self.connections.remove(socket)

    async def close(self) -> None:
        if self._goodbye is not None:
            self._goodbye.cancel()
        for socket, wire in tuple(self._wires.items()):
            if socket in self.connections:
                await socket.close()
            else:
                wire.abort()  # nobody would hear a goodbye on it


async def _hang_up_later(leaving: list[web.WebSocketResponse]) -> None:
    await asyncio.sleep(REFRESH_GRACE_SECONDS)
    for socket in leaving:
        await socket.close()
