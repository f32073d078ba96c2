"""How does the app reach Slack over HTTP: its calls, and its answers to response URLs?"""

import time

from aiohttp import web

from .limits import check_message
from .passes import ResponseUrl
from .payloads import Payloads
from .sockets import Sockets
from .traffic import Traffic
from .web_api import METHODS
from .web_api.call import Call, bearer, check_token, read_args
from .wire import ApiError, Json, is_true
from .workspace import Workspace

# How Slack's servers answer a response URL that is no longer good.
_GONE = ("invalid_url", "expired_url", "used_url")


class Desk:
    def __init__(
        self, workspace: Workspace, payloads: Payloads, traffic: Traffic, sockets: Sockets, base_url: str
    ) -> None:
        self._workspace = workspace
        self._payloads = payloads
        self._traffic = traffic
        self._sockets = sockets
        self._base_url = base_url
        scopes = workspace.manifest.scopes
        every = {scope for method in METHODS.values() for scope in method.scopes}
        self._scopes = ",".join(sorted(every if scopes is None else scopes))

    async def call(self, request: web.Request) -> web.Response:
        started, name = time.perf_counter(), request.match_info["method"]
        args: Json = {}
        try:
            args = await read_args(request)
            answer = await self._answer(name, bearer(request, args), args)
        except ApiError as refused:
            answer = refused.answer()
        error = None if answer["ok"] else str(answer["error"])
        self._traffic.note("api", name, time.perf_counter() - started, args, answer, error)
        return web.json_response(answer, headers={"x-oauth-scopes": self._scopes, "x-slack-req-id": request_id()})

    async def _answer(self, name: str, token: str, args: Json) -> Json:
        method = METHODS.get(name)
        if method is None:
            raise ApiError("unknown_method", req_method=name)
        check_token(method, token, self._workspace)
        call = Call(self._workspace, self._payloads, args, self._base_url, self._socket_url)
        call.need_scope(*method.scopes)
        return {"ok": True, **await method.answer(call)}

    def _socket_url(self) -> str:
        host = self._base_url.removeprefix("http://")
        return f"ws://{host}/link/?ticket={self._sockets.ticket()}&app_id={self._workspace.app.id}"

    async def respond(self, request: web.Request) -> web.Response:
        """A use of a response URL."""
        started, body = time.perf_counter(), await _json(request)
        error = None
        try:
            self._respond(self._workspace.passes.use_url(request.match_info["key"]), body)
        except ApiError as refused:
            error = refused.error
        took = time.perf_counter() - started
        self._traffic.note("response_url", request.path, took, body, {"ok": error is None}, error)
        if error:
            return web.json_response({"ok": False, "error": error}, status=404 if error in _GONE else 400)
        return web.Response(text="ok")

    def _respond(self, url: ResponseUrl, body: Json) -> None:
        """Only a message can be replaced or deleted; the slash command that a person typed cannot."""
        original = url.message
        if is_true(body.get("delete_original")) and original is not None:
            if not original.is_deleted:
                self._workspace.remove(original)
            return
        text, blocks = str(body.get("text") or ""), check_message(body.get("blocks") or [])
        if not (text or blocks or body.get("attachments")):
            raise ApiError("no_text")
        if is_true(body.get("replace_original")) and original is not None and not original.is_deleted:
            self._workspace.edit(original, mark=not blocks, text=text, blocks=blocks)
            return
        whom = None if body.get("response_type") == "in_channel" else url.user
        self._workspace.post_as_app(
            self._workspace.channels[url.channel],
            text,
            blocks,
            ephemeral_to=whom,
            thread_ts=body.get("thread_ts"),
            attachments=body.get("attachments") or [],
        )


async def _json(request: web.Request) -> Json:
    try:
        body = await request.json()
    except ValueError:
        return {}
    return body if isinstance(body, dict) else {}


def request_id() -> str:
    return f"{time.monotonic_ns():x}"
