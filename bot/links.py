"""How do we stay connected to Slack by Socket Mode?"""

import asyncio
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Protocol

import structlog

log = structlog.get_logger()

LINKS = 2
LOOK_EVERY_S = 1
PATIENCE = timedelta(seconds=10)


class Wire(Protocol):
    """What a link runs over."""

    async def is_connected(self) -> bool: ...


class Link(Protocol):
    """One connection that carries requests."""

    @property
    def client(self) -> Wire: ...
    async def connect_async(self) -> None: ...
    async def close_async(self) -> None: ...


class Links:
    """Two Socket Mode links, so that one may be refreshed or fail while the other carries on; watched from outside."""

    def __init__(self, make: Callable[[], Link], now: Callable[[], datetime]) -> None:
        self._make = make
        self._now = now
        self._down_since: dict[Link, datetime] = {}
        self._tasks: dict[Link, asyncio.Task[None]] = {}
        self.up = 0

    async def run(self, stop: asyncio.Event) -> None:
        """Connect, and keep connected until stopped."""
        for _ in range(LINKS):
            self._start()
        stopped = asyncio.create_task(stop.wait())
        while not stop.is_set():
            await self._look()
            await asyncio.wait({stopped}, timeout=LOOK_EVERY_S)
        self.up = 0
        await asyncio.gather(*map(self._end, list(self._tasks)))

    def _start(self) -> None:
        link = self._make()
        self._down_since[link] = self._now()
        self._tasks[link] = asyncio.create_task(link.connect_async())

    async def _look(self) -> None:
        connected = [link for link in self._tasks if await link.client.is_connected()]
        self.up = len(connected)
        for link in list(self._tasks):
            if link in connected:
                self._down_since.pop(link, None)
            elif self._now() - self._down_since.setdefault(link, self._now()) > PATIENCE:
                # The client mends itself within seconds; one whose ticket went stale would try it for ever.
                log.warning("a Socket Mode link stays down and is made anew")
                await self._end(link)
                self._start()

    async def _end(self, link: Link) -> None:
        task = self._tasks.pop(link)
        self._down_since.pop(link, None)
        await link.close_async()
        task.cancel()
        await asyncio.wait({task})
