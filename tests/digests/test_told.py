"""Is every digest told once, when it was counted, in its channel's language, and corrected by late data?"""

import multiprocessing
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import select
from support import databases
from support.cast import at, csv
from support.clock import HandClock
from support.digests_told import a_day, call, signed_in, tell
from support.house import SITE, Scene, scene
from support.meeting import Meeting, at_once

from feeds import importing
from jobs import digests as counting
from jobs import digests_told
from jobs.asking import Tick
from rules import digests_slots as slots
from rules.digests_facts import CENTRE
from rules.handbook import Site
from storage import digests_days, runs, unsaid
from storage.database import Database, open_database
from storage.outbox import outbox

MANAGERS = replace(SITE, management_channel="C0B1")
HOURLY = replace(SITE, handbook=replace(SITE.handbook, digests=replace(SITE.handbook.digests, is_hourly=True)))
EARLY = replace(SITE, handbook=replace(SITE.handbook, digests=replace(SITE.handbook.digests, daily_at=time(7))))
USUAL = [f"2026-11-{day}" for day in range(16, 22)]  # Monday to Saturday
SUNDAY = "2026-11-22"
MORNING = at("09:01")


def promised(floor: Database) -> list[str]:
    """The digests that were promised, in order."""
    with floor.reading() as session:
        slots = session.execute(select(outbox.c.slot).order_by(outbox.c.id)).scalars()
        return [slot.removeprefix("digests.told:") for slot in slots if slot.startswith("digests.told:")]


def look(floor: Database, now: datetime, site: Site = SITE, counts: bool = True) -> None:
    """The clock asks once: count, then tell."""
    tick = Tick(now.astimezone(UTC), site)
    while counts:
        with floor.reading() as session:
            found = counting.look(tick, session) if counting.wanted(tick, session) else []
        if not found:
            break
        with floor.changing() as session:
            counting.keep(tick, session, found)
    with floor.changing() as session:
        digests_told.post(tick, session)


def told(floor: Database, *days: str, **how: int) -> None:
    with floor.changing() as session:
        for day in days:
            tell(session, *a_day(day, **how))


def test_without_a_phone_system_there_are_no_digests(floor: Database) -> None:
    look(floor, MORNING)
    assert promised(floor) == []


def test_the_day_before_is_told_once_to_every_team_and_the_managers(floor: Database) -> None:
    told(floor, "2026-11-23")
    for clock in ("08:59", "09:01", "09:02", "12:00"):
        look(floor, at(clock, "2026-11-24"), MANAGERS)
    assert promised(floor) == ["day/2026-11-23:centre", "day/2026-11-23:team:A1", "day/2026-11-23:team:B1"]


def test_a_digest_waits_for_the_days_with_which_it_is_compared(floor: Database) -> None:
    told(floor, SUNDAY)
    look(floor, at("00:30"))
    told(floor, *USUAL)
    look(floor, MORNING, counts=False)
    assert promised(floor) == []
    look(floor, MORNING)
    assert "day/2026-11-22:team:A1" in promised(floor)


def test_on_monday_the_week_is_told_too(floor: Database) -> None:
    told(floor, *USUAL)
    look(floor, at("09:05"))
    assert set(promised(floor)) >= {"day/2026-11-22:team:A1", "week/2026-11-16:team:A1"}


def test_an_hour_is_told_when_it_is_over_where_the_handbook_wants_it(floor: Database) -> None:
    with floor.changing() as session:
        tell(session, [call(1, at("14:10")), call(2, at("15:10"))])
    for clock in ("15:01", "15:59", "16:01"):
        look(floor, at(clock), HOURLY)
    hours = [at(clock).timestamp() for clock in ("14:00", "15:00")]
    expected = [f"hour/2026-11-23/{hour:.0f}:team:{team}" for hour in hours for team in ("A1", "B1")]
    assert [one for one in promised(floor) if one.startswith("hour/")] == expected


