"""What is found of every queue at the end of an interval? Reads only, and much; run it in a process of its own."""

import math
from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from rules import digests_slots as slots
from rules import staffing
from rules import surges_incident as rules
from rules.digests_facts import Window
from rules.handbook import Site
from rules.handbook_surges import SurgeRules
from rules.staffing import Traffic
from rules.surges import Forecast, Interval, Profile, forecast
from rules.surges_impact import Crew, impact, missing_agents
from rules.surges_incident import Findings, Looked, Needed
from rules.surges_report import Course
from storage import surges, surges_live
from storage import surges_incidents as storage
from storage.database import Session
from storage.surges_live import Caller, Staff

WEEK = 7
DAY = timedelta(days=1)
UTC = ZoneInfo("UTC")
HOUR_S = 3600


def findings(session: Session, slot: datetime, now: datetime, site: Site) -> Findings:
    """Every queue that had calls of late, and every feed."""
    callers, crews = surges_live.callers(session, now), surges_live.staff(session, now)
    heard = surges_live.heard(session, now)
    last = {one.feed_id: one.at for one in heard}
    found = [
        _looked(session, queue, feed_ids, callers.get(queue, []), crews.of(queue), last, slot, now, site)
        for queue, feed_ids in surges_live.queues(session, now).items()
    ]
    return Findings(slot, tuple(found), tuple(heard))


def _looked(
    session: Session,
    queue: str,
    feed_ids: tuple[int, ...],
    callers: Sequence[Caller],
    there: Staff | None,
    last: dict[int, datetime],
    slot: datetime,
    now: datetime,
    site: Site,
) -> Looked:
    numbers = site.handbook.surges
    from_at = slot - numbers.forecast.interval
    came = sum(from_at <= one.waited.arrived_at < slot for one in callers)
    heard_at = max((last[one] for one in feed_ids if one in last), default=None)
    known = storage.profile(session, queue)
    usual = known if known and known.day == _day(from_at, site.zone) else profile(session, queue, from_at, site)
    crew = _crew(callers, there, numbers, now)
    felt = impact([one.waited for one in callers], crew, numbers.impact, now) if callers else None
    return Looked(
        queue=queue,
        feed_ids=feed_ids,
        interval=Interval(from_at, slot, came, heard_at),
        forecast=expected(session, queue, usual, from_at, site) if usual else _UNKNOWN,
        impact=felt,
        needed=_needed(crew, sum(one.waited.wait_s is None for one in callers), numbers),
        profile=None if usual is known else usual,
    )


_UNKNOWN = Forecast(math.nan, math.nan, math.nan, 0)


def profile(session: Session, queue: str, at: datetime, site: Site) -> Profile | None:
    """What is usual on this day, from the weeks before it; None where nobody called in them."""
    from rules.surges_forecast import usual_on

    numbers = site.handbook.surges.forecast
    today = _day(at, site.zone)
    weeks = numbers.weeks + numbers.dispersion_days // WEEK
    window = slots.days(today - weeks * WEEK * DAY, today - DAY, site.zone)
    counted = surges.counts(session, window, numbers.interval, site.zone, queue)
    if not any(one.calls for one in counted):
        return None
    return usual_on(today, counted, numbers)


def expected(session: Session, queue: str, usual: Profile, from_at: datetime, site: Site) -> Forecast:
    """What is to be expected in the interval that begins then, with how busy this day is."""
    return next(iter(_forecasts(session, queue, usual, [from_at], site)))


def course(session: Session, queue: str, from_at: datetime, to_at: datetime, site: Site) -> Course:
    """What came between two moments, and what was expected of the day of the watch's own profile."""
    interval, usual = site.handbook.surges.forecast.interval, storage.profile(session, queue)
    begins = [from_at + number * interval for number in range((to_at - from_at) // interval)]
    came = {one.at: round(one.calls) for one in surges.counts(session, Window(from_at, to_at), interval, UTC, queue)}
    known = [at for at in begins if usual and _day(at, site.zone) == usual.day]
    found = dict(zip(known, _forecasts(session, queue, usual, known, site), strict=True)) if usual and known else {}
    calls = [found[at].calls if at in found else math.nan for at in begins]
    told = tuple(None if math.isnan(one) else round(one, 1) for one in calls)
    return Course(from_at, interval // rules.MINUTE, tuple(came.get(at, 0) for at in begins), told)


def _forecasts(
    session: Session, queue: str, usual: Profile, begins: Sequence[datetime], site: Site
) -> Iterator[Forecast]:
    """Of intervals of the profile's day; the day is read once."""
    window = Window(slots.day(usual.day, site.zone).from_at, begins[-1])
    came = [math.nan] * len(usual.expected)
    for one in surges.counts(session, window, usual.interval, site.zone, queue):
        came[_place(one.at, usual.interval)] = one.calls
    for at in begins:
        place = _place(at.astimezone(site.zone), usual.interval)
        yield forecast(usual, came[:place], place, site.handbook.surges.forecast)


def _crew(callers: Sequence[Caller], there: Staff | None, numbers: SurgeRules, now: datetime) -> Crew | None:
    """None where no phone system tells who is there, or how long a call takes is not known yet."""
    handled = [one.handled_s for one in callers if one.handled_s]
    if there is None or not handled:
        return None
    window = numbers.impact.window
    recent = sum(now - one.waited.arrived_at <= window for one in callers)
    gave_up = sum(one.waited.wait_s is not None and not one.waited.answered for one in callers)
    waited = sum(one.waited.wait_s or 0 for one in callers)
    traffic = Traffic(
        recent / window.total_seconds(), sum(handled) / len(handled), staffing.patience_s(waited, gave_up)
    )
    return Crew(there.there, traffic, there.away)


def _needed(crew: Crew | None, waiting: int, numbers: SurgeRules) -> Needed | None:
    more = missing_agents(crew, waiting, numbers.impact)
    if more is None:
        return None
    return Needed(
        more=more.more,
        minutes=more.lasts // rules.MINUTE,
        goal=more.goal,
        within_s=more.within_s,
        calls_an_hour=more.traffic.calls_per_s * HOUR_S,
        aht_s=more.traffic.aht_s,
        patience_s=more.traffic.patience_s,
    )


def _day(at: datetime, zone: ZoneInfo) -> date:
    return at.astimezone(zone).date()


def _place(local: datetime, interval: timedelta) -> int:
    """Which interval of the wall's day this is."""
    return timedelta(hours=local.hour, minutes=local.minute) // interval


def whole(at: datetime, interval: timedelta) -> datetime:
    """The end of the last interval that was over then."""
    return at - (at - datetime.min.replace(tzinfo=UTC)) % interval
