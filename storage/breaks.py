"""Where do breaks, the line and the caps stand, and who may change them?"""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from types import SimpleNamespace

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    ColumnElement,
    Date,
    ForeignKey,
    Index,
    Integer,
    Row,
    String,
    Table,
    bindparam,
    func,
    literal_column,
    select,
    text,
    update,
)
from sqlalchemy.exc import IntegrityError

from rules.breaks import HOLDS_TOKEN, OPEN, Asker, Break, Cap, Floor, Granted, Queued, State, Step, Usage, Wish
from storage import audit, outbox
from storage.database import Id, Session, UtcDateTime, metadata, put_once
from storage.people import people, teams


def _index(name: str, *columns: str, states: Iterable[State], unique: bool = False) -> Index:
    """An index over the breaks in some states only, so that years of history cost nothing."""
    condition = text("state IN ({})".format(", ".join(f"'{state}'" for state in states)))
    return Index(name, *columns, unique=unique, sqlite_where=condition, postgresql_where=condition)


breaks = Table(
    "breaks",
    metadata,
    Column("id", Id, primary_key=True),
    Column("person_id", Id, ForeignKey(people.c.id), nullable=False),
    Column("team_id", Id, ForeignKey(teams.c.id)),
    Column("kind", String(40), nullable=False),
    Column("state", String(10), nullable=False),
    Column("length_s", Integer, nullable=False),
    Column("counted_s", Integer, nullable=False),  # what the allowance counts: planned while out, real afterwards
    Column("token_no", Integer),
    Column("shift_day", Date, nullable=False),
    Column("asked_at", UtcDateTime, nullable=False),
    Column("used_before_s", Integer, nullable=False),
    Column("rested_since", UtcDateTime, nullable=False),
    Column("closes_at", UtcDateTime, nullable=False),
    Column("offers", Integer, nullable=False),
    Column("unanswered", Integer, nullable=False),
    Column("passed", Boolean, nullable=False),  # let the token go by in this turn
    Column("offer_ends_at", UtcDateTime),
    Column("out_at", UtcDateTime),
    Column("due_at", UtcDateTime),
    Column("told_step", Integer, nullable=False),
    Column("ended_at", UtcDateTime),
    Column("approved", Boolean, nullable=False),
    Column("decided_by", Id, ForeignKey(people.c.id)),
    Column("reason", String(2000)),
    CheckConstraint("token_no > 0", name="token_no"),
    # FR-06 and FR-07, kept by the database: a token is in one hand, and a person stands in one place.
    _index("uq_breaks_token", "team_id", "token_no", states=HOLDS_TOKEN, unique=True),
    _index("uq_breaks_person", "person_id", states=OPEN, unique=True),
    _index("ix_breaks_open", "state", "team_id", states=OPEN),
    Index("ix_breaks_person_day", "person_id", "shift_day"),
    Index("ix_breaks_team_day", "team_id", "shift_day"),
)

break_caps = Table(
    "break_caps",
    metadata,
    Column("id", Id, primary_key=True),
    Column("team_id", Id, ForeignKey(teams.c.id), nullable=False),
    Column("tokens", Integer, nullable=False),
    Column("until", UtcDateTime, nullable=False),
    Column("reason", String(2000), nullable=False),
    Column("set_by", Id, ForeignKey(people.c.id), nullable=False),
    Column("set_at", UtcDateTime, nullable=False),
    Column("ended_at", UtcDateTime),
    CheckConstraint("tokens >= 0", name="tokens"),
    Index(
        "uq_break_caps_in_force",
        "team_id",
        unique=True,
        sqlite_where=text("ended_at IS NULL"),
        postgresql_where=text("ended_at IS NULL"),
    ),
)

adherence_exceptions = Table(
    "adherence_exceptions",
    metadata,
    Column("id", Id, primary_key=True),
    Column("person_id", Id, ForeignKey(people.c.id), nullable=False),
    Column("break_id", Id, ForeignKey(breaks.c.id), nullable=False, unique=True),
    Column("shift_day", Date, nullable=False),
    Column("kind", String(40), nullable=False),
    Column("at", UtcDateTime, nullable=False),
)


