"""Do those who are measured press when they should?"""

from collections import Counter

from measuring.load import moments


def test_a_storm_is_spread_over_its_second() -> None:
    quarters = Counter(int(4 * moment) for moment in moments(1000, 1.0))
    assert all(200 < quarters[quarter] < 300 for quarter in range(4))
