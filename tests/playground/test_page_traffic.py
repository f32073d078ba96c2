"""The traffic on the page: whoever writes an app sees what went to and fro, and no secret."""

import json
from dataclasses import replace

import aiohttp
from playground_page import MANIFEST, page, with_a_break
from playground_world import SEED, a_world
from playwright.async_api import Page, expect
from support.browser import BROWSER_TEST

__all__ = ["page"]
pytestmark = BROWSER_TEST


async def test_the_traffic_shows_what_led_to_what_and_what_failed(page: Page) -> None:
    async with a_world(replace(SEED, manifest=MANIFEST), page=True, patience=1.0) as world:
        await with_a_break(world)
        await page.goto(f"{world.slack.url}/?as=U0ARUN")
        await page.locator("textarea").fill("/break 10")
        await page.keyboard.press("Enter")
        await page.get_by_role("button", name="Go").click()
        await page.get_by_role("dialog").get_by_role("button", name="Cancel").click()
        world.slack.traffic.note("api", "chat.update", 0.2, {"channel": "C0FLOOR"}, None, "ratelimited")
        world.slack.traffic.note("envelope", "message", 3.0, {}, None, "operation_timeout", retry=1)
        await expect(page.get_by_role("button", name="Traffic")).to_contain_text("2 errors")

        await page.keyboard.press("Alt+Digit0")
        drawer = page.get_by_role("complementary", name="Traffic")
        await expect(drawer.locator(".record", has_text="views.open")).to_contain_text("after block_actions")
        await expect(drawer.locator(".record.bad", has_text="chat.update")).to_contain_text("#floorratelimited")
        await drawer.get_by_label("Errors and retries").check()
        await expect(drawer.locator(".record")).to_have_count(2)
        await expect(drawer.locator(".record", has_text="message")).to_contain_text("retry 1")


async def test_the_traffic_of_one_person_opens_to_what_was_sent(page: Page) -> None:
    async with a_world(replace(SEED, manifest=MANIFEST), page=True) as world:
        await with_a_break(world)
        await page.goto(f"{world.slack.url}/?as=U0ARUN")
        await world.mei.command("/break")
        await world.person("arun").command("/break")
        await expect(page.locator("textarea")).to_be_focused()
        await page.keyboard.press("Alt+Digit0")
        drawer = page.get_by_role("complementary", name="Traffic")
        await drawer.get_by_label("Person").select_option(label="Mei")
        await expect(drawer.locator(".record-name")).to_have_text(["/break"])
        world.clock.now += 1
        await world.mei.command("/break", "20")
        await expect(drawer.locator(".record-name")).to_have_text(["/break", "/break"])

        await drawer.locator(".record-line").last.click()
        await expect(drawer.locator("pre").first).to_contain_text('"text": "20"')
        await expect(drawer.locator("pre").first).to_contain_text('"trigger_id": "…"')
        await page.keyboard.press("Escape")
        await expect(drawer).to_be_hidden()
        await expect(page.locator("textarea")).to_be_focused()


async def test_of_much_traffic_the_page_forgets_what_is_oldest(page: Page) -> None:
    """Also after the drawer was opened, which brings records from before the page."""
    async with a_world(page=True) as world:

        def note(count: int, error: str | None = None) -> None:
            for _ in range(count):
                world.slack.traffic.note("api", "chat.update", 0.0, {}, None, error)

        note(300)
        await page.goto(f"{world.slack.url}/?as=U0ARUN")
        await expect(page.locator("textarea")).to_be_focused()
        note(250, "ratelimited")
        await expect(page.get_by_role("button", name="Traffic")).to_contain_text("250 errors")
        await page.keyboard.press("Alt+Digit0")
        rows = page.get_by_role("complementary", name="Traffic").locator(".record")
        await expect(rows).to_have_count(500)
        note(10)
        await expect(rows.last).to_have_attribute("data-number", "560")
        await expect(rows.first).to_have_attribute("data-number", "61")
        await expect(rows).to_have_count(500)


async def test_no_record_tells_a_secret() -> None:
    async with a_world(page=True) as world:
        await with_a_break(world)
        answer = await world.mei.command("/break", "10")
        await world.mei.press(answer.ephemeral[0], "break.why")
        await world.slack.until(lambda: world.slack.traffic.calls("views.open"))
        urls = [r.sent["response_url"] for r in world.slack.traffic.envelopes() if "response_url" in r.sent]
        async with aiohttp.ClientSession(world.slack.url) as session:
            await session.post(urls[0], json={"text": "later"})
            listed = await (await session.get("/_/traffic?limit=100")).json()
            whole = [await (await session.get(f"/_/traffic/{r['number']}")).json() for r in listed["records"]]
        assert {"/break", "block_actions", "views.open"} < {r["name"] for r in listed["records"]}
        shown = json.dumps([listed, whole], ensure_ascii=False)
        triggers = [r.sent["trigger_id"] for r in world.slack.traffic.envelopes() if "trigger_id" in r.sent]
        keys = [url.rpartition("/")[2] for url in urls]
        assert (len(triggers), len(keys)) == (2, 2)
        for secret in (*triggers, *keys, "xoxb-playground", "xapp-playground", "playground-verification-token"):
            assert secret not in shown
        assert "ticket=…" in shown


async def test_only_so_many_records_are_handed_out() -> None:
    async with a_world() as world:
        for _ in range(5):
            await world.client.api_test()
        async with aiohttp.ClientSession(world.slack.url) as session:
            listed = await (await session.get("/_/traffic?limit=2")).json()
            after = await (await session.get("/_/traffic?after=3")).json()
            gone = await session.get("/_/traffic/99")
        assert [r["number"] for r in listed["records"]] == [4, 5]
        assert [r["number"] for r in after["records"]] == [4, 5]
        assert gone.status == 404
