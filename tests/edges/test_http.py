"""Slack comes to us by HTTP: who is let in, and what do the doctors hear?"""

import asyncio
import json
import time
from collections.abc import AsyncIterator
from pathlib import Path
from urllib.parse import urlencode

import aiohttp
import pytest
from support import databases
from support.cast import ARUN, LIN, MEI, OLGA
from support.clock import HandClock
from support.hearing import seen
from support.house import Scene, scene

from playground.request_url import RequestUrl

COMMAND = {
    "command": "/break",
    "text": "",
    "user_id": "U0ARUN",
    "channel_id": "C0A1",
    "team_id": "T0PLAYGROUND",
    "trigger_id": "1.2",
    "response_url": "http://127.0.0.1:1/",
}


@pytest.fixture
async def http_house(tmp_path: Path, clock: HandClock) -> AsyncIterator[Scene]:
    url = databases.sqlite_url(tmp_path)
    databases.upgraded(url).close()
    async with scene(url, clock, mode="http") as opened:
        yield opened


async def test_only_what_slack_signed_just_now_is_heard(http_house: Scene) -> None:
    right, now = http_house.slack.seed.app.signing_secret, time.time()
    body = urlencode(COMMAND)
    signed = sign(right, body, now)
    told = [
        await post(http_house, body, {}),
        await post(http_house, body, sign("some other secret", body, now)),
        await post(http_house, body + "&text=99", signed),
        await post(http_house, body, sign(right, body, now - 301)),
        await post(http_house, body, {**signed, "X-Slack-Request-Timestamp": "soon"}),
        await post(http_house, body, {**signed, "X-Slack-Signature": ""}),
    ]
    assert all(status >= 400 for status, _ in told), told
    assert [status for status, _ in told[:4]] == [401] * 4

    status, answer = await post(http_house, body, signed)
    assert status == 200
    assert "The token is yours" in json.loads(answer)["text"]


async def test_slacks_first_question_to_a_new_url_is_answered(http_house: Scene) -> None:
    carrier = http_house.slack.way_out.carrier
    assert isinstance(carrier, RequestUrl)
    assert await carrier.verify("token")


async def test_nonsense_that_is_signed_does_no_harm(http_house: Scene) -> None:
    secret = http_house.slack.seed.app.signing_secret
    for body in ("", "payload=%7B%7D", "payload=not json", urlencode({"command": "/nobody"})):
        status, _ = await post(http_house, body, sign(secret, body, time.time()))
        assert status < 600
    assert "The token is yours" in (await http_house.person(ARUN).command("/break")).text


async def test_the_doctors_hear_that_all_is_well(http_house: Scene) -> None:
    await seen(http_house, LIN, "C0A1", "小休牌空着")
    await seen(http_house, OLGA, "C0B1", "The token is free")
    assert await get(http_house, "/healthz") == (200, "ok\n")
    assert await get(http_house, "/readyz") == (200, "ready\n")
    status, metrics = await get(http_house, "/metrics")
    assert status == 200
    for name in ("outbox_pending", "outbox_failed", "outbox_oldest_seconds", "job_last_ran_seconds"):
        assert f"shiftlead_{name}" in metrics
    assert "xoxb" not in metrics


async def test_without_its_database_it_is_alive_and_not_ready(http_house: Scene, tmp_path: Path) -> None:
    http_house.house.database.readers.dispose()
    for file in tmp_path.glob("test.db*"):
        file.rename(file.with_name(f"gone-{file.name}"))
    assert (await get(http_house, "/healthz"))[0] == 200
    status, reasons = await get(http_house, "/readyz")
    assert (status, reasons) == (503, "the database does not answer\n")
    for file in tmp_path.glob("gone-*"):
        file.rename(file.with_name(file.name.removeprefix("gone-")))


async def test_a_sweep_that_has_stopped_makes_it_not_ready(http_house: Scene) -> None:
    http_house.house.runner._ticker.pause()
    http_house.clock.forward(seconds=120)
    status, reasons = await get(http_house, "/readyz")
    assert status == 503
    assert "job breaks.sweep has not run for" in reasons


async def test_many_at_once_are_all_answered_in_time(http_house: Scene) -> None:
    answers = await asyncio.gather(
        *(http_house.person(one).command("/break", "status") for one in (MEI, ARUN, LIN) for _ in range(10))
    )
    assert [answer.error for answer in answers] == [None] * 30
    assert max(answer.acked_in for answer in answers) < 3


def sign(secret: str, body: str, at: float) -> dict[str, str]:
    return RequestUrl("", secret, time.time).signed(body, at)


async def post(scene: Scene, body: str, headers: dict[str, str]) -> tuple[int, str]:
    headers = {"Content-Type": "application/x-www-form-urlencoded", **headers}
    async with aiohttp.ClientSession() as http, http.post(address(scene), data=body, headers=headers) as answer:
        return answer.status, await answer.text()


async def get(scene: Scene, path: str) -> tuple[int, str]:
    url = f"http://127.0.0.1:{scene.house.port}{path}"
    async with aiohttp.ClientSession() as http, http.get(url) as answer:
        return answer.status, await answer.text()


def address(scene: Scene) -> str:
    return f"http://127.0.0.1:{scene.house.port}/slack/events"
