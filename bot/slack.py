"""How do requests reach us from Slack, and how do answers get back? The only file that imports Bolt."""

import asyncio
import re
from collections.abc import Callable, Coroutine, Mapping
from dataclasses import replace
from typing import Any

import aiohttp
import structlog
from aiohttp import web
from slack_bolt.adapter.aiohttp import to_aiohttp_response, to_bolt_request
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot import errors
from bot.crowd import Crowd
from bot.desk import Desk, Outcome, Request
from handlers.asking import Button, Command, Event, Form
from views import floor as views

log = structlog.get_logger()

ANSWER_WITHIN_S = 2.0  # Slack gives up after three
LOCALE_WITHIN_S = 1.0
REPLY_TIMEOUT = aiohttp.ClientTimeout(total=5)
REPLY_AGAIN_AFTER_S = (1.0, 2.0, 4.0)
REPLY_REST_S = 5.0  # at the most, when Slack wants us to wait: a stop waits for what is being answered
ACK_LEAVES_S = 0.05  # Bolt sends an ack just after its listener returns
PING_EVERY_S = 2  # a silent link is given up after three seconds and made anew two later: six at the most
ANYTHING = re.compile(".*", re.DOTALL)

Body = Mapping[str, Any]
Rest = Coroutine[Any, Any, None]
Handler = Callable[[AsyncAck, Body], Coroutine[Any, Any, Rest | None]]


