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

from bot.demo import SCENES, show  # noqa: E402

SIZE = {"width": 1640, "height": 860}


@dataclass(frozen=True)
class Story:
    """Whom `make demo` shows in this language: who is out, who has just come; and what they read."""

    language: str
    out: str
    newcomer: str
    granted: str
    sent: str

    def says(self, key: str) -> str:
        return WORDS.say(self.language, key)


STORIES = (
    Story("zh-CN", "MEI", "JIE", "小休牌给你了", "申请已交给值班长"),
    Story("en", "ARUN", "TOM", "The token is yours", "Your application is with the shift leader"),
)


async def play(floor: Floor, others: Living, story: Story) -> None:
    """Somebody is out and a colleague waits; the team leader has an application, the manager all four boards."""
    await floor.types(story.out, "/break")
    await expect(floor.pane(story.out).locator(".whisper")).to_contain_text(story.granted)
    await others.lives(3)
    await expect(floor.board(story.out)).to_contain_text("1.")
    await apply(floor, story)
    await others.lives(0.1)
    await floor.pane("LIN").locator(".notice").click()
    await expect(floor.pane("LIN").locator("article").get_by_role("button")).to_have_count(2)
    await tidy(floor)
    home = floor.pane("ZHAO").locator(".home")
    await expect(home).to_contain_text("B2")
    await home.get_by_text(story.says("breaks-home-boards")).evaluate("heading => heading.scrollIntoView()")


async def tidy(floor: Floor) -> None:
    """The hints have been read, and nothing is under the mouse."""
    dismiss = floor.page.locator(".tip .icon-button:visible")
    while await dismiss.count():
        await dismiss.first.click()
    await floor.page.mouse.move(SIZE["width"] - 1, SIZE["height"] - 1)
    await floor.pane("LIN").locator("textarea").focus()


async def apply(floor: Floor, story: Story) -> None:
    """Whoever has just come is refused, and applies."""
    await floor.types(story.newcomer, "/break")
    await floor.presses(story.newcomer, story.says("breaks-button-apply"))
    form = floor.pane(story.newcomer).get_by_role("dialog")
    await form.get_by_label(story.says("breaks-form-reason")).fill(story.says("demo-reason-1"))
    await form.get_by_label(story.says("breaks-form-minutes")).fill("5")
    await form.get_by_role("button", name=story.says("breaks-form-send")).click()
    await expect(form).to_contain_text(story.sent)
    await form.get_by_role("button", name=story.says("floor-close")).last.click()


async def photograph(shown: Browser, story: Story) -> Path:
    file = FOLDER / f"break.{story.language}.png"
    async with (
        living(story.language, scenes=SCENES) as others,
        on_a_page(shown, others.stage.slack, story.out, story.newcomer, "LIN", "ZHAO:home", viewport=SIZE) as floor,
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
