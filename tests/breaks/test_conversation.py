"""People asking for breaks, through real Bolt, as they would in Slack."""

from support.cast import ARUN, LIN, MEI
from support.house import Scene


async def test_the_token_goes_out_and_comes_back(open_house: Scene) -> None:
    mei, arun = open_house.person(MEI), open_house.person(ARUN)

    granted = await mei.command("/break")
    assert "小休牌给你了" in granted.text
    assert "10:15" in granted.text

    queued = await arun.command("/break", "10")
    assert "You are in line: number 1" in queued.text

    await mei.press(granted.ephemeral[0], "breaks.back")
    offer = await open_house.slack.until(lambda: next((m for m in arun.dm() if "Your turn" in m.words), None))
    await arun.press(offer, "breaks.accept")
    await open_house.slack.until(lambda: "The token is yours" in arun.dm()[-1].words or None)

    lin = open_house.person(LIN)
    await open_house.slack.until(lambda: "Arun" in lin.sees("C0A1")[-1].words or None)
    assert len(lin.sees("C0A1")) == 1, "the board is edited, never repeated"
