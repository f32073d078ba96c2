"""What was somebody doing, when reports overlap, begin before the day or never end?"""

from datetime import UTC, date, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from support.cast import ZONE, at
from support.digests import DAY, RULES, as_call, digest, measured, shift, state, value
from support.plain_count import Leg

from rules import digests_slots as slots
from rules.calls import AgentState, Flag, State
from rules.digests import Note
from rules.digests_facts import CENTRE, Kind, Scope, Window, agent_of, own_window
from rules.digests_time import Doing, add_up, cut, timeline

AGENT = Scope(Kind.AGENT, "1001")
BERLIN = ZoneInfo("Europe/Berlin")
ON, PAUSE, TALK, ACW, READY = State.LOGGED_IN, State.NOT_READY, State.TALKING, State.ACW, State.READY


def minutes(*states: AgentState) -> dict[str, float]:
    line = timeline(DAY, states, (), RULES)
    assert line is not None
    return {
        doing.name.lower(): seconds / 60 for doing, seconds in add_up(line).items() if doing is not Doing.LOGGED_OUT
    }


CASES = {
    "a login is ready time": ([state("1", ON, "09:00", "10:00")], {"ready": 60}),
    "a pause is taken from it": (
        [state("1", ON, "09:00", "10:00"), state("1", PAUSE, "09:10", "09:20")],
        {"ready": 50, "not_ready": 10},
    ),
    "pauses of several queues are one": (
        [
            state("1", ON, "09:00", "10:00"),
            state("1", PAUSE, "09:10", "09:20"),
            state("1", PAUSE, "09:15", "09:30", "x"),
        ],
        {"ready": 40, "not_ready": 20},
    ),
    "logins in several queues are one": (
        [state("1", ON, "09:00", "10:00"), state("1", ON, "09:30", "10:30", "x")],
        {"ready": 90},
    ),
    "who talks in a pause talks": (
        [state("1", ON, "09:00", "10:00"), state("1", PAUSE, "09:10", "09:30"), state("1", TALK, "09:20", "09:40")],
        {"ready": 30, "not_ready": 10, "talking": 20},
    ),
    "talk goes before after-call work": (
        [state("1", ON, "09:00", "10:00"), state("1", ACW, "09:10", "09:30"), state("1", TALK, "09:20", "09:40")],
        {"ready": 30, "acw": 10, "talking": 20},
    ),
    "a pause after logging out is none": (
        [state("1", ON, "09:00", "10:00"), state("1", PAUSE, "09:50", "12:00")],
        {"ready": 50, "not_ready": 10},
    ),
    "a pause alone counts where no logins are told": ([state("1", PAUSE, "09:00", "09:30")], {"not_ready": 30}),
    "ready as the phone system says it": ([state("1", READY, "09:00", "09:30")], {"ready": 30}),
    "a reason may be other work": (
        [state("1", ON, "09:00", "10:00"), state("1", PAUSE, "09:00", "09:20", "Training")],
        {"ready": 40, "work": 20},
    ),
    "a reason may be after-call work": (
        [state("1", ON, "09:00", "10:00"), state("1", PAUSE, "09:00", "09:20", "整理")],
        {"ready": 40, "acw": 20},
    ),
    "a night begins before the day": ([state("1", ON, "22:00", "02:00", day="2026-11-22")], {"ready": 120}),
    "what never ended lasts to the end": ([state("1", ON, "22:00", None)], {"ready": 120}),
}


@pytest.mark.parametrize("case", CASES)
def test_reports_become_one_timeline(case: str) -> None:
    states, wanted = CASES[case]
    assert minutes(*states) == wanted


def test_without_a_login_nothing_is_known() -> None:
    assert timeline(DAY, [state("1", TALK, "09:00", "10:00")], (), RULES) is None


MINUTE = some.integers(-60, 1500)
STATES = some.lists(
    some.tuples(
        MINUTE, some.none() | some.integers(0, 300), some.sampled_from(State), some.sampled_from(["", "acw", "meeting"])
    )
)


