"""Which browser, and which app, do the tests of the page share?"""

from collections.abc import AsyncIterator

import pytest_asyncio
from playground_world import World, actions, button, modal, section
from playwright.async_api import Browser, Page
from slack_bolt.context.ack.async_ack import AsyncAck
from slack_sdk.web.async_client import AsyncWebClient

MANIFEST = {
    "features": {
        "slash_commands": [{"command": "/break", "usage_hint": "[10]", "description": "Take a break · 小休一下"}]
    },
    "oauth_config": {"scopes": {"bot": ["commands", "chat:write"]}},
}


@pytest_asyncio.fixture(loop_scope="module")
async def page(chromium: Browser) -> AsyncIterator[Page]:
    async with await chromium.new_context() as context:
        yield await context.new_page()


async def with_a_break(world: World) -> None:
    """An app that asks why, in a form."""

    @world.app.command("/break")
    async def offer(ack: AsyncAck, command: dict) -> None:
        await ack(text="Why?", blocks=[section(f"*{command['text']}* <b>minutes</b>"), actions(button("break.why"))])

    @world.app.action("break.why")
    async def why(ack: AsyncAck, body: dict, client: AsyncWebClient) -> None:
        await ack()
        await client.views_open(trigger_id=body["trigger_id"], view=modal())

    @world.app.view("form")
    async def take(ack: AsyncAck, body: dict, view: dict, client: AsyncWebClient) -> None:
        await ack()
        words = view["state"]["values"]["minutes"]["typed"]["value"]
        await client.chat_postMessage(channel="C0FLOOR", text=f"{body['user']['name']}: {words}")

    await world.connect()
