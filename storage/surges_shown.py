"""What stands around an incident when it is shown: its timeline, who was called, the names?"""

from sqlalchemy import bindparam, select

from rules.surges_incident import Incident, Shown
from storage import people, surges_callin
from storage import surges_incidents as storage
from storage.database import Session

_table = people.people
_names = select(_table.c.employee_no, _table.c.name).where(
    _table.c.employee_no.in_(bindparam("numbers", expanding=True))
)


def shown(session: Session, one: Incident) -> Shown:
    changes, requests = storage.changes(session, one.id), storage.requests(session, one.id)
    numbers = sorted({each.act.by for each in changes})
    return Shown(
        incident=one,
        changes=changes,
        requests=requests,
        figures=storage.figures(session, one.queue),
        names={row.employee_no: row.name for row in session.execute(_names, {"numbers": numbers})},
        people=people.names_of(session, [each.person_id for each in requests]),
        call_in=surges_callin.standing(session, one.id),
    )
