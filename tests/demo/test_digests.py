"""Does a newcomer see the day before told, with its picture, and get an answer to `/kpi`?"""

import pytest
from support.house import WORDS
from support.living import Living, living

from bot.demo import phones
from jobs.asking import Study


async def counted(floor: Living) -> None:
    """What the clock does every twenty seconds of the wall."""
    for job in floor.stage.house.runner.schedule:
        if isinstance(job, Study):
            await floor.stage.house.runner.run(job)


@pytest.mark.parametrize(
    ("language", "title"),
    [("en", "Daily digest, the centre: Sunday, 22 Nov"), ("zh-CN", "全中心 日报：11月22日（周日）")],
)
async def test_two_minutes_after_the_opening_the_day_before_is_told(language: str, title: str) -> None:
    async with living(language, scenes=[phones.calls]) as floor:
        await counted(floor)
        await floor.lives(1)
        assert not [one for one in floor.said() if title in one.words]
        await floor.lives(2)
        await floor.stage.slack.until(lambda: any(title in one.words for one in floor.said()), timeout=20)
        (told,) = [one for one in floor.said() if title in one.words]
        picture = next(block for block in told.blocks if block["type"] == "image")
        assert title in picture["alt_text"]
        manager = await floor.person("ZHAO").command("/kpi", "yesterday", "C0MANAGEMENT")
        assert WORDS.say(language, "digests-name-calls_offered") in manager.text
