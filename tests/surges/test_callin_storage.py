"""Who is asked to come in, what they answer, and when it is enough: on real databases."""

import pytest
from support.cast import ARUN, LIN, Member
from support.clock import HandClock
from support.counter import Counter
from support.surges_callin import (
    AT_HOME,
    accept,
    arrive,
    begin,
    call_of,
    decline,
    end,
    settle_at_home,
    site,
    standing,
    states,
    works,
)
from support.surges_policy import ids, told

from jobs import surges_callin as jobs
from jobs.asking import Tick
from rules.surges_callin import Standing, State
from storage import surges_callin as storage
from storage.database import Database
from storage.surges_callin_tables import calls

ONE, TWO, THREE, FOUR = AT_HOME[:4]


@pytest.fixture
def counter(floor: Database, clock: HandClock) -> Counter:
    with floor.changing() as session:
        settle_at_home(session)
    return Counter(floor, clock)


def sweep(counter: Counter) -> None:
    with counter.database.changing() as session:
        jobs.sweep(Tick(counter.clock.now(), site()), session)


def asked(counter: Counter) -> list[str]:
    return sorted(states(counter.database))


def test_half_as_many_again_are_asked_in_turn_and_only_once(counter: Counter) -> None:
    assert begin(counter, 2)
    assert not begin(counter, 2)
    sweep(counter)
    assert asked(counter) == ["Home 1", "Home 2", "Home 3"]
    assert told(counter, "surges.called") == ids(ONE, TWO, THREE)
    assert standing(counter.database) == Standing(need=2, asked=3, open=3)
    assert (counter.audited("surges.callin_begun"), counter.audited("surges.called")) == (1, 3)


def test_the_next_surge_asks_the_others_first(counter: Counter) -> None:
    begin(counter, 2)
    end(counter)
    counter.clock.forward(minutes=60)
    begin(counter, 4, incident_id=2)
    assert call_of(counter.database, AT_HOME[3]) < call_of(counter.database, ONE)
    assert told(counter, "surges.called") == ids(*AT_HOME, ONE)


@pytest.mark.parametrize(
    ("starts", "ends", "may"),
    [
        ("2026-11-22T14:00", "2026-11-22T23:00", True),  # eleven hours ago, to the minute
        ("2026-11-22T14:00", "2026-11-22T23:01", False),
        ("2026-11-23T08:30", "2026-11-23T17:30", False),  # at work
        ("2026-11-23T14:00", "2026-11-23T22:00", False),  # later today
        ("2026-11-24T00:59", "2026-11-24T09:00", False),
        ("2026-11-24T01:01", "2026-11-24T09:00", True),  # four hours here, and eleven of rest
    ],
)
def test_nobody_is_called_out_of_their_rest(
    floor: Database, clock: HandClock, starts: str, ends: str, may: bool
) -> None:
    counter = Counter(floor, clock)
    with floor.changing() as session:
        settle_at_home(session, (ONE,))
        works(session, ONE, starts, ends)
    begin(counter, 1)
    assert bool(asked(counter)) is may


@pytest.mark.parametrize(
    ("who", "consent"),
    [
        (Member("801", "Home 1", "U0HOME1", "A1", "agent", "en"), "no"),
        (Member("801", "Home 1", "U0HOME1", "A1", "agent", "en"), ""),
        (Member("801", "Home 1", "", "A1", "agent", "en"), "yes"),
        (Member("801", "Home 1", "U0HOME1", "A1", "team_leader", "en"), "yes"),
    ],
    ids=["said no", "said nothing", "not in Slack", "no agent"],
)
def test_only_agents_who_agreed_are_called(floor: Database, clock: HandClock, who: Member, consent: str) -> None:
    counter = Counter(floor, clock)
    with floor.changing() as session:
        settle_at_home(session, (who,), consent)
    begin(counter, 1)
    assert asked(counter) == []
    assert standing(floor) == Standing(need=1)


def test_two_surges_do_not_call_one_person_twice(counter: Counter) -> None:
    begin(counter, 2, 1)
    begin(counter, 2, 2)
    assert told(counter, "surges.called") == ids(*AT_HOME[:6])


