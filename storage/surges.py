"""How many calls came in each interval, as far back as anybody asks?"""

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, String, bindparam, case, func, or_, select

from rules.digests_facts import Window
from rules.surges import Counted
from storage.calls import calls
from storage.database import Session

MINUTE = "YYYY-MM-DD HH24:MI"
WRITTEN = len("2026-11-23 10:00")


def counts(session: Session, window: Window, interval: timedelta, zone: ZoneInfo, queue: str = "") -> list[Counted]:
    """Calls of a queue, or of all, by the interval in which they arrived; between the first and the last call of all
    queues an interval without calls counts none. Empty where nobody called."""
    minute = _minute(session)
    found = select(minute, func.sum(_one_of(queue))).where(
        calls.c.arrived_at >= bindparam("from_at"), calls.c.arrived_at < bindparam("to_at")
    )
    came: Counter[datetime] = Counter()
    for written, calls_here in session.execute(found.group_by(minute), {**window._asdict(), "queue": queue}):
        came[_begins(datetime.fromisoformat(written).replace(tzinfo=UTC), interval)] += calls_here
    return [Counted(at.astimezone(zone), came[at]) for at in _every(min(came), max(came), interval)] if came else []


def _one_of(queue: str) -> ColumnElement[int]:
    return case((or_(bindparam("queue", type_=String) == "", calls.c.queue == bindparam("queue")), 1), else_=0)


def _minute(session: Session) -> ColumnElement[str]:
    """The minute of the arrival in UTC, as text that both databases write alike."""
    if session.dialect.name == "sqlite":
        return func.substr(calls.c.arrived_at, 1, WRITTEN, type_=String)
    return func.to_char(func.timezone("UTC", calls.c.arrived_at), MINUTE, type_=String)


def _begins(moment: datetime, interval: timedelta) -> datetime:
    return moment - (moment - datetime.min.replace(tzinfo=UTC)) % interval


def _every(first: datetime, last: datetime, interval: timedelta) -> Iterator[datetime]:
    while first <= last:
        yield first
        first += interval
