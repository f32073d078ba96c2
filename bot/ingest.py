"""How does a phone system that can call out tell us of calls and states? POST /ingest/calls and /ingest/states."""

import asyncio
import hmac
from collections.abc import Callable, Mapping
from http import HTTPStatus

import structlog
from aiohttp import web
from sqlalchemy.exc import SQLAlchemyError

from bot.clock import Clock
from feeds import pushed
from feeds.intake import Brought, Origin
from feeds.queue_log_calls import Hash
from feeds.table import BadFile
from rules.handbook import Site
from storage.database import Database, Session
from views.words import Words, choose

log = structlog.get_logger()

LARGEST = 1_000_000  # bytes of one request
AT_ONCE = 4
AGAIN_S = "1"
PATIENCE_S = 20  # whoever sends more slowly would keep the others out
LONGEST_FEED = 80

Bring = Callable[[Session, bytes, Origin], Brought]


class Ingest:
    """Takes lines of JSON from whoever has the token: all of a request or nothing; the same again is harmless."""

    def __init__(self, database: Database, site: Site, words: Words, clock: Clock, hash_of: Hash, token: str) -> None:
        self._database = database
        self._site = site
        self._words = words
        self._clock = clock
        self._hash = hash_of
        self._token = token.encode()
        self._under_way = 0

    def routes(self) -> list[web.RouteDef]:
        return [web.post("/ingest/calls", self.calls), web.post("/ingest/states", self.states)]

    async def calls(self, request: web.Request) -> web.Response:
        return await self._take(request, pushed.calls)

    async def states(self, request: web.Request) -> web.Response:
        return await self._take(request, pushed.states)

    async def _take(self, request: web.Request, bring: Bring) -> web.Response:
        """401 for strangers, 413 for too much, 429 while enough is under way, 422 with every line that is wrong."""
        if not self._is_known(request.headers.get("Authorization", "")):
            return _no(HTTPStatus.UNAUTHORIZED, {"WWW-Authenticate": "Bearer"})
        if self._under_way >= AT_ONCE:
            return _no(HTTPStatus.TOO_MANY_REQUESTS, {"Retry-After": AGAIN_S})
        self._under_way += 1
        try:
            async with asyncio.timeout(PATIENCE_S):
                body = await _body(request)
            if body is None:
                return _no(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
            return await self._answer(request, body, bring)
        except TimeoutError:
            return _no(HTTPStatus.REQUEST_TIMEOUT)
        finally:
            self._under_way -= 1

    async def _answer(self, request: web.Request, body: bytes, bring: Bring) -> web.Response:
        feed = request.query.get("feed", pushed.FORM)[:LONGEST_FEED]
        origin = Origin(feed, pushed.FORM, request.path, self._clock.now(), self._site.zone, self._hash, lambda _: None)
        try:
            brought = await asyncio.to_thread(self._bring, body, origin, bring)
        except BadFile as bad:
            return web.json_response({"errors": self._errors(request, bad)}, status=HTTPStatus.UNPROCESSABLE_ENTITY)
        except SQLAlchemyError as error:
            log.warning("what was pushed could not be stored", error=str(error).splitlines()[0])
            return _no(HTTPStatus.SERVICE_UNAVAILABLE, {"Retry-After": AGAIN_S})
        tally = brought.tally
        return web.json_response({"new": tally.new, "changed": tally.changed, "same": tally.same})

    def _bring(self, body: bytes, origin: Origin, bring: Bring) -> Brought:
        with self._database.changing() as session:
            brought = bring(session, body, origin)
            if brought.refused:
                raise BadFile([one.problem for one in brought.refused])
        return brought

    def _errors(self, request: web.Request, bad: BadFile) -> list[Mapping[str, object]]:
        wished = request.headers.get("Accept-Language", "").split(",")[0]
        t = self._words.reader(choose(wished) or self._site.language, self._site.zone, self._clock.now())
        return [{"line": one.line, "problem": t.plain(one.key, **one.facts)} for one in bad.problems]

    def _is_known(self, header: str) -> bool:
        scheme, _, token = header.partition(" ")
        return scheme.casefold() == "bearer" and hmac.compare_digest(
            token.strip().encode("utf-8", "surrogateescape"), self._token
        )


async def _body(request: web.Request) -> bytes | None:
    """None where it is larger than it may be, whatever its header claims."""
    if (request.content_length or 0) > LARGEST:
        return None
    found = bytearray()
    async for piece in request.content.iter_chunked(1 << 16):
        found += piece
        if len(found) > LARGEST:
            return None
    return bytes(found)


def _no(status: HTTPStatus, headers: Mapping[str, str] | None = None) -> web.Response:
    return web.json_response({"error": status.phrase}, status=status, headers=headers)
