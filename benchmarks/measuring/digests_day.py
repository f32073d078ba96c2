"""What is heard of a floor of a thousand agents, day by day, and what does counting one day of it cost?"""

import random
import statistics
import time
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from sqlalchemy import insert

from jobs import digests as jobs
from jobs.asking import Tick
from measuring.floor import Floor, employee_no, settle
from measuring.serve import site
from rules.digests_facts import CENTRE
from rules.digests_slots import DAY
from storage import calls as tables
from storage import digests_marks, digests_rows, schema
from storage.database import Database, Session, open_database
from storage.people import shifts

FLOOR = Floor(agents=1_000, teams=100)
QUEUES, CALLS, PAUSES = 10, 60_000, 19
SCOPES = 1 + QUEUES + FLOOR.teams + FLOOR.agents
SITE = site()
LOOKS = 3
BEGINS, LASTS, NOON = timedelta(hours=8, minutes=30), timedelta(hours=9), timedelta(hours=12)
OVER = 2 * DAY  # the day before yesterday: all its night shifts have gone home

Rows = Iterator[dict[str, object]]


def digest_cpu_s(folder: Path) -> float:
    """Seconds of CPU of one look of the house: from the rows in the database to what is to be written. The middle
    of some looks."""
    database = open_database(f"sqlite:///{folder}/digests.db")
    schema.upgrade(database)
    now = datetime.now(UTC)
    with database.changing() as session:
        settle(session, FLOOR)
        hear(session, days_before(now, 1))
        mark(session, days_before(now, 1))
    spent = statistics.median(_look(database, now) for _ in range(LOOKS))
    database.close()
    return spent


def _look(database: Database, now: datetime) -> float:
    with database.reading() as session:
        began = time.process_time()
        (count,) = jobs.look(Tick(now, SITE), session)
        spent = time.process_time() - began
    assert len(count.rows) == SCOPES
    assert digests_rows.read(count.rows[CENTRE.about][0])["calls_offered"].value == CALLS
    return spent


def days_before(now: datetime, days: int) -> list[date]:
    """So many days that are over for good."""
    last = now.astimezone(SITE.zone).date() - OVER
    return [last - back * DAY for back in range(days)]


def hear(session: Session, days: Sequence[date], seed: int = 1) -> None:
    """Everybody on shift on each of these days, and what the phone system told of it."""
    chance, now = random.Random(seed), datetime.now(UTC)
    feed = session.execute(insert(tables.feeds).values(name="queue_log", format="queue_log")).inserted_primary_key
    made = {"feed_id": feed[0], "source": "made", "at": now, "rows": 0, "unknown": 0, "bad": 0}
    here = session.execute(insert(tables.feed_imports).values(made)).inserted_primary_key
    came_from = {"feed_id": feed[0], "import_id": here[0], "flags": ""}
    for day in days:
        began_at = _midnight(day) + BEGINS
        session.execute(insert(shifts), list(_shifts(began_at)))
        session.execute(insert(tables.calls), [came_from | row for row in _calls(began_at, chance)])
        session.execute(insert(tables.agent_states), [came_from | row for row in _states(began_at, chance)])


def mark(session: Session, days: Sequence[date]) -> None:
    """From now on the house counts these days; at noon, so that no day brings the one before along."""
    digests_marks.mark(session, [_midnight(day) + NOON for day in days])


def _midnight(day: date) -> datetime:
    return datetime.combine(day, datetime.min.time(), SITE.zone)


def _shifts(began_at: datetime) -> Rows:
    for agent in range(FLOOR.agents):
        yield {"person_id": agent + 1, "starts_at": began_at, "ends_at": began_at + LASTS, "kind": "day"}


def _calls(began_at: datetime, chance: random.Random) -> Rows:
    """Two peaks a day, one in ten gives up, the rest talk for three minutes."""
    for number in range(CALLS):
        hour = chance.choice((2.0, 6.5)) + chance.gauss(0, 1.2)
        arrived_at = began_at + timedelta(hours=min(max(hour, 0.0), 8.5), seconds=chance.random() * 60)
        wait_s = float(round(chance.expovariate(1 / 15)))
        is_answered = chance.random() < 0.9
        answered_at = arrived_at + timedelta(seconds=wait_s) if is_answered else None
        call_id = f"{began_at.timestamp():.0f}.{number}"
        yield {
            "key": f"{call_id}:1",
            "call_id": call_id,
            "queue": f"queue{chance.randrange(QUEUES)}",
            "arrived_at": arrived_at.astimezone(UTC),
            "answered_at": answered_at,
            "ended_at": None,
            "outcome": "answered" if is_answered else "abandoned",
            "wait_s": wait_s,
            "ring_s": 4.0 if is_answered else None,
            "missed_rings": chance.randrange(2),
            "missed_ring_s": 0.0,
            "talk_s": float(round(chance.expovariate(1 / 180))) if is_answered else None,
            "agent": _phone(chance.randrange(FLOOR.agents)) if is_answered else None,
        }


def _states(began_at: datetime, chance: random.Random) -> Rows:
    """A login each, and pauses through the day."""
    for agent in range(FLOOR.agents):
        whose = {"agent": _phone(agent), "queue": ""}
        key = f"{began_at:%F}:{agent}"
        login = {"state": "logged_in", "reason": "", "from_at": began_at, "to_at": began_at + LASTS}
        yield {**whose, "key": f"{key}:in", **login}
        for pause in range(PAUSES):
            from_at = began_at + timedelta(minutes=20 * pause + chance.randrange(10))
            to_at = from_at + timedelta(minutes=chance.randrange(1, 8))
            away = {"state": "not_ready", "reason": "busy", "from_at": from_at, "to_at": to_at}
            yield {**whose, "key": f"{key}:{pause}", **away}


def _phone(agent: int) -> str:
    return f"PJSIP/{employee_no(agent)}"
