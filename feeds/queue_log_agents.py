"""How do the events of a queue log become agents' states? Sessions, pauses, and what a restart leaves in doubt."""

from feeds.queue_log_calls import NOBODY, Fields, moment, number
from rules.calls import AgentState, Flag, State

AGREES_S = 2  # P7: a logoff tells how long the session was; it may be off by this
SILENCE_S = 4 * 3600  # P9: without a login, an agent of whom nothing is heard for so long has gone
# P12: stock Asterisk has no event for after-call work; centres pause for it under such a reason.
ACW_REASONS = {"acw", "wrapup", "wrap-up", "wrap up", "after call work", "话后处理", "事后处理", "后处理"}


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
        key = f"{self.agent}|{self.queue}|{self.state}|{self.began}|{self.nth}"
        ends = None if until is None else moment(max(until, self.began))
        return AgentState(key, self.agent, self.queue, self.state, self.reason, moment(self.began), ends, flags)

    def unended(self) -> AgentState:
        if self.doubt is not None:
            return self.row(self.doubt, Flag.ESTIMATED_END, Flag.OPEN_END)
        return self.row(None, Flag.OPEN_END)


class Agents:
    """Open sessions and pauses by agent, signs of life, and the finished states since they were last fetched."""

    def __init__(self, first: dict[str, int], last: dict[str, int]) -> None:
        self.spans: dict[str, dict[tuple[str, str], Span]] = {}
        self.first, self.last = first, last  # signs of life, for those who never log in (P9)
        self.doubtful: set[str] = set()
        self.again: dict[str, tuple[int, int]] = {}  # who was in a state for no second: when, and how often
        self.states: list[AgentState] = []

    def login(self, fields: Fields) -> None:
        """AGENTLOGIN, AGENTCALLBACKLOGIN: a session that holds in every queue."""
        self._begin(fields, "", State.LOGGED_IN)

    def logoff(self, fields: Fields) -> None:
        """AGENTLOGOFF, AGENTCALLBACKLOGOFF; the second field is how long the session was."""
        self._end(fields[3], "", State.LOGGED_IN, int(fields[0]), number(fields, 6))

    def add_member(self, fields: Fields) -> None:
        self._begin(fields, fields[2], State.LOGGED_IN)
        if len(fields) > 5 and fields[5] == "PAUSED":
            self._begin([*fields[:5], ""], fields[2], State.NOT_READY)

    def remove_member(self, fields: Fields) -> None:
        self._end(fields[3], fields[2], State.LOGGED_IN, int(fields[0]))

    def pause(self, fields: Fields) -> None:
        """PAUSE in one queue, PAUSEALL in all; the lines for single queues follow it and overlap."""
        self._begin(fields, _queue(fields), State.NOT_READY)

    def unpause(self, fields: Fields) -> None:
        self._end(fields[3], _queue(fields), State.NOT_READY, int(fields[0]))

    def wrapup(self, fields: Fields) -> None:
        """WRAPUPSTART: this agent's after-call work begins, so many seconds of it."""
        began, seconds = int(fields[0]), number(fields, 5)
        if seconds:
            span = Span(fields[3], _queue(fields), State.ACW, "", began, self._nth(fields[3], began))
            self._over(span, began + seconds)

    def sign(self, agent: str, at: int) -> None:
        """This agent is there: a phone that rang or a talk (P9)."""
        self.last[agent] = at
        self.first.setdefault(agent, at)

    def took_a_call(self, agent: str) -> None:
        """Whoever takes one is still logged in after the restart, and no longer paused or not is unknown."""
        self.doubtful.discard(agent)
        for (_, kind), span in self.spans.get(agent, {}).items():
            span.doubt = None if kind == "in" else span.doubt

    def restarted(self, last: int) -> None:
        """QUEUESTART: everything open may have ended at the last sign before it, or may go on (P7)."""
        for agent, spans in self.spans.items():
            for span in spans.values():
                if span.doubt is None:
                    span.doubt = last
                    self.doubtful.add(agent)

    def give_up(self, before: int) -> None:
        """Agents who never logged in and of whom nothing was heard since."""
        for agent in [agent for agent, last in self.last.items() if last < before]:
            self._forget_signs(agent)

    def rest(self) -> list[AgentState]:
        """What is open now: still lasting, or in doubt since a restart."""
        open_spans = [span for spans in self.spans.values() for span in spans.values()]
        signs = [
            self._by_signs(agent, first).row(None, Flag.INFERRED, Flag.OPEN_END)
            for agent, first in self.first.items()
            if not self._logged_in(agent)
        ]
        return [*(span.unended() for span in open_spans), *signs]

    def _begin(self, fields: Fields, queue: str, state: State) -> None:
        at, agent = int(fields[0]), fields[3]
        moment(at)
        reason = fields[5].strip() if state is not State.LOGGED_IN and len(fields) > 5 else ""
        spans = self.spans.setdefault(agent, {})
        key = (queue, _kind(state))
        before = spans.get(key)
        if before is not None and before.doubt is None and before.reason == reason:
            return  # P10: told again, nothing changed
        if before is not None:
            self._over(before, at) if before.doubt is None else self._over(before, before.doubt, Flag.ESTIMATED_END)
        if state is State.LOGGED_IN:
            self._forget_signs(agent)
        else:
            self.sign(agent, at)
        kind = State.ACW if reason.casefold() in ACW_REASONS else state
        spans[key] = Span(agent, queue, kind, reason, at, self._nth(agent, at))

    def _end(self, agent: str, queue: str, state: State, at: int, seconds: int | None = None) -> None:
        moment(at)
        spans = self.spans.get(agent, {})
        span = spans.pop((queue, _kind(state)), None)
        if state is State.LOGGED_IN:
            self._session_over(agent, queue, span, at, seconds)
        elif span is not None:
            self._over(span, at)
            self.sign(agent, at)
        if agent in self.spans and not spans:
            del self.spans[agent]

    def _session_over(self, agent: str, queue: str, span: Span | None, at: int, seconds: int | None) -> None:
        began = None if seconds is None else at - seconds
        if span is None:
            self._session_unseen(agent, queue, at, began)
        elif began is None or abs(began - span.began) <= AGREES_S or (span.doubt is None and began < span.began):
            self._over(span, at)
        else:  # it tells of a later login that was never logged
            ended = span.doubt if span.doubt is not None else began
            self._over(span, ended, Flag.ESTIMATED_END)
            self._session_unseen(agent, queue, at, max(began, ended))
        self._pauses_over(agent, queue, at)
        if not self._logged_in(agent):
            self.first.pop(agent, None)

    def _session_unseen(self, agent: str, queue: str, at: int, began: int | None) -> None:
        """Nobody told of its beginning; the logoff's own seconds do, or the first sign of life."""
        if began is not None:
            self._over(Span(agent, queue, State.LOGGED_IN, "", began), at, Flag.INFERRED)
        first = None if self._logged_in(agent) else self.first.pop(agent, None)
        if first is not None:
            self._over(self._by_signs(agent, first), at, Flag.INFERRED)

    def _pauses_over(self, agent: str, queue: str, at: int) -> None:
        """A pause ends with the membership it was in; the one in all queues with the last."""
        spans = self.spans.get(agent, {})
        last = not self._logged_in(agent)
        for key in [key for key in spans if key[1] == "out" and (last or key[0] == queue)]:
            self._over(spans.pop(key), at)

    def _logged_in(self, agent: str) -> bool:
        return any(kind == "in" for _, kind in self.spans.get(agent, ()))

    def _forget_signs(self, agent: str) -> None:
        first, last = self.first.pop(agent, None), self.last.pop(agent, None)
        if first is not None and last is not None and not self._logged_in(agent):
            self._over(self._by_signs(agent, first), last, Flag.INFERRED, Flag.ESTIMATED_END)

    def _by_signs(self, agent: str, first: int) -> Span:
        return Span(agent, "", State.LOGGED_IN, "", first, self._nth(agent, first))

    def _over(self, span: Span, until: int, *flags: Flag) -> None:
        """It has ended; what begins anew in the second in which this one began must have another key."""
        if until <= span.began:
            self.again[span.agent] = span.began, span.nth + 1
        self.states.append(span.row(until, *flags))

    def _nth(self, agent: str, began: int) -> int:
        second, nth = self.again.get(agent, (0, 0))
        return nth if second == began else 0


def _queue(fields: Fields) -> str:
    return "" if fields[2] == NOBODY else fields[2]


def revived(spans: list[list]) -> dict[str, dict[tuple[str, str], Span]]:
    """Open stretches as they were written down."""
    found: dict[str, dict[tuple[str, str], Span]] = {}
    for values in spans:
        span = Span("", "", State.LOGGED_IN, "", 0)
        for name, value in zip(Span.__slots__, values, strict=True):
            setattr(span, name, value)
        span.state = State(span.state)
        found.setdefault(span.agent, {})[span.queue, _kind(span.state)] = span
    return found


def _kind(state: State) -> str:
    """A session, or time out of it: of each an agent has one at a time in a queue."""
    return "in" if state is State.LOGGED_IN else "out"
