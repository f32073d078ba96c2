"""What the clock does about breaks: reminds, tells, closes, once each, whatever it has slept through."""

import pytest
from support import cast
from support.cast import ARUN, BO, LIN, MEI, ZHAO
from support.clock import HandClock
from support.counter import Counter, minute_of, states

from rules.breaks import State, Step
from storage import breaks_watch
from storage.breaks_tables import adherence_exceptions
from storage.database import Database


@pytest.fixture
def counter(floor: Database, clock: HandClock) -> Counter:
    return Counter(floor, clock)


def test_a_late_return_is_told_step_by_step(counter: Counter) -> None:
    counter.command(ARUN)  # due at 10:15
    told = []
    for minutes, seconds in ((14, 55), (0, 10), (2, 50), (0, 10), (6, 50), (0, 10)):
        counter.clock.forward(minutes=minutes, seconds=seconds)
        counter.sweep()
        counter.sweep()
        told.append((len(counter.slots("breaks.due")), len(counter.slots("breaks.late")), exceptions(counter)))

    assert told == [(0, 0, 0), (1, 0, 0), (1, 0, 0), (1, 1, 0), (1, 1, 0), (1, 1, 1)]
    assert counter.standing(ARUN).told_step is Step.EXCEPTION
    assert counter.slots("breaks.late") == [f"breaks.late:{counter.standing(ARUN).id}:{counter.id_of(LIN)}"]


def test_what_came_due_in_a_downtime_is_said_once(counter: Counter) -> None:
    counter.command(ARUN)
    counter.clock.forward(minutes=40)
    counter.sweep()
    counter.sweep()

    assert len(counter.slots("breaks.due")) == 1
    assert len(counter.slots("breaks.late")) == 1
    assert exceptions(counter) == 1
    assert counter.audited("breaks.exception") == 1


def test_nobody_is_reminded_after_coming_back(counter: Counter) -> None:
    counter.command(ARUN)
    counter.clock.forward(minutes=15, seconds=1)
    counter.sweep()
    counter.command(ARUN, "back")
    counter.clock.forward(hours=1)
    counter.sweep()

    assert counter.slots("breaks.late") == []
    assert exceptions(counter) == 0


def test_an_urgent_outing_is_told_and_never_written_up(counter: Counter) -> None:
    counter.command(ARUN, "urgent")
    for _ in range(4):
        counter.clock.forward(minutes=15)
        counter.sweep()

    assert len(counter.slots("breaks.due")) == 1
    assert len(counter.slots("breaks.late")) == 1
    assert exceptions(counter) == 0
    assert counter.standing(ARUN).told_step is Step.LEADER


def test_a_leader_who_is_late_is_not_told_of_it_as_leader(counter: Counter) -> None:
    counter.command(LIN)
    counter.clock.forward(minutes=30)
    counter.sweep()
    one = counter.standing(LIN)
    assert counter.slots("breaks.late") == [f"breaks.late:{one.id}:{counter.id_of(ZHAO)}"]


def test_the_end_of_the_shift_closes_an_outing_with_a_flag(counter: Counter) -> None:
    counter.clock.set(cast.at("16:55"))
    counter.command(ARUN)
    counter.clock.set(cast.at("17:40"))
    counter.sweep()
    counter.sweep()

    one = counter.standing(ARUN)
    assert (one.state, minute_of(one.ended_at)) == (State.CLOSED, "17:30")
    assert one.counted.total_seconds() == pytest.approx(35 * 60, abs=5)
    assert counter.audited("breaks.closed") == 1
    assert counter.slots("breaks.end") == [f"breaks.end:{one.id}"]


def test_whoever_waits_is_sent_home_at_the_protected_half_hour(counter: Counter) -> None:
    counter.clock.set(cast.at("16:50"))
    counter.command(MEI)
    counter.command(ARUN)
    counter.clock.set(cast.at("16:59:50"))
    counter.sweep()
    assert counter.standing(ARUN).state is State.WAITING

    counter.clock.set(cast.at("17:00"))
    counter.sweep()
    one = counter.standing(ARUN)
    assert (one.state, minute_of(one.ended_at)) == (State.LAPSED, "17:00")
    assert counter.standing(MEI).state is State.OUT
    assert counter.slots("breaks.end") == [f"breaks.end:{one.id}"]


def test_an_offer_never_reaches_into_the_protected_half_hour(counter: Counter) -> None:
    counter.clock.set(cast.at("16:50"))
    counter.command(MEI)
    counter.command(ARUN)
    counter.clock.set(cast.at("16:59"))
    counter.command(MEI, "back")
    counter.sweep()
    assert minute_of(counter.standing(ARUN).offer_ends_at) == "17:00"

    counter.clock.set(cast.at("17:00:01"))
    assert "The token is yours" not in counter.press(ARUN, "breaks.accept", counter.standing(ARUN).id)
    counter.sweep()
    assert counter.standing(ARUN).state is State.LAPSED


def test_an_approved_application_waits_until_the_end_of_the_shift(counter: Counter) -> None:
    counter.clock.set(cast.at("16:50"))
    counter.command(MEI)
    counter.clock.set(cast.at("17:05"))
    counter.send(ARUN, "breaks.application", reason="Dentist", minutes="10")
    counter.press(LIN, "breaks.approve", counter.standing(ARUN).id)
    counter.sweep()
    assert counter.standing(ARUN).state is State.WAITING

    counter.command(MEI, "还牌")
    counter.sweep()
    assert counter.standing(ARUN).state is State.OFFERED
    assert "The token is yours" in counter.press(ARUN, "breaks.accept")


