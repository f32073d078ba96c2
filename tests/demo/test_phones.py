"""Do the phones of the demo's floor tell of days like any: the ten before, today, and whoever is out?"""

import asyncio
import time
from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from support.cast import MORNING
from support.living import Living, living

from bot.demo import SCENES, phones
from rules.calls import AgentState, State
from rules.digests import Measure, four_rates
from rules.digests_facts import CENTRE, Kind, Scope
from rules.digests_scopes import Digest
from rules.digests_slots import day, intervals
from rules.digests_targets import in_force
from storage import digests as storage
from storage import digests_targets

TODAY = MORNING.date()
YESTERDAY = TODAY - timedelta(days=1)
TEN = [TODAY - timedelta(days=back) for back in range(10, 0, -1)]
PLAUSIBLE = {
    "service_level_sl3": (72, 95),
    "average_speed_of_answer": (4, 20),
    "percent_abandoned": (2, 10),
    "average_talk_time": (300, 420),
    "percent_transferred": (1, 8),
    "average_ring_time": (3, 7),
    "login_rate": (85, 102),
    "not_ready_rate": (5, 20),
    "utilisation": (30, 65),
    "adherence": (75, 99),
}


def digest(floor: Living, on: date) -> Digest:
    house = floor.stage.house
    with house.database.reading() as session:
        facts = storage.facts(session, day(on, house.site.zone), house.clock.now())
    return Digest(facts, house.site.handbook.digests)


def value(measures: dict[str, Measure], key: str) -> float:
    found = measures[key].value
    assert found is not None, key
    return found


def states(floor: Living, name: str) -> list[AgentState]:
    """What the phone system said of somebody today."""
    number = next(one.member.number for one in floor.stage.actors if one.member.slack_id == f"U0{name}")
    return [one for one in digest(floor, TODAY).facts.states if one.agent == number]


def paused(floor: Living, name: str) -> Iterator[str]:
    """Why somebody is not ready now."""
    return (one.reason for one in states(floor, name) if one.state is State.NOT_READY and one.to_at is None)


def log(floor: Living) -> str:
    file = floor.stage.house.settings.queue_log_file
    assert file
    return file.read_text("utf-8")


async def test_yesterday_and_today_are_days_like_any() -> None:
    async with living(scenes=SCENES) as floor:
        await floor.lives(5 * 60)
        for on in (YESTERDAY, TODAY):
            told = digest(floor, on)
            centre = told.measures(CENTRE)
            for key, (least, most) in PLAUSIBLE.items():
                assert least <= value(centre, key) <= most, (on, key)
            outcomes = told.sums(CENTRE)[0].amounts
            ended = ("answered", "abandoned", "timed_out", "overflowed", "blocked", "unended")
            assert outcomes["offered"] == sum(outcomes[one] for one in ended) > 600
            shares = ("not_ready_rate", "utilisation", "ready_rate")
            assert sum(value(centre, key) for key in shares) == pytest.approx(100)
            assert [scope.name for scope in told.scopes(Kind.QUEUE)] == ["orders", "service"]
            hours = told.intervals(list(intervals(told.facts.window, 60)))
            open_hours = [piece for hour, piece in hours.items() if hour.from_at < told.facts.now]
            assert all(value(piece.measures(CENTRE), "calls_offered") > 0 for piece in open_hours)


async def test_everybody_on_the_phone_is_on_the_roster() -> None:
    async with living(scenes=SCENES) as floor:
        agents = {one.member.number for one in floor.stage.agents}
        for on in (*TEN, TODAY):
            told = digest(floor, on)
            known = {scope.name for scope in told.scopes(Kind.AGENT)}
            assert known == agents if on < TODAY else known < agents, "today's night has not begun"
            assert [scope.name for scope in told.scopes(Kind.TEAM)] == ["A1", "A2", "B1", "B2"]
            assert {call.agent for call in told.facts.calls} <= {*agents, None}


async def test_ten_days_lie_behind_the_opening_and_one_of_them_was_too_much() -> None:
    async with living(scenes=SCENES) as floor:
        levels, offered, logins = (
            [value(digest(floor, on).measures(CENTRE), key) for on in TEN]
            for key in ("service_level_sl3", "calls_offered", "login_rate")
        )
        worse = TEN.index(TODAY + timedelta(days=phones.WORSE_DAY))
        others = [level for place, level in enumerate(levels) if place != worse]
        assert levels[worse] < min(others) - 5
        assert offered[worse] == max(offered)
        assert len({round(level, 1) for level in levels}) >= 8, "no two days are the same"
        assert min(offered) > 1000
        assert max(logins) - min(logins) > 2, "somebody was ill"


async def test_there_are_targets_for_all_of_these_days() -> None:
    async with living(scenes=[]) as floor:
        house = floor.stage.house
        with house.database.reading() as session:
            targets = digests_targets.all_targets(session)
        begins = day(TEN[0], house.site.zone).from_at
        for key in (*four_rates(house.site.handbook.digests), "service_level_sl3"):
            for about in (CENTRE, Scope(Kind.TEAM, "B2")):
                found = in_force(targets, key, about, begins)
                assert found
                assert found.about == about.about


async def test_whoever_takes_a_break_is_not_ready_on_the_phone() -> None:
    async with living(scenes=SCENES) as floor:
        assert list(paused(floor, "ARUN")) == []
        await floor.does("ARUN", "5")
        await floor.lives(1)
        assert list(paused(floor, "ARUN")) == ["short"], "whom the reader plays"
        await floor.lives(3)
        assert State.TALKING not in {one.state for one in states(floor, "ARUN")}
        await floor.does("ARUN", "back")
        await floor.lives(1)
        assert list(paused(floor, "ARUN")) == []

        outings = digest(floor, TODAY).facts.outings
        others = [one for one in floor.stage.agents if one.member.number in outings and one.member.name != "Arun"]
        assert len(others) > 8
        for one in others:
            for outing in outings[one.member.number]:
                begun = [state for state in states(floor, one.member.slack_id[2:]) if state.state is State.NOT_READY]
                assert any(timedelta() <= state.from_at - outing.out_at <= 2 * phones.LOOK for state in begun)


async def test_the_same_seed_makes_the_same_calls() -> None:
    logs = []
    for seed in (7, 7, 8):
        async with living(seed=seed, scenes=SCENES) as floor:
            await floor.lives(30)
            logs.append(log(floor))
    first, again, other = logs
    assert first.count("\n") > 30_000
    assert first == again
    assert first != other


async def test_on_a_fast_day_the_bot_keeps_up() -> None:
    async with living(scenes=SCENES) as floor:
        running = asyncio.create_task(floor.day.run(60))
        behind = []
        began = time.monotonic()
        while time.monotonic() - began < 8:
            await asyncio.sleep(0.5)
            entered = [line.split("|") for line in log(floor)[-20_000:].splitlines()[1:] if "ENTERQUEUE" in line]
            newest = max(one.arrived_at for one in digest(floor, TODAY).facts.calls)
            behind.append((int(entered[-1][0]) - newest.timestamp()) / 60)
        running.cancel()
        await asyncio.wait({running})
        assert floor.stage.clock.now() > MORNING + timedelta(minutes=6)
        assert max(behind) < 3, "wall seconds"
