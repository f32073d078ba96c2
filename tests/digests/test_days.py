"""What is a day told beside: what is wanted of it, what was before, and what is not as usual?"""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.cast import ZONE, at
from support.digests import RULES, as_call, digest
from support.house import WORDS
from support.plain_count import Leg

from rules import digests_slots as slots
from rules.digests_days import (
    Measures,
    Standing,
    Totals,
    changes,
    days_to_count,
    is_met,
    measured,
    moved_most,
    together,
    told_keys,
    totals,
)
from rules.digests_facts import CENTRE, Kind, Scope
from rules.digests_readers import may_read
from rules.digests_slots import Due, Period
from rules.handbook import DigestRules
from rules.roles import Role
from views.digests_standing import when

TODAY, YESTERDAY = date(2026, 11, 24), date(2026, 11, 23)
NOON = at("12:30", "2026-11-24")
A1, B1 = Scope(Kind.TEAM, "A1"), Scope(Kind.TEAM, "B1")


def told(**values: tuple[float, float | None]) -> Measures:
    return {key: measured(key, above, below, {}) for key, (above, below) in values.items()}


def days_of(*percent: float) -> list[Measures]:
    return [told(percent_abandoned=(value, 100)) for value in percent]


@pytest.mark.parametrize(
    "period",
    [slots.a_day(TODAY), slots.a_week(TODAY), slots.an_hour(NOON, ZONE), slots.an_hour(NOON, ZoneInfo("Asia/Kolkata"))],
)
def test_a_period_is_read_as_it_was_filed(period: Period) -> None:
    assert Period.read(str(period)) == period


def test_a_week_is_monday_to_sunday() -> None:
    assert slots.a_week(date(2026, 11, 29)).days == [date(2026, 11, 23) + n * slots.DAY for n in range(7)]


def test_the_hour_that_occurs_twice_is_two_hours() -> None:
    berlin = ZoneInfo("Europe/Berlin")
    moments = [datetime(2026, 10, 25, hour, 20, tzinfo=UTC) for hour in (0, 1)]
    first, second = (slots.an_hour(moment, berlin) for moment in moments)
    assert first != second
    assert first.window(berlin).to_at == second.window(berlin).from_at


HOURLY = RULES.__class__(**{**RULES.__dict__, "is_hourly": True})


@pytest.mark.parametrize(
    ("now", "rules", "expected"),
    [
        (at("08:59", "2026-11-24"), RULES, []),
        (at("09:00", "2026-11-24"), RULES, ["day/2026-11-23"]),
        (at("21:00", "2026-11-24"), RULES, ["day/2026-11-23"]),
        (at("21:01", "2026-11-24"), RULES, []),
        (at("09:05", "2026-11-23"), RULES, ["day/2026-11-22", "week/2026-11-16"]),
        (at("07:00", "2026-11-24"), HOURLY, ["hour/2026-11-24/1795471200"]),
    ],
    ids=["before", "at", "late", "too late", "monday", "hourly"],
)
def test_a_digest_is_due_from_its_time_until_it_is_no_news(
    now: datetime, rules: DigestRules, expected: list[str]
) -> None:
    assert [str(one.period) for one in slots.due(rules, ZONE, now)] == expected


def test_a_digest_is_due_since_one_moment_however_late_it_is_asked() -> None:
    moments = {slots.due(RULES, ZONE, at(clock, "2026-11-24"))[0] for clock in ("09:00", "11:00", "20:59")}
    assert moments == {Due(slots.a_day(YESTERDAY), at("09:00", "2026-11-24").astimezone(UTC))}


@given(st.lists(st.tuples(st.integers(0, 50), st.integers(1, 50)), min_size=1, max_size=9))
def test_days_together_are_sums_over_sums(days: list[tuple[int, int]]) -> None:
    some = [told(percent_abandoned=(above, below), calls_offered=(below, None)) for above, below in days]
    week = together(some)
    above, below = (sum(column) for column in zip(*days, strict=True))
    assert week["percent_abandoned"].value == pytest.approx(100 * above / below)
    assert week["calls_offered"].value == below


