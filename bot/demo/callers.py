"""Who calls the demo's floor: how many in an hour, how patient, and for how long?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import NamedTuple

HOUR_S = 3600
DAY_S = 24 * HOUR_S

# Calls an hour from the beginning of the floor's day on: before noon, after noon, and a night that is not dead. They
# are as many as the cast can serve, so the day is theirs and not that of the clock on the wall: whoever comes at
# midnight finds a floor in the middle of its day too.
AN_HOUR = (62, 88, 110, 138, 134, 119, 90, 88, 104, 109, 104, 88, 40, 22, 14, 10, 8, 8, 14, 12, 10, 10, 14, 30)


class Wave(NamedTuple):
    """So many times the usual number of calls, from a moment to another, in epoch seconds."""

    from_at: int
    to_at: int
    factor: float


@dataclass(frozen=True)
class Demand:
    """The shares of the queues, some moment at which the floor's day begins, and what is not as usual."""

    queues: Mapping[str, float]
    day_begins: int
    waves: Sequence[Wave] = ()

    def an_hour(self, queue: str, at: int) -> float:
        calls = AN_HOUR[(at - self.day_begins) % DAY_S // HOUR_S] * self.queues[queue]
        for wave in self.waves:
            if wave.from_at <= at < wave.to_at:
                calls *= wave.factor
        return calls

    def gap_s(self, queue: str, at: int, chance: Random) -> int:
        """Seconds until the next call: a Poisson process whose rate changes with the quarter of an hour."""
        next_at = float(at)
        while True:
            gap = chance.expovariate(self.an_hour(queue, int(next_at)) / HOUR_S)
            changes_at = next_at - next_at % 900 + 900
            if next_at + gap < changes_at:
                return int(next_at + gap) - at
            next_at = changes_at


def number(chance: Random) -> str:
    """Of nobody: no subscriber's number begins with a zero."""
    return f"07550{chance.randrange(10**7):07}"


def patience_s(chance: Random) -> int:
    return 4 + int(chance.expovariate(1 / 170))


def talk_s(chance: Random) -> int:
    """Lognormal: six minutes on average, half of them less than five."""
    return min(max(int(chance.lognormvariate(5.7, 0.65)), 12), HOUR_S)
