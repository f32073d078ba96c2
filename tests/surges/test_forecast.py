"""What is usual for a queue, and what does a centre's calendar do to it? (domain.md 5.3)"""

import math
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.surges import RULES, weeks_of_calls

from rules.surges import Counted, Profile, forecast
from rules.surges_forecast import Array, History, _levels, history, profile, profiles

FIVE, HALF_HOUR = timedelta(minutes=5), timedelta(minutes=30)
NOON = 12 * 12
BERLIN = ZoneInfo("Europe/Berlin")


def usual(weeks: int = 6, **more: int) -> Profile:
    return profile(history(weeks_of_calls(weeks, **more), timedelta(minutes=more.get("minutes", 5))), RULES.forecast)


def test_an_ordinary_day_expects_what_the_same_weekday_had() -> None:
    told = usual()
    assert told.day == date(2026, 3, 2) + timedelta(weeks=6)
    assert told.weeks == 5
    assert told.expected[NOON] == pytest.approx(12, rel=0.1)
    assert told.usual == pytest.approx(12, rel=0.05)
    assert 1 <= told.dispersion < 1.3
    assert math.isnan(told.expected[3 * 12])


def test_each_weekday_has_its_own_level_and_its_own_course() -> None:
    some = [
        one._replace(calls=3 * one.calls if one.at.weekday() == 0 and one.at.hour < 12 else one.calls)
        for one in weeks_of_calls(7)
    ]
    monday = profile(history(some, FIVE), RULES.forecast)
    sunday = profiles(history(some, FIVE), RULES.forecast, [48])[0]
    assert (monday.day.weekday(), sunday.day.weekday()) == (0, 6)
    assert monday.expected[NOON - 6] == pytest.approx(36, rel=0.15)
    assert monday.expected[NOON + 36] == pytest.approx(12, rel=0.15)
    assert sunday.expected[NOON - 6] == pytest.approx(12, rel=0.15)


def test_a_surge_in_the_past_does_not_become_usual() -> None:
    calm, last_monday = weeks_of_calls(6), date(2026, 4, 6)
    surged = [one._replace(calls=5 * one.calls) if one.at.date() == last_monday else one for one in calm]
    before, after = (profile(history(some, FIVE), RULES.forecast) for some in (calm, surged))
    assert after.expected[NOON] == pytest.approx(before.expected[NOON], rel=0.1)


