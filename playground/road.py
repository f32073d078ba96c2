"""How do faults strike on the way: the app's calls on their way in, envelopes on their way out?"""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING

from aiohttp import web
from aiohttp.typedefs import Handler

from . import pictures
from .delivery import Ack, Carrier, Envelope
from .faults import CALLS, ENVELOPES, WITH_A_FILE, Fault, Faults
from .web_api.call import read_args
from .wire import ApiError, Json

if TYPE_CHECKING:
    from .sockets import Sockets
    from .traffic import Traffic

LOST = Ack(error="dispatch_failed", reason="connection_failed")
# Which argument says where a call is going, by what Slack's methods call it.
_PLACES = ("channel", "channel_id", "user_id", "users", "user")
_STATUS = {"broken": 500, "unavailable": 503}
_WORDS = {
    "ratelimited": "ratelimited",
    "broken": "http_500",
    "unavailable": "http_503",
    "unready": "invalid_blocks",
    "cut_before": "connection_lost",
    "cut_after": "answer_lost",
}


class WayIn:
    """The app's calls: a middleware before Web API, response URLs and uploads."""

    def __init__(self, faults: Faults, traffic: Traffic) -> None:
        self._faults = faults
        self._traffic = traffic

    @web.middleware
    async def pass_through(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        name = _name(request)
        if name is None or not self._faults.planned:
            return await handler(request)
        sent = await _sent(request)
        kinds = CALLS if pictures.shown(sent.get("blocks")) else CALLS - WITH_A_FILE
        fault = self._faults.strikes(kinds, (name,), _place(sent))
        if fault is None:
            return await handler(request)
        if fault.kind == "slow":
            await asyncio.sleep(fault.seconds)
            return await handler(request)
        started = time.perf_counter()
        answer = await self._struck(fault, request, sent, handler)
        self._note(fault, request, sent, time.perf_counter() - started)
        return answer

    async def _struck(self, fault: Fault, request: web.Request, sent: Json, handler: Handler) -> web.StreamResponse:
        if fault.kind == "cut_after":
            await handler(request)
        if fault.kind == "ratelimited":
            wait = {"Retry-After": str(int(fault.seconds))}
            return web.json_response({"ok": False, "error": "ratelimited"}, status=429, headers=wait)
        if fault.kind == "unready":
            at, _ = next(pictures.placed(sent["blocks"]))
            return web.json_response(pictures.refusal([at]).answer())
        if fault.kind in _STATUS:
            return web.Response(status=_STATUS[fault.kind], text="<html>upstream</html>", content_type="text/html")
        return _cut(request)

    def _note(self, fault: Fault, request: web.Request, sent: Json, took: float) -> None:
        """As the desk would have noted it, had it been asked."""
        name = _name(request) or ""
        if name == "response_url":
            self._traffic.note("response_url", request.path, took, sent, None, _WORDS[fault.kind])
        else:
            self._traffic.note("api", name, took, sent, None, _WORDS[fault.kind])


class WayOut:
    """Envelopes for the app, whichever way they are carried."""

    def __init__(self, carrier: Carrier, sockets: Sockets, faults: Faults, traffic: Traffic) -> None:
        self.carrier = carrier
        self._sockets = sockets
        self._faults = faults
        self._traffic = traffic
        self._behind: set[asyncio.Task[None]] = set()

    async def carry(self, envelope: Envelope, patience: float) -> Ack:
        names = (envelope.name, envelope.kind)
        fault = self._faults.strikes(ENVELOPES, names, _origin(envelope)) if self._faults.planned else None
        match fault:
            case Fault("late"):
                return await self._late(envelope, patience, fault.seconds)
            case Fault("duplicate"):
                self._later(envelope, patience, fault.seconds)
            case Fault("half_open"):
                self._sockets.silence(1)
                return await _in_vain(patience)
            case Fault("cut_before"):
                self._sockets.reset(1)
                return LOST
            case Fault("cut_after"):
                await self.carrier.carry(envelope, patience)
                self._sockets.reset(1)
                return LOST
        return await self.carrier.carry(envelope, patience)

    async def _late(self, envelope: Envelope, patience: float, seconds: float) -> Ack:
        """Slack counts from when it sent; what comes after its patience is still brought."""
        if seconds < patience:
            await asyncio.sleep(seconds)
            return await self.carrier.carry(envelope, patience - seconds)
        self._later(envelope, patience, seconds)
        return await _in_vain(patience)

    def _later(self, envelope: Envelope, patience: float, seconds: float) -> None:
        """Brought once more, or only then; whoever waited for the answer no longer does."""
        task = asyncio.create_task(self._bring(envelope, patience, seconds))
        self._behind.add(task)
        task.add_done_callback(self._behind.discard)

    async def _bring(self, envelope: Envelope, patience: float, seconds: float) -> None:
        await asyncio.sleep(seconds)
        started = time.perf_counter()
        ack = await self.carrier.carry(envelope, patience)
        took = time.perf_counter() - started
        self._traffic.note("envelope", envelope.name, took, envelope.payload, ack.body, ack.error, envelope.retry)

    async def close(self) -> None:
        for task in self._behind:
            task.cancel()
        await asyncio.gather(*self._behind, return_exceptions=True)


async def _in_vain(patience: float) -> Ack:
    await asyncio.sleep(patience)
    return Ack(error="operation_timeout", reason="timeout")


def _name(request: web.Request) -> str | None:
    """What a fault's `of` is compared with; None for the page, sockets and whatever else is not the app's."""
    method = request.match_info.get("method")
    if method:
        return method
    if request.path.startswith(("/commands/", "/actions/")):
        return "response_url"
    return "upload" if request.path.startswith("/upload/") else None


async def _sent(request: web.Request) -> Json:
    """The arguments of a call, without the token; an upload has none, only bytes."""
    if _name(request) == "upload":
        return {}
    try:
        args = await read_args(request)
    except ApiError:
        return {}
    args.pop("token", None)
    return args


def _place(sent: Json) -> str:
    return next((str(sent[key]) for key in _PLACES if sent.get(key)), "")


def _origin(envelope: Envelope) -> str:
    """The channel in which somebody typed or pressed, or of which an event tells."""
    payload = envelope.payload
    if "channel_id" in payload:
        return str(payload["channel_id"])
    channel = payload.get("channel") or payload.get("event", {}).get("channel") or ""
    return str(channel.get("id", "")) if isinstance(channel, dict) else str(channel)


def _cut(request: web.Request) -> web.Response:
    """The line goes dead: whatever is answered now never leaves."""
    if request.transport is not None:
        request.transport.abort()
    return web.Response()
