"""What do the indicators of calls come to, at every boundary, and does a second count agree?"""

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from support import plain_count
from support.digests import DAY, RULES, as_call, digest, measured, value
from support.plain_count import Leg

from rules import digests_slots
from rules.calls import Flag, Outcome
from rules.digests import Note
from rules.digests_facts import CENTRE, Kind, Scope

AGENT, TEAM = Scope(Kind.AGENT, "1001"), Scope(Kind.TEAM, "A1")


def answered(wait: float | None, **more: object) -> Leg:
    return Leg("c", "support", 36_000, "answered", wait, agent="1001", **more)  # pyright: ignore[reportArgumentType]


def gave_up(wait: float | None) -> Leg:
    return Leg("c", "support", 36_000, "abandoned", wait)


def ended(how: Outcome) -> Leg:
    return Leg("c", "support", 36_000, how, 30)


BOUNDARY = [answered(20), answered(21), gave_up(5), gave_up(6), gave_up(20), gave_up(21)]

CASES = {
    # Exactly 20 s is within, exactly 5 s is a short one.
    "within is inclusive": (BOUNDARY, "service_level_sl1", 4, 6),
    "of the answered": (BOUNDARY, "service_level_sl2", 1, 2),
    "of answered and abandoned": (BOUNDARY, "service_level_sl3", 1, 6),
    "late abandons only": (BOUNDARY, "service_level_sl4", 1, 3),
    "without short ones": (BOUNDARY, "service_level_sl5", 1, 5),
    "abandoned without short ones": (BOUNDARY, "percent_abandoned_without_short", 3, 5),
    "other exits are in no service level": (
        [answered(3), ended(Outcome.TIMEOUT), ended(Outcome.OVERFLOW), ended(Outcome.BLOCKED), ended(Outcome.OPEN)],
        "service_level_sl3",
        1,
        1,
    ),
    "but they were offered": (
        [answered(3), ended(Outcome.TIMEOUT), ended(Outcome.OVERFLOW), ended(Outcome.BLOCKED), ended(Outcome.OPEN)],
        "percent_answered",
        1,
        5,
    ),
    "a wait nobody tells is in no service level": ([answered(3), answered(None)], "service_level_sl2", 1, 1),
    "talk of whom it is told": ([answered(3, talk=60), answered(3)], "average_talk_time", 60, 1),
    "hold of whom it is told, none too": (
        [answered(1, hold=0), answered(1, hold=9), answered(1)],
        "average_hold_time",
        9,
        2,
    ),
    "after-call work": ([answered(1, acw=30), answered(1, acw=0)], "after_call_work_time", 30, 2),
    "handling": ([answered(1, talk=60, hold=5, acw=10)], "average_handle_time", 75, 1),
    "rings, missed ones too": ([answered(9, ring=4, missed=2, missed_ring=20)], "average_ring_time", 24, 3),
    "rings of five seconds": ([answered(9, ring=10)], "average_number_of_rings", 2, 1),
    "who never waited did not queue": ([answered(0), answered(8)], "percent_queued", 1, 2),
    "the wait of those who queued": ([answered(0), answered(8), gave_up(4)], "average_queue_time", 12, 2),
    "the book's speed of answer": ([answered(8), gave_up(4)], "average_speed_of_answer_total", 12, 1),
    "transfers of whom it is told": (
        [answered(1, moved_on=True), answered(1, moved_on=False), answered(1)],
        "percent_transferred",
        1,
        2,
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_a_formula_comes_to_what_a_person_would_count(case: str) -> None:
    legs, key, numerator, denominator = CASES[case]
    found = measured(digest([as_call(leg) for leg in legs]), key)
    assert (found.numerator, found.denominator) == (numerator, denominator)
    assert found.value == pytest.approx(numerator / denominator * (100 if found.unit == "%" else 1))


def test_no_call_at_all_is_no_data_and_not_zero() -> None:
    for key in plain_count.count([]):
        found = measured(digest(), key)
        assert (found.value, set(found.flags)) == (None, {Note.NO_DATA}), key


def test_nothing_to_divide_by_is_undefined() -> None:
    found = measured(digest([as_call(gave_up(9))]), "average_speed_of_answer")
    assert (found.value, found.denominator) == (None, 0)
    assert Note.UNDEFINED in found.flags


def test_what_no_call_tells_is_no_data() -> None:
    calls = [as_call(answered(3, talk=60))]
    assert Note.NO_DATA in measured(digest(calls), "average_hold_time").flags
    assert Note.NO_DATA in measured(digest(calls), "average_ring_time").flags
    handled = measured(digest(calls), "average_handle_time")
    assert handled.value == 60
    assert {Note.WITHOUT_ACW, Note.WITHOUT_HOLD} <= set(handled.flags)


def test_the_flags_of_rows_stand_beside_the_number() -> None:
    calls = [as_call(ended(Outcome.OPEN))._replace(flags=(Flag.NO_EXIT,)) for _ in range(3)]
    assert measured(digest(calls), "calls_offered").flags == {Flag.NO_EXIT: 3}


def test_a_queue_has_its_own_calls_and_an_agent_no_abandoned_ones() -> None:
    legs = [answered(3), gave_up(9), Leg("d", "sales", 36_000, "answered", 60, agent="2001")]
    some_day = digest([as_call(leg) for leg in legs])
    assert value(some_day, "calls_offered", Scope(Kind.QUEUE, "support")) == 2
    assert value(some_day, "calls_offered") == 3
    assert value(some_day, "calls_answered", AGENT) == 1
    assert value(some_day, "calls_answered", TEAM) == 1
    for key in ("calls_offered", "calls_abandoned", "service_level_sl3"):
        assert Note.NO_DATA in measured(some_day, key, AGENT).flags
    assert [str(one) for one in some_day.scopes(Kind.TEAM)] == ["team:A1", "team:B1"]
    assert [str(one) for one in some_day.scopes(Kind.QUEUE)] == ["queue:sales", "queue:support"]


def test_a_call_counts_where_it_arrived_for_its_agent_where_it_was_answered() -> None:
    late = Leg("c", "support", 86_390, "answered", 20, agent="1001")
    today = digest([as_call(late)])
    tomorrow = digest([as_call(late)], window=type(DAY)(DAY.to_at, DAY.to_at + timedelta(days=1)))
    assert (value(today, "calls_answered"), value(today, "calls_answered", AGENT)) == (1, 0)
    assert (value(tomorrow, "calls_answered"), value(tomorrow, "calls_answered", AGENT)) == (0, 1)


def test_the_first_moment_belongs_to_a_day_and_the_last_one_to_the_next() -> None:
    edges = [Leg(str(arrived), "support", arrived, "abandoned", 1) for arrived in (0, 86_399, 86_400)]
    assert value(digest([as_call(leg) for leg in edges]), "calls_offered") == 2


LEGS = some.builds(
    Leg,
    call=some.text("abc", min_size=1, max_size=3),
    queue=some.sampled_from(["support", "sales", "night"]),
    arrived=some.integers(0, 86_399),
    ended=some.sampled_from([outcome.value for outcome in Outcome]),
    wait=some.none() | some.integers(0, 40),
    ring=some.none() | some.integers(0, 20),
    missed=some.integers(0, 3),
    missed_ring=some.integers(0, 30).map(float),
    talk=some.none() | some.integers(0, 600),
    hold=some.none() | some.integers(0, 60),
    acw=some.none() | some.integers(0, 60),
    moved_on=some.none() | some.booleans(),
)


@settings(max_examples=100, deadline=None)
@given(some.lists(LEGS, min_size=1, max_size=40), some.integers(0, 40), some.integers(0, 40))
def test_a_second_count_agrees_on_any_day(legs: list[Leg], within: int, short: int) -> None:
    rules = type(RULES)(**{**vars(RULES), "answer_within_s": within, "short_abandon_s": short})
    some_day = digest([as_call(leg) for leg in legs], rules=rules)
    for queue in (None, "support", "sales", "night"):
        theirs = [leg for leg in legs if queue in (None, leg.queue)]
        scope = Scope(Kind.QUEUE, queue) if queue else CENTRE
        found = some_day.measures(scope)
        for key, (numerator, denominator) in plain_count.count(theirs, within, short, rules.ring_cycle_s).items():
            if Note.NO_DATA in found[key].flags:  # then nobody tells some part of it
                assert not theirs or any(None in {**vars(leg), "agent": ""}.values() for leg in theirs), (key, queue)
                continue
            assert found[key].numerator == pytest.approx(numerator), (key, queue)
            assert found[key].denominator == (None if denominator is None else pytest.approx(denominator)), (key, queue)


@settings(max_examples=30, deadline=None)
@given(some.lists(LEGS, min_size=1, max_size=40))
def test_queues_and_intervals_add_up_to_the_centre(legs: list[Leg]) -> None:
    """Sums over sums: the amounts of the parts are those of the whole."""
    whole = digest([as_call(leg) for leg in legs])
    parts = [whole.sums(scope) for scope in whole.scopes(Kind.QUEUE)]
    pieces = [piece.sums(CENTRE) for piece in whole.intervals(list(digests_slots.intervals(DAY, 60))).values()]
    (calls, *_) = whole.sums(CENTRE)
    for name, amount in calls.amounts.items():
        for several in (parts, pieces):
            assert sum(one[0].amounts.get(name, 0) for one in several) == pytest.approx(amount), name
