"""Shifts come in from files: nights, changes of the clock, and nobody at work twice at once."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from support.cast import ZONE, at
from support.files import ROSTER, SHIFTS, TEAMS, Roster, bring, file, refused

from rules.shifts import shift_day
from storage import people
from storage.database import Database
from storage.roster import Tally

NEW_YORK = ZoneInfo("America/New_York")
DAY = "1001,2026-11-23T08:30,2026-11-23T17:30,day"
NIGHT = "1001,2026-11-23T20:00,2026-11-24T08:00,night"


@pytest.fixture
def site(database: Database) -> Database:
    bring(database, file(TEAMS, "A1,,,"))
    bring(database, file(ROSTER, "1001,Mei,U0MEI,A1,agent,,,", "1002,Arun,U0ARUN,A1,agent,,,"))
    return database


def shift_at(site: Database, moment: datetime):  # noqa: ANN201
    mei = Roster(site, moment).by_number("1001")
    assert mei is not None
    return mei.shift


def test_times_without_an_offset_are_the_sites(site: Database) -> None:
    bring(site, file(SHIFTS, DAY))
    shift = shift_at(site, at("10:00"))
    assert (shift.starts_at, shift.ends_at, shift.kind) == (at("08:30"), at("17:30"), "day")
    assert shift.starts_at.tzinfo is UTC


def test_times_with_an_offset_are_taken_as_they_are(site: Database) -> None:
    bring(site, file(SHIFTS, "1001,2026-11-23T00:30Z,2026-11-23T04:30-05:00,"))
    shift = shift_at(site, at("10:00"))
    assert (shift.starts_at, shift.ends_at, shift.kind) == (at("08:30"), at("17:30"), "day")


@pytest.mark.parametrize("written", ["2026/11/23 8:30", "2026-11-23 08:30", "2026/11/23 8:30:00", "2026-11-23T08:30"])
def test_excel_may_write_the_times(site: Database, written: str) -> None:
    bring(site, file(SHIFTS, f"1001,{written},2026/11/23 17:30,"))
    assert shift_at(site, at("10:00")).starts_at == at("08:30")


def test_a_night_crosses_midnight_and_belongs_to_the_day_it_began(site: Database) -> None:
    bring(site, file(SHIFTS, NIGHT))
    for moment in (at("20:00"), at("23:59"), at("03:00", "2026-11-24"), at("08:00", "2026-11-24")):
        assert shift_day(shift_at(site, moment), ZONE, moment) == date(2026, 11, 23)
    assert shift_at(site, at("19:59")) is None
    assert shift_at(site, at("08:01", "2026-11-24")) is None


@pytest.mark.parametrize(
    ("row", "hours"),
    [
        ("1001,2026-10-31T22:00,2026-11-01T06:00,night", 9),  # the hour that comes twice
        ("1001,2026-03-07T22:00,2026-03-08T06:00,night", 7),  # the hour that is left out
        ("1001,2026-06-01T22:00,2026-06-02T06:00,night", 8),
    ],
)
def test_a_night_in_which_the_clock_changes_has_its_true_length(site: Database, row: str, hours: int) -> None:
    bring(site, file(SHIFTS, row), NEW_YORK)
    shift = shift_at(site, datetime.fromisoformat(row.split(",")[1]).replace(tzinfo=NEW_YORK))
    assert shift.ends_at - shift.starts_at == timedelta(hours=hours)


def test_the_same_file_again_changes_nothing(site: Database) -> None:
    assert bring(site, file(SHIFTS, DAY, NIGHT)) == Tally(new=2, changed=0, same=0)
    assert bring(site, file(SHIFTS, DAY, NIGHT)) == Tally(new=0, changed=0, same=2)


def test_a_shift_with_the_same_start_is_the_same_shift(site: Database) -> None:
    bring(site, file(SHIFTS, DAY))
    assert bring(site, file(SHIFTS, DAY.replace("17:30", "19:00"))) == Tally(new=0, changed=1, same=0)
    assert shift_at(site, at("18:30")).ends_at == at("19:00")


def test_shifts_may_touch(site: Database) -> None:
    bring(site, file(SHIFTS, DAY))
    bring(site, file(SHIFTS, "1001,2026-11-23T17:30,2026-11-23T20:00,late"))
    assert shift_at(site, at("17:30")).kind == "late", "at the seam the new shift counts"
    bring(site, file(SHIFTS, "1001,2026-11-23T06:00,2026-11-23T08:30,early"))


def test_every_bad_row_is_named_at_once_and_nothing_comes_in(site: Database) -> None:
    rows = (
        DAY,
        "1001,2026-11-25T08:30,2026-11-25T08:30,day",
        "1001,2026-11-26T17:30,2026-11-26T08:30,day",
        "1001,2026-11-27T08:30,2026-11-28T08:31,day",
        "1001,tomorrow,2026-11-28T08:31,day",
        ",2026-11-27T08:30,2026-11-27T09:30,day",
        "1001,2026-11-29T25:00,2026-11-29T26:00,day",
    )
    wrong = ["import-shift-length"] * 3 + ["import-moment", "import-empty", "import-moment"]
    assert refused(site, file(SHIFTS, *rows)) == list(enumerate(wrong, start=3))
    assert shift_at(site, at("10:00")) is None


def test_a_whole_day_is_the_longest_shift(site: Database) -> None:
    bring(site, file(SHIFTS, "1001,2026-11-23T08:30,2026-11-24T08:30,day"))
    assert shift_at(site, at("08:00", "2026-11-24"))


def test_somebody_on_no_roster_has_no_shift(site: Database) -> None:
    rows = (DAY, DAY.replace("1001", "9999"), NIGHT.replace("1001", "9998"))
    assert refused(site, file(SHIFTS, *rows)) == [(3, "import-unknown-employee"), (4, "import-unknown-employee")]
    assert shift_at(site, at("10:00")) is None


@pytest.mark.parametrize(
    "other",
    ["2026-11-23T17:29,2026-11-23T20:00", "2026-11-23T06:00,2026-11-23T08:31", "2026-11-23T10:00,2026-11-23T11:00"],
)
def test_nobody_works_twice_at_once(site: Database, other: str) -> None:
    clash = f"1001,{other},day"
    assert refused(site, file(SHIFTS, DAY, clash))[0][1] == "import-overlap"
    bring(site, file(SHIFTS, DAY))
    assert refused(site, file(SHIFTS, DAY.replace("1001", "1002"), clash)) == [(3, "import-overlap-known")]
    bring(site, file(SHIFTS, clash.replace("1001", "1002")))


def test_a_long_shift_hides_none_that_lies_within(site: Database) -> None:
    long = "1001,2026-11-23T08:00,2026-11-23T20:00,day"
    rows = (long, "1001,2026-11-23T09:00,2026-11-23T10:00,a", "1001,2026-11-23T11:00,2026-11-23T12:00,b")
    assert [line for line, _ in refused(site, file(SHIFTS, *rows))] == [3, 4]


def test_a_shift_that_is_replaced_does_not_clash_with_itself(site: Database) -> None:
    bring(site, file(SHIFTS, DAY))
    later = "1001,2026-11-23T12:00,2026-11-23T17:30,day"
    bring(site, file(SHIFTS, DAY.replace("17:30", "12:00"), later))
    assert shift_at(site, at("13:00")).starts_at == at("12:00")


def test_whoever_is_not_on_shift_hears_when_the_next_one_begins(site: Database) -> None:
    bring(site, file(SHIFTS, DAY, NIGHT))
    mei = Roster(site).by_number("1001")
    assert mei
    with site.reading() as session:
        assert people.next_shift_starts(session, mei.id, at("18:00")) == at("20:00")
        assert people.next_shift_starts(session, mei.id, at("20:00")) is None


def test_a_shift_is_moved_by_cancelling_the_old_one_in_the_same_file(site: Database) -> None:
    bring(site, file(SHIFTS, DAY))
    moved = "1001,2026-11-23T09:00,2026-11-23T18:00,day"
    assert refused(site, file(SHIFTS, moved)) == [(2, "import-overlap-known")]
    bring(site, file(SHIFTS, moved, DAY.replace(",day", ",取消")))
    assert shift_at(site, at("08:45")) is None
    assert shift_at(site, at("17:45"))
