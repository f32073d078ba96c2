"""What do callers feel right now, and what will they feel with the agents who are there? (domain.md 5.3, step 3)"""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from rules.handbook_surges import ImpactRules
from rules.staffing import Reinforcement, Traffic, reinforcement, service
from rules.surges import Impact


class Waited(NamedTuple):
    """One caller: `wait_s` is None while the caller still waits."""

    arrived_at: datetime
    wait_s: float | None
    answered: bool


class Crew(NamedTuple):
    """Who is there: agents free or busy, what they are offered, and how many more level 2 can find; None where nobody
    can say."""

    agents: int
    traffic: Traffic
    obtainable: int | None = None


def impact(callers: Sequence[Waited], crew: Crew | None, rules: ImpactRules, now: datetime) -> Impact:
    """The service level of those who arrived in the window, or of the last few where they were fewer, the queue as it
    stands, and what is to come. Whoever has waited longer than the goal allows is late, answered or not."""
    newest_first = sorted(callers, key=lambda one: one.arrived_at, reverse=True)
    decided = [one for one in newest_first if one.wait_s is not None or _so_far(one, now) > rules.within_s]
    recent = [one for one in decided if now - one.arrived_at <= rules.window]
    counted = recent if len(recent) >= rules.calls_at_least else decided[: rules.calls_at_least]
    waiting = [one for one in callers if one.wait_s is None]
    projected = service(crew.traffic, crew.agents, rules.within_s).service_level if crew else None
    missing = (
        missing_agents(crew, len(waiting), rules)
        if waiting or (projected is not None and projected < rules.goal)
        else None
    )
    return Impact(
        in_time=sum(one.answered and one.wait_s is not None and one.wait_s <= rules.within_s for one in counted),
        decided=len(counted),
        oldest_wait_s=max((_so_far(one, now) for one in waiting), default=0.0),
        waiting=len(waiting),
        agents=crew.agents if crew else None,
        projected=projected,
        missing=missing.more if missing else 0 if crew else None,
        obtainable=crew.obtainable if crew else None,
    )


def missing_agents(crew: Crew | None, waiting: int, rules: ImpactRules) -> Reinforcement | None:
    """About so many more agents would bring the goal back, those who wait now included; None where nobody knows who
    is there."""
    if crew is None:
        return None
    return reinforcement(crew.traffic, crew.agents, waiting, rules.goal, rules.within_s, rules.reinforced_for)


def _so_far(caller: Waited, now: datetime) -> float:
    return (now - caller.arrived_at).total_seconds()
