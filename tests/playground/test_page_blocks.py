"""Block Kit on the page: every block is drawn, and what people choose in it reaches the app."""

from playground_page import page
from playground_world import World, a_world, actions, button, modal, plain, section
from playwright.async_api import Locator, Page, expect
from slack_bolt.context.ack.async_ack import AsyncAck
from slack_sdk.web.async_client import AsyncWebClient
from support.browser import BROWSER_TEST

__all__ = ["page"]
pytestmark = BROWSER_TEST

SHORT, LONG = ({"text": plain(text), "value": text.lower()} for text in ("Short", "Long"))
GROUPS = [{"label": plain("Today"), "options": [SHORT]}, {"label": plain("Later"), "options": [LONG]}]
CONFIRM = {
    "title": plain("Really?"),
    "text": plain("It cannot be undone."),
    "confirm": plain("Do it"),
    "deny": plain("No"),
}
# Two by one, red.
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000020000000108020000007b40e8dd0000"
    "000d49444154789c63f8cfc000440008fe01ffc69e79f70000000049454e44ae426082"
)
MARKDOWN = "| who | out |\n| --- | --- |\n| Mei | *10* |\n\n- one"


def text(words: str, **style: bool) -> dict[str, object]:
    return {"type": "text", "text": words} | ({"style": style} if style else {})


def listed(style: str, *words: str, **more: object) -> dict[str, object]:
    parts = [{"type": "rich_text_section", "elements": [text(one)]} for one in words]
    return {"type": "rich_text_list", "style": style, "elements": parts, **more}


RICH = {
    "type": "rich_text",
    "elements": [
        {"type": "rich_text_section", "elements": [text("loud", bold=True), text("lined", underline=True)]},
        listed("ordered", "fifth", offset=4),
        listed("bullet", "inner", indent=1),
        {"type": "rich_text_quote", "elements": [text("said")]},
        {"type": "rich_text_preformatted", "elements": [text("  x = 1")]},
    ],
}


def field(kind: str, **more: object) -> dict[str, object]:
    element = {"type": kind, "action_id": kind, **more}
    return {"type": "input", "block_id": kind, "label": plain(kind), "element": element, "optional": True}


FORM = modal(
    field("plain_text_input"),
    field("number_input", is_decimal_allowed=False),
    field("email_text_input"),
    field("url_text_input"),
    field("rich_text_input"),
    field("static_select", option_groups=GROUPS),
    field("multi_static_select", option_groups=GROUPS),
    field("users_select"),
    field("multi_users_select"),
    field("channels_select"),
    field("conversations_select"),
    field("multi_conversations_select"),
    field("datepicker"),
    field("timepicker"),
    field("datetimepicker"),
    field("checkboxes", options=[SHORT, LONG]),
    field("radio_buttons", options=[SHORT, LONG]),
)


async def with_a_form(world: World, seen: list[dict]) -> None:
    @world.app.action("floor.go")
    async def open_form(ack: AsyncAck, body: dict, client: AsyncWebClient) -> None:
        await ack()
        await client.views_open(trigger_id=body["trigger_id"], view=FORM)

    @world.app.view("form")
    async def take(ack: AsyncAck, view: dict) -> None:
        seen.append(view["state"]["values"])
        if len(seen) == 1:
            await ack(response_action="errors", errors={"url_text_input": "Not this one."})
        else:
            await ack()

    await world.connect()


async def test_words_are_drawn_as_the_app_meant_them(page: Page) -> None:
    async with a_world(page=True) as world:
        blocks = [RICH, {"type": "markdown", "text": MARKDOWN}]
        await world.client.chat_postMessage(channel="C0FLOOR", text="all", blocks=blocks)
        await page.goto(f"{world.slack.url}/?as=U0ARUN")
        said = page.locator("article")
        await expect(said.locator("strong", has_text="loud")).to_be_visible()
        await expect(said.locator("u")).to_have_text("lined")
        await expect(said.locator("ol")).to_have_attribute("start", "5")
        await expect(said.locator("ul.indent-1")).to_have_text("inner")
        await expect(said.locator("blockquote")).to_have_text("said")
        assert await said.locator("pre").inner_text() == "  x = 1"
        await expect(said.locator("th")).to_have_text(["who", "out"])
        await expect(said.locator("td em")).to_have_text("10")
        await expect(said.locator("ul").last).to_have_text("one")


