"""How does what was promised get said: in order, at Slack's pace, once?"""

import asyncio
import secrets
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import timedelta
from enum import Enum, auto
from typing import TypeVar

import aiohttp
import structlog
from slack_sdk.errors import SlackApiError, SlackRequestError
from slack_sdk.web.async_client import AsyncWebClient

from bot.clock import Clock
from storage import outbox
from storage.database import Database
from storage.outbox import Line
from views.message import Home, Message

log = structlog.get_logger()

PACE = timedelta(seconds=1)  # about one message a second in a conversation
LEASE = timedelta(seconds=40)  # longer than the slowest try: a call, and a look back at the history
AT_ONCE = 20
LOOK_EVERY_S = 0.5
LONGEST_PAUSE = timedelta(minutes=5)
EVENT = "shiftlead_said"

Drawn = Message | Home | None
Draw = Callable[[str, str], Drawn]
Work = TypeVar("Work")


class Fate(Enum):
    """What an error of Slack's means for a line."""

    AGAIN = auto()  # Slack certainly has not got it; later is better
    UNSURE = auto()  # Slack may have got it
    GONE = auto()  # the message to edit is no more
    NEVER = auto()  # trying again is no use


# Error strings of chat.postMessage, chat.update, views.publish and conversations.open.
_NEVER = frozenset(
    """
    account_inactive as_user_not_supported cannot_dm_bot channel_not_found channel_type_not_supported
    invalid_arguments invalid_blocks invalid_blocks_format is_archived messages_tab_disabled metadata_too_large
    msg_blocks_too_long msg_too_long no_text not_enabled not_in_channel restricted_action
    restricted_action_read_only_channel unknown_method user_disabled user_not_found user_not_visible
    """.split()
)
_AGAIN = frozenset(
    "ratelimited rate_limited service_unavailable team_added_to_org org_login_required ekm_access_denied"
    " invalid_auth not_authed token_expired token_revoked missing_scope no_permission access_denied".split()
)
_GONE = frozenset("message_not_found cant_update_message edit_window_closed".split())


@dataclass(frozen=True)
class Trouble:
    """Why a line was not said, and when to try again."""

    fate: Fate
    error: str
    pause: timedelta | None = None


