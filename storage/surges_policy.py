"""How is a surge's hold on the breaks tightened and relaxed, and who was told? (SG-04)"""

from datetime import datetime
from typing import NamedTuple

from sqlalchemy import and_, bindparam, func, or_, select, update

from rules import surges_policy as rules
from rules.breaks import State
from rules.handbook import Site
from storage import audit, outbox
from storage.breaks_tables import breaks, in_states
from storage.database import Session, insert_for, put_once
from storage.people import people, teams
from storage.surges_policy_tables import ration_told, rations

_in_force = rations.c.ended_at.is_(None)
# Two replicas may raise or lower at once: the second waits here and then sees what the first has left.
_held = select(rations.c.id).where(_in_force).order_by(rations.c.id).with_for_update()
_teams = select(teams.c.id).order_by(teams.c.id)
# Whom it concerns: who stands in line, and who is out with a token and has time left. Urgent and lunch take none.
_concerned = (
    select(breaks.c.id, breaks.c.person_id, breaks.c.state, people.c.slack_user_id)
    .join_from(breaks, people, people.c.id == breaks.c.person_id)
    .where(
        people.c.slack_user_id.is_not(None),
        or_(
            in_states(State.WAITING, State.OFFERED),
            and_(in_states(State.OUT), breaks.c.token_no.is_not(None), breaks.c.due_at > bindparam("now")),
        ),
    )
    .order_by(breaks.c.person_id)
)
_told = select(ration_told).where(ration_told.c.id == bindparam("told_id"))


class Told(NamedTuple):
    """What somebody was told about: their break, whether they were out then, and since when it is over."""

    break_id: int
    was_out: bool
    over_at: datetime | None


def tighten(session: Session, incident_id: int, now: datetime, site: Site, actor: str = audit.CLOCK) -> bool:
    """Level 2 begins for an incident: fewer tokens, shorter outings, and everybody concerned is told once.

    False where it had begun already.
    """
    session.execute(_held)
    limits = rules.rations(
        list(session.execute(_teams).scalars()), now.astimezone(site.zone).date(), site.handbook.surges.breaks
    )
    rows = [
        {
            "incident_id": incident_id,
            "team_id": team_id,
            "tokens": left.tokens,
            "length_s": round(left.length.total_seconds()),
            "set_at": now,
        }
        for team_id, left in limits.items()
    ]
    put = insert_for(session.dialect.name, rations).on_conflict_do_nothing().returning(rations.c.id)
    if not rows or not session.execute(put.values(rows)).all():
        return False
    mode = site.handbook.surges.breaks.mode
    audit.note(session, now, actor, "surges.tightened", f"surge:{incident_id}", {}, {"mode": mode, "teams": len(rows)})
    outbox.changed(session, *(f"team:{team_id}" for team_id in limits))
    _tell(session, now)
    return True


def relax(session: Session, incident_id: int, now: datetime, actor: str = audit.CLOCK) -> bool:
    """Level 2 is over for an incident; with the last one everything is as it was, and whoever was told hears of it.

    False where it was over already.
    """
    session.execute(_held)
    over = update(rations).where(rations.c.incident_id == incident_id, _in_force).values(ended_at=now)
    team_ids = list(session.execute(over.returning(rations.c.team_id)).scalars())
    if not team_ids:
        return False
    audit.note(session, now, actor, "surges.relaxed", f"surge:{incident_id}")
    outbox.changed(session, *(f"team:{team_id}" for team_id in team_ids))
    if session.execute(select(func.count()).select_from(rations).where(_in_force)).scalar_one() == 0:
        _tell_over(session, now)
    return True


def told(session: Session, told_id: int) -> Told:
    row = session.execute(_told, {"told_id": told_id}).one()
    return Told(row.break_id, row.was_out, row.over_at)


def _tell(session: Session, now: datetime) -> None:
    for one in session.execute(_concerned, {"now": now}).all():
        told_id = put_once(
            session,
            ration_told,
            person_id=one.person_id,
            break_id=one.id,
            was_out=one.state == State.OUT,
            told_at=now,
        )
        if told_id is not None:
            slot = f"surges.tightened:{told_id}"
            outbox.say(session, slot, one.slack_user_id, now, urgent=True, follow=[f"break:{one.id}"])


def _tell_over(session: Session, now: datetime) -> None:
    """A word to everybody who was told; what they were told then says that it is over, too."""
    over = update(ration_told).where(ration_told.c.over_at.is_(None)).values(over_at=now)
    ids = list(session.execute(over.returning(ration_told.c.id)).scalars())
    whom = (
        select(ration_told.c.id, people.c.slack_user_id)
        .join_from(ration_told, people, people.c.id == ration_told.c.person_id)
        .where(ration_told.c.id.in_(ids), people.c.slack_user_id.is_not(None))
        .order_by(ration_told.c.id)
    )
    for told_id, slack_user_id in session.execute(whom).all():
        outbox.say(session, f"surges.tightened:{told_id}", slack_user_id, now)
        outbox.say(session, f"surges.relaxed:{told_id}", slack_user_id, now)
