"""The four servers that are compared, each in one process of its own."""

import asyncio
import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from aiohttp import web
from pydantic import SecretStr
from slack_bolt.adapter.aiohttp import to_aiohttp_response, to_bolt_request
from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_bolt.authorization import AuthorizeResult
from sqlalchemy import insert

from bot import running
from bot.clock import Clock
from bot.settings import Settings
from measuring.child import peak_rss_mb, say
from measuring.presses import SECRET, TOKEN
from rules import handbook
from rules.handbook import Site
from storage.database import Database, open_database
from storage.inbox import inbox
from views.words import Words

KINDS = ("bare", "one_insert", "shiftlead", "sync_bolt")
idle_s = 0.0  # what starting up cost
ANSWER = "Go ahead. Be back in 15 minutes."
Body = Mapping[str, str]


def site() -> Site:
    numbers = handbook.read(handbook.DEFAULT_FILE.read_text(encoding="utf-8"))
    return Site(numbers, ZoneInfo("Asia/Shanghai"), "zh-CN")


def settings(url: str, web_api: str) -> Settings:
    return Settings(
        slack_bot_token=SecretStr(TOKEN),
        slack_signing_secret=SecretStr(SECRET),
        slack_mode="http",
        slack_api_url=f"http://127.0.0.1:{web_api}/api/",
        http_host="127.0.0.1",
        http_port=0,
        database_url=url,
        handbook_file=None,
    )


async def authorize() -> AuthorizeResult:
    return AuthorizeResult(enterprise_id=None, team_id="T0", bot_token=TOKEN, bot_id="B0", bot_user_id="U0SHIFTLEAD")


def ready(port: int) -> None:
    global idle_s
    idle_s = time.process_time()
    say(port=port)


async def shiftlead(url: str, web_api: str) -> None:
    """The real bot: the house with its speaker and its jobs."""
    await running.until_stopped(settings(url, web_api), site(), Words(), Clock(), ready)


async def bare(url: str, web_api: str) -> None:
    """Bolt's own speed: nothing but an ack."""

    async def command(ack: AsyncAck, body: Body) -> None:
        await ack(ANSWER)

    await _listen(command)


async def one_insert(url: str, web_api: str) -> None:
    """Our shape with the least one can do in a database: a worker thread, one transaction, one row."""
    database = open_database(url)
    pool = ThreadPoolExecutor(database.workers)

    async def command(ack: AsyncAck, body: Body) -> None:
        await asyncio.get_running_loop().run_in_executor(pool, _insert, database, body["trigger_id"])
        await ack(ANSWER)

    await _listen(command)
    database.close()


_one_row = insert(inbox)


def _insert(database: Database, key: str) -> None:
    with database.changing() as session:
        session.execute(_one_row, {"key": key, "answer": ANSWER, "at": datetime.now(UTC)})


async def _listen(command: Callable) -> None:
    bolt = AsyncApp(signing_secret=SECRET, authorize=authorize)
    bolt.command("/break")(command)

    async def receive(request: web.Request) -> web.StreamResponse:
        return await to_aiohttp_response(await bolt.async_dispatch(await to_bolt_request(request)))

    application = web.Application()
    application.router.add_post("/slack/events", receive)
    runner = web.AppRunner(application, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    ready(runner.addresses[0][1])
    await running.stop_signal().wait()
    await runner.cleanup()


def _end_with_input() -> None:
    """Whoever started us closes our input when it is done, and also when it dies."""
    sys.stdin.read()
    os.kill(os.getpid(), signal.SIGTERM)


def main(kind: str, url: str, web_api: str) -> None:
    threading.Thread(target=_end_with_input, daemon=True).start()
    if kind == "sync_bolt":
        from measuring import threaded

        threaded.serve(url, site(), ready)
    else:
        servers = {"bare": bare, "one_insert": one_insert, "shiftlead": shiftlead}
        asyncio.run(servers[kind](url, web_api))
    say(rss_mb=peak_rss_mb(), cpu_s=time.process_time() - idle_s, pandas="pandas" in sys.modules)


if __name__ == "__main__":
    main(*sys.argv[1:])
