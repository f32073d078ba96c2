"""Are the right number of agents asked for, and do callers get what the formulas promise? (domain.md 6)"""

import math
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rules import staffing
from rules.staffing import Traffic

HALF_HOUR = 1800
NEARLY = {"abs": 6e-7}  # the reference values are printed with six decimals

traffics = st.builds(
    Traffic,
    calls_per_s=st.floats(0.001, 5),
    aht_s=st.floats(20, 900),
    patience_s=st.none() | st.floats(10, 1800),
)
crews = st.integers(1, 600)


@pytest.mark.parametrize(("load", "agents", "blocked"), [(10, 10, 0.214582), (48, 50, 0.083337), (100, 100, 0.075700)])
def test_so_many_calls_find_every_agent_busy(load: float, agents: int, blocked: float) -> None:
    assert staffing.erlang_b(load, agents) == pytest.approx(blocked, **NEARLY)


@pytest.mark.parametrize(
    ("agents", "waiting", "level", "asa", "occupancy"),
    [
        (11, 0.682118, 0.389614, 122.78, 0.9091),
        (12, 0.449388, 0.640158, 40.44, 0.8333),
        (13, 0.285270, 0.795595, 17.12, 0.7692),
        (14, 0.174132, 0.888350, 7.84, 0.7143),
        (15, 0.102042, 0.941453, 3.67, 0.6667),
    ],
)
def test_a_small_centre_of_patient_callers(
    agents: int, waiting: float, level: float, asa: float, occupancy: float
) -> None:
    got = staffing.service(Traffic(10 / 180, 180), agents, 20)
    assert (got.waiting, got.service_level) == (pytest.approx(waiting, **NEARLY), pytest.approx(level, **NEARLY))
    assert (got.wait_s, got.occupancy) == (pytest.approx(asa, abs=0.005), pytest.approx(occupancy, abs=5e-5))
    assert got.abandoned == 0


@pytest.mark.parametrize(
    ("traffic", "agents", "within_s", "waiting", "level", "asa", "occupancy"),
    [
        (Traffic(360 / HALF_HOUR, 240), 55, 15, 0.238701, 0.845883, 8.18, 0.8727),
        (Traffic(48 / 60, 60), 50, 20, 0.694456, None, 20.83, 0.96),
    ],
)
def test_larger_centres_of_patient_callers(
    traffic: Traffic, agents: int, within_s: int, waiting: float, level: float | None, asa: float, occupancy: float
) -> None:
    got = staffing.service(traffic, agents, within_s)
    assert got.waiting == pytest.approx(waiting, **NEARLY)
    assert level is None or got.service_level == pytest.approx(level, **NEARLY)
    assert (got.wait_s, got.occupancy) == (pytest.approx(asa, abs=0.005), pytest.approx(occupancy, abs=5e-5))


@pytest.mark.parametrize(
    ("traffic", "agents", "waiting", "abandoned", "wait_s", "occupancy"),
    [
        (Traffic(48 / 60, 60, 120), 50, 0.467774, 0.030912, 3.71, 0.9303),
        (Traffic(10 / 180, 180, 180), 12, 0.303224, 0.053092, 9.56, 0.7891),
        (Traffic(60 / 60, 60, 120), 50, 0.975241, 0.168229, 20.19, 0.9981),
    ],
)
def test_callers_who_hang_up(
    traffic: Traffic, agents: int, waiting: float, abandoned: float, wait_s: float, occupancy: float
) -> None:
    got = staffing.service(traffic, agents, 20)
    assert (got.waiting, got.abandoned) == (pytest.approx(waiting, **NEARLY), pytest.approx(abandoned, **NEARLY))
    assert (got.wait_s, got.occupancy) == (pytest.approx(wait_s, abs=0.005), pytest.approx(occupancy, abs=5e-5))


@pytest.mark.parametrize(("calls", "agents"), [(5, 4), (40, 40), (40, 52), (300, 280), (600, 640)])
def test_callers_as_patient_as_a_call_is_long_find_the_agents_of_a_poisson_crowd(calls: int, agents: int) -> None:
    got = staffing.service(Traffic(calls / 200, 200, 200), agents, 20)
    fewer = sum(math.exp(k * math.log(calls) - calls - math.lgamma(k + 1)) for k in range(agents))
    assert got.waiting == pytest.approx(1 - fewer, abs=1e-7)


@pytest.mark.parametrize(("agents", "load"), [(3, 2.5), (12, 15.0), (60, 50.0), (200, 230.0)])
def test_hanging_up_agrees_with_the_states_counted_one_by_one(agents: int, load: float) -> None:
    patience, aht = 90.0, 150.0
    likely, logs = 0.0, [0.0]
    for people in range(1, agents + 2000):
        out = min(people, agents) / aht + max(0, people - agents) / patience
        likely += math.log(load / aht / out)
        logs.append(likely)
    shares = [math.exp(one - max(logs)) for one in logs]
    waiting = sum(shares[agents:]) / sum(shares)
    queue = sum((people - agents) * share for people, share in enumerate(shares) if people > agents) / sum(shares)
    got = staffing.service(Traffic(load / aht, aht, patience), agents, 20)
    assert got.waiting == pytest.approx(waiting, abs=1e-7)
    assert got.wait_s == pytest.approx(queue / (load / aht), rel=1e-6, abs=1e-9)


