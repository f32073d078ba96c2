"""Teams and people come in from files: again and again, whole or not at all, whoever saved them."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select
from support.cast import at
from support.files import ROSTER, TEAMS, Roster, bring, file, refused

from rules.roles import Role
from storage import people
from storage.database import Database
from storage.outbox import outbox
from storage.roster import Tally

TWO_TEAMS = file(TEAMS, "A1,A1 组,C0A1,zh-CN", "B1,,,")
MEI = "1001,梅婷,U0MEI,A1,agent,zh-CN,2026-03-02,"
LIN = "1004,Lin,U0LIN,A1,team_leader;qa,,,"


@pytest.fixture
def site(database: Database) -> Database:
    bring(database, TWO_TEAMS)
    bring(database, file(ROSTER, MEI, LIN))
    return database


def test_a_team_has_a_board_where_it_has_a_channel(site: Database) -> None:
    with site.reading() as session:
        a1, b1 = people.all_teams(session)
        boards = session.execute(select(outbox.c.slot, outbox.c.conversation)).all()
    assert (a1.team, a1.name, a1.channel_id, a1.language) == ("A1", "A1 组", "C0A1", "zh-CN")
    assert (b1.team, b1.name, b1.channel_id, b1.language) == ("B1", "B1", None, None)
    assert [tuple(one) for one in boards] == [(f"breaks.board:{a1.id}", "C0A1")]


def test_a_person_comes_with_team_roles_and_language(site: Database) -> None:
    mei = Roster(site).by_slack_id("U0MEI")
    assert mei is not None
    assert (mei.name, mei.employee_no, mei.language) == ("梅婷", "1001", "zh-CN")
    assert mei.team
    assert mei.team.team == "A1"
    assert mei.roles == {Role.AGENT}
    lin = Roster(site).by_number("1004")
    assert lin
    assert lin.roles == {Role.TEAM_LEADER, Role.QA}


def test_the_same_file_again_changes_nothing(site: Database) -> None:
    before = Roster(site).by_number("1001")
    assert bring(site, TWO_TEAMS) == Tally(new=0, changed=0, same=2)
    assert bring(site, file(ROSTER, MEI, LIN)) == Tally(new=0, changed=0, same=2)
    assert Roster(site).by_number("1001") == before


def test_a_new_file_says_what_is_new_and_what_changed(site: Database) -> None:
    moved = MEI.replace("A1", "B1")
    assert bring(site, file(ROSTER, moved, LIN, "1002,Arun,U0ARUN,A1,,en,,")) == Tally(new=1, changed=1, same=1)
    mei = Roster(site).by_number("1001")
    assert mei
    assert mei.team
    assert mei.team.team == "B1"


def test_roles_are_exactly_those_of_the_file(site: Database) -> None:
    bring(site, file(ROSTER, LIN.replace("team_leader;qa", "trainer")))
    lin, mei = Roster(site).by_number("1004"), Roster(site).by_number("1001")
    assert lin
    assert mei
    assert lin.roles == {Role.TRAINER}
    assert mei.roles == {Role.AGENT}, "whom the file leaves out stays as they were"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_a_file_is_read_however_it_was_saved(site: Database, encoding: str, ends: str) -> None:
    rows = [ROSTER.upper(), '"1002","王小二","U0WANG","A1","班长；质检员","中文","2026/11/3",""', "", " , , "]
    bring(site, ends.join(rows).encode(encoding))
    wang = Roster(site).by_slack_id("U0WANG")
    assert wang
    assert wang.name == "王小二"
    assert wang.roles == {Role.TEAM_LEADER, Role.QA}
    assert wang.language == "zh-CN"


def test_columns_may_stand_in_any_order_with_others_beside(site: Database) -> None:
    header = "备注,left_on,hired_on,language,roles,team,slack_user_id,name,employee_no"
    bring(site, file(header, "新人,,,en,agent,A1,U0ARUN,Arun,1002"))
    arun = Roster(site).by_slack_id("U0ARUN")
    assert arun
    assert arun.employee_no == "1002"


def test_every_bad_row_is_named_at_once_and_nothing_comes_in(site: Database) -> None:
    rows = (
        "1002,Arun,U0ARUN,A1,agent,en,,",
        ",Nobody,U0NOBODY,A1,agent,en,,",
        "1005,,U0WEN,A1,agent,en,,",
        "1006,Bo,mei@example.com,A1,agent,en,,",
        "1007,Cy,U0CY,A1,boss;agent,en,,",
        "1008,Di,U0DI,A1,agent,fr,,",
        "1009,Ed,U0ED,A1,agent,en,yesterday,",
        "1010,Fu,U0FU,A1,agent,en,2026-11-03,2026-11-02",
        f"1011,{'长' * 81},U0GU,A1,agent,en,,",
    )
    assert refused(site, file(ROSTER, *rows)) == [
        (3, "import-empty"),
        (4, "import-empty"),
        (5, "import-slack-id"),
        (6, "import-unknown-roles"),
        (7, "import-language"),
        (8, "import-day"),
        (9, "import-left-before-hired"),
        (10, "import-too-long"),
    ]
    assert Roster(site).by_number("1002") is None


def test_a_cell_with_a_line_break_does_not_shift_the_count_of_lines(site: Database) -> None:
    rows = ('1002,"Arun\nKumar",U0ARUN,A1,agent,en,,', "", "1003,Bo,U0BO,A1,boss,en,,")
    assert refused(site, file(ROSTER, *rows)) == [(5, "import-unknown-roles")]


@pytest.mark.parametrize(
    ("rows", "wrong"),
    [
        (("1002,A,U0A,Z9,agent,,,",), [(2, "import-unknown-team")]),
        (("1002,A,U0A,A1,agent,,,", "1002,B,U0B,A1,agent,,,"), [(3, "import-repeated")]),
        (("1002,A,U0A,A1,agent,,,", "1003,B,U0A,A1,agent,,,"), [(3, "import-repeated")]),
        (("1002,A,U0MEI,A1,agent,,,",), [(2, "import-slack-id-taken")]),
        (
            ("1002,A,U0A,Z9,agent,,,", "1003,B,U0MEI,A1,agent,,,"),
            [(2, "import-unknown-team"), (3, "import-slack-id-taken")],
        ),
    ],
)
def test_what_does_not_fit_the_roster_is_named(site: Database, rows: tuple[str, ...], wrong: list) -> None:
    assert refused(site, file(ROSTER, *rows)) == wrong


@pytest.mark.parametrize(
    ("content", "wrong"),
    [
        (b"", [(1, "import-missing-columns")]),
        (b"team,name\nA1,A1", [(1, "import-missing-columns")]),
        (b"\xff\xff\xff team", [(1, "import-encoding")]),
        (
            b"team,name,channel_id,language\nA1,,#floor,\nA1,,C0A1,\n,,,en",
            [(2, "import-slack-id"), (4, "import-empty")],
        ),
        (b"team,name,channel_id,language\nA1,,,\nA1,,,", [(3, "import-repeated")]),
    ],
)
def test_a_file_that_cannot_be_read_says_why(database: Database, content: bytes, wrong: list) -> None:
    assert refused(database, content) == wrong


def test_two_people_may_swap_their_slack_ids_in_one_file(site: Database) -> None:
    bring(site, file(ROSTER, MEI.replace("U0MEI", "U0LIN"), LIN.replace("U0LIN", "U0MEI")))
    lin, mei = Roster(site).by_slack_id("U0MEI"), Roster(site).by_slack_id("U0LIN")
    assert lin
    assert mei
    assert (lin.name, mei.name) == ("Lin", "梅婷")


def test_a_leaver_works_until_midnight_and_stays_in_the_books(site: Database) -> None:
    bring(site, file(ROSTER, MEI + "2026-11-23"))
    midnight = at("00:00", "2026-11-24")
    assert Roster(site, midnight - timedelta(seconds=1)).by_slack_id("U0MEI")
    assert Roster(site, midnight).by_slack_id("U0MEI") is None
    with site.reading() as session:
        assert session.execute(select(func.count()).select_from(people.people)).scalar_one() == 2


def test_somebody_who_comes_back_is_the_same_person(site: Database) -> None:
    before = Roster(site).by_number("1001")
    bring(site, file(ROSTER, MEI + "2026-11-20"))
    assert Roster(site).by_number("1001") is None
    bring(site, file(ROSTER, MEI))
    assert Roster(site).by_number("1001") == before


def test_a_large_file_comes_in_whole(site: Database) -> None:
    rows = [f"{number},N{number},U{number},A1,agent,,," for number in range(20_000, 21_200)]
    assert bring(site, file(ROSTER, *rows)).new == 1200
    assert bring(site, file(ROSTER, *rows)).same == 1200
