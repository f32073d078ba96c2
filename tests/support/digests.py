"""Calls, states and days for the indicators, and what they come to."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta

from rules import digests_slots
from rules.calls import AgentState, Call, Figure, Outcome, State
from rules.digests import Measure
from rules.digests_facts import CENTRE, Facts, Outing, Scope, Window, Worker
from rules.digests_scopes import Digest
from rules.handbook import DigestRules
from rules.shifts import Shift
from support.cast import ZONE, at
from support.house import SITE
from support.plain_count import Leg

RULES: DigestRules = SITE.handbook.digests
DAY = digests_slots.day(at("00:00").date(), ZONE)
LATER = at("12:00", "2027-01-01").astimezone(UTC)
MEI = Worker("1001", "Mei", "A1", takes_calls=True)
ARUN = Worker("1002", "Arun", "A1", takes_calls=True)
OLGA = Worker("2001", "Olga", "B1", takes_calls=True)
LIN = Worker("1004", "Lin", "A1", takes_calls=False)


def as_call(leg: Leg, begins: datetime = DAY.from_at) -> Call:
    """The same leg as the product's own row; `arrived` is seconds from the beginning."""
    arrived_at = begins + timedelta(seconds=leg.arrived)
    answered_at = arrived_at + timedelta(seconds=leg.wait or 0) if leg.ended == "answered" else None
    return Call(
        key=f"{leg.call}:{leg.queue}:{leg.arrived}",
        call_id=leg.call,
        queue=leg.queue,
        arrived_at=arrived_at,
        answered_at=answered_at,
        ended_at=None,
        outcome=Outcome(leg.ended),
        wait_s=leg.wait,
        ring_s=leg.ring,
        missed_rings=leg.missed,
        missed_ring_s=leg.missed_ring,
        talk_s=leg.talk,
        hold_s=leg.hold,
        acw_s=leg.acw,
        agent=leg.agent,
        transferred=leg.moved_on,
    )


def state(
    agent: str, what: State, begins: str, ends: str | None, reason: str = "", day: str = "2026-11-23"
) -> AgentState:
    """A stretch on the site's clock; an end at or before its beginning is the next day."""
    from_at = at(begins, day).astimezone(UTC)
    to_at = at(ends, day).astimezone(UTC) if ends else None
    if to_at and to_at <= from_at:
        to_at += timedelta(days=1)
    return AgentState(f"{agent}:{what}:{begins}:{reason}:{day}", agent, "", what, reason, from_at, to_at)


def shift(begins: str, ends: str, day: str = "2026-11-23") -> Shift:
    from_at, to_at = at(begins, day).astimezone(UTC), at(ends, day).astimezone(UTC)
    return Shift(from_at, to_at if to_at > from_at else to_at + timedelta(days=1), "day")


def outing(begins: str, due: str, lunch: bool = False) -> Outing:
    return Outing(at(begins).astimezone(UTC), at(due).astimezone(UTC), lunch)


def digest(
    calls: Sequence[Call] = (),
    states: Sequence[AgentState] = (),
    shifts: Mapping[str, Sequence[Shift]] | None = None,
    outings: Mapping[str, Sequence[Outing]] | None = None,
    figures: Sequence[Figure] = (),
    window: Window = DAY,
    now: datetime = LATER,
    rules: DigestRules = RULES,
) -> Digest:
    """A day, with Mei and Arun of A1, Lin who leads them, and Olga of B1."""
    workers = {one.employee_no: one for one in (MEI, ARUN, OLGA, LIN)}
    return Digest(
        Facts(window, now, True, calls, states, workers, shifts or {}, outings or {}, figures),
        rules,
    )


def measured(some: Digest, key: str, scope: Scope = CENTRE) -> Measure:
    return some.measures(scope)[key]


def value(some: Digest, key: str, scope: Scope = CENTRE) -> float | None:
    return measured(some, key, scope).value
