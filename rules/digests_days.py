"""What does a stretch of time come to, kept so that nobody counts it twice, and how does it compare?"""

import math
import statistics
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from rules import digests_slots as slots
from rules.digests import INDICATORS, Good, Measure, four_rates, measure
from rules.digests_counts import QUEUE_VIEW, Sums, added, count
from rules.digests_facts import CENTRE, Kind, Scope, Window
from rules.digests_scopes import Digest
from rules.digests_slots import DAY, Period
from rules.handbook import DigestRules

TREND_DAYS = 10
SOME_DAYS = 3  # with fewer nobody can say what is usual
STEADY = 0.02  # a value that hardly ever moves is not remarkable for moving by so much of itself
REMARKABLE = 1.5
AGENTS_KEPT = timedelta(days=40)  # so long people's own numbers can be asked for
TODAY_RESTS = timedelta(seconds=50)
OTHERS_REST = timedelta(minutes=10)
NIGHT_ENDS_AFTER = timedelta(hours=12)
# What a digest tells beside the four rates, in this order.
TOLD = (
    "calls_offered",
    "calls_answered",
    "calls_abandoned",
    "percent_abandoned",
    "service_level_sl3",
    "average_speed_of_answer",
    "average_handle_time",
    "after_call_work_time",
    "adherence",
    "percent_attendance",
    "first_call_resolution",
    "monitoring_score",
    "business_error_rate",
)
_OF_AN_HOUR = {
    name: QUEUE_VIEW[name]
    for name in ("offered", "answered", "abandoned", "answered_waits", "abandoned_waits", "answered_within")
}
HOURLY = ("calls_offered", "calls_answered", "calls_abandoned", "service_level_sl3")

Measures = Mapping[str, Measure]


class Hour(NamedTuple):
    """The calls that arrived in an hour."""

    begins_at: datetime
    measures: Measures


class Totals(NamedTuple):
    """What one scope came to; indicators without data are left out. Only the centre and queues have hours."""

    scope: Scope
    measures: Measures
    hours: Sequence[Hour] = ()


class Standing(NamedTuple):
    """Where a scope stands: its totals, `counted_at` that moment, beside what is wanted and what was before.

    `days` are the last ten, the newest last, with None where nothing was counted; `before` are earlier periods of the
    same length; `silent` are feeds that used to tell something and told nothing; `posted` is what was posted first.
    """

    period: Period
    scope: Scope
    totals: Totals | None
    counted_at: datetime | None
    targets: Mapping[str, float]
    days: Sequence[tuple[date, Measures | None]]
    before: Sequence[Measures]
    silent: Sequence[str]
    posted: Measures | None = None


class Change(NamedTuple):
    """An indicator that is not as usual; `better` is None where neither way is good."""

    key: str
    value: float
    usual: float
    better: bool | None
    weight: float


def told_keys(rules: DigestRules) -> tuple[str, ...]:
    """Everything that a digest tells, the four rates first (KP-02)."""
    return (*four_rates(rules), *TOLD)


def totals(digest: Digest, kinds: Iterable[Kind] = tuple(Kind)) -> list[Totals]:
    """Every scope of these kinds in a digest; the centre is always among them."""
    hours = _hours(digest, list(slots.intervals(digest.facts.window, 60)))
    scopes = [scope for kind in kinds for scope in digest.scopes(kind)]
    return [Totals(scope, with_data(digest.measures(scope)), hours.get(scope, ())) for scope in scopes]


def with_data(measures: Measures) -> dict[str, Measure]:
    return {key: m for key, m in measures.items() if _is_told(m)}


def measured(key: str, numerator: float, denominator: float | None, flags: Mapping[str, int]) -> Measure:
    """A measure from its two sums, as they were kept or added up."""
    indicator = INDICATORS[key]
    if denominator is None:
        return Measure(numerator, numerator, None, indicator.unit, flags)
    value = indicator.scale * numerator / denominator if denominator > 0 else None
    return Measure(value, numerator, denominator, indicator.unit, flags)


def together(some: Iterable[Measures]) -> dict[str, Measure]:
    """Several days as one: sums over sums, never a mean of means (domain.md 1.5)."""
    sums: dict[str, list[Measure]] = {}
    for measures in some:
        for key, m in measures.items():
            sums.setdefault(key, []).append(m)
    return {key: _sum(key, theirs) for key, theirs in sums.items()}


def usual(key: str, before: Iterable[Measures]) -> float | None:
    """What an indicator comes to on the days that tell it: a rate over all of them, a plain count a day."""
    known = [m for one in before if (m := one.get(key)) and m.value is not None]
    if not known:
        return None
    value = _sum(key, known).value
    assert value is not None, "what has a value has something to divide by"
    return value / len(known) if known[0].denominator is None else value


