"""When is a surge noticed, raised and lowered, and when is the watch honest enough to say nothing? (SG-02 to SG-05)"""

import math
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.cast import MORNING
from support.surges import CRITICAL, FINE, FIVE, RULES, USUAL, WARN, evaluate, levels

from rules import surges
from rules.surges import Forecast, Impact, Interval, State, Why
from rules.surges_watch import acted, watch

MINUTE = timedelta(minutes=1)
RISEN = [18.0] * 12
CALM = [10.0] * 12

counts = st.lists(st.integers(0, 40).map(float), min_size=1, max_size=60)
impacts = st.sampled_from([None, FINE, WARN, CRITICAL])


def new(calls: list[float], impact: Impact | None = None) -> list[int]:
    """At which evaluations a surge was noticed."""
    return [index for index, (_, decision) in enumerate(evaluate(calls, impact)) if decision.is_new]


def test_more_calls_than_expected_are_noticed_and_explained() -> None:
    told = [decision for _, decision in evaluate(RISEN)]
    noticed = next(decision for decision in told if decision.is_new)
    found = {reason.why: reason for reason in noticed.reasons}
    assert (found[Why.INTERVAL].found, found[Why.INTERVAL].against, found[Why.INTERVAL].lasts) == (18, 10, FIVE)
    assert (found[Why.VOLUME].found, found[Why.VOLUME].against) == (54, 30)
    assert found[Why.VOLUME].lasts == 3 * FIVE
    assert noticed.at == MORNING + 3 * FIVE


@pytest.mark.parametrize(("calls", "evaluations"), [(20.0, 2), (18.0, 3), (15.0, 5)])
def test_a_stronger_surge_is_noticed_sooner(calls: float, evaluations: int) -> None:
    assert new([calls] * 12) == [evaluations - 1]


def test_the_counts_alone_are_only_an_advice() -> None:
    assert set(levels(RISEN)) == {0}
    assert set(levels(RISEN, FINE)) == {0}
    assert [decision.advised for _, decision in evaluate(RISEN)][-1]


def test_an_advice_with_a_warning_raises_level_1() -> None:
    assert levels(RISEN, WARN) == [0, 0] + [1] * 10
    assert set(levels(CALM, WARN)) == {0}


@pytest.mark.parametrize(
    ("impact", "evaluations"),
    [
        (replace(FINE, oldest_wait_s=180), 1),
        (replace(FINE, oldest_wait_s=179), None),
        (replace(FINE, in_time=9), 2),  # 45 %, below 48 %, for the second time
        (replace(FINE, in_time=12, decided=25), None),  # 48 % is not below
        (replace(FINE, projected=0.47), 1),
        (replace(FINE, projected=0.48), None),
    ],
)
def test_what_is_critical_raises_level_1_without_any_advice(impact: Impact, evaluations: int | None) -> None:
    risen = [index + 1 for index, level in enumerate(levels(CALM, impact)) if level]
    assert risen[:1] == ([evaluations] if evaluations else [])


@pytest.mark.parametrize(
    ("impact", "why"),
    [
        (replace(FINE, in_time=63, decided=100), Why.SERVICE_LEVEL),
        (replace(FINE, in_time=64, decided=100), None),
        (replace(FINE, oldest_wait_s=40), Why.OLDEST_WAIT),
        (replace(FINE, oldest_wait_s=39), None),
        (replace(FINE, waiting=8), Why.WAITING),
        (replace(FINE, waiting=7), None),
        (replace(FINE, waiting=8, agents=None), None),
        (replace(FINE, waiting=0, agents=0), None),
        (replace(FINE, in_time=0, decided=0), None),
    ],
)
def test_what_callers_feel_is_a_warning_from_its_mark_on(impact: Impact, why: Why | None) -> None:
    *_, (_, decision) = evaluate(RISEN[:4], impact)
    assert [one.why for one in decision.reasons if one.why not in (Why.INTERVAL, Why.VOLUME)] == ([why] if why else [])
    assert decision.level == (1 if why else 0)


def test_the_levels_rise_one_by_one_after_ten_and_fifteen_minutes() -> None:
    assert levels([20.0] * 8, CRITICAL) == [1, 1, 2, 2, 2, 3, 3, 3]


