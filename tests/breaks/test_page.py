"""The /break story on the page, in a real browser: each in their own words, everybody's board up to date."""

import pytest
from playwright.async_api import Browser, expect
from support.browser import BROWSER_TEST, SCREENSHOTS, opened

pytestmark = BROWSER_TEST


@pytest.mark.parametrize(
    ("language", "out", "in_line", "next_one", "next_out"),
    [
        ("zh-CN", "梅婷 小休，10:15 前回来", "排队1. Arun", "Arun 轮到了", "Arun 小休"),
        ("en", "梅婷, break, until 10:15", "In line1. Arun", "Arun is next", "Arun, break, until"),
    ],
    ids=["zh-CN", "en"],
)
async def test_the_token_goes_round_and_every_screen_shows_it(
    chromium: Browser, language: str, out: str, in_line: str, next_one: str, next_out: str
) -> None:
    async with opened(chromium, language, "MEI", "ARUN", "LIN") as floor:
        await floor.types("MEI", "/break")
        await expect(floor.pane("MEI").locator(".whisper")).to_contain_text("小休牌给你了。")
        for person in ("MEI", "ARUN", "LIN"):
            await expect(floor.board(person)).to_contain_text(out)

        await floor.types("ARUN", "/break")
        await expect(floor.pane("ARUN").locator(".whisper")).to_contain_text("You are in line: number 1.")
        await expect(floor.board("LIN")).to_contain_text(in_line)

        await floor.presses("MEI", "我回来了")
        await expect(floor.pane("MEI").locator(".whisper")).to_contain_text("欢迎回来。")
        await expect(floor.board("LIN")).to_contain_text(next_one)
        await floor.pane("ARUN").locator(".notice", has_text="Your turn!").click()
        await floor.presses("ARUN", "I'm going now")
        await expect(floor.pane("ARUN").locator("article")).to_contain_text("The token is yours.")
        for person in ("MEI", "LIN"):
            await expect(floor.board(person)).to_contain_text(next_out)
        await expect(floor.pane("LIN").locator("article")).to_have_count(1)
        await floor.photographed("break-token", language)


async def test_in_chinese_a_protected_half_hour_leads_to_an_application_and_a_yes(chromium: Browser) -> None:
    async with opened(chromium, "zh-CN", "JIE", "LIN") as floor:
        jie, form = floor.pane("JIE"), floor.pane("JIE").get_by_role("dialog")
        await floor.types("JIE", "/break")
        await expect(jie.locator(".whisper")).to_contain_text("上班后 30 分钟内不能外出，10:22 以后再来领牌。")
        await floor.presses("JIE", "特殊申请")
        await form.get_by_label("原因").fill("孩子的学校来电话，<!channel> *急*")
        await form.get_by_label("需要几分钟").fill("99")
        await form.get_by_role("button", name="提交").click()
        await expect(form.get_by_role("alert")).to_have_text("请写 1 到 15 之间的数字。")
        await form.get_by_label("需要几分钟").fill("10")
        await form.get_by_role("button", name="提交").click()
        await expect(form).to_contain_text("申请已交给值班长。")
        await form.get_by_role("button", name="关闭").last.click()

        await floor.pane("LIN").locator(".notice", has_text="李杰").click()
        asked = floor.pane("LIN").locator("article", has_text="李杰")
        await expect(asked).to_contain_text("孩子的学校来电话，<!channel> *急*")
        await floor.presses("LIN", "同意")
        await expect(asked).to_contain_text("已由 林静 同意。")
        await expect(asked.get_by_role("button")).to_have_count(0)

        await floor.goes_to("JIE", "主页")
        await expect(jie.locator(".home")).to_contain_text("轮到你了！")
        await floor.goes_to("LIN", "主页")
        await expect(floor.pane("LIN").locator(".home")).to_contain_text("李杰 轮到了")
        await floor.photographed("break-application", "zh-CN")


async def test_in_english_a_protected_half_hour_leads_to_an_application_and_a_no(chromium: Browser) -> None:
    async with opened(chromium, "en", "SAM", "HAO") as floor:
        sam, form = floor.pane("SAM"), floor.pane("SAM").get_by_role("dialog")
        await floor.types("SAM", "/break")
        await expect(sam.locator(".whisper")).to_contain_text("Nobody goes out in the first 30 min of a shift")
        await floor.presses("SAM", "Apply")
        await form.get_by_role("button", name="Send").click()
        await expect(form.get_by_role("alert")).to_have_text("Please complete this required field.")
        await form.get_by_label("Reason").fill("The school has called")
        await form.get_by_role("button", name="Send").click()
        await expect(form).to_contain_text("Your application is with the shift leader.")
        await form.get_by_role("button", name="Close").last.click()

        await floor.pane("HAO").locator(".notice", has_text="Sam").click()
        await floor.presses("HAO", "不同意")
        await expect(floor.pane("HAO").locator("article", has_text="Sam")).to_contain_text("王浩 没有同意。")
        await expect(sam.locator(".notice")).to_contain_text("王浩 has declined your application.")
        await floor.goes_to("SAM", "Home")
        await expect(sam.locator(".home")).to_contain_text("You are neither out nor in line.")
        await floor.photographed("break-application", "en")


async def test_a_story_leaves_a_picture_of_its_end(chromium: Browser) -> None:
    (SCREENSHOTS / "board.en.png").unlink(missing_ok=True)
    async with opened(chromium, "en", "MEI") as floor:
        await floor.photographed("board", "en")
    assert (SCREENSHOTS / "board.en.png").read_bytes().startswith(b"\x89PNG")


async def test_the_leader_downloads_the_days_report(chromium: Browser) -> None:
    async with opened(chromium, "zh-CN", "MEI", "LIN") as floor:
        await floor.types("MEI", "/break")
        await expect(floor.board("MEI")).to_contain_text("梅婷 小休")
        await floor.types("LIN", "/break 报表")
        await floor.pane("LIN").locator(".notice", has_text="外出报表").click()
        async with floor.page.expect_download() as download:
            await floor.pane("LIN").locator("a.file").click()
        file = await download.value
        assert file.suggested_filename == "breaks-2026-11-23.csv"
        content = (await file.path()).read_bytes()
        assert content.startswith(b"\xef\xbb\xbf")
        assert "1001,梅婷,1," in content.decode()
