"""What does the phone system say right now? Follows the queue log that Asterisk is writing."""

import asyncio
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import structlog
from sqlalchemy.exc import SQLAlchemyError

from feeds.following import Following
from feeds.queue_log_calls import Hash
from storage.database import Database

log = structlog.get_logger()

LOOK_S = 0.5
AGAIN_S = 5
KEEP_PLACE = timedelta(seconds=30)


class Follower:
    """Looks twice a second, in a worker thread. What was read and could not be stored is stored before more is read."""

    def __init__(self, database: Database, file: Path, hash_of: Hash, now: Callable[[], datetime]) -> None:
        self._database = database
        self._file = file
        self._hash = hash_of
        self._now = now
        self._following: Following | None = None
        self._kept_at: datetime | None = None
        self._one_at_a_time = asyncio.Lock()

    async def run(self, stop: asyncio.Event) -> None:
        """Until stopped; what goes wrong is logged and tried again."""
        stopped = asyncio.create_task(stop.wait())
        while not stop.is_set():
            pause = await self._look(self.step)
            if pause:
                await asyncio.wait({stopped}, timeout=pause)
        await self._look(self._leave)

    async def catch_up(self) -> None:
        """Everything that has been written by now is stored, unless something goes wrong."""
        while await self._look(self.step) == 0:
            pass

    async def _look(self, step: Callable[[], bool]) -> float:
        try:
            async with self._one_at_a_time:
                return 0 if await asyncio.to_thread(step) else LOOK_S
        except (SQLAlchemyError, OSError) as error:
            log.warning("the queue log cannot be followed", file=str(self._file), error=str(error).splitlines()[0])
            return AGAIN_S

    def step(self) -> bool:
        """Read on by a piece and store it; whether there was one."""
        following = self._following or self._begin()
        found = following.has_news or following.read()
        if found:
            with self._database.changing() as session:
                bad = following.store(session, self._now())
            following.stored()
            if bad:
                log.warning("lines of the queue log are no events", file=str(self._file), lines=bad)
        self._keep_place(following, KEEP_PLACE)
        return found

    def _begin(self) -> Following:
        if not self._file.exists():
            log.warning("the queue log is not there yet", file=str(self._file))
        with self._database.changing() as session:
            self._following = Following(session, self._file, self._hash)
        return self._following

    def _keep_place(self, following: Following, every: timedelta) -> None:
        now = self._now()
        if following.has_moved and not (self._kept_at and now - self._kept_at < every):
            with self._database.changing() as session:
                following.keep_place(session, now)
            self._kept_at = now

    def _leave(self) -> bool:
        if self._following and not self._following.has_news:
            self._keep_place(self._following, timedelta())
        if self._following:
            self._following.close()
        return True
