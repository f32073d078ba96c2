"""Who is next, and when? The line, its order and its estimates."""

import itertools
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some
from support.breaks import NOW, a_break
from support.cast import SHIFT, at
from support.house import SITE

from rules import breaks as rules
from rules.breaks import HOLDS_TOKEN, MINUTE, Asker, Break, Cap, Floor, Granted, State, Usage, Wish
from rules.shifts import Shift

RULES = SITE.handbook.breaks
TWO = replace(RULES, tokens_per_team=2, tokens_per_team_at_most=3)
NO_TIME = timedelta()


def out(number: int, due: str, token_no: int | None = 1) -> Break:
    return a_break(number, State.OUT, token_no=token_no, out_at=NOW - 5 * MINUTE, due_at=at(due))


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ({"used_before": 5 * MINUTE}, {"used_before": 6 * MINUTE}),
        ({"used_before": NO_TIME, "asked_at": at("09:59")}, {"used_before": MINUTE, "asked_at": at("09:00")}),
        ({"rested_since": at("08:30")}, {"rested_since": at("09:30")}),
        (
            {"rested_since": at("08:30"), "asked_at": at("09:59")},
            {"rested_since": at("09:30"), "asked_at": at("09:00")},
        ),
        ({"asked_at": at("09:58")}, {"asked_at": at("09:59")}),
        ({}, {}),
    ],
    ids=["least used", "used before asked", "longest since rest", "rest before asked", "first to ask", "first written"],
)
def test_the_line_is_fair(first: dict[str, object], second: dict[str, object]) -> None:
    one, other = a_break(1, **first), a_break(2, **second)
    for floor in (Floor([one, other]), Floor([other, one])):
        assert [each.id for each in floor.line()] == [1, 2]
        assert rules.next_in_line(floor) == one


def test_whoever_let_it_pass_keeps_the_place_but_not_this_turn() -> None:
    passed, next_one, last = a_break(1, passed=True), a_break(2), a_break(3)
    floor = Floor([last, passed, next_one])
    assert [rules.place_in_line(floor, number) for number in (1, 2, 3)] == [1, 2, 3]
    assert rules.next_in_line(floor) == next_one
    assert rules.next_in_line(Floor([passed])) == passed, "with nobody else in line it is the same person again"


def test_whoever_is_offered_the_token_stands_first() -> None:
    offered = a_break(2, State.OFFERED, token_no=1, used_before=20 * MINUTE)
    floor = Floor([a_break(1), offered])
    assert rules.place_in_line(floor, 2) == 1
    assert rules.place_in_line(floor, 3) is None


@pytest.mark.parametrize(
    ("unanswered", "leaves"),
    [(0, False), (1, True), (2, True)],
)
def test_the_second_unanswered_offer_is_the_last(unanswered: int, leaves: bool) -> None:
    assert rules.leaves_the_line(a_break(1, State.OFFERED, unanswered=unanswered), RULES) is leaves


@pytest.mark.parametrize(
    ("floor", "expected"),
    [
        (Floor([out(9, "10:10"), a_break(1), a_break(2), a_break(3)]), ["10:10", "10:25", "10:40"]),
        (Floor([out(9, "10:10"), a_break(1, length=5 * MINUTE), a_break(2)]), ["10:10", "10:15"]),
        (Floor([out(9, "09:45"), a_break(1), a_break(2)]), ["10:00", "10:15"]),  # late counts as back now
        (Floor([a_break(9, State.OFFERED, token_no=1), a_break(1)]), ["10:15"]),
        (Floor([out(8, "10:30", token_no=None), out(9, "10:10"), a_break(1)]), ["10:10"]),  # lunch holds up nobody
        (Floor([out(9, "10:10"), a_break(1)], Cap(0, at("15:00"), "calls")), ["15:00"]),
        (Floor([a_break(1)]), ["10:00"]),
    ],
    ids=["in turn", "by length", "late", "offered", "lunch", "paused", "free"],
)
def test_the_estimate_is_honest(floor: Floor, expected: list[str]) -> None:
    told = [rules.expected_at(floor, number, RULES, NOW) for number in range(1, len(expected) + 1)]
    assert told == [at(moment) for moment in expected]


@pytest.mark.parametrize(
    ("holders", "cap", "expected"),
    [
        ([out(8, "10:05", 1), out(9, "10:10", 2)], None, ["10:05", "10:10", "10:20"]),
        ([out(9, "10:10", 2)], None, ["10:00", "10:10", "10:15"]),
        # Lowered while two are out: the one token left is the one that comes back last.
        ([out(8, "10:05", 1), out(9, "10:10", 2)], 1, ["10:10", "10:25", "10:40"]),
        ([out(9, "10:10", 1)], 3, ["10:00", "10:00", "10:10"]),
    ],
    ids=["two out", "one out of two", "lowered", "raised"],
)
def test_the_estimate_is_honest_with_several_tokens(holders: list[Break], cap: int | None, expected: list[str]) -> None:
    floor = Floor([*holders, *map(a_break, (1, 2, 3))], None if cap is None else Cap(cap, at("15:00"), "calls"))
    assert [rules.expected_at(floor, number, TWO, NOW) for number in (1, 2, 3)] == [at(one) for one in expected]