class Speaker:
    """Says what the outbox holds. Several may run; a lane is spoken in by one at a time."""

    def __init__(self, database: Database, client: AsyncWebClient, draw: Draw, clock: Clock) -> None:
        self._database = database
        self._client = client
        self._draw = draw
        self._clock = clock
        self._owner = secrets.token_hex(8)
        self._pool = ThreadPoolExecutor(2, thread_name_prefix="speaker")
        self._wake = asyncio.Event()
        self._talking: set[asyncio.Task[None]] = set()

    def wake(self) -> None:
        """Something was committed that may want saying."""
        self._wake.set()

    async def run(self, stop: asyncio.Event) -> None:
        """Speak until stopped; then finish the sentences that have begun."""
        while not stop.is_set():
            self._wake.clear()
            try:
                await self.speak()
            except Exception:
                log.exception("the speaker stumbled")
            await _first_of(self._wake, stop, LOOK_EVERY_S)
        if self._talking:
            await asyncio.wait(self._talking)
        self._pool.shutdown()

    async def speak(self) -> None:
        """Start every conversation that has something to say and may."""
        free = AT_ONCE - len(self._talking)
        if free <= 0:
            return
        for conversation in await self._in_pool(self._claim, free):
            talk = asyncio.create_task(self._talk(conversation))
            self._talking.add(talk)
            talk.add_done_callback(self._talking.discard)

    async def drained(self) -> None:
        """Until nothing is being said; for a clean end and for tests."""
        while self._talking:
            await asyncio.wait(self._talking)

    async def _talk(self, conversation: str) -> None:
        line = await self._in_pool(self._begin, conversation)
        pause = PACE
        if line is not None:
            trouble = await self._say(line)
            if trouble is not None:
                pause = await self._in_pool(self._note, line, trouble)
        await self._in_pool(self._release, conversation, pause)
        self._wake.set()

    async def _say(self, line: Line) -> Trouble | None:
        """Say one line; None when it is said or nothing is left to say."""
        try:
            channel, ts = line.channel, line.ts
            if line.unsure_since is not None:
                channel, ts = await self._look_back(line)
            drawn = await self._in_pool(self._draw, line.slot, line.conversation)
            channel, ts = await self._deliver(line, drawn, channel, ts)
        except SlackApiError as error:
            return _api_trouble(error)
        except (aiohttp.ClientConnectorError, aiohttp.ClientConnectionResetError) as error:
            return Trouble(Fate.AGAIN if isinstance(error, aiohttp.ClientConnectorError) else Fate.UNSURE, str(error))
        except (aiohttp.ClientError, SlackRequestError, TimeoutError) as error:
            return Trouble(Fate.UNSURE, f"{type(error).__name__}: {error}")
        except Exception as error:
            log.exception("a slot could not be drawn", slot=line.slot)
            return Trouble(Fate.NEVER, f"{type(error).__name__}: {error}")
        await self._in_pool(self._said, line, channel, ts)
        return None

    async def _deliver(
        self, line: Line, drawn: Drawn, channel: str | None, ts: str | None
    ) -> tuple[str | None, str | None]:
        """Post, edit or publish; where the message now stands."""
        if drawn is None:
            return channel, ts
        if isinstance(drawn, Home):
            await self._client.views_publish(user_id=line.conversation, view=drawn.payload())
            return None, None
        if drawn.file is not None:
            return await self._upload(line, drawn)
        if channel and ts:
            await self._client.chat_update(
                channel=channel, ts=ts, text=drawn.text, blocks=drawn.blocks, metadata=_mark(line)
            )
            return channel, ts
        posted = await self._client.chat_postMessage(
            channel=line.conversation,
            text=drawn.text,
            blocks=drawn.blocks,
            metadata=_mark(line),
            unfurl_links=False,
            unfurl_media=False,
        )
        return posted["channel"], posted["ts"]

    async def _upload(self, line: Line, drawn: Message) -> tuple[str | None, str | None]:
        assert drawn.file is not None
        channel = await self._channel(line)
        file = drawn.file
        await self._client.files_upload_v2(
            channel=channel, filename=file.name, title=file.title, content=file.content, initial_comment=drawn.text
        )
        return channel, None

    async def _look_back(self, line: Line) -> tuple[str | None, str | None]:
        """After an ambiguous failure: did it arrive? Our mark in the metadata says so."""
        assert line.unsure_since is not None
        channel = await self._channel(line)
        since = line.unsure_since - timedelta(minutes=5)  # Slack's clock is not ours
        history = await self._client.conversations_history(
            channel=channel, oldest=str(since.timestamp()), include_all_metadata=True, limit=200
        )
        for message in history.get("messages") or []:
            mark = message.get("metadata") or {}
            if mark.get("event_type") == EVENT and mark.get("event_payload", {}).get("outbox_id") == line.id:
                log.info("an uncertain message had arrived", slot=line.slot)
                return channel, message["ts"]
        return None, None

    async def _channel(self, line: Line) -> str:
        """The conversation's channel: a person's direct messages are opened first."""
        if not line.conversation.startswith(("U", "W")):
            return line.conversation
        opened = await self._client.conversations_open(users=line.conversation)
        channel = opened["channel"]
        assert channel is not None
        return str(channel["id"])

    def _claim(self, at_most: int) -> list[str]:
        now = self._clock.now()
        with self._database.changing() as session:
            outbox.gather(session, now)
            return outbox.claim_lanes(session, self._owner, now, LEASE, at_most)

    def _begin(self, conversation: str) -> Line | None:
        with self._database.changing() as session:
            return outbox.begin(session, conversation, self._clock.now())

    def _said(self, line: Line, channel: str | None, ts: str | None) -> None:
        with self._database.changing() as session:
            outbox.said(session, line, channel, ts)

    def _note(self, line: Line, trouble: Trouble) -> timedelta:
        """Keep what went wrong; how long the conversation rests."""
        for_good = trouble.fate is Fate.NEVER
        log.warning("not said", slot=line.slot, error=trouble.error, tries=line.tries, for_good=for_good)
        with self._database.changing() as session:
            if trouble.fate is Fate.GONE:
                outbox.lost_its_message(session, line)
                return PACE
            outbox.not_said(
                session, line, trouble.error, self._clock.now(), sure=trouble.fate is Fate.AGAIN, for_good=for_good
            )
        return PACE if for_good else trouble.pause or min(timedelta(seconds=2 ** min(line.tries, 9)), LONGEST_PAUSE)

    def _release(self, conversation: str, pause: timedelta) -> None:
        with self._database.changing() as session:
            outbox.release_lane(session, conversation, self._owner, self._clock.now() + pause)

    async def _in_pool(self, work: Callable[..., Work], *given: object) -> Work:
        return await asyncio.get_running_loop().run_in_executor(self._pool, work, *given)


def _mark(line: Line) -> dict[str, object]:
    return {"event_type": EVENT, "event_payload": {"outbox_id": line.id}}


def _api_trouble(error: SlackApiError) -> Trouble:
    """Each error string of Slack's has a fate; one we do not know is uncertain, and tried again slowly."""
    status = getattr(error.response, "status_code", 200)
    name = str(error.response.get("error") or status)
    if status == 429:
        return Trouble(Fate.AGAIN, "ratelimited", timedelta(seconds=int(error.response.headers.get("Retry-After", 1))))
    for fate, names in ((Fate.NEVER, _NEVER), (Fate.AGAIN, _AGAIN), (Fate.GONE, _GONE)):
        if name in names:
            return Trouble(fate, name)
    return Trouble(Fate.UNSURE, name)


async def _first_of(wake: asyncio.Event, stop: asyncio.Event, timeout_s: float) -> None:
    waits = {asyncio.create_task(wake.wait()), asyncio.create_task(stop.wait())}
    await asyncio.wait(waits, timeout=timeout_s, return_when=asyncio.FIRST_COMPLETED)
    for one in waits:
        one.cancel()
