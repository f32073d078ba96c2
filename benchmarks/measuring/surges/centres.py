"""What comes to a contact centre in twelve weeks? As many centres as wanted, each with a calendar of its own."""

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
from numpy.random import Generator

from rules.surges_forecast import Array, History

WEEKS = 12
MONDAY = date(2026, 1, 5)
MINUTE = timedelta(minutes=1)


@dataclass(frozen=True)
class Centre:
    """A kind of centre: calls of an ordinary interval, its length, and how restless it is: the spread of its days, of
    its hours, and of each interval beyond chance, as shares."""

    calls: float
    minutes: int = 5
    days: float = 0.0
    hours: float = 0.0
    bursts: float = 0.0
    night: bool = False


QUIET = {
    "6 in 5 min": Centre(6),
    "8 in 5 min": Centre(8, days=0.05),
    "12 in 5 min": Centre(12, days=0.05, hours=0.03),
    "20 in 5 min, day and night": Centre(20, days=0.05, hours=0.03, night=True),
    "60 in 5 min": Centre(60, days=0.06, hours=0.04),
    "200 in 5 min": Centre(200, days=0.06, hours=0.04),
    "20 in 10 min": Centre(20, minutes=10, days=0.05, hours=0.03),
    "40 in 15 min": Centre(40, minutes=15, days=0.05, hours=0.03),
    "90 in 30 min, day and night": Centre(90, minutes=30, days=0.05, hours=0.03, night=True),
}
RESTLESS = {"20 in 5 min, restless": Centre(20, days=0.15, hours=0.12, bursts=0.03)}


def weeks(centre: Centre, seed: int) -> History:
    """Opening hours, peaks, weekdays and a holiday are drawn by the seed; nothing is but what was drawn."""
    chance = np.random.default_rng(seed)
    slots = 24 * 60 // centre.minutes
    course = _course(centre, chance, slots)
    weekdays = np.concatenate([chance.uniform(0.85, 1.2, 5), chance.choice([[0.0, 0.0], [0.6, 0.0], [0.7, 0.5]])])
    if centre.night:
        weekdays[5:] = chance.uniform(0.5, 0.9, 2)
    level = np.tile(weekdays, WEEKS) * np.exp(chance.normal(0, centre.days, 7 * WEEKS))
    level[chance.integers(7 * WEEKS)] *= 0.4
    rates = centre.calls * level[:, None] * course[None, :] * _weather(centre, chance, slots)
    bursts = chance.gamma(1 / centre.bursts, centre.bursts, rates.shape) if centre.bursts else 1.0
    counts = np.where(rates > 0, chance.poisson(rates * bursts), np.nan)
    return History(MONDAY, centre.minutes * MINUTE, counts)


def _course(centre: Centre, chance: Generator, slots: int) -> Array:
    """One or two peaks over a floor; an ordinary interval is 1. Nothing where it is closed."""
    hours = (np.arange(slots) + 0.5) * 24 / slots
    peaks = [(chance.uniform(9, 11.5), chance.uniform(1.2, 3), 1.0)]
    if chance.random() < 0.8:
        peaks.append((chance.uniform(14, 18), chance.uniform(1.2, 3), chance.uniform(0.4, 1)))
    course = chance.uniform(0.3, 0.8) + sum(
        height * np.exp(-0.5 * ((hours - at) / width) ** 2) for at, width, height in peaks
    )
    if centre.night:
        course = course - 0.8 * course.min()
        return course / course.mean()
    is_open = (hours > chance.integers(6, 10)) & (hours < chance.integers(18, 23))
    return np.where(is_open, course / course[is_open].mean(), 0.0)


def _weather(centre: Centre, chance: Generator, slots: int) -> Array:
    """What drifts from hour to hour and belongs to no calendar."""
    keeps = np.exp(-centre.minutes / 60)
    drift = np.zeros((7 * WEEKS, slots))
    for slot in range(1, slots):
        fresh = chance.normal(0, centre.hours * np.sqrt(1 - keeps**2), 7 * WEEKS)
        drift[:, slot] = keeps * drift[:, slot - 1] + fresh
    return np.exp(drift)
