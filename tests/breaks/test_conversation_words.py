"""What people type after /break: lengths, kinds, both languages, slips of the finger."""

import pytest
from sqlalchemy import text
from support.cast import ARUN, LIN, MEI, at
from support.hearing import hears, reads, seen
from support.house import Scene


async def test_ten_minutes_are_ten_minutes_however_they_are_typed(open_house: Scene) -> None:
    mei = open_house.person(MEI)
    for typed in ("10", "１０", "10分钟", "10 分", "10 min", "　10　"):
        answer = await mei.command("/break", typed)
        assert "请在 10:10 前回来（10 分钟）" in answer.text, typed
        await mei.command("/break", "还牌")
        with open_house.house.database.changing() as session:  # four outings a shift, and here are more
            session.execute(text("UPDATE breaks SET shift_day = '2026-11-01'"))


@pytest.mark.parametrize("typed", ["99", "16", "0", "９９"])
async def test_too_long_a_break_is_refused_with_the_limit(open_house: Scene, typed: str) -> None:
    assert "“小休”每次 1 到 15 分钟" in (await open_house.person(MEI).command("/break", typed)).text
    assert "A break takes 1 to 15 min" in (await open_house.person(ARUN).command("/break", typed)).text


async def test_lunch_is_noted_and_takes_no_token(any_house: Scene) -> None:
    mei, arun = any_house.person(MEI), any_house.person(ARUN)
    assert "午餐已登记，不用领牌。 请在 10:30 前回来" in (await mei.command("/break", "午餐")).text.replace("*", "")
    assert "The token is yours" in (await arun.command("/break")).text
    assert "Lunch noted" not in (await arun.command("/break", "lunch")).text, "one thing at a time"

    board = await seen(any_house, LIN, "C0A1", "Mei", "Arun")
    assert "*Mei* 午餐，10:30 前回来" in board.words


async def test_urgent_goes_at_once_and_is_nobodys_business(any_house: Scene) -> None:
    scene = any_house
    await scene.person(MEI).command("/break")
    went = await scene.person(ARUN).command("/break", "urgent")
    assert "Go." in went.text

    told = await reads(scene, LIN, "Arun", "紧急外出")
    assert [m.words for m in scene.person(MEI).dm() if "Arun" in m.words] == []
    board = await seen(scene, MEI, "C0A1", "*Arun* 暂时离开")
    assert not any(word in board.words for word in ("紧急", "urgent", "10:10"))

    await scene.person(ARUN).press(went.ephemeral[0], "breaks.back")
    await scene.slack.until(lambda: "已回来" in told.words)


async def test_urgent_is_granted_where_everything_else_is_refused(open_house: Scene) -> None:
    scene = open_house
    scene.clock.set(at("08:40"))
    refused = await scene.person(MEI).command("/break")
    assert "09:00 以后再来领牌" in refused.text
    await scene.person(MEI).press(refused.ephemeral[0], "breaks.urgent")
    await hears(scene, MEI, "去吧")

    scene.clock.set(at("23:00"))
    assert "not on shift" in (await scene.person(ARUN).command("/break")).text
    assert "Go." in (await scene.person(ARUN).command("/break", "toilet")).text


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        ("状态", "你没有外出，也没有在排队"),
        ("还牌", "你现在没有外出，不用还牌"),
        ("我回来了", "你现在没有外出，不用还牌"),
        ("取消", "你没有在排队"),
        ("不排了", "你没有在排队"),
        ("紧急", "去吧"),
        ("厕所", "去吧"),
        ("吃饭", "午餐已登记"),
        ("帮助", "/break 领小休牌"),
        ("看板", "这件事归"),
        ("报表", "这件事归"),
        ("收回 @Arun", "这件事归"),
        ("限牌 A1 0 到 15:00 因为 忙", "这件事归"),
    ],
)
async def test_an_agent_is_understood_in_chinese(open_house: Scene, typed: str, answer: str) -> None:
    assert answer in (await open_house.person(MEI).command("/break", typed)).text


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        ("看板", "A1 外出看板"),
        ("报表", "没有外出记录"),
        ("收回 @Arun", "Arun 现在没有外出"),
        ("收回", "请写明收回谁的牌"),
        ("限牌 A1 0 到 15:00 因为 话务高峰", "A1：15:00 前最多 0 人外出"),
        ("限牌 A1 ０ 到15：00因为话务高峰", "A1：15:00 前最多 0 人外出"),
    ],
)
async def test_a_leader_is_understood_in_chinese(open_house: Scene, typed: str, answer: str) -> None:
    assert answer in (await open_house.person(LIN).command("/break", typed)).text


async def test_an_unknown_word_gets_the_nearest_one_and_buttons(any_house: Scene) -> None:
    arun = any_house.person(ARUN)
    answer = await arun.command("/break", "bakc")
    assert "I do not know “bakc”. Did you mean “back”?" in answer.text
    assert "/break 10 for ten minutes" in answer.text

    await arun.press(answer.ephemeral[0], "breaks.take")
    await hears(any_house, ARUN, "The token is yours")


async def test_a_word_near_to_nothing_gets_the_help_alone(open_house: Scene) -> None:
    mei = open_house.person(MEI)
    answer = (await mei.command("/break", "ｘｙｚ？")).text
    assert "没看懂“xyz？”。" in answer
    assert "你是想说" not in answer
    assert "限牌" not in answer
    assert "限牌" in (await open_house.person(LIN).command("/break", "xyz")).text


async def test_a_shorter_break_is_offered_where_the_minutes_run_out(open_house: Scene) -> None:
    arun = open_house.person(ARUN)
    for _ in range(2):
        await arun.command("/break")
        open_house.clock.forward(minutes=15)
        await arun.command("/break", "back")

    refused = await arun.command("/break")
    assert "you have 10 left" in refused.text or "you have 9 left" in refused.text
    left = "10" if "you have 10 left" in refused.text else "9"
    await arun.press(refused.ephemeral[0], "breaks.take_minutes", left)
    await hears(open_house, ARUN, f"({left} min)")
