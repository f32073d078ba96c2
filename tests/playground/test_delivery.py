"""How the app hears from Slack: one of many sockets, signed requests, retries, response URLs."""

import asyncio
import json
import time
from collections.abc import Awaitable, Callable

import aiohttp
import pytest
from aiohttp import web
from playground_world import World, a_world, actions, button, section
from slack_bolt.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck
from slack_bolt.context.respond.async_respond import AsyncRespond
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_sdk.web.async_client import AsyncWebClient

from playground.request_url import RequestUrl
from playground.wire import ApiError


async def test_an_envelope_goes_to_one_of_the_open_connections_and_to_any_of_them(world: World) -> None:
    taken: list[str] = []

    @world.app.command("/break")
    async def grant(ack: AsyncAck, command: dict) -> None:
        taken.append(command["trigger_id"])
        await ack("ok")

    first, second = await world.connect(), await world.connect()
    by: dict[str, int] = {"first": 0, "second": 0}
    for name, handler in (("first", first), ("second", second)):
        handler.client.socket_mode_request_listeners.append(counting(by, name))
    for _ in range(12):
        await world.mei.command("/break")

    assert len(set(taken)) == len(taken) == 12
    assert sum(by.values()) == 12
    assert min(by.values()) > 0


def counting(by: dict[str, int], name: str) -> Callable[..., Awaitable[None]]:
    async def count(*_: object) -> None:
        by[name] += 1

    return count


async def test_a_ticket_opens_one_connection_once(world: World) -> None:
    link = world.slack.url.replace("http", "ws") + f"/link/?ticket={world.slack.sockets.ticket()}"
    async with aiohttp.ClientSession() as session:
        async with session.ws_connect(link) as socket:
            hello = await socket.receive_json()
            assert hello["type"] == "hello"
            assert hello["num_connections"] == 1
        with pytest.raises(aiohttp.WSServerHandshakeError):
            await session.ws_connect(link)


async def test_an_eleventh_connection_is_sent_away(world: World) -> None:
    base = world.slack.url.replace("http", "ws")
    async with aiohttp.ClientSession() as session:
        tickets = [world.slack.sockets.ticket() for _ in range(11)]
        sockets = [await session.ws_connect(f"{base}/link/?ticket={ticket}") for ticket in tickets]
        last = await sockets[-1].receive_json()
        for socket in sockets:
            await socket.close()

    assert (last["type"], last["reason"]) == ("disconnect", "too_many_websockets")


async def test_the_app_comes_back_after_a_refresh(world: World) -> None:
    @world.app.command("/break")
    async def grant(ack: AsyncAck) -> None:
        await ack("ok")

    await world.connect()
    await world.slack.sockets.refresh()
    await world.slack.connected()

    assert (await world.mei.command("/break")).text == "ok"


async def test_an_unanswered_event_is_sent_again_with_its_number_and_reason() -> None:
    async with a_world(patience=0.05, retry_delays=(0.0, 0.01, 0.02)) as world:
        seen: list[tuple[int, str]] = []
        link = world.slack.url.replace("http", "ws") + f"/link/?ticket={world.slack.sockets.ticket()}"
        async with aiohttp.ClientSession() as session, session.ws_connect(link) as socket:
            await socket.receive_json()
            opening = asyncio.create_task(world.mei.open_home())
            for _ in range(4):
                envelope = await socket.receive_json()
                seen.append((envelope["retry_attempt"], envelope["retry_reason"]))
            await opening

        assert seen == [(0, ""), (1, "timeout"), (2, "timeout"), (3, "timeout")]


async def test_a_late_command_is_not_sent_again() -> None:
    async with a_world(patience=0.05, retry_delays=(0.0, 0.0, 0.0)) as world:
        link = world.slack.url.replace("http", "ws") + f"/link/?ticket={world.slack.sockets.ticket()}"
        async with aiohttp.ClientSession() as session, session.ws_connect(link) as socket:
            await socket.receive_json()
            await world.mei.command("/break")
            assert (await socket.receive_json())["payload"]["command"] == "/break"
            with pytest.raises(TimeoutError):
                await socket.receive_json(timeout=0.2)

        assert len(world.slack.traffic.envelopes()) == 1