def test_an_application_nobody_answered_ends_with_the_shift(counter: Counter) -> None:
    counter.clock.set(cast.at("17:05"))
    counter.send(ARUN, "breaks.application", reason="Dentist", minutes="10")
    counter.clock.set(cast.at("17:31"))
    counter.sweep()
    assert counter.standing(ARUN).state is State.LAPSED
    assert len(counter.slots("breaks.end")) == 1


def test_an_unanswered_offer_passes_on_and_keeps_the_place_once(counter: Counter) -> None:
    in_line(counter, MEI, ARUN, BO)
    counter.command(MEI, "back")
    later(counter)
    assert states(counter.all_breaks()) == ["offered", "returned", "waiting"]
    assert counter.standing(ARUN).state is State.OFFERED

    later(counter, seconds=118)
    assert counter.standing(ARUN).state is State.OFFERED, "two minutes are two minutes"
    later(counter, seconds=3)
    assert counter.standing(ARUN).passed
    assert counter.standing(BO).state is State.OFFERED

    counter.press(BO, "breaks.accept")
    counter.command(BO, "back")
    later(counter)
    assert counter.standing(ARUN).state is State.OFFERED, "the place was kept"
    later(counter, minutes=2, seconds=1)
    assert counter.standing(ARUN).state is State.LAPSED, "but only once"
    assert len(counter.slots("breaks.offer")) == 3
    assert len(counter.slots("breaks.end")) == 1


def test_an_offer_that_slack_delivers_late_still_lasts_two_minutes(counter: Counter) -> None:
    in_line(counter, MEI, ARUN, BO)
    counter.command(MEI, "back")
    counter.sweep()
    counter.clock.forward(minutes=5)
    counter.sweep()
    assert counter.standing(ARUN).state is State.OFFERED, "nobody was asked yet"

    counter.say_all()
    later(counter, seconds=60)
    assert counter.standing(ARUN).state is State.OFFERED
    later(counter, seconds=61)
    assert counter.standing(BO).state is State.OFFERED


def test_an_offer_that_slack_refuses_does_not_keep_the_token(counter: Counter) -> None:
    in_line(counter, MEI, ARUN, BO)
    counter.command(MEI, "back")
    counter.sweep()
    counter.fail_all()
    counter.clock.forward(minutes=2, seconds=1)
    counter.sweep()
    assert counter.standing(BO).state is State.OFFERED


def test_whoever_lets_it_pass_by_hand_keeps_the_place(counter: Counter) -> None:
    in_line(counter, MEI, ARUN, BO)
    counter.command(MEI, "back")
    counter.sweep()
    assert "you keep your place" in counter.press(ARUN, "breaks.pass")
    counter.sweep()
    assert counter.standing(BO).state is State.OFFERED
    counter.press(BO, "breaks.accept")
    counter.command(BO, "还牌")
    counter.sweep()
    assert counter.standing(ARUN).state is State.OFFERED


def test_after_a_night_of_downtime_the_line_and_the_token_are_settled(counter: Counter) -> None:
    in_line(counter, MEI, ARUN, BO)
    counter.clock.set(cast.at("09:00", "2026-11-24"))
    counter.sweep()
    assert states(counter.all_breaks()) == ["closed", "lapsed", "lapsed"]
    assert counter.slots("breaks.due") == []
    assert exceptions(counter) == 0


def test_a_cap_ends_by_itself_and_the_line_moves(counter: Counter) -> None:
    in_line(counter, MEI, ARUN)
    counter.command(LIN, "cap A1 0 until 12:00 because calls")
    counter.command(MEI, "back")
    counter.sweep()
    assert counter.standing(ARUN).state is State.WAITING

    counter.clock.set(cast.at("12:00"))
    counter.sweep()
    assert counter.standing(ARUN).state is State.OFFERED


def test_a_cap_of_zero_does_not_take_back_what_is_out(counter: Counter) -> None:
    counter.command(MEI)
    counter.command(LIN, "cap A1 0 until 12:00 because calls")
    counter.sweep()
    assert counter.standing(MEI).state is State.OUT


def test_a_lateness_is_told_by_one_replica_only(counter: Counter) -> None:
    """Both have read the same outing; the second to write finds that it has been told."""
    counter.command(ARUN)
    one = counter.standing(ARUN)
    with counter.database.changing() as session:
        assert breaks_watch.told(session, one, Step.DUE)
    with counter.database.changing() as session:
        assert not breaks_watch.told(session, one, Step.DUE)
        assert breaks_watch.told(session, one, Step.LEADER)


def exceptions(counter: Counter) -> int:
    return counter.rows(adherence_exceptions)


def in_line(counter: Counter, *members: cast.Member) -> None:
    """The first has the token, the others wait in this order."""
    for member in members:
        counter.command(member)
        counter.clock.forward(seconds=1)


def later(counter: Counter, **by: float) -> None:
    """Time passes, the clock asks, and what follows is said."""
    counter.clock.forward(**by)
    counter.sweep()
    counter.say_all()
