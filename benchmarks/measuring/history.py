"""A year of breaks: what a `/break` must not get slower by."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice

from sqlalchemy import ColumnElement, Insert, String, cast, func, insert, literal, null, select, true

from measuring.floor import Floor, slack_id
from rules.breaks import State, Step
from storage.audit import audit, audit_seals
from storage.breaks_tables import breaks
from storage.database import Session
from storage.inbox import inbox
from storage.outbox import follows, lanes, outbox
from storage.people import people, shifts

OUTINGS_A_SHIFT = 3
YEAR = 365
ON_DUTY = 233  # working days: with three outings a shift, a thousand agents come to some 700,000
SAID_KEPT = timedelta(days=30)
ANSWERS_KEPT = 6  # a person, in the 25 hours for which answers are remembered
CHUNK = 20_000

Rows = Iterator[dict[str, object]]


def add(session: Session, floor: Floor, days: int) -> None:
    """So many working days for everybody, the last one yesterday: shifts, outings, audit, and what the house keeps."""
    now = datetime.now(UTC)
    past = [now.date() - timedelta(days=round(number * YEAR / ON_DUTY) + 1) for number in reversed(range(days))]
    _put(session, insert(shifts), (_shift(day, agent) for day in past for agent in range(floor.agents)))
    for turn in range(OUTINGS_A_SHIFT):
        session.execute(_outings(turn, now))
    for action, at in (("breaks.granted", breaks.c.out_at), ("breaks.returned", breaks.c.ended_at)):
        session.execute(_audited(action, at))
    session.execute(insert(audit_seals).from_select(["seq", "audit_id", "hash"], select(audit.c.id, audit.c.id, _HASH)))
    session.execute(_said(now))
    session.execute(insert(follows).from_select(["topic", "slot"], _followed))
    lane = {"leased_until": now, "next_at": now}
    _put(session, insert(lanes), ({"conversation": slack_id(agent), **lane} for agent in range(floor.agents)))
    _put(session, insert(inbox), (_answer(number, now) for number in range(floor.agents * ANSWERS_KEPT)))


def _put(session: Session, statement: Insert, rows: Rows) -> None:
    while some := list(islice(rows, CHUNK)):
        session.execute(statement, some)


def _shift(day: date, agent: int) -> dict[str, object]:
    hours = {"starts_at": datetime.combine(day, time(1), UTC), "ends_at": datetime.combine(day, time(10), UTC)}
    return {"person_id": agent + 1, **hours, "kind": "day"}


def _outings(turn: int, now: datetime) -> Insert:
    """One outing in every shift that is over, all of them back in time."""
    values: dict[str, ColumnElement | str | int] = {
        "person_id": shifts.c.person_id,
        "team_id": people.c.team_id,
        "kind": "short",
        "state": State.RETURNED.value,
        "length_s": 900,
        "counted_s": 720,
        "token_no": 1,
        "shift_day": func.date(shifts.c.starts_at),
        "asked_at": shifts.c.starts_at,
        "used_before_s": 720 * turn,
        "rested_since": shifts.c.starts_at,
        "closes_at": shifts.c.ends_at,
        "offers": 0,
        "unanswered": 0,
        "passed": ~true(),
        "out_at": shifts.c.starts_at,
        "due_at": shifts.c.ends_at,
        "told_step": Step.NONE.value,
        "ended_at": shifts.c.ends_at,
        "approved": ~true(),
    }
    columns = [value if isinstance(value, ColumnElement) else literal(value) for value in values.values()]
    over = select(*columns).join_from(shifts, people).where(shifts.c.ends_at < now - timedelta(hours=1))
    return insert(breaks).from_select(list(values), over.order_by(shifts.c.id))


def _audited(action: str, at: ColumnElement) -> Insert:
    rows = select(at, people.c.employee_no, literal(action), _topic, literal('{"state": "out"}'), literal(_AFTER))
    columns = ["at", "actor", "action", "subject", "before", "after"]
    return insert(audit).from_select(columns, rows.join_from(breaks, people, breaks.c.person_id == people.c.id))


def _said(now: datetime) -> Insert:
    """The last month's private words: one of each outing."""
    values: dict[str, ColumnElement] = {
        "slot": _slot,
        "conversation": people.c.slack_user_id,
        "urgent": true(),
        "wanted": literal(1),
        "said": literal(1),
        "queued_at": breaks.c.due_at,
        "said_at": breaks.c.due_at,
        "tried_at": null(),
        "tries": literal(0),
    }
    recent = select(*values.values()).join_from(breaks, people, breaks.c.person_id == people.c.id)
    return insert(outbox).from_select(list(values), recent.where(breaks.c.due_at > now - SAID_KEPT))


def _answer(number: int, now: datetime) -> dict[str, object]:
    return {"key": f"{number}.before", "answer": "x" * 700, "at": now - timedelta(hours=2)}


_HASH = literal("0" * 64)
_AFTER = '{"due_at": "2026-01-01 02:15:00+00:00", "kind": "short", "state": "returned", "token": 1}'
_topic = literal("break:") + cast(breaks.c.id, String)
_slot = literal("breaks.due:") + cast(breaks.c.id, String)
_followed = select(_topic, _slot).join_from(breaks, outbox, outbox.c.slot == _slot)