class Slack:
    """Bolt at the edge: requests become plain data for the desk, outcomes become acks, replies and views."""

    def __init__(
        self, client: AsyncWebClient, signing_secret: str | None, desk: Desk, crowd: Crowd, changed: Callable[[], None]
    ) -> None:
        self.client = client
        self._me: dict[str, str] = {}
        self._desk = desk
        self._changed = changed
        self._crowd = crowd
        self._answering = 0
        self._going_on: set[asyncio.Task[None]] = set()
        self._locale_refused = False

        async def authorize() -> AuthorizeResult:  # Bolt reads the argument names and would pass its own `self`
            return self._authorized()

        self.bolt = AsyncApp(
            client=client,
            signing_secret=signing_secret or "",
            authorize=authorize,
            request_verification_enabled=signing_secret is not None,
            # Otherwise Bolt looks for the ack of every waiting request a hundred times a second.
            process_before_response=True,
            ssl_check_enabled=False,  # Slack has not asked since 2018
            attaching_function_token_enabled=False,  # we are no step of a workflow
        )
        self.bolt.command(ANYTHING)(self._listener(self._command))
        self.bolt.action(ANYTHING)(self._listener(self._press))
        self.bolt.view(ANYTHING)(self._listener(self._submit))
        self.bolt.event(ANYTHING)(self._listener(self._event))

    def link(self, client: AsyncWebClient, app_token: str) -> AsyncSocketModeHandler:
        """A Socket Mode link, still to be connected."""
        return AsyncSocketModeHandler(self.bolt, app_token, web_client=client, ping_interval=PING_EVERY_S)

    async def receive(self, request: web.Request) -> web.StreamResponse:
        """One signed HTTP request from Slack."""
        return await to_aiohttp_response(await self.bolt.async_dispatch(await to_bolt_request(request)))

    async def introduce(self) -> None:
        """Learn our own ids once, so that no request waits for the Web API to know who we are."""
        answer = await self.client.auth_test()
        self._me = {key: str(answer[key]) for key in ("team_id", "bot_id", "user_id") if answer.get(key)}

    async def finished(self) -> None:
        """Until nothing is being answered."""
        while self._answering or self._going_on:
            await asyncio.sleep(ACK_LEAVES_S)
        await asyncio.sleep(ACK_LEAVES_S)

    async def close(self) -> None:
        """Finish what came in at the last moment; afterwards nothing can be answered."""
        await self.finished()
        self._crowd.close()

    def _authorized(self) -> AuthorizeResult:
        return AuthorizeResult(
            enterprise_id=None,
            team_id=self._me.get("team_id"),
            bot_token=self.client.token,
            bot_id=self._me.get("bot_id"),
            bot_user_id=self._me.get("user_id"),
        )

    def _listener(self, handle: Handler) -> Callable[[AsyncAck, Body], Coroutine[Any, Any, None]]:
        """The handler as Bolt wants it: the ack leaves when it returns, and what remains goes on beside it."""

        async def listener(ack: AsyncAck, body: Body) -> None:
            self._answering += 1
            try:
                rest = await handle(ack, body)
            finally:
                self._answering -= 1
            if rest is not None:
                going_on = asyncio.create_task(rest)
                self._going_on.add(going_on)
                going_on.add_done_callback(self._going_on.discard)

        return listener

    async def _command(self, ack: AsyncAck, body: Body) -> Rest | None:
        request = Request(Command, body["command"], body["user_id"], body["trigger_id"], text=body.get("text") or "")
        serving = self._serve(request)
        if await _in_time(serving):
            outcome = serving.result()
            await ack(dict(outcome.message or {}))
            return self._open(outcome, body) if outcome.modal else None
        await ack(dict(self._desk.working(body["user_id"]).message or {}))
        return self._answer_late(serving, body)

    async def _answer_late(self, serving: "asyncio.Task[Outcome]", body: Body) -> None:
        outcome = await serving
        if outcome.message is not None:
            await self._reply(body["response_url"], outcome.message, replace_original=False)
        if outcome.modal is not None:
            await self._open(outcome, body)

    async def _press(self, ack: AsyncAck, body: Body) -> Rest:
        await ack()
        return self._answer_press(body)

    async def _answer_press(self, body: Body) -> None:
        action = body["actions"][0]
        user, value = body["user"]["id"], action.get("value") or (action.get("selected_option") or {}).get("value", "")
        outcome = await self._serve(Request(Button, action["action_id"], user, body["trigger_id"], value=value))
        if outcome.modal is not None:
            await self._open(outcome, body)
        if outcome.message is None:
            return
        if url := body.get("response_url"):
            await self._reply(url, outcome.message, replace_original=_is_personal(body) and not outcome.stays)
            return
        await self._show(outcome, body)

    async def _submit(self, ack: AsyncAck, body: Body) -> Rest | None:
        """The ack of a form carries its errors, or the answer in the place of the form."""
        view = body["view"]
        request = Request(Form, view["callback_id"], body["user"]["id"], body["trigger_id"], form=_filled_in(view))
        serving = self._serve(request)
        title = view["title"]["text"]
        if not await _in_time(serving):
            await ack(response_action="update", view=self._desk.working(body["user"]["id"]).in_modal(title))
            return self._update_late(serving, view["id"], title)
        outcome = serving.result()
        if outcome.errors:
            await ack(response_action="errors", errors=dict(outcome.errors))
        else:
            await ack(response_action="update", view=outcome.in_modal(title))
        return None

    async def _update_late(self, serving: "asyncio.Task[Outcome]", view_id: str, title: str) -> None:
        outcome = await serving
        await self._web(self.client.views_update(view_id=view_id, view=outcome.in_modal(title)))

    async def _event(self, ack: AsyncAck, body: Body) -> Rest | None:
        """A change is acknowledged when it is noted, since Slack brings it again if it is not."""
        event = body["event"]
        if event["type"] == "user_change":
            await asyncio.to_thread(self._desk.note_locale, event["user"]["id"], event["user"].get("locale") or "")
        await ack()
        if event["type"] == "app_home_opened" and event.get("tab") == "home":
            return self._open_home(event["user"], body["event_id"])
        return None

    async def _open_home(self, user: str, event_id: str) -> None:
        outcome = await self._serve(Request(Event, "app_home_opened", user, event_id))
        if outcome.message is not None:
            await self._web(self.client.views_publish(user_id=user, view=outcome.in_home()))

    def _serve(self, request: Request) -> "asyncio.Task[Outcome]":
        return asyncio.create_task(self._answer(request))

    async def _answer(self, request: Request) -> Outcome:
        outcome = await self._crowd.serve(request)
        if outcome.needs_locale:
            locale = await self._locale(request.user)
            outcome = await self._crowd.serve(replace(request, locale=locale))
        self._changed()
        return outcome

    async def _locale(self, user: str) -> str:
        """What Slack knows of a reader's language; a server that does not tell is named once in the log."""
        try:
            asked = self.client.users_info(user=user, include_locale=True)
            answer = await asyncio.wait_for(asked, LOCALE_WITHIN_S)
            return (answer.get("user") or {}).get("locale") or ""
        except (SlackApiError, aiohttp.ClientError, TimeoutError) as error:
            if not self._locale_refused:
                log.warning("Slack does not tell locales; the site's language is used", error=str(error))
            self._locale_refused = True
            return ""

    async def _open(self, outcome: Outcome, body: Body) -> None:
        """A form that Slack did not open is told of, unless an earlier delivery had opened it."""
        assert outcome.modal is not None
        error = await self._web(self.client.views_open(trigger_id=body["trigger_id"], view=outcome.modal.payload()))
        if error and error != "exchanged_trigger_id" and (url := body.get("response_url")):
            assert outcome.t is not None
            await self._reply(url, views.form_not_shown(outcome.t).payload(), replace_original=False)

    async def _show(self, outcome: Outcome, body: Body) -> None:
        """The answer to a button in a modal or on the Home, where no message can follow."""
        view = body["view"]
        if view["type"] == "modal":
            shown = outcome.in_modal(view["title"]["text"])
            await self._web(self.client.views_update(view_id=view["id"], view=shown))
            return
        await self._web(self.client.views_open(trigger_id=body["trigger_id"], view=outcome.in_modal(None)))

    async def _web(self, call: Coroutine[Any, Any, object]) -> str | None:
        """A view is a convenience: when Slack will not show it, the facts stand and the log says so. Slack's error."""
        try:
            await call
        except (SlackApiError, aiohttp.ClientError, TimeoutError) as error:
            log.warning("view not shown", error=str(error))
            return errors.name_of(error) if isinstance(error, SlackApiError) else type(error).__name__
        return None

    def _http(self) -> aiohttp.ClientSession:
        assert self.client.session is not None, "the house gives its client a session"
        return self.client.session

    async def _reply(self, url: str, message: Mapping[str, object], replace_original: bool) -> None:
        payload = {**message, "replace_original": replace_original, "response_type": "ephemeral"}
        for otherwise_s in (*REPLY_AGAIN_AFTER_S, None):
            rest_s = await self._replied(url, payload, otherwise_s or 0)
            if rest_s is None or otherwise_s is None:
                return
            await asyncio.sleep(rest_s)

    async def _replied(self, url: str, payload: Mapping[str, object], otherwise_s: float) -> float | None:
        """None when it arrived or never will (the URL is used up, or too old); else how long to wait."""
        try:
            async with self._http().post(url, json=payload, timeout=REPLY_TIMEOUT) as answer:
                if answer.status < 400:
                    return None
                log.warning("reply not delivered", status=answer.status)
                if answer.status == 429:
                    return min(errors.rest_s(answer.headers, otherwise_s), REPLY_REST_S)
                return otherwise_s if answer.status >= 500 else None
        except (aiohttp.ClientError, TimeoutError) as error:
            log.warning("reply not delivered", error=str(error))
            return otherwise_s


async def _in_time(serving: "asyncio.Task[Outcome]") -> bool:
    done, _ = await asyncio.wait({serving}, timeout=ANSWER_WITHIN_S)
    return bool(done)


def _is_personal(body: Body) -> bool:
    """Whether the pressed message is one person's own: theirs alone to see, or in their direct messages."""
    container = body.get("container", {})
    return bool(container.get("is_ephemeral")) or str(container.get("channel_id", "")).startswith("D")


def _filled_in(view: Body) -> dict[str, str]:
    """Block id to what was filled in."""
    values = view.get("state", {}).get("values", {})
    return {block: str(next(iter(actions.values())).get("value") or "") for block, actions in values.items()}