@settings(max_examples=200, deadline=None)
@given(STATES)
def test_a_timeline_has_no_gap_and_no_overlap(reports: list[tuple[int, int | None, State, str]]) -> None:
    begin = [DAY.from_at + timedelta(minutes=one[0]) for one in reports]
    ends = [
        None if one[1] is None else start + timedelta(minutes=one[1]) for start, one in zip(begin, reports, strict=True)
    ]
    states = [
        AgentState(str(n), "1", "", one[2], one[3], start, end)
        for n, (start, end, one) in enumerate(zip(begin, ends, reports, strict=True))
    ]
    line = timeline(DAY, states, (), RULES)
    if line is None:
        return
    assert (line[0].from_at, line[-1].to_at) == DAY
    assert all(one.to_at == after.from_at and one.doing is not after.doing for one, after in pairwise(line))
    pieces = [one for part in slots.intervals(DAY, 15) for one in cut(line, part)]
    assert add_up(pieces) == add_up(line)


def test_the_shares_of_signed_in_time_make_a_hundred() -> None:
    """Not ready, utilisation and waiting: the identity of domain.md 1.2."""
    states = [
        state("1001", ON, "08:30", "17:30"),
        state("1001", PAUSE, "10:00", "10:15", "coffee"),
        state("1001", PAUSE, "11:00", "11:30", "meeting"),
        state("1001", PAUSE, "12:00", "12:05", "acw"),
    ]
    calls = [
        as_call(Leg(f"c{n}", "q", 36_000 + 600 * n, "answered", 10, talk=200, hold=10, acw=20, agent="1001"))
        for n in range(20)
    ]
    some_day = digest(calls, states)
    for scope in (CENTRE, AGENT, Scope(Kind.TEAM, "A1")):
        shares = [value(some_day, key, scope) or 0 for key in ("not_ready_rate", "utilisation", "ready_rate")]
        assert sum(shares) == pytest.approx(100)
        assert all(share > 0 for share in shares)


def test_occupancy_is_told_with_and_without_after_call_work() -> None:
    states = [
        state("1001", ON, "09:00", "10:00"),
        state("1001", TALK, "09:00", "09:30"),
        state("1001", ACW, "09:30", "09:45"),
    ]
    some_day = digest(states=states)
    assert value(some_day, "occupancy") == pytest.approx(100 * 30 / 45)
    assert value(some_day, "occupancy_acw") == pytest.approx(100 * 45 / 60)
    assert value(some_day, "utilisation_online") == pytest.approx(75)


def test_time_nobody_tells_is_not_invented() -> None:
    """Calls alone say nothing of idle time: no occupancy of a hundred, and it is said who is left out."""
    calls = [as_call(Leg("c", "q", 36_000, "answered", 10, talk=200, agent="1001"))]
    other = [state("2001", ON, "09:00", "10:00")]
    assert Note.NO_DATA in measured(digest(calls), "occupancy").flags
    found = measured(digest(calls, other), "occupancy")
    assert found.numerator == 0
    assert found.flags[Note.NO_STATES] == 1
    assert value(digest(calls, other), "calls_per_hour") == 0


def test_a_session_nobody_saw_end_is_flagged_once_its_day_is_over() -> None:
    open_ended = [state("1001", ON, "09:00", None)]
    over = measured(digest(states=open_ended), "not_ready_rate")
    assert (over.denominator, over.flags) == (15 * 3600, {Flag.OPEN_END: 1})
    still = measured(digest(states=open_ended, now=at("10:00").astimezone(UTC)), "not_ready_rate")
    assert (still.denominator, still.flags) == (3600, {})


def test_who_is_signed_in_the_day_after_flags_nothing_of_the_day() -> None:
    signed_in = [state("1001", ON, "09:00", "17:00"), state("1001", ON, "09:00", None, day="2026-11-24")]
    assert measured(digest(states=signed_in), "not_ready_rate").flags == {}


def test_a_night_counts_on_the_day_on_which_it_began() -> None:
    states = [
        state("1001", ON, "20:00", "08:00", day="2026-11-22"),
        state("1001", ON, "20:00", "07:00", day="2026-11-23"),
    ]
    nights = {"1001": [shift("20:00", "08:00", "2026-11-22"), shift("20:00", "08:00", "2026-11-23")]}
    found = measured(digest(states=states, shifts=nights), "login_rate")
    assert (found.numerator, found.denominator) == (11 * 3600, 12 * 3600)


@settings(max_examples=100, deadline=None)
@given(some.lists(some.integers(8, 30), min_size=1, max_size=6))
def test_days_leave_no_gap_in_anybodys_time(gaps: list[int]) -> None:
    starts = [sum(gaps[: n + 1]) for n in range(len(gaps))]
    shifts = [
        shift("00:00", "08:00")._replace(
            starts_at=DAY.from_at + timedelta(hours=hour), ends_at=DAY.from_at + timedelta(hours=hour + 8)
        )
        for hour in starts
    ]
    windows = [own_window(slots.day(date(2026, 11, 22) + timedelta(days=n), ZONE), shifts) for n in range(10)]
    assert all(one.to_at == after.from_at for one, after in pairwise(windows))


