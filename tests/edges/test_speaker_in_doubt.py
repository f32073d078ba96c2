"""The line went dead, or the process did: what was promised is said once all the same."""

import asyncio
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from aiohttp import web
from slack_sdk.web.async_client import AsyncWebClient
from support.databases import open_database
from support.stage import Stage, turns

from bot import speaker
from bot.messenger import EVENT, Drawn
from bot.speaker import LEASE
from playground.faults import Kind
from storage import outbox
from views.parts import line, message


async def test_an_answer_that_was_lost_does_not_double_the_message(stage: Stage) -> None:
    stage.slack.faults.plan("cut_after", "chat.postMessage", times=1)
    stage.promise("once", follow="team:1")
    voice = stage.speaker()
    await turns(voice, stage.clock, 2, seconds=5)
    assert stage.said() == ["once"]
    assert "conversations.history" in stage.called
    assert stage.called.count("chat.postMessage") == 1

    stage.words["once"] = message(line("edited"))
    stage.change("team:1")
    await turns(voice, stage.clock)
    assert stage.said() == ["edited"], "its place was found again"


async def test_a_private_message_whose_answer_was_lost_is_not_doubled(stage: Stage) -> None:
    stage.slack.faults.plan("cut_after", "chat.postMessage", times=1)
    stage.promise("psst", "U0MEI", urgent=True)
    await turns(stage.speaker(), stage.clock, 2, seconds=5)
    assert stage.said("U0MEI") == ["psst"]


async def test_a_message_that_was_lost_on_the_way_is_posted_once(stage: Stage) -> None:
    stage.slack.faults.plan("cut_before", "chat.postMessage", times=1)
    stage.promise("once")
    await turns(stage.speaker(), stage.clock, 3, seconds=5)
    assert stage.said() == ["once"]
    assert stage.backlog().pending == 0


@pytest.mark.parametrize("kind", ["cut_before", "ratelimited", "unavailable"])
async def test_a_doubt_stays_until_somebody_could_look_back(stage: Stage, kind: Kind) -> None:
    """Posted, the answer lost; then the history cannot be read either, three times."""
    stage.slack.faults.plan("cut_after", "chat.postMessage", times=1)
    stage.slack.faults.plan(kind, "conversations.history", times=3, seconds=30)
    stage.promise("once")
    await turns(stage.speaker(), stage.clock, 8, seconds=40)
    assert stage.said() == ["once"]
    assert stage.backlog().pending == 0


async def test_a_doubt_that_lasts_an_hour_is_still_cleared(stage: Stage) -> None:
    stage.slack.faults.plan("cut_after", "chat.postMessage", times=1)
    stage.slack.faults.plan("cut_before", "conversations.history", times=12)
    stage.promise("once")
    await turns(stage.speaker(), stage.clock, 16, seconds=310)
    assert stage.said() == ["once"]
    assert stage.backlog().pending == 0


async def test_a_server_error_after_the_message_arrived_does_not_double_it(stage: Stage) -> None:
    """The first try is refused by the way, the second arrives and its answer is lost."""
    stage.slack.faults.plan("unavailable", "chat.postMessage", times=1)
    stage.slack.faults.plan("cut_after", "chat.postMessage", times=1)
    stage.promise("once")
    await turns(stage.speaker(), stage.clock, 5, seconds=20)
    assert stage.said() == ["once"]


async def test_an_edit_whose_answer_was_lost_is_simply_made_again(stage: Stage) -> None:
    voice = stage.speaker()
    stage.promise("board", follow="team:1")
    await turns(voice, stage.clock)
    stage.slack.faults.plan("cut_after", "chat.update", times=1)
    stage.words["board"] = message(line("new"))
    stage.change("team:1")
    await turns(voice, stage.clock, 2, seconds=10)
    assert stage.said() == ["new"]


async def test_a_process_that_died_before_it_posted_loses_nothing(stage: Stage) -> None:
    stage.promise("once")
    die_after_claiming(stage)
    heir = stage.speaker()
    await turns(heir, stage.clock, 2)
    assert stage.said() == [], "the dead one's lease is still running"
    stage.clock.forward(seconds=LEASE.total_seconds())
    await turns(heir, stage.clock, 2)
    assert stage.said() == ["once"]


def test_whoever_lost_a_lane_cannot_let_it_go(stage: Stage) -> None:
    """A speaker that slept past its lease must not open the lane in which another one is speaking."""
    stage.promise("once")
    late = die_after_claiming(stage)
    stage.clock.forward(seconds=LEASE.total_seconds() + 1)
    now = stage.clock.now()
    with stage.database.changing() as session:
        assert outbox.claim(session, "the heir", now, LEASE, 20)
        outbox.release_lane(session, late.conversation, "a dead speaker", now)
        assert outbox.claim(session, "a third one", now, LEASE, 20) == []


async def test_a_process_that_died_after_it_posted_doubles_nothing(stage: Stage) -> None:
    stage.promise("once", follow="team:1")
    died = die_after_claiming(stage)
    await post_as(stage, died)
    stage.clock.forward(seconds=LEASE.total_seconds() + 1)
    heir = stage.speaker()
    await turns(heir, stage.clock, 2)
    assert stage.said() == ["once"]

    stage.words["once"] = message(line("edited by the heir"))
    stage.change("team:1")
    await turns(heir, stage.clock)
    assert stage.said() == ["edited by the heir"]


async def test_a_second_death_does_not_hide_what_the_first_one_posted(stage: Stage) -> None:
    stage.promise("once")
    died = die_after_claiming(stage)
    await post_as(stage, died)
    for _ in range(3):
        stage.clock.forward(minutes=10)
        die_after_claiming(stage)
    stage.clock.forward(minutes=10)
    await turns(stage.speaker(), stage.clock, 2)
    assert stage.said() == ["once"]


