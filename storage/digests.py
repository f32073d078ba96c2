"""What is remembered of a stretch of time that its numbers stand on? A handful of reads, on a reading connection."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Row, and_, bindparam, func, or_, select, union, union_all

from rules.breaks import LUNCH
from rules.calls import AgentState, Call, Figure, Flag, Outcome, State
from rules.digests_facts import Facts, Import, Outing, Window, Worker, agent_of, own_window
from rules.roles import Role
from rules.shifts import LONGEST_SHIFT, Shift
from storage import calls_names
from storage.breaks_tables import breaks
from storage.calls import agent_states, calls, feed_imports, feeds, figures
from storage.database import Session
from storage.people import people, person_roles, shifts, teams

# A call may have been waiting or talking for so long when the window begins; a state that has ended, for so long.
CALL_REACH = timedelta(hours=4)
STATE_REACH = 2 * LONGEST_SHIFT

_workers = (
    select(people.c.employee_no, people.c.name, teams.c.team, person_roles.c.role)
    .select_from(people)
    .outerjoin(teams, teams.c.id == people.c.team_id)
    .outerjoin(person_roles, and_(person_roles.c.person_id == people.c.id, person_roles.c.role == Role.AGENT))
)
_shifts = (
    select(people.c.employee_no, shifts.c.starts_at, shifts.c.ends_at, shifts.c.kind)
    .join_from(shifts, people)
    .where(
        shifts.c.starts_at > bindparam("earliest"),
        shifts.c.starts_at < bindparam("to_at"),
        shifts.c.ends_at > bindparam("from_at"),
    )
)
# By team and day, since that is how breaks are indexed; the days are the window's, one more on either side.
_outings = (
    select(people.c.employee_no, breaks.c.out_at, breaks.c.due_at, breaks.c.ended_at, breaks.c.kind)
    .join_from(breaks, people, people.c.id == breaks.c.person_id)
    .where(
        breaks.c.team_id.in_(select(teams.c.id)),
        breaks.c.shift_day.between(bindparam("first_day"), bindparam("last_day")),
        breaks.c.out_at.is_not(None),
    )
)
_calls = select(*(calls.c[name] for name in Call._fields)).where(
    calls.c.arrived_at >= bindparam("earliest"), calls.c.arrived_at < bindparam("to_at")
)
_STATE_COLUMNS = [agent_states.c[name] for name in AgentState._fields]
_states = union_all(
    select(*_STATE_COLUMNS).where(
        agent_states.c.from_at > bindparam("earliest"),
        agent_states.c.from_at < bindparam("to_at"),
        agent_states.c.to_at > bindparam("from_at"),
    ),
    select(*_STATE_COLUMNS).where(
        agent_states.c.to_at.is_(None),
        agent_states.c.from_at < bindparam("to_at"),
        # What nobody saw the end of is believed as long as the phone systems say anything at all.
        or_(
            select(func.max(calls.c.arrived_at)).scalar_subquery() >= bindparam("from_at"),
            select(func.max(agent_states.c.from_at)).scalar_subquery() >= bindparam("from_at"),
        ),
    ),
)
_figures = select(*(figures.c[name] for name in Figure._fields)).where(
    figures.c.from_at < bindparam("to_at"), figures.c.to_at > bindparam("from_at")
)

_OUTCOMES = {outcome.value: outcome for outcome in Outcome}
_STATES = {state.value: state for state in State}


def facts(session: Session, window: Window, now: datetime, whole_days: bool = True) -> Facts:
    """Everything that the numbers of a window stand on; see `rules.digests_scopes.Digest` for what they come to."""
    known = workers(session)
    called = _Names(calls_names.all_names(session), known.keys())
    planned = _all_shifts(session, window)
    owned = [own_window(window, some) for some in planned.values()] if whole_days else []
    reach = Window(window.from_at, max([window.to_at, *(one.to_at for one in owned)]))
    return Facts(
        window=window,
        now=now,
        whole_days=whole_days,
        calls=_all_calls(session, reach, called),
        states=_all_states(session, reach, called),
        workers=known,
        shifts=planned,
        outings=_all_outings(session, window),
        figures=[Figure(*row) for row in session.execute(_figures, window._asdict())],
    )


def imports(session: Session, window: Window) -> list[Import]:
    """What was imported that the numbers of a window stand on, newest first."""
    in_window = window._asdict()
    touched = union(
        select(calls.c.import_id).where(
            calls.c.arrived_at >= bindparam("from_at"), calls.c.arrived_at < bindparam("to_at")
        ),
        select(agent_states.c.import_id).where(
            agent_states.c.from_at >= bindparam("from_at"), agent_states.c.from_at < bindparam("to_at")
        ),
        select(figures.c.import_id).where(
            figures.c.from_at < bindparam("to_at"), figures.c.to_at > bindparam("from_at")
        ),
    ).subquery()
    found = (
        select(
            feeds.c.name,
            feeds.c.format,
            feed_imports.c.source,
            feed_imports.c.at,
            feed_imports.c.rows,
            feed_imports.c.unknown,
            feed_imports.c.bad,
        )
        .join_from(feed_imports, feeds)
        .where(feed_imports.c.id.in_(select(touched.c.import_id)))
        .order_by(feed_imports.c.at.desc(), feed_imports.c.id.desc())
    )
    return [Import(*row) for row in session.execute(found, in_window)]


class _Names(dict[str | None, str | None]):
    """Who a phone system's name is; each is worked out once."""

    def __init__(self, filed: dict[str, str], numbers: Iterable[str]) -> None:
        super().__init__({None: None})
        self.filed, self.numbers = filed, numbers

    def __missing__(self, name: str) -> str:
        self[name] = agent = agent_of(name, self.filed, self.numbers)
        return agent


