"""How is the house put together? The composition root."""

import asyncio
import logging
import sqlite3
from contextlib import suppress

import structlog
from aiohttp import ClientError, ClientSession, web
from slack_sdk.errors import SlackClientError
from slack_sdk.web.async_client import AsyncWebClient

from bot.apart import Apart
from bot.clock import Clock
from bot.crowd import Crowd
from bot.desk import Desk
from bot.following import Follower
from bot.health import Health
from bot.ingest import Ingest
from bot.links import Links
from bot.settings import Settings
from bot.slack import Slack
from bot.speaker import Drawn, Speaker
from feeds.callers import hasher
from handlers import ROUTES
from handlers.asking import Routes
from jobs import DRAWINGS, LONG_DRAWINGS, SCHEDULE
from jobs.asking import Every, sheet
from jobs.runner import Runner
from rules.handbook import Site
from storage import schema
from storage.database import Database, open_database
from views.words import Words

log = structlog.get_logger()

API_TIMEOUT_S = 7
INTRODUCE_AGAIN_S = 30
CHECKPOINT_EVERY_S = 2


class House:
    """One running bot: everything is made here, started together and stopped in order."""

    def __init__(self, settings: Settings, site: Site, words: Words, clock: Clock) -> None:
        self.settings = settings
        self.site = site
        self.words = words
        self.clock = clock
        self.database: Database = open_database(settings.database_url)
        self._http = ClientSession()
        self._stop = asyncio.Event()
        self._tasks: list[asyncio.Task[None]] = []
        self._web: web.AppRunner | None = None
        self._hash = hasher(settings.caller_key.get_secret_value() if settings.caller_key else None)
        routes = Routes(ROUTES, words)
        client = self._client(settings.slack_bot_token.get_secret_value())
        desk = Desk(self.database, site, routes, clock)
        crowd = Crowd(desk, self.database.workers, self.database.together)
        secret = settings.slack_signing_secret
        self.apart = Apart(settings.database_url, site)
        self.speaker = Speaker(self.database, client, self._draw, clock, _takes_long)
        self.runner = Runner(self.database, SCHEDULE, site, clock.now, self.speaker.wake, self.apart.look)
        self.slack = Slack(client, secret.get_secret_value() if secret else None, desk, crowd, self._changed)
        self.links = self._links() if settings.slack_mode == "socket" else None
        sweeps = {job.name: job.period for job in SCHEDULE if isinstance(job, Every)}
        up = lambda: self.links.up if self.links else None  # noqa: E731
        self.follower = self._follower()
        self.health = Health(self.database, sweeps, clock.now, up, lambda: self.runner.last_ran)

    async def start(self) -> None:
        """Bring the database up to date, catch up, listen."""
        await asyncio.to_thread(schema.upgrade, self.database)
        self._tasks.append(asyncio.create_task(self._introduce()))
        self._tasks.append(asyncio.create_task(self._checkpoint()))
        await self.runner.start()
        self._tasks.append(asyncio.create_task(self.speaker.run(self._stop)))
        if self.links:
            self._tasks.append(asyncio.create_task(self.links.run(self._stop)))
        if self.follower:
            self._tasks.append(asyncio.create_task(self.follower.run(self._stop)))
        await self._listen()
        log.info("listening", mode=self.settings.slack_mode, port=self.port)

    async def stop(self) -> None:
        """Hear nothing new, finish what is running, go."""
        await self.slack.finished()
        self._stop.set()
        if self._web:
            await self._web.cleanup()
        await asyncio.gather(*self._tasks)
        await self.slack.close()
        await self.runner.stop()
        await self._http.close()
        await asyncio.to_thread(self.apart.close)
        self.database.close()
        log.info("stopped")

    @property
    def port(self) -> int:
        assert self._web is not None
        return self._web.addresses[0][1]

    async def _listen(self) -> None:
        application = web.Application()
        application.add_routes(self.health.routes())
        if self.settings.ingest_token:
            application.add_routes(self._ingest(self.settings.ingest_token.get_secret_value()).routes())
        if self.settings.slack_mode == "http":
            application.router.add_post("/slack/events", self.slack.receive)
        self._web = web.AppRunner(application, access_log=None)
        await self._web.setup()
        await web.TCPSite(self._web, self.settings.http_host, self.settings.http_port).start()

    async def _introduce(self) -> None:
        while not self._stop.is_set():
            try:
                return await self.slack.introduce()
            except (SlackClientError, ClientError, OSError, TimeoutError) as error:
                log.warning("Slack does not say who we are yet", error=str(error))
            await asyncio.wait({asyncio.create_task(self._stop.wait())}, timeout=INTRODUCE_AGAIN_S)
        return None

    async def _checkpoint(self) -> None:
        """In good time: a commit that finds much to bring into the file keeps everybody waiting for the disk."""
        stopped = asyncio.create_task(self._stop.wait())
        while not stopped.done():
            with suppress(sqlite3.Error):  # a sick disk is told of by whoever writes
                await asyncio.to_thread(self.database.checkpoint)
            await asyncio.wait({stopped}, timeout=CHECKPOINT_EVERY_S)

    def _changed(self) -> None:
        self.speaker.wake()
        self.runner.soon()

    def _draw(self, slot: str, conversation: str) -> Drawn:
        """What a slot says now, from what is committed."""
        if _takes_long(slot):
            return self.apart.draw(slot, conversation, self.clock.now())
        with self.database.reading() as session:
            drawn = sheet(session, slot, conversation, self.clock.now(), self.site, self.words)
            return DRAWINGS[slot.split(":")[0]](drawn, session)

    def _client(self, token: str) -> AsyncWebClient:
        # No retries: the default one would post a message again whose first copy may have arrived.
        # One session for all calls: the client would otherwise make a connection, and its TLS, for each.
        return AsyncWebClient(
            token=token,
            base_url=self.settings.slack_api_url,
            timeout=API_TIMEOUT_S,
            retry_handlers=[],
            session=self._http,
        )

    def _ingest(self, token: str) -> Ingest:
        return Ingest(self.database, self.site, self.words, self.clock, self._hash, token)

    def _follower(self) -> Follower | None:
        file = self.settings.queue_log_file
        return Follower(self.database, file, self._hash, self.clock.now) if file else None

    def _links(self) -> Links:
        token = self.settings.slack_app_token
        assert token is not None
        secret = token.get_secret_value()
        client = self._client(secret)
        # By the machine's clock: a link is as slow as ever on a floor whose day runs faster.
        return Links(lambda: self.slack.link(client, secret), Clock().now)


def _takes_long(slot: str) -> bool:
    return slot.split(":")[0] in LONG_DRAWINGS


class _OneLine(logging.Formatter):
    """The Slack client logs a traceback for every second of an outage; the last line of it says it all."""

    def formatException(self, ei: tuple) -> str:  # noqa: N802
        return f"{ei[0].__name__}: {ei[1]}"


def quiet_logs() -> None:
    """One line an event; libraries speak up only when something is wrong."""
    lines = logging.StreamHandler()
    lines.setFormatter(_OneLine("%(levelname)s %(name)s: %(message)s"))
    # Bolt warns that it ignores SLACK_BOT_TOKEN; it should: our `authorize` hands it the token.
    lines.addFilter(lambda record: "`token`" not in record.getMessage())
    logging.basicConfig(level=logging.WARNING, handlers=[lines])
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            structlog.dev.ConsoleRenderer(colors=False),
        ]
    )
