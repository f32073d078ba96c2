"""What people read and press while breaks are few and short, through the whole house. (SG-04)"""

from support.cast import ARUN, LIN, MEI, OLGA
from support.hearing import reads, seen, soon
from support.house import Scene
from support.surges_policy import site

from rules.surges_policy import HALF, NONE
from storage import surges_policy as storage


async def tighten(scene: Scene, mode: str = NONE) -> None:
    with scene.house.database.changing() as session:
        storage.tighten(session, 1, scene.clock.now(), site(mode))
    await scene.sweep()


async def relax(scene: Scene) -> None:
    with scene.house.database.changing() as session:
        storage.relax(session, 1, scene.clock.now())
    await scene.sweep()


async def test_whoever_waits_reads_why_and_is_served_when_it_is_over(open_house: Scene) -> None:
    await open_house.person(MEI).command("/break")
    await open_house.person(ARUN).command("/break")
    await tighten(open_house)

    told = await reads(open_house, ARUN, "breaks are fewer and shorter", "number 1", "nobody can say yet for how long")
    assert "your turn is at" not in told.words
    await open_house.person(MEI).command("/break", "还牌")
    await relax(open_house)
    await reads(open_house, ARUN, "Your turn")
    await reads(open_house, ARUN, "breaks are as usual again")


async def test_whoever_is_out_is_asked_and_not_ordered_and_may_come_back(open_house: Scene) -> None:
    await open_house.person(MEI).command("/break")
    await tighten(open_house)

    asked = await reads(open_house, MEI, "如果方便", "不方便也没关系")
    assert "10:15" in asked.words
    await open_house.person(MEI).press(asked, "breaks.back")
    await relax(open_house)
    await reads(open_house, MEI, "小休恢复正常")
    assert not [one for one in open_house.person(MEI).sees() if "如果方便" in one.words], "no dead button is left"


async def test_the_question_goes_when_its_break_is_over_or_the_surge_is(open_house: Scene) -> None:
    await open_house.person(MEI).command("/break")
    await open_house.person(OLGA).command("/break")
    await tighten(open_house)
    await reads(open_house, MEI, "如果方便")
    asked = await reads(open_house, OLGA, "If you can be back before")

    await open_house.person(MEI).command("/break", "还牌")  # not by the button
    await soon(
        open_house, lambda: not [one for one in open_house.person(MEI).sees() if "如果方便" in one.words] or None
    )
    await relax(open_house)
    over = await soon(open_house, lambda: next((m for m in open_house.person(OLGA).sees() if m.ts == asked.ts), None))
    await soon(open_house, lambda: "breaks are as usual again" in over.words or None)


async def test_whoever_asks_now_gets_a_place_the_reason_and_urgent_beside_it(open_house: Scene) -> None:
    await tighten(open_house)
    answer = (await open_house.person(ARUN).command("/break")).ephemeral[0]
    assert "your team's token rests" in answer.words
    assert "number 1" in answer.words
    await open_house.person(ARUN).press(answer, "breaks.urgent")
    assert "You are out (urgent)" in (await open_house.person(ARUN).command("/break", "status")).text


async def test_the_board_says_that_it_is_a_surge_and_then_says_no_more(open_house: Scene) -> None:
    await tighten(open_house)
    await seen(open_house, LIN, "C0A1", "本班组小休牌先停发", "紧急外出照旧")
    await relax(open_house)
    board = await seen(open_house, LIN, "C0A1", "小休牌空着")
    assert "来电太多" not in board.words


async def test_of_two_teams_one_keeps_its_token_for_less_and_the_other_waits_and_both_read_why(
    open_house: Scene,
) -> None:
    await tighten(open_house, HALF)
    keeps = (await open_house.person(OLGA).command("/break")).text
    assert "(5 min)" in keeps
    assert "at most 5 min just now" in keeps
    waits = (await open_house.person(ARUN).command("/break")).text
    assert "token rests" in waits
    assert "number 1" in waits


async def test_a_home_that_stands_open_says_it_too(open_house: Scene) -> None:
    home = await open_house.person(ARUN).open_home()
    await soon(open_house, lambda: "neither out nor in line" in home.words or None)
    await tighten(open_house)
    await soon(open_house, lambda: "Ask all the same and you have a place in line" in home.words or None)
    await relax(open_house)
    await soon(open_house, lambda: "Many callers" not in home.words or None)
