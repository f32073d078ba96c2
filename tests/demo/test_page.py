"""The newcomer's first minute on the living floor, in a real browser."""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from zoneinfo import ZoneInfo

import pytest
import pytest_asyncio
from playwright.async_api import Browser, expect
from support.browser import CHROMIUM, Floor, browser
from support.house import WORDS

from bot.clock import Clock
from bot.demo import show
from bot.demo.stage import SHOWN
from playground.server import Playground

pytestmark = [
    pytest.mark.skipif(CHROMIUM is None, reason="needs Chromium: apt-get install chromium"),
    pytest.mark.asyncio(loop_scope="module"),
]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def chromium() -> AsyncIterator[Browser]:
    async with browser() as started:
        yield started


@asynccontextmanager
async def make_demo(shown: Browser, language: str, speed: float = 1) -> AsyncIterator[Floor]:
    """As `make demo` does it: the page with the three whom it begins with, everybody else living."""
    t = WORDS.reader(language, ZoneInfo("UTC"), Clock().now())
    ready: asyncio.Future[Playground] = asyncio.get_running_loop().create_future()
    playing = asyncio.create_task(show.play(0, 1, speed, WORDS, t, ready.set_result))
    slack = await ready
    page = await shown.new_page()
    await page.goto(f"{slack.url}/?as={','.join(SHOWN)}")
    yield Floor(page)
    await page.close()
    playing.cancel()
    await asyncio.wait({playing})
    assert playing.cancelled()


@pytest.mark.parametrize(
    ("language", "jie_applies", "approve", "next_one"),
    [("zh-CN", "已由 林静 同意。", "同意", "李杰 轮到了"), ("en", "Approved by Lin.", "Approve", "李杰 is next")],
)
async def test_within_a_minute_a_newcomer_has_seen_it_all(
    chromium: Browser, language: str, jie_applies: str, approve: str, next_one: str
) -> None:
    async with make_demo(chromium, language) as floor:
        began = time.monotonic()
        await floor.types("MEI", "/break")
        await expect(floor.pane("MEI").locator(".whisper")).to_contain_text("小休牌给你了。")
        for person in ("MEI", "LIN"):
            await expect(floor.board(person)).to_contain_text("梅婷")
        await floor.presses("MEI", "我回来了")
        await expect(floor.board("LIN")).not_to_contain_text("梅婷")

        await floor.page.goto(floor.page.url.replace("U0MEI", "U0JIE"))
        await floor.types("JIE", "/break")
        await expect(floor.pane("JIE").locator(".whisper")).to_contain_text("上班后 30 分钟内不能外出")
        await floor.presses("JIE", "特殊申请")
        form = floor.pane("JIE").get_by_role("dialog")
        await form.get_by_label("原因").fill("孩子老师来电话")
        await form.get_by_role("button", name="提交").click()
        await expect(form).to_contain_text("申请已交给值班长。")
        await form.get_by_role("button", name="关闭").last.click()

        await floor.pane("LIN").locator(".notice", has_text="李杰").click()
        await floor.presses("LIN", approve)
        await expect(floor.pane("LIN").locator("article", has_text="李杰")).to_contain_text(jie_applies)
        await floor.goes_to("LIN", "team-a1")
        for person in ("JIE", "LIN"):
            await expect(floor.board(person)).to_contain_text(next_one)
        assert time.monotonic() - began < 60


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
