"""Who is asked to come in for a surge, who has answered, and is it enough? (SG-05)"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import NamedTuple

from sqlalchemy import bindparam, exists, func, or_, select, update

from rules import surges_callin as rules
from rules.handbook import Site
from rules.roles import Role
from rules.surges_callin import UNANSWERED, WAITED_FOR, Call, Candidate, Standing, State
from storage import audit, outbox
from storage.database import Session, put_once
from storage.people import people, person_roles, shifts
from storage.surges_callin_tables import CALL_COLUMNS, as_call, callins, calls


class CallIn(NamedTuple):
    """A call-in that goes on."""

    id: int
    incident_id: int
    need: int


_open = select(callins.c.id, callins.c.incident_id, callins.c.need).where(callins.c.ended_at.is_(None))
# The second of two who answer at once waits here, and then sees whether a place is left.
_held = _open.where(callins.c.id == bindparam("callin_id")).with_for_update()
_of_incident = _open.where(callins.c.incident_id == bindparam("incident_id")).with_for_update()
_newest = (
    select(callins.c.id, callins.c.need)
    .where(callins.c.incident_id == bindparam("incident_id"))
    .order_by(callins.c.id.desc())
    .limit(1)
)
_states = select(calls.c.state, func.count()).where(calls.c.callin_id == bindparam("callin_id")).group_by(calls.c.state)
_asked_before = select(func.max(calls.c.asked_at)).where(calls.c.person_id == people.c.id).scalar_subquery()
_at_work = exists().where(
    shifts.c.person_id == people.c.id, shifts.c.starts_at < bindparam("until"), shifts.c.ends_at > bindparam("since")
)
_taken = exists().where(
    calls.c.person_id == people.c.id,
    or_(calls.c.callin_id == bindparam("callin_id"), calls.c.state.in_(WAITED_FOR)),
)
_candidates = (
    select(people.c.id, people.c.employee_no, people.c.slack_user_id, _asked_before.label("asked_at"))
    .join(person_roles, person_roles.c.person_id == people.c.id)
    .where(
        person_roles.c.role == Role.AGENT,
        people.c.may_be_called,
        people.c.slack_user_id.is_not(None),
        or_(people.c.left_at.is_(None), people.c.left_at > bindparam("now")),
        ~_at_work,
        ~_taken,
    )
)
_call = select(*CALL_COLUMNS).where(calls.c.id == bindparam("call_id"))


def start(session: Session, incident_id: int, need: int, now: datetime, site: Site, actor: str = audit.CLOCK) -> bool:
    """Level 3 begins for an incident that needs so many agents: the first are asked. False where it had begun already;
    another need is then taken over."""
    callin_id = put_once(session, callins, incident_id=incident_id, need=need, begun_at=now)
    if callin_id is None:
        session.execute(
            update(callins).where(callins.c.incident_id == incident_id, callins.c.ended_at.is_(None)).values(need=need)
        )
    one = session.execute(_of_incident, {"incident_id": incident_id}).one()
    if callin_id is not None:
        audit.note(session, now, actor, "surges.callin_begun", f"surge:{incident_id}", {}, {"need": need})
    release_if_enough(session, CallIn(*one), now)
    ask_more(session, CallIn(*one), now, site)
    return callin_id is not None


def end(session: Session, incident_id: int, now: datetime, actor: str = audit.CLOCK) -> bool:
    """It is over: everybody who has not arrived is released with thanks. False where it was over already."""
    one = session.execute(_of_incident, {"incident_id": incident_id}).one_or_none()
    if one is None:
        return False
    session.execute(update(callins).where(callins.c.id == one.id).values(ended_at=now))
    audit.note(session, now, actor, "surges.callin_ended", f"surge:{incident_id}")
    _release(session, CallIn(*one), WAITED_FOR, now)
    return True


def standing(session: Session, incident_id: int) -> Standing | None:
    """How the newest call-in of an incident stands; None where nobody was ever called."""
    one = session.execute(_newest, {"incident_id": incident_id}).one_or_none()
    return _standing(session, one.id, one.need) if one else None


def going_on(session: Session) -> list[CallIn]:
    return [CallIn(*row) for row in session.execute(_open.order_by(callins.c.id))]


def hold(session: Session, callin_id: int) -> CallIn | None:
    """A call-in that goes on, until the commit nobody else's to change; None where it is over."""
    row = session.execute(_held, {"callin_id": callin_id}).one_or_none()
    return CallIn(*row) if row else None


def call(session: Session, call_id: int) -> Call:
    return as_call(session.execute(_call, {"call_id": call_id}).one())


