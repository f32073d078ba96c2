"""What was called, with which arguments, and may the caller do that?"""

import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Literal

from aiohttp import web

from ..models import Message
from ..payloads import Payloads
from ..wire import ApiError, Json, is_true, missing
from ..workspace import Workspace

# Arguments that are JSON even where the rest of the call is a form.
_JSON_ARGUMENTS = ("blocks", "view", "metadata", "attachments")


@dataclass(slots=True)
class Call:
    workspace: Workspace
    payloads: Payloads
    args: Json
    base_url: str
    socket_url: Callable[[], str]

    def need(self, name: str) -> str:
        value = self.args.get(name)
        if value in (None, ""):
            raise missing(name)
        return str(value)

    def need_scope(self, *scopes: str) -> None:
        """Any one of them will do. Without a manifest nothing is asked for."""
        given = self.workspace.manifest.scopes
        if scopes and given is not None and not given.intersection(scopes):
            raise ApiError("missing_scope", needed=",".join(scopes), provided=",".join(sorted(given)))

    def permalink(self, message: Message) -> str:
        link = f"{self.base_url}/archives/{message.channel}/p{message.ts.replace('.', '')}"
        return f"{link}?thread_ts={message.thread_ts}&cid={message.channel}" if message.is_reply else link

    def names(self, name: str) -> list[str]:
        """A list of ids, each once: as JSON, or as text with commas."""
        given = self.args.get(name)
        listed = given if isinstance(given, list) else str(given or "").split(",")
        return [one for one in dict.fromkeys(str(one).strip() for one in listed) if one]

    def flag(self, name: str) -> bool:
        return is_true(self.args.get(name))

    def number(self, name: str, otherwise: int, most: int = 1000) -> int:
        raw = self.args.get(name)
        if raw in (None, ""):
            return otherwise
        try:
            return max(1, min(int(raw), most))
        except ValueError:
            raise ApiError("invalid_limit") from None


@dataclass(frozen=True, slots=True)
class Method:
    """`scopes`: any one of them will do; none means that no scope is asked for."""

    answer: Callable[[Call], Awaitable[Json]]
    scopes: tuple[str, ...] = ()
    caller: Literal["bot", "app", "bot or app", "anyone"] = "bot"


async def read_args(request: web.Request) -> Json:
    """Form, JSON and query arguments, as slack_sdk sends them."""
    args: Json = dict(request.query)
    if request.content_type == "application/json":
        try:
            body = json.loads(await request.text() or "{}")
        except ValueError:
            raise ApiError("invalid_json") from None
        if not isinstance(body, dict):
            raise ApiError("json_not_object")
        args.update(body)
    elif request.method == "POST":
        args.update(await request.post())
    for name in _JSON_ARGUMENTS:
        if isinstance(args.get(name), str):
            args[name] = _parsed(name, args[name])
    return args


def _parsed(name: str, text: str) -> object:
    try:
        return json.loads(text)
    except ValueError:
        raise ApiError("invalid_blocks_format" if name == "blocks" else "invalid_arguments") from None


def bearer(request: web.Request, args: Json) -> str:
    header = request.headers.get("Authorization", "")
    return header[7:].strip() if header[:7].lower() == "bearer " else str(args.pop("token", ""))


def check_token(method: Method, token: str, workspace: Workspace) -> None:
    if method.caller == "anyone":
        return
    if not token:
        raise ApiError("not_authed")
    known = {workspace.app.bot_token: "bot", workspace.app.app_token: "app"}
    if token not in known:
        raise ApiError("invalid_auth")
    if known[token] not in method.caller.split(" or "):
        raise ApiError("not_allowed_token_type")