def test_a_day_may_have_23_or_25_hours() -> None:
    autumn, spring = slots.day(date(2026, 10, 25), BERLIN), slots.day(date(2026, 3, 29), BERLIN)
    assert autumn.to_at - autumn.from_at == timedelta(hours=25)
    assert spring.to_at - spring.from_at == timedelta(hours=23)
    assert len(list(slots.intervals(autumn, 30))) == 50
    assert len(list(slots.intervals(spring, 15))) == 92
    always = [AgentState("s", "1001", "", State.LOGGED_IN, "", autumn.from_at - timedelta(hours=5), autumn.to_at)]
    assert measured(digest(states=always, window=autumn), "not_ready_rate").denominator == 25 * 3600


def test_weeks_begin_on_monday_and_months_on_the_first() -> None:
    assert slots.a_week(date(2026, 11, 29)).window(ZONE) == slots.days(date(2026, 11, 23), date(2026, 11, 29), ZONE)
    assert slots.month(date(2026, 12, 31), ZONE) == slots.days(date(2026, 12, 1), date(2026, 12, 31), ZONE)
    assert slots.month(date(2026, 2, 1), ZONE) == slots.days(date(2026, 2, 1), date(2026, 2, 28), ZONE)


def test_half_hours_add_up_to_the_day() -> None:
    states = [state("1001", ON, "08:30", "17:30"), state("1001", PAUSE, "10:00", "10:40")]
    some_day = digest(states=states, shifts={"1001": [shift("09:00", "18:00")]})
    pieces = [part.measures(CENTRE) for part in some_day.intervals(list(slots.intervals(DAY, 30))).values()]
    for key in ("not_ready_rate", "login_rate", "shrinkage"):
        whole = measured(some_day, key)
        assert sum(one[key].numerator or 0 for one in pieces) == whole.numerator, key
        assert sum(one[key].denominator or 0 for one in pieces) == whole.denominator, key
    assert len(pieces) == 48


@pytest.mark.parametrize(
    ("name", "agent"),
    [
        ("1127", "1127"),
        ("Agent/1127", "1127"),
        ("PJSIP/1127", "1127"),
        ("SIP/1127-0000a1", "1127"),
        ("Local/1127@callback-agent", "1127"),
        ("Local/2001@from-internal/n", "2001"),
        ("Local/id-1127@agentcallback", "1127"),
        ("Mei Ting", "1001"),
        ("queue9", "queue9"),
        ("A07", "A07"),
        ("Agent/A07", "Agent/A07"),
    ],
)
def test_an_agent_is_one_under_all_names(name: str, agent: str) -> None:
    assert agent_of(name, {"Mei Ting": "1001"}, {"1127", "A07"}) == agent


def test_now_ends_the_window() -> None:
    states = [state("1001", ON, "09:00", "18:00")]
    found = measured(
        digest(states=states, shifts={"1001": [shift("09:00", "18:00")]}, now=at("12:00").astimezone(UTC)), "login_rate"
    )
    assert (found.numerator, found.denominator) == (3 * 3600, 3 * 3600)
    before = digest(
        states=states, window=Window(DAY.to_at, DAY.to_at + timedelta(days=1)), now=at("12:00").astimezone(UTC)
    )
    assert Note.NO_DATA in measured(before, "login_rate").flags


def test_after_call_work_of_states_stands_over_the_calls_where_no_call_tells_its_own() -> None:
    calls = [as_call(Leg(f"c{n}", "q", 36_000 + 600 * n, "answered", 10, talk=100, agent="1001")) for n in range(3)]
    states = [state("1001", ON, "09:00", "18:00"), state("1001", ACW, "10:05", "10:08")]
    some_day = digest(calls, states)
    assert value(some_day, "after_call_work_time") == 60
    assert value(some_day, "average_handle_time") == 160


def test_a_talk_nobody_saw_the_end_of_is_said_beside_the_time_it_is_missing_in() -> None:
    calls = [as_call(Leg("c", "q", 36_000, "answered", 10, agent="1001"))._replace(flags=(Flag.NO_COMPLETE,))]
    found = measured(digest(calls, [state("1001", ON, "09:00", "18:00")]), "occupancy")
    assert (found.value, found.flags) == (0, {Flag.NO_COMPLETE: 1})
