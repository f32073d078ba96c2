"""Does the demo's telephone exchange do what one does, and write what Asterisk writes?"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from random import Random

import pytest
from support.queue_logs import Heard, hear

from bot.demo.callers import HOUR_S, Demand, Wave
from bot.demo.exchange import Agent, Event, Exchange
from bot.demo.phones import lines
from rules.calls import Outcome, State
from rules.shifts import Shift

BEGINS = 1_795_000_000
QUEUES = {"orders": 0.5, "service": 0.5}
HOUR, MINUTE = HOUR_S, 60
ENDS = {"COMPLETECALLER", "COMPLETEAGENT", "BLINDTRANSFER", "ABANDON", "EXITWITHTIMEOUT"}


def exchange(seed: int = 1, agents: int = 10, waves: Sequence[Wave] = ()) -> Exchange:
    """Ten hours of the floor's day, a shift from its beginning to its end."""
    moment = datetime.fromtimestamp(BEGINS, UTC)
    shift = Shift(moment + timedelta(minutes=10), moment + timedelta(hours=12), "day")
    team = [Agent(str(1001 + one), list(QUEUES)[one % 2], iter([shift])) for one in range(agents)]
    return Exchange(team, Demand(QUEUES, BEGINS, waves), Random(seed), BEGINS)


def day(seed: int = 1, hours: int = 14, out: Mapping[str, str] | None = None, **facts: object) -> list[Event]:
    return exchange(seed, **facts).goes_on(BEGINS + hours * HOUR, out)  # pyright: ignore[reportArgumentType]


def heard(events: Iterable[Event]) -> Heard:
    return hear("".join(lines(events)))


def test_the_same_chance_makes_the_same_calls_however_often_one_looks() -> None:
    at_once = day(seed=7, out={})
    bit_by_bit, looked = [], exchange(seed=7)
    for second in range(0, 14 * HOUR + 1, 5):
        bit_by_bit += looked.goes_on(BEGINS + second, {})
    assert len(at_once) > 1000
    assert at_once == bit_by_bit
    assert at_once != day(seed=8, out={})


@pytest.mark.parametrize("agents", [0, 4, 14, 40])
def test_whoever_enters_leaves_once(agents: int) -> None:
    found = heard(day(hours=16, agents=agents))
    assert (found.log.bad, found.log.odd()) == ([], {})
    done = [one for one in found.calls if one.outcome is not Outcome.OPEN]
    assert len(done) > 1000
    assert all(not one.flags for one in done)
    assert {one.outcome for one in done} <= {Outcome.ANSWERED, Outcome.ABANDONED, Outcome.TIMEOUT}
    assert bool(found.of(Outcome.ANSWERED)) == (agents > 0)


def test_nobody_talks_to_two_and_who_is_not_ready_gets_no_call() -> None:
    found = heard(day(agents=14))
    theirs = defaultdict(list)
    for call in found.of(Outcome.ANSWERED):
        assert call.answered_at
        assert call.ring_s is not None
        theirs[call.agent].append((call.answered_at - timedelta(seconds=call.ring_s), call.ended_at))
    assert len(theirs) == 14
    for agent, calls in theirs.items():
        assert all(before[1] <= after[0] for before, after in pairwise(sorted(calls)))
        # Those who go out in the middle of a talk end it; nobody is rung who is out.
        for pause in found.states:
            if pause.agent == agent and pause.state in (State.NOT_READY, State.ACW):
                assert not [one for one in calls if pause.from_at <= one[0] < (pause.to_at or one[0])]
        for shift in found.states:
            if shift.agent == agent and shift.state is State.LOGGED_IN:
                assert all(shift.from_at <= begun < (shift.to_at or begun) for begun, _ in calls)


def test_some_rings_are_missed_some_calls_transferred_and_after_some_there_is_work() -> None:
    events = day(agents=14)
    names = {one.name for one in events}
    assert names >= {"QUEUESTART", "RINGNOANSWER", "RINGCANCELED", "BLINDTRANSFER", "AGENTLOGIN", "AGENTLOGOFF"}
    sent = next(one for one in events if one.name == "BLINDTRANSFER")
    entered = [one.queue for one in events if (one.call_id, one.name) == (sent.call_id, "ENTERQUEUE")]
    assert entered[:2] in (["orders", "service"], ["service", "orders"])
    reasons = {one.facts[0] for one in events if one.name == "PAUSE"}
    assert {"acw", "short", "lunch"} < reasons
    assert reasons & {"meeting", "training", "coaching"}


def test_who_goes_out_ends_the_talk_and_gets_no_call_until_they_are_back() -> None:
    for minute in range(20):
        looked = exchange(agents=6)
        looked.goes_on(BEGINS + 3 * HOUR + minute * MINUTE, {})
        out = looked.goes_on(BEGINS + 3 * HOUR + minute * MINUTE, {"1001": "short"})
        assert ("PAUSE", "Agent/1001", ("short",)) in [(one.name, one.agent, one.facts) for one in out]
        away = looked.goes_on(BEGINS + 4 * HOUR, {"1001": "short"})
        theirs = [one for one in away if one.agent == "Agent/1001"]
        assert {one.name for one in theirs} <= {*ENDS, "RINGNOANSWER"}
        assert all(one.at <= BEGINS + 3 * HOUR + minute * MINUTE + 30 for one in theirs)
        back = looked.goes_on(BEGINS + 4 * HOUR, {})
        assert "UNPAUSE" in {one.name for one in back if one.agent == "Agent/1001"}
        assert "CONNECT" in {one.name for one in looked.goes_on(BEGINS + 5 * HOUR, {}) if one.agent == "Agent/1001"}


def test_a_surge_is_so_many_times_the_calls_for_so_long() -> None:
    begins, ends = BEGINS + 3 * HOUR, BEGINS + 4 * HOUR
    usual, surge = ([], [])
    for seed in range(12):
        for found, waves in ((usual, ()), (surge, [Wave(begins, ends, 3)])):
            found += [one.at for one in day(seed, hours=6, waves=waves) if one.name == "ENTERQUEUE"]
    assert 2.7 < among(surge, begins, ends) / among(usual, begins, ends) < 3.3
    assert 0.9 < among(surge, BEGINS, begins) / among(usual, BEGINS, begins) < 1.1
    assert 0.9 < among(surge, ends, BEGINS + 6 * HOUR) / among(usual, ends, BEGINS + 6 * HOUR) < 1.1


def among(moments: Iterable[int], begins: int, ends: int) -> int:
    return sum(begins <= at < ends for at in moments)


def test_it_writes_what_asterisk_writes() -> None:
    written = list(
        lines([Event(7, "NONE", "NONE", "NONE", "QUEUESTART", ()), Event(8, "7.1", "q", "NONE", "X", ("", 1))])
    )
    assert written == ["7|NONE|NONE|NONE|QUEUESTART|\n", "8|7.1|q|NONE|X||1\n"]
