"""A bad day by plan: what strikes the app's calls, what strikes envelopes, and the plan over HTTP."""

import time
from collections import Counter

import aiohttp
import pytest
from playground_world import World, a_world
from slack_bolt.async_app import AsyncAck
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from playground.faults import CALLS, Faults, Kind
from playground.models import Message


@pytest.fixture
def client(world: World) -> AsyncWebClient:
    """Without the retries that slack_sdk makes by itself."""
    return AsyncWebClient("xoxb-playground", world.slack.api_url, timeout=2, retry_handlers=[])


def heard(world: World) -> list[str]:
    return [m.text for m in world.mei.sees("C0FLOOR") if not m.ephemeral_to]


async def post(client: AsyncWebClient, text: str, channel: str = "C0FLOOR") -> None:
    await client.chat_postMessage(channel=channel, text=text)


async def test_too_many_calls_are_told_how_long_to_wait(world: World, client: AsyncWebClient) -> None:
    world.slack.faults.plan("ratelimited", "chat.postMessage", times=1, seconds=30)
    with pytest.raises(SlackApiError) as refused:
        await post(client, "one")
    assert (refused.value.response.status_code, refused.value.response.headers["Retry-After"]) == (429, "30")
    await post(client, "two")
    assert heard(world) == ["two"]


@pytest.mark.parametrize(("kind", "status"), [("broken", 500), ("unavailable", 503)])
async def test_slacks_own_troubles_are_no_json(world: World, kind: str, status: int) -> None:
    world.slack.faults.plan(kind, times=1)  # type: ignore[arg-type]
    async with aiohttp.ClientSession() as http, http.post(f"{world.slack.api_url}chat.postMessage") as answer:
        assert (answer.status, answer.content_type) == (status, "text/html")


async def test_a_slow_answer_comes_in_the_end(world: World, client: AsyncWebClient) -> None:
    world.slack.faults.plan("slow", "chat.*", seconds=0.2)
    began = time.monotonic()
    await post(client, "late but here")
    assert time.monotonic() - began >= 0.2
    assert heard(world) == ["late but here"]


@pytest.mark.parametrize(("kind", "arrived"), [("cut_before", []), ("cut_after", ["once"])])
async def test_a_cut_line_tells_the_app_nothing(
    world: World, client: AsyncWebClient, kind: str, arrived: list[str]
) -> None:
    world.slack.faults.plan(kind, "chat.postMessage", times=1)  # type: ignore[arg-type]
    with pytest.raises(aiohttp.ClientError):
        await post(client, "once")
    assert heard(world) == arrived


async def test_a_fault_may_concern_one_channel(world: World, client: AsyncWebClient) -> None:
    fault = world.slack.faults.plan("unavailable", "chat.postMessage", channel="C0QUIET")
    await post(client, "here")
    with pytest.raises(SlackApiError):
        await post(client, "there", "C0QUIET")
    assert (heard(world), fault.struck) == (["here"], 1)


async def test_a_response_url_can_be_cut_too(world: World) -> None:
    @world.app.command("/break")
    async def grant(ack: AsyncAck) -> None:
        await ack()

    await world.connect()
    await world.mei.command("/break")
    url = world.slack.traffic.envelopes("/break")[0].sent["response_url"]
    world.slack.faults.plan("cut_after", "response_url", times=1)
    async with aiohttp.ClientSession() as http:
        with pytest.raises(aiohttp.ClientError):
            await http.post(url, json={"text": "arrived"})
    assert [m.text for m in world.mei.dm()] == ["arrived"]


async def test_the_traffic_tells_what_was_struck_and_whose_it_was(world: World, client: AsyncWebClient) -> None:
    world.slack.faults.plan("broken", "chat.postMessage", times=1)
    with pytest.raises(SlackApiError):
        await post(client, "one")
    world.slack.faults.plan("unavailable", "response_url", times=1)
    url = world.slack.payloads.address(world.slack.workspace.passes.response_url("commands", "U0MEI", "C0FLOOR"))
    async with aiohttp.ClientSession(world.slack.url) as http:
        await http.post(url, json={"text": "two"})
        shown = (await (await http.get("/_/traffic")).json())["records"]
    call, answer = world.slack.traffic
    assert (call.kind, call.name, call.error) == ("api", "chat.postMessage", "http_500")
    assert (call.sent["channel"], call.sent["text"]) == ("C0FLOOR", "one")
    assert (answer.kind, answer.sent, answer.error) == ("response_url", {"text": "two"}, "http_503")
    assert url.endswith(answer.name)
    assert shown[0]["where"] == "C0FLOOR"
    assert len(shown[1]["passes"]) == 1


async def test_a_token_in_a_struck_form_is_no_argument(world: World) -> None:
    world.slack.faults.plan("broken", "chat.postMessage", times=1)
    form = {"token": "xoxb-playground", "channel": "C0FLOOR", "text": "one"}
    async with aiohttp.ClientSession() as http:
        await http.post(f"{world.slack.api_url}chat.postMessage", data=form)
    assert next(iter(world.slack.traffic)).sent == {"channel": "C0FLOOR", "text": "one"}


async def test_one_call_in_ten_fails_and_the_same_ones_with_the_same_seed() -> None:
    def struck(seed: int) -> list[bool]:
        faults = Faults(seed)
        faults.plan("broken", "chat.*", rate=0.1)
        return [faults.strikes(CALLS, ("chat.postMessage",)) is not None for _ in range(1000)]

    assert struck(7) == struck(7) != struck(8)
    assert 60 < sum(struck(7)) < 140


