"""What does a surge leave to the teams, and what becomes of a wish then? (SG-04)"""

from collections import Counter
from dataclasses import replace
from datetime import timedelta

import pytest
from support.breaks import NOW, a_break
from support.cast import SHIFT, at
from support.house import SITE

from rules import breaks as rules
from rules import surges_policy
from rules.breaks import MINUTE, Asker, Cap, Floor, Granted, Queued, State, Usage, Wish
from rules.refusals import Refusal
from rules.shifts import Shift
from rules.surges_policy import HALF, NONE, Ration, Rationing

RULES = SITE.handbook.breaks
SHORT, LUNCH, URGENT = RULES.kinds["short"], RULES.kinds["lunch"], RULES.kinds["urgent"]
DAY = Shift(*SHIFT, "day")
TODAY = NOW.date()
FIVE = 5 * MINUTE
ONE_OUT, RESTS = Ration(1, FIVE), Ration(0, FIVE)


def asker(used: Usage = Usage(), shift: Shift | None = DAY) -> Asker:  # noqa: B008 - frozen
    return Asker(1, 1, shift, TODAY, used, NOW)


def with_a_token(teams: int, day: int, mode: str = HALF) -> list[int]:
    on = TODAY + timedelta(days=day)
    left = surges_policy.rations(list(range(1, teams + 1)), on, Rationing(mode, FIVE))
    assert {one.length for one in left.values()} <= {FIVE}
    return [team for team, one in left.items() if one.tokens]


@pytest.mark.parametrize(("teams", "keep"), [(0, 0), (1, 1), (2, 1), (3, 2), (4, 2), (5, 3), (100, 50)])
def test_half_of_the_teams_keep_a_token_and_a_lone_team_keeps_its_own(teams: int, keep: int) -> None:
    assert [len(with_a_token(teams, day)) for day in range(5)] == [keep] * 5
    assert with_a_token(teams, 0, NONE) == []


@pytest.mark.parametrize("teams", [1, 2, 3, 4, 5, 8])
def test_the_turn_moves_on_by_day_until_all_had_it_equally_often(teams: int) -> None:
    had = Counter(team for day in range(teams) for team in with_a_token(teams, day))
    assert set(had) == set(range(1, teams + 1))
    assert len(set(had.values())) == 1
    assert with_a_token(teams, 0) == with_a_token(teams, teams)
    assert teams == 1 or with_a_token(teams, 0) != with_a_token(teams, 1)


@pytest.mark.parametrize(("wanted", "granted"), [(15, 5), (6, 5), (5, 5), (3, 3)])
def test_a_break_that_begins_now_is_short(wanted: int, granted: int) -> None:
    decision = rules.decide(Wish(SHORT, wanted * MINUTE), asker(), Floor([], None, ONE_OUT), RULES)
    assert decision == Granted(1, NOW + granted * MINUTE, DAY.ends_at)


def test_a_team_whose_token_rests_makes_a_line() -> None:
    decision = rules.decide(Wish(SHORT, SHORT.length), asker(), Floor([], None, RESTS), RULES)
    assert decision == Queued(DAY.ends_at - RULES.protected)


def test_the_short_break_is_what_the_allowance_counts() -> None:
    used = Usage(1, RULES.allowance - FIVE)
    assert isinstance(rules.decide(Wish(SHORT, SHORT.length), asker(used), Floor([], None, ONE_OUT), RULES), Granted)
    with pytest.raises(Refusal, match="breaks-allowance-minutes"):
        rules.decide(Wish(SHORT, SHORT.length), asker(used), Floor([]), RULES)


@pytest.mark.parametrize("ration", [ONE_OUT, RESTS])
@pytest.mark.parametrize("shift", [DAY, None])
def test_no_surge_refuses_or_shortens_an_urgent_outing(ration: Ration, shift: Shift | None) -> None:
    floor = Floor([a_break(2)], Cap(0, at("15:00"), "calls"), ration)
    decision = rules.decide(Wish(URGENT, URGENT.length), asker(Usage(9, 99 * MINUTE), shift), floor, RULES)
    assert isinstance(decision, Granted)
    assert decision.due_at == NOW + URGENT.length


def test_lunch_stays_as_long_as_it_is() -> None:
    decision = rules.decide(Wish(LUNCH, LUNCH.length), asker(), Floor([], None, RESTS), RULES)
    assert decision == Granted(None, NOW + LUNCH.length, DAY.ends_at)


@pytest.mark.parametrize(
    ("cap", "ration", "count"),
    [(None, None, 2), (None, ONE_OUT, 1), (None, RESTS, 0), (3, ONE_OUT, 1), (0, ONE_OUT, 0), (0, None, 0)],
)
def test_the_stricter_of_a_leader_and_a_surge_holds(cap: int | None, ration: Ration | None, count: int) -> None:
    two = replace(RULES, tokens_per_team=2, tokens_per_team_at_most=3)
    floor = Floor([], None if cap is None else Cap(cap, at("15:00"), "calls"), ration)
    assert rules.tokens(floor, two) == count
    assert rules.free_tokens(floor, two) == list(range(1, count + 1))


def test_a_leaders_pause_is_still_the_leaders() -> None:
    with pytest.raises(Refusal, match="breaks-capped"):
        rules.decide(Wish(SHORT, SHORT.length), asker(), Floor([], Cap(0, at("15:00"), "calls"), ONE_OUT), RULES)


@pytest.mark.parametrize(
    ("ration", "expected"),
    [(None, ["10:10", "10:25"]), (ONE_OUT, ["10:10", "10:15"]), (RESTS, [None, None])],
)
def test_the_estimate_stays_honest(ration: Ration | None, expected: list[str | None]) -> None:
    out = a_break(9, State.OUT, token_no=1, out_at=NOW - 5 * MINUTE, due_at=at("10:10"))
    floor = Floor([out, a_break(1), a_break(2)], None, ration)
    told = [rules.expected_at(floor, number, RULES, NOW) for number in (1, 2)]
    assert told == [at(one) if one else None for one in expected]


def test_no_estimate_names_the_end_of_a_leaders_pause_while_a_surge_goes_on() -> None:
    floor = Floor([a_break(1)], Cap(0, at("10:30"), "calls"), RESTS)
    assert rules.expected_at(floor, 1, RULES, NOW) is None
