"""What do the promised messages about surges say, when they are said; and what is reported once it is over?"""

from datetime import timedelta
from typing import NamedTuple

from jobs.asking import Drawing, Job, Sheet, Study, Tick
from rules import surges_report as reports
from rules.surges_incident import REPORT_AFTER
from storage import surges_incidents as storage
from storage import surges_report, surges_shown
from storage import surges_steps as steps
from storage.database import Session
from views import surges as views
from views import surges_report as report_views
from views.message import Message

REPORT_EVERY = timedelta(seconds=20)


class Reckoned(NamedTuple):
    """A report as text, of an incident."""

    incident_id: int
    report: str


def wanted(tick: Tick, session: Session) -> bool:
    return storage.unreported(session, tick.now - REPORT_AFTER) is not None


def look(tick: Tick, session: Session) -> Reckoned | None:
    """The oldest incident that is over for so long that one can say how it went afterwards."""
    one = storage.unreported(session, tick.now - REPORT_AFTER)
    if one is None:
        return None
    return Reckoned(one.id, reports.written(surges_report.report(session, one, tick.now, tick.site)))


def keep(tick: Tick, session: Session, found: Reckoned | None) -> None:
    """Kept for good and posted, once over all replicas."""
    if found and storage.keep_report(session, found.incident_id, found.report):
        steps.tell(session, "surges.report", found.incident_id, tick.now, tick.site, lives=False)


def draw_incident(sheet: Sheet, session: Session) -> Message | None:
    one = storage.by_id(session, sheet.id)
    return views.incident(sheet.t, surges_shown.shown(session, one)) if one else None


def draw_request(sheet: Sheet, session: Session) -> Message | None:
    one, person_id = storage.by_id(session, sheet.id), int(sheet.parts[1])
    called = next((each for each in storage.requests(session, sheet.id) if each.person_id == person_id), None)
    return views.request(sheet.t, one, called) if one and called else None


def draw_late(sheet: Sheet, session: Session) -> Message | None:
    one = storage.by_id(session, sheet.id)
    return views.late(sheet.t, surges_shown.shown(session, one)) if one else None


def draw_silence(sheet: Sheet, session: Session) -> Message | None:
    one = storage.silence(session, sheet.id)
    return views.silence(sheet.t, one.feed, one.heard_at, one.ended_at) if one else None


def draw_chart(sheet: Sheet, session: Session) -> Message | None:
    one = storage.by_id(session, sheet.id)
    return report_views.opening(sheet.t, one.queue, surges_report.opening(session, one, sheet.site)) if one else None


def draw_report(sheet: Sheet, session: Session) -> Message | None:
    one = storage.by_id(session, sheet.id)
    if one is None or one.report is None:
        return None
    return report_views.report(sheet.t, surges_shown.shown(session, one), reports.read_back(one.report))


SCHEDULE: tuple[Job, ...] = (Study("surges.report", REPORT_EVERY, wanted, look, keep),)
DRAWINGS: dict[str, Drawing] = {
    "surges.incident": draw_incident,
    "surges.request": draw_request,
    "surges.late": draw_late,
    "surges.silence": draw_silence,
}
LONG_DRAWINGS: dict[str, Drawing] = {"surges.chart": draw_chart, "surges.report": draw_report}
