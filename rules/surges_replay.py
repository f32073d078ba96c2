"""How would the surge watch have done? Stored days are replayed as they were, and again with surges put in."""

import math
import statistics
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta
from typing import TypeAlias

import numpy as np

from rules.handbook_surges import ForecastRules, SurgeRules
from rules.surges import Forecast, Interval, Profile, State, forecast
from rules.surges_forecast import History, profiles
from rules.surges_watch import Watched, watch

SURGES = 400
MARKS = (20, 45, 60)  # minutes after which a surge should have been noticed
LATEST = timedelta(minutes=MARKS[-1])
ENOUGH = 6.0  # calls in an interval: where fewer come, chance hides a surge from any rule (domain.md 5.4)
HALF = 0.5  # of an ordinary interval: where a queue never has enough calls, the surge comes when it has most
MINUTE = timedelta(minutes=1)

# What is held against what was expected, at the end of an interval: the watch, or another rule to compare it with.
Look: TypeAlias = Callable[[State, Interval, Forecast, datetime], Watched]


@dataclass(frozen=True)
class Surge:
    """So many times the calls that were to be expected, for so long."""

    factor: float
    lasts: timedelta


@dataclass(frozen=True)
class Score:
    """How the watch did: `delays` are minutes from the onset to the end of the interval that gave it away, of the
    surges noticed within an hour; `flaps` how often one of them was noticed anew, at most."""

    weeks: float
    false_alarms: int
    surges: int
    delays: tuple[float, ...]
    flaps: int

    @property
    def false_alarms_per_week(self) -> float:
        return self.false_alarms / self.weeks

    def within(self, minutes: int) -> float | None:
        """The share of the surges that were noticed within so many minutes."""
        return sum(delay <= minutes for delay in self.delays) / self.surges if self.surges else None

    @property
    def median_delay(self) -> float | None:
        return statistics.median(self.delays) if self.delays else None

    @property
    def p90_delay(self) -> float | None:
        ordered = sorted(self.delays)
        return ordered[math.ceil(0.9 * len(ordered)) - 1] if ordered else None


@dataclass(frozen=True)
class _Day:
    """One day of the history with what was expected of it, and the state of the watch before each interval."""

    profile: Profile
    counts: Sequence[float]
    forecasts: Mapping[int, Forecast]
    before: Mapping[int, State]
    noticed: int

    def begins(self, slot: int) -> datetime:
        """The wall's clock, taken for UTC: nothing here depends on the zone."""
        return datetime.combine(self.profile.day, time(0), UTC) + slot * self.profile.interval


def replay(
    past: History,
    rules: SurgeRules,
    surge: Surge | None,
    seed: int,
    step: Callable[[int], None],
    look: Look | None = None,
) -> Score | None:
    """The score of the watch on this history; None where no day has enough history before it.

    Every surge begins at a random moment of an ordinary day while nothing is going on; the same seed, the same surges.
    """
    look = look or (lambda state, interval, expected, now: watch(state, interval, expected, None, rules, now))
    days = list(_untouched(past, rules, look, step))
    if not days:
        return None
    found = list(_surges(days, rules, surge, seed, look, step)) if surge else []
    noticed = [minutes for minutes in found if minutes]
    weeks = ((days[-1].profile.day - days[0].profile.day).days + 1) / 7
    return Score(
        weeks=weeks,
        false_alarms=sum(day.noticed for day in days),
        surges=len(found),
        delays=tuple(minutes[0] for minutes in noticed if minutes[0] <= MARKS[-1]),
        flaps=max((len(minutes) - 1 for minutes in noticed), default=0),
    )


def _usual(past: History, rules: ForecastRules) -> Iterator[tuple[int, Profile]]:
    """The days of which anything is known, with enough history before them."""
    known = [row for row in range(len(past.counts)) if np.isfinite(past.counts[row]).any()]
    for row, one in zip(known, profiles(past, rules, known), strict=True):
        if one.weeks >= rules.weeks_at_least and math.isfinite(one.dispersion):
            yield row, one


def _untouched(past: History, rules: SurgeRules, look: Look, step: Callable[[int], None]) -> Iterator[_Day]:
    state = State()
    for row, profile in _usual(past, rules.forecast):
        counts: list[float] = past.counts[row].tolist()
        forecasts: dict[int, Forecast] = {}
        before: dict[int, State] = {}
        noticed = 0
        day = _Day(profile, counts, forecasts, before, noticed)
        for slot in _known_slots(day):
            before[slot], forecasts[slot] = state, forecast(profile, counts, slot, rules.forecast)
            state, is_new = _evaluate(day, state, slot, counts, forecasts[slot], look)
            noticed += is_new
        step(1)
        yield replace(day, noticed=noticed)


def _surges(
    days: Sequence[_Day], rules: SurgeRules, surge: Surge, seed: int, look: Look, step: Callable[[int], None]
) -> Iterator[list[float]]:
    """When each surge was noticed, in minutes after its onset: once, never, or more than once."""
    chance = np.random.default_rng(seed)
    starts = _starts(days, surge, ENOUGH, 0) or _starts(days, surge, 0, HALF)
    for index in chance.integers(len(starts), size=SURGES) if starts else ():
        day, onset = starts[index]
        yield _noticed(day, onset, surge, chance, rules, look)
        step(1)


def _noticed(
    day: _Day, onset: int, surge: Surge, chance: np.random.Generator, rules: SurgeRules, look: Look
) -> list[float]:
    interval = day.profile.interval
    last = onset + math.ceil(surge.lasts / interval)
    counts = list(day.counts)
    for slot in range(onset, last):
        counts[slot] += chance.poisson((surge.factor - 1) * day.forecasts[slot].calls)
    state = day.before[onset]
    found: list[float] = []
    until = onset + math.ceil((max(surge.lasts, LATEST) + rules.cool_down) / interval)
    for slot in (one for one in day.before if onset <= one < until):
        expected = forecast(day.profile, counts, slot, rules.forecast)
        state, is_new = _evaluate(day, state, slot, counts, expected, look)
        if is_new:
            found.append((slot + 1 - onset) * interval / MINUTE)
    return found


def _starts(days: Sequence[_Day], surge: Surge, calls: float, share: float) -> list[tuple[_Day, int]]:
    """Where so many calls are expected, or such a share of an ordinary interval's."""
    return [(day, slot) for day in days for slot in _may_begin(day, surge, calls or share * day.profile.usual)]


def _may_begin(day: _Day, surge: Surge, least: float) -> Iterator[int]:
    """Where enough calls come, the whole surge fits into the day, and nothing is going on."""
    lasts = math.ceil(surge.lasts / day.profile.interval)
    for slot, before in day.before.items():
        whole = all(one in day.before for one in range(slot, slot + lasts))
        if whole and day.forecasts[slot].calls >= least and not before.is_open:
            yield slot


def _evaluate(
    day: _Day, state: State, slot: int, counts: Sequence[float], expected: Forecast, look: Look
) -> tuple[State, bool]:
    ends = day.begins(slot + 1)
    after, decision = look(state, Interval(day.begins(slot), ends, counts[slot]), expected, ends)
    return after, decision.is_new


def _known_slots(day: _Day) -> Iterator[int]:
    for slot, (calls, expected) in enumerate(zip(day.counts, day.profile.expected, strict=True)):
        if math.isfinite(calls + expected):
            yield slot
