"""What happened on a shift day: outings, minutes, lateness and waiting, per person?"""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from sqlalchemy import bindparam, select

from rules.breaks_report import Outing
from storage.breaks_tables import breaks
from storage.database import Session
from storage.people import Team, people

_outings = (
    select(
        people.c.name,
        people.c.employee_no,
        breaks.c.person_id,
        breaks.c.team_id,
        breaks.c.kind,
        breaks.c.asked_at,
        breaks.c.out_at,
        breaks.c.due_at,
        breaks.c.ended_at,
    )
    .join_from(breaks, people, people.c.id == breaks.c.person_id)
    .where(
        breaks.c.team_id.in_(bindparam("team_ids", expanding=True)),
        breaks.c.shift_day == bindparam("day"),
        breaks.c.out_at.is_not(None),
    )
    .order_by(breaks.c.out_at)
)


def outings_on(session: Session, teams: Sequence[Team], day: date, now: datetime) -> dict[str, list[Outing]]:
    """These teams' outings on a shift day, by the team's name; who is still out counts until now."""
    found: dict[int, list[Outing]] = {team.id: [] for team in teams}
    for row in session.execute(_outings, {"team_ids": list(found), "day": day}):
        back_at = row.ended_at or now
        outing = Outing(
            person_id=row.person_id,
            name=row.name,
            employee_no=row.employee_no,
            kind=row.kind,
            waited=row.out_at - row.asked_at,
            out_for=back_at - row.out_at,
            late_by=max(back_at - row.due_at, timedelta()),
        )
        found[row.team_id].append(outing)
    return {team.name: found[team.id] for team in teams}
