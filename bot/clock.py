"""What time is it? The only place that knows."""

import asyncio
import time
from datetime import UTC, datetime, timedelta

AT_MOST_BEHIND_S = 1.0


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
    """The demo's clock, which stands until it is put forward: at once, or when the wall's has come as far.

    Between two moments it stands, however long the work there takes: next time the same is done at the same moments.
    """

    def __init__(self, start: datetime) -> None:
        self._at = start
        self._wall_s: float | None = None

    def now(self) -> datetime:
        return self._at

    def run(self, pace: float) -> None:
        """From now on it takes its time, so many times as fast as the machine's."""
        self.pace, self._wall_s = pace, time.monotonic()

    def jump(self) -> None:
        """From now on it is put forward at once."""
        self._wall_s = None

    async def reaches(self, moment: datetime) -> None:
        """Put forward to this moment, after as long as that takes; a delay of less than a second is made up for."""
        if self._wall_s is not None:
            due_s = self._wall_s + max(moment - self._at, timedelta()).total_seconds() / self.pace
            await asyncio.sleep(due_s - time.monotonic())
            self._wall_s = max(due_s, time.monotonic() - AT_MOST_BEHIND_S)
        self._at = max(moment, self._at)
