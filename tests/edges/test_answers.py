"""Slack stumbles over an answer: it is brought once more, and a form that did not open is told of."""

import pytest
from support.cast import ARUN, at
from support.clock import HandClock
from support.hearing import hears
from support.house import Scene

from playground.faults import Kind


@pytest.mark.parametrize("kind", ["ratelimited", "unavailable", "cut_before"])
async def test_an_answer_that_slack_did_not_take_is_brought_again(open_house: Scene, kind: Kind) -> None:
    granted = (await open_house.person(ARUN).command("/break")).ephemeral[0]
    open_house.slack.faults.plan(kind, "response_url", times=1, seconds=1)
    await open_house.person(ARUN).press(granted, "breaks.back")
    await open_house.slack.until(lambda: "Welcome back" in granted.words, timeout=4)


async def test_an_answer_that_came_too_late_is_let_go(open_house: Scene) -> None:
    """The URL is used up: Slack would say no for ever."""
    granted = (await open_house.person(ARUN).command("/break")).ephemeral[0]
    open_house.slack.faults.plan("slow", "response_url", times=1, seconds=0.2)
    await open_house.person(ARUN).press(granted, "breaks.back")
    open_house.slack.workspace.passes._urls.clear()
    await open_house.slack.until(lambda: [r for r in open_house.slack.traffic if r.error == "invalid_url"])
    await open_house.house.slack.finished()
    assert len([r for r in open_house.slack.traffic if r.kind == "response_url"]) == 1


@pytest.mark.parametrize("kind", ["ratelimited", "unavailable", "cut_before"])
async def test_a_form_that_did_not_open_is_told_of(open_house: Scene, clock: HandClock, kind: Kind) -> None:
    clock.set(at("08:40"))
    refused = await open_house.person(ARUN).command("/break")
    open_house.slack.faults.plan(kind, "views.open", times=1)
    await open_house.person(ARUN).press(refused.ephemeral[0], "breaks.apply")
    await hears(open_house, ARUN, "please ask for it once more")
    again = await open_house.person(ARUN).press(refused.ephemeral[0], "breaks.apply")
    assert (await again.opened()).title


async def test_a_form_that_opened_at_the_first_of_two_deliveries_is_not_told_of(
    open_house: Scene, clock: HandClock
) -> None:
    clock.set(at("08:40"))
    refused = await open_house.person(ARUN).command("/break")
    open_house.slack.faults.plan("duplicate", "block_actions", times=1, seconds=0.05)
    answer = await open_house.person(ARUN).press(refused.ephemeral[0], "breaks.apply")
    await answer.opened()
    await open_house.slack.until(lambda: len(open_house.slack.traffic.calls("views.open")) == 2)
    await open_house.house.slack.finished()
    assert [m for m in open_house.person(ARUN).dm() if "once more" in m.words] == []
