"""What does `shiftlead kpi` tell, in every form, and does its explanation convince an auditor?"""

import csv
import io
import json
from datetime import UTC
from pathlib import Path

import pytest
from support import cast, databases
from support.cast import at
from support.digests import as_call, digest, shift, state
from support.digests_store import keep
from support.files import file
from support.house import WORDS
from support.plain_count import Leg
from support.shell import Shell

from rules.calls import Flag, Outcome, State
from rules.digests import INDICATORS
from rules.digests_explain import explain
from rules.digests_facts import CENTRE, Kind, Scope
from views import digests_explain
from views.words import LANGUAGES

DAY = "2025-11-24"  # long over, whenever this runs
DATE = ("--date", DAY)
LEGS = (
    Leg("1700.1", "support", 36_000, "answered", 20, ring=4, talk=100, agent="PJSIP/1001"),
    Leg("1700.2", "support", 36_100, "answered", 21, ring=4, agent="PJSIP/1002"),
    Leg("1700.3", "sales", 50_000, "abandoned", 5),
    Leg("1700.4", "sales", 50_001, Outcome.OPEN),
)
STATES = (
    state("PJSIP/1001", State.LOGGED_IN, "08:30", "17:30", day=DAY),
    state("Agent/1002", State.LOGGED_IN, "09:30", None, day=DAY),
)


@pytest.fixture(scope="module")
def shell(tmp_path_factory: pytest.TempPathFactory) -> Shell:
    """A floor with a day of calls; nothing here changes it but targets."""
    folder = tmp_path_factory.mktemp("kpi")
    (folder / "data").mkdir()
    database = databases.upgraded(f"sqlite:///{folder}/data/shiftlead.db")
    calls = [as_call(leg, at("00:00", DAY).astimezone(UTC)) for leg in LEGS]
    calls[3] = calls[3]._replace(flags=(Flag.NO_EXIT,))
    with database.changing() as session:
        cast.settle(session, shift=(at("08:30", DAY), at("17:30", DAY)))
        keep(session, calls, STATES)
    database.close()
    return Shell(folder, {})


async def told(shell: Shell, *words: str) -> object:
    return json.loads((await shell("kpi", *DATE, "--format", "json", *words)).done())


async def test_a_day_as_json(shell: Shell) -> None:
    day = await told(shell)
    assert isinstance(day, dict)
    assert list(day) == ["date", "scope", "indicators"]
    assert (day["date"], day["scope"]) == ("2025-11-24", "centre")
    assert set(day["indicators"]) == set(INDICATORS)
    assert day["indicators"]["calls_offered"] == {
        "value": 4,
        "numerator": 4,
        "denominator": None,
        "unit": "calls",
        "flags": ["no_exit"],
    }
    found = day["indicators"]["service_level_sl3"]
    assert (found["value"], found["numerator"], found["denominator"], found["unit"]) == (33.333333, 1, 3, "%")
    assert day["indicators"]["cost_per_call"]["value"] is None
    assert day["indicators"]["cost_per_call"]["flags"] == ["no_data"]
    assert day["indicators"]["login_rate"]["value"] == pytest.approx(100 * (9 + 14.5) / 36)


@pytest.mark.parametrize(
    ("by", "scopes"),
    [
        ("queue", ["queue:sales", "queue:support"]),
        ("team", ["team:A1", "team:B1"]),
        ("agent", ["agent:1001", "agent:1002", "agent:1003", "agent:2001"]),
    ],
)
async def test_each_part_of_the_centre_is_an_object_of_its_own(shell: Shell, by: str, scopes: list[str]) -> None:
    parts = await told(shell, "--by", by)
    assert isinstance(parts, list)
    assert [part["scope"] for part in parts] == scopes
    offered = sum(part["indicators"]["calls_answered"]["value"] for part in parts)
    assert offered == 2


async def test_a_day_in_intervals(shell: Shell) -> None:
    parts = await told(shell, "--by", "interval", "--minutes", "60", "--queue", "support")
    assert isinstance(parts, list)
    assert len(parts) == 24
    offered = {part["scope"]: part["indicators"]["calls_offered"]["value"] for part in parts}
    assert offered["queue:support interval:2025-11-24T10:00+08:00"] == 2
    assert sum(offered.values()) == 2
    centre = await told(shell, "--by", "interval")
    assert isinstance(centre, list)
    assert centre[0]["scope"] == "interval:2025-11-24T00:00+08:00"
    assert len(centre) == 48


async def test_a_range_is_one_object(shell: Shell) -> None:
    said = await shell("kpi", "--from", "2025-11-23", "--to", "2025-11-24", "--format", "json")
    day = json.loads(said.done())
    assert day["date"] == "2025-11-23/2025-11-24"
    assert day["indicators"]["calls_offered"]["value"] == 4


