"""The last place goes to one, nobody is asked twice: two replicas at the same moment."""

from collections.abc import Iterator
from functools import partial

import pytest
from support.clock import HandClock
from support.counter import Counter
from support.meeting import Meeting, at_once
from support.surges_callin import AT_HOME, accept, begin, end, settle_at_home, standing, states

from rules.surges_callin import State
from storage import surges_callin as storage
from storage.database import Database, open_database
from storage.surges_callin_tables import calls

Replicas = tuple[Counter, Counter]


@pytest.fixture
def replicas(floor: Database, database_url: str, clock: HandClock) -> Iterator[Replicas]:
    with floor.changing() as session:
        settle_at_home(session)
    other = open_database(database_url)
    yield Counter(floor, clock), Counter(other, clock)
    other.close()


def test_of_two_who_take_the_last_place_one_comes_and_one_is_thanked(
    replicas: Replicas, monkeypatch: pytest.MonkeyPatch
) -> None:
    begin(replicas[0], 1)
    Meeting(2).before(monkeypatch, storage, "release_if_enough")
    answers = at_once(*(partial(accept, replicas[n], AT_HOME[n]) for n in range(2)))
    assert sorted("expected at" in one for one in answers) == [False, True]
    assert sorted("need not come" in one for one in answers) == [False, True]
    assert sorted(states(replicas[0].database).values()) == [State.ACCEPTED, State.RELEASED]


def test_a_call_in_that_two_replicas_begin_begins_once(replicas: Replicas, monkeypatch: pytest.MonkeyPatch) -> None:
    Meeting(2).before(monkeypatch, storage, "ask_more")
    assert sorted(at_once(*(partial(begin, one, 2) for one in replicas))) == [False, True]
    assert standing(replicas[0].database).asked == 3


def test_two_surges_that_begin_at_once_share_the_people(replicas: Replicas, monkeypatch: pytest.MonkeyPatch) -> None:
    Meeting(2).before(monkeypatch, storage, "_ask")
    at_once(*(partial(begin, one, 2, number) for number, one in enumerate(replicas)))
    found = states(replicas[0].database)
    assert set(found.values()) == {State.ASKED}
    assert replicas[0].rows(calls) == len(found), "each of them once"


def test_a_yes_and_the_end_at_once_leave_nobody_on_the_way(replicas: Replicas, monkeypatch: pytest.MonkeyPatch) -> None:
    begin(replicas[0], 2)
    Meeting(2).before(monkeypatch, storage, "_noted")
    at_once(partial(accept, replicas[0], AT_HOME[0]), partial(end, replicas[1]))
    assert set(states(replicas[0].database).values()) == {State.RELEASED}
