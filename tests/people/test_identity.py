"""Who is this, and in which language do we answer?"""

import pytest
from support.cast import ARUN, MEI, MORNING, at
from support.clock import HandClock
from support.files import ROSTER, TEAMS, Roster, bring, file
from support.house import SITE, WORDS

from bot.desk import Desk, Outcome, Request
from handlers import ROUTES
from handlers.asking import Command, Routes
from storage import people
from storage.database import Database
from views.words import choose

CHINESE, ENGLISH = "你现在不在班上", "You are not on shift"


@pytest.mark.parametrize(
    ("wishes", "spoken"),
    [
        (("zh-CN",), "zh-CN"),
        (("zh-TW",), "zh-CN"),
        (("zh_CN.UTF-8",), "zh-CN"),
        (("ZH",), "zh-CN"),
        (("en-GB",), "en"),
        (("en_US",), "en"),
        (("fr-FR",), None),
        (("",), None),
        ((None,), None),
        (("fr-FR", "en-AU", "zh-CN"), "en"),
        ((None, "zh-CN", "en"), "zh-CN"),
        (("english",), None),
        (("zhuang",), None),
    ],
)
def test_the_first_wish_we_can_serve_counts(wishes: tuple[str | None, ...], spoken: str | None) -> None:
    assert choose(*wishes) == spoken


@pytest.fixture
def desk(database: Database) -> Desk:
    bring(database, file(TEAMS, "A1,,,"))
    return Desk(database, SITE, Routes(ROUTES, WORDS), HandClock(MORNING))


def ask(desk: Desk, text: str = "", locale: str | None = None, command: str = "/break") -> Outcome:
    return desk.serve(Request(Command, command, "U0MEI", f"{command}{text}{locale}{id(object())}", text, locale=locale))


def said(outcome: Outcome) -> str:
    return str((outcome.message or {}).get("text", ""))


@pytest.mark.parametrize(
    ("roster", "locale", "answer"),
    [
        ("zh-CN", "en-GB", CHINESE),
        ("en", "zh-CN", ENGLISH),
        ("", "en-GB", ENGLISH),
        ("", "zh-TW", CHINESE),
        ("", "fr-FR", CHINESE),  # the site's own
        ("", "", CHINESE),
    ],
)
def test_the_roster_then_slack_then_the_site(
    desk: Desk, database: Database, roster: str, locale: str, answer: str
) -> None:
    bring(database, file(ROSTER, f"1001,Mei,U0MEI,A1,agent,{roster},,"))
    assert answer in said(ask(desk, locale=locale))


def test_what_somebody_chose_goes_before_the_roster(desk: Desk, database: Database) -> None:
    bring(database, file(ROSTER, "1001,Mei,U0MEI,A1,agent,zh-CN,,"))
    assert "English" in said(ask(desk, "language english", command="/floor"))
    assert ENGLISH in said(ask(desk))


def test_a_chosen_language_survives_the_next_roster(desk: Desk, database: Database) -> None:
    bring(database, file(ROSTER, "1001,Mei,U0MEI,A1,agent,zh-CN,,"))
    ask(desk, "语言 English", command="/floor")
    bring(database, file(ROSTER, "1001,Mei T,U0MEI,A1,agent,zh-CN,2026-01-05,"))
    mei = Roster(database).by_number("1001")
    assert mei
    assert (mei.name, mei.language) == ("Mei T", "en")


def test_slack_is_asked_for_a_language_once(desk: Desk, database: Database) -> None:
    bring(database, file(ROSTER, "1001,Mei,U0MEI,A1,agent,,,"))
    assert ask(desk).needs_locale
    assert ENGLISH in said(ask(desk, locale="en-US"))
    assert ENGLISH in said(ask(desk))


def test_a_language_changed_in_slack_is_followed(desk: Desk, database: Database) -> None:
    bring(database, file(ROSTER, "1001,Mei,U0MEI,A1,agent,,,"))
    ask(desk, locale="en-US")
    desk.note_locale("U0MEI", "zh-TW")
    assert CHINESE in said(ask(desk))


def test_names_may_be_shared_and_numbers_not(floor: Database) -> None:
    bring(floor, file(ROSTER, "1009,Mei,U0MEI2,A1,agent,,,"))
    with floor.reading() as session:
        assert [one.employee_no for one in people.by_name(session, "Mei", MORNING)] == [MEI.number, "1009"]
        assert people.by_employee_no(session, ARUN.number, MORNING).name == ARUN.name  # pyright: ignore
        assert people.by_slack_id(session, "U0NOBODY", MORNING) is None


def test_a_leaver_is_a_stranger_from_midnight_on(floor: Database) -> None:
    bring(floor, file(ROSTER, f"{MEI.number},Mei,U0MEI,A1,agent,zh-CN,,2026-11-23"))
    clock = HandClock(at("23:59", "2026-11-23"))
    desk = Desk(floor, SITE, Routes(ROUTES, WORDS), clock)
    assert "花名册里还没有你" not in said(ask(desk))
    clock.set(at("00:00", "2026-11-24"))
    assert "花名册里还没有你" in said(ask(desk, locale="zh-CN"))
