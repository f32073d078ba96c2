"""Slack comes to us by Socket Mode: slow answers, lost links, a clean end."""

import asyncio
import time
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import replace
from pathlib import Path

import aiohttp
import pytest
from sqlalchemy import text
from support import databases
from support.cast import ARUN, MEI, OLGA, at
from support.clock import HandClock
from support.hearing import hears, reads, seen
from support.house import Scene, scene

from bot import app, slack
from handlers import ROUTES
from handlers.asking import Answer, Ask, Form, Route
from storage.database import Session

Open = Callable[..., AbstractAsyncContextManager[Scene]]


@pytest.fixture
def opening(tmp_path: Path, clock: HandClock) -> Open:
    """A house that is opened by the test, after something in it was made slow."""
    url = databases.sqlite_url(tmp_path)
    databases.upgraded(url).close()
    return lambda mode="socket": scene(url, clock, mode)


@pytest.fixture
async def linked(open_house: Scene) -> Scene:
    """Both links are up, and the boards are posted."""
    await open_house.slack.connected(2)
    await seen(open_house, MEI, "C0A1", "小休牌空着")
    await seen(open_house, OLGA, "C0B1", "The token is free")
    return open_house


def slowed(seconds: float, *route_ids: str) -> tuple[Route, ...]:
    """The same routes; these take their time."""

    def slow(route: Route) -> Route:
        def run(ask: Ask, session: Session) -> Answer:
            time.sleep(seconds)
            return route.run(ask, session)

        return replace(route, run=run)

    return tuple(slow(route) if route.id in route_ids else route for route in ROUTES)


@pytest.mark.parametrize("mode", ["socket", "http"])
async def test_a_slow_command_says_that_it_works_and_answers_later(
    opening: Open, monkeypatch: pytest.MonkeyPatch, mode: str
) -> None:
    monkeypatch.setattr(app, "ROUTES", slowed(2.5, "breaks.status"))
    async with opening(mode) as scene:
        arun = scene.person(ARUN)
        await arun.command("/break", "back")  # now it knows the language he reads
        answer = await arun.command("/break", "status")
        assert answer.error is None
        assert answer.acked_in < 3
        assert [m.words for m in answer.ephemeral] == ["I am on it; the answer follows in a moment."]
        await scene.slack.until(lambda: "neither out nor in line" in answer.text)


