"""How does a newcomer try everything on one machine? A small local Slack, a living floor, and the bot as it is."""

import asyncio
import logging
import tempfile
import webbrowser
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from pathlib import Path

import structlog

from bot.app import House, quiet_logs
from bot.clock import Clock, FloorClock
from bot.demo import SCENES, settle
from bot.demo.day import Day, Scene
from bot.demo.people import OPENING, cast
from bot.demo.stage import Stage
from bot.running import stop_signal
from playground.server import Playground
from views.words import Reader, Words

EARLIER = timedelta(minutes=42)  # how much of the day has happened when the page opens


async def show(
    port: int, browser: bool, seed: int, speed: float, words: Words, t: Reader, ready: Callable[[str], None]
) -> None:
    """Run the playground, the bot and the day until Ctrl-C; nothing is kept."""
    hush()

    def opened(slack: Playground) -> None:
        url = f"{slack.url}/?as={','.join(OPENING[t.language])}"
        ready(url)
        if browser:
            webbrowser.open(url)

    stop = asyncio.create_task(stop_signal().wait())
    playing = asyncio.create_task(play(port, seed, speed, words, t, opened))
    await asyncio.wait({stop, playing}, return_when=asyncio.FIRST_COMPLETED)
    playing.cancel()
    try:
        await playing
    except asyncio.CancelledError:
        return


async def play(
    port: int, seed: int, speed: float, words: Words, t: Reader, ready: Callable[[Playground], None]
) -> None:
    """The floor from the last stretch before the opening on, for as long as nobody cancels it."""
    async with living(port, seed, words, t, Clock().now(), SCENES) as (stage, day):
        stage.slack.pace = speed
        ready(stage.slack)
        await day.run(speed)


def hush() -> None:
    """Only what went wrong is logged; a newcomer has one line to read, the address."""
    quiet_logs()
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING))


@asynccontextmanager
async def living(
    port: int, seed: int, words: Words, t: Reader, opens_at: datetime, scenes: Sequence[Scene]
) -> AsyncIterator[tuple[Stage, Day]]:
    """The floor in the middle of a day; the clock stands at the opening."""
    clock = FloorClock(opens_at - EARLIER)
    async with floor(port, words, t, clock, opens_at) as (slack, house):
        stage = Stage(slack, house, clock, cast(t.language), opens_at)
        day = Day(stage, scenes, seed)
        await day.rehearse(opens_at)
        yield stage, day


@asynccontextmanager
async def floor(
    port: int, words: Words, t: Reader, clock: Clock, opens_at: datetime
) -> AsyncIterator[tuple[Playground, House]]:
    """The demo's floor: the page, the bot, and everybody on the roster; nobody acts yet."""
    with tempfile.TemporaryDirectory(prefix="shiftlead-demo-") as folder:
        workspace = settle.seed(words, t, opens_at)
        async with Playground(workspace, port, page=True, clock=lambda: clock.now().timestamp()) as slack:
            settings = settle.settings_for(slack, Path(folder), t.language)
            house = House(settings, settle.site_of(t, settings, opens_at), words, clock)
            try:
                settle.settle(house, words, t, opens_at)
                await house.start()
                await slack.connected(1)
                yield slack, house
            finally:
                await house.stop()
