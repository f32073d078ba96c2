"""Are we well? For the load balancer, for Prometheus, for whoever is called at night."""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from aiohttp import web
from prometheus_client import CollectorRegistry, Gauge, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_LATEST
from sqlalchemy.exc import SQLAlchemyError

from storage import unsaid
from storage.database import Database
from storage.unsaid import Backlog

JOBS_LATE = timedelta(seconds=30)
SPEECH_LATE = timedelta(minutes=5)


@dataclass(frozen=True)
class Vitals:
    """What health is judged by; `links` is None where Slack comes to us by HTTP."""

    links: int | None
    last_ran: dict[str, datetime]
    backlog: Backlog | None


class Health:
    """Answers /healthz, /readyz and /metrics."""

    def __init__(
        self,
        database: Database,
        sweeps: Mapping[str, timedelta],
        now: Callable[[], datetime],
        links: Callable[[], int | None],
        last_ran: Callable[[], dict[str, datetime]],
    ) -> None:
        self._database = database
        self._sweeps = sweeps
        self._now = now
        self._links = links
        self._last_ran = last_ran
        self._registry = CollectorRegistry()
        self._pending = self._gauge("outbox_pending", "messages that wait to be said")
        self._oldest = self._gauge("outbox_oldest_seconds", "age of the oldest message that waits")
        self._failed = self._gauge("outbox_failed", "messages that cannot be said and are kept")
        self._connected = self._gauge("socket_links", "Socket Mode links that are up")
        self._lateness = Gauge(
            "shiftlead_job_last_ran_seconds", "seconds since a job last ran", ["job"], registry=self._registry
        )

    def routes(self) -> list[web.RouteDef]:
        return [
            web.get("/healthz", self.alive),
            web.get("/readyz", self.ready),
            web.get("/metrics", self.metrics),
        ]

    async def alive(self, _: web.Request) -> web.Response:
        return web.Response(text="ok\n")

    async def ready(self, _: web.Request) -> web.Response:
        """503 with every reason, one a line, while commands could not be answered or messages not be said."""
        reasons = self._reasons(await self._vitals())
        return web.Response(status=503 if reasons else 200, text="\n".join(reasons or ["ready"]) + "\n")

    async def metrics(self, _: web.Request) -> web.Response:
        vitals = await self._vitals()
        if vitals.backlog is not None:
            self._pending.set(vitals.backlog.pending)
            self._oldest.set(self._age(vitals.backlog.oldest).total_seconds())
            self._failed.set(vitals.backlog.failed)
        self._connected.set(vitals.links or 0)
        for job, ran_at in vitals.last_ran.items():
            self._lateness.labels(job).set(self._age(ran_at).total_seconds())
        return web.Response(body=generate_latest(self._registry), headers={"Content-Type": CONTENT_TYPE_LATEST})

    def _reasons(self, vitals: Vitals) -> list[str]:
        ages = {job: self._age(vitals.last_ran.get(job)) for job in self._sweeps}
        late = [job for job, period in self._sweeps.items() if ages[job] > period + JOBS_LATE]
        reasons = [f"job {job} has not run for {ages[job].total_seconds():.0f} s" for job in late]
        reasons += [f"job {job} has not run yet" for job in self._sweeps if job not in vitals.last_ran]
        if vitals.links == 0:
            reasons.append("no Socket Mode link is up")
        if vitals.backlog is None:
            reasons.append("the database does not answer")
        elif self._age(vitals.backlog.oldest) > SPEECH_LATE:
            reasons.append(f"the oldest message has waited for more than {SPEECH_LATE.total_seconds():.0f} s")
        return reasons

    async def _vitals(self) -> Vitals:
        backlog = await asyncio.to_thread(self._backlog)
        return Vitals(self._links(), self._last_ran(), backlog)

    def _backlog(self) -> Backlog | None:
        try:
            with self._database.reading() as session:
                return unsaid.backlog(session)
        except SQLAlchemyError:
            return None

    def _age(self, moment: datetime | None) -> timedelta:
        return self._now() - moment if moment else timedelta()

    def _gauge(self, name: str, help_text: str) -> Gauge:
        return Gauge(f"shiftlead_{name}", help_text, registry=self._registry)
