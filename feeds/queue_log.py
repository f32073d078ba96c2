"""What happened, according to Asterisk's queue_log? Events in, calls and agents' states out (domain.md 2)."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import NamedTuple, TypedDict

from feeds.queue_log_agents import SILENCE_S, Agents, Span
from feeds.queue_log_calls import HOUR_S, STALE_S, Fields, Hash, Leg, Legs
from rules.calls import AgentState, Call

VERSION = 1  # of what `dump` writes; a newer program that cannot read it begins anew
LATEST = 253_402_300_799  # the last second that a datetime holds
SAMPLE = 400
NUMBERS = re.compile(r"\d{4,}")
UNREADABLE = (ValueError, IndexError, OverflowError, OSError)

Handler = Callable[[int, Fields], None]


class Unknown(NamedTuple):
    """An event that means nothing to us: how often it came, and one line of it without its numbers."""

    times: int
    sample: str


class Dump(TypedDict):
    """What is open, as JSON has it."""

    version: int
    last: str
    sweep_at: int
    begins: int | None
    again: list[tuple[str, str, int, int]]
    aliases: dict[str, str]
    legs: list[list[str | int | bool | None]]
    spans: list[list[str | int | None]]
    again_spans: dict[str, tuple[int, int]]
    first: dict[str, int]
    last_signs: dict[str, int]
    doubtful: list[str]


@dataclass(frozen=True)
class BadEvent:
    """A line that cannot be an event."""

    line: int
    fields: Fields


class _Events(dict[str, Handler]):
    """What to do for each event; a name may stand among blanks, as in logs that people have edited (P19)."""

    def __init__(self, known: dict[str, Handler], unknown: Handler) -> None:
        super().__init__(known)
        self._unknown = unknown

    def __missing__(self, name: str) -> Handler:
        return self._unknown


class QueueLog:
    """Reads events in the order of the log and remembers only what is still open.

    `hash_of` makes of a caller's number what may be kept of it. Take events with `take`, fetch what has come of them
    with `calls` and `states`; `rest` tells what is open.
    """

    def __init__(self, hash_of: Hash) -> None:
        self._legs = Legs(hash_of, self._sweep)
        self._agents = Agents(self._legs.first, self._legs.last)
        self._last = 0
        self.unknown: dict[str, Unknown] = {}
        self.bad: list[BadEvent] = []
        self._on = _Events(self._handlers(), self._note)

    def take(self, events: Iterable[Fields], line: int = 1) -> int:
        """Events as lists of fields, the first of which stands in this line; returns the line after the last one."""
        on, last = self._on, line - 1
        for last, fields in enumerate(events, line):
            try:
                at = int(fields[0])
                if not 0 <= at <= LATEST:
                    raise ValueError(at)
                on[fields[4]](at, fields)
            except UNREADABLE:
                if any(fields):
                    self.bad.append(BadEvent(last, fields))
                continue
            self._last = at
        return last + 1

    def calls(self) -> list[Call]:
        """The calls that have ended since this was last asked."""
        found, self._legs.calls = self._legs.calls, []
        return found

    def states(self) -> list[AgentState]:
        """The stretches that have ended since this was last asked."""
        found, self._agents.states = self._agents.states, []
        return found

    def rest(self) -> tuple[list[Call], list[AgentState]]:
        """What is open now (P6, P8); it may still be corrected under the same keys."""
        return self._legs.rest(), self._agents.rest()

    def odd(self) -> dict[str, Unknown]:
        """What was counted and not used: unknown events, and known ones without their call."""
        strays = {f"{event} ?": Unknown(count, "") for event, count in self._legs.strays.items()}
        return {**self.unknown, **strays}

    def _handlers(self) -> dict[str, Handler]:
        legs, agents = self._legs, self._agents
        return {
            "ENTERQUEUE": legs.enter,
            "CONNECT": legs.connected,
            **dict.fromkeys(("COMPLETEAGENT", "COMPLETECALLER"), legs.complete),
            **dict.fromkeys(("RINGNOANSWER", "RINGCANCELED"), legs.ring),
            "ABANDON": legs.abandon,
            "EXITWITHTIMEOUT": legs.timeout,
            "EXITWITHKEY": legs.key_pressed,
            **dict.fromkeys(("EXITEMPTY", "WITHDRAW"), legs.overflow),
            "SYSCOMPAT": legs.dropped,
            **dict.fromkeys(("BLINDTRANSFER", "TRANSFER"), legs.transfer),
            "ATTENDEDTRANSFER": legs.attended,
            **dict.fromkeys(("JOINEMPTY", "FULL", "CLOSED"), legs.blocked),
            **dict.fromkeys(("LEAVEEMPTY", "DIVERT_CA_RATIO", "DIVERT_HOLDTIME"), legs.diverted),
            **dict.fromkeys(("AGENTLOGIN", "AGENTCALLBACKLOGIN"), agents.login),
            **dict.fromkeys(("AGENTLOGOFF", "AGENTCALLBACKLOGOFF"), agents.logoff),
            "ADDMEMBER": agents.add_member,
            "REMOVEMEMBER": agents.remove_member,
            **dict.fromkeys(("PAUSE", "PAUSEALL"), agents.pause),
            **dict.fromkeys(("UNPAUSE", "UNPAUSEALL"), agents.unpause),
            "WRAPUPSTART": agents.wrapup,
            "QUEUESTART": self._restarted,
            # AGENTDUMP: the agent hung up during the announcement; the caller still waits (P20).
            **dict.fromkeys(("CONFIGRELOAD", "AGENTDUMP", "PENALTY", "RINGINUSE"), _nothing),
        }

    def _restarted(self, _at: int, _fields: Fields) -> None:
        self._agents.restarted(self._last)
        self._on["CONNECT"] = self._connect_in_doubt

    def _connect_in_doubt(self, at: int, fields: Fields) -> None:
        self._legs.connected(at, fields)
        self._agents.took_a_call(fields[3])
        if not self._agents.doubtful:
            self._on["CONNECT"] = self._legs.connected

    def _sweep(self, now: int) -> None:
        """On the hour of the log's own time, so that it does not matter in which pieces it is read."""
        self._legs.sweep_at = now - now % HOUR_S + HOUR_S
        if self._legs.begins is None:
            self._legs.begins = now
        self._legs.give_up(now - STALE_S)
        self._agents.give_up(now - SILENCE_S)

    def _note(self, at: int, fields: Fields) -> None:
        tidy = [field.strip() for field in fields]
        known = self._on.get(tidy[4])
        if known is not None:
            return known(at, tidy)
        before = self.unknown.get(tidy[4])
        sample = before.sample if before else "|".join([*tidy[:5], *(NUMBERS.sub("#", one) for one in tidy[5:])])
        self.unknown[tidy[4][:80]] = Unknown((before.times if before else 0) + 1, sample[:SAMPLE])
        return None

    def dump(self) -> Dump:
        """Everything that is open, as plain JSON: with it another process goes on where this one stopped."""
        legs, agents = self._legs, self._agents
        return {
            "version": VERSION,
            "last": str(self._last),
            "sweep_at": legs.sweep_at,
            "begins": legs.begins,
            "again": [(*key, count) for key, count in legs.again.items()],
            "aliases": legs.aliases,
            "legs": [[getattr(leg, name) for name in Leg.__slots__] for leg in legs.open.values()],
            "spans": [[getattr(one, name) for name in Span.__slots__] for one in agents.open()],
            "again_spans": agents.again,
            "first": legs.first,
            "last_signs": legs.last,
            "doubtful": sorted(agents.doubtful),
        }

    def load(self, dumped: Dump) -> None:
        """Go on from what `dump` wrote; nothing is taken over from another version."""
        if dumped["version"] != VERSION:
            return
        legs, agents = self._legs, self._agents
        self._last, legs.sweep_at, legs.begins = int(dumped["last"]), dumped["sweep_at"], dumped["begins"]
        legs.aliases = dict(dumped["aliases"])
        legs.again = {(call_id, queue, at): count for call_id, queue, at, count in dumped["again"]}
        for values in dumped["legs"]:
            leg = Leg("", "", 0, 0, None)
            for name, value in zip(Leg.__slots__, values, strict=True):
                setattr(leg, name, value)
            legs.open[leg.call_id, leg.queue] = leg
        legs.first.update(dumped["first"])
        legs.last.update(dumped["last_signs"])
        agents.again = {agent: (at, count) for agent, (at, count) in dumped["again_spans"].items()}
        agents.revive(dumped["spans"])
        agents.doubtful = set(dumped["doubtful"])
        if agents.doubtful:
            self._on["CONNECT"] = self._connect_in_doubt


def _nothing(_at: int, _fields: Fields) -> None:
    """Known, and of no use to us."""
