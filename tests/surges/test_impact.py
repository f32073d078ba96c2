"""What do callers feel, by what the phone system tells of the last quarter of an hour?"""

from datetime import timedelta

import pytest
from support.cast import MORNING
from support.surges import RULES

from rules.staffing import Traffic
from rules.surges_impact import Crew, Waited, impact, missing_agents

SECOND, MINUTE = timedelta(seconds=1), timedelta(minutes=1)
CREW = Crew(12, Traffic(10 / 180, 180, 180))


def caller(minutes_ago: float, wait_s: float | None, answered: bool = True) -> Waited:
    return Waited(MORNING - minutes_ago * MINUTE, wait_s, answered and wait_s is not None)


def test_a_wait_of_exactly_twenty_seconds_is_in_time() -> None:
    told = [caller(5, wait) for wait in (0, 20, 20.5, 60)] + [caller(5, 3, answered=False)]
    felt = impact(told, None, RULES.impact, MORNING)
    assert (felt.in_time, felt.decided, felt.waiting, felt.projected) == (2, 5, 0, None)


def test_whoever_still_waits_is_late_once_the_time_is_over() -> None:
    told = [Waited(MORNING - 20 * SECOND, None, False), Waited(MORNING - 95 * SECOND, None, False)]
    felt = impact(told, None, RULES.impact, MORNING)
    assert (felt.in_time, felt.decided, felt.waiting, felt.oldest_wait_s) == (0, 1, 2, 95)


def test_ten_callers_of_the_last_quarter_of_an_hour_are_enough() -> None:
    recent, older = [caller(15, 5)] * 11, [caller(15.1, 90)] * 10
    felt = impact([*older, *recent], None, RULES.impact, MORNING)
    assert (felt.in_time, felt.decided) == (11, 11)


def test_with_fewer_than_ten_the_last_ten_count() -> None:
    recent, older = [caller(14, 5)] * 9, [caller(16 + n, 90) for n in range(10)]
    felt = impact([*older, *recent], None, RULES.impact, MORNING)
    assert (felt.in_time, felt.decided) == (9, 10)


def test_nobody_has_called_and_nobody_feels_anything() -> None:
    felt = impact([], None, RULES.impact, MORNING)
    assert (felt.service_level, felt.oldest_wait_s, felt.waiting) == (None, 0, 0)


def test_what_is_to_come_is_projected_for_the_agents_who_are_there() -> None:
    felt = impact([], CREW, RULES.impact, MORNING)
    assert felt.projected == pytest.approx(0.8023, abs=1e-4)
    assert (felt.agents, felt.missing) == (12, 0)


def test_those_who_wait_now_make_agents_missing() -> None:
    waiting = [Waited(MORNING - 5 * SECOND, None, False)] * 20
    felt = impact(waiting, CREW._replace(obtainable=3), RULES.impact, MORNING)
    assert (felt.missing, felt.obtainable) == (5, 3)
    told = missing_agents(CREW, 20, RULES.impact)
    assert told
    assert (told.more, told.backlog, told.lasts, told.goal) == (5, 20, timedelta(minutes=15), 0.8)
