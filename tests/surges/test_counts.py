"""Is a file of counts read as it is meant, and are stored calls counted where they arrived?"""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from support.cast import ZONE, at
from support.digests import as_call
from support.digests_store import keep
from support.plain_count import Leg

from feeds import csv_counts
from feeds.csv_counts import Counts
from feeds.table import BadFile
from rules import digests_slots as slots
from rules.surges import Counted
from storage import surges
from storage.database import Database

FIVE = timedelta(minutes=5)
BERLIN = ZoneInfo("Europe/Berlin")
LEGS = [Leg(f"1.{n}", "support", 36_000 + n, "answered", 3, agent="1001") for n in (0, 10, 299, 300, 1500)]
LEGS += [Leg("2.1", "sales", 37_805, "abandoned", 3), Leg("2.2", "sales", 86_400, "abandoned", 3)]


def counts(*lines: str, zone: ZoneInfo = ZONE) -> Counts:
    return csv_counts.read("\n".join(("at,count", *lines)).encode(), zone)


def wrong(*lines: str) -> list[tuple[int, str]]:
    with pytest.raises(BadFile) as bad:
        counts(*lines)
    return [(one.line, one.key.removeprefix("import-")) for one in bad.value.problems]


GOOD = ("2026-03-02T08:00,5", "2026-03-02 08:05:00,0", "2026-03-02T08:10+08:00,7.5", "2026-03-02T08:30,1")


def test_a_file_tells_its_interval_and_may_have_gaps() -> None:
    told = counts(*GOOD)
    assert told.interval == FIVE
    assert [(one.at.strftime("%H:%M"), one.calls) for one in told.counted] == [
        ("08:00", 5),
        ("08:05", 0),
        ("08:10", 7.5),
        ("08:30", 1),
    ]


def test_the_order_of_the_rows_does_not_matter() -> None:
    assert counts(*reversed(GOOD)) == counts(*GOOD)


def test_a_moment_with_an_offset_is_put_on_the_sites_clock() -> None:
    told = counts("2026-03-02T00:00Z,5", "2026-03-02T00:15Z,5")
    assert [one.at.hour for one in told.counted] == [8, 8]
    assert told.interval == timedelta(minutes=15)


def test_the_hour_that_occurs_twice_is_two_hours() -> None:
    told = counts(*(f"2026-10-25T{hour}:{m},1" for hour in ("01", "02", "02", "03") for m in ("00", "30")), zone=BERLIN)
    assert told.interval == timedelta(minutes=30)
    moments = [one.at.astimezone(UTC) for one in told.counted]
    assert moments == [datetime(2026, 10, 24, 23, tzinfo=UTC) + n * timedelta(minutes=30) for n in range(8)]


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        (("nine,5", "2026-03-02T08:05,x", "2026-03-02T08:10,"), [(2, "moment"), (3, "number"), (4, "empty")]),
        (("2026-03-02T08:00,-1", "2026-03-02T08:05,nan", "2026-03-02T08:05,inf"), [(n, "number") for n in (2, 3, 4)]),
        ((*GOOD, "2026-03-02T08:05,3"), [(6, "repeated")]),
        ((*GOOD, "2026-03-02T08:17,3"), [(6, "off-the-grid")]),
        ((*GOOD, "2026-03-02T08:35:20,3"), [(6, "off-the-grid")]),
        (("2026-03-02T08:00,5",), [(2, "interval")]),
        ((), [(1, "interval")]),
        (("2026-03-02T08:00,5", "2026-03-02T08:07,5"), [(2, "interval")]),
        (("2026-03-02T08:00,5", "2026-03-02T10:00,5"), [(2, "interval")]),
        (("2026-03-02T08:00:00,5", "2026-03-02T08:00:30,5"), [(2, "interval")]),
    ],
)
def test_every_bad_row_is_named(lines: tuple[str, ...], found: list[tuple[int, str]]) -> None:
    assert wrong(*lines) == found


@pytest.mark.parametrize(
    ("queue", "came"),
    [
        ("", [3, 1, 0, 0, 0, 1, 1]),
        ("support", [3, 1, 0, 0, 0, 1, 0]),
        ("sales", [0, 0, 0, 0, 0, 0, 1]),
        ("nobody", [0, 0, 0, 0, 0, 0, 0]),
    ],
)
def test_stored_calls_are_counted_where_they_arrived(database: Database, queue: str, came: list[int]) -> None:
    with database.changing() as session:
        keep(session, [as_call(leg, at("00:00").astimezone(UTC)) for leg in LEGS])
    window = slots.day(at("10:00").date(), ZONE)
    with database.reading() as session:
        told = surges.counts(session, window, FIVE, ZONE, queue)
    assert told == [Counted(at("10:00") + n * FIVE, calls) for n, calls in enumerate(came)]


def test_where_nobody_called_nothing_is_counted(database: Database) -> None:
    with database.reading() as session:
        assert surges.counts(session, slots.day(at("10:00").date(), ZONE), FIVE, ZONE) == []
