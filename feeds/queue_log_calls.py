"""How do the events of a queue log become calls? The legs that are open, and how each one ends (domain.md 2.3)."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from rules.calls import Call, Flag, Outcome

LATE_S = 2  # P5: an agent who leaves by `*` is told late; beyond this the feed's own seconds say when the talk ended
HOUR_S = 3600
STALE_S = 24 * 3600  # P6: some legs never end; what has waited or talked for a day is given up
STALE_MS = 1000 * STALE_S
NOBODY = "NONE"
HOURS = 64  # that are kept as moments

Fields = list[str]
Hash = Callable[[str], str | None]

OPEN, ANSWERED = Outcome.OPEN, Outcome.ANSWERED
_make = tuple.__new__  # Call(...) goes through a Python function; at millions of calls that is a tenth of the time


class _Hours(dict[int, datetime]):
    """The hours that are in use, by their number since 1970."""

    def __missing__(self, number: int) -> datetime:
        if len(self) >= HOURS:
            self.clear()
        self[number] = hour = datetime.fromtimestamp(number * HOUR_S, UTC)
        return hour


_HOURS = _Hours()
_SECONDS = [timedelta(seconds=second) for second in range(HOUR_S)]


def moment(epoch: int) -> datetime:
    """An aware UTC moment; to add to the hour is much faster than to ask the calendar."""
    return _HOURS[epoch // HOUR_S] + _SECONDS[epoch % HOUR_S]


def number(fields: Fields, index: int) -> int | None:
    """Whole seconds or milliseconds, None where the event has no such field; raises ValueError for anything else."""
    return int(fields[index]) if len(fields) > index and fields[index] else None


def member(name: str) -> str | None:
    return None if name == NOBODY or not name else name


class Leg:
    """One call in one queue, while it lasts; moments are epoch seconds."""

    __slots__ = (
        "agent",
        "answered",
        "call_id",
        "caller",
        "entered",
        "inferred",
        "missed",
        "missed_ms",
        "nth",
        "queue",
        "ring",
        "wait",
    )

    def __init__(self, call_id: str, queue: str, entered: int, nth: int, caller: str | None) -> None:
        self.call_id = call_id
        self.queue = queue
        self.entered = entered
        self.nth = nth
        self.caller = caller
        self.answered: int | None = None
        self.agent: str | None = None
        self.wait: int | None = None
        self.ring: int | None = None
        self.missed = self.missed_ms = 0
        self.inferred = False

    def ended(
        self, at: int | None, outcome: Outcome, talk: int | None, transferred: bool | None, flags: tuple[Flag, ...]
    ) -> Call:
        """The finished call; `at` is None where nobody says when it ended."""
        call_id, queue, wait = self.call_id, self.queue, self.wait
        entered, answered = self.entered, self.answered
        if wait is None and at is not None:
            wait = (at if answered is None else answered) - entered
        values = (
            f"{call_id}|{queue}|{entered}|{self.nth}",
            call_id,
            queue,
            _HOURS[entered // HOUR_S] + _SECONDS[entered % HOUR_S],  # faster than three calls of `moment`
            None if answered is None else _HOURS[answered // HOUR_S] + _SECONDS[answered % HOUR_S],
            None if at is None else _HOURS[at // HOUR_S] + _SECONDS[at % HOUR_S],
            outcome,
            wait,
            self.ring,
            self.missed,
            self.missed_ms / 1000,
            talk,
            None,  # hold and after-call work are in no event (P12)
            None,
            self.agent,
            transferred,
            self.caller,
            None,
            (*flags, Flag.INFERRED) if self.inferred else flags,
        )
        return _make(Call, values)

    def unended(self, *more: Flag) -> Call:
        """P6: nothing says how it went on; nothing is invented."""
        if self.answered is None:
            return self.ended(None, OPEN, None, None, (Flag.NO_EXIT, *more))
        return self.ended(None, ANSWERED, None, None, (Flag.NO_COMPLETE, *more))


class Legs:
    """The open legs, and the finished calls since they were last fetched.

    The three events of an ordinary call are read without a detour; what is odd goes through `_talked` and `_found`.
    `first` and `last` are the signs of life of each agent (P9); `sweep` is called when an hour of the log is over.
    """

    def __init__(self, hash_of: Hash, sweep: Callable[[int], None]) -> None:
        self._hash = hash_of
        self._sweep = sweep
        self.sweep_at = 0
        self.open: dict[tuple[str, str], Leg] = {}
        self.aliases: dict[str, str] = {}  # P3: the caller's id to that of the consultation
        self.again: dict[tuple[str, str, int], int] = {}  # who left a queue in the second of entering, and how often
        self.first: dict[str, int] = {}
        self.last: dict[str, int] = {}
        self.begins: int | None = None
        self.calls: list[Call] = []
        self.strays: dict[str, int] = {}

    def enter(self, at: int, fields: Fields) -> None:
        key = fields[1], fields[2]
        if at >= self.sweep_at or at < self.sweep_at - HOUR_S:
            self._sweep(at)
        caller = self._hash(fields[6]) if len(fields) > 6 and fields[6] else None
        leg = Leg(fields[1], fields[2], at, 0, caller)
        before = self.open.setdefault(key, leg)
        if before is not leg:  # P6: it entered again, and nobody said that it had left
            self._closed(before, at)
            self.calls.append(before.unended())
            self.open[key] = leg
        if self.again:
            leg.nth = self.again.get((*key, at), 0)

    def connected(self, at: int, fields: Fields) -> None:
        agent = fields[3]
        wait = int(fields[5]) if fields[5] else None
        ring = int(fields[7]) if len(fields) > 7 and fields[7] else None
        self.last[agent] = at
        if agent not in self.first:
            self.first[agent] = at
        leg = self.open.get((fields[1], fields[2])) or self._found(fields, at, wait)
        if leg is not None:
            leg.answered, leg.agent = at, agent
            leg.wait, leg.ring = wait, ring

    def complete(self, at: int, fields: Fields) -> None:
        """COMPLETEAGENT, COMPLETECALLER: hold s, talk s, original position."""
        key = fields[1], fields[2]
        leg = self.open.get(key)
        if leg is None or leg.wait is None or leg.answered is None or leg.entered == at or self.aliases:
            return self._talked(at, fields, number(fields, 5), number(fields, 6), False)
        talk = int(fields[6])
        if at - leg.answered - talk > LATE_S:
            return self._talked(at, fields, number(fields, 5), talk, False)
        self.calls.append(leg.ended(at, ANSWERED, talk, False, ()))
        self.last[fields[3]] = at
        del self.open[key]
        return None

    def transfer(self, at: int, fields: Fields) -> None:
        """BLINDTRANSFER and the old TRANSFER: extension, context, and since 1.4 hold s, talk s."""
        self._talked(at, fields, number(fields, 7), number(fields, 8), True)

    def attended(self, at: int, fields: Fields) -> None:
        """ATTENDEDTRANSFER; a LINK has a second channel, which moves what follows by one (P22)."""
        first = 8 if fields[5] == "LINK" else 7
        wait, talk = number(fields, first), number(fields, first + 1)
        if (fields[1], fields[2]) not in self.open:
            fields = self._consulted(fields, wait)
        self._talked(at, fields, wait, talk, True)

    def abandon(self, at: int, fields: Fields) -> None:
        """Position, original position, wait s; the member where the caller left during the announcement (P16)."""
        self._left(at, fields, Outcome.ABANDONED, 7)

    def dropped(self, at: int, fields: Fields) -> None:
        """SYSCOMPAT: the channels do not fit, the caller is lost."""
        self._left(at, fields, Outcome.ABANDONED, None)

    def timeout(self, at: int, fields: Fields) -> None:
        self._left(at, fields, Outcome.TIMEOUT, 7)

    def key_pressed(self, at: int, fields: Fields) -> None:
        self._left(at, fields, Outcome.OVERFLOW, 8)  # the key comes first, so the wait is the fourth

    def overflow(self, at: int, fields: Fields) -> None:
        """EXITEMPTY, WITHDRAW: position, original position, wait s."""
        self._left(at, fields, Outcome.OVERFLOW, 7)

    def diverted(self, at: int, fields: Fields) -> None:
        """LEAVEEMPTY ends a leg; DIVERT_* send elsewhere a call that never entered."""
        if (fields[1], fields[2]) in self.open:
            return self._left(at, fields, Outcome.OVERFLOW, None)
        return self._kept_out(at, fields, Outcome.OVERFLOW)

    def blocked(self, at: int, fields: Fields) -> None:
        self._kept_out(at, fields, Outcome.BLOCKED)

    def ring(self, at: int, fields: Fields) -> None:
        """RINGNOANSWER, RINGCANCELED: milliseconds (P1). Ringall floods it with 0 ms, which are none (P2)."""
        agent, for_ms = fields[3], int(fields[5])
        self.last[agent] = at
        if agent not in self.first:
            self.first[agent] = at
        if 0 < for_ms < STALE_MS:
            leg = self.open.get((fields[1], fields[2]))
            if leg is not None:
                leg.missed += 1
                leg.missed_ms += for_ms

    def give_up(self, before: int) -> None:
        """Legs from before this moment of which nothing was heard."""
        self.again.clear()
        for key in [key for key, leg in self.open.items() if leg.entered < before]:
            self.calls.append(self.open.pop(key).unended())

    def rest(self) -> list[Call]:
        return [leg.unended(Flag.OPEN_END) for leg in self.open.values()]

    def _talked(self, at: int, fields: Fields, wait: int | None, talk: int | None, transferred: bool) -> None:
        self.last[fields[3]] = at
        leg = self.open.get((fields[1], fields[2])) or self._found(fields, at - (talk or 0), wait)
        if leg is None:
            return
        self._closed(leg, at)
        if leg.answered is None:
            leg.answered, leg.agent = at - (talk or 0), member(fields[3])
        if wait is not None:
            leg.wait = wait
        if talk is None:
            talk = at - leg.answered
        elif at - leg.answered - talk > LATE_S:
            at = leg.answered + talk
        self.calls.append(leg.ended(at, ANSWERED, talk, transferred, ()))

    def _left(self, at: int, fields: Fields, outcome: Outcome, wait_at: int | None) -> None:
        wait = None if wait_at is None else number(fields, wait_at)
        leg = self.open.get((fields[1], fields[2])) or self._found(fields, at, wait)
        if leg is None:
            return
        self._closed(leg, at)
        leg.wait, leg.agent, leg.answered = wait, member(fields[3]), None
        self.calls.append(leg.ended(at, outcome, None, None, ()))

    def _kept_out(self, at: int, fields: Fields, outcome: Outcome) -> None:
        leg = Leg(fields[1], fields[2], at, 0, None)
        leg.wait = 0
        self.calls.append(leg.ended(at, outcome, None, None, ()))

    def _closed(self, leg: Leg, at: int) -> None:
        self.open.pop((leg.call_id, leg.queue), None)
        if at == leg.entered:  # should it enter again within this second, it must not get the same key
            self.again[leg.call_id, leg.queue, at] = leg.nth + 1
        if self.aliases:
            self.aliases = {caller: other for caller, other in self.aliases.items() if other != leg.call_id}

    def _consulted(self, fields: Fields, wait: int | None) -> Fields:
        """P3: the transfer is told under the consultation's id; whose talk it ends, agent, queue and wait tell."""
        for leg in self.open.values():
            if leg.queue == fields[2] and leg.agent == fields[3] and leg.wait == wait:
                self.aliases[leg.call_id] = fields[1]
                return [fields[0], leg.call_id, *fields[2:]]
        return fields

    def _found(self, fields: Fields, answered: int, wait: int | None) -> Leg | None:
        """The leg of an event whose call is not open under its id: a transferred one, or one from before the data."""
        other = self.aliases.get(fields[1])
        if other is not None and (other, fields[2]) in self.open:
            return self.open[other, fields[2]]
        entered = answered - (wait or 0)
        moment(entered)
        if wait is not None and (self.begins is None or entered < self.begins):
            leg = self.open[fields[1], fields[2]] = Leg(fields[1], fields[2], entered, 0, None)
            leg.inferred = True
            return leg
        # Its beginning should have been seen: told twice (P21), or never there. To count it would be to invent a call.
        self.strays[fields[4]] = self.strays.get(fields[4], 0) + 1
        return None
