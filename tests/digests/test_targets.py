"""Which target counts for whom, and since when? (KP-03)"""

from datetime import datetime

import pytest
from support.cast import MORNING, ZONE, at
from support.code import product
from support.files import file

from feeds import digests_targets as feed
from feeds.table import BadFile
from rules.digests import INDICATORS
from rules.digests_facts import CENTRE, Kind, Scope
from rules.digests_targets import SUGGESTIONS, Target, in_force
from storage import digests_targets as storage
from storage.database import Database
from storage.roster import Tally

HEADER = "indicator,about,effective_from,value"
TEAM = Scope(Kind.TEAM, "A1")


def bring(floor: Database, *rows: str) -> Tally:
    with floor.changing() as session:
        return feed.bring_in(session, file(HEADER, *rows), ZONE, MORNING, lambda _: None)


def kept(floor: Database) -> list[Target]:
    with floor.reading() as session:
        return storage.all_targets(session)


def refused(floor: Database, *rows: str) -> list[tuple[int, str]]:
    with pytest.raises(BadFile) as bad:
        bring(floor, *rows)
    return [(problem.line, problem.key) for problem in bad.value.problems]


def test_targets_come_in_and_again_without_change(floor: Database) -> None:
    rows = (
        "service_level_sl3,,2026-11-01,80",
        "login_rate,team:A1,2026/11/1 8:30,92.5",
        "login_rate,中心,2026-11-01,90",
    )
    assert bring(floor, *rows) == Tally(3, 0, 0)
    assert bring(floor, *rows) == Tally(0, 0, 3)
    assert bring(floor, "login_rate,,2026-11-01,91") == Tally(0, 1, 0)
    assert kept(floor) == [
        Target("login_rate", "", at("00:00", "2026-11-01"), 91),
        Target("login_rate", "team:A1", at("08:30", "2026-11-01"), 92.5),
        Target("service_level_sl3", "", at("00:00", "2026-11-01"), 80),
    ]


def test_every_bad_row_is_named_and_nothing_comes_in(floor: Database) -> None:
    bad = {
        "service_levl,,2026-11-01,80": "import-indicator",
        "login_rate,people,2026-11-01,80": "import-about",
        "login_rate,team:,2026-11-01,80": "import-about",
        "login_rate,,soon,80": "import-moment",
        "login_rate,,2026-11-01,many": "import-number",
        "login_rate,,2026-11-01,-1": "import-number",
        "login_rate,,2026-11-01,nan": "import-number",
        "login_rate,,2026-11-01,inf": "import-number",
        "login_rate,,2026-11-01,": "import-empty",
    }
    assert refused(floor, "login_rate,,2026-11-01,80", *bad) == list(enumerate(bad.values(), start=3))
    assert kept(floor) == []


def test_a_team_or_an_agent_must_be_on_the_roster(floor: Database) -> None:
    rows = (
        "login_rate,team:Z9,2026-11-01,80",
        "login_rate,agent:9999,2026-11-01,80",
        "login_rate,queue:new,2026-11-01,80",
    )
    assert refused(floor, *rows) == [(2, "import-unknown-team"), (3, "import-unknown-employee")]


def test_the_same_target_twice_is_a_mistake(floor: Database) -> None:
    assert refused(floor, "login_rate,,2026-11-01,80", "login_rate,,2026-11-01T00:00,90") == [(3, "import-repeated")]


FIRST = Target("login_rate", "", at("00:00", "2026-11-01"), 90)
SECOND = Target("login_rate", "", at("00:00", "2026-11-10"), 92)
OWN = Target("login_rate", "team:A1", at("00:00", "2026-11-05"), 80)


@pytest.mark.parametrize(
    ("scope", "moment", "wanted"),
    [
        (CENTRE, at("00:00", "2026-10-31"), None),
        (CENTRE, FIRST.effective_from, FIRST),
        (CENTRE, at("23:59", "2026-11-09"), FIRST),
        (CENTRE, SECOND.effective_from, SECOND),
        (TEAM, at("00:00", "2026-11-04"), FIRST),
        (TEAM, at("00:00", "2026-11-20"), OWN),
        (Scope(Kind.TEAM, "B1"), at("00:00", "2026-11-20"), SECOND),
    ],
)
def test_the_newest_that_has_begun_counts_and_ones_own_first(
    scope: Scope, moment: datetime, wanted: Target | None
) -> None:
    others = Target("occupancy", "", FIRST.effective_from, 1)
    assert in_force([SECOND, OWN, FIRST, others], "login_rate", scope, moment) == wanted


def test_no_target_is_in_force_unless_somebody_set_it(floor: Database) -> None:
    assert kept(floor) == []
    assert {one.indicator for one in SUGGESTIONS} <= set(INDICATORS)
    assert not all(one.verified for one in SUGGESTIONS)


def test_the_product_applies_no_suggestion() -> None:
    """They are shown, by one view, and used nowhere else."""
    users = {each.name for each in product() if "SUGGESTIONS" in each.text}
    assert users == {"rules/digests_targets.py", "views/digests.py"}
