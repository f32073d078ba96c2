"""What a leader asks about breaks: look, take back, cap, report; and who may not."""

import pytest
from support.cast import ARUN, HAO, LIN, MEI, OLGA, WEN, ZHAO
from support.hearing import hears, reads, seen
from support.house import Scene


@pytest.mark.parametrize("named", ["@Arun", "<@U0ARUN>", "<@U0ARUN|arun>", "Arun", "1002"])
async def test_a_token_is_recalled_by_mention_name_or_number(open_house: Scene, named: str) -> None:
    await open_house.person(ARUN).command("/break")
    assert "已收回 Arun 的小休牌" in (await open_house.person(LIN).command("/break", f"recall {named}")).text
    await reads(open_house, ARUN, "Lin has taken your token back")
    assert "neither out nor in line" in (await open_house.person(ARUN).command("/break", "status")).text


async def test_a_recalled_token_goes_to_the_next_in_line(any_house: Scene) -> None:
    await any_house.person(MEI).command("/break")
    await any_house.person(ARUN).command("/break")
    board = (await any_house.person(LIN).command("/break", "看板")).ephemeral[0]
    assert "Mei" in board.words
    assert "1. Arun" in board.words

    await any_house.person(LIN).press(board, "breaks.recall")
    await hears(any_house, LIN, "已收回 Mei 的小休牌")
    await reads(any_house, MEI, "Lin 收回了你的小休牌")
    await reads(any_house, ARUN, "Your turn")


@pytest.mark.parametrize(
    ("asked", "answer"),
    [
        ("recall", "请写明收回谁的牌"),
        ("recall @Nobody", "花名册里找不到“@Nobody”"),
        ("recall A&B <x>", "花名册里找不到“A&B <x>”"),
        ("recall Mei", "Mei 现在没有外出，没有牌可收"),
        ("recall @Olga", "Olga 现在没有外出，没有牌可收"),
        ("cap", "请这样写：/break 限牌"),
        ("cap A1 one until 15:00 because calls", "请这样写：/break 限牌"),
        ("cap Z9 0 until 15:00 because calls", "没有叫“Z9”的班组。现有班组：A1、B1"),
        ("cap A1 2 until 15:00 because calls", "这个班组最多 1 块牌"),
        ("cap A1 0 until 09:00 because calls", "09:00 已经过了"),
        ("cap A1 0 until 25:00 because calls", "看不懂时间“25:00”"),
        ("cap A1 0 until noon because calls", "看不懂时间“noon”"),
        ("cap B1 0 until 15:00 because calls", "这件事归该班组的值班长或班长管"),
        ("report someday", "看不懂日期“someday”"),
        ("report 2026-11-20", "A1 11月20日 没有外出记录"),
    ],
)
async def test_a_slip_gets_a_sentence_that_helps(open_house: Scene, asked: str, answer: str) -> None:
    assert answer in shown((await open_house.person(LIN).command("/break", asked)).text)


async def test_a_cap_of_zero_stops_outings_until_its_time_with_the_reason(any_house: Scene) -> None:
    scene = any_house
    assert (
        "15:00 前最多 0 人外出"
        in (await scene.person(LIN).command("/break", "cap A1 0 until 15:00 because calls are piling up")).text
    )
    refused = (await scene.person(ARUN).command("/break")).text
    assert "Outings are paused until 15:00" in refused
    assert "calls are piling up" in refused
    await seen(scene, MEI, "C0A1", "15:00 前最多 0 人外出", "calls are piling up")
    assert "Go." in (await scene.person(ARUN).command("/break", "urgent")).text
    assert "The token is yours" in (await scene.person(OLGA).command("/break")).text, "another team is not concerned"

    scene.clock.forward(hours=5, seconds=1)
    await scene.sweep()
    await seen(scene, MEI, "C0A1", "小休牌空着")
    assert "小休牌给你了" in (await scene.person(MEI).command("/break")).text


async def test_whoever_waits_when_a_cap_comes_keeps_the_place_and_is_told_the_truth(open_house: Scene) -> None:
    scene = open_house
    await scene.person(MEI).command("/break")
    await scene.person(ARUN).command("/break")
    await scene.person(LIN).command("/break", "cap A1 0 until 12:00 because calls")
    await scene.person(MEI).command("/break", "back")
    await scene.sweep()

    assert (
        "Outings are paused; tokens go out again after 12:00"
        in (await scene.person(ARUN).command("/break", "status")).text
    )
    scene.clock.forward(hours=2, seconds=1)
    await scene.sweep()
    await reads(scene, ARUN, "Your turn")


async def test_a_newer_cap_replaces_the_older(open_house: Scene) -> None:
    lin = open_house.person(LIN)
    await lin.command("/break", "cap A1 0 until 15:00 because calls")
    await lin.command("/break", "cap a1 1 until 15:00 because it is calmer")
    assert "The token is yours" in (await open_house.person(ARUN).command("/break")).text


async def test_another_teams_leader_may_not_decide_here(any_house: Scene) -> None:
    await any_house.person(ARUN).command("/break")
    hao = any_house.person(HAO)
    assert "Only that team's shift leader" in (await hao.command("/break", "recall Arun")).text
    assert "Only that team's shift leader" in (await hao.command("/break", "cap A1 0 until 15:00 because me")).text
    board = (await hao.command("/break", "board")).text
    assert "B1: who is out" in board
    assert "Arun" not in board
    assert "You are out" in (await any_house.person(ARUN).command("/break", "status")).text


async def test_the_site_manager_sees_and_decides_for_every_team(open_house: Scene) -> None:
    await open_house.person(ARUN).command("/break")
    await open_house.person(OLGA).command("/break")
    zhao = open_house.person(ZHAO)
    board = (await zhao.command("/break", "board")).text
    assert "Arun" in board
    assert "Olga" in board
    assert "已收回 Olga" in (await zhao.command("/break", "recall Olga")).text


async def test_whoever_leads_nobody_is_told_who_does(open_house: Scene) -> None:
    for verb in ("board", "recall Mei", "cap A1 0 until 15:00 because x", "report"):
        assert "这件事归班长、值班长" in (await open_house.person(WEN).command("/break", verb)).text
        assert "This is for team leaders, shift leaders" in (await open_house.person(ARUN).command("/break", verb)).text


async def test_a_leader_reads_the_day(any_house: Scene) -> None:
    scene = any_house
    await scene.person(ARUN).command("/break")
    await scene.person(MEI).command("/break")
    scene.clock.forward(minutes=20)
    await scene.person(ARUN).command("/break", "back")
    offer = await reads(scene, MEI, "轮到你了")
    await scene.person(MEI).press(offer, "breaks.accept")
    await reads(scene, MEI, "小休牌给你了")
    scene.clock.forward(minutes=5)
    await scene.person(MEI).command("/break", "还牌")

    report = (await scene.person(LIN).command("/break", "报表")).text
    assert "A1 11月23日 外出报表" in report
    assert "*Arun*：1 次，共 20 分钟；超时 1 次；排队 0 分钟" in report
    assert "*Mei*：1 次，共 5 分钟；超时 0 次；排队 20 分钟" in report
    assert "没有外出记录" in (await scene.person(LIN).command("/break", "report yesterday")).text


def shown(words: str) -> str:
    """What a person reads: Slack shows the escaped signs as themselves."""
    return words.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
