"""What does `shiftlead surge backtest` say of a file and of stored calls, and how does it say no?"""

import json
from datetime import UTC
from pathlib import Path

import pytest
from support import databases
from support.digests import as_call
from support.digests_store import keep
from support.plain_count import Leg
from support.shell import Shell
from support.surges import weeks_of_calls

KEYS = ["false_alarms_per_week", "detection_rate", "detected_within", "median_delay_min", "p90_delay_min", "flaps"]


@pytest.fixture(scope="module")
def shell(tmp_path_factory: pytest.TempPathFactory) -> Shell:
    """A folder with five weeks of counts in a file, and the same weeks as stored calls."""
    folder = tmp_path_factory.mktemp("surge")
    (folder / "data").mkdir()
    counted = weeks_of_calls(5, mean=8, opens=9, closes=15)
    lines = [f"{one.at.replace(tzinfo=None).isoformat()},{one.calls}" for one in counted]
    (folder / "counts.csv").write_text("\n".join(["at,count", *lines]))
    (folder / "short.csv").write_text("\n".join(["at,count", *lines[:400]]))
    (folder / "bad.csv").write_text("\n".join(["at,count", *lines[:9], "noon,3", "2026-03-02T10:00,many"]))
    database = databases.upgraded(f"sqlite:///{folder}/data/shiftlead.db")
    calls = [
        as_call(Leg(f"{n}.{k}", "support", 20 * k, "abandoned", 3), one.at.astimezone(UTC))
        for n, one in enumerate(counted)
        for k in range(min(int(one.calls), 14))
    ]
    with database.changing() as session:
        keep(session, calls)
    database.close()
    return Shell(folder, {})


async def test_a_file_is_replayed_as_json(shell: Shell) -> None:
    said = (await shell("surge", "backtest", "counts.csv", "--inject", "2x60", "--format", "json")).done()
    told = json.loads(said)
    assert list(told) == KEYS
    assert list(told["detected_within"]) == ["20", "45", "60"]
    assert told["detection_rate"] == told["detected_within"]["60"] > 0.95
    assert 5 <= told["median_delay_min"] <= told["p90_delay_min"] <= 60


async def test_without_surges_put_in_there_is_nothing_to_be_noticed(shell: Shell) -> None:
    told = json.loads((await shell("surge", "backtest", "counts.csv", "--format", "json")).done())
    assert told["detection_rate"] is None
    assert told["detected_within"] == {"20": None, "45": None, "60": None}


async def test_stored_calls_are_replayed_like_the_file_of_their_counts(shell: Shell) -> None:
    days = ("--from", "2026-03-02", "--to", "2026-04-05")
    stored = json.loads((await shell("surge", "backtest", *days, "--queue", "support", "--format", "json")).done())
    filed = json.loads((await shell("surge", "backtest", "counts.csv", "--format", "json")).done())
    assert stored["false_alarms_per_week"] == pytest.approx(filed["false_alarms_per_week"], abs=0.6)


@pytest.mark.parametrize(
    ("lang", "parts"),
    [
        (
            "en_GB.UTF-8",
            ["3 times the calls for 30 minutes", "false alarms a week", "noticed within 20 minutes", "min"],
        ),
        ("zh_CN.UTF-8", ["加入 3 倍、30 分钟的突增", "每周误报", "20 分钟内发现", "分钟"]),
    ],
)
async def test_a_table_reads_in_both_languages(shell: Shell, lang: str, parts: list[str]) -> None:
    said = (await shell("surge", "backtest", "counts.csv", "--inject", "3x30", lang=lang)).done()
    assert all(part in said for part in parts), said


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ((), "Give a file, or --from and --to"),
        (("counts.csv", "--from", "2026-03-02", "--to", "2026-03-09"), "Give a file, or --from and --to"),
        (("counts.csv", "--queue", "support"), "Give a file, or --from and --to"),
        (("--from", "2026-03-02"), "Give a file, or --from and --to"),
        (("--from", "2026-03-09", "--to", "2026-03-02"), "Give a file, or --from and --to"),
        (("--from", "Monday", "--to", "2026-03-09"), "“Monday” is no date"),
        (("--from", "2025-03-02", "--to", "2025-03-09"), "No call was stored"),
        (("--from", "2026-03-02", "--to", "2026-04-05", "--queue", "nobody"), "No call was stored"),
        (("nowhere.csv",), "nowhere.csv is not there"),
        (("short.csv",), "needs 3 of the same weekday"),
        *(
            (("counts.csv", "--inject", bad), f"--inject is “{bad}”")
            for bad in ("much", "1x60", "0.5x60", "11x60", "2x0", "2x241")
        ),
    ],
)
async def test_a_no_is_one_sentence(shell: Shell, words: tuple[str, ...], sentence: str) -> None:
    said = (await shell("surge", "backtest", *words)).refused()
    assert len(said) == 1
    assert sentence in said[0]


async def test_every_bad_row_is_named_by_its_line(shell: Shell) -> None:
    said = (await shell("surge", "backtest", "bad.csv")).refused()
    assert [line.split(":")[0] for line in said[1:]] == ["line 11", "line 12"]


async def test_a_file_is_replayed_without_any_database(shell: Shell, tmp_path: Path) -> None:
    (tmp_path / "counts.csv").write_bytes((shell.folder / "counts.csv").read_bytes())
    (await Shell(tmp_path, {})("surge", "backtest", "counts.csv")).done()
    assert [one.name for one in tmp_path.iterdir()] == ["counts.csv"]
