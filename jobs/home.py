"""What does somebody's App Home say now?"""

from sqlalchemy.orm import Session

from jobs.asking import Drawing, Sheet
from rules.breaks import Floor
from rules.roles import LEADERS, leads
from storage import breaks, people
from storage.breaks_board import boards_of
from views import home as views
from views.message import Home


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


DRAWINGS: dict[str, Drawing] = {"home": draw_home}
