"""May a phone system tell us of calls by HTTP, and who may not?"""

import asyncio
import json
from collections.abc import AsyncIterator
from pathlib import Path

import aiohttp
import pytest
from aiohttp import web
from sqlalchemy import select
from support import databases
from support.clock import HandClock
from support.house import SITE, WORDS
from support.queue_logs import HASH

from bot.ingest import AT_ONCE, LARGEST, Ingest
from storage.calls import agent_states, calls, feed_imports
from storage.database import Database

TOKEN = "a token of the phone system"
CALL = {"call_id": "1", "queue": "q", "arrived_at": "2026-11-20T09:00:00+08:00", "outcome": "abandoned", "wait_s": 7}
STATE = {"agent": "1001", "state": "ready", "from_at": "2026-11-20T09:00", "to_at": None}


class Caller:
    """A phone system that calls out."""

    def __init__(self, session: aiohttp.ClientSession, url: str, database: Database) -> None:
        self._session = session
        self.url = url
        self.database = database

    async def post(self, what: str, *rows: object, token: str = TOKEN, **headers: str) -> tuple[int, dict, dict]:
        body = "".join(f"{one if isinstance(one, str) else json.dumps(one)}\n" for one in rows)
        headers = {"Authorization": f"Bearer {token}", **{name.replace("_", "-"): one for name, one in headers.items()}}
        async with self._session.post(f"{self.url}/ingest/{what}", data=body, headers=headers) as answer:
            return answer.status, await answer.json(), dict(answer.headers)

    def count(self, table: object = calls) -> int:
        with self.database.reading() as session:
            return len(session.execute(select(table)).all())  # pyright: ignore[reportArgumentType]


@pytest.fixture
async def caller(tmp_path: Path, clock: HandClock) -> AsyncIterator[Caller]:
    database = databases.upgraded(databases.sqlite_url(tmp_path))
    application = web.Application()
    application.add_routes(Ingest(database, SITE, WORDS, clock, HASH, TOKEN).routes())
    runner = web.AppRunner(application)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    async with aiohttp.ClientSession() as session:
        yield Caller(session, f"http://127.0.0.1:{runner.addresses[0][1]}", database)
    await runner.cleanup()
    database.close()


async def test_calls_and_states_come_in_once_however_often_they_are_sent(caller: Caller) -> None:
    assert (await caller.post("calls", CALL, {**CALL, "call_id": "2"}))[:2] == (
        200,
        {"new": 2, "changed": 0, "same": 0},
    )
    assert (await caller.post("calls", CALL))[1] == {"new": 0, "changed": 0, "same": 1}
    assert (await caller.post("states", STATE))[1] == {"new": 1, "changed": 0, "same": 0}
    assert (await caller.post("states", {**STATE, "to_at": "2026-11-20T10:00"}))[1]["changed"] == 1
    assert (caller.count(), caller.count(agent_states), caller.count(feed_imports)) == (2, 1, 2)


async def test_a_key_of_ones_own_tells_rows_apart(caller: Caller) -> None:
    await caller.post("calls", {**CALL, "key": "a"}, {**CALL, "key": "b"})
    assert caller.count() == 2
    assert (await caller.post("calls", {**CALL, "key": "a", "wait_s": 9}))[1]["changed"] == 1


@pytest.mark.parametrize("token", ["", "another token", TOKEN + "x", TOKEN[:-1], "\xfc\xff"])
async def test_strangers_are_turned_away(caller: Caller, token: str) -> None:
    assert (await caller.post("calls", CALL, token=token))[0] == 401
    assert caller.count() == 0


async def test_one_bad_line_keeps_all_out_and_every_one_is_named(caller: Caller) -> None:
    bad = [{**CALL, "arrived_at": "soon"}, "{", "[1]", {**CALL, "queue": {"a": 1}}, {**CALL, "queue": "\0"}, '"\ud800"']
    rows = [CALL, *bad[:-1], json.dumps({**CALL, "queue": "\ud800"})]
    status, answer, _ = await caller.post("calls", *rows)
    assert (status, [one["line"] for one in answer["errors"]]) == (422, [2, 3, 4, 5, 6, 7])
    assert "写的是" in answer["errors"][0]["problem"]
    _, answer, _ = await caller.post("calls", *rows, Accept_Language="en-GB,en")
    assert "write a time" in answer["errors"][0]["problem"]
    assert caller.count() == 0


async def test_too_much_at_once_is_refused(caller: Caller) -> None:
    assert (await caller.post("calls", "x" * (LARGEST + 1)))[0] == 413
    assert (await caller.post("calls", CALL))[0] == 200


async def test_while_enough_is_under_way_others_are_asked_to_come_again(caller: Caller) -> None:
    body = json.dumps(CALL).encode()
    headers = ("Host: x", f"Authorization: Bearer {TOKEN}", f"Content-Length: {len(body)}", "", "")
    head = "\r\n".join(("POST /ingest/calls HTTP/1.1", *headers))
    port = int(caller.url.rpartition(":")[2])
    under_way = [await asyncio.open_connection("127.0.0.1", port) for _ in range(AT_ONCE)]
    for _, writer in under_way:
        writer.write(head.encode() + body[:5])
    async with asyncio.timeout(10):
        while (answered := await caller.post("calls", CALL))[0] != 429:
            await asyncio.sleep(0.01)
    assert answered[2]["Retry-After"] == "1"
    for reader, writer in under_way:
        writer.write(body[5:])
        assert b" 200 " in await reader.readline()
        writer.close()
    assert (await caller.post("calls", CALL))[0] == 200
    assert caller.count() == 1