async def over_http(world: World, app: AsyncApp) -> web.AppRunner:
    runner = web.AppRunner(app.web_app())
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    world.slack.reach_app_at(f"http://127.0.0.1:{runner.addresses[0][1]}/slack/events")
    return runner


async def test_an_app_on_http_gets_signed_commands_presses_and_events(world: World) -> None:
    world.clock.now = time.time()
    app = AsyncApp(client=world.client, signing_secret="playground-signing-secret")
    headers: list[dict] = []

    @app.command("/break")
    async def offer(ack: AsyncAck, command: dict) -> None:
        await ack(text="Press", blocks=[section(command["text"]), actions(button("break.go"))])

    @app.action("break.go")
    async def go(ack: AsyncAck, respond: AsyncRespond) -> None:
        await ack()
        await respond("Gone", replace_original=True)

    @app.event("app_home_opened")
    async def welcome(event: dict, client: AsyncWebClient, request: AsyncBoltRequest) -> None:
        headers.append(request.headers)
        await client.views_publish(user_id=event["user"], view={"type": "home", "blocks": [section("Hi")]})

    runner = await over_http(world, app)
    message = (await world.mei.command("/break", "休息 & tea=1")).ephemeral[0]
    assert message.words == "休息 & tea=1\nGo"
    await world.mei.press(message, "break.go")
    await world.slack.until(lambda: message.words == "Gone")
    home = await world.mei.open_home()
    await runner.cleanup()

    assert home.words == "Hi"
    assert "x-slack-retry-num" not in headers[0]
    assert world.slack.traffic.envelopes("/break")[0].error is None


async def test_a_request_from_ten_minutes_ago_is_refused_by_the_app(world: World) -> None:
    world.clock.now = time.time() - 600
    app = AsyncApp(client=world.client, signing_secret="playground-signing-secret")

    @app.command("/break")
    async def grant(ack: AsyncAck) -> None:
        await ack("ok")

    runner = await over_http(world, app)
    old = await world.mei.command("/break")
    world.clock.now = time.time()
    fresh = await world.mei.command("/break")
    await runner.cleanup()

    assert (old.error, fresh.error, fresh.text) == ("http_client_error", None, "ok")


async def test_a_failed_request_is_retried_with_headers_and_nobody_there_is_a_failed_dispatch() -> None:
    seen: list[tuple[str | None, str | None]] = []

    async def refuse(request: web.Request) -> web.Response:
        seen.append((request.headers.get("X-Slack-Retry-Num"), request.headers.get("X-Slack-Retry-Reason")))
        body = json.loads(await request.text())
        return web.Response(status=200 if len(seen) >= 3 else 500, text=body["type"])

    async with a_world(retry_delays=(0.0, 0.0, 0.0)) as world:
        web_app = web.Application()
        web_app.router.add_post("/slack/events", refuse)
        runner = web.AppRunner(web_app)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        world.slack.reach_app_at(f"http://127.0.0.1:{runner.addresses[0][1]}/slack/events")
        await world.mei.say(None, "hello")
        await world.slack.until(lambda: len(seen) == 3)
        await world.mei.say(None, "again")
        await runner.cleanup()
        answer = await world.mei.command("/break")

    assert seen == [(None, None), ("1", "http_error"), ("2", "http_error"), (None, None)]
    assert answer.error == "dispatch_failed"


async def test_a_request_url_proves_itself_with_the_challenge(world: World) -> None:
    world.clock.now = time.time()
    app = AsyncApp(client=world.client, signing_secret="playground-signing-secret")
    runner = await over_http(world, app)
    carrier = world.slack.way_out.carrier
    assert isinstance(carrier, RequestUrl)

    assert await carrier.verify("playground-verification-token")
    await runner.cleanup()
    await carrier.close()


