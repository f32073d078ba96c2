"""What becomes of a Socket Mode connection that breaks while Slack is speaking on it?"""

import asyncio
import socket

import aiohttp
import pytest
from playground_world import World
from slack_sdk.web.async_client import AsyncWebClient


async def test_a_peer_that_dies_while_its_pings_are_answered_has_only_left(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    client = AsyncWebClient("xapp-playground", world.slack.api_url)
    opened = await client.apps_connections_open(app_token="xapp-playground")
    async with aiohttp.ClientSession() as http:
        link = await http.ws_connect(opened["url"])
        await link.receive()
        for _ in range(50):
            await link.ping()
        link.get_extra_info("socket").shutdown(socket.SHUT_RDWR)
        async with asyncio.timeout(3):
            while world.slack.sockets.connections:
                await asyncio.sleep(0)
    assert [record.getMessage() for record in caplog.records] == []
