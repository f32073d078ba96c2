"""What stands on the boards of some teams, read together?"""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import bindparam, func, select

from rules.breaks_report import Board
from rules.shifts import LONGEST_SHIFT
from storage.breaks_tables import breaks
from storage.breaks_watch import floors
from storage.database import Session, UtcDateTime
from storage.people import Team, names_of, people, shifts

_current_shifts = (
    select(people.c.team_id, func.max(shifts.c.starts_at, type_=UtcDateTime()))
    .join_from(shifts, people)
    .where(
        people.c.team_id.in_(bindparam("team_ids", expanding=True)),
        shifts.c.starts_at.between(bindparam("earliest"), bindparam("now")),
        shifts.c.ends_at >= bindparam("now"),
    )
    .group_by(people.c.team_id)
)
_totals = (
    select(breaks.c.team_id, breaks.c.shift_day, func.count(), func.sum(breaks.c.counted_s))
    .where(
        breaks.c.team_id.in_(bindparam("team_ids", expanding=True)),
        breaks.c.shift_day.in_(bindparam("days", expanding=True)),
        breaks.c.counted_s > 0,
    )
    .group_by(breaks.c.team_id, breaks.c.shift_day)
)


def boards_of(session: Session, teams: Sequence[Team], zone: ZoneInfo, now: datetime) -> list[Board]:
    """These teams at this moment; a night team's day is the one on which its shift began."""
    team_ids = [team.id for team in teams]
    standing = floors(session, team_ids, now)
    names = names_of(session, {one.person_id for floor in standing.values() for one in floor.breaks})
    days = _shift_days(session, team_ids, zone, now)
    totals = {
        (team_id, day): (outings, timedelta(seconds=seconds))
        for team_id, day, outings, seconds in session.execute(
            _totals, {"team_ids": team_ids, "days": sorted(set(days.values()))}
        )
    }
    return [
        Board(team.name, standing[team.id], names, *totals.get((team.id, days[team.id]), (0, timedelta())))
        for team in teams
    ]


def _shift_days(session: Session, team_ids: Sequence[int], zone: ZoneInfo, now: datetime) -> dict[int, date]:
    today = now.astimezone(zone).date()
    current = session.execute(_current_shifts, {"team_ids": team_ids, "earliest": now - LONGEST_SHIFT, "now": now})
    started = {team_id: starts_at.astimezone(zone).date() for team_id, starts_at in current}
    return {team_id: started.get(team_id, today) for team_id in team_ids}
