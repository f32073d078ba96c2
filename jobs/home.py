"""What does somebody's App Home say now?"""

from datetime import date, timedelta

from jobs.asking import Drawing, Every, Job, Sheet, Tick
from rules.digests_days import Measures
from rules.digests_facts import Kind, Scope
from rules.digests_slots import DAY, a_day
from rules.roles import LEADERS, Role, leads
from rules.shifts import shift_day
from storage import breaks, digests_days, outbox, people
from storage.breaks_board import boards_of
from storage.database import Session
from storage.people import Person
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
    figures = _figures(session, who, day) if Role.AGENT in who.roles else []
    return views.home(
        sheet.t, who.name, who.shift, floor.mine(who.id), floor, used, boards, sheet.site.handbook.breaks, figures
    )


def _figures(session: Session, who: Person, today: date) -> list[tuple[date, Measures | None]]:
    """Somebody's own numbers of yesterday and today, as they were counted."""
    mine, days = Scope(Kind.AGENT, who.employee_no), [today - DAY, today]
    known = digests_days.kept(session, map(a_day, days), [mine])
    return [(day, one.measures if (one := known.get((mine, a_day(day)))) else None) for day in days]


def turn(tick: Tick, session: Session) -> None:
    """Shifts begin and end by themselves: Homes and boards that show them are drawn again."""
    turning = people.turning(session, tick.now - 2 * TURN_EVERY, tick.now)
    persons = {f"person:{person_id}" for person_id, _ in turning}
    teams = {f"team:{team_id}" for _, team_id in turning if team_id}
    outbox.changed(session, *sorted(persons | teams))


SCHEDULE: tuple[Job, ...] = (Every("home.turn", TURN_EVERY, turn),)
DRAWINGS: dict[str, Drawing] = {"home": draw_home}
