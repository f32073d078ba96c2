"""What do figures from elsewhere come to, and which of them may speak of a window?"""

from datetime import date

import pytest
from support.cast import ZONE
from support.digests import DAY, as_call, digest, measured, state, value
from support.plain_count import Leg

from rules import digests_slots as slots
from rules.calls import Figure, State
from rules.digests import Note
from rules.digests_facts import CENTRE, Kind, Scope, Window

NOVEMBER = slots.month(date(2026, 11, 1), ZONE)
TEAM = Scope(Kind.TEAM, "A1")


def told(kind: str, figure: float, about: str = "", window: Window = DAY) -> Figure:
    return Figure(kind, about, *window, figure)


CALLS = [as_call(Leg(f"c{n}", "q", 36_000, "answered", 5, talk=60, agent="1001")) for n in range(50)]

CASES = {
    "cost_per_call": ([told("cost", 150)], 3),
    "percent_attendance": ([told("planned", 20), told("present", 19)], 95),
    "percent_blocked": ([told("blocked_calls", 3), told("attempts", 200)], 1.5),
    "first_call_resolution": ([told("first_call_resolved", 40)], 80),
    "business_error_rate": ([told("errors", 1)], 2),
    "monitoring_score": ([told("monitoring_score", 80, "agent:1001"), told("monitoring_score", 90, "agent:1002")], 85),
    "agent_turnover": ([told("leavers", 2), told("headcount_open", 101), told("headcount_close", 99)], 24),
}


@pytest.mark.parametrize("key", CASES)
def test_a_figure_comes_to_its_indicator(key: str) -> None:
    figures, wanted = CASES[key]
    assert value(digest(CALLS, figures=figures), key) == pytest.approx(wanted)


@pytest.mark.parametrize("key", CASES)
def test_without_its_figure_there_is_no_data(key: str) -> None:
    figures, _ = CASES[key]
    others = [one for one in figures if one.kind != figures[0].kind]
    assert measured(digest(CALLS, figures=others), key).value is None


def test_a_month_says_nothing_of_a_day() -> None:
    monthly = [told("cost", 150, window=NOVEMBER)]
    assert Note.NO_DATA in measured(digest(CALLS, figures=monthly), "cost_per_call").flags
    assert value(digest(CALLS, figures=monthly, window=NOVEMBER), "cost_per_call") == 3


def test_a_day_of_a_month_is_said_to_be_a_part() -> None:
    found = measured(digest(CALLS, figures=[told("cost", 150)], window=NOVEMBER), "cost_per_call")
    assert found.flags == {Note.PART_OF_PERIOD: 1}
    assert measured(digest(CALLS, figures=[told("cost", 150)]), "cost_per_call").flags == {}


def test_teams_add_up_to_the_centre_unless_it_has_its_own() -> None:
    people = {"A1": (10, 9), "B1": (10, 10)}
    teams = [told("planned", planned, f"team:{team}") for team, (planned, _) in people.items()]
    teams += [told("present", present, f"team:{team}") for team, (_, present) in people.items()]
    login = [state("1001", State.LOGGED_IN, "09:00", "10:00")]
    assert value(digest(CALLS, login, figures=teams), "percent_attendance") == 95
    assert value(digest(CALLS, login, figures=teams), "percent_attendance", TEAM) == 90
    own = [*teams, told("planned", 30), told("present", 15)]
    assert value(digest(CALLS, login, figures=own), "percent_attendance") == 50


def test_several_months_are_added_up_above_and_below() -> None:
    october = slots.month(date(2026, 10, 1), ZONE)
    figures = [
        told(kind, figure, window=window)
        for window, some in ((october, (1, 100, 100)), (NOVEMBER, (3, 100, 100)))
        for kind, figure in zip(("leavers", "headcount_open", "headcount_close"), some, strict=True)
    ]
    both = Window(october.from_at, NOVEMBER.to_at)
    found = measured(digest(CALLS, figures=figures, window=both), "agent_turnover", CENTRE)
    assert (found.numerator, found.denominator, found.value) == (48, 200, 24)


def test_paid_hours_are_a_denominator() -> None:
    login = [state("1001", State.LOGGED_IN, "09:00", "13:00")]
    some_day = digest(states=login, figures=[told("paid_hours", 8)])
    assert value(some_day, "agent_utilisation_paid") == 50
