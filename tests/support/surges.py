"""Weeks of a queue, made up, and one evaluation after the other."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from rules import handbook
from rules.surges import Counted, Decision, Forecast, Impact, Interval, State
from rules.surges_watch import watch
from support.cast import MORNING, ZONE

RULES = handbook.read(handbook.DEFAULT_FILE.read_text("utf-8")).surges
FIVE = timedelta(minutes=5)
USUAL = Forecast(calls=10.0, dispersion=1.0, threshold=5.0, weeks=5)
FINE = Impact(in_time=19, decided=20, oldest_wait_s=3, waiting=0, agents=8)
WARN = replace(FINE, in_time=12)
CRITICAL = replace(FINE, oldest_wait_s=180)


def evaluate(
    calls: Sequence[float],
    impacts: Sequence[Impact | None] | Impact | None = None,
    forecast: Forecast = USUAL,
    state: State | None = None,
    begins: datetime = MORNING,
) -> Iterator[tuple[State, Decision]]:
    """Five minutes after five minutes, each looked at when it is over."""
    now_state = state or State()
    for index, count in enumerate(calls):
        from_at = begins + index * FIVE
        impact = impacts[index] if isinstance(impacts, Sequence) else impacts
        interval = Interval(from_at, from_at + FIVE, count, heard_at=from_at + FIVE)
        now_state, decision = watch(now_state, interval, forecast, impact, RULES, from_at + FIVE)
        yield now_state, decision


def levels(calls: Sequence[float], impacts: Sequence[Impact | None] | Impact | None = None) -> list[int]:
    return [decision.level for _, decision in evaluate(calls, impacts)]


def weeks_of_calls(
    weeks: int,
    mean: float = 12,
    minutes: int = 5,
    opens: int = 8,
    closes: int = 20,
    first: date = date(2026, 3, 2),
    zone: ZoneInfo = ZONE,
    seed: int = 1,
) -> list[Counted]:
    """Every day alike but for chance; closed from `closes` to `opens`, which may be the other way round for a night."""
    chance = random.Random(seed)
    interval, found = timedelta(minutes=minutes), []
    for day in range(7 * weeks):
        for slot in range(24 * 60 // minutes):
            local = datetime.combine(first + timedelta(days=day), datetime.min.time()) + slot * interval
            is_open = opens <= local.hour < closes if opens < closes else not closes <= local.hour < opens
            if is_open:
                found.append(Counted(local.replace(tzinfo=zone), _poisson(chance, mean)))
    return found


def _poisson(chance: random.Random, mean: float) -> int:
    calls, at = 0, chance.expovariate(mean)
    while at < 1:
        calls, at = calls + 1, at + chance.expovariate(mean)
    return calls
