"""What is reckoned of an incident once it is over? Reads only; run it in a process of its own."""

from datetime import datetime

from sqlalchemy import and_, bindparam, func, select

from rules.calls import Outcome
from rules.handbook import Site
from rules.surges_incident import REPORT_AFTER, Incident, rules_read
from rules.surges_report import BEFORE, LOOK_BACK, Answered, Course, Report
from storage import surges_look
from storage.calls import calls
from storage.database import Session

_DECIDED = calls.c.outcome.not_in([Outcome.OPEN, Outcome.BLOCKED])
_IN_TIME = and_(calls.c.outcome == Outcome.ANSWERED, calls.c.wait_s <= bindparam("within_s"))
_answered = select(func.count().filter(_IN_TIME), func.count().filter(_DECIDED)).where(
    calls.c.queue == bindparam("of"),
    calls.c.arrived_at >= bindparam("from_at"),
    calls.c.arrived_at < bindparam("to_at"),
)


def report(session: Session, one: Incident, now: datetime, site: Site) -> Report:
    """The half hour before, the incident itself, and the quarter of an hour after it."""
    assert one.ended_at is not None
    until = min(now, one.ended_at + REPORT_AFTER)
    within_s = rules_read(one.rules, site.handbook.surges).impact.within_s
    spans = ((one.started_at - BEFORE, one.started_at), (one.started_at, one.ended_at), (one.ended_at, until))
    told = (_of(session, one.queue, from_at, to_at, within_s) for from_at, to_at in spans)
    return Report(*told, course=_course(session, one, one.started_at - BEFORE, until, site))


def opening(session: Session, one: Incident, site: Site) -> Course:
    """The two hours before an incident, and the interval that gave it away."""
    return _course(session, one, one.started_at - LOOK_BACK, one.started_at, site)


def _course(session: Session, one: Incident, from_at: datetime, to_at: datetime, site: Site) -> Course:
    interval = site.handbook.surges.forecast.interval
    begins, ends = (surges_look.whole(at, interval) for at in (from_at, to_at))
    return surges_look.course(session, one.queue, begins, ends, site)


def _of(session: Session, queue: str, from_at: datetime, to_at: datetime, within_s: float) -> Answered:
    span = {"of": queue, "from_at": from_at, "to_at": to_at, "within_s": within_s}
    return Answered(*session.execute(_answered, span).one())
