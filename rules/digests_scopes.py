"""What do all indicators come to: for the centre, each queue, team and agent, and each interval of a day?"""

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from functools import cached_property

from rules.calls import Call
from rules.digests import Measure, measure
from rules.digests_counts import AGENT_VIEW, QUEUE_VIEW, Sums, Why, added, count
from rules.digests_facts import CENTRE, Facts, Kind, Scope, Window
from rules.digests_figures import figure_sums
from rules.digests_people import AgentTime, Times, answered_in, by_agent, times, within
from rules.handbook import DigestRules


class Digest:
    """One window, counted once, told for any scope in it; every number is sums over sums.

    A call counts where it arrived, for the centre and for queues; for teams and agents, where it was answered.
    """

    def __init__(
        self, facts: Facts, rules: DigestRules, times: Times | None = None, is_heard: bool | None = None
    ) -> None:
        self.facts = facts
        self.rules = rules
        self.is_heard = bool(facts.calls) if is_heard is None else is_heard  # a feed that is missing told no zero
        self._times = times

    @cached_property
    def times(self) -> Times:
        return self._times or times(self.facts, self.rules)

    @cached_property
    def arrived(self) -> dict[str, list[Call]]:
        """The calls that arrived in the window, by queue."""
        found: dict[str, list[Call]] = defaultdict(list)
        begins, ends = self.facts.window
        for call in self.facts.calls:
            if begins <= call.arrived_at < ends:
                found[call.queue].append(call)
        return found

    @cached_property
    def answered(self) -> dict[str, list[Call]]:
        """The calls that were answered in somebody's own window, by agent."""
        theirs = by_agent(self.facts.calls)
        found = {agent: answered_in(calls, self.facts.own_window(agent)) for agent, calls in theirs.items()}
        return {agent: calls for agent, calls in found.items() if calls}

    def scopes(self, kind: Kind) -> list[Scope]:
        """All of a kind of which something is told, in order."""
        if kind is Kind.CENTRE:
            return [CENTRE]
        if kind is Kind.QUEUE:
            return [Scope(kind, name) for name in sorted(self.arrived)]
        return [Scope(kind, name) for name in sorted(self._agents if kind is Kind.AGENT else self._teams)]

    def measures(self, scope: Scope) -> dict[str, Measure]:
        return measure(self.sums(scope))

    def sums(self, scope: Scope) -> list[Sums]:
        """Calls, time, roster and figures of a scope, each with the flags of its rows."""
        session, roster = self._session(scope), self._roster(scope)
        return [_with_acw(self._calls(scope), session), session, roster, *figure_sums(self.facts, scope)]

    def agents_of(self, scope: Scope) -> Collection[str]:
        """Whose time a scope holds; a queue holds nobody's, since agents serve several."""
        if scope.kind is Kind.AGENT:
            return (scope.name,)
        if scope.kind is Kind.TEAM:
            return self._teams.get(scope.name, ())
        return self._agents if scope.kind is Kind.CENTRE else ()

    def calls_of(self, scope: Scope) -> list[Call]:
        """The calls that a scope counts."""
        if scope.kind is Kind.QUEUE:
            return self.arrived.get(scope.name, [])
        if scope.kind is Kind.CENTRE:
            return [call for calls in self.arrived.values() for call in calls]
        return [call for agent in self.agents_of(scope) for call in self.answered.get(agent, ())]

    def intervals(self, windows: Sequence[Window]) -> dict[Window, "Digest"]:
        """The same, piece by piece, as far as now; the pieces follow each other. Figures are told for whole days."""
        calls: list[list[Call]] = [[] for _ in windows]
        begins = [window.from_at for window in windows]
        for call in self.facts.calls:
            moments = (call.arrived_at, call.answered_at or call.arrived_at)
            for piece in {bisect_right(begins, moment) - 1 for moment in moments}:
                if piece >= 0:
                    calls[piece].append(call)
        return {
            window: self._piece(window, some)
            for window, some in zip(windows, calls, strict=True)
            if window.from_at < self.facts.now
        }

    def _piece(self, window: Window, calls: Sequence[Call]) -> "Digest":
        facts = replace(self.facts, window=window, whole_days=False, calls=calls, figures=())
        agents = within(self.times, window, calls, self.rules)
        return Digest(facts, self.rules, Times(agents, self.times.left_out), self.is_heard)

    @cached_property
    def _agents(self) -> set[str]:
        missing = (agent for some in self.times.left_out.values() for agent in some)
        return {*self.answered, *self.times.agents, *missing}

    @cached_property
    def _teams(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        for agent in sorted(self._agents):
            worker = self.facts.workers.get(agent)
            if worker and worker.team:
                found[worker.team].append(agent)
        return found

    @cached_property
    def _by_queue(self) -> dict[str, Sums]:
        return {queue: count(calls, QUEUE_VIEW, self.rules) for queue, calls in self.arrived.items()}

    @cached_property
    def _by_agent(self) -> dict[str, Sums]:
        return {agent: count(calls, AGENT_VIEW, self.rules) for agent, calls in self.answered.items()}

    def _calls(self, scope: Scope) -> Sums:
        if not self.is_heard:
            return Sums({}, Counter())
        if scope.kind in (Kind.CENTRE, Kind.QUEUE):
            some = [self._by_queue.get(scope.name)] if scope.name else list(self._by_queue.values())
            return added([one for one in some if one] or [count((), QUEUE_VIEW, self.rules)])
        some = [sums for agent in self.agents_of(scope) if (sums := self._by_agent.get(agent))]
        return added(some or [count((), AGENT_VIEW, self.rules)])

    def _session(self, scope: Scope) -> Sums:
        return self._added(scope, lambda one: one.session, Why.NO_STATES)

    def _roster(self, scope: Scope) -> Sums:
        return self._added(scope, lambda one: one.roster, Why.NO_STATES, Why.NO_SHIFT)

    def _added(self, scope: Scope, part: Callable[[AgentTime], Sums], *reasons: Why) -> Sums:
        mine, agents = self.agents_of(scope), self.times.agents
        sums = added(part(agents[agent]) for agent in mine if agent in agents)
        missing = {why: len(self._left_out[why].intersection(mine)) for why in reasons}
        sums.flags.update({why: agents for why, agents in missing.items() if agents})
        return sums

    @cached_property
    def _left_out(self) -> dict[Why, set[str]]:
        return {why: set(self.times.left_out.get(why, ())) for why in (Why.NO_STATES, Why.NO_SHIFT)}


def _with_acw(calls: Sums, session: Sums) -> Sums:
    """Where no call tells its after-call work, that of the agents' states stands over the calls they answered."""
    if "acw_s" in calls.amounts or "acw_time_s" not in session.amounts:
        return calls
    acw_s = session.amounts["acw_time_s"]
    amounts = {**calls.amounts, "acw_s": acw_s, "acws": session.amounts["signed_in_answered"]}
    if "handle_s" in amounts:
        amounts["handle_s"] += acw_s
    return Sums(amounts, calls.flags)
