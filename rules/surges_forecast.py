"""How many calls are usual for a queue, interval by interval, and how much do they scatter? (domain.md 5.3)

Here are arrays: a row is a day on the wall's clock, a column an interval of it, nan what nobody knows.
"""

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from rules.handbook_surges import ForecastRules
from rules.surges import FEWEST_EXPECTED, Counted, Profile

DAY = timedelta(days=1)
WEEK = 7
SATURDAY = 5
WHOLE_DAY = 0.75  # of the intervals of the fullest one; a day that knows less is no measure of a day
# Neighbouring intervals are taken together, so that chance does not look like a pattern; which width serves a queue
# best is found on its own past, and so is whose days are alike.
WIDTHS = (timedelta(0), timedelta(minutes=25), timedelta(minutes=45), timedelta(minutes=75))
SCALES = (timedelta(0), timedelta(minutes=15), timedelta(minutes=30))
BUSY = 0.25  # of an ordinary interval: only there is it worth knowing how the counts scatter
OUTLIERS = 0.99
FEWEST_CELLS = 20
OVERSHOOT = 1.166  # Siegmund's correction: a score does not stop at the threshold but jumps past it

Array: TypeAlias = NDArray[np.float64]


@dataclass(frozen=True)
class History:
    """What came to one queue, day by day."""

    first_day: date
    interval: timedelta
    counts: Array

    def day(self, row: int) -> date:
        return self.first_day + row * DAY


@dataclass(frozen=True)
class _Candidate:
    """One way to tell what is usual: a curve for every day, the same at the day's level, and how wrong it was, at
    each of the scales."""

    curves: Array
    expected: Array
    errors: Sequence[Array]


@dataclass(frozen=True)
class _Days:
    """All days: their counts, weekdays, calls of an ordinary interval, those of the same weekday before them, and how
    many of the same weekday there are."""

    counts: Array
    weekdays: NDArray[np.int64]
    rates: Array
    usual_rates: Array
    weeks: NDArray[np.int64]


