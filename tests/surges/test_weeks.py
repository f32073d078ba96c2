"""With weeks of calls behind it, does the live watch expect what is usual, and advise before callers feel anything?"""

import random
from datetime import UTC, datetime, timedelta

import pytest
from support import cast, databases
from support.cast import MORNING, at
from support.digests_told import call, tell
from support.house import SITE
from support.ladder import Ladder, StoppedClock

from rules.surges import Why
from storage import surges_incidents as storage
from storage.database import Database

USUAL = 10  # calls in five minutes
FIVE = timedelta(minutes=5)


def calls(chance: random.Random, begins: datetime, intervals: int, often: float) -> list:
    """Answered at once, spread by chance."""
    found = []
    for number in range(intervals):
        for _ in range(round(often + chance.gauss(0, often**0.5) * 0.8)):
            moment = begins + number * FIVE + timedelta(seconds=chance.random() * 300)
            found.append(call(chance.randrange(10**12), moment.astimezone(UTC), wait=2))
    return found


@pytest.fixture(scope="module")
def weeks(tmp_path_factory: pytest.TempPathFactory) -> Database:
    """Nine weeks of mornings, and this one until eleven."""
    chance = random.Random(7)
    database = databases.upgraded(databases.sqlite_url(tmp_path_factory.mktemp("weeks")))
    with database.changing() as session:
        cast.settle(session)
        for back in range(63, 0, -1):
            tell(session, calls(chance, at("09:00") - timedelta(days=back), 36, USUAL))
        tell(session, calls(chance, at("09:00"), 24, USUAL))
    return database


def test_the_watch_knows_what_is_usual_and_twice_the_calls_are_an_advice_that_raises_nothing(weeks: Database) -> None:
    ladder = Ladder(weeks, StoppedClock(at("11:00") + timedelta(seconds=6)), SITE)
    ladder.look()
    assert ladder.incidents() == []
    with weeks.reading() as session:
        found, usual = storage.figures(session, "support"), storage.profile(session, "support")
    assert found
    assert found.expected == pytest.approx(USUAL, abs=2)
    assert usual
    assert usual.weeks >= SITE.handbook.surges.forecast.weeks_at_least
    chance = random.Random(8)
    for number in range(4):
        with weeks.changing() as session:
            tell(session, calls(chance, at("11:00") + number * FIVE, 1, 2 * USUAL + 4))
        ladder.clock.forward(minutes=5)
        ladder.look()
    assert ladder.steps() == [("opened", 0)]
    assert Why.VOLUME in {one.why for one in ladder.changes()[0].act.found}
    assert ladder.slots("surges.request") == []
    assert "先不升级" in ladder.read("surges.incident", cast.ZHAO.slack_id)


def test_the_profile_is_reckoned_once_a_day(weeks: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    ladder = Ladder(weeks, StoppedClock(at("11:30")), SITE)
    ladder.look()
    monkeypatch.setattr("storage.surges_look.profile", _again)
    ladder.clock.forward(minutes=5)
    ladder.look()


def _again(*_given: object) -> None:
    raise AssertionError(MORNING)
