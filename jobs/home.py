"""What does somebody's App Home say now?"""

from datetime import timedelta

from jobs.asking import Drawing, Every, Job, Sheet, Tick
from rules.roles import LEADERS, leads
from rules.shifts import shift_day
from storage import breaks, outbox, people
from storage.breaks_board import boards_of
from storage.database import Session
from views import home as views
from views.message import Home

TURN_EVERY = timedelta(minutes=1)


def draw_home(sheet: Sheet, session: Session) -> Home | None:
    """Read afresh from the database; nothing for somebody who has left the roster."""
    who = sheet.reader
    if who is None:
        return None
    day = shift_day(who.shift, sheet.site.zone, sheet.now)
    floor, used = breaks.standing(session, who.id, who.team_id, day, sheet.now)
    led = [team for team in people.all_teams(session) if leads(who, team.id)] if who.roles & LEADERS else []
    boards = boards_of(session, led, sheet.site.zone, sheet.now)
    return views.home(sheet.t, who.name, who.shift, floor.mine(who.id), floor, used, boards, sheet.site.handbook.breaks)


def turn(tick: Tick, session: Session) -> None:
    """Shifts begin and end by themselves: Homes and boards that show them are drawn again."""
    turning = people.turning(session, tick.now - 2 * TURN_EVERY, tick.now)
    persons = {f"person:{person_id}" for person_id, _ in turning}
    teams = {f"team:{team_id}" for _, team_id in turning if team_id}
    outbox.changed(session, *sorted(persons | teams))


SCHEDULE: tuple[Job, ...] = (Every("home.turn", TURN_EVERY, turn),)
DRAWINGS: dict[str, Drawing] = {"home": draw_home}
