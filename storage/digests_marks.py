"""Of which hours was something new told since they were counted?"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from sqlalchemy import delete, insert, select

from rules.digests_slots import Period, an_hour
from storage.database import Session
from storage.digests_tables import counts, marks

QUARTER_S = 900  # there are zones with half and quarter hours
MORNING_HOURS = 12
A_DAY = timedelta(hours=25)  # where the clock goes back
MOMENT = timedelta(microseconds=1)
CHUNK = 500

_mark = insert(marks)


class Marked(NamedTuple):
    """The marks of a day, and its hours; `is_morning` where a shift of the night before may be meant."""

    ids: Sequence[int]
    hours: frozenset[datetime]
    is_morning: bool


def mark(session: Session, moments: Iterable[datetime]) -> None:
    """Something new was told of these moments: whatever was counted of them is to be counted again."""
    quarters = {int(moment.timestamp()) // QUARTER_S for moment in moments}
    if quarters:
        session.execute(_mark, [{"quarter": quarter} for quarter in sorted(quarters)])


def mark_spans(session: Session, spans: Iterable[tuple[datetime, datetime]]) -> None:
    """The same of stretches of a day or less; what is told of a longer one is part of no day's numbers."""
    mark(session, (moment for begins, ends in spans if ends - begins <= A_DAY for moment in (begins, ends - MOMENT)))


def mark_counted(session: Session, zone: ZoneInfo, latest: int | None = None) -> None:
    """Everything that was counted is to be counted again, or the latest so many days of it."""
    periods = [Period.read(text) for text in session.execute(select(counts.c.period)).scalars()]
    days = set(sorted({one.day for one in periods}, reverse=True)[:latest])
    noon = timedelta(hours=MORNING_HOURS)
    mark(session, (one.hour_at or one.window(zone).from_at + noon for one in periods if one.day in days))


def marked(session: Session, zone: ZoneInfo) -> Mapping[date, Marked]:
    """What was marked, by the site's calendar."""
    found: dict[date, list[tuple[int, datetime]]] = {}
    for row in session.execute(select(marks.c.id, marks.c.quarter)):
        at = datetime.fromtimestamp(row.quarter * QUARTER_S, UTC)
        found.setdefault(at.astimezone(zone).date(), []).append((row.id, an_hour(at, zone).window(zone).from_at))
    return {day: _marked(rows, zone) for day, rows in found.items()}


def unmark(session: Session, ids: Sequence[int]) -> None:
    """Take away exactly the marks that were seen; one that came meanwhile stays."""
    for start in range(0, len(ids), CHUNK):
        session.execute(delete(marks).where(marks.c.id.in_(ids[start : start + CHUNK])))


def _marked(rows: Sequence[tuple[int, datetime]], zone: ZoneInfo) -> Marked:
    hours = frozenset(hour for _, hour in rows)
    is_morning = any(hour.astimezone(zone).hour < MORNING_HOURS for hour in hours)
    return Marked([number for number, _ in rows], hours, is_morning)
