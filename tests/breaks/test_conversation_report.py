"""The report as a file, sent to the leader who asked."""

import csv
import io

from sqlalchemy import update
from support.cast import ARUN, LIN, at
from support.hearing import seen
from support.house import Scene

from storage.people import shifts


async def test_the_report_comes_as_a_file_in_private(any_house: Scene) -> None:
    scene = any_house
    await scene.person(ARUN).command("/break")
    scene.clock.forward(minutes=20)
    await scene.person(ARUN).command("/break", "back")
    answer = (await scene.person(LIN).command("/break", "报表")).text
    assert "CSV" in answer

    message = await scene.slack.until(lambda: next((m for m in scene.person(LIN).dm() if m.files), None), timeout=5)
    file = message.files[0]
    assert file.name == "breaks-2026-11-23.csv"
    assert file.content is not None
    assert file.content.startswith(b"\xef\xbb\xbf"), "so that Excel sees UTF-8"
    rows = list(csv.reader(io.StringIO(file.content.decode("utf-8-sig"))))
    assert rows == [
        ["班组", "工号", "姓名", "外出次数", "外出分钟", "超时次数", "排队分钟"],
        ["A1", "1002", "Arun", "1", "20", "1", "0"],
    ]


async def test_at_night_today_is_the_day_on_which_the_shift_began(open_house: Scene) -> None:
    scene = open_house
    scene.clock.set(at("23:00"))
    with scene.house.database.changing() as session:
        night = {"starts_at": at("22:00"), "ends_at": at("06:00", "2026-11-24")}
        session.execute(update(shifts).values(night))
    await scene.person(ARUN).command("/break")
    scene.clock.forward(minutes=10)
    await scene.person(ARUN).command("/break", "back")
    scene.clock.set(at("02:00", "2026-11-24"))

    assert "A1 11月23日 外出报表" in (await scene.person(LIN).command("/break", "报表")).text
    assert "没有外出记录" in (await scene.person(LIN).command("/break", "报表 昨天")).text
    await seen(scene, LIN, "C0A1", "今天外出 1 次，共 10 分钟")
