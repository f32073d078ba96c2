"""How do scripts plan what goes wrong? The plan of faults over HTTP."""

import math

from aiohttp import web

from .faults import Faults
from .sockets import Sockets
from .wire import Json


class Mischief:
    def __init__(self, faults: Faults, sockets: Sockets) -> None:
        self._faults = faults
        self._sockets = sockets

    def add_routes(self, web_app: web.Application) -> None:
        web_app.router.add_get("/_/faults", self._told)
        web_app.router.add_post("/_/faults", self._plan)
        web_app.router.add_delete("/_/faults", self._clear)
        web_app.router.add_post("/_/sockets", self._disturb)

    async def _told(self, _: web.Request) -> web.Response:
        return web.json_response(self._faults.told())

    async def _plan(self, request: web.Request) -> web.Response:
        """One fault; `skew_s`, alone or beside it, puts Slack's clock ahead."""
        body = await _json(request)
        try:
            skew_s = float(body.pop("skew_s", self._faults.skew_s))
            if not math.isfinite(skew_s):
                raise ValueError("skew_s must be a number of seconds")
            if body:
                self._faults.plan(**body)
            self._faults.skew_s = skew_s
        except (TypeError, ValueError, OverflowError) as wrong:
            return web.json_response({"ok": False, "error": "bad_fault", "detail": str(wrong)}, status=400)
        return web.json_response({"ok": True, **self._faults.told()})

    async def _clear(self, _: web.Request) -> web.Response:
        self._faults.clear()
        return web.json_response({"ok": True, **self._faults.told()})

    async def _disturb(self, request: web.Request) -> web.Response:
        """`do`: reset, silence or refresh; `count` sockets, or all of them."""
        body = await _json(request)
        match body.get("do"):
            case "reset":
                self._sockets.reset(body.get("count"))
            case "silence":
                self._sockets.silence(body.get("count"))
            case "refresh":
                await self._sockets.refresh()
            case _:
                detail = "do must be one of reset, silence, refresh"
                return web.json_response({"ok": False, "error": "bad_disturbance", "detail": detail}, status=400)
        return web.json_response({"ok": True, "connections": len(self._sockets.connections)})


async def _json(request: web.Request) -> Json:
    """Only JSON is taken: a form of some other site cannot send it without the browser asking first."""
    if request.content_type != "application/json":
        raise web.HTTPNotFound
    try:
        body = await request.json()
    except ValueError:
        raise web.HTTPBadRequest(text="this is not JSON") from None
    if not isinstance(body, dict):
        raise web.HTTPBadRequest(text="a JSON object is expected")
    return body
