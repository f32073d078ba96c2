"""When is a job due, and who runs it? APScheduler only ticks; the truth is rows in the database."""

import asyncio
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler

from jobs.asking import Daily, Every, Job, Study, Tick
from rules.handbook import Site
from storage import runs
from storage.database import Database

log = structlog.get_logger()

Look = Callable[[str, Tick], object]
DAILY_LOOK = timedelta(seconds=20)
BREATH_S = 0.25  # after a change: many changes at once are swept together


class Runner:
    """Runs the schedule. Every replica may have one: sweeps repeat harmlessly, a daily run is claimed."""

    def __init__(
        self,
        database: Database,
        schedule: Sequence[Job],
        site: Site,
        now: Callable[[], datetime],
        done: Callable[[], None],
        look: Look,
    ) -> None:
        self._database = database
        self.schedule = schedule
        self._site = site
        self._now = now
        self._done = done
        self._look = look
        self._pool = ThreadPoolExecutor(1, thread_name_prefix="jobs")
        self._studies = ThreadPoolExecutor(1, thread_name_prefix="studies")  # these wait; nobody waits for them
        self._ticker = AsyncIOScheduler(timezone="UTC", job_defaults={"misfire_grace_time": None, "coalesce": True})
        self._studying: dict[str, asyncio.Task[None]] = {}
        self._is_closing = False
        self._soon: asyncio.Task[None] | None = None
        self._dirty = False
        self._open_since = now()
        self.last_ran: dict[str, datetime] = {}

    async def start(self) -> None:
        """Catch up what a downtime left, then tick."""
        for job in self.schedule:
            ask = self._begin if isinstance(job, Study) else self.run
            await ask(job)
            period = DAILY_LOOK if isinstance(job, Daily) else job.period
            self._ticker.add_job(ask, "interval", [job], seconds=period.total_seconds(), max_instances=1)
        self._ticker.start()

    async def _begin(self, study: Job) -> None:
        """Nobody waits for a study, and one that is still under way is not begun again."""
        if self._studying.get(study.name) is None:
            task = asyncio.create_task(self.run(study))
            self._studying[study.name] = task
            task.add_done_callback(lambda _: self._studying.pop(study.name))

    async def stop(self) -> None:
        """Begin nothing new and finish what has begun; only then may APScheduler cancel what it still holds."""
        self._is_closing = True
        if self._ticker.running:
            self._ticker.pause()
        if begun := {*self._studying.values(), *([self._soon] if self._soon else [])}:
            await asyncio.wait(begun)
        for pool in (self._studies, self._pool):
            await asyncio.get_running_loop().run_in_executor(None, pool.shutdown)
        if self._ticker.running:
            self._ticker.shutdown(wait=False)

    def soon(self) -> None:
        """Something changed: sweep in a moment, not at the next tick."""
        self._dirty = True
        if self._soon is None or self._soon.done():
            self._soon = asyncio.create_task(self._sweep_soon())

    async def _sweep_soon(self) -> None:
        while self._dirty:
            await asyncio.sleep(BREATH_S)
            self._dirty = False
            for job in self.schedule:
                if isinstance(job, Every) and job.after_changes:
                    await self.run(job)

    async def run(self, job: Job) -> None:
        """One look at one job; a job that fails is logged, undone, and tried at its next tick."""
        try:
            pool = self._studies if isinstance(job, Study) else self._pool
            await asyncio.get_running_loop().run_in_executor(pool, self._run, job)
        except Exception:
            log.exception("a job failed", job=job.name)
            return
        self._done()

    def _run(self, job: Job) -> None:
        if isinstance(job, Every):
            self._run_every(job)
        elif isinstance(job, Daily):
            self._run_daily(job)
        else:
            self._run_study(job)

    def _run_every(self, job: Every) -> None:
        now = self._now()
        with self._database.changing() as session:
            job.run(Tick(now, self._site, self._open_since), session)
        self.last_ran[job.name] = now

    def _run_study(self, job: Study) -> None:
        """Look after look, as long as there is something to find."""
        while not self._is_closing:
            tick = Tick(self._now(), self._site, self._open_since)
            with self._database.reading() as session:
                is_wanted = job.wanted(tick, session)
            if not is_wanted:
                break
            found = self._look(job.name, tick)
            with self._database.changing() as session:
                job.keep(tick, session, found)
            self.last_ran[job.name] = self._now()
        self.last_ran[job.name] = self._now()

    def _run_daily(self, job: Daily) -> None:
        now = self._now()
        slot = due_slot(job, self._site, now)
        if slot is not None:
            with self._database.changing() as session:
                if runs.claim(session, job.name, slot, now):
                    job.run(Tick(now, self._site, self._open_since), session)
        self.last_ran[job.name] = now


def due_slot(job: Daily, site: Site, now: datetime) -> datetime | None:
    """The newest moment at which the job should have run and still may, in UTC; every day has exactly one."""
    today = now.astimezone(site.zone).date()
    for day in (today, today - timedelta(days=1)):
        slot = datetime.combine(day, job.at, site.zone).astimezone(UTC)
        if slot <= now <= slot + job.patience:
            return slot
    return None
