"""Who kept to the schedule, by the handbook's formula and by the overlap of intervals?"""

from datetime import UTC

import pytest
from support.cast import at
from support.digests import RULES, digest, measured, outing, shift, state, value

from rules import digests
from rules.calls import AgentState, Figure, State
from rules.digests import Note
from rules.digests_adherence import Wrong
from rules.digests_explain import deviations
from rules.digests_facts import CENTRE, Kind, Outing, Scope
from rules.digests_scopes import Digest

ON, PAUSE = State.LOGGED_IN, State.NOT_READY
DAY_SHIFT = {"1001": [shift("09:00", "18:00")]}
OUTSIDE = type(RULES)(**{**vars(RULES), "outside_shift_counts": True})


def day(*states: AgentState, outings: tuple[Outing, ...] = (), **more: object) -> Digest:
    return digest(states=states, shifts=DAY_SHIFT, outings={"1001": outings}, **more)  # pyright: ignore[reportArgumentType]


def wrongs(some_day: Digest) -> list[tuple[Wrong, float]]:
    return [(one.wrong, one.seconds / 60) for _, one in deviations(some_day, CENTRE)]


@pytest.mark.parametrize(
    ("given", "numerator", "denominator"),
    [
        # The example of domain.md 1.3: shift 510, lunch 30, breaks 2 x 15; on the phone 400, other work 30.
        ({"phone_s": 400, "work_s": 30, "shift_s": 510, "lunch_s": 30, "rest_s": 30}, 430, 450),
        ({"phone_s": 400, "work_s": 30, "shift_s": 510, "lunch_s": 30, "rest_s": 30, "exceptions_s": 20}, 430, 470),
        ({"phone_s": 400, "work_s": 30, "shift_s": 510, "lunch_s": 30, "rest_s": 30, "exceptions_s": -20}, 430, 430),
        ({"phone_s": 400, "work_s": 30, "shift_s": 510, "lunch_s": 30, "rest_s": 30, "overtime_s": 60}, 430, 510),
        ({"phone_s": 600, "work_s": 0, "shift_s": 510, "lunch_s": 30, "rest_s": 30}, 600, 450),
    ],
)
def test_the_handbooks_formula_with_its_signs(given: dict[str, float], numerator: float, denominator: float) -> None:
    found = digests.monet(**{"exceptions_s": 0, "overtime_s": 0, **given})
    assert (found.numerator, found.denominator) == (numerator, denominator)
    assert found.value == pytest.approx(100 * numerator / denominator)


def test_the_example_comes_to_95_56() -> None:
    found = digests.monet(400 * 60, 30 * 60, 510 * 60, 30 * 60, 30 * 60, 0, 0)
    assert f"{found.value:.2f}" == "95.56"


@pytest.mark.parametrize("shift_s", [60, 59])
def test_nothing_left_of_the_shift_is_undefined_and_not_zero(shift_s: float) -> None:
    found = digests.monet(40, 0, shift_s, 30, 30, 0, 0)
    assert (found.value, set(found.flags)) == (None, {Note.UNDEFINED})


def test_the_handbooks_formula_from_what_was_recorded() -> None:
    """Shift 540, lunch 30 and break 15 granted; a meeting is other work, coffee is not; overtime is a figure."""
    told = [Figure(kind, "agent:1001", at("00:00"), at("12:00"), hours) for kind, hours in (("overtime_hours", 0.5),)]
    some_day = day(
        state("1001", ON, "09:00", "18:00"),
        state("1001", PAUSE, "12:00", "12:30", "lunch"),
        state("1001", PAUSE, "14:00", "14:20", "Meeting"),
        state("1001", PAUSE, "15:00", "15:25", "coffee"),
        outings=(outing("12:00", "12:30", lunch=True), outing("15:00", "15:15")),
        figures=told,
    )
    found = measured(some_day, "adherence_monet")
    phone, other = 540 - 30 - 20 - 25, 20
    assert found.numerator == (phone + other) * 60
    assert found.denominator == (540 - 30 - 15 + 30) * 60


CASES = {
    "kept": ((("09:00", "18:00"),), (), 540, []),
    "late": ((("09:20", "18:00"),), (), 520, [(Wrong.LATE, 20)]),
    "within the grace": ((("09:00:59", "18:00"),), (), 540, []),
    "the grace is over": ((("09:01", "18:00"),), (), 539, [(Wrong.LATE, 1)]),
    "left early": ((("09:00", "17:30"),), (), 510, [(Wrong.EARLY_LEAVE, 30)]),
    "away in between": ((("09:00", "12:00"), ("12:10", "18:00")), (), 530, [(Wrong.WRONG_ACTIVITY, 10)]),
    "not ready": ((("09:00", "18:00"),), (("10:00", "10:30", "coffee"),), 510, [(Wrong.WRONG_ACTIVITY, 30)]),
    "other work": ((("09:00", "18:00"),), (("10:00", "10:30", "training"),), 540, []),
}


