"""Is every digest told once, as it was counted, and corrected where late data change it?"""

from dataclasses import replace

import pytest
from support import databases
from support.cast import at
from support.clock import HandClock
from support.digests_told import a_day, call, tell
from support.house import SITE, Scene, scene

from storage import unsaid
from storage.unsaid import Backlog

NOVEMBER = [f"2026-11-{day:02d}" for day in range(10, 24)]


def backlog(floor: Scene) -> Backlog:
    with floor.house.database.reading() as session:
        return unsaid.backlog(session)


async def said(floor: Scene, channel: str) -> list[str]:
    await floor.sweep()
    for _ in range(20):
        await floor.house.speaker.speak()
        await floor.house.speaker.drained()
        if not backlog(floor).pending:
            break
        floor.clock.forward(seconds=2)
    return [one.words for one in floor.slack.workspace.channels[channel].messages.values()]


async def test_the_day_before_is_told_in_the_channel_of_the_team(open_house: Scene, clock: HandClock) -> None:
    with open_house.house.database.changing() as session:
        for day in NOVEMBER[-4:-1]:
            tell(session, *a_day(day))
    clock.set(at("08:06"))
    print(await said(open_house, "C0A1"))
    raise AssertionError
