"""What is a call, and what was an agent doing? One model over every phone system (domain.md 3)."""

from datetime import datetime
from enum import StrEnum
from typing import NamedTuple


class Outcome(StrEnum):
    """How the time in a queue ended. Asterisk's SYSCOMPAT counts as abandoned, as Asterisk counts it."""

    ANSWERED = "answered"
    ABANDONED = "abandoned"
    TIMEOUT = "timeout"  # EXITWITHTIMEOUT: waited as long as the queue allows
    OVERFLOW = "overflow"  # EXITWITHKEY, EXITEMPTY, WITHDRAW, LEAVEEMPTY, DIVERT_*: went elsewhere
    BLOCKED = "blocked"  # JOINEMPTY, FULL, CLOSED: never let in
    OPEN = "open"  # no event says how it ended; nothing is invented


class State(StrEnum):
    """What an agent was doing, as far as the phone system tells."""

    LOGGED_IN = "logged_in"
    READY = "ready"
    NOT_READY = "not_ready"
    TALKING = "talking"
    ACW = "acw"


class Flag(StrEnum):
    """What is wrong with a row; told beside every number that it went into."""

    NO_EXIT = "no_exit"  # P6: entered a queue, and nothing follows
    NO_COMPLETE = "no_complete"  # answered, but nobody says when the talk ended
    ESTIMATED_END = "estimated_end"  # P7: closed by us, at the last sign before a restart
    OPEN_END = "open_end"  # P8: still open at the end of the data
    INFERRED = "inferred"  # P9: no event began it; a sign of life did


class Call(NamedTuple):
    """One leg: one caller in one queue, from arrival to end. Moments are aware UTC, durations in seconds.

    `key` is the feed's own id of the leg, unique within a feed, so that a second import changes nothing. What the feed
    does not tell is None, never 0. `ring_s` is how long the answering agent's phone rang; `missed_rings` and
    `missed_ring_s` are the rings at agents who did not answer. `talk_s` is conversation without hold where the feed
    tells hold apart. `caller` is a keyed hash, never a number.
    """

    key: str
    call_id: str
    queue: str
    arrived_at: datetime
    answered_at: datetime | None
    ended_at: datetime | None
    outcome: Outcome
    wait_s: float | None
    ring_s: float | None = None
    missed_rings: int = 0
    missed_ring_s: float = 0.0
    talk_s: float | None = None
    hold_s: float | None = None
    acw_s: float | None = None
    agent: str | None = None
    transferred: bool | None = None
    caller: str | None = None
    topic: str | None = None
    flags: tuple[Flag, ...] = ()


class AgentState(NamedTuple):
    """One stretch of an agent's time, half-open [from_at, to_at), aware UTC; `to_at` is None while it lasts.

    `queue` is empty for what holds in every queue. States overlap as the phone system says it (logged in and not
    ready); whoever counts makes them disjoint.
    """

    key: str
    agent: str
    queue: str
    state: State
    reason: str
    from_at: datetime
    to_at: datetime | None
    flags: tuple[Flag, ...] = ()


class Figure(NamedTuple):
    """A number that no call log holds, for a day or a month: cost, blocked calls, headcount, attendance, errors.

    `about` is empty for the centre, or `team:A1`, `queue:support`, `agent:1001`; `kind` is one of FIGURES.
    """

    kind: str
    about: str
    from_at: datetime
    to_at: datetime
    value: float


# What may be imported as a figure, and its unit.
FIGURES: dict[str, str] = {
    "cost": "CNY",
    "blocked_calls": "calls",
    "attempts": "calls",
    "headcount_open": "people",
    "headcount_close": "people",
    "leavers": "people",
    "planned": "people",
    "present": "people",
    "paid_hours": "h",
    "errors": "errors",
    "first_call_resolved": "calls",
    "monitoring_score": "points",
    "exception_hours": "h",
    "overtime_hours": "h",
}
