"""How does what was promised get said: in order, at Slack's pace, once?"""

import asyncio
import secrets
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from typing import TypeVar

import structlog
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse
from sqlalchemy.exc import SQLAlchemyError

from bot import errors, fates
from bot.clock import Clock
from bot.fates import Fate, Trouble
from bot.messenger import EVENT, Drawn, Messenger
from storage import outbox
from storage.database import Database
from storage.outbox import Line

log = structlog.get_logger()

PACE = timedelta(seconds=1)  # about one message a second in a conversation
LEASE = timedelta(seconds=10)  # so long the conversations of a speaker that died wait for another one
HOLD_EVERY_S = 3.0  # a living one keeps its lane for as long as Slack takes
AT_ONCE = 4  # with the breath below some ten a second: more, Slack would refuse
LOOK_EVERY_S = 0.5
BREATH_S = 0.2  # many changes at once are claimed together
LONGEST_PAUSE = timedelta(minutes=5)

Draw = Callable[[str, str], Drawn]
Work = TypeVar("Work")


_MAY_NOT_LOOK = frozenset("not_in_channel missing_scope unknown_method".split())


class LaneLost(Exception):
    """We slept past our lease, and somebody else speaks here."""


class Speaker:
    """Says what the outbox holds. Several may run; a lane is spoken in by one at a time."""

    def __init__(
        self,
        database: Database,
        client: AsyncWebClient,
        draw: Draw,
        clock: Clock,
        takes_long: Callable[[str], bool] = lambda _: False,
    ) -> None:
        self._database = database
        self._client = client
        self._messenger = Messenger(client, clock)
        self._draw = draw
        self._takes_long = takes_long
        self._clock = clock
        self._owner = secrets.token_hex(8)
        self._pool = ThreadPoolExecutor(2, thread_name_prefix="speaker")
        self._patient = ThreadPoolExecutor(1, thread_name_prefix="long-drawings")
        self._wake = asyncio.Event()
        self._talking: set[asyncio.Task[None]] = set()
        self._waiting: set[asyncio.Task[None]] = set()  # of those, who wait for a long drawing

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
            await asyncio.sleep(BREATH_S)
        await self.drained()
        self._pool.shutdown()
        self._patient.shutdown()

    async def speak(self) -> None:
        """Start every conversation that has something to say and may."""
        free = AT_ONCE - len(self._talking - self._waiting)
        if free <= 0:
            return
        for line in await self._in_pool(self._claim, free):
            talk = asyncio.create_task(self._talk(line))
            self._talking.add(talk)
            talk.add_done_callback(self._talking.discard)

    async def drained(self) -> None:
        """Until nothing is being said; for a clean end and for tests."""
        while self._talking:
            await asyncio.wait(self._talking)

    async def caught_up(self) -> None:
        """Until nothing is being said but what takes long to draw; for a clock that does not wait for that."""
        while quick := self._talking - self._waiting:
            await asyncio.wait(quick, timeout=0.02)

    async def _talk(self, line: Line) -> None:
        """Say one line and let the lane go; if even that fails, the lease runs out and the next one looks back."""
        holding = asyncio.create_task(self._hold(line))
        try:
            await self._in_pool(self._finish, *await self._say(line))
        except LaneLost:
            log.warning("somebody else speaks here by now", slot=line.slot)
        except SQLAlchemyError as error:
            log.error("a line was left in doubt", slot=line.slot, error=str(error))
        finally:  # whatever happened: a lane that is held for nobody would be silent for ever
            holding.cancel()
            self._wake.set()

    async def _hold(self, line: Line) -> None:
        while True:
            await asyncio.sleep(HOLD_EVERY_S)
            try:
                await self._in_pool(self._still_ours, line)
            except SQLAlchemyError as error:
                log.warning("a lane could not be held", slot=line.slot, error=str(error))

    async def _say(self, line: Line) -> tuple[Line, Trouble | None]:
        """The line as it stands now, and why it was not said, if it was not."""
        try:
            if line.unsure_since is not None:
                line = await self._look_back(line)
            drawn = await self._drawn(line)
            await self._messenger.prepare(drawn)
            if self._clock.now() >= line.leased_until and not await self._in_pool(self._still_ours, line):
                raise LaneLost
            return await self._messenger.deliver(line, drawn), None
        except LaneLost:
            raise
        except Exception as error:
            return line, fates.of(error, line.tries)

    async def _drawn(self, line: Line) -> Drawn:
        """What takes long is waited for beside the others, who are no fewer for it."""
        if not self._takes_long(line.slot):
            return await self._in_pool(self._draw, line.slot, line.conversation)
        talk = asyncio.current_task()
        assert talk is not None
        self._waiting.add(talk)
        self._wake.set()
        try:
            loop = asyncio.get_running_loop()
            return await loop.run_in_executor(self._patient, self._draw, line.slot, line.conversation)
        finally:
            self._waiting.discard(talk)

    async def _look_back(self, line: Line) -> Line:
        """After an ambiguous failure: did it arrive? Our mark in the metadata says so, and the doubt is over."""
        channel = await self._messenger.channel(line)
        cursor: str | None = ""
        while cursor is not None:
            history = await self._history(line, channel, cursor)
            if history is None:
                break
            for message in history.get("messages") or []:
                mark = message.get("metadata") or {}
                if mark.get("event_type") == EVENT and mark.get("event_payload", {}).get("outbox_id") == line.id:
                    log.info("an uncertain message had arrived", slot=line.slot)
                    return replace(line, channel=channel, ts=message["ts"], unsure_since=None)
            cursor = (history.get("response_metadata") or {}).get("next_cursor") or None
        return replace(line, unsure_since=None)

    async def _history(self, line: Line, channel: str, cursor: str) -> AsyncSlackResponse | None:
        """One page of what was said since the doubt began; None where Slack does not let us look."""
        assert line.unsure_since is not None
        since = line.unsure_since - timedelta(minutes=5)  # Slack's clock is not ours
        try:
            return await self._client.conversations_history(
                channel=channel, oldest=str(since.timestamp()), include_all_metadata=True, limit=200, cursor=cursor
            )
        except SlackApiError as error:
            if errors.name_of(error) not in _MAY_NOT_LOOK:
                raise
            log.warning("the history may not be read; a message may be said twice", channel=channel)
            return None

    def _claim(self, at_most: int) -> list[Line]:
        now = self._clock.now()
        with self._database.changing() as session:
            outbox.gather(session, now)
            return outbox.claim(session, self._owner, now, self._clock.meanwhile(LEASE), at_most)

    def _still_ours(self, line: Line) -> bool:
        until = self._clock.now() + self._clock.meanwhile(LEASE)
        with self._database.changing() as session:
            return outbox.hold_lane(session, line.conversation, self._owner, until)

    def _finish(self, line: Line, trouble: Trouble | None) -> None:
        """Note what became of the line and let its lane go, together."""
        now = self._clock.now()
        with self._database.changing() as session:
            if trouble is None:
                outbox.said(session, line, now)
            elif trouble.fate is Fate.GONE:
                outbox.lost_its_message(session, line)
            else:
                outbox.not_said(
                    session, line, trouble.error, now, trouble.fate is Fate.AGAIN, trouble.fate is Fate.NEVER
                )
            rest = self._clock.meanwhile(_pause(line, trouble))
            outbox.release_lane(session, line.conversation, self._owner, now + rest)
        if trouble is not None and trouble.fate is not Fate.GONE:  # a message that goes is said again in a moment
            log.warning("not said", slot=line.slot, error=trouble.error, fate=trouble.fate.name, tries=line.tries)

    async def _in_pool(self, work: Callable[..., Work], *given: object) -> Work:
        return await asyncio.get_running_loop().run_in_executor(self._pool, work, *given)


def _pause(line: Line, trouble: Trouble | None) -> timedelta:
    """How long the conversation rests: at Slack's pace, as long as Slack asks, or longer with every try."""
    if trouble is None or trouble.fate in (Fate.NEVER, Fate.GONE):
        return PACE
    return trouble.pause or min(timedelta(seconds=2 ** min(line.tries, 9)), LONGEST_PAUSE)


async def _first_of(wake: asyncio.Event, stop: asyncio.Event, timeout_s: float) -> None:
    waits = {asyncio.create_task(wake.wait()), asyncio.create_task(stop.wait())}
    await asyncio.wait(waits, timeout=timeout_s, return_when=asyncio.FIRST_COMPLETED)
    for one in waits:
        one.cancel()
