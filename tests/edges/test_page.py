"""`shiftlead demo`, as a newcomer starts and stops it."""

import asyncio
import os
import re
import signal
import socket
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager

import aiohttp
import pytest

START = (sys.executable, "-c", "from bot.start import main; main()", "demo", "--no-open")
PATIENCE_S = 30


@asynccontextmanager
async def demo(language: str = "en_US.UTF-8", port: int = 0, speed: str = "1") -> AsyncIterator[Process]:
    """The command in a process of its own, with nothing of this environment that could matter."""
    surroundings = {key: value for key, value in os.environ.items() if key not in ("LC_ALL", "LANG")}
    options = ("--port", str(port), "--speed", speed)
    started = await asyncio.create_subprocess_exec(
        *START, *options, env={**surroundings, "LANG": language}, stdout=PIPE, stderr=PIPE
    )
    try:
        yield started
    finally:
        if started.returncode is None:
            started.kill()
            await started.wait()


async def address(started: Process) -> str:
    """Where the page is, once the demo says that it is ready."""
    assert started.stdout is not None
    line = await asyncio.wait_for(started.stdout.readline(), PATIENCE_S)
    found = re.search(r"http://127\.0\.0\.1:\d+/\?as=\S+", line.decode())
    assert found, line
    return found[0]


async def stopped(started: Process, how: signal.Signals) -> tuple[int | None, str]:
    started.send_signal(how)
    out, err = await asyncio.wait_for(started.communicate(), PATIENCE_S)
    return started.returncode, (out + err).decode()


@asynccontextmanager
async def nobody_looks(_: str) -> AsyncIterator[None]:
    yield


@asynccontextmanager
async def a_page_is_open(url: str) -> AsyncIterator[None]:
    """As a browser would: it holds the feed of changes for as long as it is there."""
    async with aiohttp.ClientSession(url.split("?")[0]) as http, http.get("/_/feed") as feed:
        assert await feed.content.readline() == b"retry: 500\n"
        yield


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.parametrize("meanwhile", [nobody_looks, a_page_is_open])
async def test_the_demo_stops_cleanly(
    how: signal.Signals, meanwhile: Callable[[str], AbstractAsyncContextManager[None]]
) -> None:
    async with demo() as started, meanwhile(await address(started)):
        assert await stopped(started, how) == (0, "")


@pytest.mark.parametrize("after_s", [0.2, 0.4, 0.8, 1.2, 1.6, 2.0])
async def test_ctrl_c_at_any_moment_of_the_start_ends_it_without_a_traceback(after_s: float) -> None:
    async with demo() as started:
        await asyncio.sleep(after_s)
        status, said = await stopped(started, signal.SIGINT)
    assert status in (0, -signal.SIGINT), said
    assert "Traceback" not in said
    assert len(said.splitlines()) <= 1


async def test_a_fast_day_stops_cleanly_too() -> None:
    async with demo(speed="120") as started, a_page_is_open(await address(started)):
        await asyncio.sleep(2)
        assert await stopped(started, signal.SIGINT) == (0, "")


@pytest.mark.parametrize("speed", ["0.5", "121", "-3", "nan"])
@pytest.mark.parametrize(("language", "said"), [("zh_CN.UTF-8", "--speed 要写 1 到 120"), ("C", "from 1 to 120")])
async def test_another_speed_is_refused_in_one_sentence(speed: str, language: str, said: str) -> None:
    async with demo(language, speed=speed) as started:
        out, err = await asyncio.wait_for(started.communicate(), PATIENCE_S)
    assert (started.returncode, out) == (2, b"")
    assert err.decode().count("\n") == 1
    assert said in err.decode()
    assert speed in err.decode()


@pytest.mark.parametrize(
    ("language", "leader", "agents"),
    [("zh_CN.UTF-8", "林静", "U0MEI,U0JIE"), ("C", "Lin", "U0ARUN,U0TOM")],
)
async def test_the_demo_opens_where_the_action_is(language: str, leader: str, agents: str) -> None:
    async with demo(language) as started:
        url = await address(started)
        async with aiohttp.ClientSession(url.split("?")[0]) as http:
            async with http.get("/") as page:
                assert "app.js" in await page.text()
            async with http.get("/_/workspace") as answer:
                people = {user["id"]: user for user in (await answer.json())["users"] if not user["is_bot"]}
        assert url.endswith(f"?as={agents},U0LIN,U0ZHAO:home")
        assert people["U0LIN"]["real_name"] == leader
        assert len(people) == 4 * 8 + 4
        assert all("`/break`" in people[one]["hint"] for one in ("U0MEI", "U0ARUN", "U0JIE", "U0TOM"))
        assert all(one["hint"] for one in people.values())
        assert await stopped(started, signal.SIGINT) == (0, "")


async def test_a_taken_port_is_told_in_one_sentence() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        async with demo(port=port) as started:
            out, err = await asyncio.wait_for(started.communicate(), PATIENCE_S)
    assert (started.returncode, out) == (2, b"")
    assert err.decode().count("\n") == 1
    assert f"Port {port} on 127.0.0.1 is taken" in err.decode()