def changes(now: Measures, before: Sequence[Measures], keys: Sequence[str]) -> list[Change]:
    """What is least as usual, the most remarkable first, in numbers of its own usual spread."""
    found = [change for key in keys if (change := _change(key, now, before))]
    return sorted((one for one in found if one.weight >= REMARKABLE), key=lambda one: -one.weight)


def moved_most(change: Change, others: Iterable[Standing]) -> tuple[Scope, Change] | None:
    """Of several scopes the one that moved furthest the same way; only for teams, never for people (dignity)."""
    theirs = [
        (one.scope, other)
        for one in others
        if one.totals and (other := _change(change.key, one.totals.measures, one.before))
    ]
    same_way = [one for one in theirs if (one[1].value > one[1].usual) == (change.value > change.usual)]
    return max(same_way, key=lambda one: one[1].weight, default=None)


def is_met(key: str, value: float | None, target: float | None) -> bool | None:
    """Whether a value is as good as its target or better; None where one is missing or neither way is good."""
    good = INDICATORS[key].good
    if value is None or target is None or good is Good.NEITHER:
        return None
    return value >= target if good is Good.UP else value <= target


def days_to_count(
    marked: Mapping[date, bool], counted: Mapping[date, datetime], zone: ZoneInfo, now: datetime
) -> list[date]:
    """The day to count next, and the one before where a shift of its night may be meant; nothing when all is counted.

    `marked` are days of which something new was told, and whether of their mornings. A day that is not over is counted
    again as its time passes; so is yesterday, with its night, until noon. What nobody counted yet goes first, the
    newest before the others; what was counted rests a while.
    """
    today = now.astimezone(zone).date()
    never = [day for day in marked if day <= today and day not in counted]
    known = [day for day, at in counted.items() if day in marked or not is_over(day, at, zone)]
    rested = [day for day in known if now - counted[day] >= (TODAY_RESTS if day == today else OTHERS_REST)]
    following = max(never) if never else min(rested, key=lambda day: counted[day], default=None)
    if following is None:
        return []
    return [following, following - DAY] if marked.get(following) else [following]


def is_over(day: date, counted_at: datetime, zone: ZoneInfo) -> bool:
    """Whether a day was counted when its night shift had gone home."""
    return counted_at >= slots.day(day, zone).to_at + NIGHT_ENDS_AFTER


def _hours(digest: Digest, windows: Sequence[Window]) -> dict[Scope, list[Hour]]:
    """Hour by hour the calls of each queue, and of the centre, which is all of them."""
    begins = [window.from_at for window in windows if window.from_at < digest.facts.now]
    if not digest.is_heard or not begins:
        return {}
    found: dict[Scope, list[Sums]] = {}
    for queue, calls in digest.arrived.items():
        pieces = slots.by_piece(begins, calls, lambda call: call.arrived_at)
        found[Scope(Kind.QUEUE, queue)] = [count(some, _OF_AN_HOUR, digest.rules) for some in pieces]
    nothing = [count((), _OF_AN_HOUR, digest.rules) for _ in begins]
    found[CENTRE] = [added(some) for some in zip(nothing, *found.values(), strict=True)]
    return {
        scope: [_hour(at, sums) for at, sums in zip(begins, theirs, strict=True)] for scope, theirs in found.items()
    }


def _hour(begins_at: datetime, sums: Sums) -> Hour:
    return Hour(begins_at, measure([sums], HOURLY))


def _is_told(m: Measure) -> bool:
    return m.numerator is not None and (m.value is not None or m.denominator is not None)


def _sum(key: str, some: Sequence[Measure]) -> Measure:
    flags: dict[str, int] = {}
    for m in some:
        for flag, rows in m.flags.items():
            flags[flag] = flags.get(flag, 0) + rows
    above = sum(m.numerator or 0 for m in some)
    below = None if some[0].denominator is None else sum(m.denominator or 0 for m in some)
    return measured(key, above, below, flags)


def _change(key: str, now: Measures, before: Sequence[Measures]) -> Change | None:
    value = now[key].value if key in now else None
    known = [m.value for one in before if (m := one.get(key)) and m.value is not None]
    before_that = usual(key, before)
    if value is None or before_that is None or len(known) < SOME_DAYS:
        return None
    spread = max(statistics.pstdev(known), STEADY * abs(before_that))
    weight = abs(value - before_that) / spread if spread else (math.inf if value != before_that else 0)
    good = INDICATORS[key].good
    better = None if good is Good.NEITHER else (value > before_that) == (good is Good.UP)
    return Change(key, value, before_that, better, weight)
