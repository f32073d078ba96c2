"""When does a job run: once over all replicas, caught up after a downtime, tried again after a failure."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from functools import partial
from zoneinfo import ZoneInfo

import pytest
from support.cast import at
from support.clock import HandClock
from support.house import SITE
from support.meeting import Meeting, at_once

from jobs.asking import Daily, Every, Job, Study, Tick
from jobs.runner import Runner, due_slot
from storage import outbox, runs, unsaid
from storage.database import Database, Session, open_database


class Diary:
    """A job that writes down when it ran, in the database too."""

    def __init__(self, failures: int = 0) -> None:
        self.ran: list[datetime] = []
        self.failures = failures

    def run(self, tick: Tick, session: Session) -> None:
        outbox.say(session, f"diary:{len(self.ran)}", "C0A1", tick.now)
        if self.failures:
            self.failures -= 1
            raise RuntimeError("the job failed")
        self.ran.append(tick.now)

    def daily(self, clock: time = time(4, 30), patience: timedelta = timedelta(hours=2)) -> Daily:
        return Daily("diary", clock, patience, self.run)


@pytest.fixture
def replicas(database: Database, database_url: str) -> Iterator[tuple[Database, Database]]:
    other = open_database(database_url)
    yield database, other
    other.close()


def here(database: Database, schedule: Sequence[Job]) -> Callable[[str, Tick], object]:
    """A study's look, in this process."""

    def look(name: str, tick: Tick) -> object:
        job = next(one for one in schedule if isinstance(one, Study) and one.name == name)
        with database.reading() as session:
            return job.look(tick, session)

    return look


def a_runner(database: Database, clock: HandClock, *schedule: Job) -> Runner:
    return Runner(database, schedule, SITE, clock.now, lambda: None, here(database, schedule))


async def test_a_daily_run_happens_once_a_day_over_two_runners(
    replicas: tuple[Database, Database], clock: HandClock
) -> None:
    diary = Diary()
    job = diary.daily()
    runners = [a_runner(one, clock, job) for one in replicas]
    for day in ("2026-11-23", "2026-11-24"):
        for moment in ("04:29", "04:30", "04:31", "06:30"):
            clock.set(at(moment, day))
            for runner in runners:
                await runner.run(job)
    assert [moment.astimezone(SITE.zone).strftime("%d %H:%M") for moment in diary.ran] == ["23 04:30", "24 04:30"]


def test_two_runners_at_the_same_moment_run_it_once(
    replicas: tuple[Database, Database], clock: HandClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    diary = Diary()
    job = diary.daily()
    clock.set(at("04:30"))
    Meeting(2).before(monkeypatch, runs, "claim")
    at_once(*(partial(a_runner(one, clock, job)._run, job) for one in replicas))
    assert len(diary.ran) == 1


@pytest.mark.parametrize(
    ("started", "runs_at_start"),
    [("04:29", 0), ("04:31", 1), ("06:29", 1), ("06:31", 0), ("23:59", 0)],
)
async def test_what_was_missed_is_caught_up_within_its_patience(
    database: Database, clock: HandClock, started: str, runs_at_start: int
) -> None:
    diary = Diary()
    job = diary.daily()
    clock.set(at(started))
    await a_runner(database, clock, job).run(job)
    assert len(diary.ran) == runs_at_start


async def test_a_long_patience_reaches_over_midnight(database: Database, clock: HandClock) -> None:
    diary = Diary()
    job = diary.daily(time(22, 0), timedelta(hours=8))
    clock.set(at("03:00", "2026-11-24"))
    runner = a_runner(database, clock, job)
    await runner.run(job)
    clock.set(at("22:00", "2026-11-24"))
    await runner.run(job)
    assert len(diary.ran) == 2
    with database.reading() as session:
        assert runs.last_slot(session, "diary") == at("22:00", "2026-11-24")


@pytest.mark.parametrize(
    ("zone", "day", "clock", "slot"),
    [
        ("Asia/Shanghai", "2026-11-23", "04:30", "2026-11-22T20:30"),
        ("Europe/Berlin", "2026-03-29", "02:30", "2026-03-29T01:30"),  # the hour that does not exist
        ("Europe/Berlin", "2026-10-25", "02:30", "2026-10-25T00:30"),  # the hour that comes twice: the first one
        ("America/New_York", "2026-03-08", "02:30", "2026-03-08T07:30"),
        ("America/New_York", "2026-11-01", "01:30", "2026-11-01T05:30"),
        ("Africa/Cairo", "2026-04-24", "00:00", "2026-04-23T22:00"),  # midnight does not exist
    ],
)
def test_a_day_has_exactly_one_slot_on_whatever_clock(zone: str, day: str, clock: str, slot: str) -> None:
    site = replace(SITE, zone=ZoneInfo(zone))
    job = Daily("diary", time.fromisoformat(clock), timedelta(hours=1), Diary().run)
    local_noon = datetime.fromisoformat(f"{day}T12:00").replace(tzinfo=site.zone).astimezone(UTC)
    looks = [local_noon - timedelta(hours=16) + timedelta(minutes=m) for m in range(0, 20 * 60, 5)]
    assert {due for now in looks if (due := due_slot(job, site, now))} == {
        datetime.fromisoformat(slot).replace(tzinfo=UTC)
    }


async def test_a_job_that_fails_is_undone_and_tried_again(database: Database, clock: HandClock) -> None:
    diary = Diary(failures=1)
    job = diary.daily()
    clock.set(at("04:30"))
    runner = a_runner(database, clock, job)
    await runner.run(job)
    assert backlog(database) == 0, "what it wrote was undone"
    with database.reading() as session:
        assert runs.last_slot(session, "diary") is None

    await runner.run(job)
    await runner.run(job)
    assert len(diary.ran) == 1
    assert backlog(database) == 1


async def test_a_sweep_that_fails_does_not_stop_the_others(database: Database, clock: HandClock) -> None:
    failing, well = Diary(failures=10**6), Diary()
    jobs = [Every("failing", timedelta(seconds=1), failing.run), Every("well", timedelta(seconds=1), well.run)]
    runner = a_runner(database, clock, *jobs)
    await runner.start()
    await runner.stop()
    assert len(well.ran) == 1
    assert list(runner.last_ran) == ["well"]


async def test_many_changes_are_swept_together(database: Database, clock: HandClock) -> None:
    after, by_the_clock = Diary(), Diary()
    jobs = [
        Every("after", timedelta(hours=1), after.run, after_changes=True),
        Every("by the clock", timedelta(hours=1), by_the_clock.run),
    ]
    runner = a_runner(database, clock, *jobs)
    await runner.start()
    for _ in range(50):
        runner.soon()
    await runner.stop()
    assert (len(after.ran), len(by_the_clock.ran)) == (2, 1), "once at the start, once for fifty changes"


async def test_how_late_a_run_was_is_kept(database: Database, clock: HandClock) -> None:
    job = Diary().daily()
    clock.set(at("05:00"))
    await a_runner(database, clock, job).run(job)
    with database.reading() as session:
        assert session.execute(runs.runs.select()).one().late_s == 30 * 60


def backlog(database: Database) -> int:
    with database.reading() as session:
        return unsaid.backlog(session).pending
