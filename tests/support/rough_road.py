"""The road to Slack, with holes in it: a proxy before the playground's Web API that loses what it is told to lose."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Literal

import aiohttp
from aiohttp import web

Fate = Literal["cut before", "cut after", "ratelimited", "unavailable"]


@dataclass
class Road:
    """`holes` are met in their order: (method, what happens); whatever comes after them arrives."""

    slack_url: str
    url: str = ""
    holes: list[tuple[str, Fate]] = field(default_factory=list)
    retry_after: int = 30
    passed: list[str] = field(default_factory=list)

    @property
    def api_url(self) -> str:
        return f"{self.url}/api/"

    def hole(self, method: str, fate: Fate, times: int = 1) -> None:
        self.holes += [(method, fate)] * times

    async def carry(self, request: web.Request) -> web.StreamResponse:
        method = request.match_info["method"]
        self.passed.append(method)
        fate = self._fate(method)
        if fate == "ratelimited":
            wait = {"Retry-After": str(self.retry_after)}
            return web.json_response({"ok": False, "error": "ratelimited"}, status=429, headers=wait)
        if fate == "unavailable":
            return web.Response(status=503, text="<html>upstream</html>", content_type="text/html")
        if fate == "cut before":
            return _cut(request)
        answer = await self._forwarded(request, method)
        return _cut(request) if fate == "cut after" else answer

    def _fate(self, method: str) -> Fate | None:
        if self.holes and self.holes[0][0] == method:
            return self.holes.pop(0)[1]
        return None

    async def _forwarded(self, request: web.Request, method: str) -> web.Response:
        kept = {name: request.headers[name] for name in ("Authorization", "Content-Type") if name in request.headers}
        url, body = f"{self.slack_url}/api/{method}", await request.read()
        async with (
            aiohttp.ClientSession() as http,
            http.request(request.method, url, params=request.query, data=body, headers=kept) as answer,
        ):
            return web.Response(status=answer.status, body=await answer.read(), content_type=answer.content_type)


@asynccontextmanager
async def rough_road(slack_url: str) -> AsyncIterator[Road]:
    road = Road(slack_url)
    application = web.Application()
    application.router.add_route("*", "/api/{method}", road.carry)
    runner = web.AppRunner(application, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    road.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
    try:
        yield road
    finally:
        await runner.cleanup()


def _cut(request: web.Request) -> web.Response:
    """The line goes dead: no answer will ever come."""
    if request.transport is not None:
        request.transport.abort()
    return web.Response()
