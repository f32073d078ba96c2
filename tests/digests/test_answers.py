"""How do answers about numbers look, where a test of the whole house would be long to set up?"""

from datetime import timedelta

import pytest
from support.cast import MORNING, ZONE, at
from support.digests_screens import A1, MONDAY, RULES, measures, standing
from support.house import WORDS

from rules.digests_days import Totals
from rules.digests_facts import Kind, Scope
from views import digests_standing
from views.words import Reader

QUEUE = Scope(Kind.QUEUE, "q" * 200)


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
