"""The bot stops, and another one starts on the same database: everything goes on."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from support import cast, databases
from support.cast import ARUN, LIN, MEI
from support.clock import HandClock
from support.hearing import reads, seen
from support.house import SITE, WORDS, Scene, settings

from bot.app import House
from bot.manifest import manifest
from handlers import ROUTES
from playground.server import Playground


@pytest.fixture
async def slack() -> AsyncIterator[Playground]:
    async with Playground(cast.seed(manifest(ROUTES, WORDS))) as slack:
        yield slack


@pytest.fixture
def url(tmp_path: Path) -> str:
    url = databases.sqlite_url(tmp_path)
    database = databases.upgraded(url)
    with database.changing() as session:
        cast.settle(session)
    database.close()
    return url


async def test_a_new_bot_on_the_same_database_goes_on(slack: Playground, url: str, clock: HandClock) -> None:
    async with a_bot(slack, url, clock) as first:
        granted = (await first.person(MEI).command("/break")).ephemeral[0]
        await first.person(ARUN).command("/break")
        await seen(first, LIN, "C0A1", "Mei", "Arun")
    clock.forward(minutes=20)

    async with a_bot(slack, url, clock) as second:
        reminder = await reads(second, MEI, "你应在 10:15 回来，已超 5 分钟")
        await reads(second, LIN, "Mei", "现在还没回")
        board = await seen(second, LIN, "C0A1", "应 10:15 回来，还没回")
        assert len(second.person(LIN).sees("C0A1")) == 1, "the same board, edited"

        clock.forward(seconds=2)
        await second.person(MEI).press(granted, "breaks.back")
        offer = await reads(second, ARUN, "Your turn")
        await second.person(ARUN).press(offer, "breaks.accept")
        clock.forward(seconds=2)
        await slack.until(lambda: "*Arun*" in board.words)
        clock.forward(seconds=2)
        await slack.until(lambda: "你应在" not in reminder.words)  # the reminder has moved on as well


async def test_a_promise_made_just_before_the_end_is_kept_by_the_next_bot(
    slack: Playground, url: str, clock: HandClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Committed, not yet said: nothing is lost and nothing is said twice."""
    async with a_bot(slack, url, clock) as first:
        await seen(first, LIN, "C0A1", "小休牌空着")
        monkeypatch.setattr(first.house.speaker, "speak", _silent)  # the process dies before it speaks again
        await first.person(ARUN).command("/break", "urgent")
    assert slack.person("U0LIN").dm() == []

    async with a_bot(slack, url, clock) as second:
        await reads(second, LIN, "Arun", "紧急外出")
        clock.forward(seconds=45)
        await second.sweep()
        assert len(second.person(LIN).dm()) == 1


@asynccontextmanager
async def a_bot(slack: Playground, url: str, clock: HandClock) -> AsyncIterator[Scene]:
    house = House(settings(slack, url), SITE, WORDS, clock)
    await house.start()
    try:
        await slack.connected(1)
        yield Scene(slack, house, clock)
    finally:
        await house.stop()


async def _silent() -> None:
    return
