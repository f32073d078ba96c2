"""How is the playground started, and what can a test ask of it?"""

from __future__ import annotations

import asyncio
import socket
import time
from collections.abc import Callable
from pathlib import Path
from typing import Self, TypeVar

from aiohttp import web
from aiohttp.typedefs import Handler

from . import page
from .acts import Acts, NotThere
from .bell import Bell
from .control import Control
from .delivery import Delivery
from .desk import Desk
from .faults import Faults
from .files import Counter
from .happenings import Happenings
from .mischief import Mischief
from .payloads import Payloads
from .person import Person
from .request_url import RequestUrl
from .road import WayIn, WayOut
from .seed import Seed
from .sockets import Sockets
from .traffic import Traffic
from .workspace import Workspace

T = TypeVar("T")
HOST = "127.0.0.1"
PATIENCE = 3.0
RETRY_DELAYS = (0.0, 60.0, 300.0)


class Playground:
    """A small Slack on loopback, for as long as `async with` lasts.

    The app is reached by Socket Mode, or at `request_url` if one is given. `clock` tells the time of day in seconds,
    so that a test can let half an hour pass; `patience` is how long Slack waits for an ack; `retry_delays` are the
    waits before an event is sent again. `faults` is the plan of what goes wrong; its chance begins with `chance`.
    `pace` tells how many times as fast as the machine's the clock runs.
    """

    pace: float = 1.0

    def __init__(
        self,
        seed: Seed | str | Path | None = None,
        port: int = 0,
        page: bool = False,
        request_url: str | None = None,
        clock: Callable[[], float] = time.time,
        patience: float = PATIENCE,
        retry_delays: tuple[float, ...] = RETRY_DELAYS,
        keep_traffic: int = 10_000,
        chance: int = 0,
    ) -> None:
        self.seed = seed if isinstance(seed, Seed) else Seed.from_file(seed) if seed else Seed()
        self.faults = Faults(chance)
        clock = self._skewed(clock)
        self.workspace = Workspace(self.seed, clock, lambda: self.pace)
        self.traffic = Traffic(clock, keep_traffic)
        self.sockets = Sockets(self.seed.app.id, chance)
        self.url = self.api_url = ""
        self._port, self._page, self._request_url = port, page, request_url
        self._clock, self._patience, self._retry_delays = clock, patience, retry_delays
        self._bell = Bell()
        self._runner: web.AppRunner | None = None

    async def __aenter__(self) -> Self:
        # Bound before anything else is built, because response URLs and links carry the port.
        listening = socket.create_server((HOST, self._port))
        self.url = f"http://{HOST}:{listening.getsockname()[1]}"
        self.api_url = f"{self.url}/api/"
        self._furnish()
        runner = self._runner = web.AppRunner(self._routes(), access_log=None, shutdown_timeout=1.0)
        await runner.setup()
        await web.SockSite(runner, listening).start()
        return self

    async def __aexit__(self, *_: object) -> None:
        self.control.close()
        await self.delivery.close()
        await self.way_out.close()
        await self.sockets.close()
        if isinstance(self.way_out.carrier, RequestUrl):
            await self.way_out.carrier.close()
        if self._runner is not None:
            await self._runner.cleanup()

    def _furnish(self) -> None:
        workspace, traffic = self.workspace, self.traffic
        self.payloads = Payloads(workspace, self.url)
        self.way_out = WayOut(self._carrier(), self.sockets, self.faults, traffic)
        self.delivery = Delivery(self.way_out, traffic, self._patience, self._retry_delays)
        self.acts = Acts(workspace, self.payloads, self.delivery)
        self.happenings = Happenings(workspace, self.payloads, self.delivery)
        self.desk = Desk(workspace, self.payloads, traffic, self.sockets, self.url)
        self.counter = Counter(workspace.files, traffic)
        self.control = Control(self)
        workspace.listeners.append(lambda _: self._bell.ring())
        traffic.listeners.append(lambda _: self._bell.ring())

    def _skewed(self, clock: Callable[[], float]) -> Callable[[], float]:
        """Slack's own clock, which need not be that of the app."""
        return lambda: clock() + self.faults.skew_s

    def _carrier(self) -> Sockets | RequestUrl:
        if self._request_url is None:
            return self.sockets
        return RequestUrl(self._request_url, self.seed.app.signing_secret, self._clock)

    def _routes(self) -> web.Application:
        web_app = web.Application(
            client_max_size=8 * 2**20, middlewares=[only_loopback, WayIn(self.faults, self.traffic).pass_through]
        )
        web_app.router.add_route("*", "/api/{method}", self.desk.call)
        web_app.router.add_post("/{kind:commands|actions}/{key}", self.desk.respond)
        web_app.router.add_get("/link/", self.sockets.join)
        self.counter.add_routes(web_app)
        Mischief(self.faults, self.sockets).add_routes(web_app)
        self.control.add_routes(web_app)
        if self._page:
            page.add_routes(web_app)
        return web_app

    def reach_app_at(self, request_url: str) -> None:
        """From now on the app is reached over HTTP: for an app whose port is known only after it has started."""
        self._request_url = request_url
        self.way_out.carrier = self._carrier()

    def person(self, name: str) -> Person:
        """By id or by name."""
        user = self.workspace.user(name)
        if user is None or user.is_bot:
            raise NotThere(f"nobody here is called {name!r}")
        return Person(self, user)

    async def until(self, predicate: Callable[[], T | None], timeout: float = 3.0) -> T:
        """Waits for the predicate's first true answer, and returns it; TimeoutError if it never comes."""
        return await self._bell.until(predicate, timeout)

    async def connected(self, count: int = 1, timeout: float = 10.0) -> None:
        """Waits until the app has opened so many Socket Mode connections."""
        await self.until(lambda: len(self.sockets.connections) >= count, timeout)


@web.middleware
async def only_loopback(request: web.Request, handler: Handler) -> web.StreamResponse:
    """A page of some other site must not reach this server through the reader's browser (DNS rebinding)."""
    if request.host.rpartition(":")[0] not in ("127.0.0.1", "localhost"):
        return web.Response(status=421, text="This playground answers on loopback only.")
    return await handler(request)


async def serve(
    seed: Seed | str | Path | None = None,
    port: int = 0,
    page: bool = True,
    ready: Callable[[Playground], None] = lambda _: None,
) -> None:
    """Runs a playground until it is cancelled; `ready` is called once it listens."""
    async with Playground(seed, port, page) as slack:
        ready(slack)
        await asyncio.Event().wait()