async def test_a_response_url_is_good_five_times(world: World) -> None:
    url = world.slack.url + world.slack.workspace.passes.response_url("commands", "U0MEI", "C0FLOOR").path
    async with aiohttp.ClientSession() as session:
        for number in range(5):
            assert (await session.post(url, json={"text": str(number)})).status == 200
        last = await session.post(url, json={"text": "6"})

        assert last.status == 404
        assert (await last.json())["error"] == "used_url"
    assert [m.text for m in world.mei.sees("#floor")] == ["0", "1", "2", "3", "4"]
    assert world.person("arun").sees("#floor") == []


async def test_a_response_url_is_good_for_half_an_hour(world: World) -> None:
    url = world.slack.url + world.slack.workspace.passes.response_url("commands", "U0MEI", "C0FLOOR").path
    async with aiohttp.ClientSession() as session:
        world.clock.now += 29 * 60
        assert (await session.post(url, json={"text": "x"})).status == 200
        world.clock.now += 2 * 60
        assert (await (await session.post(url, json={"text": "x"})).json())["error"] == "expired_url"


async def test_on_a_faster_clock_what_slack_lends_lasts_as_long_as_ever(world: World) -> None:
    world.slack.pace = 60.0
    passes = world.slack.workspace.passes
    triggers = [passes.trigger("U0MEI").id for _ in range(2)]
    url = passes.response_url("commands", "U0MEI", "C0FLOOR").id
    world.clock.now += 179
    assert passes.exchange(triggers[0]).user == "U0MEI"
    world.clock.now += 2
    with pytest.raises(ApiError, match="expired_trigger_id"):
        passes.exchange(triggers[1])
    world.clock.now += 29 * 60 * 60
    assert passes.use_url(url).user == "U0MEI"
    world.clock.now += 60 * 60
    with pytest.raises(ApiError, match="expired_url"):
        passes.use_url(url)


async def test_a_response_url_replaces_and_deletes_the_message_but_not_the_command(world: World) -> None:
    await world.client.chat_postMessage(channel="C0FLOOR", text="old")
    message = world.mei.sees("#floor")[0]
    passes = world.slack.workspace.passes
    pressed = world.slack.url + passes.response_url("actions", "U0MEI", "C0FLOOR", message).path
    typed = world.slack.url + passes.response_url("commands", "U0MEI", "C0FLOOR").path
    async with aiohttp.ClientSession() as session:
        await session.post(typed, json={"text": "beside", "replace_original": True})
        await session.post(pressed, json={"text": "for all", "response_type": "in_channel"})
        await session.post(pressed, json={"text": "new", "replace_original": True})
        assert [m.text for m in world.mei.sees("#floor")] == ["new", "beside", "for all"]
        refused = await session.post(pressed, json={"blocks": [{"type": "nonsense"}]})
        assert refused.status == 400
        assert (await refused.json())["error"] == "invalid_blocks"
        await session.post(pressed, json={"delete_original": True})

    assert [m.text for m in world.person("arun").sees("#floor")] == ["for all"]


async def test_an_app_that_wants_no_retry_gets_none() -> None:
    seen: list[str | None] = []

    async def refuse(request: web.Request) -> web.Response:
        seen.append(request.headers.get("X-Slack-Retry-Num"))
        enough = {"X-Slack-No-Retry": "1"} if len(seen) > 1 else {}
        return web.Response(status=500 if len(seen) <= 3 else 200, headers=enough)

    async with a_world(retry_delays=(0.0, 0.0, 0.0)) as world:
        web_app = web.Application()
        web_app.router.add_post("/slack/events", refuse)
        runner = web.AppRunner(web_app)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        world.slack.reach_app_at(f"http://127.0.0.1:{runner.addresses[0][1]}/slack/events")
        await world.mei.say(None, "hello")
        await world.slack.until(lambda: len(world.slack.traffic.envelopes("message")) == 2)
        for words in ("once more", "and then", "a retry", "would have", "come by now"):
            await world.mei.say(None, words)
        await runner.cleanup()

    assert seen == [None, "1", *[None] * 5]
