"""How many agents does this traffic need, and what do callers get from those who are there? (domain.md 6)"""

import math
from dataclasses import dataclass
from datetime import timedelta

STEPS = 60  # pairs of them, of Simpson's rule, in each span
NOBODY_WAITS = 1e-100
NEGLIGIBLE = 40.0  # e to the minus this adds nothing to a double


@dataclass(frozen=True)
class Traffic:
    """What comes in: calls a second, handling time, and how long callers wait before they hang up, on average;
    no patience means that nobody ever does."""

    calls_per_s: float
    aht_s: float
    patience_s: float | None = None

    @property
    def load(self) -> float:
        """Offered load in Erlang: the agents who would be busy if nobody had to wait."""
        return self.calls_per_s * self.aht_s


@dataclass(frozen=True)
class Service:
    """What callers get: shares of 1; waits in seconds over all calls, infinite where the line grows without end."""

    waiting: float
    service_level: float
    wait_s: float
    abandoned: float
    occupancy: float


@dataclass(frozen=True)
class Reinforcement:
    """So many more agents, for so long, would bring the goal back; everything that this supposes stands beside it."""

    more: int
    needed: int
    agents: int
    lasts: timedelta
    goal: float
    within_s: float
    backlog: int
    traffic: Traffic


def erlang_b(load: float, agents: int) -> float:
    """The share of calls that find every agent busy where nobody can wait."""
    blocked = 1.0
    for busy in range(1, agents + 1):
        blocked = load * blocked / (busy + load * blocked)
    return blocked


def erlang_c(load: float, agents: int) -> float:
    """The share of calls that have to wait where everybody does; all of them once the load reaches the agents."""
    if load >= agents:
        return 1.0
    blocked = erlang_b(load, agents)
    return agents * blocked / (agents - load * (1 - blocked))


def service(traffic: Traffic, agents: int, within_s: float) -> Service:
    """What callers get who wait for ever (Erlang C), or who hang up after a patience of their own (Erlang A)."""
    if traffic.load <= 0:
        return Service(0.0, 1.0, 0.0, 0.0, 0.0)
    if agents <= 0:
        return _nobody_there(traffic)
    if traffic.patience_s is None:
        return _patient(traffic, agents, within_s)
    return _impatient(traffic, traffic.patience_s, agents, within_s)


def agents_needed(traffic: Traffic, goal: float, within_s: float, occupancy_at_most: float = 1.0) -> int:
    """The fewest agents who answer a share of `goal` within the time, and are no busier than that; none for no calls.

    Raises ValueError for a goal of 1 or more, which no number of agents can promise.
    """
    if not 0 <= goal < 1 or not 0 < occupancy_at_most <= 1:
        raise ValueError("a goal is a share below 1, an occupancy one of at most 1")
    if traffic.load <= 0:
        return 0
    too_few, enough, step = 0, max(1, math.ceil(traffic.load)), 1
    while not _is_enough(traffic, enough, goal, within_s, occupancy_at_most):
        too_few, enough, step = enough, enough + step, 2 * step
    while enough - too_few > 1:
        middle = (too_few + enough) // 2
        if _is_enough(traffic, middle, goal, within_s, occupancy_at_most):
            enough = middle
        else:
            too_few = middle
    return enough


def reinforcement(
    traffic: Traffic, agents: int, backlog: int, goal: float, within_s: float, lasts: timedelta
) -> Reinforcement:
    """Who is missing to bring the goal back; those who wait now are spread over the time, like calls on top."""
    on_top = Traffic(traffic.calls_per_s + backlog / lasts.total_seconds(), traffic.aht_s, traffic.patience_s)
    needed = agents_needed(on_top, goal, within_s)
    return Reinforcement(max(0, needed - agents), needed, agents, lasts, goal, within_s, backlog, traffic)


def agents_to_roster(seated: int, shrinkage: float) -> int:
    """How many must be planned so that so many sit there; a share of `shrinkage` is elsewhere."""
    return math.ceil(round(seated / (1 - shrinkage), 9))


def patience_s(waited_s: float, abandoned: int) -> float | None:
    """Mean patience: all the time that callers waited, over how many gave up; unknown while nobody did."""
    return waited_s / abandoned if abandoned and waited_s > 0 else None


