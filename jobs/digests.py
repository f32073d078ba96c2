"""What does the clock do about digests: count what was told, and forget what nobody compares any more?"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, time, timedelta

from jobs.asking import Daily, Job, Study, Tick
from rules import digests_days as rules
from rules import digests_slots as slots
from rules.digests_days import Totals
from rules.digests_facts import Kind
from rules.digests_scopes import Digest
from rules.digests_slots import DAY, Period
from storage import calls_put, digests_counts, digests_days, digests_marks, outbox
from storage import digests as storage
from storage.database import Session
from storage.digests_counts import Count
from storage.digests_marks import Marked

COUNT_EVERY = timedelta(seconds=20)
DAYS_KEPT = timedelta(days=400)
CORRECTED_FOR = timedelta(days=14)


def wanted(tick: Tick, session: Session) -> bool:
    """Whether a phone system has told anything that is to be counted."""
    return calls_put.is_heard(session) and bool(_days(tick, session, digests_marks.marked(session, tick.site.zone)))


def look(tick: Tick, session: Session) -> list[Count]:
    """The day that is to be counted next, with the hours of it that are told, and its eve where that is meant too."""
    marked = digests_marks.marked(session, tick.site.zone)
    days = _days(tick, session, marked)
    return [count for day in days for count in _count(tick, session, day, marked.get(day), day == days[0])]


def keep(tick: Tick, session: Session, found: Sequence[Count]) -> None:
    """Write the counts; what is told otherwise than before is said again."""
    for count in found:
        scopes = digests_counts.keep(session, count)
        outbox.changed(session, *(digests_counts.topic(count.period, scope) for scope in scopes))


def forget(tick: Tick, session: Session) -> None:
    today = tick.now.astimezone(tick.site.zone).date()
    digests_days.forget(session, today - DAYS_KEPT, today - rules.AGENTS_KEPT)


def _days(tick: Tick, session: Session, marked: Mapping[date, Marked]) -> list[date]:
    today = tick.now.astimezone(tick.site.zone).date()
    perhaps = [slots.a_day(day) for day in {*marked, today, today - DAY}]
    counted = {one.day: at for one, at in digests_counts.counted(session, perhaps).items()}
    return rules.days_to_count({day: one.is_morning for day, one in marked.items()}, counted, tick.site.zone, tick.now)


def _count(tick: Tick, session: Session, day: date, marked: Marked | None, is_next: bool) -> Iterator[Count]:
    """One day and those of its hours that a digest tells; the marks of an eve stay until it is its turn."""
    period, zone = slots.a_day(day), tick.site.zone
    digest = Digest(storage.facts(session, period.window(zone), tick.now), tick.site.handbook.digests)
    # Late data correct a digest at once; a night that goes on does so when it is over.
    corrects = marked is not None or rules.is_over(day, tick.now, zone)
    corrects = corrects and tick.now - period.window(zone).to_at < CORRECTED_FOR
    yield _compared(tick, session, period, rules.totals(digest), marked if is_next else None, corrects)
    hours = _hours(tick, session, day, marked)
    pieces = digest.intervals([one.window(zone) for one in hours])
    for hour in hours:
        told = rules.totals(pieces[hour.window(zone)], (Kind.CENTRE, Kind.TEAM))
        yield _compared(tick, session, hour, told, None, corrects=True)


def _compared(
    tick: Tick, session: Session, period: Period, told: Sequence[Totals], marked: Marked | None, corrects: bool
) -> Count:
    heard = digests_counts.heard(session, period.window(tick.site.zone))
    ids = marked.ids if marked else ()
    return digests_counts.compared(session, period, told, heard, tick.now, ids, corrects)


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
