"""How would the watch have done on weeks that have been, and does a score say it fairly? (domain.md 5.4)"""

from dataclasses import replace
from datetime import timedelta

import numpy as np
import pytest
from support.surges import RULES, weeks_of_calls

from rules.surges_forecast import History, history
from rules.surges_replay import Score, Surge, replay

FIVE = timedelta(minutes=5)
HOUR = timedelta(hours=1)
QUIET = history(weeks_of_calls(8, mean=15), FIVE)


def score(past: History = QUIET, surge: Surge | None = None, seed: int = 1) -> Score:
    told = replay(past, RULES, surge, seed, lambda _days: None)
    assert told
    return told


@pytest.fixture(scope="module")
def doubled() -> Score:
    return score(surge=Surge(2, HOUR))


def test_a_quiet_centre_is_seldom_alarmed() -> None:
    told = score()
    assert told.weeks == pytest.approx(5, abs=0.15)
    assert told.false_alarms_per_week <= 1.5
    assert (told.surges, told.within(20), told.median_delay, told.p90_delay, told.flaps) == (0, None, None, None, 0)


def test_twice_the_calls_for_an_hour_are_noticed_within_twenty_minutes(doubled: Score) -> None:
    assert doubled.surges == 400
    assert doubled.within(20) == pytest.approx(1, abs=0.05)
    assert doubled.flaps <= 1


def test_half_as_many_again_are_noticed_within_three_quarters_of_an_hour() -> None:
    told = score(surge=Surge(1.5, HOUR))
    assert (told.within(45) or 0) >= 0.75
    assert (told.within(20) or 0) < (told.within(45) or 0) <= (told.within(60) or 0)


def test_the_same_seed_puts_in_the_same_surges(doubled: Score) -> None:
    assert score(surge=Surge(2, HOUR)) == doubled
    assert score(surge=Surge(2, HOUR), seed=2).delays != doubled.delays


def test_a_delay_ends_with_the_interval_that_gave_the_surge_away(doubled: Score) -> None:
    assert min(doubled.delays) >= 5
    assert all(delay % 5 == 0 for delay in doubled.delays)


def test_a_real_surge_on_a_day_as_it_was_counts_as_an_alarm_once() -> None:
    counts = QUIET.counts.copy()
    counts[55, 130:142] *= 3
    assert score(replace(QUIET, counts=counts)).false_alarms == score().false_alarms + 1


@pytest.mark.parametrize(("weeks", "days"), [(3, None), (4, 7)])
def test_days_without_three_weeks_before_them_are_not_replayed(weeks: int, days: int | None) -> None:
    past = history(weeks_of_calls(weeks), FIVE)
    told = replay(past, RULES, None, 1, lambda _days: None)
    assert (told and round(7 * told.weeks)) == days


def test_a_queue_that_is_never_busy_has_its_surges_where_it_is_busiest() -> None:
    told = score(history(weeks_of_calls(6, mean=2), FIVE), Surge(4, HOUR))
    assert told.surges == 400
    assert (told.within(60) or 0) > 0.9


def test_the_shares_and_the_percentiles_are_those_of_a_small_table() -> None:
    told = Score(weeks=2, false_alarms=3, surges=10, delays=(5, 10, 15, 20, 25, 45, 60), flaps=1)
    assert (told.within(20), told.within(45), told.within(60)) == (0.4, 0.6, 0.7)
    assert (told.false_alarms_per_week, told.median_delay, told.p90_delay) == (1.5, 20, 60)


def test_a_closed_night_is_no_silence_and_no_surge() -> None:
    past = history(weeks_of_calls(6, mean=15, opens=20, closes=6), FIVE)
    assert np.isnan(past.counts[0]).any()
    assert score(past).false_alarms_per_week <= 1.5
