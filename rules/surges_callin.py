"""Whom does a surge ask to come in from home, how many at once, and is it enough? (SG-05)"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from math import ceil
from typing import NamedTuple

ARRIVALS = (30, 60, 90)  # minutes until somebody may say that they are there


class State(StrEnum):
    """Where a call to come in stands."""

    ASKED = "asked"
    SILENT = "silent"  # no answer in time: others are asked as well, a late yes is still welcome
    ACCEPTED = "accepted"
    ARRIVED = "arrived"
    DECLINED = "declined"
    RELEASED = "released"  # thanked: others have said yes, or it is over


UNANSWERED = (State.ASKED, State.SILENT)
WAITED_FOR = (*UNANSWERED, State.ACCEPTED)
# From where each answer may come; whoever has accepted may name another time, or not be able to come after all.
ANSWERS = {
    State.ACCEPTED: WAITED_FOR,
    State.DECLINED: WAITED_FOR,
    State.ARRIVED: (State.ACCEPTED,),
}


@dataclass(frozen=True)
class CallInRules:
    """What the handbook file says of level 3."""

    rest: timedelta
    stay: timedelta
    asked_per_needed: float
    answer: timedelta


class Call(NamedTuple):
    """One person asked to come in for one surge; moments are aware UTC."""

    id: int
    callin_id: int
    person_id: int
    state: State
    asked_at: datetime
    answer_by: datetime
    arrives_at: datetime | None


class Candidate(NamedTuple):
    """Somebody who may be called now, and when they were last asked."""

    person_id: int
    employee_no: str
    slack_user_id: str
    asked_at: datetime | None


@dataclass(frozen=True)
class Standing:
    """How a call-in stands: agents needed, people asked, who has said yes (those who are here among them), who has said
    no, and who still has time to answer."""

    need: int
    asked: int = 0
    accepted: int = 0
    declined: int = 0
    open: int = 0
    arrived: int = 0

    @property
    def is_enough(self) -> bool:
        return self.accepted >= self.need


def free_between(now: datetime, rules: CallInRules) -> tuple[datetime, datetime]:
    """No shift may reach into this stretch: rest since the last one, the time here, rest before the next one."""
    return now - rules.rest, now + rules.stay + rules.rest


def wave(standing: Standing, rules: CallInRules) -> int:
    """How many more are to be asked now; none while those who may still say yes would be enough."""
    if standing.accepted + standing.open >= standing.need:
        return 0
    missing = standing.need - standing.accepted
    return ceil(missing * rules.asked_per_needed) - standing.open


def choose(candidates: Sequence[Candidate], count: int) -> list[Candidate]:
    """In turn: who was never asked, then whose last time is longest ago, then by employee number."""
    return sorted(candidates, key=lambda one: (one.asked_at or _NEVER, one.employee_no))[:count]


_NEVER = datetime.min.replace(tzinfo=UTC)
