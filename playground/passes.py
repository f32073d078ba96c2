"""Which short-lived permissions has the app been given, and are they still good?"""

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from .models import Message
from .wire import ApiError

TRIGGER_SECONDS = 3.0
RESPONSE_SECONDS = 30 * 60.0
RESPONSE_USES = 5
# Old passes are swept only now and then, so that a long load run does not grow.
SWEEP_EVERY = 4096


@dataclass(slots=True)
class Trigger:
    id: str
    user: str
    sent_at: float
    view_id: str | None = None
    is_used: bool = False


@dataclass(slots=True)
class ResponseUrl:
    id: str
    kind: Literal["commands", "actions"]
    user: str
    channel: str
    made_at: float
    message: Message | None = None
    uses: int = 0

    @property
    def path(self) -> str:
        return f"/{self.kind}/{self.id}"


class Passes:
    """`pace` is how much faster than the wall the clock runs: the app has its three seconds by the wall."""

    def __init__(self, clock: Callable[[], float], pace: Callable[[], float] = lambda: 1.0) -> None:
        self._clock, self._pace = clock, pace
        self._triggers: dict[str, Trigger] = {}
        self._urls: dict[str, ResponseUrl] = {}

    def trigger(self, user: str, view_id: str | None = None) -> Trigger:
        self._sweep()
        found = Trigger(f"{secrets.randbelow(10**13)}.{secrets.token_hex(16)}", user, self._clock(), view_id)
        self._triggers[found.id] = found
        return found

    def exchange(self, trigger_id: str) -> Trigger:
        """Once, and within three seconds of being sent."""
        trigger = self._triggers.get(trigger_id)
        if trigger is None:
            raise ApiError("invalid_trigger_id")
        if trigger.is_used:
            raise ApiError("exchanged_trigger_id")
        if self._age(trigger.sent_at) > TRIGGER_SECONDS:
            raise ApiError("expired_trigger_id")
        return trigger

    def response_url(
        self, kind: Literal["commands", "actions"], user: str, channel: str, message: Message | None = None
    ) -> ResponseUrl:
        self._sweep()
        url = ResponseUrl(secrets.token_hex(12), kind, user, channel, self._clock(), message)
        self._urls[url.id] = url
        return url

    def use_url(self, key: str) -> ResponseUrl:
        """Five uses within half an hour."""
        url = self._urls.get(key)
        if url is None:
            raise ApiError("invalid_url")
        if self._age(url.made_at) > RESPONSE_SECONDS:
            raise ApiError("expired_url")
        if url.uses >= RESPONSE_USES:
            raise ApiError("used_url")
        url.uses += 1
        return url

    def _sweep(self) -> None:
        """Long-dead triggers turn from expired into unknown: nobody waits a minute to find out which."""
        if len(self._triggers) + len(self._urls) < SWEEP_EVERY:
            return
        self._triggers = {t.id: t for t in self._triggers.values() if self._age(t.sent_at) < 20 * TRIGGER_SECONDS}
        if len(self._urls) > SWEEP_EVERY * 8:
            self._urls = {u.id: u for u in self._urls.values() if self._age(u.made_at) < RESPONSE_SECONDS}

    def _age(self, moment: float) -> float:
        return (self._clock() - moment) / self._pace()
