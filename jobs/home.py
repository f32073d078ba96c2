"""What does somebody's App Home say now?"""

from datetime import timedelta

from jobs.asking import Drawing, Every, Job, Sheet, Tick
from rules.breaks import Floor
from rules.roles import LEADERS, leads
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
    mine = breaks.open_break_of(session, who.id)
    team_id = mine.team_id if mine else who.team_id
    floor = breaks.floor_now(session, team_id, sheet.now) if team_id else Floor([])
    day = who.shift.day(sheet.site.zone) if who.shift else sheet.now.astimezone(sheet.site.zone).date()
    led = [team for team in people.all_teams(session) if leads(who, team.id)] if who.roles & LEADERS else []
    boards = boards_of(session, led, sheet.site.zone, sheet.now)
    used = breaks.used_on(session, who.id, day)
    return views.home(sheet.t, who.name, who.shift, mine, floor, used, boards, sheet.site.handbook.breaks)


def turn(tick: Tick, session: Session) -> None:
    """Shifts begin and end by themselves: Homes and boards that show them are drawn again."""
    turning = people.turning(session, tick.now - 2 * TURN_EVERY, tick.now)
    persons = {f"person:{person_id}" for person_id, _ in turning}
    teams = {f"team:{team_id}" for _, team_id in turning if team_id}
    outbox.changed(session, *sorted(persons | teams))


SCHEDULE: tuple[Job, ...] = (Every("home.turn", TURN_EVERY, turn),)
DRAWINGS: dict[str, Drawing] = {"home": draw_home}
