"""What does a day's digest cost, for a thousand agents?"""

import random
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from sqlalchemy import insert

from feeds import importing
from rules import digests_slots, handbook
from rules.digests_facts import CENTRE, Kind
from rules.digests_scopes import Digest
from storage import calls as tables
from storage import digests, schema
from storage.database import Database, Session, open_database

AGENTS, TEAMS, CALLS, PAUSES = 1_000, 100, 60_000, 19
ZONE = ZoneInfo("Asia/Shanghai")
DAY = digests_slots.day(datetime(2026, 11, 23, tzinfo=ZONE).date(), ZONE)
MORNING, EVENING = DAY.from_at + timedelta(hours=8, minutes=30), DAY.from_at + timedelta(hours=17, minutes=30)
NEXT = DAY.to_at + timedelta(hours=1)


def digest_cpu_s(folder: Path, url: str = "", seed: int = 1) -> float:
    """Seconds of CPU from the rows in the database to all indicators of the centre, each queue, team and agent."""
    database = open_database(url or f"sqlite:///{folder}/digests.db")
    schema.upgrade(database)
    _fill(database, random.Random(seed))
    rules = handbook.read(handbook.DEFAULT_FILE.read_text("utf-8")).digests
    began = time.process_time()
    with database.reading() as session:
        digest = Digest(digests.facts(session, DAY, NEXT), rules)
    told = [digest.measures(scope) for kind in Kind for scope in digest.scopes(kind)]
    spent = time.process_time() - began
    assert told[0]["calls_offered"].value == CALLS, digest.measures(CENTRE)["calls_offered"]
    assert len(digest.scopes(Kind.AGENT)) == AGENTS
    database.close()
    return spent


def _fill(database: Database, chance: random.Random) -> None:
    with database.changing() as session:
        _hire(session)
        feed = session.execute(insert(tables.feeds).values(name="queue_log", format="queue_log")).inserted_primary_key
        made = {"feed_id": feed[0], "source": "made", "at": NEXT, "rows": 0, "unknown": 0, "bad": 0}
        here = session.execute(insert(tables.feed_imports).values(made)).inserted_primary_key
        came_from = {"feed_id": feed[0], "import_id": here[0], "flags": ""}
        session.execute(insert(tables.calls), [came_from | row for row in _calls(chance)])
        session.execute(insert(tables.agent_states), [came_from | row for row in _states(chance)])


def _hire(session: Session) -> None:
    teams = "\n".join(["team,name,channel_id,language", *(f"T{n},,," for n in range(TEAMS))])
    header = "employee_no,name,slack_user_id,team,roles,language,hired_on,left_on"
    people = "\n".join([header, *(f"{n},Agent {n},,T{n % TEAMS},agent,,," for n in range(AGENTS))])
    hours = f"{MORNING.isoformat()},{EVENING.isoformat()},day"
    shifts = "\n".join(["employee_no,starts_at,ends_at,kind", *(f"{n},{hours}" for n in range(AGENTS))])
    importing.teams(session, teams.encode(), NEXT, lambda _: None)
    importing.people(session, people.encode(), ZONE, lambda _: None)
    importing.shifts(session, shifts.encode(), ZONE, lambda _: None)


def _calls(chance: random.Random) -> Iterator[dict[str, object]]:
    """Two peaks a day, one in ten gives up, the rest talk for three minutes."""
    for number in range(CALLS):
        hour = chance.choice((2.0, 6.5)) + chance.gauss(0, 1.2)
        arrived_at = MORNING + timedelta(hours=min(max(hour, 0.0), 8.5), seconds=chance.random() * 60)
        wait_s = float(round(chance.expovariate(1 / 15)))
        is_answered = chance.random() < 0.9
        answered_at = arrived_at + timedelta(seconds=wait_s) if is_answered else None
        yield {
            "key": f"{number}:1",
            "call_id": f"1700000000.{number}",
            "queue": f"queue{chance.randrange(10)}",
            "arrived_at": arrived_at.astimezone(UTC),
            "answered_at": answered_at,
            "ended_at": None,
            "outcome": "answered" if is_answered else "abandoned",
            "wait_s": wait_s,
            "ring_s": 4.0 if is_answered else None,
            "missed_rings": chance.randrange(2),
            "missed_ring_s": 0.0,
            "talk_s": float(round(chance.expovariate(1 / 180))) if is_answered else None,
            "agent": f"PJSIP/{chance.randrange(AGENTS)}" if is_answered else None,
        }


def _states(chance: random.Random) -> Iterator[dict[str, object]]:
    """A login each, and pauses through the day."""
    for agent in range(AGENTS):
        name = {"agent": f"PJSIP/{agent}", "queue": ""}
        yield {**name, "key": f"{agent}:in", "state": "logged_in", "reason": "", "from_at": MORNING, "to_at": EVENING}
        for pause in range(PAUSES):
            from_at = MORNING + timedelta(minutes=20 * pause + chance.randrange(10))
            to_at = from_at + timedelta(minutes=chance.randrange(1, 8))
            yield {
                **name,
                "key": f"{agent}:{pause}",
                "state": "not_ready",
                "reason": "busy",
                "from_at": from_at,
                "to_at": to_at,
            }
