"""How do the events of a queue log become agents' states? Sessions, pauses, and what a restart leaves in doubt."""

from collections.abc import Iterable

from feeds.queue_log_calls import NOBODY, Fields, moment, number
from rules.calls import AgentState, Flag, State

AGREES_S = 2  # P7: a logoff tells how long the session was; it may be off by this
SILENCE_S = 4 * 3600  # P9: without a login, an agent of whom nothing is heard for so long has gone
# P12: stock Asterisk has no event for after-call work; centres pause for it under such a reason.
ACW_REASONS = {"acw", "wrapup", "wrap-up", "wrap up", "after call work", "话后处理", "事后处理", "后处理"}

LOGGED_IN = State.LOGGED_IN
_make = tuple.__new__  # as for calls


class Span:
    """A stretch that has not ended; `doubt` is the last sign before a restart that may have ended it."""

    __slots__ = ("agent", "began", "doubt", "nth", "queue", "reason", "state")

    def __init__(self, agent: str, queue: str, state: State, reason: str, began: int, nth: int = 0) -> None:
        self.agent = agent
        self.queue = queue
        self.state = state
        self.reason = reason
        self.began = began
        self.nth = nth  # of those that began in this second
        self.doubt: int | None = None

    def row(self, until: int | None, *flags: Flag) -> AgentState:
        agent, queue, state, began = self.agent, self.queue, self.state, self.began
        key = f"{agent}|{queue}|{state!s}|{began}|{self.nth}"
        ends = None if until is None else moment(until if until > began else began)
        return _make(AgentState, (key, agent, queue, state, self.reason, moment(began), ends, flags))

    def unended(self) -> AgentState:
        if self.doubt is not None:
            return self.row(self.doubt, Flag.ESTIMATED_END, Flag.OPEN_END)
        return self.row(None, Flag.OPEN_END)


Spans = dict[str, dict[str, Span]]  # by agent and queue