def history(counted: Iterable[Counted], interval: timedelta) -> History:
    """Counts by day and interval of the wall's clock; the hour that occurs twice in autumn is averaged."""
    everything = list(counted)
    ordinals = [one.at.toordinal() for one in everything]
    first = min(ordinals)
    calls = np.zeros((max(ordinals) - first + 1, DAY // interval))
    times = np.zeros_like(calls)
    rows = [ordinal - first for ordinal in ordinals]
    columns = [timedelta(hours=one.at.hour, minutes=one.at.minute) // interval for one in everything]
    np.add.at(calls, (rows, columns), [one.calls for one in everything])
    np.add.at(times, (rows, columns), 1)
    return History(date.fromordinal(first), interval, np.where(times > 0, calls / np.maximum(times, 1), np.nan))


def profile(past: History, rules: ForecastRules) -> Profile:
    """What is usual on the day after the last one of the history."""
    return profiles(past, rules, [len(past.counts)])[0]


def usual_on(day: date, counted: Iterable[Counted], rules: ForecastRules) -> Profile:
    """What is usual on a day, from the days before it; nobody may have called on the last of them."""
    past = history(counted, rules.interval)
    silent = np.full(((day - past.first_day).days - len(past.counts), past.counts.shape[1]), np.nan)
    return profile(History(past.first_day, past.interval, np.vstack([past.counts, silent])), rules)


def profiles(past: History, rules: ForecastRules, rows: Iterable[int]) -> list[Profile]:
    """What was usual on each of these days, from nothing but the days before it; the row after the last one is the
    day to come."""
    days = _days(past, rules)
    candidates = [_candidate(days, shape, past.interval, rules) for shape in _shapes(days, past.interval, rules)]
    return [_profile(past, days, candidates, row, rules) for row in rows]


def _days(past: History, rules: ForecastRules) -> _Days:
    counts = np.vstack([past.counts, np.full((1, past.counts.shape[1]), np.nan)])
    known = np.isfinite(counts).sum(1)
    fullest = np.nanmax(np.vstack([known[None, :], _weeks_back(known.astype(float), rules.weeks)]), axis=0)
    calls = np.nansum(counts, 1)
    whole = (known >= WHOLE_DAY * fullest) & (calls > 0)
    rates = np.where(whole, calls / np.maximum(known, 1), np.nan)
    before = _weeks_back(rates, rules.weeks)
    weekdays = np.array([past.day(row).weekday() for row in range(len(counts))])
    return _Days(counts, weekdays, rates, _middle(before), np.isfinite(before).sum(0))


def _shapes(days: _Days, interval: timedelta, rules: ForecastRules) -> Iterator[Array]:
    """The course of a day, from the same weekday, from days of work or days off, or from all days of each week."""
    weekend = days.weekdays >= SATURDAY
    for width in sorted({_odd(width // interval) for width in WIDTHS}):
        shape = _smoothed(days.counts, width) / days.rates[:, None]
        work = _weeks_back(_week(np.where(weekend[:, None], np.nan, shape)), rules.weeks, WEEK - 1)
        off = _weeks_back(_week(np.where(weekend[:, None], shape, np.nan)), rules.weeks, WEEK - 1)
        yield _middle(_weeks_back(shape, rules.weeks))
        yield _middle(np.where(weekend[:, None], off, work))
        yield _middle(_weeks_back(_week(shape), rules.weeks, WEEK - 1))


def _candidate(days: _Days, shape: Array, interval: timedelta, rules: ForecastRules) -> _Candidate:
    curves = shape * days.usual_rates[:, None]
    expected = np.maximum(curves * _levels(days.counts, curves, interval, rules), FEWEST_EXPECTED)
    scales = sorted({max(1, scale // interval) for scale in SCALES})
    learned = np.where(_ordinary(days.counts, curves, rules)[:, None], days.counts, np.nan)
    return _Candidate(curves, expected, [_errors(learned, expected, scale) for scale in scales])


def _ordinary(counts: Array, curves: Array, rules: ForecastRules) -> NDArray[np.bool_]:
    """Days no further from what is usual than a day may be; a holiday teaches nothing about ordinary scatter."""
    known = np.isfinite(counts + curves)
    came, usual = (np.where(known, amounts, 0.0).sum(1) for amounts in (counts, curves))
    return (came >= rules.level_at_least * usual) & (came <= rules.level_at_most * usual)


def _levels(counts: Array, curves: Array, interval: timedelta, rules: ForecastRules) -> Array:
    """How busy each day was at each moment against what is usual; `surges.forecast` says the same of one moment."""
    lag, window = rules.level_lag // interval, rules.level_window // interval
    known = np.isfinite(counts + curves)
    slots = np.arange(counts.shape[1])
    last, first = np.maximum(slots - lag, 0), np.maximum(slots - lag - window, 0)

    def within(amounts: Array) -> Array:
        sums = np.pad(np.cumsum(np.where(known, amounts, 0.0), axis=1), ((0, 0), (1, 0)))
        return sums[:, last] - sums[:, first]

    filled = np.isfinite(curves).sum(1)
    weight = (np.nansum(curves, 1) / np.maximum(filled, 1) * (rules.level_weight / interval))[:, None]
    level = (weight + within(counts)) / np.where(weight > 0, weight + within(curves), 1.0)
    return np.where(weight > 0, np.clip(level, rules.level_at_least, rules.level_at_most), 1.0)


def _errors(counts: Array, expected: Array, scale: int) -> Array:
    """Squared error over expectation, so many intervals taken together; 1 on average where only chance is at work."""
    cells = counts.shape[1] // scale * scale
    known = np.isfinite(counts + expected)

    def together(amounts: Array) -> Array:
        return np.where(known, amounts, 0.0)[:, :cells].reshape(len(amounts), -1, scale).sum(2)

    came, wanted = together(counts), together(expected)
    ordinary = together(expected).sum(1) / np.maximum((wanted > 0).sum(1), 1)
    busy = (wanted > 0) & (wanted >= BUSY * ordinary[:, None])
    return np.where(busy, (came - wanted) ** 2 / np.where(busy, wanted, 1.0), np.nan)


def _profile(past: History, days: _Days, candidates: list[_Candidate], row: int, rules: ForecastRules) -> Profile:
    spans = _learned_from(days, row, rules)
    scatter = [max(_scatter(errors[spans]) for errors in one.errors) for one in candidates]
    best = int(np.argmin(scatter))
    dispersion = max(1.0, scatter[best]) if math.isfinite(scatter[best]) else math.nan
    return Profile(
        day=past.day(row),
        interval=past.interval,
        expected=tuple(candidates[best].curves[row].tolist()),
        weeks=int(days.weeks[row]),
        dispersion=dispersion,
        threshold=_threshold(candidates[best].expected[max(0, row - WEEK) : row], dispersion, rules),
    )


def _learned_from(days: _Days, row: int, rules: ForecastRules) -> NDArray[np.int64]:
    """The days whose errors tell the scatter: those with enough weeks before them, or what there is."""
    rows = np.arange(max(0, row - rules.dispersion_days), row)
    enough = rows[days.weeks[rows] >= rules.weeks_at_least]
    return enough if len(enough) >= WEEK - 2 else rows


def _scatter(errors: Array) -> float:
    """Their mean, without letting a few surges of the past speak too loud; infinite where too little is known."""
    known = errors[np.isfinite(errors)]
    if len(known) < FEWEST_CELLS:
        return math.inf
    return float(np.minimum(known, np.quantile(known, OUTLIERS)).mean())


def _threshold(week: Array, dispersion: float, rules: ForecastRules) -> float:
    """The score that chance passes as often as the site accepts: by the run length of a CUSUM (Siegmund 1985)."""
    expected = week[np.isfinite(week)]
    if not math.isfinite(dispersion) or not expected.sum():
        return float(rules.threshold_at_most)
    rise = math.log(rules.surge)
    falls = expected.sum() * (rules.surge - 1 - rise) / dispersion / rules.false_alarms_per_week
    reached = 1.0
    for _ in range(30):
        reached = math.log(falls + reached + 1)
    step = rise * math.sqrt((expected**2).sum() / expected.sum() / dispersion)
    return min(rules.threshold_at_most, max(rules.threshold_at_least, reached - OVERSHOOT * step))


def _weeks_back(values: Array, weeks: int, later: int = 0) -> Array:
    """What stood one week before each day, two weeks, and so on; `later` so many days after that."""
    back = np.full((weeks, *values.shape), np.nan)
    for week in range(1, weeks + 1):
        shift = WEEK * week - later
        back[week - 1, shift:] = values[: max(0, len(values) - shift)]
    return back


def _week(values: Array) -> Array:
    """The mean of each day and the six before it, as far as they are known."""
    known = np.isfinite(values)

    def seven(amounts: Array) -> Array:
        sums = np.cumsum(amounts, axis=0)
        sums[WEEK:] = sums[WEEK:] - sums[:-WEEK].copy()
        return sums

    return _over(seven(np.where(known, values, 0.0)), seven(known.astype(float)))


def _smoothed(counts: Array, width: int) -> Array:
    """The mean over so many neighbours, as far as they are known, where the interval itself is."""
    known = np.isfinite(counts)

    def near(amounts: Array) -> Array:
        sums = np.cumsum(np.pad(amounts, ((0, 0), (width // 2 + 1, width // 2))), axis=1)
        return sums[:, width:] - sums[:, :-width]

    return np.where(known, _over(near(np.where(known, counts, 0.0)), near(known.astype(float))), np.nan)


def _middle(values: Array) -> Array:
    """The mean without the least and the greatest where five or more are known, else the median."""
    ordered = np.sort(values, axis=0)
    known = np.isfinite(values).sum(0)
    low, high = (
        np.take_along_axis(ordered, np.maximum(index, 0)[None], 0)[0] for index in ((known - 1) // 2, known // 2)
    )
    inner = np.nansum(ordered, 0) - ordered[0] - np.take_along_axis(ordered, np.maximum(known - 1, 0)[None], 0)[0]
    median = np.where(known > 0, (low + high) / 2, np.nan)
    return np.where(known >= 5, inner / np.maximum(known - 2, 1), median)


def _over(sums: Array, times: Array) -> Array:
    return np.where(times > 0.5, sums / np.maximum(times, 1), np.nan)


def _odd(width: int) -> int:
    return max(1, width + (width % 2 == 0))
