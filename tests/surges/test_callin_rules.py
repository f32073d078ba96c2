"""How many are asked, and who is next? (SG-05)"""

from datetime import timedelta

import pytest
from support.cast import at
from support.surges_callin import RULES

from rules import surges_callin as rules
from rules.surges_callin import Candidate, Standing


@pytest.mark.parametrize(
    ("standing", "more"),
    [
        (Standing(need=4), 6),
        (Standing(need=1), 2),
        (Standing(need=3), 5),
        (Standing(need=4, accepted=1, open=5), 0),
        (Standing(need=4, accepted=1, open=3), 0),  # they could still be enough
        (Standing(need=4, accepted=1, open=2), 3),
        (Standing(need=4, declined=6), 6),
        (Standing(need=4, accepted=4), 0),
        (Standing(need=4, accepted=5, arrived=2), 0),
    ],
    ids=["first", "one", "rounded up", "many open", "just enough", "too few", "all declined", "enough", "more"],
)
def test_more_are_asked_when_those_who_may_still_say_yes_are_too_few(standing: Standing, more: int) -> None:
    assert rules.wave(standing, RULES) == more


def test_whoever_was_never_asked_comes_first_and_the_latest_last() -> None:
    lately = Candidate(1, "1001", "U1", at("09:00"))
    long_ago = Candidate(2, "1002", "U2", at("09:00", "2026-10-01"))
    never, never_either = Candidate(3, "1004", "U3", None), Candidate(4, "1003", "U4", None)
    chosen = rules.choose([lately, long_ago, never, never_either], 3)
    assert [one.employee_no for one in chosen] == ["1003", "1004", "1002"]


def test_rest_is_kept_on_both_sides_of_the_time_here() -> None:
    since, until = rules.free_between(at("10:00"), RULES)
    assert since == at("23:00", "2026-11-22")
    assert until == at("10:00") + timedelta(hours=15)
