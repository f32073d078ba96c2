"""Days that were told and counted, so that they can be asked for."""

from datetime import datetime

from jobs import digests as jobs
from jobs.asking import Tick
from storage.database import Database
from support.cast import MORNING
from support.digests_told import a_day, tell
from support.house import SITE

TODAY = "2026-11-23"
DAYS = ("2026-11-18", "2026-11-19", "2026-11-20", "2026-11-21", "2026-11-22")
MOST_DAYS = 40


def some_days(database: Database, now: datetime = MORNING) -> None:
    """Five days of Mei, Arun and Olga, and today until now."""
    with database.changing() as session:
        for day in (*DAYS, TODAY):
            calls, states = a_day(day, ("1001", "1002", "2001"))
            tell(session, [one for one in calls if one.arrived_at < now], states)
    count(database, now)


def count(database: Database, now: datetime) -> None:
    """What the clock does every minute, until all is counted."""
    tick = Tick(now, SITE)
    for _ in range(MOST_DAYS):
        with database.reading() as session:
            found = jobs.look(tick, session)
        if not found:
            return
        with database.changing() as session:
            jobs.keep(tick, session, found)
    raise AssertionError("it is never counted to the end")