def test_it_waits_until_the_day_was_counted_when_it_was_over_but_not_for_ever(floor: Database) -> None:
    told(floor, SUNDAY)
    look(floor, at("20:00", SUNDAY))
    for clock, expected in (("09:01", False), ("09:14", False), ("09:15", True)):
        look(floor, at(clock), counts=False)
        assert ("day/2026-11-22:team:A1" in promised(floor)) is expected


def test_after_a_downtime_it_waits_for_what_is_still_to_be_read(floor: Database) -> None:
    told(floor, SUNDAY)
    look(floor, at("20:00", SUNDAY))
    tick = Tick(at("11:00").astimezone(UTC), SITE, open_since=at("10:59").astimezone(UTC))
    with floor.changing() as session:
        digests_told.post(tick, session)
    assert "day/2026-11-22:team:A1" not in promised(floor)


def test_a_quiet_hour_is_no_missing_feed(floor: Database) -> None:
    told(floor, *USUAL)
    with floor.changing() as session:
        tell(session, [call(1, at("14:10"))])
    look(floor, at("16:01"), HOURLY)
    with floor.reading() as session:
        hour = slots.an_hour(at("15:30"), SITE.zone)
        (one,) = digests_days.standings(session, hour, [CENTRE], SITE.zone)
    assert one.counted_at is not None
    assert one.silent == []


@pytest.mark.parametrize(("started", "is_told"), [("20:59", True), ("21:01", False)])
def test_after_a_downtime_it_is_caught_up_while_it_is_news(floor: Database, started: str, is_told: bool) -> None:
    told(floor, SUNDAY)
    look(floor, at(started))
    assert ("day/2026-11-22:team:A1" in promised(floor)) is is_told


@pytest.fixture
def replicas(floor: Database, database_url: str) -> Iterator[tuple[Database, Database]]:
    other = open_database(database_url)
    yield floor, other
    other.close()


def test_two_bots_that_tell_at_once_tell_it_once(
    replicas: tuple[Database, Database], monkeypatch: pytest.MonkeyPatch
) -> None:
    told(replicas[0], SUNDAY)
    look(replicas[0], at("08:50"))
    Meeting(2).before(monkeypatch, runs, "claim")
    at_once(*(partial(look, one, MORNING, counts=False) for one in replicas))
    with replicas[0].reading() as session:
        slot = outbox.c.slot == "digests.told:day/2026-11-22:team:A1"
        assert session.execute(select(outbox.c.wanted).where(slot)).scalars().all() == [1]


# What people read, through the other process, the speaker and the small Slack.


@asynccontextmanager
async def a_floor(folder: Path, clock: HandClock, site: Site = SITE) -> AsyncIterator[Scene]:
    url = databases.sqlite_url(folder)
    databases.upgraded(url).close()
    async with scene(url, clock, site=site) as opened:
        yield opened


async def read(floor: Scene, channel: str) -> list[str]:
    """The daily digests in a channel, when everything was counted and said."""
    await floor.sweep()
    for _ in range(20):
        await floor.house.speaker.speak()
        await floor.house.speaker.drained()
        with floor.house.database.reading() as session:
            if not unsaid.backlog(session).pending:
                break
        floor.clock.forward(seconds=2)
    messages = floor.slack.workspace.channels[channel].messages.values()
    return [one.words for one in messages if "日报" in one.words or "Daily digest" in one.words]


async def test_a_digest_is_in_the_language_of_its_channel_and_says_what_is_not_as_usual(
    tmp_path: Path, clock: HandClock
) -> None:
    clock.set(MORNING)
    async with a_floor(tmp_path, clock) as floor:
        told(floor.house.database, *USUAL)
        told(floor.house.database, SUNDAY, calls=40)
        (chinese,), (english,) = await read(floor, "C0A1"), await read(floor, "C0B1")
    assert "班组 A1 日报：11月22日（周日）" in chinese
    assert "*平均振铃时间* 4.00 秒" in chinese
    assert "• 接起数 40 通，平时 20 通，变好" in chinese
    assert "近十天" in chinese
    assert "Daily digest, team B1: Sunday, 22 Nov" in english
    assert "*Average ring time* no data" in english


