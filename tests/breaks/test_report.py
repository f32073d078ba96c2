"""The report of a day as a file: from the bot, through Slack, to the leader's spreadsheet."""

import csv
import io
from dataclasses import replace

from support import cast
from support.cast import ARUN, LIN, MEI
from support.hearing import hears
from support.house import Scene

from playground.models import Message

BOM = b"\xef\xbb\xbf"


async def report_of(house: Scene, words: str = "") -> Message:
    """What arrives in Lin's messages after `/break report`."""
    await house.person(LIN).command("/break", f"report {words}".strip())
    return await house.slack.until(lambda: next((m for m in house.person(LIN).dm() if m.files), None))


def rows(message: Message) -> list[list[str]]:
    content = message.files[0].content
    assert content is not None
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


async def test_the_leader_gets_the_day_as_a_file_that_excel_can_read(open_house: Scene) -> None:
    granted = await open_house.person(MEI).command("/break")
    await open_house.person(ARUN).command("/break")
    open_house.clock.forward(minutes=20)
    await open_house.person(MEI).press(granted.ephemeral[0], "breaks.back")

    message = await report_of(open_house)
    assert [(f.name, f.title) for f in message.files] == [("breaks-2026-11-23.csv", message.words)]
    assert message.files[0].content is not None
    assert message.files[0].content.startswith(BOM + "班组".encode())
    assert rows(message) == [
        ["班组", "工号", "姓名", "外出次数", "外出分钟", "超时次数", "排队分钟"],
        ["A1", "1001", "Mei", "1", "20", "1", "0"],
    ]
    assert not any(m.files for m in open_house.person(MEI).dm()), "a report is for the leader alone"


async def test_a_cell_that_looks_like_a_formula_is_text_to_the_spreadsheet(open_house: Scene) -> None:
    names = {MEI: "=1+1", ARUN: "@SUM(A1)"}
    members = tuple(replace(one, name=names.get(one, one.name)) for one in cast.CAST)
    with open_house.house.database.changing() as session:
        cast.settle(session, members=members)
    granted = await open_house.person(MEI).command("/break")
    await open_house.person(MEI).press(granted.ephemeral[0], "breaks.back")
    await open_house.person(ARUN).command("/break", "urgent")

    assert {row[2] for row in rows(await report_of(open_house))[1:]} == {"'=1+1", "'@SUM(A1)"}


async def test_a_day_without_outings_brings_no_file(open_house: Scene) -> None:
    await open_house.person(LIN).command("/break", "报表")

    await hears(open_house, LIN, "没有外出记录")
    assert open_house.slack.traffic.calls("files.getUploadURLExternal") == []


async def test_asking_again_brings_the_file_again(open_house: Scene) -> None:
    await open_house.person(MEI).command("/break")
    first = await report_of(open_house)

    await open_house.person(LIN).command("/break", "report")
    files = lambda: [f for m in open_house.person(LIN).dm() for f in m.files]  # noqa: E731
    await open_house.slack.until(lambda: len(files()) == 2 or None, timeout=8)
    assert {f.name for f in files()} == {first.files[0].name}
