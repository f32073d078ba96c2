"""Where do breaks, the line and the caps stand, and who may change them?"""

from datetime import date, datetime, timedelta

from sqlalchemy import and_, bindparam, func, select, true, update
from sqlalchemy.exc import IntegrityError

from rules.breaks import OPEN, Asker, Break, Cap, Floor, Granted, Queued, State, Step, Usage, Wish
from storage import audit, outbox
from storage.breaks_tables import BREAK_COLUMNS, as_break, break_caps, breaks, in_states
from storage.database import Session, UtcDateTime, put_once
from storage.people import people
from storage.surges_policy_tables import STRICTEST, as_ration, rations

_open = in_states(*OPEN)
_mine = select(*BREAK_COLUMNS).where(breaks.c.person_id == bindparam("person_id"), _open)
_used = (
    select(
        func.count().filter(breaks.c.counted_s > 0).label("outings"),
        func.coalesce(func.sum(breaks.c.counted_s), 0).label("used_s"),
        func.max(func.coalesce(breaks.c.ended_at, breaks.c.out_at), type_=UtcDateTime()).label("last_back_at"),
    )
    .where(
        breaks.c.person_id == bindparam("person_id"),
        breaks.c.shift_day == bindparam("day"),
        breaks.c.out_at.is_not(None),
    )
    .subquery("used")
)
_in_force = and_(
    break_caps.c.team_id == bindparam("team_id"), break_caps.c.ended_at.is_(None), break_caps.c.until > bindparam("now")
)
_open_of_mine = select(breaks.c.id).where(breaks.c.person_id == bindparam("person_id"), _open).scalar_subquery()
_ration = (
    select(*STRICTEST).where(rations.c.team_id == bindparam("team_id"), rations.c.ended_at.is_(None)).subquery("ration")
)
# One statement for all that a `/break` must know: what was used is one row, what a surge leaves is one, and the cap and
# the breaks join them.
_standing = select(
    *BREAK_COLUMNS,
    *(break_caps.c.tokens, break_caps.c.until, break_caps.c.reason.label("cap_reason")),
    *_used.c,
    *_ration.c,
    _open_of_mine.label("my_break_id"),
).select_from(
    _used.join(_ration, true())
    .outerjoin(break_caps, _in_force)
    .outerjoin(breaks, and_(breaks.c.team_id == bindparam("team_id"), _open))
)
_out = (
    select(people.c.employee_no, breaks.c.kind)
    .join_from(breaks, people, people.c.id == breaks.c.person_id)
    .where(in_states(State.OUT))
)


def standing(session: Session, person_id: int, team_id: int | None, day: date, now: datetime) -> tuple[Floor, Usage]:
    """The floor on which somebody stands, and what they used of the allowance on that shift day.

    It is their team's floor; whoever has an open break elsewhere still stands there.
    """
    rows = session.execute(_standing, {"person_id": person_id, "team_id": team_id, "day": day, "now": now}).all()
    first = rows[0]
    used = Usage(first.outings, timedelta(seconds=first.used_s), first.last_back_at)
    cap = Cap(first.tokens, first.until, first.cap_reason) if first.until else None
    floor = Floor([as_break(row) for row in rows if row.id is not None], cap, as_ration(first))
    if first.my_break_id is None or floor.mine(person_id):
        return floor, used
    elsewhere = by_id(session, first.my_break_id)
    assert elsewhere is not None
    if elsewhere.team_id is None:
        return Floor([elsewhere]), used
    return standing(session, person_id, elsewhere.team_id, day, now)


def open_break_of(session: Session, person_id: int) -> Break | None:
    row = session.execute(_mine, {"person_id": person_id}).one_or_none()
    return as_break(row) if row else None


def who_is_out(session: Session) -> dict[str, str]:
    """The employee numbers of all who are out, and for which kind of break."""
    return {row.employee_no: row.kind for row in session.execute(_out)}


def by_id(session: Session, break_id: int) -> Break | None:
    row = session.execute(_by_id, {"break_id": break_id}).one_or_none()
    return as_break(row) if row else None


def record(session: Session, asker: Asker, wish: Wish, decision: Granted | Queued) -> Break | None:
    """Write a decided wish down; None where somebody else took the token or the asker already stands somewhere."""
    granted = decision if isinstance(decision, Granted) else None
    length = granted.due_at - asker.now if granted else wish.length
    return _put(
        session,
        asker,
        wish,
        state=State.OUT if granted else State.WAITING,
        length_s=_seconds(length),
        counted_s=_seconds(length) if granted and wish.kind.counted else 0,
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
        "person_id": asker.person_id,
        "team_id": asker.team_id,
        "kind": wish.kind.name,
        "length_s": _seconds(wish.length),
        "shift_day": asker.day,
        "asked_at": asker.now,
        "used_before_s": _seconds(asker.used.time),
        "rested_since": asker.rested_since,
        "approved": wish.approved,
        "offers": 0,
        "unanswered": 0,
        "passed": False,
        "told_step": Step.NONE,
        **{name: value for name, value in values.items() if value is not None},
    }
    key = put_once(session, breaks, **row)
    return None if key is None else as_break([key, *(row.get(column.name) for column in BREAK_COLUMNS[1:])])


def go_out(session: Session, one: Break, wish: Wish, granted: Granted, now: datetime) -> bool:
    """From the line, an offer or an application straight out; False where it has left that state."""
    length = granted.due_at - now
    return _move(
        session,
        one,
        state=State.OUT,
        kind=wish.kind.name,
        length_s=_seconds(length),
        counted_s=_seconds(length) if wish.kind.counted else 0,
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
    is_new = one.state is state
    before = {} if is_new else {"state": one.state}
    audit.note(session, now, actor, action, f"break:{one.id}", before, {"state": state, **after})
    outbox.changed(session, f"team:{one.team_id}", *(() if is_new else (f"break:{one.id}",)))


def _move(session: Session, one: Break, **values: object) -> bool:
    changed = session.execute(update(breaks).where(breaks.c.id == one.id, breaks.c.state == one.state).values(values))
    return changed.rowcount == 1  # pyright: ignore[reportAttributeAccessIssue]


def _seconds(length: timedelta) -> int:
    return round(length.total_seconds())


_next_turn = update(breaks).where(breaks.c.team_id == bindparam("in_team"), _open, breaks.c.passed).values(passed=False)
_by_id = select(*BREAK_COLUMNS).where(breaks.c.id == bindparam("break_id"))
