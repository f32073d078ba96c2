"""Is an agent of several names one agent, in every number (P15)?"""

import sqlite3
from pathlib import Path

import pytest
from support.cast import ZONE, at
from support.digests import DAY, LATER, RULES, as_call, state
from support.digests_store import keep
from support.files import ROSTER, TEAMS, file
from support.plain_count import Leg
from support.shell import Shell

from feeds import calls_names as feed
from feeds.table import BadFile
from rules.calls import State
from rules.digests_facts import Kind, Scope
from rules.digests_scopes import Digest
from storage import calls_names, digests
from storage.database import Database
from storage.roster import Tally

HEADER = "name,employee_no"
MEI = Scope(Kind.AGENT, "1001")


def bring(floor: Database, *rows: str) -> Tally:
    with floor.changing() as session:
        return feed.bring_in(session, file(HEADER, *rows), ZONE, lambda _: None)


def kept(floor: Database) -> dict[str, str]:
    with floor.reading() as session:
        return calls_names.all_names(session)


def digest(floor: Database) -> Digest:
    with floor.reading() as session:
        return Digest(digests.facts(session, DAY, LATER), RULES)


def test_names_come_in_and_again_without_change(floor: Database) -> None:
    rows = ("mei@home,1001", "Mei Lin,1001", "阿伦,1002")
    assert bring(floor, *rows) == Tally(3, 0, 0)
    assert bring(floor, *rows) == Tally(0, 0, 3)
    assert bring(floor, "mei@home,1002", "Mei Lin,1001") == Tally(0, 1, 1)
    assert kept(floor) == {"mei@home": "1002", "Mei Lin": "1001", "阿伦": "1002"}


def test_every_bad_row_is_named_and_nothing_comes_in(floor: Database) -> None:
    rows = (
        "mei@home,1001",
        "mei@home,1001",  # said twice, and no contradiction
        "mei@home,1002",
        "arun@home,9999",
        ",1001",
        "arun@home,",
        f"{'x' * 121},1001",
    )
    with pytest.raises(BadFile) as bad:
        bring(floor, *rows)
    assert [(problem.line, problem.key) for problem in bad.value.problems] == [
        (4, "import-repeated"),
        (5, "import-unknown-employee"),
        (6, "import-empty"),
        (7, "import-empty"),
        (8, "import-too-long"),
    ]
    assert kept(floor) == {}


def test_a_digest_counts_both_names_as_one_agent_whenever_they_were_filed(floor: Database) -> None:
    names = ("mei@home", "Mei Lin", "PJSIP/1001")
    legs = [Leg(f"1.{number}", "support", 0, "answered", 5, talk=60, agent=name) for number, name in enumerate(names)]
    signed_in = state("mei@home", State.LOGGED_IN, "10:00", "12:00")
    with floor.changing() as session:
        keep(session, [as_call(leg, at("10:00")) for leg in legs], [signed_in])
    assert {scope.name for scope in digest(floor).scopes(Kind.AGENT)} >= set(names[:2])
    bring(floor, "mei@home,1001", "Mei Lin,1001")
    after = digest(floor)
    assert not {scope.name for scope in after.scopes(Kind.AGENT)} & set(names)
    assert after.measures(MEI)["calls_per_hour"].numerator == len(names)
    assert after.measures(MEI)["calls_per_hour"].denominator == 2


async def test_the_operator_files_names_and_is_told_what_came_of_it(tmp_path: Path) -> None:
    shell = Shell(tmp_path, {})
    (tmp_path / "teams.csv").write_bytes(file(TEAMS, "A1,,,"))
    (tmp_path / "roster.csv").write_bytes(file(ROSTER, "1001,Mei,,A1,agent,,,"))
    (tmp_path / "names.csv").write_bytes(file(HEADER, "mei@home,1001", "arun@home,1002"))
    for what in ("teams", "roster"):
        await shell("import", what, f"{what}.csv")
    said = "\n".join((await shell("import", "names", "names.csv")).refused())
    assert "line 3: nobody has the employee number 1002" in said
    (tmp_path / "names.csv").write_bytes(file(HEADER, "mei@home,1001"))
    assert "1 new" in (await shell("import", "names", "names.csv")).out
    assert "不变 1 行" in (await shell("import", "names", "names.csv", lang="zh_CN.UTF-8")).out
    with sqlite3.connect(tmp_path / "data/shiftlead.db") as connection:
        noted = connection.execute("SELECT actor, action, subject FROM audit ORDER BY id").fetchall()
    assert noted[-2:] == [("operator", "import.names", "names.csv")] * 2
