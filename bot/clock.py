"""What time is it? The only place that knows."""

import asyncio
import time
from datetime import UTC, datetime, timedelta


class Clock:
    """The machine's clock."""

    pace: float = 1.0

    def now(self) -> datetime:
        """This moment, aware, UTC."""
        return datetime.now(UTC)

    def meanwhile(self, wall: timedelta) -> timedelta:
        """What passes here while so much passes for everybody else, such as Slack."""
        return wall * self.pace


class FloorClock(Clock):
    """The demo's clock: it stands until it runs, can be put forward, and may run faster than the machine's."""

    def __init__(self, start: datetime) -> None:
        self._at = start
        self._running_since: float | None = None

    def now(self) -> datetime:
        if self._running_since is None:
            return self._at
        return self._at + timedelta(seconds=(time.monotonic() - self._running_since) * self.pace)

    def put(self, moment: datetime) -> None:
        """Forward to this moment, and stand there; a clock never goes back."""
        self._at, self._running_since = max(moment, self.now()), None

    def run(self, pace: float) -> None:
        """From where it stands, so many times as fast as the machine's."""
        self._at, self.pace, self._running_since = self.now(), pace, time.monotonic()

    async def reaches(self, moment: datetime) -> None:
        """Wait for this moment; the clock must be running."""
        await asyncio.sleep((moment - self.now()).total_seconds() / self.pace)