BREAK_COLUMNS = (
    breaks.c.id,
    breaks.c.person_id,
    breaks.c.team_id,
    breaks.c.kind,
    breaks.c.state,
    breaks.c.length_s,
    breaks.c.counted_s,
    breaks.c.token_no,
    breaks.c.asked_at,
    breaks.c.used_before_s,
    breaks.c.rested_since,
    breaks.c.closes_at,
    breaks.c.offers,
    breaks.c.unanswered,
    breaks.c.passed,
    breaks.c.offer_ends_at,
    breaks.c.out_at,
    breaks.c.due_at,
    breaks.c.told_step,
    breaks.c.ended_at,
    breaks.c.approved,
    breaks.c.decided_by,
    breaks.c.reason,
)


def in_states(*states: State) -> ColumnElement[bool]:
    """Spelled out in the statement: SQLite takes a partial index only for a condition that it can read."""
    return breaks.c.state.in_([literal_column(f"'{state}'") for state in states])


_open = in_states(*OPEN)
_team_floor = select(*BREAK_COLUMNS).where(breaks.c.team_id == bindparam("team_id"), _open)
_team_cap = select(break_caps.c.tokens, break_caps.c.until, break_caps.c.reason).where(
    break_caps.c.team_id == bindparam("team_id"), break_caps.c.ended_at.is_(None), break_caps.c.until > bindparam("now")
)
_mine = select(*BREAK_COLUMNS).where(breaks.c.person_id == bindparam("person_id"), _open)
_used = select(
    func.count().filter(breaks.c.counted_s > 0),
    func.coalesce(func.sum(breaks.c.counted_s), 0),
    func.max(func.coalesce(breaks.c.ended_at, breaks.c.out_at), type_=UtcDateTime()),
).where(
    breaks.c.person_id == bindparam("person_id"), breaks.c.shift_day == bindparam("day"), breaks.c.out_at.is_not(None)
)


def floor_now(session: Session, team_id: int, now: datetime) -> Floor:
    """The team's open breaks and the cap in force."""
    rows = session.execute(_team_floor, {"team_id": team_id})
    cap = session.execute(_team_cap, {"team_id": team_id, "now": now}).one_or_none()
    return Floor([as_break(row) for row in rows], Cap(*cap) if cap else None)


def open_break_of(session: Session, person_id: int) -> Break | None:
    row = session.execute(_mine, {"person_id": person_id}).one_or_none()
    return as_break(row) if row else None


def used_on(session: Session, person_id: int, day: date) -> Usage:
    """What this person has used of the allowance on a shift day."""
    outings, seconds, last_back_at = session.execute(_used, {"person_id": person_id, "day": day}).one()
    return Usage(outings, timedelta(seconds=seconds), last_back_at)


def by_id(session: Session, break_id: int) -> Break | None:
    row = session.execute(_by_id, {"break_id": break_id}).one_or_none()
    return as_break(row) if row else None


def record(session: Session, asker: Asker, wish: Wish, decision: Granted | Queued) -> Break | None:
    """Write a decided wish down; None where somebody else took the token or the asker already stands somewhere."""
    granted = decision if isinstance(decision, Granted) else None
    return _put(
        session,
        asker,
        wish,
        state=State.OUT if granted else State.WAITING,
        counted_s=_seconds(wish.length) if granted and wish.kind.counted else 0,
        token_no=granted.token_no if granted else None,
        closes_at=decision.closes_at,
        out_at=asker.now if granted else None,
        due_at=granted.due_at if granted else None,
        reason=None,
    )


def apply(session: Session, asker: Asker, wish: Wish, closes_at: datetime, reason: str) -> Break | None:
    """Keep a special application (FR-04) for the shift leader; None where the asker already stands somewhere."""
    return _put(
        session,
        asker,
        wish,
        state=State.APPLIED,
        counted_s=0,
        token_no=None,
        closes_at=closes_at,
        out_at=None,
        due_at=None,
        reason=reason,
    )


def _put(session: Session, asker: Asker, wish: Wish, **values: object) -> Break | None:
    row = {
        **_FRESH,
        "person_id": asker.person_id,
        "team_id": asker.team_id,
        "kind": wish.kind.name,
        "length_s": _seconds(wish.length),
        "shift_day": asker.day,
        "asked_at": asker.now,
        "used_before_s": _seconds(asker.used.time),
        "rested_since": asker.rested_since,
        "approved": wish.approved,
        **values,
    }
    key = put_once(session, breaks, **row)
    return None if key is None else as_break(SimpleNamespace(**row, id=key))