class Agents:
    """Open sessions and pauses, signs of life, and the finished states since they were last fetched."""

    def __init__(self, first: dict[str, int], last: dict[str, int]) -> None:
        self.sessions: Spans = {}
        self.pauses: Spans = {}
        self.first, self.last = first, last  # signs of life, for those who never log in (P9)
        self.doubtful: set[str] = set()
        self.again: dict[str, tuple[int, int]] = {}  # who was in a state for no second: when, and how often
        self.states: list[AgentState] = []

    def login(self, at: int, fields: Fields) -> None:
        """AGENTLOGIN, AGENTCALLBACKLOGIN: a session that holds in every queue."""
        self._session(at, fields[3], "")

    def logoff(self, at: int, fields: Fields) -> None:
        """AGENTLOGOFF, AGENTCALLBACKLOGOFF; the second field is how long the session was."""
        self._session_over(at, fields[3], "", number(fields, 6))

    def add_member(self, at: int, fields: Fields) -> None:
        self._session(at, fields[3], fields[2])
        if len(fields) > 5 and fields[5] == "PAUSED":
            self._pause(at, fields[3], fields[2], "")

    def remove_member(self, at: int, fields: Fields) -> None:
        self._session_over(at, fields[3], fields[2], None)

    def pause(self, at: int, fields: Fields) -> None:
        """PAUSE in one queue, PAUSEALL in all; the lines for single queues follow it and overlap."""
        self._pause(at, fields[3], _queue(fields), fields[5].strip() if len(fields) > 5 else "")

    def unpause(self, at: int, fields: Fields) -> None:
        span = _without(self.pauses, fields[3], _queue(fields))
        if span is not None:
            self._over(span, at)
            self._sign(fields[3], at)

    def wrapup(self, at: int, fields: Fields) -> None:
        """WRAPUPSTART: this agent's after-call work begins, so many seconds of it."""
        seconds = number(fields, 5)
        if seconds:
            span = Span(fields[3], _queue(fields), State.ACW, "", at, self._nth(fields[3], at))
            self._over(span, at + seconds)

    def took_a_call(self, agent: str) -> None:
        """Whoever takes one is still logged in after the restart, and no longer paused or not is unknown."""
        self.doubtful.discard(agent)
        for span in self.sessions.get(agent, {}).values():
            span.doubt = None

    def restarted(self, last: int) -> None:
        """QUEUESTART: everything open may have ended at the last sign before it, or may go on (P7)."""
        for span in self.open():
            if span.doubt is None:
                span.doubt = last
                self.doubtful.add(span.agent)

    def give_up(self, before: int) -> None:
        """Agents who never logged in and of whom nothing was heard since."""
        for agent in [agent for agent, last in self.last.items() if last < before]:
            self._forget_signs(agent)

    def open(self) -> list[Span]:
        """Sessions and pauses that have not ended."""
        spans = (*self.sessions.values(), *self.pauses.values())
        return [span for of_agent in spans for span in of_agent.values()]

    def revive(self, spans: Iterable[list]) -> None:
        """Open stretches as they were written down."""
        for values in spans:
            span = Span("", "", LOGGED_IN, "", 0)
            for name, value in zip(Span.__slots__, values, strict=True):
                setattr(span, name, value)
            span.state = State(span.state)
            kind = self.sessions if span.state is LOGGED_IN else self.pauses
            kind.setdefault(span.agent, {})[span.queue] = span

    def rest(self) -> list[AgentState]:
        """What is open now: still lasting, or in doubt since a restart."""
        signs = [
            self._by_signs(agent, first).row(None, Flag.INFERRED, Flag.OPEN_END)
            for agent, first in self.first.items()
            if agent not in self.sessions
        ]
        return [*(span.unended() for span in self.open()), *signs]

    def _session(self, at: int, agent: str, queue: str) -> None:
        before = self.sessions.get(agent, {}).get(queue)
        if before is not None and before.doubt is None:
            return  # told again, nothing changed
        if before is not None:
            self._replaced(before, at)
        self._forget_signs(agent)
        self.sessions.setdefault(agent, {})[queue] = Span(agent, queue, LOGGED_IN, "", at, self._nth(agent, at))

    def _pause(self, at: int, agent: str, queue: str, reason: str) -> None:
        before = self.pauses.get(agent, {}).get(queue)
        if before is not None:
            if before.doubt is None and before.reason == reason:
                return  # P10: told again, nothing changed
            self._replaced(before, at)
        self._sign(agent, at)
        state = State.ACW if reason.casefold() in ACW_REASONS else State.NOT_READY
        self.pauses.setdefault(agent, {})[queue] = Span(agent, queue, state, reason, at, self._nth(agent, at))

    def _replaced(self, before: Span, at: int) -> None:
        """Another one began and nobody had ended this one: now, or before the restart."""
        if before.doubt is None:
            return self._over(before, at)
        return self._over(before, before.doubt, Flag.ESTIMATED_END)

    def _session_over(self, at: int, agent: str, queue: str, seconds: int | None) -> None:
        span = _without(self.sessions, agent, queue)
        began = None if seconds is None else at - seconds
        if span is None:
            self._session_unseen(agent, queue, at, began)
        elif began is None or abs(began - span.began) <= AGREES_S or (span.doubt is None and began < span.began):
            self._over(span, at)
        else:  # it tells of a later login that was never logged
            ended = span.doubt if span.doubt is not None else began
            self._over(span, ended, Flag.ESTIMATED_END)
            self._session_unseen(agent, queue, at, max(began, ended))
        if agent in self.pauses:
            self._pauses_over(agent, queue, at)
        if agent not in self.sessions:
            self.first.pop(agent, None)

    def _session_unseen(self, agent: str, queue: str, at: int, began: int | None) -> None:
        """Nobody told of its beginning; the logoff's own seconds do, or the first sign of life."""
        if began is not None:
            self._over(Span(agent, queue, LOGGED_IN, "", began), at, Flag.INFERRED)
        first = None if agent in self.sessions else self.first.pop(agent, None)
        if first is not None:
            self._over(self._by_signs(agent, first), at, Flag.INFERRED)

    def _pauses_over(self, agent: str, queue: str, at: int) -> None:
        """A pause ends with the membership it was in; the one in all queues with the last."""
        pauses, last = self.pauses[agent], agent not in self.sessions
        for one in [one for one in pauses if last or one == queue]:
            self._over(pauses.pop(one), at)
        if not pauses:
            del self.pauses[agent]

    def _sign(self, agent: str, at: int) -> None:
        """This agent is there (P9)."""
        self.last[agent] = at
        self.first.setdefault(agent, at)

    def _forget_signs(self, agent: str) -> None:
        first, last = self.first.pop(agent, None), self.last.pop(agent, None)
        if first is not None and last is not None and agent not in self.sessions:
            self._over(self._by_signs(agent, first), last, Flag.INFERRED, Flag.ESTIMATED_END)

    def _by_signs(self, agent: str, first: int) -> Span:
        return Span(agent, "", LOGGED_IN, "", first, self._nth(agent, first))

    def _over(self, span: Span, until: int, *flags: Flag) -> None:
        """It has ended; what begins anew in the second in which this one began must have another key."""
        if until <= span.began:
            self.again[span.agent] = span.began, span.nth + 1
        self.states.append(span.row(until, *flags))

    def _nth(self, agent: str, began: int) -> int:
        if agent not in self.again:
            return 0
        second, nth = self.again[agent]
        return nth if second == began else 0


def _queue(fields: Fields) -> str:
    return "" if fields[2] == NOBODY else fields[2]


def _without(spans: Spans, agent: str, queue: str) -> Span | None:
    """Take one out; an agent who has none left is in no list."""
    if agent not in spans:
        return None
    of_agent = spans[agent]
    span = of_agent.pop(queue, None)
    if not of_agent:
        del spans[agent]
    return span
