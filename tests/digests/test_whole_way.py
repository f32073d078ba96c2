"""From a phone system's file to the number on the screen: do both counts and the references agree?"""

import json
from pathlib import Path

import pytest
from support import plain_count
from support.plain_count import RINGALL, TECHNION
from support.queue_logs import Technion, data
from support.shell import Shell

from rules.digests import Note

RINGALL_DAYS = ("--from", "2010-02-22", "--to", "2010-02-23")
FEBRUARY = ("--from", "1999-02-01", "--to", "1999-02-28")


async def told(folder: Path, days: tuple[str, ...], log: bytes) -> dict[str, dict]:
    shell = Shell(folder, {"SITE_TIMEZONE": "UTC"})
    (folder / "queue_log").write_bytes(log)
    came = await shell("import", "calls", "queue_log", "--format", "queue_log")
    assert came.status == 0, came.err
    return json.loads((await shell("kpi", *days, "--format", "json")).done())["indicators"]


def agrees(found: dict[str, dict], expected: dict[str, tuple]) -> None:
    for key, (numerator, denominator) in expected.items():
        if Note.NO_DATA not in found[key]["flags"]:
            assert found[key]["numerator"] == pytest.approx(numerator), key
            assert found[key]["denominator"] == (None if denominator is None else pytest.approx(denominator)), key


async def test_a_real_queue_log_comes_to_its_reference_on_the_screen(tmp_path: Path) -> None:
    found = await told(tmp_path, RINGALL_DAYS, data(RINGALL.name))
    agrees(found, plain_count.count(plain_count.legs_of_queue_log(RINGALL)))
    levels = [round(found[f"service_level_sl{number}"]["value"], 2) for number in range(1, 6)]
    assert levels == [70.00, 75.00, 30.00, 50.00, 33.33]
    assert {"no_exit", "no_complete"} <= set(found["calls_offered"]["flags"])


async def test_a_month_of_a_real_bank_comes_to_its_reference_on_the_screen(tmp_path: Path) -> None:
    data(TECHNION.name)
    found = await told(tmp_path, FEBRUARY, Technion.read().log().encode())
    keys = ("calls_offered", "calls_answered", "calls_abandoned")
    assert [found[key]["value"] for key in keys] == [31_094, 27_162, 3_932]
    levels = [round(found[f"service_level_sl{number}"]["value"], 2) for number in range(1, 6)]
    assert levels == [56.07, 59.68, 52.13, 54.27, 52.54]
    times = ("average_speed_of_answer", "average_abandonment_time", "average_talk_time", "percent_abandoned")
    assert [round(found[key]["value"], 2) for key in times] == [40.77, 66.05, 176.35, 12.65]