async def test_a_day_as_csv(shell: Shell) -> None:
    said = (await shell("kpi", *DATE, "--by", "team", "--format", "csv", lang="zh_CN.UTF-8")).done()
    rows = list(csv.DictReader(io.StringIO(said)))
    assert len(rows) == 2 * len(INDICATORS)
    found = next(row for row in rows if (row["scope"], row["indicator"]) == ("team:A1", "calls_answered"))
    assert (found["date"], found["name"], found["value"], found["unit"]) == ("2025-11-24", "接起数", "2", "calls")
    nothing = next(row for row in rows if row["indicator"] == "monitoring_score")
    assert (nothing["value"], nothing["flags"]) == ("", "no_data")


WORDS_OF = {
    "zh_CN.UTF-8": ("服务水平 SL3", "33.33 %", "无数据"),
    "en_GB.UTF-8": ("Service level SL3", "33.33 %", "no data"),
}


@pytest.mark.parametrize(("lang", "words"), WORDS_OF.items())
async def test_a_day_as_a_table(shell: Shell, lang: str, words: tuple[str, ...]) -> None:
    said = (await shell("kpi", *DATE, lang=lang)).done()
    assert all(word in said for word in words)
    assert said.rstrip().splitlines()[-1].split()[0].isdigit(), "the notes stand below"


async def test_the_explanation_names_every_row(shell: Shell) -> None:
    said = (await shell("kpi", "explain", "service_level_sl3", *DATE)).done()
    for words in (
        "Service level SL3 (service_level_sl3), the centre, 2025-11-24",
        "Value: 33.33 % = 1 / 3",
        "answered within 20 s ÷ (answered + abandoned) × 100",
        "Calls count where they arrived",
        "51callcenter",
        "answered within the limit: 1 (calls counted: 1)",
        "waited longer than the limit: 1 calls, such as 1700.2 (support)",
        "ended in another way: 2 calls, such as",
        "1700.4 (sales)",
        "one call entered a queue and nothing follows",
        "queue_log.txt",
        "4 rows, 2 unknown events, 0 bad rows",
    ):
        assert words in said, f"{words}\n{said}"


async def test_the_explanation_of_time_names_who_is_in_it_and_what_is_estimated(shell: Shell) -> None:
    said = (await shell("kpi", "explain", "adherence", *DATE, "--team", "A1", lang="zh_CN.UTF-8")).done()
    for words in ("遵时率", "班组 A1", "1002：迟到", "60.0 分钟", "1003：缺勤", "1 条记录没有结束", "按接起的时刻"):
        assert words in said, f"{words}\n{said}"


@pytest.mark.parametrize("key", INDICATORS)
def test_every_indicator_can_be_explained_for_everybody_in_both_languages(key: str) -> None:
    login = state("1001", State.LOGGED_IN, "08:30", "17:30")
    some_day = digest([as_call(leg) for leg in LEGS], [login], shifts={"1001": [shift("09:00", "18:00")]})
    for language in LANGUAGES:
        t = WORDS.reader(language, cast.ZONE, cast.MORNING)
        for scope in (CENTRE, Scope(Kind.QUEUE, "sales"), Scope(Kind.TEAM, "A1"), Scope(Kind.AGENT, "1001")):
            lines = digests_explain.explanation(t, explain(some_day, scope, key), "2025-11-24", [])
            assert key in lines[0]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--date", "yesterday"), "yesterday"),
        (("--date", "2025-11-24", "--to", "2026-11-24"), "--date"),
        (("--from", "2026-11-24", "--to", "2025-11-24"), "--from"),
        (("--from", "2020-01-01", "--to", "2025-11-24"), "a year"),
        (("--team", "A1", "--queue", "sales"), "--team"),
        (("--by", "interval", "--minutes", "7"), "15, 30, 60"),
        (("explain", "service_levl"), "service_level_sl3"),
    ],
)
async def test_what_cannot_be_told_is_a_sentence(shell: Shell, words: tuple[str, ...], said: str) -> None:
    assert said in "\n".join((await shell("kpi", *words)).refused())


async def test_targets_come_in_and_are_shown_beside_what_is_only_suggested(shell: Shell, tmp_path: Path) -> None:
    assert "No targets are set" in (await shell("kpi", "targets")).done()
    (tmp_path / "targets.csv").write_bytes(
        file("indicator,about,effective_from,value", "login_rate,team:A1,2026-11-01,92.5")
    )
    assert "1 new" in (await shell("import", "targets", str(tmp_path / "targets.csv"))).out
    said = (await shell("kpi", "targets")).done()
    assert "Login rate, team:A1: 92.5 % from 2026-11-01" in said
    assert "(service_level_sl3): ≥ 80 %, unverified" in said
    (tmp_path / "targets.csv").write_bytes(file("indicator,about,effective_from,value", "login_rat,,2026-11-01,92.5"))
    said = "\n".join((await shell("import", "targets", str(tmp_path / "targets.csv"))).refused())
    assert "line 2: there is no indicator “login_rat”" in said
