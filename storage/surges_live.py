"""What do the phone systems say of the queues right now: callers, agents, and until when they were heard?"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from sqlalchemy import Row, Select, bindparam, func, select

from rules.calls import Flag, Outcome, State
from rules.digests_facts import agent_of
from rules.shifts import LONGEST_SHIFT
from rules.surges_impact import Waited
from rules.surges_incident import Heard
from storage import calls_names
from storage.calls import agent_states, calls, feed_imports, feeds
from storage.database import Session, UtcDateTime
from storage.people import people, shifts

REACH = timedelta(hours=1)  # nobody waits longer, and older calls say nothing of now
BELIEVED = timedelta(hours=16)  # a state that nobody saw the end of
KNOWN = timedelta(days=14)  # a queue that had no call for so long is none any more
SIGNED_IN = (State.LOGGED_IN, State.READY, State.TALKING, State.ACW)

_queues = (
    select(calls.c.queue, calls.c.feed_id).where(calls.c.arrived_at >= bindparam("since")).distinct().order_by("queue")
)
_callers = select(
    calls.c.queue,
    calls.c.arrived_at,
    calls.c.answered_at,
    calls.c.ended_at,
    calls.c.outcome,
    calls.c.wait_s,
    calls.c.talk_s,
    calls.c.hold_s,
    calls.c.acw_s,
    calls.c.flags,
).where(calls.c.arrived_at >= bindparam("since"), calls.c.arrived_at <= bindparam("now"))
_states = select(agent_states.c.agent, agent_states.c.queue, agent_states.c.state, agent_states.c.from_at).where(
    agent_states.c.to_at.is_(None), agent_states.c.from_at > bindparam("since")
)


def _last(table: str) -> Select:
    rows, moments = (calls, ("arrived_at", "answered_at", "ended_at"))
    if table == "agent_states":
        rows, moments = (agent_states, ("from_at", "to_at"))
    first = rows.c[moments[0]]
    ats = (func.max(rows.c[name], type_=UtcDateTime()).label(name) for name in moments)
    imported = func.max(feed_imports.c.at, type_=UtcDateTime()).label("imported_at")
    told = select(rows.c.feed_id, *ats, imported).join_from(rows, feed_imports, feed_imports.c.id == rows.c.import_id)
    return told.where(first >= bindparam("since")).group_by(rows.c.feed_id)


_LAST = (_last("calls"), _last("agent_states"))


class Caller(NamedTuple):
    """One caller of the last hour; `handled_s` is None until it is known."""

    waited: Waited
    handled_s: float | None


class Staff(NamedTuple):
    """Agents of a queue: on the phones, free or busy; and signed in but not ready."""

    there: int
    away: int


def queues(session: Session, now: datetime) -> dict[str, tuple[int, ...]]:
    """Every queue and the feeds that tell of it."""
    found: dict[str, list[int]] = defaultdict(list)
    for row in session.execute(_queues, {"since": now - KNOWN}):
        found[row.queue].append(row.feed_id)
    return {queue: tuple(sorted(some)) for queue, some in found.items()}


def heard(session: Session, now: datetime) -> list[Heard]:
    """Until when each feed was heard; one that said nothing for a day is left out."""
    at: dict[int, list[datetime]] = defaultdict(list)
    imported: dict[int, list[datetime]] = defaultdict(list)
    for told in _LAST:
        for row in session.execute(told, {"since": now - timedelta(days=1)}):
            *moments, imported_at = row[1:]
            at[row.feed_id] += [moment for moment in moments if moment]
            imported[row.feed_id].append(imported_at)
    names = {row.id: row.name for row in session.execute(select(feeds.c.id, feeds.c.name))}
    return [Heard(one, names[one], max(at[one]), max(imported[one])) for one in sorted(at)]


def callers(session: Session, now: datetime) -> dict[str, list[Caller]]:
    """Those of the last hour, by queue."""
    found: dict[str, list[Caller]] = defaultdict(list)
    for row in session.execute(_callers, {"since": now - REACH, "now": now}):
        if row.outcome == Outcome.BLOCKED or Flag.NO_EXIT in row.flags:
            continue
        is_waiting = row.answered_at is None and row.ended_at is None and row.outcome == Outcome.OPEN
        ended = row.answered_at or row.ended_at or row.arrived_at
        wait_s = row.wait_s if row.wait_s is not None else (ended - row.arrived_at).total_seconds()
        waited = Waited(row.arrived_at, None if is_waiting else wait_s, row.answered_at is not None)
        handled = None if row.talk_s is None else row.talk_s + (row.hold_s or 0) + (row.acw_s or 0)
        found[row.queue].append(Caller(waited, handled))
    return found


class Crews:
    """The agents' open states, asked by queue; a state without a queue holds in every one."""

    def __init__(self, states: list[tuple[str, str, State]]) -> None:
        self._states = states

    def of(self, queue: str) -> Staff | None:
        here = [(agent, state) for agent, where, state in self._states if where in ("", queue)]
        signed_in = {agent for agent, state in here if state in SIGNED_IN}
        away = {agent for agent, state in here if state is State.NOT_READY}
        return Staff(len(signed_in - away), len(signed_in & away)) if self._states else None


def staff(session: Session, now: datetime) -> Crews:
    """Who is signed in, and where; nobody where no phone system tells."""
    return Crews([(row.agent, row.queue, State(row.state)) for row in _open_states(session, now)])


def signed_in(session: Session, now: datetime) -> dict[int, datetime]:
    """Which people are signed in to the phones, and since when."""
    by_number = {row.employee_no: row.id for row in session.execute(select(people.c.employee_no, people.c.id))}
    names: Mapping[str, str] = calls_names.all_names(session)
    since: dict[int, datetime] = {}
    for row in _open_states(session, now):
        person_id = by_number.get(agent_of(row.agent, names, by_number))
        if person_id is not None and State(row.state) in SIGNED_IN:
            since[person_id] = min(row.from_at, since.get(person_id, row.from_at))
    return since


def anybody_works(session: Session, now: datetime) -> bool:
    """Whether the roster has anybody on shift."""
    here = select(shifts.c.id).where(shifts.c.starts_at <= now, shifts.c.ends_at > now)
    return session.execute(here.where(shifts.c.starts_at > now - LONGEST_SHIFT).limit(1)).first() is not None


def _open_states(session: Session, now: datetime) -> Sequence[Row]:
    return session.execute(_states, {"since": now - BELIEVED}).all()
