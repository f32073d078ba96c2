"""What did each agent's time come to, against the roster where there is one?"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple, TypeVar

from rules.calls import AgentState, Call, Flag
from rules.digests_adherence import Activity, Adherence, Planned, adherence, schedule
from rules.digests_counts import Sums, Why, told_flags
from rules.digests_facts import Facts, Window
from rules.digests_time import ON_QUEUE, Doing, Stretch, add_up, cut, timeline
from rules.handbook import DigestRules

Row = TypeVar("Row", AgentState, Call)


class AgentTime(NamedTuple):
    """One agent's window, cut at now: what they did, what was planned, and what both come to.

    `session` adds up what they did, `roster` sets it against their shift; without a shift there is nothing in it.
    """

    window: Window
    line: Sequence[Stretch]
    planned: Sequence[Planned]
    kept: Adherence
    session: Sums
    roster: Sums


class Times(NamedTuple):
    """Everybody's time, and who is left out of it, by reason."""

    agents: Mapping[str, AgentTime]
    left_out: Mapping[Why, Sequence[str]]


def times(facts: Facts, rules: DigestRules) -> Times:
    """The time of all agents whom the phone system or the roster knows.

    Somebody with a shift of whom no state is told was absent, if states are told of others; if not, nothing is known.
    """
    states, calls = by_agent(facts.states), by_agent(facts.calls)
    found: dict[str, AgentTime] = {}
    left_out: dict[Why, list[str]] = defaultdict(list)
    for agent in sorted(states.keys() | calls.keys() | _expected(facts)):
        window = _until_now(facts, agent)
        if window.from_at >= window.to_at:
            continue
        line = timeline(window, states.get(agent, ()), calls.get(agent, ()), rules)
        if line is None and (agent in calls or agent in states):
            left_out[Why.NO_STATES].append(agent)
            continue
        planned = schedule(facts.shifts.get(agent, ()), facts.outings.get(agent, ()), window)
        if not planned:
            left_out[Why.NO_SHIFT].append(agent)
        answered = answered_in(calls.get(agent, ()), window)
        flags = Counter(_flags(states.get(agent, ()), window, facts))
        flags.update(flag for call in answered for flag in told_flags(call))
        line = line or [Stretch(Doing.LOGGED_OUT, *window)]
        kept = adherence(planned, line, rules)
        session, roster = _session(line, len(answered)), _rostered(line, planned, kept) if planned else {}
        found[agent] = AgentTime(window, line, planned, kept, Sums(session, flags), Sums(roster, flags))
    return Times(found, left_out)


def within(times: Times, window: Window, calls: Iterable[Call], rules: DigestRules) -> dict[str, AgentTime]:
    """Everybody's time in a part of their window, such as half an hour; a shift elsewhere in the day is 0 s here."""
    theirs = by_agent(calls)
    found: dict[str, AgentTime] = {}
    for agent, one in times.agents.items():
        line = cut(one.line, window)
        if not line:
            continue
        planned = [piece for whole in one.planned for piece in _clipped(whole, window)]
        kept = adherence(planned, line, rules)
        session = Sums(_session(line, len(answered_in(theirs.get(agent, ()), window))), one.session.flags)
        roster = Sums(_rostered(line, planned, kept) if one.planned else {}, one.roster.flags)
        found[agent] = AgentTime(window, line, planned, kept, session, roster)
    return found


def answered_in(calls: Iterable[Call], window: Window) -> list[Call]:
    """An agent's calls count where they were answered."""
    return [call for call in calls if call.answered_at and window.from_at <= call.answered_at < window.to_at]


def by_agent(rows: Iterable[Row]) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        if row.agent is not None:
            found[row.agent].append(row)
    return found


def _expected(facts: Facts) -> set[str]:
    """Agents with a shift; only where some states are told can it be said that theirs are missing."""
    if not facts.states:
        return set()
    return {agent for agent, worker in facts.workers.items() if worker.takes_calls and facts.shifts.get(agent)}


def _until_now(facts: Facts, agent: str) -> Window:
    window = facts.own_window(agent)
    return Window(window.from_at, min(window.to_at, facts.now))


def _session(line: Sequence[Stretch], answered: int) -> dict[str, float]:
    did = add_up(line)
    signed_in_s = sum(seconds for doing, seconds in did.items() if doing is not Doing.LOGGED_OUT)
    amounts = {
        "signed_in_s": signed_in_s,
        "signed_in_h": signed_in_s / 3600,
        "signed_in_answered": answered,
        "talking_s": did.get(Doing.TALKING, 0),
        "ready_s": did.get(Doing.READY, 0),
        "not_ready_s": did.get(Doing.NOT_READY, 0) + did.get(Doing.WORK, 0),
        "work_s": did.get(Doing.WORK, 0),
    }
    # A phone system that tells no after-call work anywhere has told no zero.
    return amounts | ({"acw_time_s": did[Doing.ACW]} if did.get(Doing.ACW) else {})


def _rostered(line: Sequence[Stretch], planned: Sequence[Planned], kept: Adherence) -> dict[str, float]:
    """What is measured against the roster, so that nobody's time stands above without their shift below."""
    did = add_up(line)
    signed_in_s = sum(seconds for doing, seconds in did.items() if doing is not Doing.LOGGED_OUT)
    amounts = {
        "rostered": float(bool(planned)),
        "rostered_signed_in": float(bool(planned) and signed_in_s > 0),
        "rostered_signed_in_s": signed_in_s,
        "rostered_on_queue_s": sum(did.get(doing, 0) for doing in ON_QUEUE),
        "rostered_work_s": did.get(Doing.WORK, 0),
        "rostered_talking_s": did.get(Doing.TALKING, 0),
        "scheduled_s": sum(one.seconds for one in planned),
        "lunch_s": sum(one.seconds for one in planned if one.activity is Activity.LUNCH),
        "rest_s": sum(one.seconds for one in planned if one.activity is Activity.BREAK),
        "shrinkage_s": kept.off_queue_s,
        "adherent_s": kept.adherent_s,
        "adherence_scheduled_s": kept.scheduled_s,
        "on_queue_scheduled_s": kept.on_queue_scheduled_s,
    }
    return amounts | ({"rostered_acw_s": did[Doing.ACW]} if did.get(Doing.ACW) else {})


def _flags(states: Iterable[AgentState], window: Window, facts: Facts) -> Iterable[str]:
    """The flags of states in a window. What lasts beyond it was never seen to end (P8); before that it is just life."""
    is_over = window.to_at < facts.now
    for state in states:
        if state.from_at >= window.to_at or (state.to_at and state.to_at <= window.from_at):
            continue  # somebody else's night reaches further than this window
        yield from (flag for flag in state.flags if flag is not Flag.OPEN_END)
        if is_over and (state.to_at is None or Flag.OPEN_END in state.flags):
            yield Flag.OPEN_END


def _clipped(piece: Planned, window: Window) -> list[Planned]:
    begins, ends = max(piece.from_at, window.from_at), min(piece.to_at, window.to_at)
    return [piece._replace(from_at=begins, to_at=ends)] if begins < ends else []
