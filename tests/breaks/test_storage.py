"""Where breaks are kept: what the database refuses by itself, and what it adds up."""

import itertools
from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import Table, insert, update
from sqlalchemy.exc import IntegrityError
from support import cast
from support.cast import ARUN, BO, LIN, MEI, OLGA, at
from support.clock import HandClock
from support.counter import Counter
from support.house import SITE

from rules.breaks import HOLDS_TOKEN, MINUTE, OPEN, State, Step
from rules.breaks_report import Board, Outing, add_up
from storage import breaks as storage
from storage import breaks_report, breaks_watch, people
from storage.breaks_board import boards_of
from storage.breaks_tables import adherence_exceptions, break_caps, breaks
from storage.database import Database
from storage.people import shifts

DAY = date(2026, 11, 23)
ENDED = [state for state in State if state not in OPEN]


@pytest.fixture
def counter(floor: Database, clock: HandClock) -> Counter:
    return Counter(floor, clock)


def test_a_token_is_in_one_hand(counter: Counter) -> None:
    for first, second in itertools.product(HOLDS_TOKEN, HOLDS_TOKEN):
        put(counter, MEI, state=first, token_no=1)
        with pytest.raises(IntegrityError):
            put(counter, ARUN, state=second, token_no=1)
        put(counter, BO, state=second, token_no=2)
        put(counter, OLGA, state=second, token_no=1, team_id=2)
        everything_is_over(counter)


def test_a_person_stands_in_one_place(counter: Counter) -> None:
    for first, second in itertools.product(OPEN, OPEN):
        put(counter, MEI, state=first)
        with pytest.raises(IntegrityError):
            put(counter, MEI, state=second)
        put(counter, ARUN, state=second)
        everything_is_over(counter)


def test_what_is_over_stands_in_nobodys_way(counter: Counter) -> None:
    for state in ENDED:
        put(counter, MEI, state=state, token_no=1)
        put(counter, MEI, state=state, token_no=1)
    put(counter, MEI, state=State.OUT, token_no=1)
    assert len(counter.all_breaks()) == 2 * len(ENDED) + 1


def test_a_token_has_a_number_from_one_on(counter: Counter) -> None:
    with pytest.raises(IntegrityError):
        put(counter, MEI, state=State.OUT, token_no=0)


def test_a_team_has_one_cap_in_force_and_a_break_one_exception(counter: Counter) -> None:
    put(counter, MEI, state=State.OUT, token_no=1)
    cap = {"team_id": 1, "tokens": 0, "until": at("15:00"), "reason": "x", "set_by": 1, "set_at": at("10:00")}
    write(counter, break_caps, **cap, ended_at=at("10:01"))
    write(counter, break_caps, **cap)
    with pytest.raises(IntegrityError):
        write(counter, break_caps, **cap)
    with pytest.raises(IntegrityError):
        write(counter, break_caps, **{**cap, "team_id": 2, "tokens": -1})

    late = {"person_id": 1, "break_id": 1, "shift_day": DAY, "kind": "long_break", "at": at("10:25")}
    write(counter, adherence_exceptions, **late)
    with pytest.raises(IntegrityError):
        write(counter, adherence_exceptions, **late)


def test_a_second_writer_is_told_that_he_was_too_late(counter: Counter) -> None:
    """Everything that moves a break names the state in which it was read."""
    counter.command(ARUN)
    one = counter.standing(ARUN)
    with counter.database.changing() as session:
        assert storage.end(session, one, State.RETURNED, at("10:05"))
        assert not storage.end(session, one, State.RECALLED, at("10:05"))
        assert not storage.offer(session, one, 1, at("10:07"))
        assert not storage.back_in_line(session, one, unanswered=False)
    assert counter.standing(ARUN).state is State.RETURNED


def test_who_is_out_is_known_by_number_and_kind(counter: Counter) -> None:
    counter.command(ARUN)
    counter.command(BO)
    counter.command(OLGA, "lunch")
    with counter.database.reading() as session:
        assert storage.who_is_out(session) == {ARUN.number: "short", OLGA.number: "lunch"}
    counter.command(ARUN, "back")
    with counter.database.reading() as session:
        assert storage.who_is_out(session) == {OLGA.number: "lunch"}