_FRESH = {
    "offers": 0,
    "unanswered": 0,
    "passed": False,
    "offer_ends_at": None,
    "told_step": Step.NONE,
    "ended_at": None,
    "decided_by": None,
}


def go_out(session: Session, one: Break, wish: Wish, granted: Granted, now: datetime) -> bool:
    """From the line, an offer or an application straight out; False where it has left that state."""
    return _move(
        session,
        one,
        state=State.OUT,
        kind=wish.kind.name,
        length_s=_seconds(wish.length),
        counted_s=_seconds(wish.length) if wish.kind.counted else 0,
        token_no=granted.token_no,
        offer_ends_at=None,
        out_at=now,
        due_at=granted.due_at,
        closes_at=granted.closes_at,
    )


def offer(session: Session, one: Break, token_no: int, ends_at: datetime) -> bool:
    """Keep a token for somebody in line; False where they left it or the token is in another hand by now."""
    try:
        with session.begin_nested():
            return _move(
                session, one, state=State.OFFERED, token_no=token_no, offer_ends_at=ends_at, offers=one.offers + 1
            )
    except IntegrityError:
        return False


def back_in_line(session: Session, one: Break, unanswered: bool) -> bool:
    """The offer went by; the person keeps the place, and this turn goes to the next."""
    missed = one.unanswered + unanswered
    return _move(session, one, state=State.WAITING, token_no=None, offer_ends_at=None, passed=True, unanswered=missed)


def keep_offer(session: Session, one: Break, ends_at: datetime) -> bool:
    """The offer could not be told yet: its time has not begun."""
    return _move(session, one, offer_ends_at=ends_at)


def next_turn(session: Session, team_id: int) -> None:
    """The token went out: whoever let it pass is asked again next time."""
    session.execute(_next_turn, {"in_team": team_id})


def approve(session: Session, one: Break, decided_by: int, queued: Queued) -> bool:
    """From an application into the line, by one leader's decision; False where somebody has decided already."""
    return _move(session, one, state=State.WAITING, approved=True, decided_by=decided_by, closes_at=queued.closes_at)


def end(session: Session, one: Break, state: State, now: datetime, decided_by: int | None = None) -> bool:
    """The one final state of a break; False where it has left the state it was read in."""
    out_for = _seconds(now - one.out_at) if one.out_at else 0
    counted = max(out_for, 1) if one.counted else 0
    return _move(session, one, state=state, ended_at=now, counted_s=counted, decided_by=decided_by or one.decided_by)


def noted(session: Session, now: datetime, actor: str, action: str, one: Break, state: State, **after: object) -> None:
    """The audit row of a change (SF-36), and a mark for everything that shows this break.

    `one` is the break as it was, or a new one as it is; `state` is what it became.
    """
    before = {} if one.state is state else {"state": one.state}
    audit.note(session, now, actor, action, f"break:{one.id}", before, {"state": state, **after})
    outbox.changed(session, f"team:{one.team_id}", f"break:{one.id}")


def _move(session: Session, one: Break, **values: object) -> bool:
    changed = session.execute(update(breaks).where(breaks.c.id == one.id, breaks.c.state == one.state).values(values))
    return changed.rowcount == 1  # pyright: ignore[reportAttributeAccessIssue]


def _seconds(length: timedelta) -> int:
    return round(length.total_seconds())


def as_break(row: Row | SimpleNamespace) -> Break:
    return Break(
        id=row.id,
        person_id=row.person_id,
        team_id=row.team_id,
        kind=row.kind,
        state=State(row.state),
        length=timedelta(seconds=row.length_s),
        counted=timedelta(seconds=row.counted_s),
        token_no=row.token_no,
        asked_at=row.asked_at,
        used_before=timedelta(seconds=row.used_before_s),
        rested_since=row.rested_since,
        closes_at=row.closes_at,
        offers=row.offers,
        unanswered=row.unanswered,
        passed=row.passed,
        offer_ends_at=row.offer_ends_at,
        out_at=row.out_at,
        due_at=row.due_at,
        told_step=Step(row.told_step),
        ended_at=row.ended_at,
        approved=row.approved,
        decided_by=row.decided_by,
        reason=row.reason,
    )


_next_turn = update(breaks).where(breaks.c.team_id == bindparam("in_team"), _open, breaks.c.passed).values(passed=False)
_by_id = select(*BREAK_COLUMNS).where(breaks.c.id == bindparam("break_id"))