@pytest.mark.parametrize(("agents", "load"), [(12, 10.0), (50, 60.0), (300, 290.0)])
def test_the_service_level_begins_with_those_who_do_not_wait_and_ends_with_those_who_stay(
    agents: int, load: float
) -> None:
    traffic = Traffic(load / 120, 120, 60)
    at_once, never = staffing.service(traffic, agents, 0), staffing.service(traffic, agents, 1e6)
    assert at_once.service_level == pytest.approx(1 - at_once.waiting, abs=1e-9)
    assert never.service_level == pytest.approx(1 - never.abandoned, abs=1e-7)


def test_endless_patience_is_no_patience_at_all() -> None:
    patient = staffing.service(Traffic(10 / 180, 180), 13, 20)
    stubborn = staffing.service(Traffic(10 / 180, 180, 1e9), 13, 20)
    assert stubborn.service_level == pytest.approx(patient.service_level, abs=1e-4)
    assert stubborn.wait_s == pytest.approx(patient.wait_s, rel=1e-3)


@pytest.mark.parametrize(("occupancy", "agents", "rostered"), [(1.0, 14, 20), (0.7, 15, 22)])
def test_how_many_must_sit_there_and_how_many_must_be_planned(occupancy: float, agents: int, rostered: int) -> None:
    traffic = Traffic(100 / HALF_HOUR, 180)
    assert staffing.agents_needed(traffic, 0.8, 20, occupancy) == agents
    assert staffing.agents_to_roster(agents, 0.3) == rostered


@settings(deadline=None, max_examples=60)
@given(traffics, crews)
def test_one_more_agent_never_makes_it_worse(traffic: Traffic, agents: int) -> None:
    one, more = staffing.service(traffic, agents, 20), staffing.service(traffic, agents + 1, 20)
    assert -1e-9 <= one.service_level <= 1 + 1e-9
    assert one.service_level <= more.service_level + 1e-7
    assert more.wait_s <= one.wait_s + 1e-7 or math.isinf(one.wait_s)
    assert 0 <= one.abandoned <= 1 + 1e-9
    assert one.occupancy <= 1 + 1e-9


@settings(deadline=None, max_examples=40)
@given(traffics, st.sampled_from([0.6, 0.8, 0.9, 0.99]))
def test_the_agents_asked_for_are_enough_and_one_fewer_is_not(traffic: Traffic, goal: float) -> None:
    needed = staffing.agents_needed(traffic, goal, 20)
    assert staffing.service(traffic, needed, 20).service_level >= goal
    assert needed == 1 or staffing.service(traffic, needed - 1, 20).service_level < goal


def test_nobody_calls_and_nobody_is_needed() -> None:
    assert staffing.agents_needed(Traffic(0, 180), 0.8, 20) == 0
    assert staffing.service(Traffic(0, 180), 0, 20).service_level == 1


@pytest.mark.parametrize("patience", [None, 60.0])
def test_nobody_is_there_and_nobody_is_answered(patience: float | None) -> None:
    got = staffing.service(Traffic(0.1, 180, patience), 0, 20)
    assert (got.service_level, got.waiting) == (0, 1)
    assert got.abandoned == (0 if patience is None else 1)


@pytest.mark.parametrize(("goal", "occupancy"), [(1.0, 1.0), (-0.1, 1.0), (0.8, 0.0), (0.8, 1.1)])
def test_what_no_number_of_agents_can_promise_is_refused(goal: float, occupancy: float) -> None:
    with pytest.raises(ValueError, match="a goal"):
        staffing.agents_needed(Traffic(0.1, 180), goal, 20, occupancy)


def test_those_who_wait_already_need_agents_too() -> None:
    quarter, traffic = timedelta(minutes=15), Traffic(10 / 180, 180, 180)
    calm = staffing.reinforcement(traffic, 12, 0, 0.8, 20, quarter)
    late = staffing.reinforcement(traffic, 12, 20, 0.8, 20, quarter)
    assert (calm.more, calm.needed) == (0, 12)
    assert (late.more, late.needed, late.agents, late.backlog) == (5, 17, 12, 20)
    assert (late.traffic, late.lasts, late.goal) == (traffic, quarter, 0.8)


def test_more_agents_than_needed_are_not_sent_away() -> None:
    assert staffing.reinforcement(Traffic(0.01, 60), 40, 0, 0.8, 20, timedelta(minutes=15)).more == 0


def test_patience_is_what_was_waited_over_those_who_gave_up() -> None:
    assert staffing.patience_s(3600, 30) == 120
    assert staffing.patience_s(3600, 0) is None
    assert staffing.patience_s(0, 3) is None
