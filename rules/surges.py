"""What is a surge: what came, what was to be expected, what callers feel, and how far the floor has been raised?"""

import json
import math
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import NamedTuple

from rules.handbook_surges import ForecastRules

CALM, HIGHEST = 0, 3
FEWEST_EXPECTED = 0.1  # a queue that was silent for weeks may still be called once


class Counted(NamedTuple):
    """Calls that arrived in the interval that begins at `at`, a moment on the site's clock."""

    at: datetime
    calls: float


@dataclass(frozen=True)
class Interval:
    """What came to one queue in [from_at, to_at), and when its feed was last heard of; None where nobody can know."""

    from_at: datetime
    to_at: datetime
    calls: float
    heard_at: datetime | None = None


@dataclass(frozen=True)
class Profile:
    """What is usual for a queue on one day, interval by interval from midnight on the wall's clock; nan where nothing
    is known. `weeks` is how many of the same weekday it stands on, `dispersion` how many times more the counts scatter
    than chance alone would have it, `threshold` the score above which they are an advice."""

    day: date
    interval: timedelta
    expected: tuple[float, ...]
    weeks: int
    dispersion: float
    threshold: float

    @property
    def usual(self) -> float:
        """Calls of an ordinary interval of this day."""
        known = [one for one in self.expected if not math.isnan(one)]
        return sum(known) / len(known) if known else 0.0


@dataclass(frozen=True)
class Forecast:
    """How many calls are to be expected in one interval; nan where nothing is known."""

    calls: float
    dispersion: float
    threshold: float
    weeks: int


@dataclass(frozen=True)
class Impact:
    """What callers feel. `in_time` of `decided` calls were answered within the time; None is what nobody measures.

    `projected` is the service level to come, `missing` the agents who would bring it back, `obtainable` those whom
    level 2 can still find.
    """

    in_time: int
    decided: int
    oldest_wait_s: float
    waiting: int
    agents: int | None = None
    projected: float | None = None
    missing: int | None = None
    obtainable: int | None = None

    @property
    def service_level(self) -> float | None:
        return self.in_time / self.decided if self.decided else None


@dataclass(frozen=True)
class Run:
    """The stretch in which more came than expected, up to now."""

    from_at: datetime
    to_at: datetime
    calls: float
    expected: float


@dataclass(frozen=True)
class State:
    """What is remembered of a queue from one evaluation to the next."""

    score: float = 0.0
    run: Run | None = None
    level: int = CALM
    level_since: datetime | None = None
    advised_since: datetime | None = None
    acted_at: datetime | None = None
    ordered_by: str | None = None
    critical_in_a_row: int = 0
    clear_in_a_row: int = 0
    cools_until: datetime | None = None
    seen_to: datetime | None = None

    @property
    def is_open(self) -> bool:
        """A surge was noticed and is not over."""
        return self.level > CALM or self.advised_since is not None


class Why(StrEnum):
    """What speaks for a decision, or against deciding."""

    INTERVAL = "interval"  # calls in the interval, calls expected
    VOLUME = "volume"  # calls since more came than expected, calls expected since then
    SERVICE_LEVEL = "service_level"
    OLDEST_WAIT = "oldest_wait"
    WAITING = "waiting"
    PROJECTED = "projected"
    MISSING = "missing"
    COOLING = "cooling"  # a surge has just ended
    SILENT = "silent"  # the feed says nothing: nothing is judged
    TOO_LITTLE_HISTORY = "too_little_history"  # weeks known, weeks needed: only what callers feel is judged


@dataclass(frozen=True)
class Reason:
    """One fact and what it was held against; `lasts` is the time that it covers."""

    why: Why
    found: float
    against: float
    lasts: timedelta = timedelta(0)


@dataclass(frozen=True)
class Decision:
    """What follows from one evaluation. `is_new` says that a surge was noticed just now; `advised` that the counts
    alone speak for one."""

    at: datetime
    was: int
    level: int
    advised: bool
    is_new: bool
    reasons: tuple[Reason, ...]


def forecast(profile: Profile, today: Sequence[float], slot: int, rules: ForecastRules) -> Forecast:
    """What is to be expected in an interval, from what is usual and from how busy this day is.

    `today` is what came so far, from midnight, nan where nothing is known; what is younger than the lag has no say.
    """
    lag, window = rules.level_lag // profile.interval, rules.level_window // profile.interval
    came = expected = 0.0
    for index in range(max(0, slot - lag - window), max(0, min(slot - lag, len(today)))):
        if not math.isnan(today[index] + profile.expected[index]):
            came += today[index]
            expected += profile.expected[index]
    weight = profile.usual * (rules.level_weight / profile.interval)
    level = (weight + came) / (weight + expected) if weight else 1.0
    level = min(rules.level_at_most, max(rules.level_at_least, level))
    calls = profile.expected[slot] * level
    calls = calls if math.isnan(calls) else max(FEWEST_EXPECTED, calls)
    return Forecast(calls, profile.dispersion, profile.threshold, profile.weeks)


def order(state: State, level: int, by: str, now: datetime, cool_down: timedelta) -> State:
    """A person raises or lowers at once, whatever the numbers say; every order has a name."""
    assert CALM <= level <= HIGHEST
    assert by
    if level == CALM:
        return ended(state, now, cool_down)
    return replace(
        state, level=level, level_since=now, acted_at=None, ordered_by=by, critical_in_a_row=0, clear_in_a_row=0
    )


def ended(state: State, now: datetime, cool_down: timedelta) -> State:
    return State(score=state.score, run=state.run, cools_until=now + cool_down, seen_to=state.seen_to)


def written(state: State) -> str:
    """A state as text, so that a restart goes on from here."""
    return json.dumps(asdict(state), default=datetime.isoformat)


def read_back(text: str) -> State:
    told = json.loads(text)
    for name in ("level_since", "advised_since", "acted_at", "cools_until", "seen_to"):
        told[name] = _moment(told[name])
    if told["run"]:
        run = told["run"]
        begins, ends = datetime.fromisoformat(run["from_at"]), datetime.fromisoformat(run["to_at"])
        told["run"] = Run(begins, ends, run["calls"], run["expected"])
    return State(**told)


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
