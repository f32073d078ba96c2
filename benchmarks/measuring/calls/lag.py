"""How long after an event is written is it in the database? With the follower that `shiftlead run` has."""

import asyncio
import time
from pathlib import Path

from sqlalchemy import func, select

from bot.clock import Clock
from bot.following import Follower
from feeds.callers import hasher
from storage import schema
from storage.calls import calls
from storage.database import Database, open_database

LOOK_S = 0.01
PATIENCE_S = 30


def measure(folder: Path, events: int) -> list[float]:
    """Seconds of lag for each of so many events, one after the other."""
    return asyncio.run(_measure(folder, events))


async def _measure(folder: Path, events: int) -> list[float]:
    database = open_database(f"sqlite:///{folder}/lag.db")
    schema.upgrade(database)
    file, stop = folder / "followed", asyncio.Event()
    file.touch()
    running = asyncio.create_task(Follower(database, file, hasher("a key"), Clock().now).run(stop))
    lags = [await _lag(database, file, number) for number in range(1, events + 1)]
    stop.set()
    await running
    database.close()
    return lags


async def _lag(database: Database, file: Path, number: int) -> float:
    at = int(time.time())
    with file.open("a") as stream:
        stream.write(f"{at}|{at}.{number}|support|NONE|ENTERQUEUE||1555{number:07d}|1\n")
    began = time.perf_counter()
    async with asyncio.timeout(PATIENCE_S):
        while await asyncio.to_thread(_count, database) < number:
            await asyncio.sleep(LOOK_S)
    return time.perf_counter() - began


def _count(database: Database) -> int:
    with database.reading() as session:
        return session.execute(select(func.count()).select_from(calls)).scalar_one()