def _is_enough(traffic: Traffic, agents: int, goal: float, within_s: float, occupancy_at_most: float) -> bool:
    got = service(traffic, agents, within_s)
    return got.service_level >= goal and got.occupancy <= occupancy_at_most


def _nobody_there(traffic: Traffic) -> Service:
    if traffic.patience_s is None:
        return Service(1.0, 0.0, math.inf, 0.0, 1.0)
    return Service(1.0, 0.0, traffic.patience_s, 1.0, 1.0)


def _patient(traffic: Traffic, agents: int, within_s: float) -> Service:
    free = agents - traffic.load
    if free <= 0:
        return Service(1.0, 0.0, math.inf, 0.0, 1.0)
    waiting = erlang_c(traffic.load, agents)
    late = waiting * math.exp(-free * within_s / traffic.aht_s)
    return Service(waiting, 1 - late, waiting * traffic.aht_s / free, 0.0, traffic.load / agents)


def _impatient(traffic: Traffic, patience: float, agents: int, within_s: float) -> Service:
    """Erlang A, by the wait that a caller of endless patience would have (Mandelbaum and Zeltyn 2005)."""
    blocked = erlang_b(traffic.load, agents - 1)
    if blocked < NOBODY_WAITS:
        return Service(0.0, 1.0, 0.0, 0.0, traffic.load / agents)
    wait = _Wait(traffic.calls_per_s, agents / traffic.aht_s, patience)
    soon, late, later = (wait.between(*span) for span in wait.spans(within_s))
    waited_for = soon.any + late.any + later.any
    at_once = math.exp(-math.log(blocked) - wait.top) / traffic.calls_per_s
    whole = at_once + waited_for
    wait_s = (soon.waited + late.waited + later.waited) / whole
    lost = wait_s / patience
    return Service(
        waiting=waited_for / whole,
        service_level=(at_once + soon.stayed) / whole,
        wait_s=wait_s,
        abandoned=lost,
        occupancy=min(1.0, traffic.load * (1 - lost) / agents),
    )


@dataclass(frozen=True)
class _Part:
    """Callers whose wait would end in a stretch of time: all, those who stay for it, and the seconds all wait."""

    any: float
    stayed: float
    waited: float


class _Wait:
    """The density of the wait before an agent is free, but for a factor, and scaled by its greatest value, so that
    hundreds of agents overflow nothing."""

    def __init__(self, calls_per_s: float, calls_out_per_s: float, patience: float) -> None:
        self._rate, self._drain, self._patience = calls_per_s, calls_out_per_s, patience
        self.top = 0.0
        peak = patience * math.log(calls_per_s / calls_out_per_s) if calls_per_s > calls_out_per_s else 0.0
        self.top = self._exponent(peak)
        self.end = self._where_nothing_is_left(peak)

    def spans(self, within_s: float) -> list[tuple[float, float]]:
        """In time, and after it; the long tail apart, so that the steps are short where nearly everything is."""
        in_time = min(within_s, self.end)
        front = in_time + (self.end - in_time) / 6
        return [(0.0, in_time), (in_time, front), (front, self.end)]

    def between(self, begins: float, ends: float) -> _Part:
        """By Simpson's rule."""
        step, crowd = (ends - begins) / (2 * STEPS), self._rate * self._patience
        everybody = stayed = waited = 0.0
        for number in range(2 * STEPS + 1):
            t = begins + number * step
            weight = 1 if number in (0, 2 * STEPS) else 4 if number % 2 else 2
            patient = math.exp(-t / self._patience)
            here = weight * math.exp(crowd * (1 - patient) - self._drain * t - self.top) * step / 3
            everybody, stayed = everybody + here, stayed + here * patient
            waited += here * (1 - patient) * self._patience
        return _Part(everybody, stayed, waited)

    def _exponent(self, t: float) -> float:
        return -self._rate * self._patience * math.expm1(-t / self._patience) - self._drain * t - self.top

    def _where_nothing_is_left(self, peak: float) -> float:
        beyond = 1.0
        while self._exponent(peak + beyond) > -NEGLIGIBLE:
            beyond *= 2
        before = 0.0
        while beyond - before > 0.01 * beyond:
            middle = (before + beyond) / 2
            if self._exponent(peak + middle) > -NEGLIGIBLE:
                before = middle
            else:
                beyond = middle
        return peak + beyond
