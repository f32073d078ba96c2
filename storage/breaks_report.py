"""What happened on a shift day: outings, minutes, lateness and waiting, per person?"""

from datetime import date, datetime, timedelta

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from rules.breaks import Outing
from storage.breaks import breaks
from storage.people import people

_outings = (
    select(
        people.c.name,
        people.c.employee_no,
        breaks.c.person_id,
        breaks.c.kind,
        breaks.c.asked_at,
        breaks.c.out_at,
        breaks.c.due_at,
        breaks.c.ended_at,
    )
    .join_from(breaks, people)
    .where(
        breaks.c.team_id == bindparam("team_id"),
        breaks.c.shift_day == bindparam("day"),
        breaks.c.out_at.is_not(None),
    )
    .order_by(breaks.c.out_at)
)


def outings_on(session: Session, team_id: int, day: date, now: datetime) -> list[Outing]:
    """Everybody's outings of a team on a shift day; who is still out counts until now."""
    return [
        Outing(
            person_id=row.person_id,
            name=row.name,
            employee_no=row.employee_no,
            kind=row.kind,
            waited=row.out_at - row.asked_at,
            out_for=(row.ended_at or now) - row.out_at,
            late_by=max((row.ended_at or now) - row.due_at, timedelta()),
        )
        for row in session.execute(_outings, {"team_id": team_id, "day": day})
    ]
