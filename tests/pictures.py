"""The pictures in the READMEs: the /break story played on the page and photographed, in Chinese and in English."""

import asyncio
import sys
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parent.parent / "docs" / "pictures"
sys.path.insert(0, str(Path(__file__).parent))

from playwright.async_api import Browser, expect  # noqa: E402
from support.browser import CHROMIUM, Floor, browser, opened  # noqa: E402

from bot import demo  # noqa: E402

SIZE = {"width": 1400, "height": 720}


@dataclass(frozen=True)
class Story:
    """Who is shown, from left to right: out, in line, leading; and what they are told."""

    language: str
    out: str
    waits: str
    granted: str
    in_line: str
    reason: str


STORIES = (
    Story("zh-CN", "MEI", "ARUN", "小休牌给你了", "You are in line", "孩子学校来电话，要回一个，五分钟够了。"),
    Story("en", "ARUN", "MEI", "The token is yours", "已为你排队", "My son's school has called; five minutes will do."),
)


async def play(floor: Floor, story: Story) -> None:
    """Somebody is out, somebody waits, and the leader has an application to decide."""
    await floor.types(story.out, "/break")
    await expect(floor.pane(story.out).locator(".whisper")).to_contain_text(story.granted)
    floor.clock.forward(minutes=4)
    await floor.types(story.waits, "/break")
    await expect(floor.pane(story.waits).locator(".whisper")).to_contain_text(story.in_line)
    floor.clock.forward(minutes=2)
    await apply(floor, story.reason)
    await floor.pane("LIN").locator(".notice").click()
    await expect(floor.pane("LIN").locator("article").get_by_role("button")).to_have_count(2)
    await floor.types("LIN", "/break board")
    await expect(floor.pane("LIN").locator(".whisper").get_by_role("button")).to_have_count(1)
    await expect(floor.board(story.out)).to_contain_text("1.")
    await tidy(floor)


async def tidy(floor: Floor) -> None:
    """The hints have been read, and nothing is under the mouse."""
    dismiss = floor.page.locator(".tip .icon-button:visible")
    while await dismiss.count():
        await dismiss.first.click()
    await floor.page.mouse.move(SIZE["width"] - 1, SIZE["height"] - 1)
    await floor.pane("LIN").locator("textarea").focus()


async def apply(floor: Floor, reason: str) -> None:
    """Jie applies, on a page of his own."""
    address = floor.page.url.split("?")[0]
    page = await floor.page.context.new_page()
    await page.goto(f"{address}?as=U0JIE")
    jie = Floor(page, floor.t, floor.clock)
    await jie.types("JIE", "/break")
    await jie.presses("JIE", "特殊申请")
    await page.get_by_label("原因").fill(reason)
    await page.get_by_label("需要几分钟").fill("5")
    await page.get_by_role("button", name="提交").click()
    await expect(page.get_by_role("dialog")).to_contain_text("申请已交给值班长")
    await page.close()


async def photograph(shown: Browser, story: Story) -> Path:
    file = FOLDER / f"break.{story.language}.png"
    async with opened(shown, story.language, story.out, story.waits, "LIN", viewport=SIZE) as floor:
        await play(floor, story)
        await floor.page.screenshot(path=file)
    return file


async def main() -> None:
    demo.hush()
    FOLDER.mkdir(parents=True, exist_ok=True)
    async with browser() as shown:
        for story in STORIES:
            file = await photograph(shown, story)
            sys.stdout.write(f"{file.relative_to(Path.cwd())}: {file.stat().st_size // 1000} kB\n")


if __name__ == "__main__":
    if CHROMIUM is None:
        sys.exit("The pictures need Chromium, and it is not on this machine: apt-get install chromium")
    asyncio.run(main())
