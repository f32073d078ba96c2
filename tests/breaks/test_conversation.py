"""People asking for breaks, through real Bolt, as they would in Slack: the story from end to end."""

from support.cast import ARUN, BO, LIN, MEI
from support.hearing import hears, reads, seen
from support.house import Scene


async def test_the_token_goes_out_and_comes_back(any_house: Scene) -> None:
    mei, arun = any_house.person(MEI), any_house.person(ARUN)

    granted = await mei.command("/break")
    assert "小休牌给你了" in granted.text
    assert "10:15" in granted.text

    queued = await arun.command("/break", "10")
    assert "You are in line: number 1" in queued.text
    assert "your turn is at about 10:15" in queued.text

    await mei.press(granted.ephemeral[0], "breaks.back")
    await hears(any_house, MEI, "欢迎回来")
    offer = await reads(any_house, ARUN, "Your turn", "until 10:02")
    await arun.press(offer, "breaks.accept")
    await reads(any_house, ARUN, "The token is yours", "10:10")

    board = await seen(any_house, LIN, "C0A1", "Arun", "10:10")
    assert len(any_house.person(LIN).sees("C0A1")) == 1, "the board is edited, never repeated"
    assert "Mei" not in board.words


async def test_an_offer_that_is_let_pass_goes_to_the_next_and_the_place_is_kept(any_house: Scene) -> None:
    scene, clock = any_house, any_house.clock
    mei, arun = scene.person(MEI), scene.person(ARUN)
    await mei.command("/break")
    await arun.command("/break")
    clock.forward(seconds=1)
    assert "第 2 位" in (await scene.person(BO).command("/break")).text

    await mei.command("/break", "还牌")
    offer = await reads(scene, ARUN, "Your turn")
    await arun.press(offer, "breaks.pass")
    await reads(scene, ARUN, "you keep your place")
    await reads(scene, BO, "轮到你了")

    assert "You are in line, number 2" in (await arun.command("/break", "status")).text


async def test_an_offer_nobody_answers_moves_on_and_the_second_time_the_wait_ends(open_house: Scene) -> None:
    scene, clock = open_house, open_house.clock
    await scene.person(MEI).command("/break")
    await scene.person(ARUN).command("/break")
    await scene.person(MEI).command("/break", "back")
    await reads(scene, ARUN, "Your turn")
    await scene.house.speaker.drained()  # asked, and known to be asked: the two minutes begin

    clock.forward(minutes=2, seconds=1)
    await scene.sweep()
    await reads(scene, ARUN, "Your turn", "10:04")
    await reads(scene, ARUN, "gone to the next")
    await scene.house.speaker.drained()

    clock.forward(minutes=2, seconds=1)
    await scene.sweep()
    gone = await reads(scene, ARUN, "twice and not taken")
    await scene.person(ARUN).press(gone, "breaks.take")
    await reads(scene, ARUN, "The token is yours")


async def test_whoever_leaves_the_line_is_out_of_it(any_house: Scene) -> None:
    await any_house.person(MEI).command("/break")
    queued = await any_house.person(ARUN).command("/break")
    await any_house.person(ARUN).press(queued.ephemeral[0], "breaks.leave")
    await hears(any_house, ARUN, "you have left the line")

    assert "neither out nor in line" in (await any_house.person(ARUN).command("/break", "status")).text
    assert "You are not in line" in (await any_house.person(ARUN).command("/break", "cancel")).text


async def test_pressing_twice_says_where_things_stand(any_house: Scene) -> None:
    mei, arun = any_house.person(MEI), any_house.person(ARUN)
    await mei.command("/break")
    again = await mei.command("/break")
    assert "你在外面（小休），应在 10:15 前回来" in again.text

    first = (await arun.command("/break")).ephemeral[0]
    assert "number 1" in (await arun.command("/break")).text

    await arun.press(first, "breaks.leave")
    await hears(any_house, ARUN, "you have left the line")
    assert "欢迎回来" in (await mei.command("/break", "还牌")).text
    assert "你现在没有外出，不用还牌" in (await mei.command("/break", "还牌")).text


async def test_an_old_button_says_what_became_of_it(open_house: Scene) -> None:
    mei = open_house.person(MEI)
    granted = (await mei.command("/break")).ephemeral[0]
    await mei.command("/break", "还牌")
    open_house.clock.forward(minutes=5)

    await mei.press(granted, "breaks.back")
    await hears(open_house, MEI, "这次外出已结束：10:00 回来")


async def test_the_board_in_the_channel_takes_presses_from_everybody(any_house: Scene) -> None:
    scene = any_house
    board = await seen(scene, ARUN, "C0A1", "小休牌空着")
    await scene.person(ARUN).press(board, "breaks.take")
    await hears(scene, ARUN, "The token is yours")
    board = await seen(scene, ARUN, "C0A1", "*Arun* 小休，10:15 前回来")

    await scene.person(BO).press(board, "breaks.status")
    await hears(scene, BO, "你没有外出，也没有在排队")
    await scene.person(ARUN).press(board, "breaks.back")
    await seen(scene, LIN, "C0A1", "小休牌空着", "今天外出 1 次")
    assert [m.ephemeral_to for m in scene.person(LIN).sees("C0A1")] == [None]


async def test_a_stream_of_presses_edits_the_board_at_slacks_pace(open_house: Scene) -> None:
    scene = open_house
    await seen(scene, LIN, "C0A1", "小休牌空着")
    for _ in range(4):  # as many outings as a shift allows
        await scene.person(ARUN).command("/break")
        await scene.person(BO).command("/break")
        await scene.person(ARUN).command("/break", "back")
        await scene.person(BO).command("/break", "取消")
    scene.clock.forward(seconds=1)
    await seen(scene, LIN, "C0A1", "小休牌空着", "今天外出 4 次")

    written = [call.at for call in scene.slack.traffic.calls("chat.update") if call.sent["channel"] == "C0A1"]
    posted = [call for call in scene.slack.traffic.calls("chat.postMessage") if call.sent["channel"] == "C0A1"]
    assert len(posted) == 1
    assert len(written) <= 6
