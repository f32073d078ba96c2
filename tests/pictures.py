"""The pictures in the READMEs: the /break story on the living floor, photographed, in Chinese and in English."""

import asyncio
import sys
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parent.parent / "docs" / "pictures"
sys.path.insert(0, str(Path(__file__).parent))

from playwright.async_api import Browser, expect  # noqa: E402
from support.browser import CHROMIUM, Floor, browser, on_a_page  # noqa: E402
from support.house import WORDS  # noqa: E402
from support.living import Living, living  # noqa: E402

from bot.demo import show  # noqa: E402

SIZE = {"width": 1400, "height": 860}


@dataclass(frozen=True)
class Story:
    """Who is out beside the two who lead, what they are told; in which language the manager reads, and Jie's reason."""

    language: str
    out: str
    granted: str
    language_wish: str
    home: str
    reason: str


STORIES = (
    Story("zh-CN", "MEI", "小休牌给你了", "中文", "主页", "孩子学校来电话，要回一个，五分钟够了。"),
    Story("en", "ARUN", "The token is yours", "English", "主页", "My son's school has called; five minutes will do."),
)


async def play(floor: Floor, others: Living, story: Story) -> None:
    """Somebody is out and a colleague waits; the team leader has an application, the manager all four boards."""
    manager = floor.pane("ZHAO")
    await floor.types("ZHAO", f"/floor language {story.language_wish}")
    await expect(manager.locator(".whisper")).to_have_count(1)
    await floor.types(story.out, "/break")
    await expect(floor.pane(story.out).locator(".whisper")).to_contain_text(story.granted)
    await others.lives(3)
    await expect(floor.board(story.out)).to_contain_text("1.")
    await apply(floor, story.reason)
    await others.lives(0.1)
    await floor.pane("LIN").locator(".notice").click()
    await expect(floor.pane("LIN").locator("article").get_by_role("button")).to_have_count(2)
    await floor.goes_to("ZHAO", story.home)
    await expect(manager.locator(".home")).to_contain_text("B2")
    await tidy(floor)
    boards = manager.locator(".home").get_by_text(WORDS.say(story.language, "breaks-home-boards"))
    await boards.evaluate("heading => heading.scrollIntoView()")


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
    jie = Floor(page)
    await jie.types("JIE", "/break")
    await jie.presses("JIE", "特殊申请")
    await page.get_by_label("原因").fill(reason)
    await page.get_by_label("需要几分钟").fill("5")
    await page.get_by_role("button", name="提交").click()
    await expect(page.get_by_role("dialog")).to_contain_text("申请已交给值班长")
    await page.close()


async def photograph(shown: Browser, story: Story) -> Path:
    file = FOLDER / f"break.{story.language}.png"
    async with (
        living(story.language) as others,
        on_a_page(shown, others.stage.slack, story.out, "LIN", "ZHAO", viewport=SIZE) as floor,
    ):
        await play(floor, others, story)
        await floor.page.screenshot(path=file)
    return file


async def main() -> None:
    show.hush()
    FOLDER.mkdir(parents=True, exist_ok=True)
    async with browser() as shown:
        for story in STORIES:
            file = await photograph(shown, story)
            sys.stdout.write(f"{file.relative_to(Path.cwd())}: {file.stat().st_size // 1000} kB\n")


if __name__ == "__main__":
    if CHROMIUM is None:
        sys.exit("The pictures need Chromium, and it is not on this machine: apt-get install chromium")
    asyncio.run(main())
