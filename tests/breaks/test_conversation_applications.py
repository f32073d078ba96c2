"""The protected half hours and the special application (FR-04), told by the people in it."""

import pytest
from sqlalchemy import text
from support.cast import ARUN, LIN, MEI, ZHAO, at
from support.hearing import hears, reads
from support.house import Scene

from playground.models import Message, View


@pytest.fixture
def early(any_house: Scene) -> Scene:
    """Ten past the start of the shift."""
    any_house.clock.set(at("08:40"))
    return any_house


async def test_an_application_that_is_approved_goes_into_the_line_and_out(early: Scene) -> None:
    applied = await apply(early, "My child is ill.", "10")
    assert "with the shift leader" in applied.words

    asked = await reads(early, LIN, "Arun", "A1", "10 分钟", "My child is ill.")
    await early.person(LIN).press(asked, "breaks.approve")
    await reads(early, LIN, "已由 Lin 同意")
    await reads(early, ARUN, "Lin has approved your application")
    offer = await reads(early, ARUN, "Your turn")
    await early.person(ARUN).press(offer, "breaks.accept")
    await reads(early, ARUN, "The token is yours", "(10 min)")


async def test_an_application_that_is_declined_says_by_whom(early: Scene) -> None:
    await apply(early, "Shopping.", "15")
    asked = await reads(early, LIN, "Shopping.")
    await early.person(LIN).press(asked, "breaks.decline")
    await reads(early, LIN, "Lin 没有同意")
    await reads(early, ARUN, "Lin has declined your application")
    assert "neither out nor in line" in (await early.person(ARUN).command("/break", "status")).text


async def test_a_second_decision_finds_it_decided(open_house: Scene) -> None:
    scene = open_house
    scene.clock.set(at("08:40"))
    with scene.house.database.changing() as session:
        too = "INSERT INTO person_roles (person_id, role) SELECT id, 'team_leader' FROM people WHERE name = 'Mei'"
        session.execute(text(too))
    await apply(scene, "Dentist.", "10")
    mine, theirs = await reads(scene, LIN, "Dentist."), await reads(scene, MEI, "Dentist.")
    pressed_late = Message(**{name: getattr(theirs, name) for name in theirs.__slots__})

    await scene.person(LIN).press(mine, "breaks.approve")
    await reads(scene, MEI, "已由 Lin 同意")

    theirs.blocks = pressed_late.blocks  # Mei's screen has not caught up yet
    await scene.person(MEI).press(theirs, "breaks.decline")
    await reads(scene, MEI, "已经处理过")
    assert "in line" in (await scene.person(ARUN).command("/break", "status")).text or await reads(
        scene, ARUN, "Your turn"
    )


async def test_a_form_with_slips_comes_back_with_them(early: Scene) -> None:
    form = await the_form(early)
    too_long = await early.person(ARUN).submit(form, {"reason": "x", "minutes": "99"})
    assert too_long.errors == {"minutes": "Give a number from 1 to 15."}
    no_number = await early.person(ARUN).submit(form, {"reason": "x", "minutes": "soon"})
    assert no_number.errors == {"minutes": "Give a number from 1 to 15."}
    blank = await early.person(ARUN).submit(form, {"reason": "   ", "minutes": "5"})
    assert blank.errors == {"reason": "Give a reason, so that the shift leader can decide."}
    assert early.person(LIN).dm() == []


async def test_the_form_asks_for_the_minutes_that_were_wished(open_house: Scene) -> None:
    open_house.clock.set(at("08:40"))
    refused = await open_house.person(ARUN).command("/break", "5")
    form = await (await open_house.person(ARUN).press(refused.ephemeral[0], "breaks.apply")).opened()
    assert form.state["minutes"]["minutes"]["value"] == "5"
    assert form.state["reason"]["reason"].get("value") is None
    sent = await open_house.person(ARUN).submit(form, {"reason": "Phone call"})
    assert sent.errors == {}
    await reads(open_house, LIN, "5 分钟", "Phone call")


async def test_an_applicant_may_withdraw_or_leave_urgently(open_house: Scene) -> None:
    scene = open_house
    scene.clock.set(at("08:40"))
    await apply(scene, "Dentist.", "10")
    assert "with the shift leader" in (await scene.person(ARUN).command("/break", "status")).text
    assert "with the shift leader" in (await scene.person(ARUN).command("/break")).text
    assert "you have left the line" in (await scene.person(ARUN).command("/break", "cancel")).text
    await reads(scene, LIN, "Dentist.", "已过时或已撤回")

    await apply(scene, "Fever.", "10")
    assert "Go." in (await scene.person(ARUN).command("/break", "urgent")).text


async def test_nobody_decides_their_own_application(open_house: Scene) -> None:
    """Lin leads the team and wants to go out: the site manager is asked."""
    scene = open_house
    scene.clock.set(at("08:40"))
    refused = await scene.person(LIN).command("/break")
    form = await (await scene.person(LIN).press(refused.ephemeral[0], "breaks.apply")).opened()
    await scene.person(LIN).submit(form, {"reason": "接孩子", "minutes": "10"})
    await reads(scene, ZHAO, "Lin", "接孩子")
    assert [m.words for m in scene.person(LIN).dm() if "接孩子" in m.words] == []


async def test_near_the_end_of_the_shift_it_is_the_same(open_house: Scene) -> None:
    open_house.clock.set(at("17:05"))
    refused = await open_house.person(MEI).command("/break")
    assert "下班前 30 分钟内不能外出，请坚持到 17:30" in refused.text
    await open_house.person(MEI).press(refused.ephemeral[0], "breaks.urgent")
    await hears(open_house, MEI, "去吧")


async def the_form(scene: Scene) -> View:
    arun = scene.person(ARUN)
    refused = await arun.command("/break")
    assert "Nobody goes out in the first 30 min" in refused.text
    return await (await arun.press(refused.ephemeral[0], "breaks.apply")).opened()


async def apply(scene: Scene, reason: str, minutes: str) -> View:
    form = await the_form(scene)
    sent = await scene.person(ARUN).submit(form, {"reason": reason, "minutes": minutes})
    assert sent.errors == {}
    assert sent.view is not None
    return sent.view
