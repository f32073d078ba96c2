"""Two replicas raise and lower at the same moment: it is done once, and everybody hears of it once."""

from collections.abc import Iterator
from functools import partial

import pytest
from support.cast import ARUN, MEI
from support.clock import HandClock
from support.counter import Counter
from support.meeting import Meeting, at_once
from support.surges_policy import floors, ids, relax, tighten, told

from storage import audit
from storage import surges_policy as storage
from storage.database import Database, open_database


@pytest.fixture
def replicas(floor: Database, database_url: str, clock: HandClock) -> Iterator[tuple[Counter, Counter]]:
    other = open_database(database_url)
    yield Counter(floor, clock), Counter(other, clock)
    other.close()


Replicas = tuple[Counter, Counter]


def test_one_incident_that_two_replicas_raise_rises_once(replicas: Replicas, monkeypatch: pytest.MonkeyPatch) -> None:
    replicas[0].command(MEI)
    Meeting(2).before(monkeypatch, storage.rules, "rations")
    assert sorted(at_once(*(partial(tighten, one) for one in replicas))) == [False, True]
    assert replicas[0].audited("surges.tightened") == 1
    assert told(replicas[0], "surges.tightened") == ids(MEI)


def test_of_two_incidents_raised_at_once_each_person_hears_once(
    replicas: Replicas, monkeypatch: pytest.MonkeyPatch
) -> None:
    replicas[0].command(MEI)
    replicas[0].command(ARUN)
    Meeting(2).before(monkeypatch, storage, "_tell")
    assert at_once(*(partial(tighten, one, number) for number, one in enumerate(replicas))) == [True, True]
    assert told(replicas[0], "surges.tightened") == ids(MEI, ARUN)


def test_of_two_incidents_that_end_at_once_the_last_one_says_so(
    replicas: Replicas, monkeypatch: pytest.MonkeyPatch
) -> None:
    replicas[0].command(MEI)
    for number, one in enumerate(replicas):
        tighten(one, number)
    Meeting(2).before(monkeypatch, audit, "note")
    assert at_once(*(partial(relax, one, number) for number, one in enumerate(replicas))) == [True, True]
    assert told(replicas[0], "surges.relaxed") == ids(MEI)
    assert {one.ration for one in floors(replicas[0]).values()} == {None}
