"""A clock that runs like any other and can be put forward."""

import time
from datetime import datetime, timedelta

from bot.clock import Clock


class HandClock(Clock):
    """It starts at a chosen moment and runs at the usual pace, so that waiting for a second still works."""

    def __init__(self, start: datetime) -> None:
        self._start = start
        self._began = time.monotonic()

    def now(self) -> datetime:
        return self._start + timedelta(seconds=time.monotonic() - self._began)

    def forward(self, **by: float) -> None:
        """Put it forward: forward(minutes=15)."""
        self._start += timedelta(**by)

    def set(self, moment: datetime) -> None:
        self._start, self._began = moment, time.monotonic()
