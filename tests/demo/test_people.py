"""Do the demo's people leave room for the reader?"""

import aiohttp
from support.living import Act, Living, living


async def shows(floor: Living, *names: str) -> None:
    """The reader opens a page with these people on it, and each of its panes asks for its screen."""
    url = floor.stage.slack.url
    people = [f"U0{name}" for name in names]
    async with aiohttp.ClientSession(url, headers={"Referer": f"{url}/?as={','.join(people)}"}) as http:
        for one in people:
            assert (await http.get(f"/_/{one}/screen")).status == 200


def since(floor: Living, count: int) -> list[Act]:
    return floor.acts()[count:]


async def test_nobody_acts_as_those_whom_the_reader_plays() -> None:
    async with living() as floor:
        await shows(floor, "OLGA", "NADIA")
        seen = len(floor.acts())
        await floor.lives(120)
        who = {act.who for act in since(floor, seen)}
        assert not who & {"U0OLGA", "U0NADIA"}
        assert {"U0MEI", "U0ARUN"} & who, "nobody plays them any more"


async def test_where_the_reader_begins_the_token_is_left_to_them() -> None:
    async with living() as floor:
        assert "lunch, until" in floor.board("A1")
        seen = len(floor.acts())
        await floor.lives(120)
        here = {act.what for act in since(floor, seen) if floor.team_of(act.who[2:]) == "A1"}
        no_token = {f"/break {word}" for word in ("lunch", "午餐", "urgent", "紧急")}
        assert here <= {*no_token, "block_actions breaks.back"}


async def test_on_a_fast_day_they_take_it_there_too() -> None:
    async with living() as floor:
        floor.stage.clock.pace = 60
        seen = len(floor.acts())
        await floor.lives(60)
        tokens = [act for act in since(floor, seen) if act.what in ("/break", "/break 5", "/break 8", "/break 10")]
        assert [act for act in tokens if floor.team_of(act.who[2:]) == "A1"]


async def test_a_colleague_lines_up_behind_the_reader_and_is_short() -> None:
    async with living() as floor:
        assert "The token is yours." in await floor.does("ARUN", "")
        await floor.lives(2)
        assert "*In line*" in floor.board("A1")
        assert "排队" in await floor.does("MEI", "")
        assert "1. 梅婷" in floor.board("A1"), "whoever was out today already waits behind"
        await floor.does("ARUN", "back")
        await floor.does("MEI", "取消")
        await floor.lives(0.5)
        assert ", break, until" in floor.board("A1")
        await floor.lives(1.5)
        assert "The token is free to take." in floor.board("A1")


async def test_others_hurry_and_let_the_reader_go_first() -> None:
    async with living() as floor:
        await shows(floor, "GAO")
        seen = len(floor.acts())
        assert "第 3 位" in await floor.does("GAO", "")
        await floor.lives(1)
        assert "*高远* is next" in floor.board("B1")
        passed = [act.who for act in since(floor, seen) if act.what.endswith("breaks.pass")]
        assert passed == ["U0OLGA", "U0FATIMA"]
        await floor.lives(20)
        assert "高远" not in floor.board("B1"), "who never answers is not waited for"
        assert {"U0OLGA", "U0FATIMA"} <= {act.who for act in since(floor, seen) if act.what.endswith("breaks.accept")}


async def test_leaders_decide_but_for_those_whom_the_reader_plays() -> None:
    for shown, decided in ((("QIN",), True), (("QIN", "NADIA"), False)):
        async with living() as floor:
            await shows(floor, *shown)
            qin = floor.person("QIN")
            refused = await qin.command("/break", "", "C0B2")
            form = await (await qin.press(refused.ephemeral[0], "breaks.apply")).opened()
            await qin.submit(form, {"reason": "孩子老师来电话", "minutes": "5"})
            await floor.stage.bot_looks()
            await floor.lives(3)
            assert any(act.who == "U0NADIA" for act in floor.acts()) == decided