async def test_a_slow_form_says_that_it_works_and_then_shows_the_answer(
    opening: Open, clock: HandClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(slack, "ANSWER_WITHIN_S", 0.2)
    monkeypatch.setattr(app, "ROUTES", tuple(_slow_form(route) for route in ROUTES))
    clock.set(at("08:40"))
    async with opening() as scene:
        arun = scene.person(ARUN)
        refused = await arun.command("/break")
        form = await (await arun.press(refused.ephemeral[0], "breaks.apply")).opened()
        sent = await arun.submit(form, {"reason": "Dentist", "minutes": "10"})
        assert sent.errors == {}
        await scene.slack.until(lambda: "Your application is with the shift leader" in arun.views[-1].words)


async def test_a_slow_form_with_a_slip_says_what_is_wrong(
    opening: Open, clock: HandClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(slack, "ANSWER_WITHIN_S", 0.2)
    monkeypatch.setattr(app, "ROUTES", tuple(_slow_form(route) for route in ROUTES))
    clock.set(at("08:40"))
    async with opening() as scene:
        arun = scene.person(ARUN)
        refused = await arun.command("/break")
        form = await (await arun.press(refused.ephemeral[0], "breaks.apply")).opened()
        await arun.submit(form, {"reason": "Dentist", "minutes": "99"})
        await scene.slack.until(lambda: "Give a number from 1 to 15" in arun.views[-1].words)


async def test_slow_work_does_not_keep_others_waiting(opening: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    """Slow work off the database: the loop goes on, and whoever asks next is answered."""
    monkeypatch.setattr(slack, "LOCALE_WITHIN_S", 1.0)
    async with opening() as scene:
        monkeypatch.setattr(scene.house.slack, "_locale", _slow_locale)
        with scene.house.database.changing() as session:
            session.execute(text("UPDATE people SET roster_language = NULL WHERE name = 'Arun'"))
        slow = asyncio.create_task(scene.person(ARUN).command("/break", "status"))
        await asyncio.sleep(0.1)
        quick = await scene.person(MEI).command("/break")
        assert "小休牌给你了" in quick.text
        assert quick.acked_in < 0.8
        assert (await slow).error is None


async def test_both_links_are_up_and_the_doctors_know(linked: Scene) -> None:
    assert await links(linked) == 2
    assert await ready(linked) == (200, "ready\n")


async def test_after_a_lost_connection_the_bot_is_back(linked: Scene) -> None:
    for socket in list(linked.slack.sockets.connections):
        await socket.close()
    lost = await linked.person(ARUN).command("/break")
    assert lost.error == "dispatch_failed"
    assert await not_ready(linked) == "no Socket Mode link is up\n"

    await linked.slack.connected(2, timeout=15)
    assert "The token is yours" in (await linked.person(ARUN).command("/break")).text
    await linked.slack.until(lambda: linked.house.links and linked.house.links.up == 2)
    assert await ready(linked) == (200, "ready\n")


async def test_links_on_which_nothing_comes_any_more_are_noticed_within_six_seconds(linked: Scene) -> None:
    """Half open: the connections stand, but Slack hears nothing and answers no ping."""
    linked.slack.sockets.silence()
    began = time.monotonic()
    assert await not_ready(linked, patience_s=6) == "no Socket Mode link is up\n"
    await linked.slack.connected(1, timeout=6)
    assert time.monotonic() - began < 6
    assert "The token is yours" in (await linked.person(ARUN).command("/break")).text


async def test_links_that_are_reset_are_noticed_within_six_seconds(linked: Scene) -> None:
    """As when a router forgets its connections: no goodbye, and the next word meets a closed door."""
    linked.slack.sockets.reset()
    assert (await linked.person(ARUN).command("/break")).error == "dispatch_failed"
    began = time.monotonic()
    assert await not_ready(linked, patience_s=6) == "no Socket Mode link is up\n"
    await linked.slack.connected(1, timeout=6)
    assert time.monotonic() - began < 6
    assert "The token is yours" in (await linked.person(ARUN).command("/break")).text


async def test_one_link_that_is_lost_is_not_noticed_by_anybody(linked: Scene) -> None:
    await linked.slack.sockets.connections[0].close()
    for _ in range(5):
        assert (await linked.person(ARUN).command("/break", "status")).error is None
    await linked.slack.connected(2, timeout=15)


async def test_when_slack_renews_the_links_nothing_is_lost(linked: Scene) -> None:
    await linked.slack.sockets.refresh()
    await linked.slack.connected(2, timeout=15)
    for _ in range(5):
        assert (await linked.person(ARUN).command("/break", "status")).error is None


@pytest.mark.parametrize("mode", ["socket", "http"])
async def test_a_clean_end_finishes_what_is_running(opening: Open, monkeypatch: pytest.MonkeyPatch, mode: str) -> None:
    monkeypatch.setattr(app, "ROUTES", slowed(0.8, "breaks.take"))
    async with opening(mode) as scene:
        asked = asyncio.create_task(scene.person(ARUN).command("/break"))
        await asyncio.sleep(0.2)
        stopping = asyncio.create_task(scene.house.stop())
        answer = await asked
        await stopping
        assert answer.error is None
        assert "The token is yours" in answer.text
        monkeypatch.setattr(scene.house, "stop", _nothing)


@pytest.mark.parametrize("mode", ["socket", "http"])
async def test_a_clean_end_still_sends_the_answer_that_was_promised(
    opening: Open, monkeypatch: pytest.MonkeyPatch, mode: str
) -> None:
    monkeypatch.setattr(slack, "ANSWER_WITHIN_S", 0.2)
    monkeypatch.setattr(app, "ROUTES", slowed(0.8, "breaks.take"))
    async with opening(mode) as scene:
        answer = await scene.person(ARUN).command("/break")
        assert "The token is yours" not in answer.text
        await scene.house.stop()
        assert "The token is yours" in answer.text
        monkeypatch.setattr(scene.house, "stop", _nothing)


async def test_a_press_that_came_to_nothing_leaves_its_button(opening: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(app, "ROUTES", tuple(_fails_once(route) for route in ROUTES))
    async with opening() as scene:
        await scene.person(MEI).command("/break")
        await scene.person(ARUN).command("/break")
        await scene.person(MEI).command("/break", "back")
        offer = await reads(scene, ARUN, "Your turn")
        await scene.person(ARUN).press(offer, "breaks.accept")
        await hears(scene, ARUN, "Something went wrong on my side and nothing was changed")
        await scene.person(ARUN).press(offer, "breaks.accept")
        await reads(scene, ARUN, "The token is yours")


async def test_a_message_nobody_expects_is_acknowledged(open_house: Scene) -> None:
    await open_house.person(ARUN).say("C0A1", "good morning")
    await open_house.person(ARUN).say(None, "hello bot")
    assert [one.error for one in open_house.slack.traffic.envelopes() if one.name == "message"] == []
    assert (await open_house.person(ARUN).command("/break", "status")).error is None


def _slow_form(route: Route) -> Route:
    if not isinstance(route, Form):
        return route

    def run(ask: Ask, session: Session) -> Answer:
        time.sleep(0.5)
        return route.run(ask, session)

    return replace(route, run=run)


def _fails_once(route: Route) -> Route:
    failures = [RuntimeError("a bug")] if route.id == "breaks.accept" else []

    def run(ask: Ask, session: Session) -> Answer:
        if failures:
            raise failures.pop()
        return route.run(ask, session)

    return replace(route, run=run)


async def _slow_locale(_user: str) -> str:
    await asyncio.sleep(1)
    return "en-GB"


async def _nothing() -> None:
    return


async def ready(scene: Scene) -> tuple[int, str]:
    url = f"http://127.0.0.1:{scene.house.port}/readyz"
    async with aiohttp.ClientSession() as http, http.get(url) as answer:
        return answer.status, await answer.text()


async def not_ready(scene: Scene, patience_s: float = 4) -> str:
    """The reasons, once it knows."""
    for _ in range(round(patience_s * 10)):
        status, reasons = await ready(scene)
        if status == 503:
            return reasons
        await asyncio.sleep(0.1)
    raise AssertionError("it stays ready")


async def links(scene: Scene) -> int:
    assert scene.house.links is not None
    await scene.slack.until(lambda: scene.house.links.up == 2)
    return scene.house.links.up
