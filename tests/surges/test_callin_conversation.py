"""What people at home read and press who are asked to come in, through the whole house. (SG-05)"""

from support import cast
from support.cast import ARUN, BO, MEI
from support.hearing import reads
from support.house import Scene
from support.surges_callin import settle_at_home, site

from playground.models import Message
from storage import surges_callin as storage

TOMORROW = cast.at("10:00", "2026-11-24")  # the cast's only shift was yesterday


async def begin(scene: Scene, need: int) -> None:
    scene.clock.set(TOMORROW)
    with scene.house.database.changing() as session:
        settle_at_home(session, (MEI, ARUN, BO))
        storage.start(session, 1, need, scene.clock.now(), site())


def labels(message: Message) -> list[str]:
    return [one["text"]["text"] for block in message.blocks if block["type"] == "actions" for one in block["elements"]]


async def test_somebody_at_home_is_asked_in_private_and_may_say_when(open_house: Scene) -> None:
    await begin(open_house, 2)
    asked = await reads(open_house, ARUN, "Could you come in", "10:10", "free to decline")
    assert labels(asked) == [
        "I am coming, in 30 min",
        "I am coming, in 60 min",
        "I am coming, in 90 min",
        "I cannot come",
    ]
    call = asked.blocks[3]["elements"][0]["value"]
    await open_house.person(ARUN).press(asked, "surges.accept", call)
    told = await reads(open_house, ARUN, "You are expected at 11:00")
    assert labels(told) == ["I am here", "I cannot come"]
    await open_house.person(ARUN).press(told, "surges.arrive")
    assert labels(await reads(open_house, ARUN, "report to the shift leader")) == []


async def test_a_no_is_thanked_for_and_leaves_no_button(open_house: Scene) -> None:
    await begin(open_house, 2)
    asked = await reads(open_house, MEI, "不方便尽管说", "不会有任何影响")
    await open_house.person(MEI).press(asked, "surges.decline")
    assert labels(await reads(open_house, MEI, "没关系，谢谢回复")) == []


async def test_when_it_is_enough_the_others_read_so_where_they_were_asked(open_house: Scene) -> None:
    await begin(open_house, 1)
    asked = await reads(open_house, MEI, "你方便来支援接线吗")
    other = await reads(open_house, ARUN, "Could you come in")
    await open_house.person(MEI).press(asked, "surges.accept", asked.blocks[2]["elements"][0]["value"])

    released = await reads(open_house, ARUN, "You are not needed any more")
    assert released.ts == other.ts, "the question itself has become the thanks"
    assert labels(released) == []


async def test_whoever_is_on_the_way_hears_aloud_that_it_is_over(open_house: Scene) -> None:
    await begin(open_house, 1)
    asked = await reads(open_house, MEI, "你方便来支援接线吗")
    await open_house.person(MEI).press(asked, "surges.accept", asked.blocks[2]["elements"][0]["value"])
    await reads(open_house, MEI, "10:30 等你")
    with open_house.house.database.changing() as session:
        storage.end(session, 1, open_house.clock.now())

    over = await reads(open_house, MEI, "来电高峰已经过去，不用过来了")
    assert over.ts != asked.ts
    assert "surges.arrive" not in str([one.blocks for one in open_house.person(MEI).sees()])
