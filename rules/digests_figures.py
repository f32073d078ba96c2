"""What do the figures from elsewhere add up to: cost, attendance, headcount, scores?"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from rules.calls import Figure
from rules.digests_counts import Sums
from rules.digests_facts import Facts, Kind, Scope, Window

HOUR_S = 3600
MONTHS = 12


class FigureAmount(NamedTuple):
    """Which kind of figure counts, and what each adds."""

    kinds: tuple[str, ...]
    of: Callable[[float], float]


def _itself(value: float) -> float:
    return value


FIGURE_AMOUNTS: Mapping[str, FigureAmount] = {
    "cost": FigureAmount(("cost",), _itself),
    "blocked_calls": FigureAmount(("blocked_calls",), _itself),
    "attempts": FigureAmount(("attempts",), _itself),
    "planned": FigureAmount(("planned",), _itself),
    "present": FigureAmount(("present",), _itself),
    "errors": FigureAmount(("errors",), _itself),
    "first_call_resolved": FigureAmount(("first_call_resolved",), _itself),
    "monitoring_points": FigureAmount(("monitoring_score",), _itself),
    "monitoring_scores": FigureAmount(("monitoring_score",), lambda _: 1),
    # Told month by month: twelve times the leavers over the mean of opening and closing headcount is a year's rate.
    "leavers_a_year": FigureAmount(("leavers",), lambda people: MONTHS * people),
    "headcount": FigureAmount(("headcount_open", "headcount_close"), lambda people: people / 2),
    "paid_s": FigureAmount(("paid_hours",), lambda hours: hours * HOUR_S),
    "exceptions_s": FigureAmount(("exception_hours",), lambda hours: hours * HOUR_S),
    "overtime_s": FigureAmount(("overtime_hours",), lambda hours: hours * HOUR_S),
}


def figure_sums(facts: Facts, scope: Scope) -> list[Sums]:
    """The amounts of figures for a scope, each with its flags, from periods that lie in the window whole.

    The scope's own figures where there are any; for the centre else those of teams, for both else those of agents.
    """
    return [_sum(facts, scope, name, amount) for name, amount in FIGURE_AMOUNTS.items()]


def _sum(facts: Facts, scope: Scope, name: str, amount: FigureAmount) -> Sums:
    used = figures_for(facts, scope, amount.kinds)
    whole = [one for one in used if lies_in(one, facts.window)]
    if {one.kind for one in whole} != set(amount.kinds):
        return Sums({}, Counter())
    flags = Counter({"longer_period": len(used) - len(whole), "part_of_period": not _covers(whole, facts.window)})
    return Sums({name: sum(amount.of(one.value) for one in whole)}, +flags)


def figures_for(facts: Facts, scope: Scope, kinds: Sequence[str]) -> list[Figure]:
    """The figures of these kinds that speak of a scope and touch the window, at the nearest level that has any."""
    by_level: dict[int, list[Figure]] = defaultdict(list)
    for one in facts.figures:
        level = _level(one.about, scope, facts)
        if level is not None and one.kind in kinds and _touches(one, facts.window):
            by_level[level].append(one)
    return by_level[min(by_level)] if by_level else []


def _level(about: str, scope: Scope, facts: Facts) -> int | None:
    """0 for the scope itself, 1 for its teams, 2 for its agents; None for somebody else."""
    if about == scope.about:
        return 0
    kind, _, name = about.partition(":")
    if kind == Kind.TEAM and scope.kind is Kind.CENTRE:
        return 1
    if kind != Kind.AGENT or scope.kind not in (Kind.CENTRE, Kind.TEAM):
        return None
    worker = facts.workers.get(name)
    return 2 if scope.kind is Kind.CENTRE or (worker and worker.team == scope.name) else None


def _touches(one: Figure, window: Window) -> bool:
    return one.from_at < window.to_at and window.from_at < one.to_at


def lies_in(one: Figure, window: Window) -> bool:
    return window.from_at <= one.from_at and one.to_at <= window.to_at


def _covers(some: Iterable[Figure], window: Window) -> bool:
    """Whether the periods leave no part of the window out."""
    reached = window.from_at
    for one in sorted(some, key=lambda one: one.from_at):
        if one.from_at > reached:
            return False
        reached = max(reached, one.to_at)
    return reached >= window.to_at
