"""What do the promised messages about surges say, when they are said?"""

from jobs.asking import Drawing, Sheet
from storage import surges_incidents as storage
from storage import surges_shown
from storage.database import Session
from views import surges as views
from views.message import Message


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


DRAWINGS: dict[str, Drawing] = {
    "surges.incident": draw_incident,
    "surges.request": draw_request,
    "surges.late": draw_late,
    "surges.silence": draw_silence,
}
