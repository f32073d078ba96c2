"""Where does this number come from? What an auditor asks: inputs, rows counted, rows left out and why."""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import NamedTuple

from rules.calls import Call
from rules.digests import INDICATORS, SIGNS, Indicator, Measure
from rules.digests_adherence import Deviation
from rules.digests_counts import AGENT_VIEW, QUEUE_VIEW, Why, left_out
from rules.digests_facts import Kind, Scope
from rules.digests_figures import FIGURE_AMOUNTS, figures_for, lies_in
from rules.digests_scopes import Digest
from rules.handbook import DigestRules

EXAMPLES = 3


class Rows(StrEnum):
    """What an amount is counted over."""

    CALLS = "calls"
    AGENTS = "agents"
    FIGURES = "figures"


class LeftOut(NamedTuple):
    """Rows that do not count, why, and the first of them."""

    why: Why
    rows: int
    examples: tuple[str, ...]


class Input(NamedTuple):
    """One amount of a formula; a value of None is not told."""

    term: str
    value: float | None
    over: Rows
    rows: int
    left_out: tuple[LeftOut, ...]


class Explanation(NamedTuple):
    """One number, taken apart."""

    key: str
    scope: Scope
    indicator: Indicator
    measure: Measure
    inputs: Sequence[Input]
    deviations: Sequence[tuple[str, Deviation]]
    rules: DigestRules


def explain(digest: Digest, scope: Scope, key: str) -> Explanation:
    """One indicator of one scope; for adherence with the list of exceptions, the longest first (AD-02)."""
    indicator = INDICATORS[key]
    amounts = {name: value for sums in digest.sums(scope) for name, value in sums.amounts.items()}
    terms = dict.fromkeys((*indicator.numerator, *indicator.denominator))
    return Explanation(
        key=key,
        scope=scope,
        indicator=indicator,
        measure=digest.measures(scope)[key],
        inputs=[_input(digest, scope, term, amounts) for term in terms],
        deviations=deviations(digest, scope) if key == "adherence" else (),
        rules=digest.rules,
    )


def as_seen_by(one: Explanation, names: Mapping[str, str]) -> Explanation:
    """With names for employee numbers, and without whomever the reader may not read: those are not in `names`."""
    return one._replace(
        deviations=[(names[agent], deviation) for agent, deviation in one.deviations if agent in names],
        inputs=[_seen(given, names) if given.over is Rows.AGENTS else given for given in one.inputs],
    )


def deviations(digest: Digest, scope: Scope) -> list[tuple[str, Deviation]]:
    """Who did not keep to the schedule, when and how; the longest first."""
    agents = digest.times.agents
    found = [
        (agent, one) for agent in digest.agents_of(scope) if agent in agents for one in agents[agent].kept.deviations
    ]
    return sorted(found, key=lambda one: -one[1].seconds)


def _input(digest: Digest, scope: Scope, term: str, amounts: Mapping[str, float]) -> Input:
    name = term.lstrip(SIGNS)
    view = QUEUE_VIEW if scope.kind in (Kind.CENTRE, Kind.QUEUE) else AGENT_VIEW
    if name in QUEUE_VIEW:
        calls = digest.calls_of(scope) if name in view else []
        rows, others = left_out(calls, view[name], digest.rules) if name in view else (0, {})
        examples = {why: [_example(call) for call in some] for why, some in others.items()}
        return Input(term, amounts.get(name), Rows.CALLS, rows, _named(examples))
    if name in FIGURE_AMOUNTS:
        used = figures_for(digest.facts, scope, FIGURE_AMOUNTS[name].kinds)
        longer = [f"{one.kind} {one.value:g}" for one in used if not lies_in(one, digest.facts.window)]
        return Input(
            term, amounts.get(name), Rows.FIGURES, len(used) - len(longer), _named({Why.LONGER_PERIOD: longer})
        )
    return _of_time(digest, scope, term, amounts.get(name))


def _seen(given: Input, names: Mapping[str, str]) -> Input:
    seen = [one._replace(examples=tuple(names[a] for a in one.examples if a in names)) for one in given.left_out]
    return given._replace(left_out=tuple(seen))


def _of_time(digest: Digest, scope: Scope, term: str, value: float | None) -> Input:
    name, mine = term.lstrip(SIGNS), digest.agents_of(scope)
    times = digest.times
    counted = [
        agent
        for agent, time in times.agents.items()
        if agent in mine and (name in time.session.amounts or name in time.roster.amounts)
    ]
    is_rostered = any(name in time.roster.amounts for time in times.agents.values())
    reasons = (Why.NO_STATES, Why.NO_SHIFT) if is_rostered else (Why.NO_STATES,)
    missing = {why: [agent for agent in times.left_out.get(why, ()) if agent in mine] for why in reasons}
    return Input(term, value, Rows.AGENTS, len(counted), _named(missing))


def _named(rows: Mapping[Why, Sequence[str]]) -> tuple[LeftOut, ...]:
    return tuple(LeftOut(why, len(some), tuple(some[:EXAMPLES])) for why, some in rows.items() if some)


def _example(call: Call) -> str:
    """A row that can be found again in the phone system."""
    return f"{call.call_id} ({call.queue})"
