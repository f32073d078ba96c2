"""A trivial Web API: it says yes after as long as Slack usually takes, and counts. A process of its own."""

import asyncio
import itertools
import sys

from aiohttp import web

from measuring.child import say

USUAL_S = 0.1
calls: dict[str, int] = {}
numbers = itertools.count(1)


async def method(request: web.Request) -> web.Response:
    name = request.match_info["method"]
    calls[name] = calls.get(name, 0) + 1
    sent = await request.post() if "form" in request.content_type else await request.json()
    await asyncio.sleep(USUAL_S)
    ts = str(sent.get("ts") or f"1800000000.{next(numbers):06d}")
    channel = str(sent.get("channel") or "C0")
    ours = {"team_id": "T0", "user_id": "U0SHIFTLEAD", "bot_id": "B0"}
    return web.json_response({"ok": True, "ts": ts, "channel": channel, **ours})


async def late_answer(_: web.Request) -> web.Response:
    calls["response_url"] = calls.get("response_url", 0) + 1
    return web.Response(text="ok")


async def main() -> None:
    application = web.Application()
    application.router.add_post("/api/{method}", method)
    application.router.add_post("/response", late_answer)
    runner = web.AppRunner(application, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    say(port=runner.addresses[0][1])
    while await asyncio.to_thread(sys.stdin.readline):  # each line asks for the count since the last
        say(**calls)
        calls.clear()
    await runner.cleanup()


if __name__ == "__main__":
    asyncio.run(main())