def test_an_offer_reserves_the_token(counter: Counter) -> None:
    put(counter, MEI, state=State.WAITING, token_no=None)
    put(counter, ARUN, state=State.WAITING, token_no=None)
    mei, arun = counter.standing(MEI), counter.standing(ARUN)
    with counter.database.changing() as session:
        assert storage.offer(session, mei, 1, at("10:02"))
        assert not storage.offer(session, arun, 1, at("10:02")), "and the transaction goes on"
        floor, _ = storage.standing(session, mei.person_id, 1, DAY, at("10:00"))
    assert [one.person_id for one in floor.breaks if one.token_no == 1] == [mei.person_id]
    assert "You are in line" in counter.command(ARUN, "status")
    assert "排队" in counter.command(BO)


@pytest.mark.parametrize("team_id", [2, None], ids=["another team", "no team"])
def test_whoever_was_moved_while_out_still_stands_where_they_went_out(counter: Counter, team_id: int | None) -> None:
    counter.command(ARUN)
    with counter.database.changing() as session:
        moved = update(people.people).where(people.people.c.employee_no == ARUN.number)
        session.execute(moved.values(team_id=team_id))
    for asked in ("status", ""):
        assert "until 10:15" in counter.command(ARUN, asked)
    assert "Welcome back" in counter.command(ARUN, "back")


def test_the_allowance_counts_what_was_planned_and_then_what_was_real(counter: Counter) -> None:
    counter.command(ARUN)
    assert used(counter) == (1, 15 * MINUTE)
    counter.clock.forward(minutes=4)
    counter.command(ARUN, "back")
    outings, time = used(counter)
    assert (outings, round(time / MINUTE)) == (1, 4)

    counter.command(ARUN, "lunch")
    counter.clock.forward(minutes=30)
    counter.command(ARUN, "back")
    counter.command(ARUN, "urgent")
    counter.command(ARUN, "back")
    assert used(counter) == (outings, time), "lunch and urgent are not counted"


def test_whoever_only_waited_has_used_nothing(counter: Counter) -> None:
    counter.command(MEI)
    counter.command(ARUN)
    counter.command(ARUN, "cancel")
    assert used(counter) == (0, timedelta())


def test_the_report_adds_up_a_day_per_person(counter: Counter) -> None:
    put(counter, MEI, asked_at=at("10:00"), out_at=at("10:04"), due_at=at("10:19"), ended_at=at("10:24"))
    put(counter, MEI, asked_at=at("11:00"), out_at=at("11:00"), due_at=at("11:15"), ended_at=at("11:15:59"))
    put(counter, ARUN, asked_at=at("12:00"), out_at=at("12:00"), due_at=at("12:15"), state=State.OUT, token_no=1)
    put(counter, BO, asked_at=at("12:00"), state=State.CANCELLED)  # never went
    put(counter, MEI, out_at=at("10:00", "2026-11-22"), due_at=at("10:15"), shift_day=date(2026, 11, 22))
    put(counter, OLGA, out_at=at("10:00"), due_at=at("10:15"), ended_at=at("10:15"), team_id=2)

    outings = report(counter, DAY, now=at("12:30"))
    arun, mei = sorted(add_up(outings["A1"]), key=lambda day: day.name)
    assert (mei.name, mei.outings, mei.out_for, mei.overdue, mei.waited) == (
        "Mei",
        2,
        35 * MINUTE + timedelta(seconds=59),
        1,
        4 * MINUTE,
    )
    assert (arun.name, arun.outings, arun.out_for, arun.overdue) == ("Arun", 1, 30 * MINUTE, 1)
    assert [day.name for day in add_up(outings["B1"])] == ["Olga"]
    assert report(counter, date(2026, 11, 24), now=at("12:30")) == {"A1": [], "B1": []}