def test_enough_yes_and_the_rest_are_released_with_thanks(counter: Counter) -> None:
    begin(counter, 2)
    assert "You are expected at 10:30" in accept(counter, ONE)
    assert standing(counter.database) == Standing(need=2, asked=3, accepted=1, open=2)
    assert "You are expected at 11:30" in accept(counter, THREE, 90)

    assert states(counter.database) == {
        "Home 1": State.ACCEPTED,
        "Home 2": State.RELEASED,
        "Home 3": State.ACCEPTED,
    }
    assert "need not come" in accept(counter, TWO), "too late, and thanked"
    assert standing(counter.database) == Standing(need=2, asked=3, accepted=2)
    assert told(counter, "surges.released") == [], "nobody was on the way in vain"


def test_a_no_is_taken_and_another_is_asked(counter: Counter) -> None:
    begin(counter, 2)
    for one in (ONE, TWO):
        assert "quite all right" in decline(counter, one)
    sweep(counter)
    assert asked(counter) == ["Home 1", "Home 2", "Home 3", "Home 4", "Home 5"]
    assert standing(counter.database) == Standing(need=2, asked=5, declined=2, open=3)
    assert counter.audited("surges.call_declined") == 2


def test_when_everybody_was_asked_nobody_is_tried_again(counter: Counter) -> None:
    begin(counter, 8)
    for one in AT_HOME:
        decline(counter, one)
    with counter.database.changing() as session:
        assert [storage.ask_more(session, one, counter.clock.now(), site()) for one in storage.going_on(session)] == [0]
    assert standing(counter.database) == Standing(need=8, asked=8, declined=8)


def test_whoever_cannot_come_after_all_is_replaced(counter: Counter) -> None:
    begin(counter, 1)
    accept(counter, ONE)
    decline(counter, ONE)
    sweep(counter)
    assert states(counter.database)["Home 3"] is State.ASKED


def test_without_an_answer_in_time_others_are_asked_and_a_late_yes_is_welcome(counter: Counter) -> None:
    begin(counter, 1)
    counter.clock.forward(minutes=9, seconds=50)
    sweep(counter)
    assert asked(counter) == ["Home 1", "Home 2"]

    counter.clock.forward(seconds=11)
    sweep(counter)
    assert standing(counter.database) == Standing(need=1, asked=4, open=2)
    assert counter.audited("surges.call_silent") == 2
    assert "You are expected" in accept(counter, ONE)
    assert states(counter.database)["Home 3"] is State.RELEASED


def test_a_yes_may_name_another_time(counter: Counter) -> None:
    begin(counter, 1)
    accept(counter, ONE, 30)
    assert "11:00" in accept(counter, ONE, 60)
    assert standing(counter.database).accepted == 1


def test_at_the_end_all_but_those_who_are_here_are_released(counter: Counter) -> None:
    begin(counter, 4)
    accept(counter, ONE)
    accept(counter, TWO)
    decline(counter, THREE)
    assert "report to the shift leader" in arrive(counter, ONE)
    assert [end(counter), end(counter)] == [True, False]

    assert states(counter.database) == {
        "Home 1": State.ARRIVED,
        "Home 2": State.RELEASED,
        "Home 3": State.DECLINED,
        "Home 4": State.RELEASED,
        "Home 5": State.RELEASED,
        "Home 6": State.RELEASED,
    }
    assert told(counter, "surges.released") == ids(TWO), "who is on the way hears it aloud"
    assert "need not come" in arrive(counter, TWO)
    sweep(counter)
    assert counter.rows(calls) == 6


def test_a_need_that_grows_asks_more_and_one_that_is_met_releases(counter: Counter) -> None:
    begin(counter, 1)
    begin(counter, 3)
    assert len(asked(counter)) == 5
    accept(counter, ONE)
    begin(counter, 1)
    assert set(states(counter.database).values()) == {State.ACCEPTED, State.RELEASED}


def test_a_restart_goes_on_where_it_was(counter: Counter) -> None:
    begin(counter, 1)
    counter.clock.forward(minutes=11)
    sweep(Counter(counter.database, counter.clock))
    assert len(asked(counter)) == 4


def test_nobody_answers_for_somebody_else(counter: Counter) -> None:
    begin(counter, 1)
    counter.press(ARUN, "surges.decline", call_of(counter.database, ONE))
    counter.press(LIN, "surges.decline", call_of(counter.database, ONE))
    assert states(counter.database)["Home 1"] is State.ASKED
