"""An app on HTTP takes what Slack signed, and nothing else."""

import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import aiohttp
import pytest
from aiohttp import web
from aiohttp.typedefs import Handler
from playground_world import World
from slack_bolt.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck

from playground.request_url import FORM_TYPE, RequestUrl

SECRET = "playground-signing-secret"
WINDOW_SECONDS = 5 * 60


@dataclass
class Door:
    """The app's request URL, everything that came in by it, and how often the app did something."""

    url: str = ""
    came: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    granted: int = 0

    async def send(self, body: str, headers: dict[str, str]) -> int:
        async with aiohttp.ClientSession() as http, http.post(self.url, data=body.encode(), headers=headers) as answer:
            return answer.status


@asynccontextmanager
async def a_door(world: World) -> AsyncIterator[Door]:
    door, app = Door(), AsyncApp(client=world.client, signing_secret=SECRET)

    @app.command("/break")
    async def grant(ack: AsyncAck) -> None:
        door.granted += 1
        await ack("ok")

    @web.middleware
    async def remember(request: web.Request, handler: Handler) -> web.StreamResponse:
        door.came.append((await request.text(), dict(request.headers)))
        return await handler(request)

    web_app = app.web_app()
    web_app.middlewares.append(remember)
    runner = web.AppRunner(web_app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    door.url = f"http://127.0.0.1:{runner.addresses[0][1]}/slack/events"
    yield door
    await runner.cleanup()


def signer(door: Door, secret: str = SECRET) -> RequestUrl:
    return RequestUrl(door.url, secret, time.time)


async def test_what_slack_sent_is_taken_and_a_copy_of_it_is_refused_once_it_is_old(world: World) -> None:
    async with a_door(world) as door:
        world.slack.reach_app_at(door.url)
        world.clock.now = time.time() - WINDOW_SECONDS + 20
        fresh = await world.mei.command("/break", "10")
        world.clock.now = time.time() - WINDOW_SECONDS - 20
        old = await world.mei.command("/break", "10")
        replayed = await door.send(*door.came[1])

    assert fresh.error is None
    assert (old.error, replayed) == ("http_client_error", 401)
    assert door.granted == 1


@pytest.mark.parametrize("what", ["body", "time", "signature", "secret", "unsigned"])
async def test_what_was_tampered_with_on_the_way_is_refused(world: World, what: str) -> None:
    body, other = "command=%2Fbreak&text=10&user_id=U0MEI", "command=%2Fbreak&text=60&user_id=U0ARUN"
    async with a_door(world) as door:
        slack = signer(door)
        headers = slack.signed(body) | {"Content-Type": FORM_TYPE}
        genuine = await door.send(body, headers)
        later = {"X-Slack-Request-Timestamp": str(int(time.time()) + 30)}
        forged = {
            "body": (other, headers),
            "time": (body, headers | later),
            "signature": (body, headers | {"X-Slack-Signature": slack.signed(other)["X-Slack-Signature"]}),
            "secret": (body, headers | signer(door, "somebody-else").signed(body)),
            "unsigned": (body, {"Content-Type": FORM_TYPE}),
        }
        refused = await door.send(*forged[what])

    assert (genuine, refused, door.granted) == (200, 401, 1)
