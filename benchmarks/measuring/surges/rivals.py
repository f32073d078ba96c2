"""What would simpler rules have said? They are given our forecast, which flatters them, and our cool-down."""

import math
from datetime import datetime, timedelta

from rules.surges import Decision, Forecast, Interval, State, ended
from rules.surges_replay import Look
from rules.surges_watch import Watched

COOL_DOWN = timedelta(minutes=30)
RATIO, SIGMAS = 1.3, 3.0


def ratio(state: State, interval: Interval, expected: Forecast, now: datetime) -> Watched:
    """Thirty per cent over the forecast, as wall boards have it."""
    return _alarm(state, interval.calls > RATIO * expected.calls, now)


def z_score(state: State, interval: Interval, expected: Forecast, now: datetime) -> Watched:
    """Three standard deviations over the forecast, were the calls Poisson's."""
    return _alarm(state, interval.calls > expected.calls + SIGMAS * math.sqrt(expected.calls), now)


def _alarm(state: State, over: bool, now: datetime) -> Watched:
    is_new = over and (state.cools_until is None or now >= state.cools_until)
    after = ended(state, now, COOL_DOWN) if is_new else state
    return Watched(after, Decision(now, 0, 0, is_new, is_new, ()))


RIVALS: dict[str, Look] = {"ratio 1.3": ratio, "z 3": z_score}