@pytest.mark.parametrize("case", CASES)
def test_what_is_not_the_schedule_is_an_exception(case: str) -> None:
    logins, pauses, kept, exceptions = CASES[case]
    states = [state("1001", ON, *one) for one in logins]
    states += [state("1001", PAUSE, begins, ends, reason) for begins, ends, reason in pauses]
    some_day = day(*states)
    found = measured(some_day, "adherence")
    assert (found.numerator, found.denominator) == (pytest.approx(kept * 60), 540 * 60)
    assert wrongs(some_day) == [(wrong, pytest.approx(minutes)) for wrong, minutes in exceptions]


BREAK = (outing("15:00", "15:15"),)


def test_a_granted_break_is_part_of_the_schedule() -> None:
    away = [state("1001", ON, "09:00", "18:00"), state("1001", PAUSE, "15:00", "15:15", "coffee")]
    assert value(day(*away, outings=BREAK), "adherence") == 100
    assert value(day(*away), "adherence") == pytest.approx(100 * 525 / 540)


def test_a_break_that_runs_over_is_a_long_break() -> None:
    away = [state("1001", ON, "09:00", "18:00"), state("1001", PAUSE, "15:00", "15:25", "coffee")]
    assert wrongs(day(*away, outings=BREAK)) == [(Wrong.LONG_BREAK, 10)]


def test_who_is_stuck_on_a_call_keeps_to_the_schedule() -> None:
    stuck = [state("1001", ON, "09:00", "18:00"), state("1001", State.TALKING, "14:50", "15:15")]
    assert value(day(*stuck, outings=BREAK), "adherence") == 100


def test_who_never_came_was_absent_where_others_are_told_of() -> None:
    shifts = {"1001": [shift("09:00", "18:00")], "2001": [shift("09:00", "18:00")]}
    some_day = digest(states=[state("2001", ON, "09:00", "18:00")], shifts=shifts)
    assert wrongs(some_day) == [(Wrong.ABSENT, 540)]
    assert value(some_day, "login_rate") == 50
    assert value(some_day, "login_rate_headcount") == 50
    assert value(some_day, "login_rate", Scope(Kind.AGENT, "1001")) == 0
    nothing = measured(digest(shifts=shifts), "login_rate")
    assert (nothing.value, set(nothing.flags)) == (None, {Note.NO_DATA})


def test_who_has_no_shift_is_left_out_and_counted() -> None:
    some_day = digest(states=[state(one, ON, "09:00", "18:00") for one in ("1001", "2001")], shifts=DAY_SHIFT)
    found = measured(some_day, "login_rate")
    assert (found.numerator, found.denominator, found.flags) == (540 * 60, 540 * 60, {Note.NO_SHIFT: 1})


def test_work_outside_the_shift_counts_in_both_where_the_site_says_so() -> None:
    """Genesys: 60 minutes scheduled, ten late, stays ten longer: 1 - 20 / 70 = 71.4 %, and a conformance of 100 %."""
    some_day = digest(
        states=[state("1001", ON, "09:10", "10:10")], shifts={"1001": [shift("09:00", "10:00")]}, rules=OUTSIDE
    )
    assert value(some_day, "adherence") == pytest.approx(71.4, abs=0.05)
    assert value(some_day, "conformance") == 100
    assert wrongs(some_day) == [(Wrong.LATE, 10), (Wrong.OUTSIDE, 10)]


def test_shrinkage_is_what_the_schedule_loses() -> None:
    away = [state("1001", ON, "09:30", "18:00"), state("1001", PAUSE, "15:00", "15:15", "coffee")]
    found = measured(day(*away, outings=BREAK), "shrinkage")
    assert (found.numerator, found.denominator) == (45 * 60, 540 * 60)


def test_an_exception_has_its_moments() -> None:
    ((agent, one),) = deviations(day(state("1001", ON, "09:20", "18:00")), CENTRE)
    assert (agent, one.from_at, one.to_at) == ("1001", at("09:00").astimezone(UTC), at("09:20").astimezone(UTC))


def test_who_takes_no_calls_is_not_missed() -> None:
    """Lin leads and never signs in to the phone system."""
    shifts = {one: [shift("09:00", "18:00")] for one in ("1001", "1004")}
    some_day = digest(states=[state("1001", ON, "09:00", "18:00")], shifts=shifts)
    assert value(some_day, "login_rate") == 100


def test_the_longest_exception_comes_first() -> None:
    some_day = day(state("1001", ON, "09:20", "17:30"))
    assert wrongs(some_day) == [(Wrong.EARLY_LEAVE, 30), (Wrong.LATE, 20)]