async def test_every_field_of_a_form_can_be_filled_in(page: Page) -> None:
    async with a_world(page=True) as world:
        seen: list[dict] = []
        await with_a_form(world, seen)
        await world.client.chat_postMessage(channel="C0FLOOR", text="form", blocks=[actions(button())])
        await page.goto(f"{world.slack.url}/?as=U0ARUN")
        await page.get_by_role("button", name="Go").click()
        form = page.get_by_role("dialog")
        await expect(form).to_be_visible()
        await expect(form.locator(".unknown")).to_have_count(0)
        await fill(form)
        await form.get_by_role("button", name="Send").click()
        await expect(form.locator("[data-block=url_text_input]").get_by_role("alert")).to_have_text("Not this one.")
        await expect(form.get_by_label("url_text_input")).to_be_focused()
        await expect(form.get_by_label("rich_text_input")).to_have_value("two\nlines")
        await form.get_by_role("button", name="Send").click()
        await expect(form).to_have_count(0)

    first, last = seen
    assert first == last
    sent = {kind: chosen(last[kind]) for kind in last}
    assert sent["static_select"] == "long"
    assert sent["multi_static_select"] == ["short", "long"]
    assert sent["multi_users_select"] == ["U0MEI"]
    assert sent["rich_text_input"]["elements"][0]["elements"][0]["text"] == "two\nlines"
    assert sent["checkboxes"] == ["long"]
    assert sent["radio_buttons"] == "short"
    assert (sent["datepicker"], sent["timepicker"], sent["number_input"]) == ("2026-11-24", "08:30", "7")
    # Arun's clock is five and a half hours ahead.
    assert sent["datetimepicker"] == 1_795_503_600


def chosen(actions: dict) -> object:
    """A field's choice; of an option, its value."""
    found = next(value for state in actions.values() for key, value in state.items() if key != "type")
    if isinstance(found, list):
        return [one["value"] if isinstance(one, dict) else one for one in found]
    return found["value"] if isinstance(found, dict) and "value" in found else found


async def fill(form: Locator) -> None:
    await form.get_by_label("number_input").fill("7")
    await form.get_by_label("rich_text_input").fill("two\nlines")
    await form.get_by_label("static_select", exact=True).select_option(label="Long")
    await form.locator("[data-block=multi_static_select] summary").click()
    for name in ("Short", "Long"):
        await form.locator("[data-block=multi_static_select]").get_by_label(name).check()
    await expect(form.locator("[data-block=multi_static_select] summary")).to_have_text("Short, Long")
    await form.locator("[data-block=multi_users_select] summary").click()
    await form.locator("[data-block=multi_users_select]").get_by_label("Mei").check()
    await form.get_by_label("datepicker").fill("2026-11-24")
    await form.get_by_label("timepicker", exact=True).fill("08:30")
    await form.get_by_label("datetimepicker").fill("2026-11-24T12:30")
    await form.locator("[data-block=checkboxes]").get_by_label("Long").check()
    await form.locator("[data-block=radio_buttons]").get_by_label("Short").check()


async def test_a_press_that_wants_a_second_thought_can_be_taken_back(page: Page) -> None:
    async with a_world(page=True) as world:
        seen: list[dict] = []
        await with_a_form(world, seen)
        menu = {"type": "overflow", "action_id": "floor.go", "options": [SHORT, LONG], "confirm": CONFIRM}
        await world.client.chat_postMessage(channel="C0FLOOR", text="?", blocks=[section("More", accessory=menu)])
        await page.goto(f"{world.slack.url}/?as=U0ARUN")
        summary = page.locator(".section summary")
        await expect(page.locator("textarea")).to_be_focused()  # as the page does when it has opened
        await summary.focus()
        await page.keyboard.press("ArrowDown")
        await page.keyboard.press("ArrowDown")
        await expect(page.get_by_role("menuitem", name="Long")).to_be_focused()
        await page.keyboard.press("Enter")
        await expect(page.get_by_role("alertdialog")).to_contain_text("It cannot be undone.")
        await page.keyboard.press("Escape")
        await expect(page.get_by_role("alertdialog")).to_have_count(0)
        await expect(summary).to_be_focused()
        assert world.slack.traffic.envelopes() == []

        await page.keyboard.press("ArrowUp")
        await page.keyboard.press("Enter")
        await page.get_by_role("button", name="Do it").click()
        await expect(page.get_by_role("dialog")).to_be_visible()
        assert world.slack.traffic.envelopes()[0].sent["actions"][0]["selected_option"]["value"] == "long"


async def test_a_picture_is_shown_with_its_words_and_by_an_edit_only_its_words(page: Page) -> None:
    def image(file: str) -> list[dict[str, object]]:
        return [{"type": "image", "alt_text": "calls by the hour", "slack_file": {"id": file}}]

    async with a_world(page=True) as world:
        uploads = [await world.client.files_upload_v2(filename=name, content=PNG) for name in ("1.png", "2.png")]
        first, second = (upload["files"][0]["id"] for upload in uploads)
        posted = await world.client.chat_postMessage(channel="C0FLOOR", text="x", blocks=image(first))
        await page.goto(f"{world.slack.url}/?as=U0MEI")
        shown = page.get_by_role("img", name="calls by the hour")
        await expect(shown).to_be_visible()
        assert await shown.evaluate("node => node.decode().then(() => node.naturalWidth)") == 2

        await world.client.chat_update(channel="C0FLOOR", ts=posted["ts"], text="x", blocks=image(second))
        await expect(page.locator(".image.missing")).to_have_text("calls by the hour")
        await expect(shown).to_have_count(0)
