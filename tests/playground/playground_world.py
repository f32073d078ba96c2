"""Which playground do these tests play in, and with which app?"""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import pytest
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from playground.person import Person
from playground.seed import Seed, SeedChannel, SeedUser
from playground.server import Playground

SEED = Seed(
    users=(
        SeedUser("U0MEI", "mei", "Mei", "Agent", "zh-CN", "Asia/Shanghai"),
        SeedUser("U0ARUN", "arun", "Arun", "Agent", "en-US", "Asia/Kolkata"),
        SeedUser("U0OLGA", "olga", "Olga"),
    ),
    channels=(
        SeedChannel("C0FLOOR", "floor", ("U0MEI", "U0ARUN", "U0PLAYBOT")),
        SeedChannel("C0QUIET", "quiet", ("U0MEI",)),
        SeedChannel("C0OLD", "old", ("U0MEI", "U0PLAYBOT"), is_archived=True),
        SeedChannel("G0LEADS", "leads", ("U0MEI", "U0PLAYBOT"), is_private=True),
        SeedChannel("G0SECRET", "secret", ("U0OLGA",), is_private=True),
    ),
)

Connect = Callable[[AsyncApp], Awaitable[AsyncSocketModeHandler]]


@dataclass
class Clock:
    """Time of day that moves only when a test says so."""

    now: float = 1_700_000_000.0

    def __call__(self) -> float:
        return self.now


@dataclass
class World:
    """A playground with its clock, a client with the bot's token and a Bolt app that is not yet connected."""

    slack: Playground
    clock: Clock
    client: AsyncWebClient
    app: AsyncApp
    handlers: list[AsyncSocketModeHandler] = field(default_factory=list)

    async def connect(self) -> AsyncSocketModeHandler:
        link = AsyncWebClient(token="xapp-playground", base_url=self.slack.api_url)
        handler = AsyncSocketModeHandler(self.app, "xapp-playground", web_client=link)
        self.handlers.append(handler)
        await handler.connect_async()
        await self.slack.connected(len(self.handlers))
        return handler

    def person(self, name: str) -> Person:
        return self.slack.person(name)

    @property
    def mei(self) -> Person:
        return self.person("mei")


@asynccontextmanager
async def a_world(seed: Seed = SEED, **options: object) -> AsyncIterator[World]:
    clock = Clock()
    async with Playground(seed, clock=clock, **options) as slack:  # type: ignore[arg-type]
        client = AsyncWebClient(token="xoxb-playground", base_url=slack.api_url)
        world = World(slack, clock, client, AsyncApp(client=client))
        try:
            yield world
        finally:
            for handler in world.handlers:
                await handler.close_async()


@pytest.fixture
async def world() -> AsyncIterator[World]:
    async with a_world() as found:
        yield found


async def refusal(client: AsyncWebClient, method: str, **args: object) -> str:
    with pytest.raises(SlackApiError) as refused:
        await client.api_call(method, json=args)
    return refused.value.response["error"]


def hears(app: AsyncApp, *names: str) -> list[dict]:
    """What reaches the app of these events, in the order it comes."""
    heard: list[dict] = []

    async def hear(event: dict) -> None:
        heard.append(event)

    for name in names:
        app.event(name)(hear)
    return heard


def plain(text: str) -> dict[str, str]:
    return {"type": "plain_text", "text": text}


def section(text: str = "Hello", **more: object) -> dict[str, object]:
    return {"type": "section", "text": {"type": "mrkdwn", "text": text}, **more}


def button(action_id: str = "floor.go", value: str = "1", text: str = "Go") -> dict[str, object]:
    return {"type": "button", "action_id": action_id, "value": value, "text": plain(text)}


def actions(*elements: dict[str, object]) -> dict[str, object]:
    return {"type": "actions", "elements": list(elements)}


def field_of(block_id: str = "minutes", action_id: str = "typed", **more: object) -> dict[str, object]:
    element = {"type": "plain_text_input", "action_id": action_id}
    return {"type": "input", "block_id": block_id, "label": plain("Minutes"), "element": element, **more}


def modal(*blocks: dict[str, object], **more: object) -> dict[str, object]:
    shown = list(blocks) or [field_of()]
    return {
        "type": "modal",
        "callback_id": "form",
        "title": plain("Form"),
        "submit": plain("Send"),
        "blocks": shown,
    } | more
