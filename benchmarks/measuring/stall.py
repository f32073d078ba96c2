"""Does a `/break` wait while the house counts days of a phone system?

One server and one database a round: the same load twice, once alone and once while days are counted in the other
process, in turns first and second. The load comes at a moderate, steady rate, whether or not others have been
answered, so that what is slow is a stall and no queue. One of each team goes out, looks, and comes back, then the next.
"""

import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, date, datetime
from statistics import median, quantiles
from typing import Any

from measuring.child import child
from measuring.databases import Store
from measuring.digests_day import FLOOR, SCOPES, SITE, days_before, hear, mark
from measuring.floor import settle
from measuring.turns import Bench, Press
from rules import digests_slots as slots
from rules.digests_slots import Period
from storage import digests_counts, digests_days, digests_marks, runs
from storage.database import Database, Session, open_database

RATE = 50  # presses a second
TEXTS = ("", "status", "back")
OUT_EACH = 4  # of each team, in each of the two loads: 1,200 presses
DAYS = 14
MUST = 1.5
LOOK_S = 0.2
PATIENCE_S = 300

Counted = Mapping[Period, datetime]


@dataclass(frozen=True)
class Part:
    """The ack times in seconds of one load."""

    times: Sequence[float]

    @property
    def p99(self) -> float:
        return quantiles(self.times, n=100)[98]


@dataclass(frozen=True)
class Round:
    """The same load alone and while days were counted."""

    alone: Part
    counting: Part
    day_s: float  # how long a day took to be counted

    @property
    def ratio(self) -> float:
        return self.counting.p99 / self.alone.p99

    def __str__(self) -> str:
        alone, counting = (f"{1000 * part.p99:4.0f} ms of {len(part.times)}" for part in (self.alone, self.counting))
        return f"p99 alone {alone}, counting {counting}, ratio {self.ratio:.2f}; {self.day_s:.1f} s a day"


class Counting:
    """A server with its house, of which the database is looked at from outside."""

    def __init__(self, bench: Bench, port: object, database: Database) -> None:
        self._bench = bench
        self._port = port
        self._database = database

    def alone(self, first: int, each: int) -> Part:
        return Part(self._press(first, each)["times"])

    def while_counting(self, first: int, each: int) -> tuple[Part, float]:
        """What was sent between the end of the first day and the beginning of the last; and a day's seconds."""
        days = days_before(datetime.now(UTC), DAYS)
        with self._database.changing() as session:
            mark(session, days)
        self._until(lambda counted: len(counted) > 0)
        pressed = self._press(first, each)
        began = sorted(at.timestamp() for at in self._until(lambda counted: len(counted) == DAYS).values())
        self._assert_counted(days)
        return Part(within(pressed, began[-1])), (began[-1] - began[0]) / (DAYS - 1)

    def _press(self, first: int, each: int) -> dict[str, Any]:
        wanted = presses(first, each)
        pressed = self._bench.press(self._port, wanted, {"within_s": len(wanted) / RATE})
        assert pressed["statuses"] == {"200": len(wanted)}, pressed["statuses"]
        return pressed

    def _until(self, is_so: Callable[[Counted], bool]) -> Counted:
        for _ in range(round(PATIENCE_S / LOOK_S)):
            with self._database.reading() as session:
                periods = [slots.a_day(day) for day in days_before(datetime.now(UTC), DAYS)]
                counted = digests_counts.counted(session, periods)
            if is_so(counted):
                return counted
            time.sleep(LOOK_S)
        raise TimeoutError("the house does not count")

    def _assert_counted(self, days: Sequence[date]) -> None:
        with self._database.reading() as session:
            assert not digests_marks.marked(session, SITE.zone)
            assert all(len(digests_days.all_totals(session, slots.a_day(day))) == SCOPES for day in days)


def measure(bench: Bench, store: Store, rounds: int) -> dict[str, float]:
    """The median of the rounds."""
    print(f"{store.name}: writing {DAYS} days of calls", flush=True)
    store.prepare("heard", _prepare)
    found: list[Round] = []
    for number in range(rounds):
        found.append(_round(bench, store, is_counting_first=number % 2 == 1))
        print(f"  {number + 1} of {rounds}: {found[-1]}", flush=True)
    ratio = median(one.ratio for one in found)
    alone = 1000 * median(one.alone.p99 for one in found)
    counting = 1000 * median(one.counting.p99 for one in found)
    return {"break_p99_ratio": ratio, "break_p99_alone_ms": alone, "break_p99_counting_ms": counting}


def presses(first: int, each: int) -> list[Press]:
    """So many of each team, one after the other, all teams at once."""
    turns = [range(turn * FLOOR.teams, (turn + 1) * FLOOR.teams) for turn in range(first, first + each)]
    return [Press(agent, text) for agents in turns for text in TEXTS for agent in agents]


def within(pressed: Mapping[str, Sequence[float]], until: float) -> list[float]:
    """The ack times of what was sent before a moment."""
    return [took for sent_at, took in zip(pressed["sent_at"], pressed["times"], strict=True) if sent_at < until]


def _prepare(session: Session) -> None:
    now = datetime.now(UTC)
    settle(session, FLOOR)
    hear(session, days_before(now, DAYS))
    for due in slots.due(SITE.handbook.digests, SITE.zone, now):
        runs.claim(session, f"digests.{due.period.span}", due.at, now)  # they were told before


def _round(bench: Bench, store: Store, is_counting_first: bool) -> Round:
    url = store.copy("heard")
    with child("serve", "shiftlead", url, str(bench.web_api_port)) as server, closing(open_database(url)) as database:
        house = Counting(bench, server.hear()["port"], database)
        house.alone(0, 1)
        if is_counting_first:
            counting, day_s = house.while_counting(1, OUT_EACH)
            alone = house.alone(1 + OUT_EACH, OUT_EACH)
        else:
            alone = house.alone(1, OUT_EACH)
            counting, day_s = house.while_counting(1 + OUT_EACH, OUT_EACH)
        server.end()
    store.drop(url)
    return Round(alone, counting, day_s)
