"""The App Home: an agent's own, a leader's boards, refreshed when something changes."""

from support.cast import ARUN, LIN, MEI, OLGA, ZHAO, at
from support.hearing import hears, soon
from support.house import Scene

from playground.person import Home


async def test_an_agents_home_shows_shift_token_and_minutes(any_house: Scene) -> None:
    home = await any_house.person(MEI).open_home()
    await says(any_house, home, "Mei，你好", "你的班次：08:30 – 17:30", "你没有外出，也没有在排队", "已外出 0 次")

    await any_house.person(MEI).press(home, "breaks.take")
    await says(any_house, home, "你在外面（小休），应在 10:15 前回来")

    any_house.clock.forward(minutes=5)
    await any_house.person(MEI).press(home, "breaks.back")
    await says(any_house, home, "已外出 1 次，共 5 分钟")


async def test_the_answer_to_a_press_on_the_home_is_shown_over_it(open_house: Scene) -> None:
    home = await open_house.person(ARUN).open_home()
    await says(open_house, home, "Hello, Arun")
    pressed = await open_house.person(ARUN).press(home, "breaks.take")
    note = await pressed.opened()
    assert "The token is yours" in note.words
    open_house.clock.forward(minutes=3)
    await open_house.person(ARUN).press(note, "breaks.back")
    await open_house.slack.until(lambda: "Welcome back" in open_house.person(ARUN).views[-1].words)


async def test_the_home_of_somebody_in_line_moves_with_the_line(open_house: Scene) -> None:
    home = await open_house.person(ARUN).open_home()
    await open_house.person(MEI).command("/break")
    await open_house.person(ARUN).command("/break")
    await says(open_house, home, "You are in line, number 1", "your turn is at about 10:15")

    await open_house.person(MEI).command("/break", "还牌")
    await says(open_house, home, "Your turn!")
    await open_house.person(ARUN).press(home, "breaks.accept")
    await says(open_house, home, "You are out (break)")


async def test_a_leaders_home_shows_the_boards_they_lead_and_takes_tokens_back(open_house: Scene) -> None:
    scene = open_house
    home = await scene.person(LIN).open_home()
    await says(scene, home, "A1 外出看板", "小休牌空着")
    assert "B1" not in home.words

    await scene.person(ARUN).command("/break")
    await says(scene, home, "*Arun* 小休，10:15 前回来")
    recalled = await scene.person(LIN).press(home, "breaks.recall")
    assert "已收回 Arun" in (await recalled.opened()).words
    await says(scene, home, "小休牌空着")


async def test_the_site_managers_home_shows_every_board(open_house: Scene) -> None:
    await open_house.person(OLGA).command("/break")
    home = await open_house.person(ZHAO).open_home()
    await says(open_house, home, "A1 外出看板", "B1 外出看板", "*Olga*")


async def test_the_home_changes_its_language_with_its_person(open_house: Scene) -> None:
    home = await open_house.person(ARUN).open_home()
    await says(open_house, home, "Hello, Arun")
    await open_house.person(ARUN).command("/floor", "language 中文")
    await says(open_house, home, "Arun，你好")


async def test_off_shift_the_home_says_so(open_house: Scene) -> None:
    open_house.clock.set(at("22:00"))
    home = await open_house.person(MEI).open_home()
    await says(open_house, home, "你现在不在班上")
    await open_house.person(MEI).press(home, "breaks.take")
    await open_house.slack.until(lambda: any("你现在不在班上" in view.words for view in open_house.person(MEI).views))


async def test_a_strangers_home_says_what_to_do(open_house: Scene) -> None:
    home = await open_house.person("stranger").open_home()
    await says(open_house, home, "I do not find you on the roster yet", "U0STRANGER")


async def test_a_recall_by_command_shows_on_the_holders_home(open_house: Scene) -> None:
    home = await open_house.person(ARUN).open_home()
    await open_house.person(ARUN).command("/break")
    await says(open_house, home, "You are out")
    await open_house.person(LIN).command("/break", "recall Arun")
    await hears(open_house, LIN, "已收回")
    await says(open_house, home, "neither out nor in line")


async def says(scene: Scene, home: Home, *words: str) -> None:
    try:
        await soon(scene, lambda: all(word in home.words for word in words))
    except TimeoutError:
        raise AssertionError(f"{words} is not all in {home.words!r}") from None
