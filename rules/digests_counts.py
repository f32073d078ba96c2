"""What do the calls add up to? Each amount is declared once: which rows it counts, and why it leaves out others."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from enum import StrEnum
from typing import NamedTuple

from rules.calls import Call, Flag, Outcome
from rules.handbook import DigestRules


class Why(StrEnum):
    """Why a row is left out of an amount."""

    ENDED_OTHERWISE = "ended_otherwise"
    AFTER_THE_LIMIT = "after_the_limit"
    NEVER_WAITED = "never_waited"
    NOT_TRANSFERRED = "not_transferred"
    WAIT_UNKNOWN = "wait_unknown"
    TALK_UNKNOWN = "talk_unknown"
    HOLD_UNKNOWN = "hold_unknown"
    ACW_UNKNOWN = "acw_unknown"
    RING_UNKNOWN = "ring_unknown"
    TRANSFER_UNKNOWN = "transfer_unknown"
    NO_STATES = "no_states"  # no report says when this agent was signed in
    NO_SHIFT = "no_shift"  # no shift is on the roster for this agent
    LONGER_PERIOD = "longer_period"  # the figure is told for more than this window


UNKNOWN = frozenset(why for why in Why if why.endswith("_unknown"))


class Sums(NamedTuple):
    """Amounts by name; one that nothing tells is not there. Flags of the rows, counted."""

    amounts: dict[str, float]
    flags: Counter[str]


class CallAmount(NamedTuple):
    """What of a call counts, among the calls that ended in one of these ways."""

    outcomes: tuple[Outcome, ...]
    of: Callable[[Call, DigestRules], float | Why]


def _one(call: Call, rules: DigestRules) -> float | Why:
    return 1


def _wait(call: Call, rules: DigestRules) -> float | Why:
    return Why.WAIT_UNKNOWN if call.wait_s is None else call.wait_s


def _waits(call: Call, rules: DigestRules) -> float | Why:
    return Why.WAIT_UNKNOWN if call.wait_s is None else 1


def _queued(call: Call, rules: DigestRules) -> float | Why:
    if call.wait_s is None:
        return Why.WAIT_UNKNOWN
    return 1 if call.wait_s > 0 else Why.NEVER_WAITED


def _within(limit: Callable[[DigestRules], float]) -> Callable[[Call, DigestRules], float | Why]:
    """Whether the wait was at most the limit; exactly the limit is within, as in Asterisk (domain.md 1.4)."""

    def within(call: Call, rules: DigestRules) -> float | Why:
        if call.wait_s is None:
            return Why.WAIT_UNKNOWN
        return 1 if call.wait_s <= limit(rules) else Why.AFTER_THE_LIMIT

    return within


def _rings(call: Call, rules: DigestRules) -> float | Why:
    rings = call.missed_rings + (call.ring_s is not None)
    return rings or Why.RING_UNKNOWN


def _ring(call: Call, rules: DigestRules) -> float | Why:
    if call.ring_s is None and not call.missed_rings:
        return Why.RING_UNKNOWN
    return (call.ring_s or 0) + call.missed_ring_s


def _cycles(call: Call, rules: DigestRules) -> float | Why:
    return Why.RING_UNKNOWN if call.ring_s is None else call.ring_s / rules.ring_cycle_s


def _answer_rings(call: Call, rules: DigestRules) -> float | Why:
    return Why.RING_UNKNOWN if call.ring_s is None else 1


def _answer_ring(call: Call, rules: DigestRules) -> float | Why:
    return Why.RING_UNKNOWN if call.ring_s is None else call.ring_s


def _talk(call: Call, rules: DigestRules) -> float | Why:
    return Why.TALK_UNKNOWN if call.talk_s is None else call.talk_s


def _talks(call: Call, rules: DigestRules) -> float | Why:
    return Why.TALK_UNKNOWN if call.talk_s is None else 1


def _hold(call: Call, rules: DigestRules) -> float | Why:
    return Why.HOLD_UNKNOWN if call.hold_s is None else call.hold_s


def _holds(call: Call, rules: DigestRules) -> float | Why:
    return Why.HOLD_UNKNOWN if call.hold_s is None else 1


def _acw(call: Call, rules: DigestRules) -> float | Why:
    return Why.ACW_UNKNOWN if call.acw_s is None else call.acw_s


def _acws(call: Call, rules: DigestRules) -> float | Why:
    return Why.ACW_UNKNOWN if call.acw_s is None else 1


def _handle(call: Call, rules: DigestRules) -> float | Why:
    return Why.TALK_UNKNOWN if call.talk_s is None else call.talk_s + (call.hold_s or 0) + (call.acw_s or 0)


def _transferred(call: Call, rules: DigestRules) -> float | Why:
    if call.transferred is None:
        return Why.TRANSFER_UNKNOWN
    return 1 if call.transferred else Why.NOT_TRANSFERRED


def _transfers_told(call: Call, rules: DigestRules) -> float | Why:
    return Why.TRANSFER_UNKNOWN if call.transferred is None else 1


EVERY = tuple(Outcome)
A, B = (Outcome.ANSWERED,), (Outcome.ABANDONED,)

# Every call that an agent took, wherever it is looked at from.
ANSWERED_AMOUNTS: Mapping[str, CallAmount] = {
    "answered": CallAmount(A, _one),
    "answered_waits": CallAmount(A, _waits),
    "answered_wait_s": CallAmount(A, _wait),
    "answered_within": CallAmount(A, _within(lambda rules: rules.answer_within_s)),
    "answer_ring_cycles": CallAmount(A, _cycles),
    "answer_rings": CallAmount(A, _answer_rings),
    "talks": CallAmount(A, _talks),
    "talk_s": CallAmount(A, _talk),
    "handle_s": CallAmount(A, _handle),
    "holds": CallAmount(A, _holds),
    "hold_s": CallAmount(A, _hold),
    "acws": CallAmount(A, _acws),
    "acw_s": CallAmount(A, _acw),
    "transferred": CallAmount(A, _transferred),
    "transfers_told": CallAmount(A, _transfers_told),
}

# Whoever hung up did so in a queue, not with an agent: these are told for the centre and for queues only.
QUEUE_AMOUNTS: Mapping[str, CallAmount] = {
    "offered": CallAmount(EVERY, _one),
    "abandoned": CallAmount(B, _one),
    "timed_out": CallAmount((Outcome.TIMEOUT,), _one),
    "overflowed": CallAmount((Outcome.OVERFLOW,), _one),
    "blocked": CallAmount((Outcome.BLOCKED,), _one),
    "unended": CallAmount((Outcome.OPEN,), _one),
    "abandoned_waits": CallAmount(B, _waits),
    "abandoned_wait_s": CallAmount(B, _wait),
    "abandoned_within": CallAmount(B, _within(lambda rules: rules.answer_within_s)),
    "abandoned_short": CallAmount(B, _within(lambda rules: rules.short_abandon_s)),
    "queued": CallAmount(EVERY, _queued),
    "queue_wait_s": CallAmount(EVERY, _wait),
    "rings": CallAmount(EVERY, _rings),
    "ring_s": CallAmount(EVERY, _ring),
}

# The phones that rang for an agent: those who missed a ring are not named in a call, so only answered ones are theirs.
AGENT_RINGS: Mapping[str, CallAmount] = {
    "rings": CallAmount(A, _answer_rings),
    "ring_s": CallAmount(A, _answer_ring),
}

QUEUE_VIEW: Mapping[str, CallAmount] = {**ANSWERED_AMOUNTS, **QUEUE_AMOUNTS}
AGENT_VIEW: Mapping[str, CallAmount] = {**ANSWERED_AMOUNTS, **AGENT_RINGS}


def count(calls: Iterable[Call], declared: Mapping[str, CallAmount], rules: DigestRules) -> Sums:
    """All amounts of some calls, and the flags of their rows."""
    by_outcome: dict[Outcome, list[Call]] = {outcome: [] for outcome in Outcome}
    flags: Counter[str] = Counter()
    for call in calls:
        by_outcome[call.outcome].append(call)
        if call.flags:
            flags.update(told_flags(call))
    amounts: dict[str, float] = {}
    for name, amount in declared.items():
        if amount.of is _one:
            amounts[name] = sum(len(by_outcome[outcome]) for outcome in amount.outcomes)
            continue
        told = [amount.of(call, rules) for outcome in amount.outcomes for call in by_outcome[outcome]]
        counted = [value for value in told if not isinstance(value, Why)]
        # Where the feed tells nothing of it there is no amount, and no zero.
        if counted or not any(value in UNKNOWN for value in told):
            amounts[name] = sum(counted)
    return Sums(amounts, flags)


def told_flags(call: Call) -> list[Flag]:
    """A call without an end says already what is missing of it."""
    return [flag for flag in call.flags if flag is not Flag.OPEN_END]


def left_out(calls: Sequence[Call], amount: CallAmount, rules: DigestRules) -> tuple[int, dict[Why, list[Call]]]:
    """How many rows an amount counts, and those that it does not, by reason."""
    rows, others = 0, defaultdict[Why, list[Call]](list)
    for call in calls:
        value = amount.of(call, rules) if call.outcome in amount.outcomes else Why.ENDED_OTHERWISE
        if isinstance(value, Why):
            others[value].append(call)
        else:
            rows += 1
    return rows, others


def added(sums: Iterable[Sums]) -> Sums:
    """Several together: amounts are added up, ratios never (domain.md 1.5)."""
    amounts: dict[str, float] = defaultdict(float)
    flags: Counter[str] = Counter()
    for one in sums:
        for name, value in one.amounts.items():
            amounts[name] += value
        if one.flags:
            flags.update(one.flags)
    return Sums(dict(amounts), flags)