def answer(
    session: Session, one: Call, state: State, actor: str, now: datetime, in_time: timedelta | None = None
) -> bool:
    """Write down what somebody says to a call; False where it is over or no longer theirs to say.

    The last place goes to one of two: the call-in is held while it is counted, and enough releases the others.
    """
    callin = hold(session, one.callin_id)
    arrives_at = {"arrives_at": now + in_time} if in_time is not None else {}
    changed = update(calls).where(calls.c.id == one.id, calls.c.state.in_(rules.ANSWERS[state]))
    was = session.execute(changed.values(state=state, **arrives_at)).rowcount  # pyright: ignore[reportAttributeAccessIssue]
    if callin is None or was != 1:
        return False
    _noted(session, callin, now, actor, one, state, **arrives_at)
    release_if_enough(session, callin, now)
    return True


def silence(session: Session, callin: CallIn, now: datetime) -> None:
    """Who has not answered in time is waited for no longer; a late yes is welcome while a place is left."""
    late = (
        update(calls)
        .where(calls.c.callin_id == callin.id, calls.c.state == State.ASKED, calls.c.answer_by <= now)
        .values(state=State.SILENT)
        .returning(*CALL_COLUMNS)
    )
    for row in session.execute(late).all():
        _noted(session, callin, now, audit.CLOCK, as_call(row)._replace(state=State.ASKED), State.SILENT)


def ask_more(session: Session, callin: CallIn, now: datetime, site: Site) -> int:
    """Ask the next in turn, as many as are missing; how many were asked."""
    handbook = site.handbook.surges.callin
    count = rules.wave(_standing(session, callin.id, callin.need), handbook)
    if count <= 0:
        return 0
    since, until = rules.free_between(now, handbook)
    found = session.execute(_candidates, {"now": now, "since": since, "until": until, "callin_id": callin.id})
    chosen = rules.choose([Candidate(*row) for row in found], count)
    for one in chosen:
        _ask(session, callin, one, now, now + handbook.answer)
    if chosen:
        outbox.changed(session, f"surges.incident:{callin.incident_id}")
    return len(chosen)


def release_if_enough(session: Session, callin: CallIn, now: datetime) -> None:
    if _standing(session, callin.id, callin.need).is_enough:
        _release(session, callin, UNANSWERED, now)


def _ask(session: Session, callin: CallIn, one: Candidate, now: datetime, answer_by: datetime) -> None:
    row = {"callin_id": callin.id, "person_id": one.person_id, "state": State.ASKED}
    call_id = put_once(session, calls, **row, asked_at=now, answer_by=answer_by)
    if call_id is not None:  # another surge may have asked them in this moment
        outbox.say(session, f"surges.called:{call_id}", one.slack_user_id, now, urgent=True)
        about = {"incident": callin.incident_id, "person": one.employee_no, "answer_by": answer_by}
        audit.note(session, now, audit.CLOCK, "surges.called", f"call:{call_id}", {}, about)


def _release(session: Session, callin: CallIn, states: Iterable[State], now: datetime) -> None:
    """Thanks instead of a question; who was on the way gets a message of their own, for an edit makes no sound."""
    theirs = (
        select(*CALL_COLUMNS, people.c.slack_user_id)
        .join_from(calls, people, people.c.id == calls.c.person_id)
        .where(calls.c.callin_id == callin.id, calls.c.state.in_(list(states)))
        .order_by(calls.c.id)
    )
    for row in session.execute(theirs).all():
        one = as_call(row)
        session.execute(update(calls).where(calls.c.id == one.id).values(state=State.RELEASED))
        _noted(session, callin, now, audit.CLOCK, one, State.RELEASED)
        if row.slack_user_id:
            outbox.say(session, f"surges.called:{one.id}", row.slack_user_id, now)
        if row.slack_user_id and one.state is State.ACCEPTED:
            outbox.say(session, f"surges.released:{one.id}", row.slack_user_id, now, urgent=True)


def _noted(
    session: Session, callin: CallIn, now: datetime, actor: str, one: Call, state: State, **after: object
) -> None:
    audit.note(
        session, now, actor, f"surges.call_{state}", f"call:{one.id}", {"state": one.state}, {"state": state, **after}
    )
    outbox.changed(session, f"surges.incident:{callin.incident_id}")


def _standing(session: Session, callin_id: int, need: int) -> Standing:
    counts = {State(state): count for state, count in session.execute(_states, {"callin_id": callin_id})}
    return Standing(
        need=need,
        asked=sum(counts.values()),
        accepted=counts.get(State.ACCEPTED, 0) + counts.get(State.ARRIVED, 0),
        declined=counts.get(State.DECLINED, 0),
        open=counts.get(State.ASKED, 0),
        arrived=counts.get(State.ARRIVED, 0),
    )
