"""Which stretch of time is a day, a week, a month, or a quarter of an hour, on the site's clock?"""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from typing import NamedTuple, TypeVar
from zoneinfo import ZoneInfo

from rules.digests_facts import Window
from rules.handbook import DigestRules

INTERVALS = (15, 30, 60)
DAY = timedelta(days=1)
HOUR = timedelta(hours=1)

Item = TypeVar("Item")


class Span(StrEnum):
    """How long a period is."""

    HOUR = "hour"
    DAY = "day"
    WEEK = "week"


class Period(NamedTuple):
    """An hour, a day or a week of which a digest tells; `hour_at` says which hour of the day."""

    span: Span
    day: date
    hour_at: datetime | None = None

    def __str__(self) -> str:
        """As it is filed: `day/2026-11-24`, `week/2026-11-23`, `hour/2026-11-24/1764032400`."""
        hour = f"/{self.hour_at.timestamp():.0f}" if self.hour_at else ""
        return f"{self.span}/{self.day}{hour}"

    @staticmethod
    def read(text: str) -> "Period":
        span, day, *hour = text.split("/")
        hour_at = datetime.fromtimestamp(int(hour[0]), UTC) if hour else None
        return Period(Span(span), date.fromisoformat(day), hour_at)

    @property
    def days(self) -> list[date]:
        return [self.day + count * DAY for count in range(7 if self.span is Span.WEEK else 1)]

    def window(self, zone: ZoneInfo) -> Window:
        if self.hour_at:
            return Window(self.hour_at, self.hour_at + HOUR)
        return days(self.days[0], self.days[-1], zone)


class Due(NamedTuple):
    """A digest that is to be told, and since when."""

    period: Period
    at: datetime


def a_day(of: date) -> Period:
    return Period(Span.DAY, of)


def a_week(of: date) -> Period:
    """The week, Monday to Sunday, in which a day lies."""
    return Period(Span.WEEK, of - of.weekday() * DAY)


def an_hour(at: datetime, zone: ZoneInfo) -> Period:
    """The hour on the site's clock in which a moment lies."""
    local = at.astimezone(zone)
    begins = local.replace(minute=0, second=0, microsecond=0)
    return Period(Span.HOUR, local.date(), begins.astimezone(UTC))


def due(rules: DigestRules, zone: ZoneInfo, now: datetime) -> list[Due]:
    """Every digest that should have been told by now and is not too late yet; the same one for all who ask."""
    found: list[Due] = []
    today = now.astimezone(zone).date()
    for day in (today - DAY, today):
        found.append(Due(a_day(day - DAY), _at(day, rules.daily_at, zone)))
        if day.weekday() == rules.weekly_on:
            found.append(Due(a_week(day - 7 * DAY), _at(day, rules.weekly_at, zone)))
    if rules.is_hourly:
        over = an_hour(now - HOUR, zone)
        found.append(Due(over, over.window(zone).to_at))
    return [one for one in found if one.at <= now <= one.at + rules.late_at_most]


def days(first: date, last: date, zone: ZoneInfo) -> Window:
    """From the beginning of one local day to the end of another; 23 or 25 hours where the clock changes."""
    return Window(_midnight(first, zone), _midnight(last + DAY, zone))


def day(of: date, zone: ZoneInfo) -> Window:
    return days(of, of, zone)


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


def by_piece(begins: Sequence[datetime], items: Iterable[Item], at: Callable[[Item], datetime]) -> list[list[Item]]:
    """The items by the piece in which they lie; pieces follow each other. What lies before the first is left out."""
    pieces: list[list[Item]] = [[] for _ in begins]
    for item in items:
        piece = bisect_right(begins, at(item)) - 1
        if piece >= 0:
            pieces[piece].append(item)
    return pieces


def _midnight(of: date, zone: ZoneInfo) -> datetime:
    return _at(of, time(0), zone)


def _at(day: date, clock: time, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, clock, zone).astimezone(UTC)
