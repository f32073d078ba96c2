"""What does the clock do about digests: count what was told, and forget what nobody compares any more?"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, time, timedelta

from jobs.asking import Daily, Job, Study, Tick
from rules import digests_days as rules
from rules import digests_slots as slots
from rules.digests_days import Totals
from rules.digests_facts import Kind, Scope
from rules.digests_scopes import Digest
from rules.digests_slots import DAY, Period
from storage import calls_put, digests_counts, digests_days, digests_marks, outbox
from storage import digests as storage
from storage.database import Session
from storage.digests_counts import Count
from storage.digests_marks import Marked

COUNT_EVERY = timedelta(seconds=20)
DAYS_KEPT = timedelta(days=400)
AGENTS_KEPT = timedelta(days=40)


def wanted(tick: Tick, session: Session) -> bool:
    """Whether a phone system has told anything that is to be counted."""
    return calls_put.is_heard(session) and bool(_days(tick, session, digests_marks.marked(session, tick.site.zone)))


def look(tick: Tick, session: Session) -> list[Count]:
    """The day that is to be counted next, with the hours of it that are told, and its eve where that is meant too."""
    marked = digests_marks.marked(session, tick.site.zone)
    days = _days(tick, session, marked)
    return [count for day in days for count in _count(tick, session, day, marked.get(day) if day == days[0] else None)]


def keep(tick: Tick, session: Session, found: Sequence[Count]) -> None:
    """Write the counts; what is told otherwise than before is said again."""
    for count in found:
        if digests_counts.keep(session, count):
            told = [scope for about in count.otherwise if (scope := Scope.read(about)).kind is not Kind.AGENT]
            outbox.changed(session, *(digests_counts.topic(count.period, scope) for scope in told))


def forget(tick: Tick, session: Session) -> None:
    today = tick.now.astimezone(tick.site.zone).date()
    digests_days.forget(session, today - DAYS_KEPT, today - AGENTS_KEPT)


def _days(tick: Tick, session: Session, marked: Mapping[date, Marked]) -> list[date]:
    today = tick.now.astimezone(tick.site.zone).date()
    perhaps = [slots.a_day(day) for day in {*marked, today, today - DAY}]
    counted = {one.day: at for one, at in digests_counts.counted(session, perhaps).items()}
    return rules.days_to_count({day: one.is_morning for day, one in marked.items()}, counted, tick.site.zone, tick.now)


def _count(tick: Tick, session: Session, day: date, marked: Marked | None) -> Iterator[Count]:
    """One day and those of its hours that a digest tells."""
    period, zone = slots.a_day(day), tick.site.zone
    digest = Digest(storage.facts(session, period.window(zone), tick.now), tick.site.handbook.digests)
    yield _compared(tick, session, period, rules.totals(digest), marked.ids if marked else ())
    hours = _hours(tick, session, day, marked)
    pieces = digest.intervals([one.window(zone) for one in hours])
    for hour in hours:
        told = rules.totals(pieces[hour.window(zone)], (Kind.CENTRE, Kind.TEAM))
        yield _compared(tick, session, hour, told)


def _compared(tick: Tick, session: Session, period: Period, told: Sequence[Totals], marks: Sequence[int] = ()) -> Count:
    heard = digests_counts.heard(session, period.window(tick.site.zone))
    return digests_counts.compared(session, period, told, heard, tick.now, marks)


def _hours(tick: Tick, session: Session, day: date, marked: Marked | None) -> list[Period]:
    """The hour that is over now, and those told before of which something new was told."""
    if not tick.site.handbook.digests.is_hourly:
        return []
    just_over = slots.an_hour(tick.now - slots.HOUR, tick.site.zone)
    hours = [slots.an_hour(at, tick.site.zone) for at in sorted(marked.hours)] if marked else []
    known = digests_counts.counted(session, [*hours, just_over])
    is_new = just_over.day == day and just_over not in known
    return [*(one for one in hours if one in known), *([just_over] if is_new else [])]


SCHEDULE: tuple[Job, ...] = (
    Study("digests.count", COUNT_EVERY, wanted, look, keep),
    Daily("digests.forget", time(4, 40), timedelta(hours=20), forget),
)
