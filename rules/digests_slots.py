"""Which stretch of time is a day, a week, a month, or a quarter of an hour, on the site's clock?"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from rules.digests_facts import Window

INTERVALS = (15, 30, 60)
DAY = timedelta(days=1)


def days(first: date, last: date, zone: ZoneInfo) -> Window:
    """From the beginning of one local day to the end of another; 23 or 25 hours where the clock changes."""
    return Window(_midnight(first, zone), _midnight(last + DAY, zone))


def day(of: date, zone: ZoneInfo) -> Window:
    return days(of, of, zone)


def week(of: date, zone: ZoneInfo) -> Window:
    """Monday to Sunday."""
    monday = of - of.weekday() * DAY
    return days(monday, monday + 6 * DAY, zone)


def month(of: date, zone: ZoneInfo) -> Window:
    first = of.replace(day=1)
    following = (first + 31 * DAY).replace(day=1)
    return days(first, following - DAY, zone)


def intervals(window: Window, minutes: int) -> Iterator[Window]:
    """A window in pieces of as many minutes; the hour that occurs twice is two hours."""
    begins = window.from_at
    while begins < window.to_at:
        ends = min(begins + timedelta(minutes=minutes), window.to_at)
        yield Window(begins, ends)
        begins = ends


def _midnight(of: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(of, time(0), zone).astimezone(UTC)
