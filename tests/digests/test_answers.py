"""How do answers about numbers look, where a test of the whole house would be long to set up?"""

from datetime import timedelta

import pytest
from support.cast import MORNING, ZONE, at
from support.digests_screens import A1, MONDAY, RULES, measures, standing
from support.house import WORDS

from rules.digests_days import Totals
from rules.digests_facts import CENTRE, Kind, Scope
from rules.digests_readers import belongs
from views import digests_asked, digests_standing
from views.words import LANGUAGES, Reader

QUEUE = Scope(Kind.QUEUE, "q" * 200)
PEOPLE = [("1001", "Mei"), ("1002", "Mei"), ("1003", "Bo")]


def reader(language: str = "en") -> Reader:
    return WORDS.reader(language, ZONE, MORNING)


def ids(answer: dict) -> list[str]:
    return [one["action_id"] for block in answer["blocks"] for one in block.get("elements", []) if "action_id" in one]


def test_half_a_day_of_calls_is_not_compared_with_whole_days() -> None:
    few = {key: measures(50)[key] for key in ("calls_offered", "percent_abandoned")}
    one = standing()._replace(totals=Totals(A1, few), posted=None)
    whole = digests_standing.answer(reader(), one._replace(counted_at=at("00:00", "2026-11-24")), RULES).text
    half = digests_standing.answer(reader(), one._replace(counted_at=at("10:00")), RULES).text
    assert "• Calls offered 50, usually 25" in whole
    assert "Calls offered · 50 · 40 · 25" in whole
    assert "• Calls offered" not in half
    assert "Calls offered · 50 · 40 · –" in half
    assert "• Percent abandoned 50.00 %, usually 25.00 %: worse" in half, "a rate is compared"


@pytest.mark.parametrize(("days", "word"), [(0, "Monday"), (4, "Friday"), (6, "Sunday")])
def test_a_day_is_told_with_its_weekday(days: int, word: str) -> None:
    period = MONDAY._replace(day=MONDAY.day + timedelta(days=days))
    assert digests_standing.when(reader(), period).startswith(word)


def test_a_name_too_long_for_a_button_has_none() -> None:
    assert ids(digests_standing.answer(reader(), standing(QUEUE), RULES).payload()) == []
    assert ids(digests_standing.answer(reader(), standing(A1), RULES, True).payload()) == [
        "digests.explain",
        "digests.people",
        "digests.export",
    ]


def test_two_with_one_name_are_told_apart_by_their_numbers() -> None:
    assert digests_asked.names(reader("zh-CN"), PEOPLE) == {"1001": "Mei（1001）", "1002": "Mei（1002）", "1003": "Bo"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_large_team_is_cut_and_says_so(language: str) -> None:
    members = [(str(number), f"N{number}") for number in range(75)]
    shown = digests_asked.people(reader(language), "A1", MONDAY, members, {"3": measures(50)}, RULES, MORNING)
    assert shown.beside
    assert "N59" in shown.text
    assert "N60" not in shown.text
    assert "15" in shown.text.splitlines()[-2]


def test_people_stand_in_the_order_of_the_roster_whatever_their_numbers() -> None:
    some = {number: measures(size) for (number, _), size in zip(PEOPLE, (10, 90, 50), strict=True)}
    text = digests_asked.people(reader(), "A1", MONDAY, PEOPLE, some, RULES, MORNING).text
    assert [line.split(" ")[0] for line in text.splitlines()[2:5]] == ["Mei", "Mei", "Bo"]


@pytest.mark.parametrize(
    ("scope", "asked", "is_in"),
    [
        (CENTRE, CENTRE, True),
        (A1, CENTRE, True),
        (A1, A1, True),
        (CENTRE, A1, False),
        (Scope(Kind.TEAM, "B1"), A1, False),
        (Scope(Kind.AGENT, "1001"), A1, True),
        (Scope(Kind.AGENT, "2001"), A1, False),
        (Scope(Kind.AGENT, "unknown"), A1, False),
        (Scope(Kind.AGENT, "1001"), CENTRE, True),
        (Scope(Kind.AGENT, "1002"), Scope(Kind.AGENT, "1001"), False),
    ],
)
def test_an_export_holds_what_stands_below_its_scope(scope: Scope, asked: Scope, is_in: bool) -> None:
    assert belongs(scope, asked, {"1001": "A1", "1002": "A1", "2001": "B1"}) is is_in


def test_numbers_on_the_home_say_what_nobody_told() -> None:
    days = [(MONDAY.day - timedelta(days=1), None), (MONDAY.day, {"calls_answered": measures(7)["calls_answered"]})]
    said = str(digests_asked.mine(reader("zh-CN"), days))
    assert "*昨天（11月22日）*：无数据" in said
    assert "接起数 7 通 · 平均通话时间 无数据" in said
