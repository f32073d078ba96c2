"""Does the demo's day make itself: the same for the same seed, one step after the other?"""

from collections import Counter
from datetime import timedelta
from random import Random

from support.living import living

from bot.demo.day import Steps
from bot.demo.people import THE_READERS
from bot.demo.stage import Stage

MINUTE = timedelta(minutes=1)


async def test_the_same_seed_makes_the_same_day() -> None:
    days = []
    for seed in (7, 7, 8):
        async with living(seed=seed) as floor:
            await floor.lives(90)
            days.append(floor.acts())
    first, again, other = days
    assert len(first) > 60
    assert first == again
    assert first != other


async def test_at_the_opening_it_is_the_middle_of_a_day() -> None:
    async with living() as floor:
        assert "The token is free to take." in floor.board("A1")
        assert "还没回" in floor.board("A2"), "somebody is a little late"
        assert "*排队*" in floor.board("A2")
        assert "lunch, until" in floor.board("B1")
        assert "*In line*" in floor.board("B1")
        assert "is away for a moment" in floor.board("B2"), "somebody had to go at once"
        assert Counter(floor.happened())["breaks.returned"] >= 8
        assert not {act.who for act in floor.acts()} & THE_READERS


async def test_days_go_on_and_the_floor_never_empties() -> None:
    async with living() as floor:
        for hours in range(72):
            moment = floor.stage.opens_at + timedelta(hours=hours, minutes=17)
            there = [one for one in floor.stage.actors if one.member.on_shift(floor.stage.opens_at, moment)]
            assert {"A1", "A2", "B1", "B2"} <= {one.member.team for one in there}, hours
        for one in floor.stage.actors:
            planned = list(one.member.shifts(floor.stage.opens_at))
            assert all(one.member.on_shift(floor.stage.opens_at, shift.starts_at + MINUTE) for shift in planned)
            assert not any(one.member.on_shift(floor.stage.opens_at, shift.ends_at + MINUTE) for shift in planned)


async def test_whoever_has_gone_home_waits_for_nothing_any_more() -> None:
    async with living() as floor:
        await floor.lives(4 * 60)
        home = [one for one in floor.stage.actors if one.shift is None]
        assert len(home) >= 8
        assert [one.member.name for one in home if one.is_busy] == []


async def test_a_scene_waits_in_the_floors_time_and_begins_others_beside_it() -> None:
    heard: list[tuple[str, float]] = []

    def note(stage: Stage, what: str) -> None:
        heard.append((what, (stage.clock.now() - stage.opens_at) / MINUTE))

    async def other(stage: Stage) -> Steps:
        note(stage, "other")
        yield 2 * MINUTE
        note(stage, "other again")

    async def scene(stage: Stage, _: Random) -> Steps:
        yield stage.to_the_opening + MINUTE
        note(stage, "scene")
        yield other(stage)
        yield MINUTE
        note(stage, "scene again")
        while True:
            yield MINUTE

    async with living(scenes=[scene]) as floor:
        assert heard == []
        await floor.lives(10)
    assert heard == [("scene", 1), ("other", 1), ("scene again", 2), ("other again", 3)]
