"""Threads and reactions on the page: what stands beside the conversation stays out of its way."""

from playground_page import page
from playground_world import World, a_world
from playwright.async_api import Page, expect
from support.browser import BROWSER_TEST

__all__ = ["page"]
pytestmark = BROWSER_TEST


async def begun(world: World) -> str:
    """Mei asked, the app answered twice in the thread; its ts."""
    asked = await world.mei.say("C0FLOOR", "谁有空？")
    await world.client.chat_postMessage(channel="C0FLOOR", text="Olga has", thread_ts=asked.ts)
    await world.client.chat_postMessage(channel="C0FLOOR", text="To all", thread_ts=asked.ts, reply_broadcast=True)
    return asked.ts


async def test_replies_stand_in_their_thread_and_are_read_and_written_there(page: Page) -> None:
    async with a_world(page=True) as world:
        await begun(world)
        await page.goto(f"{world.slack.url}/?as=U0MEI")
        channel, thread = page.locator(".main"), page.get_by_role("complementary", name="消息列")
        await expect(channel.locator("article .text")).to_have_text(["谁有空？", "To all"])
        await channel.get_by_role("button", name="2 条回复").click()
        await expect(thread.locator("article .text")).to_have_text(["谁有空？", "Olga has", "To all"])

        box = thread.locator("textarea")
        await expect(box).to_be_focused()
        await box.fill("我来")
        await box.press("Enter")
        await expect(thread.locator("article .text").last).to_have_text("我来")
        await expect(channel.get_by_role("button", name="3 条回复")).to_be_visible()
        await expect(channel.locator("article")).to_have_count(2)

        await box.fill("/break")
        await box.press("Enter")
        await expect(page.locator(".toast")).to_contain_text("消息列中不能使用 /break")
        assert world.slack.traffic.envelopes("/break") == []
        await box.press("Escape")
        await expect(thread).to_have_count(0)


async def test_a_thread_of_ones_own_is_marked_until_it_is_read(page: Page) -> None:
    async with a_world(page=True) as world:
        asked = await begun(world)
        await page.goto(f"{world.slack.url}/?as=U0MEI,U0ARUN")
        mei, arun = page.locator(".pane").nth(0), page.locator(".pane").nth(1)
        await expect(mei.locator(".thread-line .badge")).to_have_text("1")
        await expect(arun.locator(".thread-line")).to_be_visible()
        await expect(arun.locator(".thread-line .badge")).to_have_count(0)

        await mei.locator(".thread-line").click()
        await expect(mei.locator(".thread-line .badge")).to_have_count(0)
        await mei.get_by_role("button", name="关闭消息列").click()
        await page.reload()
        await expect(mei.locator(".thread-line")).to_be_visible()
        await expect(mei.locator(".thread-line .badge")).to_have_count(0)
        await world.client.chat_postMessage(channel="C0FLOOR", text="Late", thread_ts=asked)
        await expect(mei.locator(".thread-line .badge")).to_have_text("1")


async def test_the_keyboard_walks_through_messages_and_answers_one(page: Page) -> None:
    async with a_world(page=True) as world:
        await world.client.chat_postMessage(channel="C0FLOOR", text="First")
        await world.client.chat_postMessage(channel="C0FLOOR", text="Second")
        await page.goto(f"{world.slack.url}/?as=U0ARUN")
        log = page.get_by_role("log", name="Messages")
        await expect(log).to_have_attribute("aria-live", "polite")
        await expect(page.locator("textarea")).to_be_focused()
        await log.focus()
        await page.keyboard.press("ArrowUp")
        await page.keyboard.press("ArrowUp")
        await expect(page.locator("article", has_text="First")).to_be_focused()
        for _ in range(2):
            await page.keyboard.press("Tab")
        await expect(page.get_by_role("button", name="Reply in thread")).to_be_focused()
        await page.keyboard.press("Enter")
        await expect(page.locator(".thread article")).to_have_text("AAppAPP3:43 AMFirst")


async def test_a_reaction_is_seen_and_given_back_with_a_press(page: Page) -> None:
    async with a_world(page=True) as world:
        said = await world.client.chat_postMessage(channel="C0FLOOR", text="Lunch?")
        message = world.slack.workspace.channels["C0FLOOR"].messages[said["ts"]]
        await world.person("arun").react(message, "bell")
        await world.mei.pin(message)
        await page.goto(f"{world.slack.url}/?as=U0MEI")
        await expect(page.locator("article")).to_contain_text("已固定")
        await expect(page.get_by_role("button", name="bell：Arun")).to_have_attribute("aria-pressed", "false")
        await page.get_by_role("button", name="bell：Arun").click()
        await expect(page.get_by_role("button", name="bell：Arun")).to_have_attribute("aria-pressed", "true")
        await page.locator("summary[aria-label=添加表情]").click()
        await page.get_by_role("menuitem").nth(1).click()
        await expect(page.get_by_role("button", name="white check mark：Mei")).to_have_attribute("aria-pressed", "true")
        assert {name: len(users) for name, users in message.reactions.items()} == {"bell": 2, "white_check_mark": 1}


async def test_a_group_is_mentioned_by_its_handle(page: Page) -> None:
    async with a_world(page=True) as world:
        group = (await world.client.usergroups_create(name="Leaders", handle="leaders"))["usergroup"]
        await world.client.chat_postMessage(channel="C0FLOOR", text=f"<!subteam^{group['id']}> please sign in")
        await page.goto(f"{world.slack.url}/?as=U0MEI")
        await expect(page.locator("article .mention")).to_have_text("@leaders")


async def test_a_word_in_a_thread_elsewhere_leads_there(page: Page) -> None:
    async with a_world(page=True) as world:
        asked = await begun(world)
        await page.goto(f"{world.slack.url}/?as=U0MEI")
        await page.get_by_role("button", name="quiet").click()
        await expect(page.locator(".empty")).to_be_visible()
        await world.client.chat_postMessage(channel="C0FLOOR", text="<@U0MEI> back!", thread_ts=asked)
        await page.locator(".notice").click()
        await expect(page.locator(".thread article").last).to_contain_text("back!")


async def test_a_long_day_does_not_weigh_the_page_down(page: Page) -> None:
    async with a_world(page=True) as world:
        await page.goto(f"{world.slack.url}/?as=U0MEI")
        await expect(page.locator(".empty")).to_be_visible()
        floor = world.slack.workspace.channels["C0FLOOR"]
        for number in range(450):
            world.slack.workspace.post_as_app(floor, f"Number {number}")
        await expect(page.locator("article").last).to_contain_text("Number 449")
        await expect(page.locator("article").first).to_contain_text("Number 50")
        await expect(page.locator("article").last).to_be_in_viewport()