def test_a_holiday_and_a_day_of_which_little_is_known_do_not_either() -> None:
    calm, holiday = weeks_of_calls(6), date(2026, 3, 23)
    some = [one._replace(calls=one.calls // 10) if one.at.date() == holiday else one for one in calm]
    some = [one for one in some if one.at.date() != date(2026, 3, 30) or one.at.hour < 10]
    told = profile(history(some, FIVE), RULES.forecast)
    assert told.weeks == 4
    assert told.expected[NOON] == pytest.approx(12, rel=0.1)


def test_a_holiday_teaches_nothing_about_the_scatter() -> None:
    calm, holiday = weeks_of_calls(7), date(2026, 4, 15)
    some = [one._replace(calls=one.calls // 10) if one.at.date() == holiday else one for one in calm]
    before, after = (profile(history(one, FIVE), RULES.forecast) for one in (calm, some))
    assert after.dispersion == pytest.approx(before.dispersion, abs=0.1)


@pytest.mark.parametrize(("weeks", "enough"), [(2, False), (3, True), (4, True)])
def test_three_of_the_same_weekday_are_enough_history(weeks: int, enough: bool) -> None:
    told = usual(weeks)
    assert told.weeks == weeks
    assert (told.weeks >= RULES.forecast.weeks_at_least) == enough
    assert math.isfinite(told.dispersion)


def test_a_first_week_knows_nothing() -> None:
    told = usual(1)
    expected = forecast(told, [], NOON, RULES.forecast)
    assert (told.weeks, math.isnan(told.dispersion)) == (1, True)
    assert told.threshold == RULES.forecast.threshold_at_most
    assert not math.isnan(expected.calls)


def test_a_night_belongs_to_both_of_its_days() -> None:
    told = usual(opens=20, closes=8)
    assert told.expected[23 * 12] == pytest.approx(12, rel=0.15)
    assert told.expected[3 * 12] == pytest.approx(12, rel=0.15)
    assert math.isnan(told.expected[NOON])


def test_the_clock_goes_forward_and_back_and_noon_stays_noon() -> None:
    """In March an hour is missing and in October one occurs twice; the wall's clock is what callers live by."""
    for changes in (date(2026, 3, 29), date(2026, 10, 25)):
        begins = datetime.combine(changes - timedelta(weeks=5), datetime.min.time(), BERLIN).astimezone(UTC)
        moments = [(begins + n * FIVE).astimezone(BERLIN) for n in range(36 * 288)]
        past = history([Counted(at, 30 if at.hour == 12 else 10) for at in moments], FIVE)
        row = changes.toordinal() - past.first_day.toordinal()
        told = profiles(past, RULES.forecast, [row])[0]
        assert told.day == changes
        assert told.expected[NOON + 6] == pytest.approx(30, rel=0.01)
        assert np.isnan(past.counts[row][24:36]).all() == (changes.month == 3)
        assert np.nanmax(past.counts[row][:36]) == 10


@pytest.mark.parametrize("minutes", [1, 5, 15, 30, 60])
def test_any_interval_that_divides_a_day_will_do(minutes: int) -> None:
    told = usual(5, minutes=minutes, mean=20)
    assert len(told.expected) == 24 * 60 // minutes
    assert told.expected[12 * 60 // minutes] == pytest.approx(20, rel=0.15)
    assert 4 <= told.threshold <= 8


def flat(calls: float) -> Profile:
    return Profile(date(2026, 11, 23), FIVE, (calls,) * 288, 5, 1.0, 5.0)


@pytest.mark.parametrize(
    ("share", "expected"), [(1.0, 10.0), (1.2, 11.68), (0.9, 9.16), (3.0, 13.0), (0.0, 7.0), (math.nan, 10.0)]
)
def test_a_busy_day_is_expected_to_stay_busy_within_bounds(share: float, expected: float) -> None:
    """From 5:30 to 11:30, a sixth less because an hour of ordinary calls must speak first."""
    today = [10 * share] * NOON
    assert forecast(flat(10), today, NOON, RULES.forecast).calls == pytest.approx(expected, abs=0.05)


def test_the_last_half_hour_has_no_say_so_that_a_surge_does_not_hide_itself() -> None:
    today = [10.0] * (NOON - 6) + [90.0] * 6
    assert forecast(flat(10), today, NOON, RULES.forecast).calls == 10
    assert forecast(flat(10), today, NOON + 1, RULES.forecast).calls > 10


def test_a_queue_that_nobody_ever_calls_is_expected_to_be_called_once_in_a_while() -> None:
    assert forecast(flat(0), [0.0] * NOON, NOON, RULES.forecast).calls == 0.1
    assert math.isnan(forecast(flat(math.nan), [0.0] * NOON, NOON, RULES.forecast).calls)


@settings(max_examples=30, deadline=None)
@given(st.lists(st.floats(0, 50) | st.just(math.nan), min_size=48, max_size=48), st.integers(0, 47))
def test_one_moment_and_a_whole_array_find_the_same_level(today: list[float], slot: int) -> None:
    curve = [5 + 4 * math.sin(n / 8) if n > 9 else math.nan for n in range(48)]
    one = Profile(date(2026, 11, 23), HALF_HOUR, tuple(curve), 5, 1.0, 5.0)
    counts: Array = np.array([today])
    level = _levels(counts, np.array([curve]), HALF_HOUR, RULES.forecast)[0][slot]
    told = forecast(one, today, slot, RULES.forecast).calls
    assert math.isnan(told) if math.isnan(curve[slot]) else told == pytest.approx(curve[slot] * level)


def test_counts_that_scatter_more_are_believed_less() -> None:
    plain = history(weeks_of_calls(7), FIVE)
    bursts = replace(plain, counts=plain.counts * np.random.default_rng(2).gamma(3, 1 / 3, plain.counts.shape))
    calm, wild = profile(plain, RULES.forecast), profile(bursts, RULES.forecast)
    assert wild.dispersion > 2 * calm.dispersion


def test_a_site_that_accepts_more_false_alarms_has_a_lower_threshold() -> None:
    past = history(weeks_of_calls(6, mean=8), FIVE)
    often = replace(RULES.forecast, false_alarms_per_week=4)
    assert profile(past, often).threshold < profile(past, RULES.forecast).threshold


def test_nothing_of_the_day_itself_or_later_is_known_to_its_forecast() -> None:
    whole = history(weeks_of_calls(8), FIVE)
    cut = History(whole.first_day, whole.interval, whole.counts[:45])
    told, before = profiles(whole, RULES.forecast, [45])[0], profile(cut, RULES.forecast)
    np.testing.assert_array_equal(told.expected, before.expected)
    assert replace(told, expected=()) == replace(before, expected=())