async def test_deaths_do_not_make_the_next_try_rest_for_longer(stage: Stage) -> None:
    """Nine bots died over this line; the tenth meets one hiccup, and goes on within seconds."""
    stage.promise("once")
    for _ in range(9):
        die_after_claiming(stage)
        stage.clock.forward(seconds=LEASE.total_seconds() + 1)
    stage.slack.faults.plan("unavailable", "chat.postMessage", times=1)
    await turns(stage.speaker(), stage.clock, 3, seconds=3)
    assert stage.said() == ["once"]


async def test_people_may_talk_in_between(stage: Stage) -> None:
    """Looking back finds our own mark among other people's words."""
    stage.slack.faults.plan("cut_after", "chat.postMessage", times=1)
    stage.promise("once")
    voice = stage.speaker()
    await turns(voice, stage.clock, seconds=0)
    for number in range(5):
        await stage.slack.person("arun").say("C0A1", f"chat {number}")
    stage.clock.forward(seconds=10)
    await turns(voice, stage.clock)
    assert stage.said() == ["once", *(f"chat {number}" for number in range(5))]


async def test_a_lane_is_held_for_as_long_as_slack_takes(
    stage: Stage, monkeypatch: pytest.MonkeyPatch, database_url: str
) -> None:
    """An answer that takes longer than the lease: nobody else begins to speak, or to look back, meanwhile."""
    monkeypatch.setattr(speaker, "HOLD_EVERY_S", 0.02)
    stage.slack.faults.plan("slow", "chat.postMessage", times=1, seconds=1)
    stage.promise("once")
    patient, other = stage.speaker(), stage.speaker(open_database(database_url))
    await patient.speak()
    for _ in range(8):
        stage.clock.forward(seconds=LEASE.total_seconds() / 2)
        await asyncio.sleep(0.1)
        await other.speak()
    await patient.drained()
    await other.drained()
    assert stage.said() == ["once"]
    assert stage.called == ["chat.postMessage"]


async def test_a_speaker_that_slept_past_its_lease_says_nothing(stage: Stage) -> None:
    """A machine that was suspended, say: meanwhile another one has said it."""
    asleep = threading.Event()

    def draw(slot: str, _conversation: str) -> Drawn:
        asleep.wait(5)
        return message(line(slot))

    stage.draw = draw
    sleeper = stage.speaker()
    stage.promise("once", follow="team:1")
    await sleeper.speak()
    stage.draw = None
    stage.clock.forward(seconds=LEASE.total_seconds() + 1)
    await turns(stage.speaker(), stage.clock)
    assert stage.said() == ["once"]
    asleep.set()
    await sleeper.drained()
    assert stage.called.count("chat.postMessage") == 1


def die_after_claiming(stage: Stage) -> outbox.Line:
    with stage.database.changing() as session:
        (line,) = outbox.claim(session, "a dead speaker", stage.clock.now(), LEASE, 20)
    return line


async def post_as(stage: Stage, died: outbox.Line) -> None:
    """What the dead speaker still managed to do."""
    mark = {"event_type": EVENT, "event_payload": {"outbox_id": died.id}}
    client = AsyncWebClient(stage.slack.seed.app.bot_token, stage.slack.api_url)
    await client.chat_postMessage(channel=died.conversation, text=died.slot, metadata=mark)


@pytest.mark.parametrize(
    "answer",
    [
        web.Response(text='{"ok": tr', content_type="application/json"),
        web.Response(status=429, headers={"Retry-After": "Wed, 25 Nov 2026 10:00:00 GMT"}, text="slow down"),
        web.Response(status=502, text="<html>bad gateway</html>", content_type="text/html"),
    ],
    ids=["half a body", "a date to wait for", "a page"],
)
async def test_an_answer_that_is_not_slacks_silences_no_conversation(
    stage: Stage, monkeypatch: pytest.MonkeyPatch, answer: web.Response
) -> None:
    """A proxy on the way has its own idea of an answer."""
    monkeypatch.setattr(speaker, "HOLD_EVERY_S", 0.01)
    async with proxied(answer) as api_url:
        stage.promise("once")
        await turns(stage.speaker(api_url=api_url), stage.clock)
    await heir_goes_on(stage)
    assert stage.said() == ["once"]


async def test_a_speaker_that_falls_over_lets_its_lane_go(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(speaker, "HOLD_EVERY_S", 0.01)
    fallen = stage.speaker()
    monkeypatch.setattr(fallen, "_finish", _broken)
    stage.promise("once")
    await turns(fallen, stage.clock)
    await heir_goes_on(stage)
    assert stage.said() == ["once"]


async def heir_goes_on(stage: Stage) -> None:
    """When the lease is over, and nobody holds the lane any more, another one finishes what was begun."""
    stage.clock.forward(seconds=LEASE.total_seconds() + 60)
    await asyncio.sleep(0.1)
    await turns(stage.speaker(), stage.clock, 2)
    assert stage.backlog().pending == 0


def _broken(*_: object) -> None:
    raise RuntimeError("a bug")


@asynccontextmanager
async def proxied(answer: web.Response) -> AsyncIterator[str]:
    """A Web API that gives this answer to every call."""

    async def answered(_: web.Request) -> web.Response:
        return web.Response(status=answer.status, headers=answer.headers, body=answer.body)

    application = web.Application()
    application.router.add_route("*", "/api/{method}", answered)
    runner = web.AppRunner(application, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    yield f"http://127.0.0.1:{runner.addresses[0][1]}/api/"
    await runner.cleanup()
