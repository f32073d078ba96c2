"""Does a running bot hear the phone system, by its log and by its port, when it is told to and only then?"""

import asyncio
from pathlib import Path

import aiohttp
import pytest
from pydantic import SecretStr
from sqlalchemy import func, select
from support import cast, databases
from support.clock import HandClock
from support.house import SITE, WORDS, settings

from bot.app import House
from bot.manifest import manifest
from handlers import ROUTES
from playground.server import Playground
from storage.calls import calls

TOKEN = "a token of the phone system"
CALL = '{"call_id": "1", "queue": "q", "arrived_at": "2026-11-20T09:00", "outcome": "abandoned", "wait_s": 7}'


@pytest.mark.parametrize("told", [True, False])
async def test_a_house_hears_the_phone_system_when_it_is_told_to(tmp_path: Path, clock: HandClock, told: bool) -> None:
    url, file = databases.sqlite_url(tmp_path), tmp_path / "queue_log"
    async with Playground(cast.seed(manifest(ROUTES, WORDS))) as slack:
        more = {"queue_log_file": file, "ingest_token": SecretStr(TOKEN)} if told else {}
        house = House(settings(slack, url).model_copy(update=more), SITE, WORDS, clock)
        await house.start()
        try:
            async with aiohttp.ClientSession(headers={"Authorization": f"Bearer {TOKEN}"}) as session:
                for what in ("calls", "states"):
                    answer = await session.post(f"http://127.0.0.1:{house.port}/ingest/{what}", data="")
                    assert answer.status == (200 if told else 404)
                if told:
                    await session.post(f"http://127.0.0.1:{house.port}/ingest/calls", data=CALL)
                    file.write_text("1700000000|9.1|q|NONE|ENTERQUEUE||1|1\n")
                    async with asyncio.timeout(10):
                        while count(house) < 2:
                            await asyncio.sleep(0.05)
        finally:
            await house.stop()


def count(house: House) -> int:
    with house.database.reading() as session:
        return session.execute(select(func.count()).select_from(calls)).scalar_one()
