"""What happens in a telephone exchange, call by call? A simulation that knows neither a clock nor a file."""

import heapq
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import count
from random import Random
from typing import NamedTuple

from bot.demo.callers import HOUR_S, Demand, number, patience_s, talk_s
from rules.shifts import Shift

NOBODY = "NONE"
OUT, MEETING, WRAPPING_UP = range(3)  # why somebody is not ready; the first one counts
LONGEST_WAIT_S = 300
MISSED, RINGS_OUT_S = 0.03, 15
TRANSFERRED = 0.04
WRAPS_UP, ACW = 0.6, "acw"
LATE = 0.2
MEETS, MEETINGS = 0.6, ("meeting", "training", "coaching")
# Where nobody tells who is out: earliest and latest hour of the shift, why, and for how many minutes.
OUTINGS = (
    (0.6, 3, "short", (7, 13)),
    (3.5, 6, "lunch", (27, 33)),
    (6.5, 8.5, "short", (7, 16)),
    (9, 11, "short", (6, 13)),
)


class Event(NamedTuple):
    """One event of a queue log; `at` is in epoch seconds, `facts` are the fields after its name."""

    at: int
    call_id: str
    queue: str
    agent: str
    name: str
    facts: tuple[str | int, ...]


@dataclass(eq=False, slots=True)
class Call:
    """Somebody in a queue, ringing, or talking. `due` is the moment of the next thing that happens to them, `turn` its
    number; whatever has another number is not to happen any more."""

    id: str
    caller: str
    queue: str
    entered: int
    position: int
    agent: "Agent | None" = None
    rings_since: int = 0
    answered: int | None = None
    due: int = 0
    turn: int = 0


@dataclass(eq=False, slots=True)
class Agent:
    """Who takes the calls of a queue, and in which shifts to come."""

    number: str
    queue: str
    shifts: Iterator[Shift]
    channel: str = ""
    signed_in: int | None = None
    goes_home: bool = False
    call: Call | None = None
    away: dict[int, str] = field(default_factory=dict)
    paused: str = ""

    @property
    def name(self) -> str:
        return f"Agent/{self.number}"

    @property
    def reason(self) -> str:
        return self.away[min(self.away)] if self.away else ""


