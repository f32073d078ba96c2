"""Who may go out now, who is next in line, and what is late? (FR-04 to FR-07, domain.md 8 and 10)"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import IntEnum, StrEnum
from typing import NamedTuple

from rules.handbook import BreakKind, BreakRules
from rules.refusals import Refusal
from rules.shifts import LONGEST_SHIFT, Shift, protected_until
from rules.surges_policy import Ration

URGENT = "urgent"
LUNCH = "lunch"
MINUTE = timedelta(minutes=1)


class State(StrEnum):
    """Where a break stands. The first four are open; every break reaches exactly one of the others."""

    APPLIED = "applied"  # a special application waits for the shift leader (FR-04)
    WAITING = "waiting"  # in line for the team's token
    OFFERED = "offered"  # a token is kept for this person until the offer ends
    OUT = "out"
    RETURNED = "returned"
    CANCELLED = "cancelled"
    DECLINED = "declined"  # the leader said no to the application
    LAPSED = "lapsed"  # the line, the offers or the application ran out of time
    RECALLED = "recalled"  # the leader took the token back
    CLOSED = "closed"  # the shift ended while the person was out


OPEN = (State.APPLIED, State.WAITING, State.OFFERED, State.OUT)
HOLDS_TOKEN = (State.OFFERED, State.OUT)


# A named tuple is read from a row in a third of the time that a frozen dataclass takes, and a floor has many.
class Break(NamedTuple):
    """One break from the request to its end; moments are aware UTC."""

    id: int
    person_id: int
    team_id: int | None
    kind: str
    state: State
    length: timedelta
    counted: timedelta
    token_no: int | None
    asked_at: datetime
    used_before: timedelta
    rested_since: datetime
    closes_at: datetime
    offers: int
    unanswered: int
    passed: bool
    offer_ends_at: datetime | None
    out_at: datetime | None
    due_at: datetime | None
    told_step: "Step"
    ended_at: datetime | None
    approved: bool
    decided_by: int | None
    reason: str | None


@dataclass(frozen=True)
class Cap:
    """A leader's limit on a team's tokens, until a moment, with the reason people are told (SG-04)."""

    tokens: int
    until: datetime
    reason: str


@dataclass(frozen=True)
class Usage:
    """What somebody used of their allowance on this shift day."""

    outings: int = 0
    time: timedelta = timedelta()
    last_back_at: datetime | None = None


@dataclass(frozen=True)
class Asker:
    """Who asks, and what of today bears on the answer."""

    person_id: int
    team_id: int | None
    shift: Shift | None
    day: date
    used: Usage
    now: datetime

    @property
    def rested_since(self) -> datetime:
        """When the last break ended, or when the shift began."""
        return self.used.last_back_at or (self.shift.starts_at if self.shift else self.now)


@dataclass(frozen=True)
class Floor:
    """A team as it stands: its open breaks, the cap in force, and what a surge leaves to it."""

    breaks: Sequence[Break]
    cap: Cap | None = None
    ration: Ration | None = None

    def mine(self, person_id: int) -> Break | None:
        return next((one for one in self.breaks if one.person_id == person_id), None)

    def with_one(self, one: Break) -> "Floor":
        """The same floor a moment later, with one break more."""
        return replace(self, breaks=[*self.breaks, one])

    def out(self) -> list[Break]:
        return [one for one in self.breaks if one.state is State.OUT]

    def line(self) -> list[Break]:
        """Everybody who waits, fairest first: least used today, longest since the last rest, first to ask."""
        waiting = [one for one in self.breaks if one.state in (State.WAITING, State.OFFERED)]
        return sorted(waiting, key=lambda one: (one.state is not State.OFFERED, *in_line_order(one)))


def in_line_order(one: Break) -> tuple[timedelta, datetime, datetime, int]:
    """The fairness order of the line (domain.md 8)."""
    return (one.used_before, one.rested_since, one.asked_at, one.id)


@dataclass(frozen=True)
class Wish:
    """What somebody asks for."""

    kind: BreakKind
    length: timedelta
    approved: bool = False


@dataclass(frozen=True)
class Granted:
    """Go now; `token_no` is None for the kinds that take no token."""

    token_no: int | None
    due_at: datetime
    closes_at: datetime


@dataclass(frozen=True)
class Queued:
    """Wait in line; after `closes_at` the wait is over (the protected half hour or the shift's end)."""

    closes_at: datetime


Decision = Granted | Queued


def wish(kind: BreakKind, minutes: int | None, approved: bool = False) -> Wish:
    """A wish for a kind, shortened to so many minutes; longer than the kind allows is refused (AD-05)."""
    length = kind.length if minutes is None else timedelta(minutes=minutes)
    if not MINUTE <= length <= kind.length:
        raise Refusal("breaks-length", kind=kind.name, limit=kind.length // MINUTE)
    return Wish(kind, length, approved)


def decide(wish: Wish, asker: Asker, floor: Floor, rules: BreakRules) -> Decision:
    """Grant or queue a wish, or raise the Refusal that applies first.

    In this order: on shift, the protected half hours (FR-04), the allowance, the cap (SG-04), a free token (FR-06).
    Urgent is never refused: not by the shift, not by the floor, not by a surge.
    """
    shift, now = asker.shift, asker.now
    if wish.kind.name == URGENT:
        return Granted(None, now + wish.length, shift.ends_at if shift else now + LONGEST_SHIFT)
    length = length_now(wish.kind, wish.length, floor)
    if shift is None:
        raise Refusal("breaks-off-shift")
    if not wish.approved:
        check_protected(shift, rules, now)
    if wish.kind.counted and not wish.approved:
        check_allowance(length, asker.used, rules)
    if not wish.kind.token:
        return Granted(None, now + length, shift.ends_at)
    if not wish.approved:
        check_cap(floor)
    free = free_tokens(floor, rules)
    if free and not floor.line():
        return Granted(free[0], now + length, shift.ends_at)
    return Queued(shift.ends_at if wish.approved else shift.ends_at - rules.protected)


def length_now(kind: BreakKind, wanted: timedelta, floor: Floor) -> timedelta:
    """How long an outing that begins now may last; a surge shortens those with a token, not lunch (SG-04)."""
    return min(wanted, floor.ration.length) if floor.ration and kind.token else wanted


def check_protected(shift: Shift, rules: BreakRules, now: datetime) -> None:
    """FR-04: nobody goes out in the first and the last half hour, except by special application."""
    until = protected_until(shift, rules.protected, now)
    if until is None:
        return
    which = "breaks-protected-end" if until == shift.ends_at else "breaks-protected-start"
    raise Refusal(which, until=until, minutes=rules.protected // MINUTE)


def check_allowance(length: timedelta, used: Usage, rules: BreakRules) -> None:
    """The shift's allowance in outings and in minutes."""
    if used.outings >= rules.outings_per_shift:
        raise Refusal("breaks-allowance-outings", outings=rules.outings_per_shift)
    left = max(rules.allowance - used.time, timedelta())
    if length > left:
        raise Refusal("breaks-allowance-minutes", left=left // MINUTE, limit=rules.allowance // MINUTE)


def check_cap(floor: Floor) -> None:
    if floor.cap and floor.cap.tokens == 0:
        raise Refusal("breaks-capped", until=floor.cap.until, reason=floor.cap.reason)


def tokens(floor: Floor, rules: BreakRules) -> int:
    """How many tokens the team has now: the handbook's number (FR-06), or the cap's; never more than a surge leaves."""
    count = rules.tokens_per_team if floor.cap is None else min(floor.cap.tokens, rules.tokens_per_team_at_most)
    return min(count, floor.ration.tokens) if floor.ration else count


def free_tokens(floor: Floor, rules: BreakRules) -> list[int]:
    """The numbers of the tokens that nobody holds and nobody is offered."""
    held = {one.token_no for one in floor.breaks if one.token_no is not None}
    count = tokens(floor, rules)
    left = max(count - len(held), 0)  # after a cap was lowered, a number above it may still be out
    return [number for number in range(1, count + 1) if number not in held][:left]


def next_in_line(floor: Floor) -> Break | None:
    """Who is offered the token now; whoever let it pass keeps the place, but this turn is the others' (domain.md 8)."""
    waiting = [one for one in floor.breaks if one.state is State.WAITING]
    return min(waiting, key=lambda one: (one.passed, *in_line_order(one)), default=None)


def place_in_line(floor: Floor, break_id: int) -> int | None:
    """1 for the first in line."""
    return next((place for place, one in enumerate(floor.line(), start=1) if one.id == break_id), None)


def expected_at(floor: Floor, break_id: int, rules: BreakRules, now: datetime) -> datetime | None:
    """When the token should reach this place in line, if everybody comes back on time; None while no token is given
    and nobody can say for how long.

    Somebody who is late counts as back now: an estimate that is already past would be no estimate.
    """
    count = tokens(floor, rules)
    if floor.ration and floor.ration.tokens == 0:
        return None
    if count == 0:
        return floor.cap.until if floor.cap else None
    holders = [one.due_at for one in floor.out() if one.token_no is not None and one.due_at is not None]
    free_at = sorted([max(due, now) for due in holders] + [now] * (count - len(holders)))[-count:]
    for one in floor.line():
        first = free_at.pop(0)
        if one.id == break_id:
            return first
        lasts = min(one.length, floor.ration.length) if floor.ration else one.length
        free_at = sorted([*free_at, first + lasts])
    return None


class Step(IntEnum):
    """How far an outing's lateness has been told."""

    NONE = 0
    DUE = 1  # T+0: the holder
    LEADER = 2  # T+3: the shift leader
    EXCEPTION = 3  # T+10: an adherence exception


def late_step(due_at: datetime, rules: BreakRules, now: datetime) -> Step:
    """The furthest step that this moment has reached; after a downtime it is said once, not three times."""
    if now >= due_at + rules.exception_after:
        return Step.EXCEPTION
    if now >= due_at + rules.leader_told_after:
        return Step.LEADER
    return Step.DUE if now >= due_at else Step.NONE


def leaves_the_line(one: Break, rules: BreakRules) -> bool:
    """Whether this offer, going by unanswered, was the last one."""
    return one.unanswered + 1 >= rules.offers_before_leaving_the_line


def check_new_cap(tokens: int, until: datetime, reason: str, rules: BreakRules, now: datetime) -> Cap:
    """A cap a leader may set: lower at any time, higher only as far as the handbook file allows (FR-06)."""
    if tokens > rules.tokens_per_team_at_most:
        raise Refusal("breaks-cap-too-high", limit=rules.tokens_per_team_at_most)
    if until <= now:
        raise Refusal("breaks-cap-past", until=until)
    if len(reason) > rules.reason_at_most_letters:
        raise Refusal("breaks-reason-long", limit=rules.reason_at_most_letters, letters=len(reason))
    return Cap(tokens, until, reason)
