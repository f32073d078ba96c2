"""How does the bot run until somebody stops it?"""

import asyncio
import signal
from collections.abc import Callable

from bot.app import House, quiet_logs
from bot.clock import Clock
from bot.settings import Settings
from rules.handbook import Site
from views.words import Words


async def until_stopped(
    settings: Settings, site: Site, words: Words, clock: Clock, ready: Callable[[int], None]
) -> None:
    """Run; on SIGINT or SIGTERM finish what has begun and return."""
    quiet_logs()
    stop = stop_signal()
    house = House(settings, site, words, clock)
    try:
        await house.start()
        ready(house.port)
        await stop.wait()
    finally:
        await house.stop()


def stop_signal() -> asyncio.Event:
    """Set when somebody presses Ctrl-C or the system asks us to go."""
    stop = asyncio.Event()
    for one in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(one, stop.set)
    return stop
