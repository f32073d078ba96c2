"""What was somebody doing at every moment? Overlapping reports become one timeline without gaps (domain.md 2.3)."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from enum import IntEnum
from typing import NamedTuple

from rules.calls import AgentState, Call, State
from rules.digests_facts import Window
from rules.handbook import DigestRules


class Doing(IntEnum):
    """The higher one wins where reports overlap: who talks is not idle, whatever the login says."""

    LOGGED_OUT = 0
    READY = 1
    WORK = 2  # not ready, for other work: training, a meeting (AD-03)
    NOT_READY = 3
    ACW = 4
    TALKING = 5  # hold included


class Stretch(NamedTuple):
    """Half-open [from_at, to_at), aware UTC."""

    doing: Doing
    from_at: datetime
    to_at: datetime

    @property
    def seconds(self) -> float:
        return (self.to_at - self.from_at).total_seconds()


ON_QUEUE = (Doing.READY, Doing.ACW, Doing.TALKING)
SESSION = (State.LOGGED_IN, State.READY, State.NOT_READY)
_PAUSES = (Doing.WORK, Doing.NOT_READY)
_SIGNED_IN = len(Doing)  # a login says when pauses count; it is no level of its own
_FIXED = {State.LOGGED_IN: Doing.READY, State.READY: Doing.READY, State.TALKING: Doing.TALKING, State.ACW: Doing.ACW}

Edge = tuple[datetime, int, int]


def timeline(
    window: Window, states: Sequence[AgentState], calls: Iterable[Call], rules: DigestRules
) -> list[Stretch] | None:
    """One agent's window without a gap or an overlap; None where no report says when they were signed in.

    Reports are clipped to the window, and those that still last end with it. A pause without a login counts only where
    the phone system tells no logins at all (P9). Talk nobody saw the end of is left out, not invented (P6).
    """
    if not any(state.state in SESSION for state in states):
        return None
    edges: list[Edge] = []
    for state in states:
        level = _doing(state, rules)
        _add(edges, window, level, state.from_at, state.to_at or window.to_at)
        if state.state is State.LOGGED_IN:
            _add(edges, window, _SIGNED_IN, state.from_at, state.to_at or window.to_at)
    for call in calls:
        for doing, begins, ends in _busy(call):
            _add(edges, window, doing, begins, ends)
    edges.sort()
    return _joined(_sweep(window, edges, any(state.state is State.LOGGED_IN for state in states)))


def cut(line: Sequence[Stretch], window: Window) -> list[Stretch]:
    """The part of a timeline that lies in a window."""
    begins, ends = window
    first = bisect_right(line, begins, key=lambda one: one.to_at)
    last = bisect_left(line, ends, key=lambda one: one.from_at)
    found = list(line[first:last])
    if found and found[0].from_at < begins:
        found[0] = found[0]._replace(from_at=begins)
    if found and found[-1].to_at > ends:
        found[-1] = found[-1]._replace(to_at=ends)
    return found


def add_up(line: Iterable[Stretch]) -> dict[Doing, float]:
    """Seconds by what was done."""
    sums: dict[Doing, float] = defaultdict(float)
    for doing, begins, ends in line:
        sums[doing] += (ends - begins).total_seconds()
    return sums


def _doing(state: AgentState, rules: DigestRules) -> Doing:
    if state.state is not State.NOT_READY:
        return _FIXED[state.state]
    reason = state.reason.casefold()
    if reason in rules.acw_reasons:  # P12: stock Asterisk tells after-call work as a pause, or not at all
        return Doing.ACW
    return Doing.WORK if reason in rules.work_reasons else Doing.NOT_READY


def _busy(call: Call) -> Iterator[Stretch]:
    """Talk with hold, and the work after it, where the call says how long they took."""
    if call.answered_at is None or call.talk_s is None:
        return
    ends = call.answered_at + timedelta(seconds=call.talk_s + (call.hold_s or 0))
    yield Stretch(Doing.TALKING, call.answered_at, ends)
    if call.acw_s:
        yield Stretch(Doing.ACW, ends, ends + timedelta(seconds=call.acw_s))


def _add(edges: list[Edge], window: Window, level: int, begins: datetime, ends: datetime) -> None:
    begins, ends = max(begins, window.from_at), min(ends, window.to_at)
    if begins < ends:
        edges.append((begins, level, 1))
        edges.append((ends, level, -1))


def _sweep(window: Window, edges: Sequence[Edge], tells_logins: bool) -> Iterator[Stretch]:
    """Walk from edge to edge, and on to the end."""
    active = [0] * (_SIGNED_IN + 1)
    begins = window.from_at
    for at, level, change in (*edges, (window.to_at, 0, 0)):
        if at > begins:
            yield Stretch(_highest(active, tells_logins), begins, at)
            begins = at
        active[level] += change


def _joined(stretches: Iterable[Stretch]) -> list[Stretch]:
    """Neighbours that do the same are one stretch."""
    found: list[Stretch] = []
    for one in stretches:
        if found and found[-1].doing is one.doing:
            found[-1] = Stretch(one.doing, found[-1].from_at, one.to_at)
        else:
            found.append(one)
    return found


def _highest(active: Sequence[int], tells_logins: bool) -> Doing:
    for doing in _DOWNWARDS:
        if active[doing] and not (tells_logins and doing in _PAUSES and not active[_SIGNED_IN]):
            return doing
    return Doing.LOGGED_OUT


_DOWNWARDS = tuple(sorted(Doing, reverse=True))[:-1]
