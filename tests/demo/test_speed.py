"""Does everything still hold on a floor whose day runs faster than Slack?"""

import asyncio
from collections import Counter
from datetime import timedelta

import pytest
from sqlalchemy import func, select
from support.cast import MORNING
from support.living import Living, living

from bot.clock import FloorClock
from storage import outbox
from storage.breaks_tables import breaks

SECOND = timedelta(seconds=1)


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
        floor.stage.clock.run(speed)
        floor.stage.slack.pace = speed
        running = asyncio.create_task(floor.day.run())
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
            assert outbox.backlog(session).failed == 0
    logged = "".join(capfd.readouterr())
    assert not [one for one in ("[error", "[warning", "Traceback") if one in logged], logged


def test_a_floors_clock_stands_is_put_forward_and_runs() -> None:
    clock = FloorClock(MORNING)
    assert clock.now() == clock.now() == MORNING
    clock.put(MORNING + 5 * SECOND)
    clock.put(MORNING)
    assert clock.now() == MORNING + 5 * SECOND, "a clock never goes back"
    clock.run(120)
    assert MORNING + 5 * SECOND < clock.now() < MORNING + 65 * SECOND
    assert clock.meanwhile(SECOND) == 120 * SECOND


async def test_a_running_clock_says_when_a_moment_is_there() -> None:
    clock = FloorClock(MORNING)
    clock.run(120)
    await clock.reaches(MORNING + 12 * SECOND)
    assert MORNING + 12 * SECOND <= clock.now() < MORNING + 60 * SECOND