def workers(session: Session) -> dict[str, Worker]:
    """Everybody on the roster, by employee number; leavers too."""
    rows = session.execute(_workers)
    return {row.employee_no: Worker(row.employee_no, row.name, row.team, row.role is not None) for row in rows}


def _all_shifts(session: Session, window: Window) -> dict[str, list[Shift]]:
    found: dict[str, list[Shift]] = defaultdict(list)
    for number, *shift in session.execute(_shifts, {**window._asdict(), "earliest": window.from_at - LONGEST_SHIFT}):
        found[number].append(Shift(*shift))
    return dict(found)


def _all_outings(session: Session, window: Window) -> dict[str, list[Outing]]:
    """Breaks that were granted, until they were due back, or until somebody was back sooner."""
    span = {
        "first_day": window.from_at.date() - timedelta(days=1),
        "last_day": window.to_at.date() + timedelta(days=1),
    }
    found: dict[str, list[Outing]] = defaultdict(list)
    for row in session.execute(_outings, span):
        back_at = min(row.due_at, row.ended_at or row.due_at)
        found[row.employee_no].append(Outing(row.out_at, back_at, row.kind == LUNCH))
    return dict(found)


def _all_calls(session: Session, window: Window, called: _Names) -> list[Call]:
    span = {"earliest": window.from_at - CALL_REACH, "to_at": window.to_at}
    return [_call(row, called) for row in session.execute(_calls, span)]


def _call(row: Row, called: _Names) -> Call:
    fields = list(row)
    for position, read in (*_READ, (_AGENT, called.__getitem__)):
        fields[position] = read(fields[position])
    return Call._make(fields)


def _all_states(session: Session, window: Window, called: _Names) -> list[AgentState]:
    span = {**window._asdict(), "earliest": window.from_at - STATE_REACH}
    return [_state(row, called) for row in session.execute(_states, span)]


def _state(row: Row, called: _Names) -> AgentState:
    one = AgentState._make(row)
    agent = called[one.agent] or one.agent
    return one._replace(agent=agent, state=_STATES[one.state], flags=_as_flags(str(row.flags)))


def _as_flags(text: str) -> tuple[Flag, ...]:
    """Flags are kept with a space between them."""
    return tuple(Flag(one) for one in text.split()) if text else ()


def _yes_or_no(told: int | None) -> bool | None:
    return None if told is None else bool(told)


# Dictionaries and one loop: a day has tens of thousands of calls.
_AGENT = Call._fields.index("agent")
_READ: tuple[tuple[int, Callable[[Any], object]], ...] = (
    (Call._fields.index("outcome"), _OUTCOMES.__getitem__),
    (Call._fields.index("transferred"), _yes_or_no),
    (Call._fields.index("flags"), _as_flags),
)
