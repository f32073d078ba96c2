"""The page, in a real browser: what people see, in their language."""

import base64
from dataclasses import replace

from playground_page import MANIFEST, page, with_a_break
from playground_world import SEED, a_world
from playwright.async_api import Browser, Page, expect
from support.browser import BROWSER_TEST

from playground.seed import Seed

__all__ = ["page"]
pytestmark = BROWSER_TEST


async def test_two_people_side_by_side_see_what_is_theirs_in_their_own_words(page: Page) -> None:
    problems: list[str] = []
    page.on("console", lambda line: problems.append(line.text) if line.type == "error" else None)
    page.on("pageerror", lambda error: problems.append(str(error)))
    async with a_world(replace(SEED, manifest=MANIFEST), page=True) as world:
        await with_a_break(world)
        await page.goto(f"{world.slack.url}/?as=U0MEI,U0ARUN")
        mei, arun = page.locator(".pane").nth(0), page.locator(".pane").nth(1)

        await mei.locator("textarea").fill("/br")
        await expect(mei.get_by_role("listbox")).to_contain_text("小休一下")
        await expect(mei.get_by_role("listbox")).not_to_contain_text("Take a break")
        await mei.locator("textarea").press("Tab")
        await mei.locator("textarea").press_sequentially("10")
        await mei.locator("textarea").press("Enter")
        await expect(mei.locator(".whisper")).to_contain_text("仅你可见")
        await expect(mei.locator(".whisper strong", has_text="10")).to_be_visible()
        await expect(mei.locator(".whisper")).to_contain_text("<b>minutes</b>")
        await expect(arun.locator(".whisper")).to_have_count(0)

        await mei.get_by_role("button", name="Go").click()
        form = mei.get_by_role("dialog")
        await form.get_by_role("button", name="Send").click()
        await expect(form.get_by_role("alert")).to_have_text("此项为必填。")
        await form.get_by_label("Minutes").fill("lunch")
        await form.get_by_label("Minutes").press("Enter")
        await expect(form).to_have_count(0)
        await expect(arun.locator(".message")).to_contain_text("mei: lunch")

    assert [line for line in problems if "ERR_" not in line] == []


async def test_a_failed_command_is_told_in_the_persons_language(page: Page) -> None:
    async with a_world(replace(SEED, manifest=MANIFEST), page=True) as world:
        await page.goto(f"{world.slack.url}/?as=U0MEI")
        await page.locator("textarea").fill("/break")
        await page.locator("textarea").press("Enter")

        await expect(page.locator(".whisper")).to_contain_text("/break 执行失败：应用未连接或出错了。")


PIXEL = base64.b64decode("R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw==")


def hinted(hint: str) -> Seed:
    mei = replace(SEED.users[0], hint=hint)
    return replace(SEED, users=(mei, *SEED.users[1:]), manifest=MANIFEST)


async def test_a_newcomer_sees_what_to_try_until_it_is_dismissed(page: Page) -> None:
    async with a_world(hinted("*试试* `/break`，不是 `break`"), page=True) as world:
        await page.goto(f"{world.slack.url}/?as=U0MEI")
        tip = page.locator(".tip")
        await expect(page.locator("textarea")).to_be_focused()
        await expect(tip.locator("code")).to_have_text("break")

        await tip.get_by_role("button", name="/break").click()
        await expect(page.locator("textarea")).to_have_value("/break")
        await page.get_by_role("button", name="主页").click()
        await expect(tip).to_be_hidden()
        await page.get_by_role("button", name="floor").click()
        await tip.get_by_role("button", name="知道了").click()
        await page.reload()
        await expect(page.locator(".pane")).to_contain_text("这里还没有消息。")
        await expect(tip).to_have_count(0)


async def test_a_private_word_is_noticed_elsewhere_and_opened_with_a_click(page: Page) -> None:
    async with a_world(page=True) as world:
        await page.goto(f"{world.slack.url}/?as=U0MEI,U0ARUN")
        mei, arun = page.locator(".pane").nth(0), page.locator(".pane").nth(1)
        await expect(arun.locator(".empty")).to_be_visible()

        said = await world.client.chat_postMessage(channel="U0ARUN", text="*Your turn!* :bell:\nNow")
        await expect(arun.locator(".notice")).to_contain_text("Your turn!")
        await expect(arun.locator(".notice svg.pictograph")).to_be_visible()
        await expect(mei.locator(".notice")).to_have_count(0)
        await arun.locator(".notice").click()
        await expect(arun.locator(".message")).to_contain_text("Now")
        await expect(arun.locator(".notice")).to_have_count(0)

        await arun.get_by_role("button", name="floor").first.click()
        await world.client.chat_update(channel=said["channel"], ts=said["ts"], text="Too late")
        again = await world.client.chat_postMessage(channel="U0ARUN", text="Again!")
        await expect(arun.locator(".notice")).to_contain_text("Again!")
        await world.client.chat_update(channel=again["channel"], ts=again["ts"], text="Too late again")
        await expect(arun.locator(".notice")).to_have_count(0)
        await world.client.chat_postMessage(channel="C0FLOOR", text="To all")
        await expect(arun.locator(".message")).to_contain_text("To all")
        await expect(arun.locator(".notice")).to_have_count(0)