def test_the_board_of_a_night_team_counts_the_night(counter: Counter) -> None:
    night = (at("22:00"), at("06:00", "2026-11-24"))
    with counter.database.changing() as session:
        session.execute(update(shifts).values(starts_at=night[0], ends_at=night[1]))
    for clock, day in (("23:00", "2026-11-23"), ("02:00", "2026-11-24")):
        counter.clock.set(at(clock, day))
        counter.command(ARUN)
        counter.clock.forward(minutes=10)
        counter.command(ARUN, "back")

    assert totals(counter, at("02:30", "2026-11-24")) == (2, 20)
    assert totals(counter, at("07:00", "2026-11-24")) == (0, 0), "a new day"
    with counter.database.reading() as session:
        _, usage = storage.standing(session, counter.id_of(ARUN), 1, DAY, counter.clock.now())
    assert usage.outings == 2


def test_the_board_shows_who_is_out_and_the_cap_in_force(counter: Counter) -> None:
    counter.command(MEI)
    counter.command(ARUN)
    counter.command(LIN, "cap A1 0 until 15:00 because calls")
    board = boards(counter, at("10:00"))[0]
    assert [board.names[one.person_id] for one in board.floor.out()] == ["Mei"]
    assert [board.names[one.person_id] for one in board.floor.line()] == ["Arun"]
    assert board.floor.cap is not None
    assert board.floor.cap.reason == "calls"
    assert boards(counter, at("15:00"))[0].floor.cap is None


def test_the_sweep_finds_what_is_late_and_nothing_else(counter: Counter) -> None:
    put(counter, MEI, state=State.OUT, token_no=1, due_at=at("10:15"))
    put(counter, ARUN, state=State.OFFERED, token_no=2, offer_ends_at=at("10:20"))
    put(counter, BO, state=State.WAITING, closes_at=at("17:00"))
    put(counter, LIN, state=State.OUT, due_at=at("10:00"), told_step=Step.EXCEPTION)
    put(counter, OLGA, state=State.RETURNED, due_at=at("10:00"), team_id=2)

    def found(clock: str) -> list[str]:
        with counter.database.changing() as session:
            late = breaks_watch.whose_time_has_passed(session, at(clock))
            names = people.names_of(session, [one.person_id for one in late])
        return [names[one.person_id] for one in late]

    assert [found(clock) for clock in ("10:14", "10:15", "10:20", "17:00")] == [
        [],
        ["Mei"],
        ["Mei", "Arun"],
        ["Mei", "Arun", "Bo"],
    ]


FRESH: dict[str, object] = {
    "kind": "short",
    "state": State.RETURNED,
    "length_s": 900,
    "counted_s": 900,
    "token_no": None,
    "shift_day": DAY,
    "asked_at": at("10:00"),
    "used_before_s": 0,
    "rested_since": at("08:30"),
    "closes_at": at("17:30"),
    "offers": 0,
    "unanswered": 0,
    "passed": False,
    "told_step": Step.NONE,
    "approved": False,
}


def put(counter: Counter, member: cast.Member, **facts: object) -> None:
    """One row, as it is, past every rule."""
    write(counter, breaks, **{**FRESH, "person_id": counter.id_of(member), "team_id": 1, **facts})


def write(counter: Counter, table: Table, **values: object) -> None:
    with counter.database.changing() as session:
        session.execute(insert(table).values(**values))


def everything_is_over(counter: Counter) -> None:
    with counter.database.changing() as session:
        session.execute(update(breaks).values(state=State.RETURNED))


def used(counter: Counter) -> tuple[int, timedelta]:
    with counter.database.reading() as session:
        _, usage = storage.standing(session, counter.id_of(ARUN), 1, DAY, counter.clock.now())
    return usage.outings, usage.time


def report(counter: Counter, day: date, now: datetime) -> dict[str, list[Outing]]:
    with counter.database.reading() as session:
        return breaks_report.outings_on(session, people.all_teams(session), day, now)


def boards(counter: Counter, now: datetime) -> list[Board]:
    with counter.database.reading() as session:
        return boards_of(session, people.all_teams(session), SITE.zone, now)


def totals(counter: Counter, now: datetime) -> tuple[int, int]:
    board = boards(counter, now)[0]
    return board.outings, round(board.time / MINUTE)