def test_level_2_waits_for_the_managers_or_for_their_time_to_be_over() -> None:
    late = replace(RULES, act_within=timedelta(minutes=20))
    *_, (state, _) = evaluate([20.0], CRITICAL)
    now = MORNING + 4 * FIVE
    interval = Interval(now - FIVE, now, 20)
    assert watch(state, interval, USUAL, CRITICAL, late, now).decision.level == 1
    assert watch(acted(state, now - FIVE), interval, USUAL, CRITICAL, late, now).decision.level == 2


def test_nobody_acts_on_a_calm_floor() -> None:
    assert acted(State(), MORNING) == State()


def test_level_3_comes_at_once_where_level_2_cannot_find_enough_agents() -> None:
    short = replace(CRITICAL, missing=5, obtainable=4)
    assert levels([20.0] * 4, short) == [1, 1, 2, 3]
    assert levels([20.0] * 4, replace(short, obtainable=5)) == [1, 1, 2, 2]


def test_a_level_is_lowered_after_three_clear_evaluations_and_a_quarter_of_an_hour() -> None:
    felt = [CRITICAL] * 3 + [FINE] * 9
    assert levels([20.0] * 3 + [0.0] * 9, felt) == [1, 1, 2, 2, 2, 1, 1, 1, 0, 0, 0, 0]
    assert levels([20.0] + [0.0] * 5, [CRITICAL] + [FINE] * 5) == [1, 1, 1, 0, 0, 0]


@pytest.mark.parametrize("felt", [replace(FINE, in_time=15), replace(FINE, oldest_wait_s=20)])
def test_a_level_stays_while_callers_feel_anything(felt: Impact) -> None:
    assert levels([20.0] + [0.0] * 11, [CRITICAL] + [felt] * 11)[-1] == 1


def test_an_interval_in_between_begins_the_count_of_clear_ones_anew() -> None:
    felt = [CRITICAL, FINE, FINE, WARN, FINE, FINE, FINE]
    assert levels([20.0] + [0.0] * 6, felt) == [1, 1, 1, 1, 1, 1, 0]


def test_no_level_is_lowered_before_its_time() -> None:
    slow = replace(RULES, hold=timedelta(minutes=25))
    *_, (state, _) = evaluate([20.0], CRITICAL)
    told = []
    for index in range(2, 8):
        now = MORNING + index * FIVE
        state, decision = watch(state, Interval(now - FIVE, now, 0), USUAL, FINE, slow, now)
        told.append(decision.level)
    assert told == [1, 1, 1, 1, 0, 0]


def test_a_poor_service_level_counts_only_twice_in_a_row() -> None:
    poor = replace(FINE, in_time=9)
    assert levels(CALM[:5], [poor, FINE, poor, FINE, poor]) == [0] * 5
    assert levels(CALM[:4], [poor, FINE, poor, poor]) == [0, 0, 0, 1]


def test_no_new_surge_within_half_an_hour_after_one_has_ended() -> None:
    quiet, loud = [0.0] * 4, [30.0] * 9
    told = [decision for _, decision in evaluate([30.0, *quiet, *loud])]
    assert [decision.is_new for decision in told].index(True) == 0
    ended = next(index for index, one in enumerate(told) if index and not one.advised)
    again = next(index for index, one in enumerate(told) if index > ended and one.is_new)
    assert (again - ended) * FIVE == RULES.cool_down
    held = told[again - 1].reasons[-1]
    assert (held.why, held.lasts) == (Why.COOLING, FIVE)


def test_a_person_raises_and_lowers_at_once() -> None:
    raised = surges.order(State(), 3, "Zhao", MORNING, RULES.cool_down)
    assert (raised.level, raised.level_since, raised.ordered_by) == (3, MORNING, "Zhao")
    lowered = surges.order(raised, 0, "Zhao", MORNING + FIVE, RULES.cool_down)
    assert (lowered.level, lowered.cools_until) == (0, MORNING + FIVE + RULES.cool_down)
    with pytest.raises(AssertionError):
        surges.order(State(), 1, "", MORNING, RULES.cool_down)


@pytest.mark.parametrize(
    ("silent_minutes", "expected", "is_silent"), [(10, 3.5, True), (9, 10.0, False), (10, 3.4, False), (60, 0.5, False)]
)
def test_a_silent_feed_is_no_calm(silent_minutes: int, expected: float, is_silent: bool) -> None:
    *_, (risen, _) = evaluate([10.0], CRITICAL)
    now = MORNING + 2 * FIVE
    interval = Interval(now - FIVE, now, 0, heard_at=now - silent_minutes * MINUTE)
    state, decision = watch(risen, interval, replace(USUAL, calls=expected), FINE, RULES, now)
    assert ([one.why for one in decision.reasons] == [Why.SILENT]) == is_silent
    assert decision.level == 1
    assert state.clear_in_a_row == (0 if is_silent else 1)


