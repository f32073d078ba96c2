"""What does the clock do about a call-in, and what do its messages say? (SG-05)"""

from datetime import timedelta

from jobs.asking import Drawing, Every, Job, Sheet, Tick
from storage import surges_callin as storage
from storage.database import Session
from views import surges_callin as views
from views.message import Message


def sweep(tick: Tick, session: Session) -> None:
    """Whoever has not answered in time is waited for no longer, and the next are asked."""
    for one in storage.going_on(session):
        callin = storage.hold(session, one.id)
        if callin is not None:
            storage.silence(session, callin, tick.now)
            storage.ask_more(session, callin, tick.now, tick.site)


def draw_called(sheet: Sheet, session: Session) -> Message | None:
    return views.called(sheet.t, storage.call(session, sheet.id))


def draw_released(sheet: Sheet, _session: Session) -> Message | None:
    return views.released(sheet.t)


SCHEDULE: tuple[Job, ...] = (Every("surges.callin", timedelta(seconds=10), sweep),)
DRAWINGS: dict[str, Drawing] = {"surges.called": draw_called, "surges.released": draw_released}