def test_a_day_without_data_is_no_part_of_the_sum() -> None:
    week = together([told(percent_abandoned=(2, 10)), told(calls_offered=(9, None))])
    assert week["percent_abandoned"].denominator == 10


def test_what_is_least_as_usual_is_named_first() -> None:
    before = [told(percent_abandoned=(value, 100), percent_answered=(50 + value, 100)) for value in (4, 5, 6, 5)]
    found = changes(
        told(percent_abandoned=(20, 100), percent_answered=(58, 100)), before, ("percent_abandoned", "percent_answered")
    )
    assert [(one.key, one.value, one.usual, one.better) for one in found] == [
        ("percent_abandoned", 20, 5, False),
        ("percent_answered", 58, 55, True),
    ]


@pytest.mark.parametrize("value", [5, 5.9, 4.1])
def test_what_is_as_usual_is_not_named(value: float) -> None:
    assert changes(days_of(value)[0], days_of(4, 5, 6, 5), ["percent_abandoned"]) == []


def test_what_never_happens_is_named_when_it_does() -> None:
    assert [one.value for one in changes(days_of(50)[0], days_of(0, 0, 0, 0), ["percent_abandoned"])] == [50]
    assert changes(days_of(0)[0], days_of(0, 0, 0, 0), ["percent_abandoned"]) == []


def test_with_two_days_nobody_can_say_what_is_usual() -> None:
    assert changes(days_of(50)[0], days_of(4, 5), ["percent_abandoned"]) == []
    assert changes(days_of(50)[0], days_of(4, 5, 6), ["percent_abandoned"]) != []


def test_a_count_is_compared_with_the_mean_of_the_days() -> None:
    before = [told(calls_offered=(value, None)) for value in (90, 100, 110)]
    (change,) = changes(told(calls_offered=(200, None)), before, ["calls_offered"])
    assert (change.usual, change.better) == (100, None)


def standing(scope: Scope, now: float, *before: float) -> Standing:
    totals = Totals(scope, days_of(now)[0])
    return Standing(slots.a_day(TODAY), scope, totals, NOON, {}, [], days_of(*before), [])


def test_the_team_that_moved_furthest_the_same_way_is_named() -> None:
    (change,) = changes(days_of(20)[0], days_of(4, 5, 6), ["percent_abandoned"])
    up, further, down = (
        standing(A1, 15, 4, 5, 6),
        standing(B1, 30, 4, 5, 6),
        standing(Scope(Kind.TEAM, "C"), 0, 40, 41, 42),
    )
    whose = moved_most(change, [up, further, down])
    assert whose is not None
    assert (whose[0], whose[1].value) == (B1, 30)
    assert moved_most(change, [down]) is None


@pytest.mark.parametrize(
    ("key", "value", "target", "met"),
    [
        ("service_level_sl3", 80, 80, True),
        ("service_level_sl3", 79.9, 80, False),
        ("average_ring_time", 8, 8, True),
        ("average_ring_time", 8.1, 8, False),
        ("calls_offered", 8, 8, None),
        ("service_level_sl3", None, 80, None),
        ("service_level_sl3", 80, None, None),
    ],
)
def test_a_target_is_met_the_good_way(key: str, value: float | None, target: float | None, met: bool | None) -> None:
    assert is_met(key, value, target) is met


def test_every_scope_of_a_day_is_kept_without_what_nobody_tells() -> None:
    legs = [
        Leg("1.1", "support", 9 * 3600, "answered", 10, talk=60, agent="1001"),
        Leg("1.2", "support", 9.5 * 3600, "abandoned", 30),
    ]
    found = {one.scope: one for one in totals(digest([as_call(leg) for leg in legs]))}
    assert set(found) == {CENTRE, Scope(Kind.QUEUE, "support"), A1, Scope(Kind.AGENT, "1001")}
    assert found[CENTRE].measures["percent_abandoned"].value == 50
    assert "cost_per_call" not in found[CENTRE].measures
    hours = [(one.begins_at.astimezone(ZONE).hour, one.measures["calls_offered"].value) for one in found[CENTRE].hours]
    assert hours == [(hour, 2 if hour == 9 else 0) for hour in range(24)]
    assert not found[A1].hours