def test_silence_lowers_no_level_however_long() -> None:
    *_, (state, _) = evaluate([20.0], CRITICAL)
    for minutes in range(10, 180, 5):
        now = MORNING + minutes * MINUTE
        state, decision = watch(state, Interval(now - FIVE, now, 0, heard_at=MORNING - FIVE), USUAL, FINE, RULES, now)
        assert decision.level == 1


@pytest.mark.parametrize(
    "unknown", [replace(USUAL, weeks=2), replace(USUAL, calls=math.nan), replace(USUAL, dispersion=math.nan)]
)
def test_with_too_little_history_only_what_callers_feel_is_judged(unknown: Forecast) -> None:
    told = list(evaluate([90.0] * 3, FINE, unknown))
    assert [decision.is_new for _, decision in told] == [False] * 3
    assert [reason.why for reason in told[0][1].reasons] == [Why.TOO_LITTLE_HISTORY]
    *_, (_, decision) = evaluate([90.0], CRITICAL, unknown)
    assert (decision.level, decision.is_new) == (1, True)


def test_an_interval_told_twice_changes_nothing() -> None:
    told = list(evaluate(RISEN[:2], WARN))
    interval = Interval(MORNING + FIVE, MORNING + 2 * FIVE, 18)
    state, decision = watch(told[-1][0], interval, USUAL, WARN, RULES, MORNING + 2 * FIVE)
    assert state == told[-1][0]
    assert (decision.level, decision.is_new, decision.reasons) == (0, False, ())


def test_after_a_gap_the_counting_begins_anew() -> None:
    *_, (state, _) = evaluate(RISEN[:2])
    *_, (after, _) = evaluate([10.0], state=state, begins=MORNING + 4 * FIVE)
    assert (after.score, after.run) == (0, None)
    *_, (soon, _) = evaluate([10.0], state=state, begins=MORNING + 3 * FIVE)
    assert soon.score > 0


@given(st.floats(0.2, 200), st.floats(1, 10), st.floats(2, 12), counts)
def test_what_stays_below_the_forecast_is_never_a_surge(
    expected: float, dispersion: float, threshold: float, some: list[float]
) -> None:
    below = [min(one, expected) for one in some]
    told = evaluate(below, FINE, Forecast(expected, dispersion, threshold, 5))
    assert not any(decision.is_new for _, decision in told)


@given(counts, st.lists(st.integers(0, 20), min_size=60, max_size=60))
def test_more_calls_are_never_noticed_later(some: list[float], more: list[int]) -> None:
    fuller = [one + extra for one, extra in zip(some, more, strict=False)]
    first, second = new(some), new(fuller)
    assert not first or second[0] <= first[0]


@settings(max_examples=200)
@given(st.lists(st.tuples(st.integers(0, 40).map(float), impacts), min_size=1, max_size=80))
def test_whatever_happens_levels_go_one_by_one_and_never_flap(happens: list[tuple[float, Impact | None]]) -> None:
    state, ended_at, raised_at, was = State(), None, None, 0
    told = evaluate([calls for calls, _ in happens], [impact for _, impact in happens])
    for (state, decision), (_, impact) in zip(told, happens, strict=True):
        assert abs(decision.level - was) <= 1
        assert decision.was == was
        if decision.is_new:
            assert ended_at is None or decision.at - ended_at >= RULES.cool_down
        if decision.level > was:
            raised_at = decision.at
            assert decision.level == 1 or impact == CRITICAL
        if decision.level < was:
            assert raised_at is not None
            assert decision.at - raised_at >= RULES.hold
        ended_at = decision.at if was and not state.is_open else ended_at
        was = decision.level
    assert surges.read_back(surges.written(state)) == state


def test_every_part_of_a_state_survives_being_written() -> None:
    *_, (state, _) = evaluate(RISEN, CRITICAL)
    for one in (State(), state, surges.order(acted(state, MORNING), 1, "Zhao", MORNING, RULES.cool_down)):
        assert surges.read_back(surges.written(one)) == one
    cooling = surges.ended(state, MORNING, RULES.cool_down)
    assert surges.read_back(surges.written(cooling)) == cooling
