"""What is wanted of an indicator, since when, and for whom? Targets are data with a date, never code (KP-03)."""

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from rules.digests import INDICATORS, Unit
from rules.digests_facts import Scope

# More than this is a slip of the hand.
MOST = {
    Unit.PERCENT: 100,
    Unit.SECONDS: 3600,
    Unit.CALLS: 1_000_000,
    Unit.CALLS_PER_HOUR: 1000,
    Unit.YUAN_PER_CALL: 10_000,
    Unit.RINGS: 100,
    Unit.POINTS: 1000,
}


class Target(NamedTuple):
    """From this moment on, for the centre (`about` empty) or for one queue, team or agent."""

    indicator: str
    about: str
    effective_from: datetime
    value: float


class Suggestion(NamedTuple):
    """A value of the handbook's time, to look at and never applied by itself; `verified` says whether it was read in
    a source. Either end may be open."""

    indicator: str
    at_least: float | None
    at_most: float | None
    verified: bool


SUGGESTIONS = (
    Suggestion("actual_work_rate", 92, None, verified=False),
    Suggestion("after_call_work_time", 30, 60, verified=True),
    Suggestion("average_abandonment_time", 20, 60, verified=True),
    Suggestion("cost_per_call", 2, 5, verified=True),
    Suggestion("average_hold_time", 20, 60, verified=False),
    Suggestion("average_number_of_rings", 2, 3, verified=False),
    Suggestion("average_queue_time", 30, 90, verified=False),
    Suggestion("average_talk_time", 270, 360, verified=False),
    Suggestion("occupancy", 90, None, verified=False),
    Suggestion("percent_abandoned", None, 5, verified=False),
    Suggestion("percent_attendance", 95, None, verified=False),
    Suggestion("percent_blocked", None, 3, verified=False),
    Suggestion("first_call_resolution", 85, None, verified=False),
    Suggestion("percent_queued", 10, 20, verified=False),
    Suggestion("percent_transferred", None, 3, verified=False),
    Suggestion("percent_answered", 98, None, verified=False),
    Suggestion("service_level_sl3", 80, None, verified=False),
    Suggestion("agent_turnover", 15, 30, verified=False),
)


def most(indicator: str) -> int:
    """The highest target that somebody can mean; the lowest is 0."""
    return MOST[INDICATORS[indicator].unit]


def in_force(targets: Iterable[Target], indicator: str, scope: Scope, at: datetime) -> Target | None:
    """The newest target that has begun: the scope's own, else the centre's, else none."""
    begun = [one for one in targets if one.indicator == indicator and one.effective_from <= at]
    for about in dict.fromkeys((scope.about, "")):
        theirs = [one for one in begun if one.about == about]
        if theirs:
            return max(theirs, key=lambda one: one.effective_from)
    return None
