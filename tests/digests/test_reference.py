"""Do the indicators come to what was published for real logs, and to an independent count? (domain.md 2.5)"""

import csv
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

import pytest
from support import plain_count
from support.digests import DAY, as_call, digest
from support.plain_count import DAILY, RINGALL, TECHNION, Leg

from rules.digests import INDICATORS, Measure
from rules.digests_counts import QUEUE_VIEW
from rules.digests_facts import CENTRE, Window

FEBRUARY = Window(DAY.from_at, DAY.from_at + timedelta(days=28))

REFERENCE = {
    "ringall": {
        "calls_offered": 21,
        "calls_answered": 8,
        "calls_abandoned": 12,
        "service_level_sl1": 70.00,
        "service_level_sl2": 75.00,
        "service_level_sl3": 30.00,
        "service_level_sl4": 50.00,
        "service_level_sl5": 33.33,
        "average_speed_of_answer": 17.88,
        "average_abandonment_time": 17.92,
        "percent_abandoned": 60.00,
        "percent_abandoned_without_short": 55.56,
        "average_talk_time": 6.43,
    },
    "technion": {
        "calls_offered": 31_094,
        "calls_answered": 27_162,
        "calls_abandoned": 3_932,
        "service_level_sl1": 56.07,
        "service_level_sl2": 59.68,
        "service_level_sl3": 52.13,
        "service_level_sl4": 54.27,
        "service_level_sl5": 52.54,
        "average_speed_of_answer": 40.77,
        "average_abandonment_time": 66.05,
        "percent_abandoned": 12.65,
        "percent_abandoned_without_short": 11.96,
        "average_talk_time": 176.35,
    },
}
AMOUNTS = {
    "ringall": {
        "answered_within": 6,
        "abandoned_within": 8,
        "abandoned_short": 2,
        "timed_out": 0,
        "unended": 1,
        "talks": 7,
        "talk_s": 45,
    },
    "technion": {"answered_within": 16_209, "abandoned_within": 1_226, "abandoned_short": 243},
}
LONGEST_WAIT = {"ringall": 84, "technion": 908}


def at_hand(file: Path) -> Path:
    if not file.exists():
        pytest.skip(f"{file.name} is not at hand; see domain.md 2.5 for where it comes from")
    return file


def measures(legs: Sequence[Leg], begins: int = 0) -> dict[str, Measure]:
    calls = [as_call(leg, DAY.from_at - timedelta(seconds=begins)) for leg in legs]
    return digest(calls, window=FEBRUARY).measures(CENTRE)


def _first(legs: Sequence[Leg]) -> int:
    return min(leg.arrived for leg in legs)


@pytest.fixture(scope="module", params=REFERENCE)
def legs(request: pytest.FixtureRequest) -> tuple[str, list[Leg]]:
    if request.param == "ringall":
        return "ringall", plain_count.legs_of_queue_log(at_hand(RINGALL))
    return "technion", plain_count.legs_of_technion(at_hand(TECHNION))


def test_a_real_log_comes_to_its_reference(legs: tuple[str, list[Leg]]) -> None:
    name, some = legs
    found = measures(some, begins=_first(some))
    told = {key: round(found[key].value or 0, 2) for key in REFERENCE[name]}
    assert told == REFERENCE[name]


def test_a_real_log_comes_to_the_reference_amounts(legs: tuple[str, list[Leg]]) -> None:
    name, some = legs
    begins = DAY.from_at - timedelta(seconds=_first(some))
    calls = [as_call(leg, begins) for leg in some]
    (counted, *_) = digest(calls, window=FEBRUARY).sums(CENTRE)
    assert {key: counted.amounts[key] for key in AMOUNTS[name]} == AMOUNTS[name]
    assert max(leg.wait or 0 for leg in some) == LONGEST_WAIT[name]


def test_a_real_log_agrees_with_an_independent_count(legs: tuple[str, list[Leg]]) -> None:
    _, some = legs
    found, expected = measures(some, begins=_first(some)), plain_count.count(some)
    for key, (numerator, denominator) in expected.items():
        if found[key].numerator is not None:
            assert found[key].numerator == pytest.approx(numerator), key
        assert (found[key].denominator or 0) == pytest.approx(denominator or 0), key


def test_every_indicator_of_calls_is_counted_twice() -> None:
    """An indicator that is added without its independent count is found here."""
    of_calls = {key for key, one in INDICATORS.items() if set(one.amounts()) <= set(QUEUE_VIEW)}
    assert of_calls == set(plain_count.count([]))


def test_a_table_of_days_is_reproduced_where_its_columns_allow() -> None:
    """1,251 days of somebody else's: the answer rate from two columns, the abandoned from their difference."""
    with at_hand(DAILY).open(encoding="utf-8-sig", newline="") as text:
        days = list(csv.DictReader(text))
    assert len(days) == 1251
    for day in days:
        incoming, answered, gave_up = (int(day[f"{name} Calls"]) for name in ("Incoming", "Answered", "Abandoned"))
        rows = [Leg(str(n), "q", n, "answered", 0) for n in range(answered)]
        rows += [Leg(f"a{n}", "q", n, "abandoned", 9) for n in range(gave_up)]
        found = measures(rows)
        assert found["calls_offered"].value == incoming, day["Fecha"]
        assert found["percent_answered"].value == pytest.approx(100 * float(day["Answer Rate"]), abs=0.51), day["Fecha"]