async def test_the_centre_is_told_which_team_moved_most_and_nobody_by_name(tmp_path: Path, clock: HandClock) -> None:
    clock.set(MORNING)
    async with a_floor(tmp_path, clock, MANAGERS) as floor:
        for day in USUAL:
            with floor.house.database.changing() as session:
                tell(session, *a_day(day, agents=("1001", "1002", "2001")))
        with floor.house.database.changing() as session:
            tell(session, *a_day(SUNDAY, agents=("2001",), calls=60))
        words = "\n".join(await read(floor, "C0B1"))
    assert "Daily digest, the centre" in words
    assert "most of all team B1" in words
    assert not [name for name in ("Mei", "Arun", "Olga", "1001", "2001") if name in words]


async def test_late_data_correct_what_was_posted_for_all_to_see(tmp_path: Path, clock: HandClock) -> None:
    clock.set(MORNING)
    async with a_floor(tmp_path, clock) as floor:
        told(floor.house.database, *USUAL, SUNDAY)
        (before,) = await read(floor, "C0A1")
        with floor.house.database.changing() as session:
            tell(session, [call(1, at("16:45", SUNDAY), wait=30)])
        floor.clock.forward(minutes=11)
        (after,) = await read(floor, "C0A1")
    assert "更正" not in before
    assert "更正" in after
    assert "接起数 20 通 → 21 通" in after
    assert "平均应答速度 10.00 秒 → 10.95 秒" in after


async def test_what_is_missing_is_said_and_never_shown_as_nothing(tmp_path: Path, clock: HandClock) -> None:
    clock.set(at("09:16"))
    async with a_floor(tmp_path, clock) as floor:
        told(floor.house.database, *USUAL)
        (words,) = await read(floor, "C0A1")
    assert "asterisk 没有传来任何数据" in words
    assert "*平均振铃时间* 无数据" in words
    assert "* 0.00" not in words


async def test_a_house_whose_other_process_died_tells_all_the_same(tmp_path: Path, clock: HandClock) -> None:
    clock.set(MORNING - timedelta(minutes=10))
    async with a_floor(tmp_path, clock) as floor:
        told(floor.house.database, *USUAL, SUNDAY)
        await read(floor, "C0A1")
        (other,) = multiprocessing.active_children()
        other.kill()
        other.join()
        floor.clock.set(MORNING)
        assert "日报" in (await read(floor, "C0A1"))[0]


async def test_a_night_that_goes_on_corrects_what_was_posted_once_when_it_is_over(
    tmp_path: Path, clock: HandClock
) -> None:
    """Mei's night ends at 08:20 and belongs to the day before; nobody wants a correction every ten minutes."""
    clock.set(at("06:30"))
    shift = ("1001", f"{SUNDAY}T20:20+08:00", "2026-11-23T08:20+08:00", "night")
    async with a_floor(tmp_path, clock, EARLY) as floor:
        told(floor.house.database, *USUAL, SUNDAY)
        with floor.house.database.changing() as session:
            night = csv("employee_no,starts_at,ends_at,kind", [shift])
            importing.shifts(session, night, SITE.zone, lambda _: None)
            tell(session, states=[signed_in("1001", at("20:20", SUNDAY), None)])
        for moment in ("06:30", "06:45", "07:01"):
            floor.clock.set(at(moment))
            found = await read(floor, "C0A1")
        (before,) = found
        for number, moment in enumerate(("07:20", "08:00", "08:35")):
            floor.clock.set(at(moment))
            with floor.house.database.changing() as session:
                tell(session, [call(number, at(moment) - timedelta(minutes=18))])
            assert await read(floor, "C0A1") == [before]
        floor.clock.set(at("12:05"))
        (after,) = await read(floor, "C0A1")
    assert "接起数 20 通 → 23 通" in after