SENSELESS = [
    {"kind": "meteor"},
    {"kind": ["slow"]},
    {"kind": "slow", "rate": 2},
    {"kind": "slow", "rate": "often"},
    {"kind": "slow", "rate": None},
    {"kind": "slow", "seconds": -1},
    {"kind": "slow", "seconds": "1"},
    {"kind": "slow", "seconds": float("nan")},
    {"kind": "slow", "times": 1.5},
    {"kind": "slow", "times": True},
    {"kind": "slow", "times": -1},
    {"kind": "slow", "of": 5},
    {"kind": "slow", "channel": ["C0FLOOR"]},
    {"kind": "slow", "struck": 1},
    {"kind": "slow", "skew_s": "nan"},
    {"colour": "red"},
]
NEVER_STRIKING = [
    {"kind": "ratelimited", "of": "/break"},
    {"kind": "broken", "of": "slash_commands"},
    {"kind": "unavailable", "of": "interactive"},
    {"kind": "slow", "of": "block_actions"},
    {"kind": "slow", "of": "view_*"},
    {"kind": "slow", "of": "app_home_opened"},
    {"kind": "half_open", "of": "chat.postMessage"},
    {"kind": "duplicate", "of": "chat.*"},
    {"kind": "late", "of": "response_url"},
    {"kind": "late", "of": "upload"},
]


@pytest.mark.parametrize("wrong", SENSELESS + NEVER_STRIKING, ids=str)
async def test_a_plan_that_makes_no_sense_is_refused(world: World, wrong: dict) -> None:
    url = f"{world.slack.url}/_/faults"
    async with aiohttp.ClientSession() as http, http.post(url, json=wrong) as answer:
        told = await answer.json()
    assert (answer.status, told["error"], world.slack.faults.planned) == (400, "bad_fault", [])


@pytest.mark.parametrize(
    ("kind", "of"),
    [
        ("slow", "*"),
        ("slow", "c*"),
        ("broken", "upload"),
        ("ratelimited", "views.[op]*"),
        ("slow", "chat.sing"),
        ("late", "*"),
        ("late", "/b*"),
        ("duplicate", "message*"),
        ("half_open", "view_submission"),
        ("cut_after", "response_url"),
        ("cut_before", "block_actions"),
    ],
)
def test_a_plan_that_may_strike_is_taken(kind: Kind, of: str) -> None:
    assert Faults().plan(kind, of).of == of


async def test_scripts_plan_over_http_and_see_what_was_struck(world: World, client: AsyncWebClient) -> None:
    async with aiohttp.ClientSession(f"{world.slack.url}/_/") as http:
        fault = {"kind": "ratelimited", "of": "chat.*", "times": 1, "skew_s": 90}
        assert (await http.post("faults", json=fault)).status == 200
        with pytest.raises(SlackApiError):
            await post(client, "one")
        told = await (await http.get("faults")).json()
        assert (told["skew_s"], told["faults"][0]["struck"], told["seed"]) == (90, 1, 0)
        await http.delete("faults")
        assert (await (await http.get("faults")).json())["faults"] == []
        assert (await http.post("sockets", json={"do": "dance"})).status == 400


async def test_slacks_clock_may_be_ahead(world: World, client: AsyncWebClient) -> None:
    world.slack.faults.skew_s = 120
    await post(client, "from the future")
    message: Message = world.mei.sees("C0FLOOR")[0]
    assert float(message.ts) == pytest.approx(world.clock.now + 120, abs=1)


async def taken_by(world: World) -> Counter[str]:
    """An app that counts what it hears, by trigger id."""
    taken: Counter[str] = Counter()

    @world.app.command("/break")
    async def grant(ack: AsyncAck, command: dict) -> None:
        taken[command["trigger_id"]] += 1
        await ack("ok")

    await world.connect()
    return taken


async def test_an_envelope_may_come_twice(world: World) -> None:
    taken = await taken_by(world)
    world.slack.faults.plan("duplicate", "/break", times=1, seconds=0.05)
    assert (await world.mei.command("/break")).text == "ok"
    await world.slack.until(lambda: list(taken.values()) == [2])
    await world.mei.command("/break")
    assert sorted(taken.values()) == [1, 2]


async def test_an_envelope_may_come_a_little_late(world: World) -> None:
    await taken_by(world)
    world.slack.faults.plan("late", "/break", seconds=0.2)
    answer = await world.mei.command("/break")
    assert (answer.error, answer.acked_in >= 0.2) == (None, True)


async def test_an_envelope_that_comes_too_late_has_failed_for_the_person_and_still_comes() -> None:
    async with a_world(patience=0.2) as world:
        taken = await taken_by(world)
        world.slack.faults.plan("late", "slash_commands", seconds=0.4)
        assert (await world.mei.command("/break")).error == "operation_timeout"
        assert not taken
        await world.slack.until(lambda: taken)


async def test_an_envelope_may_be_lost_before_or_after_the_app_has_it(world: World) -> None:
    taken = await taken_by(world)
    await world.connect()
    world.slack.faults.plan("cut_before", "/break", times=1)
    assert (await world.mei.command("/break")).error == "dispatch_failed"
    assert not taken
    world.slack.faults.plan("cut_after", "/break", times=1)
    assert (await world.mei.command("/break")).error == "dispatch_failed"
    assert list(taken.values()) == [1]


async def test_a_half_open_link_swallows_what_it_is_given() -> None:
    async with a_world(patience=0.3) as world:
        taken = await taken_by(world)
        await world.connect()
        world.slack.faults.plan("half_open", times=1)
        assert (await world.mei.command("/break")).error == "operation_timeout"
        assert (await world.mei.command("/break")).text == "ok"
        assert list(taken.values()) == [1]
        await world.slack.sockets.close()  # otherwise the app would wait for a goodbye on the silent link