async def test_a_file_can_be_downloaded_and_a_picture_is_shown(page: Page) -> None:
    async with a_world(page=True) as world:
        await page.goto(f"{world.slack.url}/?as=U0MEI")
        await world.client.files_upload_v2(channel="C0FLOOR", filename="board.gif", title="看板", content=PIXEL)
        await world.client.files_upload_v2(
            channel="C0FLOOR", filename="日报.csv", title="<b>日报</b>", content=b"1,2\n", initial_comment="*明细*"
        )

        picture = page.get_by_role("img", name="看板")
        await expect(picture).to_be_visible()
        assert await picture.evaluate("node => node.decode().then(() => node.naturalWidth)") == 1
        await expect(page.locator(".message strong", has_text="明细")).to_be_visible()
        await expect(page.locator("a.file")).to_contain_text("<b>日报</b>")
        async with page.expect_download() as download:
            await page.locator("a.file").click()
        file = await download.value
        assert (file.suggested_filename, (await file.path()).read_bytes()) == ("日报.csv", b"1,2\n")


async def test_a_person_is_found_by_name_or_team_and_the_keyboard_leads_there(page: Page) -> None:
    teams = {"U0MEI": "早班 A1", "U0ARUN": "早班 A1", "U0OLGA": "Late B1"}
    users = tuple(replace(user, group=teams[user.id]) for user in SEED.users)
    async with a_world(replace(SEED, users=users, manifest=MANIFEST), page=True) as world:
        await page.goto(f"{world.slack.url}/?as=U0MEI")
        await page.get_by_role("button", name="当前身份").click()
        groups = page.get_by_role("listbox").get_by_role("group")
        await expect(groups).to_have_text(["早班 A1MMeiAgentAArunAgent", "Late B1OOlga"])
        await page.keyboard.type("b1")
        await expect(page.get_by_role("option")).to_have_count(1)
        await page.keyboard.press("Enter")
        await expect(page.locator(".identity strong")).to_have_text("Olga")

        await page.get_by_role("button", name="Add a person beside").click()
        await page.keyboard.type("arun")
        await page.keyboard.press("Enter")
        await expect(page.locator(".pane")).to_have_count(2)
        await expect(page.locator(".pane").nth(1).locator("textarea")).to_be_focused()
        await page.keyboard.press("Alt+Digit1")
        await expect(page.locator(".pane").nth(0).locator("textarea")).to_be_focused()
        await page.keyboard.press("Control+k")
        await page.keyboard.type("secret")
        await page.keyboard.press("Escape")
        await expect(page.get_by_role("dialog")).to_have_count(0)
        await expect(page.locator(".pane").nth(0).locator("textarea")).to_be_focused()


async def test_the_pages_time_is_the_workspaces_own(page: Page) -> None:
    async with a_world(page=True) as world:
        world.slack.pace = 60.0
        await world.client.chat_postMessage(channel="C0FLOOR", text="Hello")
        await page.goto(f"{world.slack.url}/?as=U0MEI")
        await expect(page.locator(".day")).to_have_text("今天")
        await expect(page.locator(".frame-clock")).to_contain_text("周三06:1")
        await expect(page.locator(".frame-clock")).to_contain_text("×60")

        world.clock.now += 86_400
        await world.client.chat_postMessage(channel="C0FLOOR", text="Hello again")
        await expect(page.locator(".day")).to_have_text(["昨天", "今天"])


async def test_a_narrow_dark_screen_shows_everything_and_cuts_nothing(chromium: Browser) -> None:
    how = {"viewport": {"width": 390, "height": 700}, "color_scheme": "dark", "reduced_motion": "reduce"}
    async with a_world(hinted("`/break`"), page=True) as world, await chromium.new_context(**how) as context:  # type: ignore[arg-type]
        narrow = await context.new_page()
        await with_a_break(world)
        asked = await world.mei.say("C0FLOOR", "谁有空？")
        await world.client.chat_postMessage(channel="C0FLOOR", text="Arun", thread_ts=asked.ts)
        await narrow.goto(f"{world.slack.url}/?as=U0MEI")
        await narrow.locator("textarea").fill("/break 很长的话")
        await narrow.keyboard.press("Enter")
        await expect(narrow.get_by_role("button", name="Go")).to_be_visible()

        assert await narrow.evaluate(CUT) == []
        await narrow.locator(".thread-line").click()
        width = await narrow.locator(".thread").evaluate("node => node.getBoundingClientRect().width")
        ground = await narrow.evaluate("() => getComputedStyle(document.body).backgroundColor")
        moving = await narrow.evaluate("() => document.getAnimations().length")
        assert (width, ground, moving) == (390, "rgb(22, 27, 27)", 0)
        await narrow.get_by_role("button", name="收发记录").click()
        await expect(narrow.locator(".record-name", has_text="/break")).to_be_visible()
        assert await narrow.evaluate(CUT) == []


# What is wider than its place although nobody can scroll it there; what ends in "…" is cut on purpose.
CUT = """() => [...document.querySelectorAll("html, button, .record-line, header, footer")]
    .filter((node) => node.checkVisibility() && node.scrollWidth > node.clientWidth + 1)
    .map((node) => node.outerHTML.slice(0, 200))"""
