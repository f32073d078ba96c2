"""Do those who are measured press when they should, and are the right presses counted?"""

from collections import Counter

from measuring.digests_day import FLOOR
from measuring.load import moments
from measuring.stall import presses, within


def test_a_storm_is_spread_over_its_second() -> None:
    quarters = Counter(int(4 * moment) for moment in moments(1000, 1.0))
    assert all(200 < quarters[quarter] < 300 for quarter in range(4))


def test_of_each_team_one_is_back_before_the_next_goes_out() -> None:
    out: dict[int, int] = {}
    for agent, text in presses(3, 4):
        team = agent % FLOOR.teams
        assert out.get(team, agent) == agent
        out[team] = agent
        if text == "back":
            del out[team]
    assert not out
    assert {agent for agent, _ in presses(3, 4)} == set(range(3 * FLOOR.teams, 7 * FLOOR.teams))


def test_what_was_pressed_after_the_counting_is_not_counted() -> None:
    assert within({"sent_at": [1.0, 2.0, 3.0], "times": [0.1, 0.2, 0.3]}, 3.0) == [0.1, 0.2]
