"""Does everything still hold on a floor whose day runs faster than Slack?"""

import asyncio
import time
from collections import Counter
from datetime import timedelta

import pytest
from sqlalchemy import func, select
from support.cast import MORNING
from support.living import Living, living

from bot.clock import FloorClock
from storage import unsaid
from storage.breaks_tables import breaks

SECOND, MINUTE = timedelta(seconds=1), timedelta(minutes=1)


def most_tokens_out(floor: Living) -> int:
    held = select(func.count()).where(breaks.c.token_no.is_not(None), breaks.c.ended_at.is_(None))
    with floor.stage.house.database.reading() as session:
        return max(session.execute(held.group_by(breaks.c.team_id)).scalars(), default=0)


def late(floor: Living) -> int:
    over = select(func.count()).where(breaks.c.ended_at > breaks.c.due_at)
    with floor.stage.house.database.reading() as session:
        return session.execute(over).scalar_one()


@pytest.mark.parametrize(("speed", "for_s"), [(60, 12), (120, 6)])
async def test_a_fast_day_is_a_good_day(speed: float, for_s: float, capfd: pytest.CaptureFixture[str]) -> None:
    async with living() as floor:
        floor.stage.slack.pace = speed
        running = asyncio.create_task(floor.day.run(speed))
        most = 0
        while floor.stage.clock.now() < MORNING + for_s * speed * SECOND:
            await asyncio.sleep(0.1)
            most = max(most, most_tokens_out(floor))
        assert not running.done()
        running.cancel()
        await asyncio.wait({running})

        happened = Counter(floor.happened())
        assert min(happened[f"breaks.{what}"] for what in ("granted", "returned", "queued", "offered")) >= 2
        assert late(floor) >= 1
        assert most == 1
        assert [one for one in floor.stage.slack.traffic if one.error] == []
        ids = Counter(one.metadata["event_payload"]["outbox_id"] for one in floor.said() if one.metadata)
        assert max(ids.values()) == 1, "a message was said twice"
        with floor.stage.house.database.reading() as session:
            assert unsaid.backlog(session).failed == 0
    logged = "".join(capfd.readouterr())
    assert not [one for one in ("[error", "[warning", "Traceback") if one in logged], logged


async def other_work(share: float) -> None:
    """The machine has so much else to do, in pieces of a tenth of a second."""
    while True:
        time.sleep(share / 10)
        await asyncio.sleep((1 - share) / 10)


async def test_the_same_seed_makes_the_same_fast_day_on_a_busy_machine_too() -> None:
    days = []
    for share in (0, 0.8):
        async with living() as floor:
            running = [asyncio.create_task(one) for one in (floor.day.run(120), other_work(share))]
            while floor.stage.clock.now() < MORNING + 10 * MINUTE:
                await asyncio.sleep(0.1)
            for one in running:
                one.cancel()
            await asyncio.wait(running)
            days.append([act for act in floor.acts() if act.at < 10 * 60])
    assert len(days[0]) > 45
    assert days[0] == days[1]


async def test_a_floors_clock_stands_until_it_is_put_forward() -> None:
    clock = FloorClock(MORNING)
    await clock.reaches(MORNING + MINUTE)
    await clock.reaches(MORNING)
    assert clock.now() == clock.now() == MORNING + MINUTE, "a clock never goes back"
    assert clock.meanwhile(SECOND) == SECOND


async def test_a_running_clock_takes_its_time_and_makes_up_for_small_delays() -> None:
    clock = FloorClock(MORNING)
    clock.run(120)
    assert clock.meanwhile(SECOND) == 2 * MINUTE
    began = time.monotonic()
    for seconds in range(6, 60, 6):
        await asyncio.sleep(0.03)  # whatever is done at a moment takes as long as it takes
        await clock.reaches(MORNING + seconds * SECOND)
    assert clock.now() == MORNING + 54 * SECOND
    assert 0.45 <= time.monotonic() - began < 0.65