class Exchange:
    """Everything up to a moment, then on; the same chance makes the same calls."""

    def __init__(self, agents: Sequence[Agent], demand: Demand, chance: Random, begins: int) -> None:
        self._agents = agents
        self._demand = demand
        self._chance = chance
        self._now = begins
        self._plan: list[tuple[int, int, Callable[..., None], tuple[object, ...]]] = []
        self._numbers, self._channels = count(1), count(1)
        self._is_told = False
        self._events = [Event(begins, NOBODY, NOBODY, NOBODY, "QUEUESTART", ())]
        self._waiting: dict[str, list[Call]] = {queue: [] for queue in demand.queues}
        self._ready: dict[str, dict[Agent, None]] = {queue: {} for queue in demand.queues}  # the longest idle one first
        for agent in agents:
            self._expect(agent)
        for queue in demand.queues:
            self._in(self._demand.gap_s(queue, begins, chance), self._arrives, queue)

    def goes_on(self, until: int, out: Mapping[str, str] | None) -> list[Event]:
        """What happens up to this moment. `out` has the numbers of those on a break, and why; None: nobody tells."""
        self._is_told = out is not None
        while self._plan and self._plan[0][0] <= until:
            self._now, _, step, about = heapq.heappop(self._plan)
            step(*about)
        self._now = until
        if out is not None:
            for agent in self._agents:
                self._learns(agent, out.get(agent.number, ""))
        found, self._events = self._events, []
        return found

    def _arrives(self, queue: str) -> None:
        self._in(self._demand.gap_s(queue, self._now, self._chance), self._arrives, queue)
        listened = self._chance.randint(8, 40)  # to the announcement, before the queue
        self._enters(self._channel(self._now - listened), number(self._chance), queue)

    def _enters(self, call_id: str, caller: str, queue: str) -> None:
        waiting = self._waiting[queue]
        call = Call(call_id, caller, queue, self._now, len(waiting) + 1)
        waiting.append(call)
        self._tell(call, NOBODY, "ENTERQUEUE", "", caller, call.position)
        patience = patience_s(self._chance)
        if patience < LONGEST_WAIT_S:
            self._in(patience, self._leaves, call, "ABANDON")
        else:
            self._in(LONGEST_WAIT_S, self._leaves, call, "EXITWITHTIMEOUT")
        self._serve(queue)

    def _serve(self, queue: str) -> None:
        """Whoever has been idle longest gets whoever has waited longest."""
        for call in self._waiting[queue]:
            if call.agent is None:
                agent = next(iter(self._ready[queue]), None)
                if agent is None:
                    return
                self._rings(call, agent)

    def _rings(self, call: Call, agent: Agent) -> None:
        del self._ready[agent.queue][agent]
        call.agent, agent.call, call.rings_since = agent, call, self._now
        if self._chance.random() < MISSED:
            self._next(call, RINGS_OUT_S, self._misses)
        else:
            self._next(call, self._chance.randint(2, 7), self._answers)

    def _misses(self, call: Call) -> None:
        agent = call.agent
        assert agent
        self._tell(call, agent.name, "RINGNOANSWER", 1000 * (self._now - call.rings_since))
        call.agent = agent.call = None
        self._settle(agent)
        self._serve(call.queue)

    def _answers(self, call: Call) -> None:
        agent = call.agent
        assert agent
        self._waiting[call.queue].remove(call)
        call.answered = self._now
        hold, rang = self._now - call.entered, self._now - call.rings_since
        self._tell(call, agent.name, "CONNECT", hold, self._channel(call.rings_since), rang)
        self._next(call, talk_s(self._chance), self._hangs_up)

    def _leaves(self, call: Call, event: str) -> None:
        """The caller's patience, or that of the exchange, has an end."""
        if call.answered is not None:
            return
        position, wait = self._waiting[call.queue].index(call) + 1, self._now - call.entered
        self._waiting[call.queue].remove(call)
        agent, call.agent, call.turn = call.agent, None, 0
        if agent:
            self._tell(call, agent.name, "RINGCANCELED", 1000 * (self._now - call.rings_since))
        self._tell(call, NOBODY, event, position, call.position, wait)
        if agent:
            agent.call = None
            self._settle(agent)

    def _hangs_up(self, call: Call) -> None:
        agent, answered = call.agent, call.answered
        assert agent
        assert answered
        agent.call = None
        spent = answered - call.entered, self._now - answered, call.position
        other = next((queue for queue in self._demand.queues if queue != call.queue), call.queue)
        if self._chance.random() < TRANSFERRED:
            self._tell(call, agent.name, "BLINDTRANSFER", other, "queues", *spent)
            self._enters(call.id, call.caller, other)
        else:
            ended = "COMPLETECALLER" if self._chance.random() < 0.7 else "COMPLETEAGENT"
            self._tell(call, agent.name, ended, *spent)
        if self._chance.random() < WRAPS_UP:
            self._goes_away(agent, WRAPPING_UP, ACW, self._chance.randint(20, 100))
        else:
            self._settle(agent)

    def _expect(self, agent: Agent) -> None:
        """The next shift; most are at their phone a little before."""
        shift = next(agent.shifts, None)
        if shift:
            is_late = self._chance.random() < LATE
            early = -self._chance.randint(60, 1200) if is_late else self._chance.randint(10, 240)
            begins = int(shift.starts_at.timestamp()) - early
            self._in(begins - self._now, self._signs_in, agent, shift)

    def _signs_in(self, agent: Agent, shift: Shift) -> None:
        agent.signed_in, agent.channel = self._now, f"PJSIP/{agent.number}-{next(self._channels):08x}"
        self._note(agent, NOBODY, self._channel(self._now), "AGENTLOGIN", agent.channel)
        begins, ends = int(shift.starts_at.timestamp()), int(shift.ends_at.timestamp())
        self._in(ends + self._chance.randint(0, 300) - self._now, self._goes_home, agent)
        if self._chance.random() < MEETS:
            at = begins + self._chance.randint(HOUR_S, ends - begins - 2 * HOUR_S)
            why, for_s = self._chance.choice(MEETINGS), self._chance.randint(15, 45) * 60
            self._in(at - self._now, self._goes_away, agent, MEETING, why, for_s)
        for earliest, latest, why, (least, most) in OUTINGS:
            at = begins + int(self._chance.uniform(earliest, latest) * HOUR_S)
            for_s = int(self._chance.uniform(least, most) * 60)
            self._in(at - self._now, self._goes_out, agent, why, for_s)
        self._settle(agent)

    def _goes_home(self, agent: Agent) -> None:
        agent.goes_home = True
        self._settle(agent)

    def _goes_out(self, agent: Agent, why: str, for_s: int) -> None:
        if not self._is_told:
            self._learns(agent, why)
            self._in(for_s, self._comes_back, agent, OUT)

    def _goes_away(self, agent: Agent, kind: int, why: str, for_s: int) -> None:
        agent.away[kind] = why
        self._in(for_s, self._comes_back, agent, kind)
        self._settle(agent)

    def _comes_back(self, agent: Agent, kind: int) -> None:
        if not (kind == OUT and self._is_told):
            agent.away.pop(kind, None)
            self._settle(agent)

    def _learns(self, agent: Agent, why: str) -> None:
        """Who is out now. Whoever goes lets the phone ring, or finds an end to the talk."""
        if agent.signed_in is None or agent.away.get(OUT, "") == why:
            return
        agent.away |= {OUT: why}
        if not why:
            del agent.away[OUT]
        self._settle(agent)
        call = agent.call
        if call and why:
            step = self._misses if call.answered is None else self._hangs_up
            self._next(call, min(call.due - self._now, self._chance.randint(1, 30)), step)

    def _settle(self, agent: Agent) -> None:
        """The exchange is told what has changed: home, not ready, or there for the next call."""
        if agent.signed_in is None:
            return
        is_home = agent.goes_home and agent.call is None
        reason = "" if is_home else agent.reason
        if agent.paused and reason != agent.paused:
            self._note(agent, agent.queue, NOBODY, "UNPAUSE", "")
        if reason and reason != agent.paused:
            self._note(agent, agent.queue, NOBODY, "PAUSE", reason)
        agent.paused = reason
        self._ready[agent.queue].pop(agent, None)
        if is_home:
            self._signs_out(agent, self._now - agent.signed_in)
        elif not reason and agent.call is None:
            self._ready[agent.queue][agent] = None
            self._serve(agent.queue)

    def _signs_out(self, agent: Agent, seconds: int) -> None:
        self._note(agent, NOBODY, self._channel(self._now), "AGENTLOGOFF", agent.channel, seconds)
        agent.signed_in, agent.goes_home = None, False
        agent.away.clear()
        self._expect(agent)

    def _in(self, seconds: int, step: Callable[..., None], *about: object) -> None:
        heapq.heappush(self._plan, (self._now + max(seconds, 0), next(self._numbers), step, about))

    def _next(self, call: Call, seconds: int, step: Callable[[Call], None]) -> None:
        """Whatever was to happen to this call before is not to happen any more."""
        call.due, call.turn = self._now + seconds, next(self._numbers)
        self._in(seconds, self._takes_its_turn, call, call.turn, step)

    def _takes_its_turn(self, call: Call, turn: int, step: Callable[[Call], None]) -> None:
        if call.turn == turn:
            step(call)

    def _channel(self, at: int) -> str:
        return f"{at}.{next(self._channels)}"

    def _tell(self, call: Call, agent: str, name: str, *facts: str | int) -> None:
        self._events.append(Event(self._now, call.id, call.queue, agent, name, facts))

    def _note(self, agent: Agent, queue: str, call_id: str, name: str, *facts: str | int) -> None:
        self._events.append(Event(self._now, call_id, queue, agent.name, name, facts))
