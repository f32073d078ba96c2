"""The newcomer's first minute on the living floor, in a real browser."""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from zoneinfo import ZoneInfo

import pytest
from playwright.async_api import Browser, expect
from support.browser import BROWSER_TEST, Floor
from support.house import WORDS

from bot.clock import Clock
from bot.demo import show
from bot.demo.people import OPENING
from playground.server import Playground

pytestmark = BROWSER_TEST


@asynccontextmanager
async def make_demo(shown: Browser, language: str, speed: float = 1) -> AsyncIterator[Floor]:
    """As `make demo` does it: the page with those whom it begins with, everybody else living."""
    t = WORDS.reader(language, ZoneInfo("UTC"), Clock().now())
    ready: asyncio.Future[Playground] = asyncio.get_running_loop().create_future()
    playing = asyncio.create_task(show.play(0, 1, speed, WORDS, t, ready.set_result))
    slack = await ready
    page = await shown.new_page()
    await page.goto(f"{slack.url}/?as={','.join(OPENING[language])}")
    yield Floor(page)
    await page.close()
    playing.cancel()
    await asyncio.wait({playing})
    assert playing.cancelled()


@dataclass(frozen=True)
class Minute:
    """What a newcomer does and reads, in the language of their terminal."""

    language: str
    agent: str
    name: str
    newcomer: str
    other: str

    def says(self, key: str, **facts: object) -> str:
        return WORDS.reader(self.language, ZoneInfo("UTC"), Clock().now()).plain(key, **facts)


@pytest.mark.parametrize(
    "minute",
    [Minute("zh-CN", "MEI", "梅婷", "JIE", "李杰"), Minute("en", "ARUN", "Arun", "TOM", "Tom")],
    ids=lambda minute: minute.language,
)
async def test_within_a_minute_a_newcomer_has_seen_it_all(chromium: Browser, minute: Minute) -> None:
    """Everything on the page with which it opens, and everything in one language."""
    async with make_demo(chromium, minute.language) as floor:
        began, says = time.monotonic(), minute.says
        await floor.presses(minute.agent, says("breaks-button-take"))
        await expect(floor.pane(minute.agent).locator(".whisper")).to_contain_text(GRANTED[minute.language])
        for person in (minute.agent, "LIN"):
            await expect(floor.board(person)).to_contain_text(minute.name)
        await expect(floor.pane("ZHAO").locator(".home")).to_contain_text(minute.name)

        await floor.types(minute.newcomer, "/break")
        await expect(floor.pane(minute.newcomer).locator(".whisper")).to_contain_text(TOO_EARLY[minute.language])
        await floor.presses(minute.newcomer, says("breaks-button-apply"))
        form = floor.pane(minute.newcomer).get_by_role("dialog")
        await form.get_by_label(says("breaks-form-reason")).fill(says("demo-reason-1"))
        await form.get_by_role("button", name=says("breaks-form-send")).click()
        await expect(form).to_contain_text(SENT[minute.language])
        await form.get_by_role("button", name=says("floor-close")).last.click()

        await floor.pane("LIN").locator(".notice", has_text=minute.other).click()
        await floor.presses("LIN", says("breaks-button-approve"))
        await floor.goes_to("LIN", "team-a1")
        for person in (minute.newcomer, "LIN"):
            await expect(floor.board(person)).to_contain_text(f"1. {minute.other}")
        await floor.presses(minute.agent, says("breaks-button-back"))
        for person in (minute.newcomer, "LIN"):
            await expect(floor.board(person)).to_contain_text(NEXT[minute.language].format(minute.other))
        assert time.monotonic() - began < 60
        await floor.photographed("first-minute", minute.language)


GRANTED = {"zh-CN": "小休牌给你了。", "en": "The token is yours."}
TOO_EARLY = {"zh-CN": "上班后 30 分钟内不能外出", "en": "Nobody goes out in the first 30 min of a shift"}
SENT = {"zh-CN": "申请已交给值班长。", "en": "Your application is with the shift leader."}
NEXT = {"zh-CN": "{} 轮到了", "en": "{} is next"}


async def test_a_fast_day_is_a_page_to_look_at(chromium: Browser) -> None:
    """The boards change before one's eyes, and the page has nothing to complain of."""
    async with make_demo(chromium, "en", speed=60) as floor:
        complaints: list[str] = []
        floor.page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
        await floor.page.goto(floor.page.url.replace("U0LIN", "U0HAO"))
        seen = set()
        for _ in range(40):
            seen.add(await floor.board("HAO").inner_text())
            await asyncio.sleep(0.25)
        assert len(seen) >= 4
        await expect(floor.pane("HAO").locator("article:not(.whisper)")).to_have_count(1)
        assert complaints == []
