"""Is there a browser, and how do people's screens look in it?"""

import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from playwright.async_api import Browser, Locator, Page, async_playwright

from bot.demo import show
from playground.server import Playground
from support.cast import MORNING
from support.clock import HandClock
from views.words import Words

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
BROWSER_TEST = [
    pytest.mark.skipif(CHROMIUM is None, reason="needs Chromium: apt-get install chromium"),
    pytest.mark.asyncio(loop_scope="module"),
]
QUIET = """
    --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking
    --disable-component-update --disable-sync
""".split()
WORDS = Words()
SCREENSHOTS = Path(__file__).parents[2] / "build" / "screenshots"


@asynccontextmanager
async def browser() -> AsyncIterator[Browser]:
    async with async_playwright() as playwright:
        started = await playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield started
        await started.close()


class Floor:
    """The demo's floor on a page, some people side by side; each pane is called by its person's id without `U0`."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def pane(self, person: str) -> Locator:
        return self.page.locator(f'.pane[data-person="U0{person}"]')

    async def types(self, person: str, text: str) -> None:
        box = self.pane(person).locator(".composer textarea")
        await box.fill(text)
        await box.press("Enter")

    async def presses(self, person: str, label: str) -> None:
        """The newest button with these words on it."""
        await self.pane(person).get_by_role("button", name=label, exact=True).last.click()

    async def goes_to(self, person: str, place: str) -> None:
        await self.pane(person).get_by_role("navigation").get_by_role("button", name=place).click()

    def board(self, person: str) -> Locator:
        return self.pane(person).locator("article").first

    async def photographed(self, story: str, language: str) -> None:
        """How a story ended, kept for whoever wants to look; the next run takes it anew."""
        await self.page.screenshot(path=SCREENSHOTS / f"{story}.{language}.png")


@asynccontextmanager
async def opened(shown: Browser, language: str, *people: str) -> AsyncIterator[Floor]:
    """The demo's floor on an ordinary morning, with these people's screens; nobody else acts."""
    clock = HandClock(MORNING)
    t = WORDS.reader(language, ZoneInfo("UTC"), clock.now())
    async with show.floor(0, WORDS, t, clock, MORNING) as (slack, _), on_a_page(shown, slack, *people) as floor:
        yield floor


@asynccontextmanager
async def on_a_page(shown: Browser, slack: Playground, *people: str, **how: object) -> AsyncIterator[Floor]:
    """These people side by side, on that ordinary morning; `how` is what a browser context takes."""
    context = await shown.new_context(**how)  # type: ignore[arg-type]
    page = await context.new_page()
    await page.clock.set_fixed_time(MORNING)
    await page.goto(f"{slack.url}/?as={','.join('U0' + one for one in people)}")
    yield Floor(page)
    await context.close()
