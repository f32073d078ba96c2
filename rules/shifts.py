"""When does somebody work, and which half hours are protected? (FR-04, domain.md 10 Q4)"""

from datetime import date, datetime, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

LONGEST_SHIFT = timedelta(hours=24)


class Shift(NamedTuple):
    """One stretch of work; both moments are aware UTC. Nights cross midnight."""

    starts_at: datetime
    ends_at: datetime
    kind: str


def shift_day(shift: Shift | None, zone: ZoneInfo, now: datetime) -> date:
    """The local date on which the shift began, however long the night; today for somebody without a shift."""
    return (shift.starts_at if shift else now).astimezone(zone).date()


def protected_until(shift: Shift, window: timedelta, now: datetime) -> datetime | None:
    """When the protected stretch around `now` ends, or None outside one.

    Protected are [start, start + window) and (end - window, end], as Q4 settles FR-04. `now` is within the shift.
    """
    if now < shift.starts_at + window:
        return shift.starts_at + window
    if now > shift.ends_at - window:
        return shift.ends_at
    return None
