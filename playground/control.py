"""How do the page, and scripts, act as a person and watch what happens?"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

from aiohttp import web

from . import shown
from .acts import NotThere
from .audience import Audience
from .models import Change, Message, View
from .person import Answer, Person
from .traffic import Record
from .wire import ApiError, Json

if TYPE_CHECKING:
    from .server import Playground

Act = Callable[[Person, Json], Awaitable[Json]]
KEEP_ALIVE_SECONDS = 15.0


class Control:
    def __init__(self, slack: Playground) -> None:
        self._slack = slack
        self._read: shown.Reading = {}
        self._pages: set[asyncio.Queue[Json | None]] = set()
        self.audience = Audience()
        slack.workspace.listeners.append(self._changed)
        slack.traffic.listeners.append(self._recorded)
        self._acts: dict[str, Act] = {
            "command": self._command,
            "say": self._say,
            "press": self._press,
            "submit": self._submit,
            "close": self._close,
            "home": self._home,
            "shortcut": self._shortcut,
            "join": self._join,
            "leave": self._leave,
            "react": self._react,
            "pin": self._pin,
            "read": self._mark_read,
        }

    def add_routes(self, web_app: web.Application) -> None:
        web_app.router.add_get("/_/workspace", self._workspace)
        web_app.router.add_get("/_/traffic", self._traffic)
        web_app.router.add_get(r"/_/traffic/{number:\d+}", self._record)
        web_app.router.add_get("/_/feed", self._feed)
        web_app.router.add_get("/_/{person}/screen", self._screen)
        web_app.router.add_get("/_/{person}/messages/{channel}", self._messages)
        web_app.router.add_post("/_/{person}/{act}", self._act)

    # Asking

    async def _workspace(self, _: web.Request) -> web.Response:
        return web.json_response(shown.workspace(self._slack))

    async def _screen(self, request: web.Request) -> web.Response:
        person = self._person(request)
        return web.json_response(shown.screen(self._slack, person, self._read))

    async def _messages(self, request: web.Request) -> web.Response:
        person = self._person(request)
        messages = person.sees(request.match_info["channel"])[-int(request.query.get("limit", 300)) :]
        return web.json_response({"messages": [shown.message(self._slack, m) for m in messages]})

    async def _traffic(self, request: web.Request) -> web.Response:
        after = int(request.query.get("after", 0))
        records = [r for r in self._slack.traffic if r.number > after]
        latest = records[-int(request.query.get("limit", len(records) or 1)) :]
        return web.json_response({"records": [shown.record(self._slack, r) for r in latest]})

    async def _record(self, request: web.Request) -> web.Response:
        number = int(request.match_info["number"])
        found = next((r for r in self._slack.traffic if r.number == number), None)
        if found is None:
            raise web.HTTPNotFound(text="that record is no longer kept")
        return web.json_response(shown.full_record(self._slack, found))

    def _person(self, request: web.Request) -> Person:
        try:
            person = self._slack.person(request.match_info["person"])
        except NotThere as nobody:
            raise web.HTTPNotFound(text=str(nobody)) from None
        self.audience.note(person.id, request.headers.get("Referer", ""))
        return person

    # Doing

    async def _act(self, request: web.Request) -> web.Response:
        """Only JSON is taken: a form of some other site cannot send it without the browser asking first."""
        act = self._acts.get(request.match_info["act"])
        if act is None or request.content_type != "application/json":
            raise web.HTTPNotFound
        try:
            answer = await act(self._person(request), await request.json())
        except (LookupError, ValueError, ApiError) as refused:
            return web.json_response({"ok": False, "error": "not_possible", "detail": str(refused)}, status=409)
        return web.json_response({"ok": True, **answer})

    async def _command(self, person: Person, body: Json) -> Json:
        return _told(await person.command(body["command"], body.get("text", ""), body.get("channel")))

    async def _say(self, person: Person, body: Json) -> Json:
        message = await person.say(body.get("channel"), body["text"], body.get("thread_ts"))
        return {"ts": message.ts}

    async def _press(self, person: Person, body: Json) -> Json:
        thing = self._thing(person, body)
        if isinstance(thing, View) and body.get("typed"):
            self._slack.workspace.screens.typed(thing, body["typed"])
        return _told(
            await person.press(thing, body["action_id"], block_id=body.get("block_id"), selected=body.get("selected"))
        )

    async def _submit(self, person: Person, body: Json) -> Json:
        view = self._view(person, body)
        return _told(await person.submit(view, body.get("typed") or {}))

    async def _close(self, person: Person, body: Json) -> Json:
        return _told(await person.close(self._view(person, body), bool(body.get("everything"))))

    async def _home(self, person: Person, _: Json) -> Json:
        await person.open_home()
        return {}

    async def _shortcut(self, person: Person, body: Json) -> Json:
        message = self._message(person, body) if body.get("ts") else None
        return _told(await person.shortcut(body["callback_id"], message))

    async def _join(self, person: Person, body: Json) -> Json:
        await person.join(body["channel"])
        return {}

    async def _leave(self, person: Person, body: Json) -> Json:
        await person.leave(body["channel"])
        return {}

    async def _react(self, person: Person, body: Json) -> Json:
        message, name = self._message(person, body), str(body["name"])
        is_there = person.id in message.reactions.get(name, ())
        await (person.unreact if is_there else person.react)(message, name)
        return {"reacted": not is_there}

    async def _pin(self, person: Person, body: Json) -> Json:
        message = self._message(person, body)
        is_there = message.pin is not None
        await (person.unpin if is_there else person.pin)(message)
        return {"pinned": not is_there}

    async def _mark_read(self, person: Person, body: Json) -> Json:
        place = "/".join(filter(None, (body["channel"], body.get("thread_ts"))))
        self._read[person.id, place] = self._slack.workspace.next_number()
        return {}

    def _thing(self, person: Person, body: Json) -> Message | View:
        return self._message(person, body) if body.get("ts") else self._view(person, body)

    def _message(self, person: Person, body: Json) -> Message:
        for message in person.sees(body["channel"]):
            if message.ts == body["ts"]:
                return message
        raise NotThere("that message is gone")

    def _view(self, person: Person, body: Json) -> View:
        view = self._slack.workspace.screens.find(body["view_id"])
        if view is None or view.user != person.id:
            raise NotThere("that form is closed")
        return view

    # Watching

    async def _feed(self, request: web.Request) -> web.StreamResponse:
        """Server-sent events. Each page gets every change and shows what its people may see."""
        response = web.StreamResponse(headers={"Content-Type": "text/event-stream", "Cache-Control": "no-store"})
        await response.prepare(request)
        queue: asyncio.Queue[Json | None] = asyncio.Queue()
        self._pages.add(queue)
        try:
            await response.write(b"retry: 500\n\n")
            while (line := await _next(queue)) is not None:
                await response.write(line)
        except ConnectionResetError:
            pass
        finally:
            self._pages.discard(queue)
        return response

    def _changed(self, change: Change) -> None:
        if self._pages:
            self._send(shown.change(self._slack, change))

    def _recorded(self, record: Record) -> None:
        if self._pages:
            self._send({"kind": "traffic", "record": shown.record(self._slack, record)})

    def _send(self, line: Json) -> None:
        line = line | {"now": self._slack.workspace.clock()}
        for queue in self._pages:
            queue.put_nowait(line)

    def close(self) -> None:
        for queue in self._pages:
            queue.put_nowait(None)


async def _next(queue: asyncio.Queue[Json | None]) -> bytes | None:
    try:
        line = await asyncio.wait_for(queue.get(), KEEP_ALIVE_SECONDS)
    except TimeoutError:
        return b": still here\n\n"
    return None if line is None else f"data: {json.dumps(line)}\n\n".encode()


def _told(answer: Answer) -> Json:
    return {"acked_in": answer.acked_in, "problem": answer.error, "errors": answer.errors}