@pytest.mark.parametrize(
    ("marked", "counted", "now", "expected"),
    [
        ({}, {}, NOON, []),
        ({TODAY: False}, {}, NOON, [TODAY]),
        ({TODAY: True}, {}, NOON, [TODAY, YESTERDAY]),
        ({date(2026, 11, 25): False}, {}, NOON, []),
        ({date(2026, 9, 1): False, date(2026, 9, 2): False}, {}, NOON, [date(2026, 9, 2)]),
        ({}, {TODAY: NOON - timedelta(seconds=49)}, NOON, []),
        ({}, {TODAY: NOON - timedelta(seconds=50)}, NOON, [TODAY]),
        ({YESTERDAY: False}, {YESTERDAY: NOON - timedelta(minutes=9)}, NOON, []),
        ({YESTERDAY: False}, {YESTERDAY: NOON - timedelta(minutes=10)}, NOON, [YESTERDAY]),
        ({}, {YESTERDAY: at("11:59", "2026-11-24")}, NOON, [YESTERDAY]),
        ({}, {YESTERDAY: at("12:00", "2026-11-24")}, NOON, []),
        ({TODAY: False, date(2026, 9, 1): False}, {TODAY: NOON - timedelta(minutes=9)}, NOON, [date(2026, 9, 1)]),
    ],
    ids=[
        "nothing was told",
        "today",
        "this morning may be last night",
        "tomorrow",
        "the newest first",
        "counted a moment ago",
        "time passes",
        "late data rest",
        "late data",
        "until noon the night may go on",
        "the night is over",
        "what nobody counted goes first",
    ],
)
def test_the_day_to_count_next(
    marked: dict[date, bool], counted: dict[date, datetime], now: datetime, expected: list[date]
) -> None:
    assert days_to_count(marked, counted, ZONE, now) == expected


class Somebody:
    def __init__(self, number: str, team: str | None, *roles: Role) -> None:
        self.employee_no, self.team_name, self.roles = number, team, frozenset(roles)


MEI = Somebody("1001", "A1", Role.AGENT)
LIN = Somebody("1004", "A1", Role.TEAM_LEADER)
HAO = Somebody("2002", "B1", Role.TEAM_LEADER)
ZHAO = Somebody("3001", None, Role.SITE_MANAGER)
WEN = Somebody("1005", "A1", Role.AGENT, Role.QA)
TEAM_OF = {"1001": "A1", "1002": "A1", "9999": None}


@pytest.mark.parametrize(
    ("reader", "mine", "colleague", "stranger", "own_team", "other_team", "centre"),
    [
        (MEI, True, False, False, True, False, False),
        (LIN, True, True, False, True, True, True),
        (HAO, False, False, False, True, True, True),
        (ZHAO, True, True, True, True, True, True),
        (WEN, False, False, False, True, True, True),
    ],
    ids=["agent", "leader", "leader of another team", "site manager", "qa"],
)
def test_people_read_their_own_numbers_and_leaders_those_of_their_people(
    reader: Somebody, mine: bool, colleague: bool, stranger: bool, own_team: bool, other_team: bool, centre: bool
) -> None:
    scopes = [*(Scope(Kind.AGENT, number) for number in ("1001", "1002", "9999")), A1, B1, CENTRE]
    expected = [mine, colleague, stranger, own_team, other_team, centre]
    assert [may_read(reader, scope, TEAM_OF) for scope in scopes] == expected


@pytest.mark.parametrize(("language", "expected"), [("en", "Tuesday, 24 Nov"), ("zh-CN", "11月24日（周二）")])
def test_a_day_is_named_with_its_weekday(language: str, expected: str) -> None:
    assert when(WORDS.reader(language, ZONE, NOON), slots.a_day(TODAY)) == expected


def test_a_digest_tells_the_four_rates_first() -> None:
    assert told_keys(RULES)[:4] == ("average_ring_time", "login_rate", "not_ready_rate", "utilisation")
    assert len(set(told_keys(RULES))) == len(told_keys(RULES))