def test_somebody_who_is_not_in_line_has_no_estimate() -> None:
    assert rules.expected_at(Floor([out(9, "10:10")]), 1, RULES, NOW) is None


@pytest.mark.parametrize(
    ("held", "cap", "free"),
    [
        ((), None, [1, 2]),
        ((1,), None, [2]),
        ((2,), None, [1]),
        ((1, 2), None, []),
        ((), 0, []),
        ((), 1, [1]),
        ((2,), 1, []),
        ((3,), 2, [1]),  # the third is still out, so one of two is left
        ((2, 3), 2, []),
        ((1,), 3, [2, 3]),
        ((), 9, [1, 2, 3]),  # the handbook file has the last word
    ],
)
def test_the_free_tokens_are_counted_with_the_cap(held: tuple[int, ...], cap: int | None, free: list[int]) -> None:
    holders = [out(number, "10:10", token_no) for number, token_no in enumerate(held)]
    floor = Floor(holders, None if cap is None else Cap(cap, at("15:00"), "calls"))
    assert rules.free_tokens(floor, TWO) == free


moments = some.integers(-60, 60).map(lambda minutes: NOW + minutes * MINUTE)
lengths = some.integers(0, 40).map(lambda minutes: minutes * MINUTE)
waiting = some.builds(
    a_break,
    some.integers(100, 10**6),
    some.just(State.WAITING),
    used_before=lengths,
    rested_since=moments,
    asked_at=moments,
    passed=some.booleans(),
)


@some.composite
def floors(draw: some.DrawFn) -> tuple[Floor, int]:
    """A floor as the database could hold it, and how many tokens there are by the handbook."""
    count = draw(some.integers(0, 4))
    held = draw(some.sets(some.integers(1, 5), max_size=5))
    states = draw(some.lists(some.sampled_from(HOLDS_TOKEN), min_size=len(held), max_size=len(held)))
    holders = [
        a_break(number, state, token_no=token_no, due_at=draw(moments))
        for (number, token_no), state in zip(enumerate(held), states, strict=True)
    ]
    line = draw(some.lists(waiting, max_size=6, unique_by=lambda one: one.id))
    cap = draw(some.none() | some.integers(0, 6).map(lambda tokens: Cap(tokens, at("15:00"), "calls")))
    return Floor([*holders, *line], cap), count


@given(floors())
def test_never_more_tokens_are_out_than_there_are(floor_and_count: tuple[Floor, int]) -> None:
    floor, count = floor_and_count
    handbook = replace(RULES, tokens_per_team=count, tokens_per_team_at_most=max(count, 4))
    held = [one.token_no for one in floor.breaks if one.token_no is not None]
    free = rules.free_tokens(floor, handbook)
    assert len(held) + len(free) <= max(len(held), rules.tokens(floor, handbook))
    assert not set(free) & set(held)

    asker = Asker(99, 1, Shift(*SHIFT, "day"), NOW.date(), Usage(), NOW)
    wish = Wish(RULES.default, RULES.default.length, approved=True)
    decision = rules.decide(wish, asker, floor, handbook)
    if isinstance(decision, Granted):
        assert decision.token_no in free
        assert not floor.line(), "nobody jumps the line"


@given(some.lists(waiting, min_size=2, max_size=6, unique_by=lambda one: one.id), some.randoms())
def test_fairness_is_a_total_order(line: list[Break], chance: object) -> None:
    orders = [rules.in_line_order(one) for one in line]
    assert len(set(orders)) == len(orders), "no two stand in one place"
    for one, other in itertools.combinations(orders, 2):
        assert (one < other) != (other < one)
    shuffled = list(line)
    chance.shuffle(shuffled)  # pyright: ignore[reportAttributeAccessIssue]
    assert Floor(shuffled).line() == Floor(line).line()
    assert rules.next_in_line(Floor(shuffled)) == rules.next_in_line(Floor(line))


@given(floors())
def test_an_estimate_is_never_past_and_never_overtaken(floor_and_count: tuple[Floor, int]) -> None:
    floor, count = floor_and_count
    handbook = replace(RULES, tokens_per_team=max(count, 1), tokens_per_team_at_most=4)
    told: list[datetime] = [
        at_
        for one in floor.line()
        if one.state is State.WAITING and (at_ := rules.expected_at(floor, one.id, handbook, NOW))
    ]
    assert all(moment >= NOW for moment in told)
    assert told == sorted(told)
