"""What the conversations about numbers share."""

from collections.abc import Iterator

import pytest
from support import cast, databases
from support.clock import HandClock
from support.counter import Counter
from support.digests_counted import some_days
from support.house import Scene

from storage.database import Database


@pytest.fixture
def counted_house(open_house: Scene) -> Scene:
    """A whole house that has counted five days of Mei, Arun and Olga, and today until ten."""
    some_days(open_house.house.database)
    return open_house


@pytest.fixture(scope="module")
def counted(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """The same days in a database that many tests may read."""
    database = databases.upgraded(databases.sqlite_url(tmp_path_factory.mktemp("counted")))
    with database.changing() as session:
        cast.settle(session)
    some_days(database)
    yield database
    database.close()


@pytest.fixture
def desk(counted: Database, clock: HandClock) -> Counter:
    """A desk before these days; what it writes is not looked at."""
    return Counter(counted, clock)


@pytest.fixture
def empty_desk(floor: Database, clock: HandClock) -> Counter:
    """A desk before a fresh database of each kind, with nothing counted."""
    return Counter(floor, clock)
