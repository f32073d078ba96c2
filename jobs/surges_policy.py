"""What do the private words say that go with level 2 of a surge? (SG-04)"""

from jobs.asking import Drawing, Sheet
from rules.breaks import OPEN, State, Usage
from storage import breaks, breaks_watch
from storage import surges_policy as storage
from storage.database import Session
from views import breaks as break_views
from views import surges_policy as views
from views.message import Message


def draw_tightened(sheet: Sheet, session: Session) -> Message | None:
    """To whoever stood in line: why, and what to expect now. To whoever was out: a question, as long as it is one."""
    told = storage.told(session, sheet.id)
    one = breaks.by_id(session, told.break_id)
    assert one is not None, "somebody was told about a break that was never written"
    if told.over_at:
        return views.over(sheet.t, told.over_at)
    if one.state not in OPEN:
        return break_views.ended(sheet.t, one)
    if told.was_out:
        return views.asked_back(sheet.t, one)
    assert one.team_id is not None
    floor = breaks_watch.floors(session, [one.team_id], sheet.now)[one.team_id]
    stands = break_views.standing(sheet.t, one, floor, Usage(), sheet.site.handbook.breaks)
    return stands if one.state is State.OUT else break_views.said(sheet.t, "surges-told-in-line", stands)


def draw_relaxed(sheet: Sheet, session: Session) -> Message | None:
    """Nobody is told at home that the floor is calm again."""
    told = storage.told(session, sheet.id)
    at_work = sheet.reader is not None and sheet.reader.on_shift
    return views.over(sheet.t, told.over_at) if told.over_at and at_work else None


DRAWINGS: dict[str, Drawing] = {"surges.tightened": draw_tightened, "surges.relaxed": draw_relaxed}
