"""Did the app get it, and what did it answer?"""

import asyncio
import time
from collections.abc import Coroutine
from dataclasses import dataclass, replace
from typing import Literal, Protocol

from .traffic import Traffic
from .wire import Json

Kind = Literal["slash_commands", "interactive", "events_api"]


@dataclass(frozen=True, slots=True)
class Envelope:
    """Something for the app. `retry` counts earlier attempts at the same event; only events are ever retried."""

    kind: Kind
    name: str
    payload: Json
    retry: int = 0
    retry_reason: str = ""


@dataclass(frozen=True, slots=True)
class Ack:
    """`error` is Slack's word for what went wrong (operation_timeout, dispatch_failed, ...), None after a good ack.

    `reason` is what the header of an event's retry says: timeout, http_error or connection_failed. `is_final` means
    that the app wants no retry of what it has refused.
    """

    body: Json | None = None
    error: str | None = None
    reason: str = ""
    after: float = 0.0
    is_final: bool = False


class Carrier(Protocol):
    """One way to reach the app: Socket Mode, or its request URL."""

    async def carry(self, envelope: Envelope, patience: float) -> Ack: ...


class Delivery:
    def __init__(self, carrier: Carrier, traffic: Traffic, patience: float, retry_delays: tuple[float, ...]) -> None:
        self.carrier = carrier
        self._traffic = traffic
        self._patience = patience
        self._retry_delays = retry_delays
        self._tasks: set[asyncio.Task[object]] = set()

    async def deliver(self, envelope: Envelope) -> Ack:
        """One attempt. Slash commands and interactions get no other."""
        started = time.perf_counter()
        ack = await self.carrier.carry(envelope, self._patience)
        after = time.perf_counter() - started
        self._traffic.note(
            "envelope", envelope.name, after, envelope.payload, ack.body, ack.error, retry=envelope.retry
        )
        return replace(ack, after=after)

    async def event(self, payload: Json) -> Ack:
        """The first attempt is awaited; the retries (at once, after a minute, after five) happen by themselves."""
        name = payload["event"]["type"]
        ack = await self.deliver(Envelope("events_api", name, payload))
        if ack.error and not ack.is_final:
            self.later(self._retry(name, payload, ack))
        return ack

    async def _retry(self, name: str, payload: Json, ack: Ack) -> None:
        for number, delay in enumerate(self._retry_delays, start=1):
            await asyncio.sleep(delay)
            ack = await self.deliver(Envelope("events_api", name, payload, number, ack.reason))
            if not ack.error or ack.is_final:
                return

    def later(self, work: Coroutine[object, object, object]) -> None:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def close(self) -> None:
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
