"""Whose time has passed: offers, outings, waits and caps? What the sweep asks and writes."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import Row, and_, bindparam, case, func, or_, select, update

from rules.breaks import OPEN, URGENT, Break, Cap, Floor, State, Step
from storage.breaks_tables import BREAK_COLUMNS, adherence_exceptions, as_break, break_caps, breaks, in_states
from storage.database import Session, put_once
from storage.people import teams
from storage.surges_policy_tables import STRICTEST, as_ration, rations

# Rows that another replica is sweeping are left to it; SQLite has one writer anyway.
_past = (
    select(*BREAK_COLUMNS)
    .where(
        in_states(*OPEN),
        or_(
            breaks.c.closes_at <= bindparam("now"),
            and_(breaks.c.state == State.OFFERED, breaks.c.offer_ends_at <= bindparam("now")),
            and_(
                breaks.c.state == State.OUT,
                breaks.c.due_at <= bindparam("now"),
                breaks.c.told_step < case((breaks.c.kind == URGENT, Step.LEADER), else_=Step.EXCEPTION),
            ),
        ),
    )
    .order_by(breaks.c.id)
    .with_for_update(skip_locked=True)
)
# Teams in which somebody waits although a token may be free; the rule decides, this only keeps the sweep short.
_teams_in_line = (
    select(breaks.c.team_id)
    .where(in_states(*OPEN), breaks.c.team_id.is_not(None))
    .group_by(breaks.c.team_id)
    .having(
        func.count().filter(breaks.c.state == State.WAITING) > 0,
        func.count(breaks.c.token_no) < bindparam("tokens"),
    )
)
_open_in_teams = select(*BREAK_COLUMNS).where(
    in_states(*OPEN), breaks.c.team_id.in_(bindparam("team_ids", expanding=True))
)
_limits_in_teams = (
    select(teams.c.id.label("team_id"), break_caps.c.tokens, break_caps.c.until, break_caps.c.reason, *STRICTEST)
    .outerjoin_from(
        teams,
        break_caps,
        and_(
            break_caps.c.team_id == teams.c.id, break_caps.c.ended_at.is_(None), break_caps.c.until > bindparam("now")
        ),
    )
    .outerjoin(rations, and_(rations.c.team_id == teams.c.id, rations.c.ended_at.is_(None)))
    .where(teams.c.id.in_(bindparam("team_ids", expanding=True)))
    .group_by(teams.c.id, break_caps.c.id)
)


def whose_time_has_passed(session: Session, now: datetime) -> list[Break]:
    """Open breaks with something overdue: the wait, the offer or the return. The rows are locked until the commit."""
    return [as_break(row) for row in session.execute(_past, {"now": now})]


def floors_to_serve(session: Session, tokens: int, now: datetime) -> dict[int, Floor]:
    """Every team in which somebody waits and fewer than so many tokens are held, as it stands now."""
    teams = session.execute(_teams_in_line, {"tokens": tokens}).scalars().all()
    return floors(session, teams, now) if teams else {}


def floors(session: Session, team_ids: Iterable[int], now: datetime) -> dict[int, Floor]:
    """Several teams as they stand now."""
    wanted = {"team_ids": sorted(team_ids), "now": now}
    found: dict[int, list[Break]] = {team_id: [] for team_id in wanted["team_ids"]}
    for row in session.execute(_open_in_teams, wanted):
        found[row.team_id].append(as_break(row))
    limits = {row.team_id: (_cap(row), as_ration(row)) for row in session.execute(_limits_in_teams, wanted)}
    return {team_id: Floor(breaks, *limits[team_id]) for team_id, breaks in found.items()}


def _cap(row: Row) -> Cap | None:
    return Cap(row.tokens, row.until, row.reason) if row.until else None


def told(session: Session, one: Break, step: Step) -> bool:
    """Note how far a lateness has been told; False where another replica told it first."""
    changed = session.execute(
        update(breaks).where(breaks.c.id == one.id, breaks.c.told_step < step).values(told_step=step)
    )
    return changed.rowcount == 1  # pyright: ignore[reportAttributeAccessIssue]


def note_exception(session: Session, one: Break, now: datetime) -> None:
    """An adherence exception: the outing ran over (AD-02). One a break."""
    day = select(breaks.c.shift_day).where(breaks.c.id == one.id)
    put_once(
        session,
        adherence_exceptions,
        person_id=one.person_id,
        break_id=one.id,
        shift_day=session.execute(day).scalar_one(),
        kind="long_break",
        at=now,
    )


def end_caps(session: Session, now: datetime) -> list[int]:
    """Close the caps whose time is over; the teams they were for."""
    over = update(break_caps).where(break_caps.c.ended_at.is_(None), break_caps.c.until <= now)
    return list(session.execute(over.values(ended_at=now).returning(break_caps.c.team_id)).scalars())


def set_cap(session: Session, team_id: int, cap: Cap, set_by: int, now: datetime) -> Cap | None:
    """Put a cap in force and end the one before it, which is returned."""
    # Two leaders at once: the second waits here and ends the first one's cap.
    session.execute(select(teams.c.id).where(teams.c.id == team_id).with_for_update())
    in_force = break_caps.c.ended_at.is_(None)
    ended = session.execute(
        update(break_caps)
        .where(break_caps.c.team_id == team_id, in_force)
        .values(ended_at=now)
        .returning(break_caps.c.tokens, break_caps.c.until, break_caps.c.reason)
    ).one_or_none()
    session.execute(
        break_caps.insert().values(
            team_id=team_id, tokens=cap.tokens, until=cap.until, reason=cap.reason, set_by=set_by, set_at=now
        )
    )
    return Cap(*ended) if ended else None
